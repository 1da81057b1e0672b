from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from tawatur.model.ids import text_hash

LISTS = ["/", "/timeline", "/disputes", "/positions", "/claims", "/schedule", "/figures", "/chains", "/statements",
         "/copies", "/articles", "/review", "/search?q=البعثة"]  # fmt: skip


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def client(small):
    with small.client() as client:
        yield client


def article_of(small, outlet: str) -> str:
    return next(a.id for a in small.desk.view.articles() if a.outlet == outlet)


def every_page(small) -> list[str]:
    order = small.desk.index.order
    items = [f"/claims/{i}" for i in order["claim"]] + [f"/disputes/{i}" for i in order["dispute"]]
    items += [f"/schedule/{i}" for i in order["track"]] + [f"/figures/{i}" for i in order["series"]]
    return [*LISTS, *items, *(f"/articles/{a.id}" for a in small.desk.view.articles())]


def test_every_page_answers_in_both_languages(small):
    for language, word in (("ar", "الخط الزمني"), ("en", "Timeline")):
        with small.client(tawatur_language=language) as client:
            for path in every_page(small):
                answer = client.get(path)
                assert answer.status_code == 200, path
                assert word in answer.text, path


def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(small, client):
    for path in every_page(small):
        for tag, attributes in Page(client.get(path).text).tags:
            assert not any(name.startswith("on") or name == "style" for name in attributes), (path, tag, attributes)
            assert tag != "style", path
            assert tag != "script" or attributes["src"].startswith("/static/"), path


def test_no_page_asks_anything_of_another_machine(small, client):
    for path in every_page(small):
        for tag, attributes in Page(client.get(path).text).tags:
            for name in ("src", "action", "href"):
                value = attributes.get(name) or ""
                assert not re.match(r"(?i)(https?:)?//", value), (path, tag, value)


def test_a_hostile_text_is_text_on_every_page(small, small_story, client):
    for path in every_page(small):
        page = client.get(path).text
        assert "<script>window" not in page, path
        assert "<img" not in page, path
    article = client.get(f"/articles/{article_of(small, 'صحيفة النخلة')}").text
    assert small_story.HOSTILE in "".join(Page(article).text)


def test_an_article_shows_its_text_letter_by_letter_and_its_hash(small, client):
    for article in small.desk.view.articles():
        page = client.get(f"/articles/{article.id}").text
        body = re.search(r'<div class="body"[^>]*>(.*?)</div>', page, re.DOTALL).group(1)
        assert unescape(re.sub(r"<[^>]+>", "", body)) == article.text
        assert text_hash(article.text) in page
        raw = client.get(f"/articles/{article.id}/raw")
        assert raw.text == article.text
        assert raw.headers["x-text-sha256"] == text_hash(article.text)
        assert raw.headers["content-type"].startswith("text/plain")


def test_every_quotation_leads_to_its_words(small, client):
    for path in ("/disputes", "/claims", "/schedule", "/figures", "/statements", "/timeline"):
        links = {
            a["href"] for tag, a in Page(client.get(path).text).tags if tag == "a" and "words=" in (a.get("href") or "")
        }
        assert links, path
        for link in links:
            place, _, anchor = link.partition("#")
            page = Page(client.get(place).text)
            assert any(a.get("id") == anchor for _, a in page.tags), link
            assert any("hit" in (a.get("class") or "").split() for _, a in page.tags), link


def test_every_citation_names_outlet_title_day_words_span_and_hash(small, client):
    page = Page(client.get("/claims").text)
    told = [a["data-cite"] for _, a in page.tags if "data-cite" in a]
    assert told
    one = next(text for text in told if "صحيفة النخلة" in text and "\n" not in text)
    article = small.desk.view.article(article_of(small, "صحيفة النخلة"))
    quotation = re.search("«(البعثة[^»]*)»", one).group(1)
    start, end = map(int, re.search(r"(\d+)-(\d+), sha256", one).groups())
    assert article.text[start:end] == quotation
    assert article.title in one
    assert "2031-03-02" in one
    assert text_hash(article.text) in one


def test_a_permanent_link_leads_to_the_page_of_its_thing(sample):
    with sample.client() as client:
        index = sample.desk.index
        mark = next(sample.desk.view.marks("statement"))
        assert client.get(f"/i/{index.order['claim'][0]}").headers["location"] == f"/claims/{index.order['claim'][0]}"
        assert client.get(f"/i/{mark.id}").headers["location"].startswith(f"/articles/{mark.article}?mark={mark.id}")
        assert client.get(f"/i/{mark.article}").headers["location"] == f"/articles/{mark.article}"
        shown = client.get(f"/articles/{mark.article}?mark={mark.id}").text
        assert f'data-mark="{mark.id}"' in shown
        assert mark.rule in unescape(shown)


