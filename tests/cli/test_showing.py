"""show, search, explain, check, dossier: what a ledger holds, down to the words."""

from __future__ import annotations

import json
import shutil
import sqlite3

import msgspec
import pytest

from tawatur import api
from tawatur.cli.table import Column, render
from tawatur.cli.views import SHOWS
from tawatur.ledger.judged import addition
from tawatur.model.ids import content_id
from tawatur.model.judgement import judgement


@pytest.mark.parametrize("view", SHOWS)
def test_every_view_shows_lines_that_explain_explains(tawatur, sample_ledger, view):
    shown = tawatur("show", sample_ledger, view)
    assert shown.code == 0
    lines = shown.out.splitlines()[2:]
    assert lines, f"the sample has no {view}"
    explained = tawatur("explain", sample_ledger, lines[0].split()[0])
    assert explained.code == 0
    assert explained.out.strip()


@pytest.mark.parametrize("view", SHOWS)
def test_every_view_speaks_json(tawatur, sample_ledger, view):
    lines = tawatur("show", sample_ledger, view, "--json", "--limit", 5).lines
    assert lines
    assert all("id" in line for line in lines)


def test_lines_can_be_narrowed_by_outlet_day_and_actor(tawatur, sample_ledger):
    everything = tawatur("show", sample_ledger, "statements", "--json").lines
    outlet = everything[0]["outlet"]
    some = tawatur("show", sample_ledger, "statements", "--json", "--outlet", outlet).lines
    assert {line["outlet"] for line in some} == {outlet}
    assert 0 < len(some) < len(everything)
    late = tawatur("show", sample_ledger, "articles", "--json", "--since", "2026-03-01").lines
    assert 0 < len(late) < 14
    speaker = next(line["speaker"] for line in everything if line["named"])
    theirs = tawatur("show", sample_ledger, "statements", "--json", "--actor", speaker).lines
    assert 0 < len(theirs) < len(everything)


def test_a_statement_that_a_person_added_is_explained_like_any_other(tawatur, sample_ledger, tmp_path):
    own = tmp_path / "own.db"
    shutil.copy(sample_ledger, own)
    with api.open_ledger(own) as ledger:
        article, reading = next((a, r) for a, r in ledger.readings() if r.statements)
        first = reading.statements[0]
        added = msgspec.structs.replace(first, id=content_id("missed", first.id), speaker="ناطقة باسم الأهالي")
        ledger.judge(
            [judgement("correct", added.id, by="Layla", at="2031-06-03T10:00:00Z", value=addition(article.id, added))]
        )
        api.reconcile(ledger)
    told = tawatur("explain", own, added.id[:10])
    assert told.code == 0
    assert "ناطقة باسم الأهالي" in told.out
    assert "Layla" in told.out
    data = json.loads(tawatur("explain", own, added.id, "--json").out)
    assert (data["kind"], data["article"]["id"], data["mark"]["speaker"]) == ("statement", article.id, added.speaker)
    assert tawatur("review", own, "--reject", added.id[:10], "--by", "Layla").code == 0
    assert added.id not in tawatur("show", own, "statements", "--json").out


def test_explaining_a_statement_shows_rule_and_words(tawatur, sample_ledger):
    mark = tawatur("show", sample_ledger, "statements", "--json", "--limit", 1).lines[0]
    said = tawatur("explain", sample_ledger, mark["id"]).out
    assert mark["rule"] in said
    assert mark["cue"]["text"] in said
    whole = tawatur("explain", sample_ledger, mark["id"][:12], "--json").lines[0]
    assert whole["kind"] == "statement"
    assert whole["mark"]["id"] == mark["id"]


def test_search_cuts_its_hits_from_the_text(tawatur, sample_ledger):
    done = tawatur("search", sample_ledger, "الانسحاب", "--json")
    assert done.code == 0
    articles = {
        a["id"]: a["text"] for a in json.loads(tawatur("dossier", sample_ledger, "--format", "json").out)["articles"]
    }
    assert done.lines
    for line in done.lines:
        for span in line["spans"]:
            assert articles[line["article"]][span["start"] : span["end"]] == span["text"]


