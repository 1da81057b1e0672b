"""What the examples share: how they are kept and how a reading is held against them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence

from tawatur.language.pack import Rule, load_pack

PACK = load_pack("ar")
Row = dict[str, object]


def examples(kind: str) -> dict[str, list[dict]]:
    """The examples of one kind by their class."""
    classes = defaultdict(list)
    for line in (PACK.folder / "examples" / f"{kind}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        classes[row["class"]].append(row)
    return classes


def wrong(rows: Sequence[dict], read: Callable[[dict], Sequence[Row]]) -> list[tuple[str, object, object]]:
    """The examples that are read otherwise than they say: their text, what they say, what was read.

    `read` tells of each mark what it is; an example may say less of it, never other than it.
    """
    out = []
    for row in rows:
        found = read(row)
        right = len(found) == len(row["expect"]) and all(
            {key: got[key] for key in want} == want for want, got in zip(row["expect"], found, strict=True)
        )
        if not right:
            out.append((row["text"], row["expect"], found))
    return out


def misdecided(rule: Rule, deciding: Callable[[str], set[str]]) -> list[str]:
    """The examples that a rule does not decide and the counterexamples that it does.

    `deciding` tells of a text the names of the rules that decide something in it.
    """
    missed = [text for text in rule.examples if rule.name not in deciding(text)]
    return missed + [text for text in rule.counterexamples if rule.name in deciding(text)]


def place(span: object, text: str) -> Row:
    """The part of a told mark that all marks have."""
    return {"start": span.start, "end": span.end, "text": span.cut(text)}
