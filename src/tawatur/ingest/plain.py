"""Plain text out of fragments of markup and out of lines broken at a fixed width."""

from __future__ import annotations

import re
from statistics import median

from lxml.etree import LxmlError
from lxml.html import HtmlElement, fragments_fromstring

from tawatur.ingest.lines import is_stopped

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset(["script", "style", "noscript", "template", "iframe", "svg", "button", "select"])
_SPACE = re.compile(r"[ \t\r\f\v]+")
_WRAPPED = range(40, 101)
_FEWEST = 3
_BLANKS = re.compile(r"\n[ \t]*\n\s*")


def fragment(html: str) -> tuple[str, tuple[str, ...]]:
    """The text of a piece of HTML, a line for each block, and the captions of its pictures apart."""
    try:
        parts: list[object] = list(fragments_fromstring(html))
    except (LxmlError, ValueError, AssertionError):
        return html, ()
    out: list[str] = []
    captions: list[str] = []
    for part in parts:
        if isinstance(part, HtmlElement):
            _walk(part, out, captions)
        else:  # the text before the first element
            out.append(str(part))
    lines = [_SPACE.sub(" ", line).strip() for line in "".join(out).split("\n")]
    return "\n".join(line for line in lines if line), tuple(captions)


def _walk(top: HtmlElement, out: list[str], captions: list[str]) -> None:
    # an explicit stack: markup may nest deeper than Python's own
    stack: list[HtmlElement | str] = [top]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        tail = _flat(node.tail)
        if tail and node is not top:
            stack.append(tail)
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _DROPPED:
            continue
        if tag == "figcaption":
            captions.append(_SPACE.sub(" ", _flat(node.text_content())).strip())
            continue
        if tag in _BLOCKS:
            out.append("\n")
            stack.append("\n")
        stack.extend(reversed(list(node)))
        if node.text:
            stack.append(_flat(node.text))
    if top.tail:
        out.append(_flat(top.tail))


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def unwrapped(text: str) -> str:
    """The text with lines joined that were only broken at the margin; a text that was not wrapped stays as it is.

    Wrapped is a text whose lines are all about as long and hardly ever end with a sentence inside a paragraph.
    """
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in _BLANKS.split(text)]
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < _FEWEST:
        return text
    width = median(map(len, inner))
    narrow = sum(0.6 * width <= len(line) <= 1.3 * width for line in inner) >= 0.8 * len(inner)
    open_ = sum(not is_stopped(line) for line in inner) >= 0.65 * len(inner)
    if int(width) not in _WRAPPED or not narrow or not open_:
        return text
    return "\n\n".join(" ".join(block) for block in blocks if block)
