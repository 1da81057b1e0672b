"""Full-text search: the index proposes articles, the words themselves decide and say where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tawatur.errors import InputError
from tawatur.ledger.words import Words
from tawatur.model.span import Span

_PART = re.compile(r"(?P<minus>-)?(?:[\"“«](?P<phrase>[^\"”»]*)[\"”»]|(?P<word>\S+))")


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; the last is a beginning only where `prefix` is true."""

    words: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False


@dataclass(frozen=True)
class Query:
    """What an article must hold, and what it must not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


@dataclass(frozen=True)
class Hit:
    """An article that answers a query, with the places of the wanted words in order."""

    article: str
    spans: tuple[Span, ...]


def parse_query(text: str, words: Words) -> Query:
    """A query: words that must all occur, "phrases", beginnings*, and -unwanted; InputError where nothing is wanted."""
    terms = []
    for part in _PART.finditer(text):
        inner = part["phrase"] if part["phrase"] is not None else part["word"]
        folded = words.terms(inner)
        if folded:
            terms.append(Term(folded, prefix=inner.endswith("*"), excluded=bool(part["minus"])))
    wanted = tuple(term for term in terms if not term.excluded)
    if not wanted:
        raise InputError("search.nothing")
    return Query(wanted, tuple(term for term in terms if term.excluded))


def candidates(query: Query, *, sqlite: bool) -> sa.ColumnElement[bool]:
    """The condition on the search index; every article that answers meets it, and some that do not."""
    if sqlite:
        asked = " AND ".join(
            f'"{word}"' + ("*" if term.prefix and i == len(term.words) - 1 else "")
            for term in query.wanted
            for i, word in enumerate(term.words)
        )
        return sa.text("article_words MATCH :asked").bindparams(asked=asked)  # type: ignore[return-value]  # a text clause stands wherever a condition may
    asked = " & ".join(
        f"'{word}'" + (":*" if term.prefix and i == len(term.words) - 1 else "")
        for term in query.wanted
        for i, word in enumerate(term.words)
    )
    return sa.text("lexemes @@ CAST(:asked AS tsquery)").bindparams(asked=asked)  # type: ignore[return-value]  # as above


def find(query: Query, article: str, text: str, words: Words) -> Hit | None:
    """The places of the query's words in a text; None where it does not answer."""
    stand = list(words.stand(words.folding.full(text)))
    if any(_places(term, stand, words) for term in query.unwanted):
        return None
    found: set[tuple[int, int]] = set()
    for term in query.wanted:
        places = _places(term, stand, words)
        if not places:
            return None
        found.update(places)
    # the way back to the text is only built for a text that answers
    folded = words.mapped(text)
    return Hit(article, tuple(sorted({folded.back(start, end) for start, end in found})))


def _places(term: Term, stand: Sequence[tuple[int, int, str]], words: Words) -> list[tuple[int, int]]:
    """Where a term stands in the folded text, as its starts and ends."""
    places = []
    ends = len(term.words) - 1
    for first in range(len(stand) - ends):
        begin, _, word = stand[first]
        offset = words.begins(word, term.words[0], term.prefix and not ends)
        if offset is None:
            continue
        rest = ((stand[first + i][2], term.words[i], term.prefix and i == ends) for i in range(1, ends + 1))
        if all(words.begins(*one) is not None for one in rest):
            places.append((begin + offset, stand[first + ends][1]))
    return places
