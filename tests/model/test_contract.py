from __future__ import annotations

from datetime import date

import msgspec
import pytest

from tawatur.model.article import Article, Published, article_id
from tawatur.model.chain import Hop
from tawatur.model.contract import from_contract, to_contract
from tawatur.model.marks import Anchor, Anonymous, Commitment, Event, Figure, Statement, Time, mark_id
from tawatur.model.reading import Reader, Reading
from tawatur.model.span import Span, SpanError
from tawatur.model.trace import Step, Trace

TEXT = "هدنة\n\nنقلت وكالة الغد عن مصدر قوله إن نحو 300 مقاتل سينسحبون قبل الخميس."


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def pair() -> tuple[Article, Reading]:
    name = article_id(text=TEXT, url=None, outlet="الغد")
    trace = Trace("a rule", (Step("cue", "نقلت", place("نقلت")), Step("note")))
    article = Article(
        id=name, text=TEXT, title="هدنة", outlet="الغد",
        published=Published(earliest=date(2026, 3, 2), latest=date(2026, 3, 2), stated=True, how="sidecar"),
    )  # fmt: skip
    time = Time(
        id=mark_id("time", name, place("الخميس")), span=place("الخميس"), kind="date", earliest=date(2026, 3, 5),
        latest=date(2026, 3, 5), value="2026-03-05",
        anchor=Anchor(how="published", earliest=date(2026, 3, 2), latest=date(2026, 3, 2)), trace=trace,
    )  # fmt: skip
    figure = Figure(
        id="f", span=place("نحو 300"), low=300, high=300, approx=True, counted=place("مقاتل"), trace=trace
    )  # fmt: skip
    content = place("نحو 300 مقاتل سينسحبون قبل الخميس")
    statement = Statement(
        id="s", cue=place("نقلت"), source=place("مصدر"), speaker="مصدر", named=False,
        anonymous=Anonymous(description="مصدر", how_many=1), contents=(content,), mode="indirect", act="say",
        chain=(Hop(name="وكالة الغد", role="agency", span=place("وكالة الغد")),), time=time.id, trace=trace,
    )  # fmt: skip
    event = Event(
        id="e", trigger=place("سينسحبون"), kind="RETREAT", status="planned", statement="s",
        mentions=(place("هدنة"),), trace=trace,
    )  # fmt: skip
    commitment = Commitment(
        id="c", span=content, who=place("مقاتل"), what=place("سينسحبون"), when=place("الخميس"),
        latest=date(2026, 3, 5), status="planned", according_to="s", trace=trace,
    )  # fmt: skip
    reading = Reading(
        article=name, reader=Reader(name="rules", pack="ar 0"), statements=(statement,), times=(time,), figures=(figure,),
        events=(event,), commitments=(commitment,),
    )  # fmt: skip
    return article, reading


def test_a_reading_comes_back_from_its_json_without_loss(pair):
    article, reading = pair
    told = msgspec.json.decode(msgspec.json.encode(to_contract(article, reading)))
    assert from_contract(told) == (article, reading)


def test_every_span_of_the_json_stands_beside_its_words(pair):
    article, reading = pair
    told = to_contract(article, reading)
    seen = []

    def walk(value):
        if isinstance(value, dict):
            if "start" in value:
                seen.append(value["text"])
                assert TEXT[value["start"] : value["end"]] == value["text"]
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk({key: value for key, value in told.items() if key != "article"})
    assert {"نقلت", "مصدر", "نحو 300", "مقاتل", "الخميس", "وكالة الغد", "سينسحبون", "هدنة"} <= set(seen)


def test_the_json_has_the_keys_that_the_contract_names(pair):
    told = to_contract(*pair)
    statement = told["statements"][0]
    assert {
        "id",
        "cue",
        "source",
        "speaker",
        "named",
        "anonymous",
        "contents",
        "mode",
        "act",
        "chain",
        "time",
        "rule",
    } <= set(statement)
    assert set(statement["chain"][0]) >= {"name", "role", "start", "end"}
    assert {"id", "start", "end", "text", "kind", "earliest", "latest", "value", "mod", "rule"} <= set(told["times"][0])
    assert told["article"]["published"]["earliest"] == "2026-03-02"


def test_words_that_do_not_stand_at_their_span_are_refused(pair):
    told = msgspec.json.decode(msgspec.json.encode(to_contract(*pair)))
    told["statements"][0]["cue"]["start"] += 1
    told["statements"][0]["cue"]["end"] += 1
    with pytest.raises(SpanError):
        from_contract(told)
