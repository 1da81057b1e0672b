from __future__ import annotations

import pytest
from made_outlet import paragraphs, title

from tawatur.errors import InputError, RefusedError
from tawatur.ingest import Context, Failure, take
from tawatur.ingest.addresses import check_address, is_public
from tawatur.ingest.fetch import BusyError, Fetcher, Manners

OPEN = Manners(delay=0.0, allow_private=True, timeout=5.0, size=1_000_000)


@pytest.fixture
def fetcher():
    with Fetcher(OPEN) as made:
        yield made


def taken(source, fetcher):
    return list(take([source], Context(fetcher=fetcher)))


def test_a_page_of_the_new_template_comes_out_clean(outlet, fetcher):
    (article,) = taken(f"{outlet.url}/news/4", fetcher)
    assert article.text == "\n\n".join([title(4), *paragraphs(4)])
    assert article.title == title(4)
    assert article.outlet == "صحيفة المرفأ"
    assert article.byline == "سلمى الراجحي"
    assert article.credit == "رويترز"
    assert article.published.day.isoformat() == "2026-03-04"
    assert article.published.how == "json-ld"
    assert [caption.text for caption in article.captions] == ["الميناء القديم (أرشيف)"]


@pytest.mark.parametrize("number", [12, 13])
def test_a_page_of_the_old_template_comes_out_clean_whatever_charset_it_names(outlet, fetcher, number):
    (article,) = taken(f"{outlet.url}/news/{number}", fetcher)
    assert article.text == "\n\n".join([title(number), *paragraphs(number)])
    assert article.published.day.isoformat() == f"2026-03-{number}"
    assert article.published.how == "visible date line"


@pytest.mark.parametrize("list_", ["feed.xml", "feeds.opml"])
def test_a_feed_and_a_list_of_feeds_give_all_twenty_articles(outlet, fetcher, list_):
    found = taken(f"{outlet.url}/{list_}", fetcher)
    assert [article.title for article in found] == [title(number) for number in range(1, 21)]
    assert {article.outlet for article in found} == {"صحيفة المرفأ"}


def test_a_sitemap_gives_the_pages_it_lists(outlet, fetcher):
    assert [article.title for article in taken(f"{outlet.url}/sitemap.xml", fetcher)] == [title(1), title(11)]


def test_a_redirect_ends_at_the_address_it_leads_to(outlet, fetcher):
    (article,) = taken(f"{outlet.url}/moved", fetcher)
    assert article.url == f"{outlet.url}/news/1"


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("loop", "redirects"),
        ("outside", "http and https"),
        ("huge", "larger"),
        ("bomb", "larger"),
        ("broken", "broken answer"),
        ("private/1", "robots.txt"),
        ("nothing", "404"),
    ],
)
def test_what_must_not_or_cannot_be_fetched_is_one_clear_sentence(outlet, fetcher, path, word):
    (failure,) = taken(f"{outlet.url}/{path}", fetcher)
    assert isinstance(failure, Failure)
    assert word in failure.reason
    assert "\n" not in failure.reason


def test_a_page_that_never_ends_is_given_up(outlet):
    with (
        Fetcher(Manners(delay=0.0, allow_private=True, total=0.1, size=100_000_000)) as fetcher,
        pytest.raises(InputError, match="slowly"),
    ):
        fetcher.get(f"{outlet.url}/slow")


def test_a_private_address_is_refused_unless_it_is_allowed(outlet):
    with Fetcher(Manners(delay=0.0)) as fetcher:
        (failure,) = taken(f"{outlet.url}/news/1", fetcher)
    assert "private network" in failure.reason
    assert outlet.asked == []


def test_a_name_that_leads_into_a_private_network_is_refused(outlet):
    with Fetcher(Manners(delay=0.0)) as fetcher, pytest.raises(RefusedError, match="private network"):
        fetcher.get(outlet.url.replace("127.0.0.1", "localhost"))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "224.0.0.1",
    ],
)
def test_addresses_that_are_not_of_the_public_internet_are_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://",
        "http://u:p@a.example/",
        "gopher://x",
        "http://a.example:99999/",
    ],
)
def test_other_schemes_and_log_ins_are_refused(url):
    with pytest.raises(RefusedError):
        check_address(url)


def test_two_requests_to_one_host_are_kept_apart(outlet):
    slept = []
    with Fetcher(Manners(delay=3.0, allow_private=True), clock=lambda: 0.0, sleep=slept.append) as fetcher:
        fetcher.get(f"{outlet.url}/news/1")
        fetcher.get(f"{outlet.url}/news/2")
    assert slept == [3.0]
    assert outlet.asked.count("/robots.txt") == 1


def test_a_busy_server_says_when_to_come_back(outlet, fetcher):
    outlet.busy = 1
    with pytest.raises(BusyError) as caught:
        fetcher.get(f"{outlet.url}/news/3")
    assert caught.value.wait == 120.0


def test_without_a_fetcher_nothing_is_fetched(outlet):
    (failure,) = list(take([f"{outlet.url}/news/1"], Context()))
    assert "not fetched" in failure.reason
    assert outlet.asked == []
