"""From links to claims: what hangs together by enough links is one claim, told once."""

from __future__ import annotations

from itertools import combinations

from tawatur.reconcile.claims.cluster import claims_of
from tawatur.reconcile.claims.decide import Link, Pair


def links(scores: dict[str, float]) -> dict[Pair, Link]:
    """Links by two letters each, "same" above zero."""
    return {
        (pair[0], pair[1]): Link(pair[0], pair[1], "same" if score > 0 else "unrelated", score)
        for pair, score in scores.items()
    }


def test_two_cliques_that_share_most_are_one_claim_although_two_of_them_were_told_apart() -> None:
    inside = {"".join(pair): 2.0 for pair in combinations("abcd", 2)}
    scores = inside | {"ae": 1.5, "be": 1.5, "ce": 1.5, "de": -1.9}
    assert claims_of(links(scores)) == [list("abcde")]


def test_what_hangs_on_one_member_only_is_another_claim() -> None:
    inside = {"".join(pair): 2.0 for pair in combinations("abc", 2)}
    scores = inside | {"cd": 1.0, "ad": -1.9, "bd": -1.9}
    assert claims_of(links(scores)) == [["a", "b", "c"], ["c", "d"]]


def test_copies_of_one_text_do_not_vouch_for_what_stands_beside_them() -> None:
    copies = {"".join(pair): 40.0 for pair in combinations("abc", 2)}
    scores = copies | {"ad": 0.2, "bd": 0.2, "cd": -1.9, "ae": 0.2, "be": -1.9, "ce": -1.9, "de": -1.9}
    assert claims_of(links(scores)) == claims_of(links(scores | {"".join(p): 4.0 for p in combinations("abc", 2)}))
    assert not any({"d", "e"} <= set(claim) for claim in claims_of(links(scores)))


def test_in_a_large_ledger_less_is_put_together() -> None:
    inside = {"".join(pair): 0.6 for pair in combinations("abcd", 2)}
    scores = inside | {"ae": 0.6, "be": 0.6, "ce": 0.6, "de": -1.5}
    assert len(claims_of(links(scores))) < len(claims_of(links(scores), large=1.0))


def test_a_clash_of_figures_keeps_two_claims_apart() -> None:
    inside = {"".join(pair): 2.0 for pair in combinations("abc", 2)} | {"ad": 2.0, "bd": 2.0}
    found = links(inside)
    found["c", "d"] = Link("c", "d", "differs", -1.0, clash=frozenset({"other figures"}))
    assert claims_of(found) == [["a", "b", "c"], ["a", "b", "d"]]


def test_one_clash_keeps_two_large_claims_apart_that_share_half_of_their_members() -> None:
    one, two, both = "abcd", "efgh", "stuv"
    scores = {"".join(pair): 2.0 for side in (one, two) for pair in combinations(side + both, 2)}
    scores |= {a + b: -0.05 for a in one for b in two}
    assert claims_of(links(scores)) == [sorted(one + two + both)]
    found = links(scores)
    found["a", "h"] = Link("a", "h", "differs", -0.2, clash=frozenset({"other figures"}))
    assert not any({"a", "h"} <= set(claim) for claim in claims_of(found))
