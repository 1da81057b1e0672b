from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.ingest import Context, Failure, Limits, take
from tawatur.model.article import Article

TITLE = "مجلس المدينة يناقش موازنة العام الجديد"
FIRST = "ناقش مجلس المدينة في جلسته الأسبوعية موازنة العام الجديد، وقال رئيسه إن بنود الطرق والمياه ستحظى بالنصيب الأكبر منها."
SECOND = "وأضاف أن المجلس سيصوت على الموازنة في جلسته المقبلة بعد أن ترفع اللجنة المالية تقريرها، مشيرا إلى أن العجز تراجع قليلا."
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}"
PAGE = (
    f'<!DOCTYPE html><html lang="ar"><head><title>{TITLE} | صحيفة المرفأ</title><meta property="og:site_name" content="صحيفة المرفأ">'
    f'<meta property="article:published_time" content="2026-03-05T23:10:00+03:00"></head><body><article><h1>{TITLE}</h1>'
    f"<p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
)


def stream(data, name="a"):
    made = io.BytesIO(data)
    made.name = name
    return made


def took(data, **limits):
    return list(take([stream(data)], Context(limits=Limits(**limits))))


def one(data):
    (found,) = took(data)
    assert isinstance(found, Article), found
    return found


def refused(data, **limits):
    (found,) = took(data, **limits)
    assert isinstance(found, Failure), found
    assert found.reason
    assert "\n" not in found.reason
    return found.reason


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as around:
        for name, data in members.items():
            around.writestr(name.replace("__", "."), data)
    return out.getvalue()


def warc(html, url="http://marfa.example/1"):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


# ---- forms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6"]
)
def test_plain_text_is_read_in_every_charset_that_arabic_is_written_in(charset):
    assert one(TEXT.encode(charset)).text == TEXT


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-6", "klingon"])
def test_a_page_in_windows_1256_is_read_whatever_it_declares(declared):
    page = PAGE.replace("<head>", f'<head><meta charset="{declared}">')
    assert one(page.encode("windows-1256")).text == TEXT


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode(),
        gzip.compress(PAGE.encode()),
        gzip.compress(TEXT.encode()),
        warc(PAGE),
        gzip.compress(warc(PAGE)),
        zipped(page__html=PAGE),
        zipped(inner__zip=zipped(story__txt=TEXT)),
        json.dumps({"title": TITLE, "text": f"{FIRST}\n{SECOND}"}).encode(),
        json.dumps([{"title": TITLE, "text": f"{FIRST}\n{SECOND}"}], indent=2).encode(),
        json.dumps({"html": PAGE}).encode(),
        f"\ufeff\n\n  {TEXT}\r\n".encode(),
    ],
    ids=[
        "html",
        "html.gz",
        "text.gz",
        "warc",
        "warc.gz",
        "zip",
        "zip in zip",
        "jsonl",
        "json list",
        "jsonl html",
        "text",
    ],
)
def test_one_article_is_the_same_in_every_form(data):
    assert one(data).text == TEXT


def test_a_feed_that_carries_its_articles_needs_no_connection():
    feed = (
        '<?xml version="1.0" encoding="windows-1256"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>صحيفة المرفأ</title><item><title>{TITLE}</title><link>http://marfa.example/1</link><guid>1</guid>"
        f"<pubDate>Thu, 05 Mar 2026 23:10:00 +0300</pubDate><content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p><p>{SECOND.replace('الموازنة', 'الخطة')}</p>"
        f"<p>{FIRST.replace('المدينة', 'البلدة')}</p>]]></content:encoded></item></channel></rss>"
    )
    article = one(feed.encode("windows-1256"))
    assert article.text.startswith(TEXT)
    assert (article.url, article.outlet, article.published.day.isoformat()) == (
        "http://marfa.example/1",
        "صحيفة المرفأ",
        "2026-03-05",
    )


def test_a_newsletter_is_titled_by_its_subject_and_dated_by_its_date():
    message = EmailMessage()
    message["From"] = "صحيفة المرفأ <news@marfa.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = TITLE
    message["Date"] = "Thu, 05 Mar 2026 23:10:00 +0300"
    message.set_content("نسخة نصية")
    message.add_alternative(f"<html><body><p>{FIRST}</p><p>{SECOND}</p></body></html>", subtype="html")
    article = one(bytes(message))
    assert article.text == TEXT
    assert (article.outlet, article.published.day.isoformat()) == ("صحيفة المرفأ", "2026-03-05")


def test_text_broken_at_the_margin_comes_in_paragraphs():
    words, lines = f"{FIRST} {SECOND}".split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 60:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    assert one(f"{TITLE}\n\n{chr(10).join(lines)}".encode()).text == f"{TITLE}\n\n{FIRST} {SECOND}"


# ---- sidecars and folders --------------------------------------------------------------------------------------------


