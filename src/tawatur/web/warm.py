"""What the pages need of the whole ledger, made ready in the background, so that nobody waits for a first page."""

from __future__ import annotations

from threading import Event

from sqlalchemy.exc import SQLAlchemyError

from tawatur.errors import TawaturError
from tawatur.web import queries
from tawatur.web.desk import Desk
from tawatur.web.queue import queue
from tawatur.web.render import environment

_EVERYTHING = queries.Asked()


def warm(desk: Desk, stop: Event) -> None:
    """Ask once all that the pages' first answers wait for, the overview's first; between two questions it can be stopped.

    A ledger that cannot be asked is no fault here: the page that asks it tells why.
    """
    try:
        for ask in _QUESTIONS:
            if stop.is_set():
                return
            ask(desk)
    except (TawaturError, SQLAlchemyError):
        return


def _coming(desk: Desk) -> object:
    return queries.coming(desk, queries.days(desk)[1])


def _templates(_desk: Desk) -> object:
    """The pages' templates, made ready by their first use."""
    own = environment()
    return [own.get_template(name) for name in own.list_templates()]


_QUESTIONS = (
    _templates,
    lambda desk: desk.index,
    queries.counts,
    queries.speakers,
    queries.outlets,
    queries.unnamed,
    _coming,
    queries.unresolved_times,
    queries.speakerless,
    queries.undated,
    queries.months,
    lambda desk: desk.listed(queries.lines_query(desk, _EVERYTHING)),
    lambda desk: desk.listed(queries.statements_query(desk, _EVERYTHING)),
    lambda desk: desk.listed(queries.articles_query(_EVERYTHING)),
    lambda desk: desk.view.words,
    queue,
    queries.chains,
)
"""What is made once and remembered, in the order in which a reader comes to it."""
