"""The sample story's gold stands in its texts: nothing here asks whether a program agrees with it."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from typing import get_args

import pytest

from tawatur.model.marks import Act, CommitmentStatus, EventKind, Mode, NameKind, TimeKind
from tawatur.sample import articles_dir, gold_dir, sample_dir

STEMS = sorted(path.name.removesuffix(".gold.json") for path in gold_dir().glob("*.gold.json"))
GOLD = {stem: json.loads((gold_dir() / f"{stem}.gold.json").read_text("utf-8")) for stem in STEMS}
RAW = {stem: (gold_dir() / f"{stem}.txt").read_text("utf-8") for stem in GOLD}

PRIMARY = {
    "statements": "content",
    "times": "text",
    "figures": "text",
    "names": "text",
    "commitments": "text",
    "events": "trigger",
}
QUOTED = {
    "statements": {"cue", "source", "content", "content2", "time"},
    "times": {"text"},
    "figures": {"text", "counted", "where"},
    "names": {"text"},
    "commitments": {"text", "who", "what", "when", "condition"},
    "events": {"trigger", "actor", "target", "place"},
}
PLAIN = {
    "statements": {"speaker", "named", "mode", "act", "chain", "optional"},
    "times": {"kind", "earliest", "latest", "value", "alt_bounds", "optional"},
    "figures": {"low", "high", "approx", "optional"},
    "names": {"kind", "actor", "optional"},
    "commitments": {"earliest", "latest", "alt_bounds", "status", "according_to", "optional"},
    "events": {"kind", "earliest", "latest", "alt_bounds", "optional"},
}
CHOICES = {
    ("statements", "mode"): get_args(Mode),
    ("statements", "act"): get_args(Act),
    ("statements", "named"): (True, False),
    ("times", "kind"): get_args(TimeKind),
    ("names", "kind"): get_args(NameKind),
    ("commitments", "status"): get_args(CommitmentStatus),
    ("events", "kind"): get_args(EventKind),
}
ITEMS = [(stem, kind, item) for stem, gold in GOLD.items() for kind in PRIMARY for item in gold[kind]]


def occurrences(raw: str, words: str) -> list[int]:
    return [m.start() for m in re.finditer(f"(?={re.escape(words)})", raw)]


def several(answer):
    return answer if isinstance(answer, list) else [answer]


def nth_key(kind: str, field: str) -> str:
    """`nth` belongs to the cue of a statement and to the primary field of everything else."""
    return "nth" if field == ("cue" if kind == "statements" else PRIMARY[kind]) else f"nth_{field}"


def place(stem: str, kind: str, item: dict) -> int:
    """Where an item's primary field begins in its text."""
    found = occurrences(RAW[stem], item[PRIMARY[kind]])
    return found[item.get(nth_key(kind, PRIMARY[kind]), 1) - 1]


def test_there_are_fourteen_articles_and_each_has_its_gold_and_its_text():
    assert len(GOLD) == 14
    assert [gold["article"] for gold in GOLD.values()] == [f"{stem}.txt" for stem in GOLD]


@pytest.mark.parametrize("stem", GOLD)
def test_the_gold_of_an_article_has_the_keys_of_the_format_and_no_other(stem):
    gold = GOLD[stem]
    assert set(gold) == {"article", "body", "title", "outlet", "published", *PRIMARY}
    assert set(gold["body"]) == {"first", "last", "boilerplate"}
    assert set(gold["published"]) == {"earliest", "latest", "stated"}
    for kind in PRIMARY:
        allowed = QUOTED[kind] | PLAIN[kind] | {nth_key(kind, field) for field in QUOTED[kind]}
        for item in gold[kind]:
            assert set(item) <= allowed, (kind, item)
            assert QUOTED[kind] - {"content2"} <= set(item), (kind, item)


@pytest.mark.parametrize("stem", GOLD)
def test_every_quoted_field_stands_in_the_text_and_says_which_occurrence_it_is(stem):
    raw = RAW[stem]
    for _, kind, item in (entry for entry in ITEMS if entry[0] == stem):
        for field in QUOTED[kind]:
            words = item.get(field)
            if words is None:
                assert nth_key(kind, field) not in item, (field, item)
                continue
            found = occurrences(raw, words)
            assert found, (field, item)
            assert words == words.strip(), (field, item)
            assert "\n" not in words, (field, item)
            if len(found) > 1:
                assert 1 <= item[nth_key(kind, field)] <= len(found), (field, item)
            else:
                assert nth_key(kind, field) not in item, (field, item)


@pytest.mark.parametrize("stem", GOLD)
def test_the_cue_and_what_is_counted_are_the_ones_nearest_to_their_item(stem):
    raw = RAW[stem]
    for _, kind, item in (entry for entry in ITEMS if entry[0] == stem and entry[1] in {"statements", "figures"}):
        field = "cue" if kind == "statements" else "counted"
        if item[field] is None:
            continue
        found = occurrences(raw, item[field])
        here = place(stem, kind, item)
        assert min(found, key=lambda at: abs(at - here)) == found[item.get(nth_key(kind, field), 1) - 1], item


