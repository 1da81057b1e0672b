"""Measure the reading on the sample story's gold and write the rates that every dossier carries: `make rates`."""

from __future__ import annotations

import json
from pathlib import Path

from tawatur.dossier import rates
from tawatur.evaluate import evaluate, load_gold
from tawatur.ingest import take
from tawatur.model.article import Article
from tawatur.read.reader import read
from tawatur.sample import articles_dir, gold_dir

_KINDS = ("statements", "times", "figures", "names", "events", "commitments")


def measure() -> dict[str, object]:
    """The rates as the file holds them, to two places."""
    gold = load_gold(gold_dir())
    report = evaluate(gold, [read(taken) for taken in take([articles_dir()]) if isinstance(taken, Article)])
    rows = {kind: report.kinds[kind] for kind in _KINDS}
    return {
        "measured_on": {
            "ar": f"القصة النموذجية المتخيَّلة ({len(gold)} مقالا)",
            "en": f"the fictional sample story ({len(gold)} articles)",
        },
        "by_kind": {
            kind: {"precision": round(row.precision, 2), "recall": round(row.recall, 2)} for kind, row in rows.items()
        },
    }


def main() -> None:
    """Write the file."""
    path = Path(rates.__file__).with_name(rates.FILE)
    path.write_text(json.dumps(measure(), ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(path.read_text("utf-8"))


if __name__ == "__main__":
    main()
