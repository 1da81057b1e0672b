"""Times: every expression that names a point, span, duration or set of calendar time.

Two steps: rules give each expression an underspecified value (`form`), which is then resolved against the day of
publication or the last date named (`resolve`), with the anchor recorded.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from tawatur.model.article import Article
from tawatur.model.marks import Anchor, Time, mark_id
from tawatur.model.span import Span
from tawatur.model.trace import Step, Trace
from tawatur.read.times.form import Form
from tawatur.read.times.ground import Ground, Value
from tawatur.read.times.outlook import outlook
from tawatur.read.times.publication import dated_article
from tawatur.read.times.resolve import resolve
from tawatur.read.times.rules import Candidate, candidates
from tawatur.read.units import Analysis


def find_times(analysis: Analysis, article: Article) -> tuple[Time, ...]:
    """The time marks of an article, resolved against its publication date and the dates it names."""
    out = []
    named: Anchor | None = None
    near: tuple[int, date] | None = None
    for candidate in candidates(analysis):
        form = candidate.form
        if form is None:
            continue
        looks = _looks(analysis, candidate) if _asks(form) else 0
        sentence = analysis.sentence_of[candidate.first]
        day = near[1] if near is not None and near[0] == sentence else None
        value = _resolved(form, article, Ground(today=None, named=named, outlook=looks, near=day))
        span = analysis.span(candidate.first, candidate.last)
        out.append(_time(candidate, form, value, span, article.id))
        if value.earliest and value.latest and form.kind == "date" and form.how != "many":
            named = Anchor(how="named", earliest=value.earliest, latest=value.latest, span=span)
            if value.earliest == value.latest:
                near = (sentence, value.earliest)
    return tuple(out)


def dated(article: Article, analysis: Analysis) -> Article:
    """The article with its publication date inferred as an interval where none is stated; unchanged otherwise."""
    return dated_article(article, analysis)


def _looks(analysis: Analysis, candidate: Candidate) -> int:
    """Where the clause looks; what something has lasted since is past."""
    return -1 if analysis.has(candidate.first - 1, "w.mundhu") else outlook(analysis, candidate.first, candidate.last)


def _asks(form: Form) -> bool:
    """Whether a form's value depends on where its sentence looks."""
    return form.how in ("weekday", "calendar", "distance") and form.year is None


def _resolved(form: Form, article: Article, ground: Ground) -> Value:
    """The value against the publication date: where that is an interval, only what both its ends agree on."""
    published = article.published
    value = resolve(form, replace(ground, today=published.latest))
    if published.earliest == published.latest or value.anchor is None or value.anchor.how != "published":
        return value
    other = resolve(form, replace(ground, today=published.earliest))
    anchor = Anchor(how="published", earliest=published.earliest, latest=published.latest)
    if (value.earliest, value.latest) == (other.earliest, other.latest):
        return replace(value, anchor=anchor)
    kept = value.value if value.value == other.value else None
    return Value(value=kept, mod=value.mod, anchor=anchor, flags=("open",))


def _time(candidate: Candidate, form: Form, value: Value, span: Span, article: str) -> Time:
    steps = [Step(what="form", detail=_said(form), span=span)]
    if value.anchor is not None and value.anchor.how != "self":
        steps.append(Step(what="anchor", detail=_interval(value.anchor), span=value.anchor.span))
    if value.earliest or value.latest:
        steps.append(Step(what="value", detail=_interval(value)))
    steps += [Step(what=flag) for flag in value.flags]
    return Time(
        id=mark_id("time", article, span),
        span=span,
        kind=form.kind,
        earliest=value.earliest,
        latest=value.latest,
        value=value.value,
        mod=value.mod,
        anchor=value.anchor,
        flags=value.flags,
        trace=Trace(rule=candidate.rule, steps=tuple(steps)),
    )


@lru_cache(1 << 12)
def _said(form: Form) -> str:
    """The underspecified value in short: its fields that are set."""
    fields = {name: getattr(form, name) for name in form.__struct_fields__}
    return " ".join(f"{name}={value}" for name, value in fields.items() if value not in (None, False, ()))


def _interval(value: Anchor | Value) -> str:
    def plain(day: date | None) -> str:
        return day.isoformat() if day else ".."

    return plain(value.earliest) if value.earliest == value.latest else f"{plain(value.earliest)}/{plain(value.latest)}"