@pytest.mark.parametrize("stem", GOLD)
def test_a_cue_source_and_content_belong_to_one_passage(stem):
    raw = RAW[stem]
    for _, kind, item in (entry for entry in ITEMS if entry[0] == stem and entry[1] == "statements"):
        here = place(stem, kind, item)
        for field in ("cue", "source", "content2", "time"):
            if item.get(field) is not None:
                at = occurrences(raw, item[field])[item.get(nth_key(kind, field), 1) - 1]
                assert abs(at - here) < 400, (field, item)


@pytest.mark.parametrize("stem", GOLD)
def test_a_mark_s_first_words_begin_at_a_word_and_end_at_one(stem):
    raw, letter = RAW[stem], re.compile(r"[\u0621-\u0652\u0670-\u06d3]")
    for _, kind, item in (entry for entry in ITEMS if entry[0] == stem):
        for field in ("cue", PRIMARY[kind]):
            words = item.get(field)
            if words is None or not letter.match(words[0]):
                continue
            at = occurrences(raw, words)[item.get(nth_key(kind, field), 1) - 1]
            before = re.search(r"[\u0621-\u0652]*\Z", raw[:at])[0]
            assert before in {"", "و", "ف", "ب", "ل", "ول", "ال"}, (field, before, item)
            assert before != "ال" or field == "trigger", (field, before, item)
            assert not letter.match(raw[at + len(words) : at + len(words) + 1]), (field, item)


@pytest.mark.parametrize("stem", GOLD)
def test_choices_are_of_the_model(stem):
    for _, kind, item in (entry for entry in ITEMS if entry[0] == stem):
        for (of, field), choices in CHOICES.items():
            if of == kind:
                assert set(several(item[field])) <= set(choices), item


@pytest.mark.parametrize("stem", GOLD)
def test_dates_are_days_in_order(stem):
    gold = GOLD[stem]
    bounds = [(gold["published"]["earliest"], gold["published"]["latest"])]
    for _, kind, item in (entry for entry in ITEMS if entry[0] == stem):
        if kind in {"times", "commitments", "events"} and "earliest" in item:
            bounds += [(item["earliest"], item["latest"]), *item.get("alt_bounds", [])]
        if kind == "times" and several(item["kind"]) == ["date"] and not item.get("optional"):
            assert item["earliest"], item
        if kind == "times" and item.get("value"):
            assert re.fullmatch(r"P(\d+[YMWD])+|PT(\d+[HMS])+", item["value"]), item
    for earliest, latest in bounds:
        first, last = (date.fromisoformat(day) if day else None for day in (earliest, latest))
        assert first is None or last is None or first <= last


def test_a_weekday_in_a_time_is_the_weekday_of_its_date():
    weekdays = {"الاثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الخميس": 3, "الجمعة": 4, "السبت": 5, "الأحد": 6}
    checked = 0
    for _, kind, item in ITEMS:
        if kind == "times" and item["kind"] == "date" and item["earliest"] and item["earliest"] == item["latest"]:
            for name, number in weekdays.items():
                if name in item["text"]:
                    assert date.fromisoformat(item["earliest"]).weekday() == number, item
                    checked += 1
    assert checked >= 12


@pytest.mark.parametrize("stem", GOLD)
def test_figures_have_bounds_in_order_and_a_number_of_their_own(stem):
    digits = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
    for figure in GOLD[stem]["figures"]:
        assert figure["low"] is not None or figure["high"] is not None
        assert None in {figure["low"], figure["high"]} or figure["low"] <= figure["high"]
        plain = re.findall(r"\d+", figure["text"].translate(digits))
        if plain and not re.search("آلاف|مليون", figure["text"]):
            bounds = {figure["low"], figure["high"]}
            assert {float(n) for n in plain} <= {float(b) for b in bounds if b is not None}


@pytest.mark.parametrize("stem", GOLD)
def test_the_body_begins_and_ends_where_it_is_said_and_its_furniture_is_whole_lines(stem):
    body, raw = GOLD[stem]["body"], RAW[stem]
    lines = [line.strip() for line in raw.splitlines()]
    assert GOLD[stem]["title"] in lines
    assert GOLD[stem]["title"].startswith(body["first"])
    assert len(body["first"].split()) == 6
    assert len(body["last"].split()) == 6
    last = [line for line in lines if line and line not in body["boilerplate"]][-1]
    assert last.endswith(body["last"])
    assert set(body["boilerplate"]) <= set(lines)


@pytest.mark.parametrize("stem", GOLD)
def test_nothing_is_marked_inside_furniture(stem):
    raw, gold = RAW[stem], GOLD[stem]
    furniture, at, title_seen = set(), 0, False
    for line in raw.splitlines(keepends=True):
        title = line.strip() == gold["title"]
        if line.strip() in gold["body"]["boilerplate"] and (title_seen or not title):
            furniture.update(range(at, at + len(line)))
        title_seen = title_seen or title
        at += len(line)
    for _, kind, item in (entry for entry in ITEMS if entry[0] == stem):
        assert place(stem, kind, item) not in furniture, item