def test_what_is_not_there_is_said_in_the_readers_language(small):
    for language, word in (("ar", "لا شيء هنا"), ("en", "Nothing here")):
        with small.client(tawatur_language=language) as client:
            for path in ("/nowhere", "/i/ffffffff", "/articles/ffffffff", "/claims/ffffffff", "/i/%3Cscript%3E"):
                answer = client.get(path)
                assert answer.status_code == 404, path
                assert word in answer.text


def test_statements_are_found_by_each_filter_and_in_any_spelling(small, client):
    def ids(query: str) -> list[str]:
        return re.findall(r'class="statement" id="i(\w+)"', client.get(f"/statements?{query}").text)

    assert ids("") == ["s1", "s2", "s3"]
    assert ids("speaker=وزارة الدفاع") == ["s2"]
    assert ids("act=announce") == ["s1"]
    assert ids("named=no") == ["s3"]
    assert ids("outlet=قناة السفح") == ["s2", "s3"]
    assert ids("since=2031-04-01&until=2031-04-30") == ["s2", "s3"]
    assert ids("text=ارجئت") == ["s3"]
    assert ids("text=اُرجِئت الي") == ["s3"]
    assert ids("text=لفظ غائب") == []
    assert ids("since=not-a-day&page=-3&named=perhaps") == ["s1", "s2", "s3"]


def test_the_search_finds_words_in_any_spelling_and_shows_them_in_their_place(small, client):
    page = client.get("/search?q=البعثه").text
    assert "<mark>البعثة</mark>" in page
    assert "words=" in page
    assert client.get("/search?q=%22%22").status_code == 200


def test_the_timeline_is_narrowed_by_days_kind_and_actor(small, client):
    assert 'id="ie1"' in client.get("/timeline").text
    assert 'id="ie1"' not in client.get("/timeline?since=2032-01-01").text
    assert 'id="ic1"' in client.get("/timeline?kind=commitment").text
    assert 'id="ie1"' not in client.get("/timeline?kind=commitment").text


def test_the_differences_of_two_texts_give_back_both(small, client):
    one, two = (article_of(small, name) for name in ("صحيفة النخلة", "قناة السفح"))
    page = client.get(f"/articles/{one}/compare/{two}").text
    body = re.search(r'<div class="body"[^>]*>(.*?)</div>', page, re.DOTALL).group(1)
    first = unescape(re.sub(r"<[^>]+>", "", re.sub(r"<ins>.*?</ins>", "", body, flags=re.DOTALL)))
    second = unescape(re.sub(r"<[^>]+>", "", re.sub(r"<del>.*?</del>", "", body, flags=re.DOTALL)))
    assert first == small.desk.view.article(one).text
    assert second == small.desk.view.article(two).text


def test_the_language_is_chosen_and_kept(small):
    with small.client() as client:
        assert '<html lang="ar" dir="rtl"' in client.get("/").text
        answer = client.get("/language/en?back=/claims?page=1")
        assert answer.headers["location"] == "/claims?page=1"
        assert '<html lang="en" dir="ltr"' in client.get("/claims").text
        assert client.get("/language/en?back=//evil.example/").headers["location"] == "/"
        assert client.get("/language/en?back=https://evil.example/").headers["location"] == "/"


def test_the_second_visit_tells_what_came_in_since(small_file, small_story, tmp_path, serve):
    import shutil

    from tawatur.ledger import Ledger
    from tawatur.model.article import Article, article_id
    from tawatur.model.reading import Reader, Reading

    path = tmp_path / "visits.db"
    shutil.copy(small_file, path)
    with serve(path) as desk, desk.client(tawatur_language="en") as client:
        assert "New since" not in client.get("/").text
        assert "Nothing new" in client.get("/").text
        with Ledger(str(path)) as ledger:
            text = "خبر ثالث"
            third = Article(id=article_id(text=text, url=None, outlet="جريدة"), text=text, title=text, outlet="جريدة")
            ledger.add(third, Reading(article=third.id, reader=Reader(name="rules", pack="ar 0")))
        page = client.get("/").text
        assert "one new article" in page
        assert "خبر ثالث" in page


def test_static_files_are_those_of_the_program_and_no_other(client):
    assert client.get("/static/dossier.css").headers["content-type"].startswith("text/css")
    assert client.get("/static/plex-arabic-400-normal.woff2").status_code == 200
    for name in ("..%2Fapp.py", "%2e%2e%2fapp.py", "README.md", "nothing.js", "..\\app.js"):
        assert client.get(f"/static/{name}").status_code == 404, name
