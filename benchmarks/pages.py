"""News pages around articles: what an extractor meets on the web, so that its speed is measured on pages, not on text.

A page of ours has the parts and about the size of an ordinary news site's: menus, scripts, styles, related stories,
comments, footers, some 90 kB of markup around an article of some 3 kB.
"""

from __future__ import annotations

from html import escape

from tawatur.model.article import Article

_MENU = 60
_RELATED = 40
_COMMENTS = 12
_SCRIPTS = 14


def page(article: Article) -> str:
    """The article as a news page."""
    title = escape(article.title or "")
    paragraphs = "\n".join(f"<p>{escape(part)}</p>" for part in article.text.split("\n\n")[1:])
    menu = "".join(
        f'<li class="menu-item"><a href="/section/{n}" class="menu-link" data-id="{n}">قسم {n}</a></li>'
        for n in range(_MENU)
    )
    related = "".join(
        f'<div class="card"><a href="/story/{n}"><img src="/img/{n}.jpg" alt="صورة {n}"><h3>خبر آخر رقم {n} من أخبار اليوم</h3></a>'
        f'<span class="date">قبل {n} ساعات</span></div>'
        for n in range(_RELATED)
    )  # fmt: skip
    comments = "".join(
        f'<li class="comment"><b>قارئ {n}</b><p>تعليق قصير رقم {n} على الخبر</p></li>' for n in range(_COMMENTS)
    )
    script = "<script>" + "window.dataLayer=window.dataLayer||[];dataLayer.push({event:'view'});" * 40 + "</script>"
    style = "<style>" + ".card{display:block;margin:0 0 1rem;padding:.5rem;border:1px solid #ddd}" * 60 + "</style>"
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} | صحيفة</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">{style}{script * (_SCRIPTS // 2)}</head>'
        f'<body><header><nav><ul>{menu}</ul></nav></header><div class="ad" id="top-ad"></div><main><article class="post">'
        f"<h1>{title}</h1>\n{paragraphs}\n</article></main><aside class='related'>{related}</aside>"
        f"<section id='comments'><ul>{comments}</ul></section><footer><ul>{menu}</ul><p>جميع الحقوق محفوظة</p></footer>"
        f"{script * (_SCRIPTS // 2)}</body></html>"
    )
