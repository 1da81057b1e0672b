"""Measuring a story: pairs of places, independence, disputes and what only looks like one."""

from __future__ import annotations

import json

from tawatur.cli.app import run
from tawatur.evaluate import evaluate_story
from tawatur.model.article import Article
from tawatur.model.span import Span
from tawatur.model.story import Account, Actor, Claim, Dispute, Place, Story

ONE, TWO = "قال الوزير سالم إن العمال عادوا.", "نفى سالم أن العمال عادوا، وقال إنهم باقون."


def account(article: str, words: str) -> Account:
    text = {"one": ONE, "two": TWO}[article]
    at = text.index(words)
    return Account(
        id=f"{article}{at}", article=article, spans=(Span(at, at + len(words)),), stance="asserts", speaker=None
    )


def measured(gold: dict, story: Story):
    articles = [Article(id="one", text=ONE, path="one.txt"), Article(id="two", text=TWO, path="two.txt")]
    return evaluate_story(gold, {"one": ONE, "two": TWO}, articles, story)


A, B = {"article": "one", "text": "العمال عادوا"}, {"article": "two", "text": "العمال عادوا"}
C = {"article": "two", "text": "إنهم باقون"}


def claim(*accounts: Account, independent: int = 1) -> Claim:
    return Claim(id="c", gist="", accounts=accounts, independent=independent, groups=(tuple(range(len(accounts))),))


def test_a_pair_is_found_where_its_two_places_are_put_together():
    gold = {"claims": [{"members": [A, B], "independent": 2}]}
    story = Story(claims=(claim(account("one", "العمال عادوا"), account("two", "العمال عادوا"), independent=2),))
    row = measured(gold, story)["claims"]
    assert (row.precision, row.recall, row.right["independent"]) == (1, 1, (1, 1))
    apart = Story(claims=(claim(account("one", "العمال عادوا")), claim(account("two", "العمال عادوا"))))
    assert measured(gold, apart)["claims"].recall == 0


def test_a_pair_of_two_known_places_that_the_gold_keeps_apart_is_wrong():
    gold = {"claims": [{"members": [A, B]}, {"members": [C]}]}
    three = claim(account("one", "العمال عادوا"), account("two", "العمال عادوا"), account("two", "إنهم باقون"))
    row = measured(gold, Story(claims=(three,)))["claims"]
    assert (row.recall, row.read) == (1, 3)
    assert round(row.precision, 3) == 0.333


def test_an_optional_group_is_neither_missed_nor_wrong():
    gold = {"claims": [{"members": [A, B], "optional": True}]}
    for story in (Story(), Story(claims=(claim(account("one", "العمال عادوا"), account("two", "العمال عادوا")),))):
        row = measured(gold, story)["claims"]
        assert (row.gold, row.read) == (0, 0)


def test_a_short_name_is_found_inside_a_longer_one():
    gold = {
        "actors": [
            {"name": "سالم", "mentions": [{"article": "one", "text": "سالم"}, {"article": "two", "text": "سالم"}]}
        ]
    }
    at, other = ONE.index("الوزير"), TWO.index("سالم")
    mentions = (Place("one", Span(at, at + len("الوزير سالم"))), Place("two", Span(other, other + 4)))
    story = Story(actors=(Actor(id="a", name="سالم", kind="person", mentions=mentions),))
    assert measured(gold, story)["actors"].f1 == 1


def test_a_dispute_joins_its_sides_and_a_look_alike_is_a_trap():
    dispute = Dispute(
        id="d", kind="denial", sides=((account("one", "العمال عادوا"),), (account("two", "العمال عادوا"),)), why=""
    )
    gold = {"disputes": [{"kind": "denial", "a": [B], "b": [A]}], "looks_like": [{"a": [A], "b": [C]}]}
    row = measured(gold, Story(disputes=(dispute,)))["disputes"]
    assert (row.recall, row.right) == (1, {"kind": (1, 1), "look-alikes left alone": (1, 1)})
    trapped = {"disputes": [], "looks_like": [{"a": [A], "b": [B]}]}
    assert measured(trapped, Story(disputes=(dispute,)))["disputes"].right["look-alikes left alone"] == (0, 1)


def test_the_command_measures_a_ledger(capfdbinary, tmp_path):
    for name, text in (("one", ONE), ("two", TWO)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    gold = {"articles": ["one", "two"], "claims": [{"members": [A, B], "independent": 1}]}
    (tmp_path / "made.story.json").write_text(json.dumps(gold), "utf-8")
    ledger = str(tmp_path / "l.db")
    assert run(["add", ledger, str(tmp_path / "one.txt"), str(tmp_path / "two.txt")]) == 0
    capfdbinary.readouterr()
    assert run(["evaluate", str(tmp_path), "--ledger", ledger, "--story", "--json"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)
    assert rows["story"] == "made"
    assert rows["claims"]["gold"] == 1
    assert run(["evaluate", str(tmp_path), "--story"]) == 1
