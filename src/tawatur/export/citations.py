"""Citations of the articles: RIS and BibTeX. A date that is not known to the day is cited as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator

from tawatur.dossier.material import Material
from tawatur.model.article import Article

_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$",
            "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


def ris(material: Material) -> str:
    """One RIS record an article (type NEWS), lines ended as the format wants."""
    return "".join(f"{tag}  - {value}\r\n" for article in material.articles.values() for tag, value in _ris(article))


def _ris(article: Article) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    for tag, value in (
        ("TI", article.title),
        ("AU", article.byline),
        ("T2", article.outlet),
        ("DA", _days(article, "/")),
        ("PY", _days(article, "/")[:4]),
        ("UR", article.url),
        ("LA", article.language),
        ("ID", article.id),
        ("N1", f"credit: {article.credit}" if article.credit else None),
    ):
        if value:
            yield tag, " ".join(value.split())
    yield "ER", ""


def bibtex(material: Material) -> str:
    """One @online entry an article (biblatex), in UTF-8."""
    return "\n".join(_bibtex(article) for article in material.articles.values())


def _bibtex(article: Article) -> str:
    fields = {
        "title": article.title,
        "author": f"{{{_tex(article.byline)}}}" if article.byline else None,
        "organization": article.outlet,
        "date": _days(article, "-"),
        "langid": "arabic" if article.language == "ar" else article.language,
    }
    # an organisation's or author's braces are our own, and must not be escaped
    lines = [f"  {key} = {{{value if key == 'author' else _tex(value)}}}," for key, value in fields.items() if value]
    if article.url:
        lines.append(f"  url = {{{article.url.replace('{', '%7B').replace('}', '%7D')}}},")
    return "\n".join([f"@online{{tawatur-{article.id},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def _days(article: Article, separator: str) -> str:
    """As much of the date as both ends of its interval share: the day, the month, the year or nothing."""
    days = article.published
    if days.earliest is None or days.latest is None:
        return ""
    shared = []
    for one, other in zip(days.earliest.isoformat().split("-"), days.latest.isoformat().split("-"), strict=True):
        if one != other:
            break
        shared.append(one)
    return separator.join(shared)
