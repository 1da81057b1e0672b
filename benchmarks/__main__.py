"""All benchmarks, one after another: `make bench`."""

from __future__ import annotations

import subprocess
import sys

SCRIPTS = (
    ("Reading beside extraction, date search and lemmatisation", ["benchmarks.reading"]),
    ("Finding words", ["benchmarks.scan"]),
    ("Times beside dateparser's search, and on the peers' own cases", ["benchmarks.times"]),
    (
        "Growth of every step, and memory; up to 16,000 articles with: python -m benchmarks.growth",
        ["benchmarks.growth", "--most", "2000"],
    ),
    ("Growth of finding copies", ["benchmarks.copies"]),
    ("Growth of reconciling", ["benchmarks.reconcile"]),
    ("What sentence vectors add to reconciling, and why they do not decide", ["benchmarks.embeddings"]),
    ("The desk's pages on a large ledger", ["benchmarks.web"]),
    ("Bulk reading with one worker and with two", ["benchmarks.bulk"]),
)


def main() -> int:
    """Run them; the exit code of the first that fails."""
    for title, command in SCRIPTS:
        print(f"\n## {title}\n", flush=True)
        done = subprocess.run([sys.executable, "-m", *command], check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
