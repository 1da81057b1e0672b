"""Full-text search: the index proposes articles, the words themselves decide and say where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from tawatur.errors import InputError
from tawatur.ledger.words import Word, Words
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
        raise InputError('the search needs at least one word to look for, for instance: tawatur search LEDGER "word"')
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
    folded = words.mapped(text)
    stand = list(words.split(folded.text))
    if any(_places(term, stand) for term in query.unwanted):
        return None
    spans: set[Span] = set()
    for term in query.wanted:
        places = _places(term, stand)
        if not places:
            return None
        spans.update(folded.back(start, end) for start, end in places)
    return Hit(article, tuple(sorted(spans)))


def _places(term: Term, stand: Sequence[Word]) -> list[tuple[int, int]]:
    """Where a term stands in the folded text, as its starts and ends."""
    places = []
    for first in range(len(stand) - len(term.words) + 1):
        begins = None
        for i, wanted in enumerate(term.words):
            open_end = term.prefix and i == len(term.words) - 1
            at = next((at for form, at in stand[first + i].forms if _is(form, wanted, open_end=open_end)), None)
            if at is None:
                break
            begins = at if begins is None else begins
        else:
            if begins is not None:
                places.append((begins, stand[first + len(term.words) - 1].end))
    return places


def _is(form: str, wanted: str, *, open_end: bool) -> bool:
    return form.startswith(wanted) if open_end else form == wanted
