"""Somebody who has never seen the desk finds the answers, in three actions at most and on one screen.

From the front page; an action is a click, or words typed and sent. The answer must stand in the window as it opens.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import pytest

from tawatur import api

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
SIZES = [(1440, 900), (390, 844)]
MOST_ACTIONS = 3


class Newcomer:
    """Somebody at the front page, who counts what they have to do."""

    def __init__(self, page, url: str) -> None:
        self.page, self.actions = page, 0
        page.goto(url + "/")

    def ask(self, words: str) -> None:
        """Type words into the first box of the page and send them."""
        self.page.locator("main form.ask input").fill(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/positions?q=*")
        self.actions += 1

    def follow(self, words: str) -> None:
        """Click on the first link of the page's body that holds some words."""
        self.page.locator("main a", has_text=words).first.click()
        self.page.wait_for_load_state()
        self.actions += 1

    def sees(self, text: str, *also: str) -> None:
        """The text, and what belongs to it, stands on the screen without scrolling; not too much had to be done."""
        assert self.actions <= MOST_ACTIONS
        shown = self.page.evaluate(
            """() => [...document.querySelectorAll('main li, main tr, main article > *, main p, main h3')].filter((e) => {
              const box = e.getBoundingClientRect();
              return box.height && box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
            }).map((e) => e.innerText)"""
        )
        found = [part for part in shown if text in part and all(more in part for more in also)]
        assert found, (text, also)


@contextmanager
def newcomer(browser, served, size, language="ar"):
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_cookies([{"name": "tawatur_language", "value": language, "url": served.url}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    try:
        yield Newcomer(page, served.url)
    finally:
        context.close()


@pytest.fixture(scope="session")
def seeds(tmp_path_factory, request):
    if not any(SEEDS.glob("*.txt")):
        pytest.skip("the seed articles are not beside the project")
    path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    with api.open_ledger(path) as ledger:
        api.add(ledger, [SEEDS])
        api.reconcile(ledger)
    return path


@pytest.fixture
def seeds_desk(seeds, serve):
    with serve(seeds) as desk:
        yield desk


@pytest.mark.parametrize("size", SIZES)
def test_what_an_unnamed_official_said_is_found(browser, sample, size):
    with newcomer(browser, sample, size) as somebody:
        somebody.follow("مسؤول في وزارة الدفاع الفالدورية")
        somebody.sees("مسؤول في وزارة الدفاع الفالدورية", "ليس انسحاب")


@pytest.mark.parametrize("size", SIZES)
def test_what_was_put_off_and_why_is_found(browser, sample, size):
    with newcomer(browser, sample, size) as somebody:
        somebody.ask("تأجيل الإعلان")
        somebody.sees("تأجيل", "الهجوم")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("language", "words"), [("ar", "مستقل"), ("en", "independent chain")])
def test_how_many_chains_stand_behind_a_day_is_found(browser, sample, size, language, words):
    with newcomer(browser, sample, size, language) as somebody:
        somebody.ask("سبتمبر المقبل")
        somebody.sees("سبتمبر", words)


@pytest.mark.parametrize("size", SIZES)
def test_who_stood_where_on_any_words_is_found(browser, sample, size):
    with newcomer(browser, sample, size) as somebody:
        somebody.ask("انسحاب")
        link = somebody.page.url
        assert somebody.page.locator("article.question .positions tbody tr").count() > 2
        # the address is lasting: it shows the same again
        before = somebody.page.locator("article.question").inner_text()
        somebody.page.goto(link)
        assert somebody.page.locator("article.question").inner_text() == before


@pytest.mark.parametrize("size", SIZES)
def test_on_real_articles_the_official_who_spoke_of_withdrawal_is_found(browser, seeds_desk, size):
    with newcomer(browser, seeds_desk, size) as somebody:
        somebody.ask("مسؤول وزارة الدفاع انسحاب")
        somebody.sees("وزارة الدفاع الأميركية", "انسحاب")


@pytest.mark.parametrize("size", SIZES)
def test_on_real_articles_what_was_put_off_and_why_is_found(browser, seeds_desk, size):
    with newcomer(browser, seeds_desk, size) as somebody:
        somebody.ask("تأجيل الإعلان")
        somebody.sees("تأجيل", "التطورات الأخيرة")


@pytest.mark.parametrize("size", SIZES)
def test_on_real_articles_the_chains_behind_a_month_are_found(browser, seeds_desk, size):
    with newcomer(browser, seeds_desk, size) as somebody:
        somebody.ask("سبتمبر 2025")
        somebody.sees("سبتمبر", "مستقل")
