"""What `show` can show: each view as columns and rows drawn from a dossier's material."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tawatur.cli.table import Column
from tawatur.dossier.html import day_text, number_text
from tawatur.dossier.labels import Language, label
from tawatur.dossier.material import Material
from tawatur.dossier.views import story as told
from tawatur.dossier.views.statements import statements
from tawatur.dossier.views.timeline import timeline
from tawatur.dossier.weighed import words_of_keys
from tawatur.messages import Catalogue
from tawatur.model.article import Article, Published
from tawatur.model.reading import Reading
from tawatur.model.span import Span

SHORT = 10
"""Letters of an id that are shown: enough to be one among a hundred thousand, and `explain` takes them."""


@dataclass(frozen=True)
class Row:
    """One line: its cells, the whole id of what it shows, and the articles that it stands on."""

    id: str
    cells: tuple[str, ...]
    articles: tuple[str, ...]
    actor: str | None = None


@dataclass(frozen=True)
class Show:
    """A view: its columns by the catalogue's ``head.…`` keys (``*`` before a wide one), and its rows."""

    columns: tuple[str, ...]
    rows: Callable[[Material, Language], Iterator[Row]]

    def heads(self, texts: Catalogue) -> list[Column]:
        """The columns, an id's first."""
        named = [Column(texts(f"head.{key.lstrip('*')}"), wide=key.startswith("*")) for key in self.columns]
        return [Column(texts("head.id")), *named]


def published_text(published: Published) -> str:
    """The days of publication, marked where they were inferred."""
    return day_text(published.earliest, published.latest) + ("" if published.stated or not published.latest else " ~")


def one_of(language: Language, *keys: str | None) -> str:
    """The label of the first key that there is; the last key itself where the labels have none."""
    for key in keys:
        if key:
            try:
                return label(key, language)
            except KeyError:
                continue
    return keys[-1] or ""


def _cut(article: Article, span: Span | None) -> str:
    return "" if span is None else span.cut(article.text)


def _articles(material: Material, _: Language) -> Iterator[Row]:
    for a in material.articles.values():
        yield Row(a.id, (published_text(a.published), a.outlet or "", a.title or a.text[:80]), (a.id,))


def _timeline(material: Material, language: Language) -> Iterator[Row]:
    for line in timeline(material):
        cells = (
            day_text(line.earliest, line.latest), one_of(language, line.kind), one_of(language, line.label),
            line.who or "", line.quote.text, line.quote.outlet or "",
        )  # fmt: skip
        yield Row(line.id, cells, (line.quote.article,), line.who)


def _statements(material: Material, language: Language) -> Iterator[Row]:
    for row in statements(material):
        speaker = row.speaker or "—"
        cells = (
            day_text(row.earliest, row.latest), speaker if row.named else f"({speaker})",
            one_of(language, row.act), " … ".join(quote.text for quote in row.contents),
            " ← ".join([row.outlet or "", *(hop.name for hop in row.chain)]),
        )  # fmt: skip
        yield Row(row.id, cells, (row.article,), row.speaker)


def _figures(material: Material, _: Language) -> Iterator[Row]:
    for article, reading in _pairs(material):
        for mark in reading.figures:
            cells = (
                published_text(article.published), _cut(article, mark.span), number_text(mark.low, mark.high),
                _cut(article, mark.counted), _cut(article, mark.where), article.outlet or "",
            )  # fmt: skip
            yield Row(mark.id, cells, (article.id,))


def _times(material: Material, _: Language) -> Iterator[Row]:
    for article, reading in _pairs(material):
        for mark in reading.times:
            value = day_text(mark.earliest, mark.latest) if mark.kind == "date" else (mark.value or "—")
            yield Row(mark.id, (_cut(article, mark.span), value, article.outlet or ""), (article.id,))


def _names(material: Material, language: Language) -> Iterator[Row]:
    for article, reading in _pairs(material):
        for mark in reading.names:
            cells = (_cut(article, mark.span), one_of(language, mark.kind), mark.actor, article.outlet or "")
            yield Row(mark.id, cells, (article.id,), mark.actor)


def _events(material: Material, language: Language) -> Iterator[Row]:
    for article, reading in _pairs(material):
        for mark in reading.events:
            cells = (
                day_text(mark.earliest, mark.latest), _cut(article, mark.trigger), one_of(language, mark.kind),
                _cut(article, mark.actor), _cut(article, mark.target), _cut(article, mark.place),
                one_of(language, mark.status),
            )  # fmt: skip
            yield Row(mark.id, cells, (article.id,), _cut(article, mark.actor))


