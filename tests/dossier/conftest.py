"""A small story of two invented articles, with one of everything."""

from __future__ import annotations

from datetime import date

import pytest

from tawatur.dossier.material import Material
from tawatur.model.article import Article, Published, article_id
from tawatur.model.chain import Hop
from tawatur.model.marks import Commitment, Event, Figure, Name, Statement, Time
from tawatur.model.reading import Reader, Reading
from tawatur.model.span import Span
from tawatur.model.story import (
    Account,
    Actor,
    Claim,
    Deadline,
    Dependence,
    Dispute,
    Place,
    Series,
    SeriesPoint,
    Slip,
    Story,
    Track,
    TrackPoint,
)
from tawatur.model.story import Copy as CopyOf
from tawatur.model.trace import Step, Trace

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'> \u202e\u0022 ' &amp;"
ONE = f"بعثة الواحة تغادر في مايو\n\nقال وزير الخارجية إن «البعثة ستغادر قبل نهاية مايو 2031». وفي الواحة 300 مراقب. {HOSTILE}"
TWO = "الوزارة تنفي\n\nنفت وزارة الدفاع أن تغادر البعثة، وقال مصدر لوكالة السهل إن المغادرة أرجئت إلى سبتمبر 2031 بسبب العاصفة. ويعمل فيها 250 مراقبا."


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def day(text: str) -> Published:
    return Published(earliest=date.fromisoformat(text), latest=date.fromisoformat(text), stated=True, how="sidecar")


@pytest.fixture(scope="session")
def material() -> Material:
    trace = Trace("test rule", (Step("cue", "a step"),))
    one = Article(
        id=article_id(text=ONE, url=None, outlet="صحيفة النخلة"),
        text=ONE,
        title="بعثة الواحة تغادر في مايو",
        outlet="صحيفة النخلة",
        published=day("2031-03-02"),
        dropped=("اقرأ أيضا",),
    )
    two = Article(
        id=article_id(text=TWO, url=None, outlet="قناة السفح"),
        text=TWO,
        title="الوزارة تنفي",
        outlet="قناة السفح",
        published=day("2031-04-10"),
    )
    said = Statement(
        id="s1",
        cue=at(ONE, "قال"),
        source=at(ONE, "وزير الخارجية"),
        speaker="وزير الخارجية",
        named=True,
        contents=(at(ONE, "البعثة ستغادر قبل نهاية مايو 2031"),),
        mode="direct",
        act="announce",
        trace=trace,
    )
    denied = Statement(
        id="s2",
        cue=at(TWO, "نفت"),
        source=at(TWO, "وزارة الدفاع"),
        speaker="وزارة الدفاع",
        named=True,
        contents=(at(TWO, "تغادر البعثة"),),
        mode="indirect",
        act="deny",
        trace=trace,
    )
    told = Statement(
        id="s3",
        cue=at(TWO, "قال"),
        source=at(TWO, "مصدر"),
        speaker="مصدر",
        named=False,
        contents=(at(TWO, "المغادرة أرجئت إلى سبتمبر 2031 بسبب العاصفة"),),
        mode="indirect",
        act="say",
        chain=(Hop(name="وكالة السهل", role="agency", span=at(TWO, "وكالة السهل")),),
        trace=trace,
    )
    may = Time(
        id="t1",
        span=at(ONE, "نهاية مايو 2031"),
        kind="date",
        earliest=date(2031, 5, 21),
        latest=date(2031, 5, 31),
        value="2031-05",
        trace=trace,
    )
    lost = Time(id="t2", span=at(TWO, "سبتمبر 2031"), kind="date", trace=trace)
    count = Figure(id="f1", span=at(ONE, "300"), low=300, high=300, counted=at(ONE, "مراقب"), trace=trace)
    recount = Figure(id="f2", span=at(TWO, "250"), low=250, high=250, counted=at(TWO, "مراقبا"), trace=trace)
    leave = Event(
        id="e1",
        trigger=at(ONE, "تغادر"),
        kind="RETREAT",
        status="planned",
        earliest=date(2031, 5, 21),
        latest=date(2031, 5, 31),
        trace=trace,
    )
    promise = Commitment(
        id="c1",
        span=at(ONE, "البعثة ستغادر قبل نهاية مايو 2031"),
        what=at(ONE, "ستغادر"),
        when=at(ONE, "نهاية مايو 2031"),
        earliest=date(2031, 5, 21),
        latest=date(2031, 5, 31),
        status="announced",
        according_to="s1",
        trace=trace,
    )
    place = Name(id="n1", span=at(ONE, "الواحة"), kind="place", actor="الواحة", trace=trace)
    first = Reading(
        article=one.id,
        reader=Reader(name="rules", pack="ar 0"),
        statements=(said,),
        times=(may,),
        figures=(count,),
        names=(place,),
        events=(leave,),
        commitments=(promise,),
    )
    second = Reading(
        article=two.id,
        reader=Reader(name="rules", pack="ar 0"),
        statements=(denied, told),
        times=(lost,),
        figures=(recount,),
    )
    asserts = Account(
        id="a1", article=one.id, spans=said.contents, stance="asserts", speaker="وزير الخارجية", mark="s1"
    )
    denies = Account(id="a2", article=two.id, spans=denied.contents, stance="denies", speaker="وزارة الدفاع", mark="s2")
    story = Story(
        actors=(Actor(id="x1", name="وزارة الدفاع", kind="body", forms=("وزارة الدفاع",), mentions=(Place(two.id, at(TWO, "وزارة الدفاع")),)),),
        claims=(Claim(id="k1", gist="البعثة ستغادر", accounts=(asserts, denies), independent=1, groups=((0,), (1,)), dependences=(Dependence(a=0, b=1, reason="hop", detail="وكالة السهل"),)),),
        disputes=(Dispute(id="d1", kind="denial", sides=((asserts,), (denies,)), why="مغادرة البعثة"),),
        series=(Series(id="r1", counted="مراقب", scope="الواحة", points=(
            SeriesPoint(article=one.id, span=count.span, low=300, high=300, as_of=None, reported=one.published, according_to=None, mark="f1"),
            SeriesPoint(article=two.id, span=recount.span, low=250, high=None, as_of=None, reported=two.published, according_to=None, mark="f2"),
        )),),
        tracks=(Track(id="q1", who="البعثة", what="المغادرة", points=(
            TrackPoint(article=one.id, span=promise.span, deadline=Deadline(earliest=date(2031, 5, 21), latest=date(2031, 5, 31)), status="announced", reported=one.published),
            TrackPoint(article=two.id, span=told.contents[0], deadline=Deadline(earliest=date(2031, 9, 1), latest=date(2031, 9, 30)), status="postponed", reported=two.published, according_to="مصدر"),
        ), slips=(Slip(before=0, after=1, days=122, reason=Place(two.id, at(TWO, "بسبب العاصفة")), according_to="مصدر"),)),),
        copies=(CopyOf(id="y1", a=Place(one.id, Span(0, 20)), b=Place(two.id, Span(0, 10)), kind="passage", share=0.5),),
    )  # fmt: skip
    return Material.of("بعثة الواحة", [(two, second), (one, first)], story)