def test_the_dossiers_json_quotes_every_place(tawatur, sample_ledger):
    story = json.loads(tawatur("dossier", sample_ledger, "--format", "json").out)
    texts = {article["id"]: article["text"] for article in story["articles"]}
    assert len(texts) == 14
    places = []
    for actor in story["actors"]:
        places += [(m["article"], m["span"]) for m in actor["mentions"]]
    for claim in story["claims"]:
        places += [(a["article"], span) for a in claim["accounts"] for span in a["spans"]]
        assert sorted(i for group in claim["groups"] for i in group) == list(range(len(claim["accounts"])))
    for dispute in story["disputes"]:
        places += [(a["article"], span) for side in dispute["sides"] for a in side for span in a["spans"]]
    for item in (*story["series"], *story["tracks"]):
        places += [(p["article"], p["span"]) for p in item["points"]]
    for copy in story["copies"]:
        places += [(p["article"], p["span"]) for p in (copy["a"], copy["b"])]
    assert len(places) > 100
    for article, span in places:
        assert texts[article][span["start"] : span["end"]] == span["text"]


def test_the_dossier_is_written_as_page_and_markdown(tawatur, sample_ledger, tmp_path):
    done = tawatur("dossier", sample_ledger, "--html", tmp_path / "d.html", "--md", tmp_path / "d.md")
    assert done.code == 0
    assert (tmp_path / "d.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html")
    markdown = (tmp_path / "d.md").read_text("utf-8")
    assert markdown.startswith("# sample\n")
    assert "## Disputes" in markdown


def test_a_sound_ledger_passes_the_check_and_a_damaged_one_does_not(tawatur, sample_ledger, tmp_path):
    assert tawatur("check", sample_ledger).code == 0
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(sample_ledger.read_bytes())
    connection = sqlite3.connect(damaged)
    connection.execute("UPDATE article SET text = substr(text, 1, 100) WHERE id = (SELECT min(id) FROM article)")
    connection.commit()
    connection.close()
    done = tawatur("check", damaged, "--json")
    assert done.code == 1
    assert done.lines[0]["sound"] is False


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "{ledger}", "nonsense"), 1, "there is no view nonsense"),
        (("show", "{ledger}", "times", "--since", "yesterday"), 1, "write it as 2026-05-03"),
        (("show", "none.db", "times"), 1, "tawatur add"),
        (("explain", "{ledger}", "zzzzzz"), 1, "nothing in the ledger is called"),
        (("search", "{ledger}", "..."), 1, "at least one word"),
        (("dossier", "{ledger}"), 1, "--html FILE"),
        (("dossier", "{ledger}", "--html", "none/d.html"), 1, "does not exist"),
        (("show", "{ledger}"), 2, "VIEW"),
        (("nonsense",), 2, "nonsense"),
        (("show", "{ledger}", "times", "--limit", "0"), 2, "--limit"),
    ],
)
def test_bad_input_gets_one_clear_sentence(tawatur, sample_ledger, arguments, code, words):
    done = tawatur(*(str(a).format(ledger=sample_ledger) for a in arguments))
    assert done.code == code
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_table_keeps_its_columns_and_isolates_its_cells():
    columns = [Column("a"), Column("words", wide=True), Column("n", right=True)]
    words = "قال الوزير إن العمال عادوا إلى الميناء في وقت مبكر"
    lines = list(render(columns, [("1", words, "7"), ("22", "yes", "100")], width=34, isolate=True))
    bare = [line.translate({0x2068: None, 0x2069: None, 0x200E: None}) for line in lines]
    assert all(len(line) <= 34 for line in bare)
    # a=2, words=25, n=3, two blanks between
    assert " ".join(line[4:29].strip() for line in bare[2:-1]) == words
    assert bare[2].endswith("  7")
    assert bare[-1].split() == ["22", "yes", "100"]
    # every isolate is closed on its own line
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)


def test_a_cell_cannot_steer_the_terminal():
    (_, _, line) = render([Column("a")], [("x\x1b[31m\u202ey\n\tz",)], width=40, isolate=False)
    assert line == "x [31m y z"


def test_the_brief_is_written_as_pdf_or_says_what_it_needs(tawatur, sample_ledger, tmp_path):
    done = tawatur("dossier", sample_ledger, "--pdf", tmp_path / "story.pdf")
    if shutil.which("chromium") is None:
        assert done.code == 1
        assert "chromium" in done.err.lower()
    else:
        assert done.code == 0
        assert (tmp_path / "story.pdf").read_bytes().startswith(b"%PDF")