def _commitments(material: Material, language: Language) -> Iterator[Row]:
    for article, reading in _pairs(material):
        for mark in reading.commitments:
            cells = (
                day_text(mark.earliest, mark.latest), one_of(language, mark.status), _cut(article, mark.who),
                _cut(article, mark.what), published_text(article.published), article.outlet or "",
            )  # fmt: skip
            yield Row(mark.id, cells, (article.id,), _cut(article, mark.who))


def _actors(material: Material, language: Language) -> Iterator[Row]:
    for each in sorted(material.story.actors, key=lambda a: (-len(a.mentions), a.name)):
        forms = " / ".join(form for form in each.forms if form != each.name)
        cells = (each.name, one_of(language, each.kind), str(len(each.mentions)), forms)
        yield Row(each.id, cells, tuple({p.article for p in each.mentions}), each.name)


def _claims(material: Material, _: Language) -> Iterator[Row]:
    for row in told.claims(material):
        accounts = [account for group in row.groups for account in group]
        cells = (str(row.independent), str(len(accounts)), str(row.outlets), row.gist)
        yield Row(row.id, cells, tuple(q.article for a in accounts for q in a.quotes))


def _disputes(material: Material, language: Language) -> Iterator[Row]:
    for row in told.disputes(material):
        sides = [
            " ‖ ".join(f"{a.speaker or a.outlet or '—'}: {a.quotes[0].text if a.quotes else ''}" for a in side)
            for side in row.sides
        ]
        articles = tuple(q.article for side in row.sides for a in side for q in a.quotes)
        yield Row(row.id, (one_of(language, f"kind_{row.kind}"), *sides), articles)


def _series(material: Material, language: Language) -> Iterator[Row]:
    for row in told.series(material):
        for point in row.points:
            cells = (
                row.counted, words_of_keys(row.scope, language), number_text(point.low, point.high),
                day_text(point.earliest, point.latest), published_text(point.reported), point.according_to or "",
                point.quote.outlet or "",
            )  # fmt: skip
            yield Row(row.id, cells, (point.quote.article,))


def _tracks(material: Material, language: Language) -> Iterator[Row]:
    for row in told.schedule(material):
        moved = {slip.after: slip for slip in row.slips}
        for i, point in enumerate(row.points):
            slip = moved.get(i)
            move = "" if slip is None else ("?" if slip.days is None else f"{slip.days:+d}")
            cells = (
                row.who, row.what, published_text(point.reported), one_of(language, point.status),
                day_text(point.earliest, point.latest), move, point.according_to or "",
            )  # fmt: skip
            yield Row(row.id, cells, (point.quote.article,), row.who)


def _copies(material: Material, language: Language) -> Iterator[Row]:
    for each in material.story.copies:
        a, b = material.articles[each.a.article], material.articles[each.b.article]
        way = "→" if each.directed else "–"
        cells = (one_of(language, f"copy_{each.kind}"), f"{each.share:.0%}", f"{_head(a)} {way} {_head(b)}",
                 material.quote_at(each.b).text)  # fmt: skip
        yield Row(each.id, cells, (a.id, b.id))


def _head(article: Article) -> str:
    return f"{article.outlet or '—'} ({published_text(article.published)}) {article.id[:SHORT]}"


def _pairs(material: Material) -> Iterator[tuple[Article, Reading]]:
    for article, reading in material.readings.items():
        yield material.articles[article], reading


SHOWS: Mapping[str, Show] = {
    "articles": Show(("published", "outlet", "*title"), _articles),
    "timeline": Show(("when", "kind", "sort", "*who", "*words", "outlet"), _timeline),
    "statements": Show(("when", "*speaker", "act", "*words", "*chain"), _statements),
    "figures": Show(("published", "*words", "value", "*counted", "*where", "outlet"), _figures),
    "times": Show(("*words", "value", "outlet"), _times),
    "names": Show(("*words", "kind", "*actor", "outlet"), _names),
    "events": Show(("when", "*words", "kind", "*who", "*target", "*where", "status"), _events),
    "commitments": Show(("when", "status", "*who", "*what", "published", "outlet"), _commitments),
    "actors": Show(("*actor", "kind", "mentions", "*forms"), _actors),
    "claims": Show(("independent", "accounts", "outlets", "*claim"), _claims),
    "disputes": Show(("kind", "*one_side", "*other_side"), _disputes),
    "series": Show(("*counted", "*where", "value", "as_of", "reported", "*according_to", "outlet"), _series),
    "tracks": Show(("*who", "*what", "reported", "status", "promised", "slip", "*according_to"), _tracks),
    "copies": Show(("kind", "share", "*articles", "*words"), _copies),
}
STORY_SHOWS: Sequence[str] = ("actors", "claims", "disputes", "series", "tracks", "copies")
