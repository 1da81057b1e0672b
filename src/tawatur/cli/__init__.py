"""The command line: one command to run."""

from tawatur.cli.app import main

__all__ = ["main"]
