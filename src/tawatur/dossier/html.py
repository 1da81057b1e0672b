"""The dossier as one self-contained HTML file: right to left, Arabic and English, every line open at its words.

All text from articles goes through Jinja2's autoescape; data for scripts is JSON with `<`, `>` and `&` escaped. The
file asks nothing of any network: fonts, styles and scripts are inside it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tawatur.dossier.charts import Spec, series_chart, timeline_chart, track_chart
from tawatur.dossier.citation import citation, citations
from tawatur.dossier.labels import LANGUAGES, Language, label
from tawatur.dossier.material import Material, Quote
from tawatur.dossier.pages import PAGES, marks_of, page_views
from tawatur.dossier.shown import beginning, day_text, ending, number_text, shortened
from tawatur.dossier.slips import slip_amount
from tawatur.dossier.weighed import feature_name, words_of_keys
from tawatur.model.span import Span

__all__ = ["StaticLinks", "day_text", "environment", "number_text", "render", "words_id", "write_html"]

_CHARTS = {"figures": series_chart, "schedule": track_chart, "timeline": timeline_chart}


def write_html(material: Material, path: Path, language: Language = "ar") -> None:
    """Write the dossier to a file; `language` is the one it opens in, both are inside."""
    path.write_text(render(material, language), "utf-8")


def render(material: Material, language: Language = "ar") -> str:
    """The whole dossier as one HTML text."""
    return environment().get_template("dossier.html").render(
        material=material,
        language=language,
        languages=LANGUAGES,
        t=both,
        views=page_views(material),
        pages=PAGES,
        links=StaticLinks(),
        most=None,
        style=Markup(style_sheet()),  # noqa: S704 - our own style sheet
        script=Markup(static_text("dossier.js")),  # noqa: S704 - our own script
        bundle=Markup(static_text("vega.bundle.min.js").replace("</script", "<\\/script")),  # noqa: S704 - the vendored bundle
    )  # fmt: skip


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

    def question(self, item: str) -> str:
        """Who stood where on a dispute or claim."""
        return f"#q{item}"

    def unnamed(self) -> str:
        """What was said by those who spoke without a name."""
        return "#statements"

    def page(self, page: str) -> str:
        """A page of the dossier."""
        return f"#{page}"

    def speaker(self, name: str) -> str | None:  # noqa: ARG002 - the one file has no page of its own for a speaker
        """What one speaker said, where there is such a page."""
        return None

    def compare(self, one: str, other: str) -> str | None:  # noqa: ARG002 - the one file sets no texts side by side
        """Two texts with their differences marked, where there is such a page."""
        return None


def words_id(article: str, span: Span) -> str:
    """The HTML id of a place in an article."""
    return f"w{article}.{span.start}-{span.end}"


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


def one_language(language: Language) -> Callable[..., Markup]:
    """What gives the texts of the catalogue in one language."""

    def text(key: str, **values: object) -> Markup:
        return escape(label(key, language, **values))

    return text


def chart_specs(kind: str, row: object, languages: tuple[Language, ...]) -> Mapping[Language, Spec]:
    """A chart in each language that the page holds; empty where there is too little to draw."""
    drawn = {language: _CHARTS[kind](row, language) for language in languages}  # type: ignore[operator]  # a chart of a kind takes that kind's row
    return {language: spec for language, spec in drawn.items() if spec is not None}


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
    prepare(env)
    return env


def prepare(env: Environment) -> None:
    """Give an environment what the pages' templates call."""
    env.globals.update(
        label=label, day=day_text, number=number_text, words_id=words_id, chart_specs=chart_specs, marks_of=marks_of,
        citation=citation, citations=citations, ending=ending, beginning=beginning,
        shortened=shortened, slip_amount=slip_amount, feature_name=feature_name, words_of_keys=words_of_keys,
    )  # fmt: skip
    env.filters["script"] = json_for_script


def static_text(name: str) -> str:
    """A vendored or own static file as text."""
    return resources.files("tawatur.dossier").joinpath("static", name).read_text("utf-8")


def style_sheet() -> str:
    """The style sheet with the fonts inside it."""
    style = static_text("dossier.css")
    for font in ("arabic-400", "arabic-600", "latin-400", "latin-600"):
        name = f"plex-{font}-normal.woff2"
        data = base64.b64encode(resources.files("tawatur.dossier").joinpath("static", name).read_bytes()).decode(
            "ascii"
        )
        style = style.replace(f"url({name})", f"url(data:font/woff2;base64,{data})")
    return style
