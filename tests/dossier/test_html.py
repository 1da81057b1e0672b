from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tawatur.dossier.html import render, words_id, write_html
from tawatur.dossier.labels import LANGUAGES, label, labels
from tawatur.dossier.views.timeline import timeline


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags, self.ids, self.links, self.text, self.asked = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.tags.append(tag)
        if "id" in held:
            self.ids.append(held["id"])
        if tag == "a" and "href" in held:
            self.links.append(held["href"])
        self.asked += [value for key, value in attrs if key in ("src", "srcset", "data", "action", "poster")]

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def source(material):
    return render(material)


@pytest.fixture(scope="module")
def page(source):
    found = Page()
    found.feed(source)
    return found


def test_every_link_leads_to_a_place_in_the_file(page):
    targets = set(page.ids)
    assert page.links
    assert [link for link in page.links if link[1:] not in targets] == []


def test_every_line_of_the_timeline_opens_at_its_words(page, material):
    for line in timeline(material):
        assert words_id(line.quote.article, line.quote.span) in page.ids


def test_ids_are_unique_but_for_accounts_that_stand_in_several_places(page):
    repeated = {name for name in page.ids if page.ids.count(name) > 1}
    assert {name for name in repeated if not name.startswith("ia")} == set()


def test_the_file_asks_nothing_of_any_network(source, page):
    assert page.asked == []
    assert not re.search(r'(?:href|src)="(?:https?:)?//', source)
    assert not re.search(r"url\((?!data:)", re.sub(r"<script>.*?</script>", "", source, flags=re.DOTALL))
    assert "default-src 'none'" in source


def test_a_hostile_article_stays_text(source, page):
    assert "<script>window.hacked" not in source
    assert "<img src=x" not in source
    assert "</script><script>window.hacked=1</script>" in "".join(page.text)


def test_the_text_of_each_article_stands_in_the_page_letter_by_letter(source, material):
    import html

    for article in material.articles.values():
        body = re.search(rf'id="a{article.id}".*?<div class="body"[^>]*>(.*?)</div>', source, re.DOTALL).group(1)
        assert html.unescape(re.sub(r"<[^>]+>", "", body)) == article.text


def test_the_page_is_right_to_left_first_and_speaks_both_languages(source):
    assert '<html lang="ar" dir="rtl">' in source
    assert "Schedule" in source
    assert "المواعيد" in source


def test_every_text_of_the_catalogue_is_there_in_both_languages():
    for key, texts in labels().items():
        assert set(texts) == set(LANGUAGES), key
        assert all(texts.values()), key
        blanks = {language: _blanks(text) for language, text in texts.items()}
        assert blanks["ar"] == blanks["en"], key
        assert isinstance(texts["ar"], str) == isinstance(texts["en"], str), key


def _blanks(text) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text if isinstance(text, str) else text["other"]))


def test_a_number_takes_the_form_that_its_language_asks_for():
    assert label("slip_days", "ar", n=1) == "تأخّر يوما واحدا"
    assert label("slip_days", "ar", n=2) == "تأخّر يومين"
    assert label("slip_days", "ar", n=7) == "تأخّر 7 أيام"
    assert label("slip_days", "ar", n=44) == "تأخّر 44 يوما"
    assert label("slip_days", "ar", n=100) == "تأخّر 100 يوم"
    assert label("slip_days", "en", n=1) == "slipped one day"


def test_the_same_material_makes_the_same_file(material, tmp_path):
    write_html(material, tmp_path / "a.html")
    write_html(material, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
