"""Positions: what each said on a question through time, and where the words changed."""

from __future__ import annotations

from datetime import date

from tawatur.model.article import Article, Published
from tawatur.model.span import Span
from tawatur.model.story import Account, Claim, Stance
from tawatur.reconcile.positions import on_claim, positions


def article(name: str, day: int, outlet: str) -> Article:
    when = date(2026, 3, day)
    return Article(id=name, text="x" * 50, outlet=outlet, published=Published(earliest=when, latest=when, stated=True))


ARTICLES = {a.id: a for a in (article("one", 9, "Daily"), article("two", 3, "Evening"), article("three", 20, "Daily"))}


def account(
    where: str, speaker: str | None, stance: Stance = "asserts", actor: str | None = None, at: int = 0
) -> Account:
    return Account(
        id=f"{where} {speaker} {at}", article=where, spans=(Span(at, at + 5),), stance=stance, speaker=speaker,
        actor=actor,
    )  # fmt: skip


def test_an_actor_is_followed_through_the_days_and_a_change_of_answer_is_marked() -> None:
    told = [
        account("one", "the minister", "denies", actor="m"),
        account("two", "the minister", actor="m"),
        account("three", "minister Haddad", "denies", actor="m"),
    ]
    (only,) = positions(((a, a.stance) for a in told), ARTICLES)
    assert [(said.account.article, said.side, said.changed) for said in only.said] == [
        ("two", "asserts", False), ("one", "denies", True), ("three", "denies", False),
    ]  # fmt: skip
    assert only.changes == (1,)


def test_speakers_without_a_name_are_one_only_within_an_article() -> None:
    told = [account("one", "a source"), account("one", "a source", at=9), account("two", "a source")]
    found = positions(((a, "") for a in told), ARTICLES)
    assert [len(position.said) for position in found] == [1, 2]


def test_who_spoke_first_comes_first_and_authors_come_last_by_their_outlet() -> None:
    told = (account("one", None), account("three", None, "denies"), account("two", "the union", actor="u"))
    found = on_claim(Claim(id="c", gist="", accounts=told, independent=1, groups=((0, 1, 2),)), ARTICLES)
    assert [(p.speaker, [s.side for s in p.said], p.changes) for p in found] == [
        ("the union", ["asserts"], ()), (None, ["asserts", "denies"], (1,)),
    ]  # fmt: skip
