"""What a reader sees and does, in Debian's Chromium."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager

import pytest

from tawatur import api
from tawatur.ledger import Ledger
from tawatur.ledger.judged import standing
from tawatur.model.article import Article, Published, article_id
from tawatur.web.queue import queue

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser

LISTS = ("/", "/timeline", "/disputes", "/positions", "/claims", "/schedule", "/figures", "/chains", "/statements",
         "/copies", "/articles", "/review", "/search?q=القوات")  # fmt: skip
BIDI = "\u202e\u2066\u200f\u2069\u202c"
HOSTILE = (
    '"><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'
    "' onmouseover='window.hacked=1' {{7*7}} ${7*7} </textarea></title></script><svg onload=window.hacked=1>" + BIDI
)


@contextmanager
def opened(browser, served, *, language="ar", width=1440, scheme="light"):
    """A page of the desk; it fails the test where a script was refused, broke, or anything was asked of elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_cookies([{"name": "tawatur_language", "value": language, "url": served.url}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("request", lambda asked: None if asked.url.startswith((served.url, "data:")) else faults.append(asked.url))
    try:
        yield page
        assert faults == []
    finally:
        context.close()


def first_article(served) -> str:
    return next(iter(served.desk.view.articles())).id


@pytest.mark.parametrize(("language", "width"), [("ar", 1440), ("ar", 390), ("en", 390)])
def test_no_page_is_wider_than_the_screen(browser, sample, language, width):
    paths = [*LISTS, f"/articles/{first_article(sample)}", f"/claims/{sample.desk.index.order['claim'][0]}"]
    with opened(browser, sample, language=language, width=width) as page:
        for path in paths:
            page.goto(sample.url + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_arabic_runs_from_right_to_left_as_rendered(browser, sample):
    with opened(browser, sample) as page:
        page.goto(sample.url + "/")
        assert page.evaluate("document.dir") == "rtl"
        first, last = page.locator(".top nav a").first.bounding_box(), page.locator(".top nav a").nth(4).bounding_box()
        assert first["x"] > last["x"], "the first page stands rightmost"
        page.goto(f"{sample.url}/articles/{first_article(sample)}")
        # two words of one line: the later one stands to the left
        places = page.evaluate("""() => {
          const node = [...document.querySelectorAll('.body .seg')].find((s) => s.textContent.trim().split(' ').length > 2).firstChild;
          const words = node.data.trim().split(' '), range = document.createRange();
          const box = (word) => { const i = node.data.indexOf(word); range.setStart(node, i); range.setEnd(node, i + word.length); return range.getBoundingClientRect().x; };
          return [box(words[0]), box(words[1])];
        }""")
        assert places[0] > places[1]
        page.goto(sample.url + "/schedule")
        day = page.locator("time.day").first
        assert day.evaluate("(e) => getComputedStyle(e).direction") == "ltr"
    with opened(browser, sample, language="en") as page:
        page.goto(sample.url + "/")
        assert page.evaluate("document.dir") == "ltr"


def test_charts_are_drawn_and_follow_the_theme(browser, sample):
    for path in ("/timeline", "/schedule", "/figures"):
        with opened(browser, sample) as page:
            page.goto(sample.url + path)
            page.locator(".plot").first.scroll_into_view_if_needed()
            page.wait_for_selector(".plot[data-drawn] svg")
            drawn = page.locator(".plot svg path, .plot svg line").count()
            assert drawn > 5, path
            labels = page.locator(".plot svg text").all_text_contents()
            assert any(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) for text in labels), labels
            assert not any(re.search("[A-Z][a-z]{2}", text) for text in labels), labels


def test_a_line_leads_to_its_words(browser, sample):
    with opened(browser, sample) as page:
        page.goto(sample.url + "/statements")
        link = page.locator("#results a.quote").nth(2)
        words = link.inner_text().strip()
        link.click()
        page.wait_for_selector(".seg.hit")
        shown = "".join(page.locator(".seg.hit").all_text_contents())
        assert re.sub(r"\s+", "", words) == re.sub(r"\s+", "", shown)
        box = page.locator(".seg.hit").first.bounding_box()
        assert 0 <= box["y"] <= 900, "the words are on the screen"


def test_the_panel_tells_what_was_read_of_a_mark_by_pointer_and_by_key(browser, sample):
    with opened(browser, sample) as page:
        page.goto(f"{sample.url}/articles/{first_article(sample)}")
        page.locator(".seg.statement-cue").first.click()
        page.wait_for_selector("#panel .mark-told.statement")
        assert page.locator("#panel dl dd").count() >= 4
        page.locator(".reading .body").focus()
        page.keyboard.press("k")
        page.wait_for_selector(".seg.now")
        page.wait_for_selector("#panel .mark-told")


def test_a_citation_is_copied(browser, sample):
    with opened(browser, sample) as page:
        page.goto(sample.url + "/statements")
        button = page.locator(".cite").first
        button.click()
        page.wait_for_function("() => document.getElementById('said').textContent")
        assert "sha256:" in page.evaluate("() => navigator.clipboard.readText()")


def test_filtering_changes_the_list_and_the_address(browser, sample):
    with opened(browser, sample) as page:
        page.goto(sample.url + "/statements")
        before = page.locator("#results .statement").count()
        page.select_option("select[name=act]", "deny")
        page.wait_for_url("**act=deny**")
        sync_api.expect(page.locator("#results .statement")).not_to_have_count(before)
        assert "act=deny" in page.url
        page.reload()
        assert page.locator("select[name=act]").input_value() == "deny"


def test_a_decision_is_made_and_taken_back_by_key(browser, own_sample):
    waiting = queue(own_sample.desk)
    with opened(browser, own_sample, language="en") as page:
        page.goto(own_sample.url + "/review?what=claim")
        page.keyboard.press("a")
        page.wait_for_selector(".decided .stands")
        [made] = own_sample.desk.view.judgements()
        assert made.verdict == "accept"
        assert made.subject in {w.id for w in waiting}
        assert "Huda" in page.locator(".decided").inner_text()
        page.keyboard.press("u")
        page.wait_for_selector(".decided .gone")
        assert (made.subject, None) not in standing(own_sample.desk.view.judgements())


def test_a_missed_statement_is_added_by_selecting_its_words(browser, own_sample):
    name = first_article(own_sample)
    text = own_sample.desk.view.article(name).text
    with opened(browser, own_sample) as page:
        page.goto(f"{own_sample.url}/articles/{name}")

        def select(words: str) -> None:
            page.evaluate(
                """(words) => {
                  const walker = document.createTreeWalker(document.querySelector('.reading .body'), NodeFilter.SHOW_TEXT);
                  let node; while ((node = walker.nextNode())) { const i = node.data.indexOf(words);
                    if (i >= 0) { const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + words.length);
                      getSelection().removeAllRanges(); getSelection().addRange(range); return; } } }""",
                words,
            )

        segments = [t for t in page.locator(".reading .seg").all_text_contents() if len(t.strip().split()) >= 2]
        cue, content = segments[0].split()[0], segments[1].strip()
        select(content)
        page.locator(".take[data-part=content]").click()
        select(cue)
        page.locator(".take[data-part=cue]").click()
        page.fill(".add input[name=speaker]", "شاهد عيان")
        page.click(".add button:not(.take)")
        page.wait_for_selector("#panel .mark-told.statement")
    [made] = own_sample.desk.view.judgements()
    added = json.loads(made.value)["added"]["statement"]
    span = added["contents"][0]
    assert text[span["start"] : span["end"]] == content
    assert added["speaker"] == "شاهد عيان"


def test_a_hostile_article_is_shown_as_text(browser, tmp_path, serve):
    path = tmp_path / "hostile.db"
    long_line = "قال الوزير " + "طويل " * 200_000
    with Ledger(str(path)) as ledger:
        for text in (f"{HOSTILE}\n\nقال {HOSTILE} إن {HOSTILE} حدث", f"سطر\n\n{long_line}"):
            title = text.partition("\n")[0]
            article = Article(
                id=article_id(text=text, url=HOSTILE + title, outlet=HOSTILE), text=text, title=title, outlet=HOSTILE,
                url=HOSTILE + title, byline=HOSTILE, credit=HOSTILE, dropped=(HOSTILE,),
                published=Published(stated=False, how=HOSTILE),
            )  # fmt: skip
            ledger.add(article)
    with serve(path, by=HOSTILE) as desk, opened(browser, desk) as page:
        articles = list(desk.desk.view.articles())
        for path in (
            *LISTS,
            *(f"/articles/{a.id}" for a in articles),
            f"/articles/{articles[0].id}/compare/{articles[1].id}",
        ):
            page.goto(desk.url + path)
            assert page.evaluate("window.hacked") is None, path
            assert page.locator("main img, main svg[onload], main script").count() == 0, path
        for article in articles:
            page.goto(f"{desk.url}/articles/{article.id}")
            assert page.locator(".reading .body").evaluate("(e) => e.textContent") == article.text
            # an override in the text ends with the text: what stands behind it keeps its direction
            assert page.locator(".foot").evaluate("(e) => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize(("language", "scheme"), [("ar", "light"), ("en", "dark")])
def test_axe_finds_no_serious_fault(browser, sample, language, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    order = sample.desk.index.order
    paths = (*LISTS, f"/articles/{first_article(sample)}", f"/disputes/{order['dispute'][0]}", "/nowhere")
    found = []
    with opened(browser, sample, language=language, scheme=scheme) as page:
        for path in paths:
            if path == "/nowhere":
                continue
            page.goto(sample.url + path)
            page.wait_for_timeout(150)
            faults = axe.Axe().run(page).response["violations"]
            found += [
                (path, fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0].get("failureSummary", "")[:300])
                for fault in faults
                if fault["impact"] in ("serious", "critical")
            ]
    assert found == []


def test_the_real_articles_are_shown_where_they_are(browser, shared, tmp_path, serve):
    if not (shared / "seeds").is_dir():
        pytest.skip("the real articles are not beside this checkout (../shared/seeds)")
    path = tmp_path / "seeds.db"
    with api.open_ledger(path) as ledger:
        api.add(ledger, [shared / "seeds"])
        api.reconcile(ledger)
    with serve(path) as desk, opened(browser, desk) as page:
        for where in LISTS:
            assert page.goto(desk.url + where).status == 200, where
        for article in desk.desk.view.articles():
            page.goto(f"{desk.url}/articles/{article.id}")
            assert page.locator(".reading .body").evaluate("(e) => e.textContent") == article.text
            assert page.locator(".seg[data-m]").count() > 5
