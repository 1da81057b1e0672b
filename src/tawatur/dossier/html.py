"""The dossier as one self-contained HTML file: right to left, Arabic and English, every line open at its words.

All text from articles goes through Jinja2's autoescape; data for scripts is JSON with `<`, `>` and `&` escaped. The
file asks nothing of any network: fonts, styles and scripts are inside it.
"""

from __future__ import annotations

import base64
import json
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tawatur.dossier.charts import series_chart, timeline_chart, track_chart
from tawatur.dossier.labels import LANGUAGES, Language, label
from tawatur.dossier.material import Material, Quote
from tawatur.dossier.pages import PAGES, marks_of, page_views
from tawatur.model.span import Span


def write_html(material: Material, path: Path, language: Language = "ar") -> None:
    """Write the dossier to a file; `language` is the one it opens in, both are inside."""
    path.write_text(render(material, language), "utf-8")


def render(material: Material, language: Language = "ar") -> str:
    """The whole dossier as one HTML text."""
    env = environment()
    return env.get_template("dossier.html").render(
        material=material,
        language=language,
        views=page_views(material),
        pages=PAGES,
        links=StaticLinks(),
        style=Markup(_style()),  # noqa: S704 - our own style sheet
        script=Markup(static_text("dossier.js")),  # noqa: S704 - our own script
        charts=Markup(static_text("vega.bundle.min.js").replace("</script", "<\\/script")),  # noqa: S704 - the vendored bundle
    )


class StaticLinks:
    """Where things stand within the one file."""

    def words(self, quote: Quote) -> str:
        """The place of a quotation in its article."""
        return f"#{words_id(quote.article, quote.span)}"

    def article(self, article: str) -> str:
        """An article."""
        return f"#a{article}"

    def item(self, item: str) -> str:
        """A claim, dispute, series, track or mark."""
        return f"#i{item}"

    def page(self, page: str) -> str:
        """A page of the dossier."""
        return f"#{page}"


def words_id(article: str, span: Span) -> str:
    """The HTML id of a place in an article."""
    return f"w{article}.{span.start}-{span.end}"


def day_text(earliest: date | None, latest: date | None) -> str:
    """An interval at its own precision: a day, a month, a year, else both ends; a dash where nothing is known."""
    if earliest is None and latest is None:
        return "—"
    if earliest is None or latest is None:
        return f"≤ {latest}" if latest else f"≥ {earliest}"
    if earliest == latest:
        return earliest.isoformat()
    first_day, last_day = earliest.day == 1, (latest + timedelta(days=1)).day == 1 if latest < date.max else True
    if first_day and last_day and (earliest.year, earliest.month) == (latest.year, latest.month):
        return earliest.isoformat()[:7]
    if first_day and last_day and earliest.month == 1 and latest.month == 12:
        years = (earliest.isoformat()[:4], latest.isoformat()[:4])
        return years[0] if years[0] == years[1] else f"{years[0]} – {years[1]}"
    return f"{earliest.isoformat()} – {latest.isoformat()}"


def number_text(low: float | None, high: float | None) -> str:
    """A figure's bounds as told: one number, a range, or an open bound."""

    def plain(x: float) -> str:
        return f"{x:,.0f}" if float(x).is_integer() else f"{x:,g}"

    if low is None and high is None:
        return "—"
    if low is None or high is None:
        return f"≤ {plain(high)}" if high is not None else f"≥ {plain(low or 0)}"
    return plain(low) if low == high else f"{plain(low)} – {plain(high)}"


def json_for_script(value: object) -> Markup:
    """JSON that may stand inside a script element or an attribute: nothing in it can end either."""
    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - every character that could end the element is escaped above


def both(key: str, **values: object) -> Markup:
    """A text of the catalogue in all languages; the style sheet shows the page's own."""
    return Markup("").join(
        Markup('<span class="t" lang="{}">{}</span>').format(language, label(key, language, **values))
        for language in LANGUAGES
    )


def one(language: Language) -> object:
    """The same for pages that are made in one language."""

    def text(key: str, **values: object) -> Markup:
        return escape(label(key, language, **values))

    return text


@cache
def environment() -> Environment:
    """The template environment of the dossier; everything is escaped unless it is marked as markup here."""
    env = Environment(
        loader=PackageLoader("tawatur.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        t=both, label=label, day=day_text, number=number_text, words_id=words_id, series_chart=series_chart,
        track_chart=track_chart, timeline_chart=timeline_chart, marks_of=marks_of,
    )  # fmt: skip
    env.filters["script"] = json_for_script
    return env


def static_text(name: str) -> str:
    """A vendored or own static file as text."""
    return resources.files("tawatur.dossier").joinpath("static", name).read_text("utf-8")


def _style() -> str:
    """The style sheet with the fonts inside it."""
    style = static_text("dossier.css")
    for font in ("arabic-400", "arabic-600", "latin-400", "latin-600"):
        name = f"plex-{font}-normal.woff2"
        data = base64.b64encode(resources.files("tawatur.dossier").joinpath("static", name).read_bytes()).decode(
            "ascii"
        )
        style = style.replace(f"url({name})", f"url(data:font/woff2;base64,{data})")
    return style