def test_a_sidecar_states_what_the_text_does_not(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "one.meta.json").write_text(
        json.dumps({"published": "2024-02", "outlet": "المرفأ", "byline": "رويترز"}), "utf-8"
    )
    (tmp_path / "one.gold.json").write_text("{}", "utf-8")
    (tmp_path / "README.md").write_text("about", "utf-8")
    (article,) = take([tmp_path], Context())
    assert (str(article.published.earliest), str(article.published.latest)) == ("2024-02-01", "2024-02-29")
    assert (article.published.stated, article.published.how) == (True, "sidecar")
    assert (article.outlet, article.byline, article.credit) == ("المرفأ", "رويترز", "رويترز")
    assert article.path == str(tmp_path / "one.txt")


@pytest.mark.parametrize(
    ("stated", "first", "last", "moment"),
    [
        ("2018-06-09T04:39:41+04:00", "2018-06-09", "2018-06-09", True),
        ("2018-06-09T23:59:00Z", "2018-06-09", "2018-06-09", True),
        ("2018-06-09", "2018-06-09", "2018-06-09", False),
        ("2018/6/9", "2018-06-09", "2018-06-09", False),
        ("20180609", "2018-06-09", "2018-06-09", False),
        ("2018", "2018-01-01", "2018-12-31", False),
        ("Sat, 09 Jun 2018 23:10:00 +0400", "2018-06-09", "2018-06-09", True),
    ],
)
def test_a_stated_date_keeps_its_precision_and_the_day_it_was_written_on(stated, first, last, moment):
    published = one(json.dumps({"text": TEXT, "published": stated}).encode()).published
    assert (str(published.earliest), str(published.latest)) == (first, last)
    assert (published.time is not None) is moment


@pytest.mark.parametrize("stated", ["", "yesterday", "2018-13-01", "2018-02-30", "0000-00-00", None, 7])
def test_a_date_that_is_none_leaves_the_date_unknown(stated):
    published = one(json.dumps({"text": TEXT, "published": stated}).encode()).published
    assert (published.earliest, published.latest, published.stated, published.how) == (None, None, False, "unknown")


def test_a_visible_line_makes_a_month_into_a_day():
    text = f"{TITLE}\nالأحد 11 شباط/فبراير 2024\n\n{FIRST}\n\n{SECOND}"
    published = one(json.dumps({"text": text, "published": "2024-02"}).encode()).published
    assert (str(published.day), published.how) == ("2024-02-11", "visible date line")


def test_the_same_article_has_the_same_name_wherever_it_lay(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXT, "utf-8")
    first, second = take([tmp_path], Context())
    assert first.id == second.id


def test_a_broken_first_line_hides_none_of_the_many_behind_it():
    lines = [json.dumps({"id": f"n{n}", "text": f"{TEXT} {n}"}, ensure_ascii=False) for n in range(40)]
    data = "\n".join(["{broken", *lines]).encode()
    found = took(data, article=4 * len(lines[0]))
    assert [item.path for item in found if isinstance(item, Failure)] == ["a#1"]
    assert [item.path for item in found if isinstance(item, Article)] == [f"a#n{n}" for n in range(40)]
    whole = json.dumps([json.loads(line) for line in lines], ensure_ascii=False, indent=1).encode()
    [fault] = took(whole, article=4 * len(lines[0]))
    assert isinstance(fault, Failure)


def test_records_of_a_json_source_are_named_by_their_ids():
    lines = "\n".join(json.dumps({"id": f"story-{n}", "text": TEXT}) for n in (1, 2))
    assert [article.path for article in took(lines.encode())] == ["a#story-1", "a#story-2"]


# ---- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "binary"),
        (bytes(range(1, 255)) * 40, "binary"),
        (b"%PDF-1.7\nbroken", "PDF"),
        (b"PK\x03\x04broken", "zip"),
        (gzip.compress(TEXT.encode())[:-12], "damaged"),
        (b'{"title": "x"}', "no text"),
        (b'{"title": ', "not"),
        (b"<html><body></body></html>", "no article"),
        (
            b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>',
            "entities",
        ),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE l [<!ENTITY a "b">]><rss></rss>'.encode("utf-16"),
            "entities",
        ),
        (b'<?xml version="1.0"?><rss><channel></channel></rss>', "no entry"),
        (b'<?xml version="1.0"?><opml><body></body></opml>', "no address"),
    ],
)
def test_what_cannot_be_read_is_one_clear_sentence(data, word):
    assert word in refused(data)


def test_an_enormous_file_is_refused_before_it_fills_memory():
    assert "too large" in refused(TEXT.encode() * 10, article=1000)


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_refused():
    assert "far more" in refused(zipped(bomb__txt=b"a" * 60_000_000))
    assert "far more" in refused(gzip.compress(b'{"text": "' + b"a" * 60_000_000), article=100_000_000)