def test_the_published_form_of_a_text_article_is_the_text_that_was_read():
    published = sorted(articles_dir().glob("*.txt"))
    assert len(published) == 10
    for path in published:
        assert path.read_text("utf-8") == RAW[path.stem]
        assert (articles_dir() / f"{path.stem}.meta.json").is_file()


def test_the_feed_holds_two_wires_with_the_text_that_was_read():
    records = [json.loads(line) for line in (articles_dir() / "madar-feed.jsonl").read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == ["01-madar-talks", "05-madar-attack"]
    for record in records:
        assert f"{record['title']}\n\n{record['text']}\n" == RAW[record["id"]]


@pytest.mark.parametrize(("name", "encoding"), [("03-afaq-leak", "windows-1256"), ("09-sariya-postponed", "utf-8")])
def test_a_page_shows_every_line_that_was_read(name, encoding):
    page = html.unescape((articles_dir() / f"{name}.html").read_bytes().decode(encoding))
    assert re.search(rf"charset=\"?{encoding}", page)
    shown = re.sub(r"<[^>]+>", "\n", page.split("<body>")[1])
    lines = [line for line in RAW[name].split("\n") if line.strip()]
    assert [line for line in shown.split("\n") if line.strip()] == lines


def test_the_metadata_of_an_article_agrees_with_its_gold():
    records = [json.loads(path.read_text("utf-8")) for path in articles_dir().glob("*.meta.json")]
    records += [json.loads(line) for line in (articles_dir() / "madar-feed.jsonl").read_text("utf-8").splitlines()]
    assert len(records) == 13
    for record in records:
        assert record["title"] == GOLD[record["id"]]["title"]
        assert record["published"][:10] == GOLD[record["id"]]["published"]["earliest"]
        assert re.match(r"https://[a-z]+\.example/", record["url"])
    page = (articles_dir() / "09-sariya-postponed.html").read_text("utf-8")
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (data["@type"], data["headline"]) == ("NewsArticle", GOLD["09-sariya-postponed"]["title"])
    assert data["datePublished"][:10] == GOLD["09-sariya-postponed"]["published"]["earliest"]


def test_the_sample_says_in_both_languages_that_it_is_fiction():
    readme = (sample_dir() / "README.md").read_text("utf-8")
    assert "Fiction" in readme
    assert "نصوص متخيَّلة" in readme
    assert all(stem in readme for stem in GOLD)


def test_every_form_of_statement_is_there():
    statements = [item for _, kind, item in ITEMS if kind == "statements"]
    assert {mode for s in statements for mode in several(s["mode"])} == set(get_args(Mode))
    assert {act for s in statements for act in several(s["act"])} == set(get_args(Act))
    cues = {s["cue"] for s in statements}
    assert {"بحسب", "وفق", "نقلت", "أضاف", "أضافت", "نفى", "نفت", ":", "مؤكدة", "نافية"} <= cues
    assert any(not s["named"] for s in statements)
    assert any(s.get("content2") for s in statements)
    assert any(len(s["chain"]) == 2 for s in statements), "nested and relayed"
    assert any(s["source"] is None for s in statements), "carried on"
    crossing = [
        (stem, s) for stem, kind, s in ITEMS
        if kind == "statements" and s.get("content2")
        and "\n" in RAW[stem][place(stem, kind, s):occurrences(RAW[stem], s["content2"])[0]]
    ]  # fmt: skip
    assert len(crossing) == 2, "a quotation over two paragraphs"


def test_every_sort_of_time_and_figure_is_there():
    times = [item["text"] for _, kind, item in ITEMS if kind == "times"]
    for part in (
        "فبراير (شباط)",
        "فبراير/شباط",
        "فبراير شباط",
        "أيلول/سبتمبر",
        "فيفري",
        "أفريل",
        "15 رمضان 1447",
        "كل يوم أحد",
        "18 و25",
        "منتصف",
        "مطلع",
        "نهاية",
        "الماضي",
        "المقبل",
        "أسبوعين",
    ):
        assert any(part in text for text in times), part
    figures = [item for _, kind, item in ITEMS if kind == "figures"]
    for part in (
        "٤٥٠",
        "1800",
        "أربعة عشر",
        "مئات",
        "عشرات",
        "آلاف",
        "أكثر من",
        "أزيد من",
        "ما بين",
        "في المئة",
        "بالمائة",
        "الثلث",
        "الخمس",
        "صاروخين",
        "شاهدان",
    ):
        assert any(part in f["text"] for f in figures), part
    assert any(f["high"] is None for f in figures)
    assert any(f["low"] is None for f in figures)
    assert any(f["approx"] for f in figures)
