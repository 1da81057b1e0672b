"""Speed and accuracy beside named peers, each ratio from one run on one machine: `python -m benchmarks`."""
