"""The dossier as Markdown: for who reads in a terminal, a repository or a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tawatur.dossier.html import day_text, number_text
from tawatur.dossier.labels import Language, label
from tawatur.dossier.material import Material, Quote
from tawatur.dossier.slips import slip_text
from tawatur.dossier.views import story as told
from tawatur.dossier.views.overview import overview
from tawatur.dossier.views.statements import by_speaker, statements
from tawatur.dossier.views.timeline import timeline
from tawatur.dossier.weighed import words_of_keys

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>#|"})


def markdown(material: Material, language: Language = "ar") -> str:
    """The dossier; each quotation names its article by a footnote-like number that the list of articles explains."""
    return "\n".join(_Pages(material, language).lines()) + "\n"


class _Pages:
    """The parts of one dossier."""

    def __init__(self, material: Material, language: Language) -> None:
        self._material = material
        self._language = language
        self._numbers = {article: number for number, article in enumerate(material.articles, 1)}

    def lines(self) -> Iterator[str]:
        seen = overview(self._material)
        yield f"# {plain(self._material.title(self._language))}"
        yield ""
        yield f"{day_text(seen.first, seen.last)} · " + " · ".join(
            f"{self._label(kind)} {count}" for kind, count in seen.counts.items() if count
        )
        yield from ("", self._label("what_this_is"), "", *self._open_ends(), "", self._label("cited_as"))
        for key, part in (
            ("disputes", self._disputes()),
            ("claims", self._claims()),
            ("schedule", self._schedule()),
            ("series", self._series()),
            ("timeline", self._timeline()),
            ("statements", self._statements()),
            ("articles", self._articles()),
        ):
            body = list(part)
            if body:
                yield from ("", f"## {self._label(key)}", "", *body)

    def _open_ends(self) -> Iterator[str]:
        """What is not resolved, and how well the reader was measured to read."""
        seen = overview(self._material).unresolved
        told = [
            f"{seen.times_count} {self._label('unresolved_times')}",
            f"{seen.speakers} {self._label('unresolved_speakers')}",
            f"{len(seen.undated)} {self._label('undated_articles')}",
        ]
        yield f"{self._label('unresolved')}: {' · '.join(told)}"
        rates = self._material.rates
        if rates is None:
            yield f"\n{self._label('rates')}: {self._label('rates_missing')}"
            return
        measured = " · ".join(f"{self._label(kind)} {p:.2f}/{r:.2f}" for kind, (p, r) in rates.by_kind.items())
        on = label("rates_on", self._language, on=rates.measured_on)
        yield f"\n{self._label('rates')} ({self._label('precision')}/{self._label('recall')}, {on}): {measured}"

    def _label(self, key: str) -> str:
        return label(key, self._language)

    def _quote(self, quote: Quote) -> str:
        return f"«{plain(quote.text)}» {self._place(quote)}"

    def _place(self, quote: Quote) -> str:
        return f"[{self._numbers[quote.article]}:{quote.span.start}–{quote.span.end}]"

    def _accounts(self, accounts: Iterable[told.AccountRow]) -> Iterator[str]:
        """The accounts, those of one speaker in the same words on one line with all their places."""
        same: dict[tuple[object, ...], list[told.AccountRow]] = {}
        for account in accounts:
            who = account.speaker or account.outlet
            same.setdefault((who, account.stance, account.chain, *(q.text for q in account.quotes)), []).append(account)
        for found in same.values():
            first = found[0]
            who = plain(first.speaker or first.outlet or label("unknown_outlet", self._language))
            through = "".join(f" ← {plain(hop)}" for hop in first.chain)
            denies = f" ({self._label('denies')})" if first.stance == "denies" else ""
            words = " … ".join(f"«{plain(quote.text)}»" for quote in first.quotes)
            places = " ".join(self._place(quote) for account in found for quote in account.quotes)
            yield f"**{who}**{through}{denies}: {words} {places}"

    def _disputes(self) -> Iterator[str]:
        for row in told.disputes(self._material):
            yield f"* {self._label(f'kind_{row.kind}')}"
            for key, side in zip(("side_a", "side_b"), row.sides, strict=True):
                yield f"  * {self._label(key)}"
                yield from (f"    * {account}" for account in self._accounts(side))

    def _claims(self) -> Iterator[str]:
        for row in told.claims(self._material):
            counted = label("independent_chains", self._language, n=row.independent)
            yield f"* {plain(row.gist)} ({counted}; {label('in_outlets', self._language, n=row.outlets)})"
            yield from (f"  * {account}" for group in row.groups for account in self._accounts(group))

    def _schedule(self) -> Iterator[str]:
        for row in told.schedule(self._material):
            yield f"* **{plain(f'{row.who}: {row.what}' if row.who else row.what)}**"
            yield from (f"  * **{plain(slip_text(slip, row, self._language))}**" for slip in row.slips)
            for point in row.points:
                days = day_text(point.earliest, point.latest)
                reported = day_text(point.reported.earliest, point.reported.latest)
                who = f" {plain(point.according_to)}" if point.according_to else ""
                yield f"  * {reported}{who}: {self._label(point.status or 'unknown')} → {days} {self._quote(point.quote)}"

    def _series(self) -> Iterator[str]:
        for row in told.series(self._material):
            yield f"* **{plain(row.counted)}** {plain(words_of_keys(row.scope, self._language))}"
            for point in row.points:
                days = day_text(point.earliest, point.latest)
                yield f"  * {days}: {number_text(point.low, point.high)} {self._quote(point.quote)}"

    def _timeline(self) -> Iterator[str]:
        for line in timeline(self._material):
            if line.kind != "statement":
                days, sort = day_text(line.earliest, line.latest), self._label(line.label)
                yield f"* {days} · {self._label(line.kind)} ({sort}) · {self._quote(line.quote)}"

    def _statements(self) -> Iterator[str]:
        for speaker, rows in by_speaker(statements(self._material)):
            yield f"* **{plain(speaker or self._label('unknown'))}**"
            for row in rows:
                through = "".join(f" ← {plain(hop.name)}" for hop in row.chain)
                words = " … ".join(map(self._quote, row.contents))
                yield f"  * {day_text(row.earliest, row.latest)} · {self._label(row.act)}{through}: {words}"

    def _articles(self) -> Iterator[str]:
        for article in self._material.articles.values():
            days = day_text(article.published.earliest, article.published.latest)
            where = f" <{article.url}>" if article.url else ""
            title = plain(article.title or article.text[:80])
            yield f"{self._numbers[article.id]}. {plain(article.outlet or '—')}, {title}, {days}{where} `{article.id}`"


def plain(text: str) -> str:
    """Text on one line, with nothing in it that Markdown would take for its own."""
    return " ".join(text.split()).translate(_SPECIAL)