def test_archives_too_deep_in_one_another_are_refused():
    data = zipped(x__txt=TEXT)
    for _ in range(5):
        data = zipped(x__zip=data)
    assert "deep" in refused(data)


def test_a_name_inside_an_archive_is_never_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as around:
        around.writestr("../../outside.txt", TEXT)
    assert one(out.getvalue()).path == "a/../../outside.txt"
    assert list(tmp_path.rglob("*")) == []


def test_one_bad_source_does_not_stop_the_others(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text(TEXT, "utf-8")
    (tmp_path / "bad.bin").write_bytes(bytes(100))
    (tmp_path / "broken.txt").write_text(TEXT, "utf-8")
    (tmp_path / "broken.meta.json").write_text("{", "utf-8")
    found = list(take([tmp_path / "missing", tmp_path], Context()))
    assert [Path(item.path).name for item in found if isinstance(item, Failure)] == ["missing", "bad.bin", "broken.txt"]
    assert [Path(item.path).name for item in found if isinstance(item, Article)] == ["good.txt"]


def test_a_bad_line_of_jsonl_hides_none_of_the_others():
    good = json.dumps({"text": TEXT})
    found = took(f"{{bad\n{good}\n[]\n\n{good}\n".encode())
    assert sum(isinstance(item, Article) for item in found) == 2
    assert sum(isinstance(item, Failure) for item in found) == 1


def test_a_pdf_whose_letters_come_out_reversed_is_refused():
    from tawatur.errors import InputError
    from tawatur.ingest.pdf import check

    check(f"{TEXT} {TEXT}")
    with pytest.raises(InputError, match="scrambled"):
        check(" ".join(word[::-1] for word in f"{TEXT} {TEXT}".split()))
    with pytest.raises(InputError, match="scrambled"):
        check(" ".join(f"{TEXT} {TEXT}".replace(" ", "")))
    with pytest.raises(InputError, match="out of order"):
        check(f"{TEXT} وافق عليها.15 وبلغت حصة التعليم")
    check(f"{TEXT} وبلغت حصة التعليم 15 في المئة بين عامي 2020 و2025 لـ30 مدرسة")
    with pytest.raises(InputError, match="hardly any"):
        check("only English words " * 30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_no_bytes_crash_ingestion(data):
    for found in took(data):
        assert isinstance(found, Article | Failure)


HEADS = [
    b"",
    b"{",
    b'{"text": "',
    b"<html>",
    b"<rss>",
    b"<?xml",
    b"WARC/1.0\r\n",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"%PDF-1.4",
    b"From: a\nTo: b\nDate: c\nSubject: ",
    b"\xff\xfe",
]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(HEADS),
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
)
def test_nothing_that_begins_like_a_known_form_crashes_ingestion(head, rest):
    for found in took(head + rest):
        assert isinstance(found, Article | Failure)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *TEXT.split("\n\n"),
                "اقرأ أيضا",
                "شارك",
                "التعليقات (0)",
                "12/2/2024",
                "(رويترز)",
                "بغداد ـ رويترز",
                "-----",
                "عنوان قصير",
                "  ",
            ]
        ),
        max_size=12,
    )
)
def test_every_line_is_either_kept_as_it_stood_or_named_as_dropped(lines):
    for found in took("\n".join(lines).encode()):
        if isinstance(found, Article):
            kept = found.text.split("\n\n")
            assert sorted([*kept, *found.dropped]) == sorted(line for line in lines if line.strip())


def test_a_pdf_whose_text_is_whole_is_read_in_letters_not_in_their_drawn_shapes():
    (article,) = take([Path(__file__).with_name("article.pdf")], Context())
    assert article.text.replace("\n\n", " ") == TEXT.replace("\n\n", " ")


def test_halves_of_characters_that_no_text_can_be_written_with_are_mended(tmp_path):
    path = tmp_path / "halves.jsonl"
    path.write_text(
        '{"id": "a", "title": "خبر \\ud800", "text": "سطر \\ud83d\\ude00 أول\\n\\nقال الوزير إن 5 رجال عادوا \\udc00."}\n',
        "utf-8",
    )
    (article,) = take([path])
    assert isinstance(article, Article)
    article.text.encode("utf-8")
    (article.title or "").encode("utf-8")
    assert "\U0001f600" in article.text
    assert "\ufffd" in article.text


def test_a_file_whose_name_is_no_text_is_taken_in_and_can_be_told_of(tmp_path):
    path = Path(str(tmp_path) + "/\udce9.txt")
    try:
        path.write_text("عنوان\n\nقال الوزير إن 5 رجال عادوا إلى بيوتهم.", "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such names")
    (article,) = take([path])
    assert isinstance(article, Article)
    (article.path or "").encode("utf-8")
