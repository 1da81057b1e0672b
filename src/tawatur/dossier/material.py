"""The material of a dossier: what a ledger holds, as plain values, and quotations cut from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tawatur.ledger.judged import standing
from tawatur.model.article import Article, Published
from tawatur.model.ids import text_hash
from tawatur.model.judgement import Judgement
from tawatur.model.marks import Mark
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.model.story import Actor, Place, Story

_CONTEXT = 64
"""Characters of context kept on each side of a quotation: what the Web Annotation model calls prefix and suffix."""


@dataclass(frozen=True)
class Quote:
    """Words cut from an article, with all that a citation needs."""

    article: str
    span: Span
    text: str
    prefix: str
    suffix: str
    outlet: str | None
    title: str | None
    url: str | None
    published: Published

    @property
    def anchor(self) -> str:
        """The permanent name of this place: article and span."""
        return f"{self.article}:{self.span.start}-{self.span.end}"


@dataclass(frozen=True)
class Rates:
    """The measured error rates of a reader, per kind of mark: (precision, recall), and what they were measured on."""

    measured_on: Mapping[str, str]
    """In words, by language of the interface."""
    by_kind: Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Material:
    """Everything that the views draw from. `readings` and `articles` are keyed by article id."""

    name: str
    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]
    story: Story = field(default_factory=Story)
    judgements: tuple[Judgement, ...] = ()
    rates: Rates | None = None
    forms: Mapping[str, Actor] | None = None
    """Actors by the forms of their names, where they are known beforehand; else the story's own are gone through."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The story's name by language of the interface, where it was given in several."""

    @classmethod
    def of(
        cls,
        name: str,
        pairs: Iterable[tuple[Article, Reading]],
        story: Story | None = None,
        judgements: Iterable[Judgement] = (),
        rates: Rates | None = None,
    ) -> Material:
        """Material from articles with their readings, the articles in order of publication."""
        kept = sorted(pairs, key=lambda pair: (pair[0].published.earliest or date.max, pair[0].id))
        return cls(
            name=name,
            articles={article.id: article for article, _ in kept},
            readings={article.id: reading for article, reading in kept},
            story=story or Story(),
            judgements=tuple(judgements),
            rates=rates,
        )

    def title(self, language: str) -> str:
        """The story's name in a language of the interface."""
        return self.names.get(language) or self.name

    def quote(self, article: str, span: Span) -> Quote:
        """The words at a place with their context; SpanError where the span does not fit the article."""
        kept = self.articles[article]
        return Quote(
            article=article,
            span=span,
            text=span.cut(kept.text),
            prefix=kept.text[max(0, span.start - _CONTEXT) : span.start],
            suffix=kept.text[span.end : span.end + _CONTEXT],
            outlet=kept.outlet,
            title=kept.title,
            url=kept.url,
            published=kept.published,
        )

    def quote_at(self, place: Place) -> Quote:
        """The words at a place of the story."""
        return self.quote(place.article, place.span)

    @cached_property
    def marks(self) -> Mapping[str, tuple[str, Mark]]:
        """Every mark by its id, with the id of its article."""
        return {mark.id: (article, mark) for article, reading in self.readings.items() for mark in reading.marks()}

    @cached_property
    def actors_by_form(self) -> Mapping[str, Actor]:
        """Actors by every form of their name; a form that two actors share leads to neither."""
        return by_form(self.story.actors) if self.forms is None else self.forms

    @cached_property
    def verdicts(self) -> Mapping[tuple[str, str | None], Judgement]:
        """What people decided and stands, by the one or two things that it is about."""
        return standing(self.judgements)

    def verdict(self, subject: str) -> Judgement | None:
        """What people decided about one thing, if anything."""
        return self.verdicts.get((subject, None))

    def actor_name(self, speaker: str | None) -> str | None:
        """The name under which a speaker stands in this dossier: the actor's, where one is known."""
        actor = self.actors_by_form.get(speaker or "")
        return actor.name if actor else speaker

    def hash_of(self, article: str) -> str:
        """The SHA-256 of an article's text."""
        return text_hash(self.articles[article].text)


def by_form(actors: Iterable[Actor]) -> Mapping[str, Actor]:
    """Actors by every form of their name; a form that two actors share leads to neither."""
    found: dict[str, Actor | None] = {}
    for actor in actors:
        for form in {actor.name, *actor.forms}:
            found[form] = None if form in found and found[form] is not actor else actor
    return {form: actor for form, actor in found.items() if actor is not None}
