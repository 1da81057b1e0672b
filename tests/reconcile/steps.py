"""Articles taken in by chance: some of them, in any order, in any number of steps."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from tawatur.model.article import Article
from tawatur.model.reading import Reading
from tawatur.reconcile import Reconciler

Items = list[tuple[Article, Reading]]


def take_in_steps(reconciler: Reconciler, items: Items, data: st.DataObject) -> Items:
    """Let a reconciler take some articles in, its story looked at in between or not; those articles."""
    some = data.draw(st.lists(st.sampled_from(items), unique_by=lambda item: item[0].id, min_size=1), label="articles")
    edges = data.draw(st.lists(st.integers(0, len(some)), max_size=3), label="steps")
    for first, last in pairwise([0, *sorted(edges), len(some)]):
        if last - first == 1:
            reconciler.add(*some[first])
        else:
            reconciler.add_all(some[first:last])
        if data.draw(st.booleans(), label="looked at between"):
            reconciler.story()
    return some
