"""The sample story: fourteen invented articles about one invented process, with the gold that was read from them.

Nothing in it is real: countries, parties, people, outlets and addresses are made up. It is what the demonstration
shows, what the tests read and what the documentation quotes; ``README.md`` beside this file says how it is laid out.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["articles_dir", "gold_dir", "sample_dir"]


def sample_dir() -> Path:
    """The folder of the sample story, with ``articles/``, ``gold/`` and ``README.md`` in it."""
    return Path(__file__).resolve().parent


def articles_dir() -> Path:
    """The folder of the articles as they were published: text with sidecars, HTML and JSONL, ready to be added."""
    return sample_dir() / "articles"


def gold_dir() -> Path:
    """The folder of the gold: ``NAME.gold.json`` and its text ``NAME.txt`` for each article, and the story's gold."""
    return sample_dir() / "gold"
