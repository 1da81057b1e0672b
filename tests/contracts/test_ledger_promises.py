"""What every ledger promises, whatever database holds it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import msgspec
import pytest

from tawatur.errors import InputError
from tawatur.ledger import Filter, Ledger, LedgerView, Watched, check
from tawatur.model.article import Article, Published, article_id
from tawatur.model.judgement import judgement
from tawatur.model.marks import Figure, Statement, Time, mark_id
from tawatur.model.reading import Reader, Reading
from tawatur.model.span import Span, SpanError
from tawatur.model.story import (
    Account,
    Actor,
    Claim,
    Copy,
    Dispute,
    Feature,
    Place,
    Series,
    SeriesPoint,
    Slip,
    Story,
    Suggestion,
    Track,
    TrackPoint,
)
from tawatur.model.trace import Step, Trace


def article(text: str, url: str | None = None, outlet: str | None = None, day: date | None = None, **more) -> Article:
    published = Published(earliest=day, latest=day, stated=day is not None, how="sidecar" if day else "unknown")
    name = article_id(text=text, url=url, outlet=outlet)
    return Article(id=name, text=text, url=url, outlet=outlet, published=published, **more)


def place(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


TEXT = "لقاء في الميناء\n\nقال الوزير سالم إن 40 عاملاً عادوا في 3 مايو."


def sample(text: str = TEXT, **more) -> tuple[Article, Reading]:
    """An article that holds TEXT's words, with a reading made by hand."""
    read = article(text, **more)
    cue, source, content = place(text, "قال"), place(text, "الوزير سالم"), place(text, "40 عاملاً عادوا")
    number, when = place(text, "40"), place(text, "3 مايو")
    time = Time(
        id=mark_id("time", read.id, when),
        span=when,
        kind="date",
        earliest=date(2026, 5, 3),
        latest=date(2026, 5, 3),
        trace=Trace("day-month"),
    )
    said = Statement(
        id=mark_id("statement", read.id, cue, content),
        cue=cue,
        source=source,
        speaker="سالم",
        named=True,
        contents=(content,),
        mode="indirect",
        act="say",
        time=time.id,
        trace=Trace("verb-source-content", (Step("cue", "", cue),)),
    )
    figure = Figure(id=mark_id("figure", read.id, number), span=number, low=40, high=40, trace=Trace("digits"))
    reader = Reader(name="rules", pack="ar 0.1.0")
    return read, Reading(article=read.id, reader=reader, statements=(said,), times=(time,), figures=(figure,))


def story_on(read: Article, reading: Reading) -> Story:
    """A story with one record of each kind, all standing on one article."""
    said, figure = reading.statements[0], reading.figures[0]
    actor = Actor(id="aaaa1111", name="سالم", kind="person", forms=("سالم",), mentions=(Place(read.id, said.cue),))
    asserts = Account(
        id="b1", article=read.id, spans=said.contents, stance="asserts", speaker="سالم", actor=actor.id, mark=said.id
    )
    denies = Account(id="b2", article=read.id, spans=(figure.span,), stance="denies", speaker=None)
    feature = Feature(name="actors", value=0.5, weight=2.0, detail="سالم")
    day = Published(earliest=date(2026, 5, 4), latest=date(2026, 5, 4), stated=True, how="sidecar")
    track_point = {"article": read.id, "span": said.contents[0], "deadline": None, "reported": day}
    return Story(
        actors=(actor,),
        claims=(
            Claim(
                id="c1c1", gist="عاد 40", accounts=(asserts, denies), independent=1, groups=((0,), (1,)),
                features=(feature,),
            ),
        ),
        disputes=(Dispute(id="d1d1", kind="denial", sides=((asserts,), (denies,)), why="denies"),),
        series=(
            Series(
                id="e1e1", counted="عامل", scope="",
                points=(
                    SeriesPoint(
                        article=read.id, span=figure.span, low=40, high=40, as_of=None, reported=day,
                        according_to="سالم", mark=figure.id,
                    ),
                ),
            ),
        ),
        tracks=(
            Track(
                id="f1f1", who="الوزير", what="العودة",
                points=(TrackPoint(status="planned", **track_point), TrackPoint(status="done", **track_point)),
                slips=(Slip(before=0, after=1, days=None),),
            ),
        ),
        copies=(Copy(id="g1", a=Place(read.id, Span(0, 4)), b=Place(read.id, Span(5, 9)), kind="passage", share=0.5),),
        suggestions=(Suggestion(id="ab12", what="actor", a=actor.id, b="c1c1", score=0.4, features=(feature,)),),
    )  # fmt: skip


@pytest.fixture
def ledger(location: str) -> Iterator[Ledger]:
    with Ledger(location) as made:
        yield made


def test_what_went_in_comes_out_unchanged(ledger: Ledger) -> None:
    read, reading = sample(
        url="https://one.example/1", outlet="الأول", day=date(2026, 5, 4), dropped=("شارك",), credit="وكالة"
    )
    assert ledger.add(read, reading) == "new"
    assert list(ledger.articles()) == [read]
    assert ledger.article(read.id) == read
    assert ledger.reading(read.id) == reading
    assert list(ledger.readings()) == [(read, reading)]
    assert ledger.mark(reading.figures[0].id) == (read, reading.figures[0])


def test_adding_twice_adds_nothing(ledger: Ledger) -> None:
    read, reading = sample()
    ledger.add(read, reading)
    before = ledger.counts()
    assert ledger.add(read, reading) == "known"
    assert ledger.add(read) == "known"
    assert ledger.counts() == before


def test_a_newer_reading_takes_the_older_ones_place_and_another_readers_stands_beside_it(ledger: Ledger) -> None:
    read, reading = sample()
    ledger.add(read, reading)
    newer = msgspec.structs.replace(reading, reader=Reader(name="rules", pack="ar 0.2.0"), figures=())
    other = msgspec.structs.replace(reading, reader=Reader(name="desk", pack="by hand"))
    assert ledger.add(read, newer) == "again"
    assert ledger.add(read, other) == "again"
    assert ledger.reading(read.id) == newer
    assert ledger.reading(read.id, reader="desk") == other
    assert [m.kind for m in ledger.marks()] == ["statement", "time"]
    assert [m.kind for m in ledger.marks(reader="desk")] == ["statement", "figure", "time"]
    assert ledger.readers() == (("desk", "by hand", 1), ("rules", "ar 0.2.0", 1))
    assert list(check(ledger)) == []


def test_an_article_whose_reading_does_not_fit_is_not_kept_at_all(ledger: Ledger) -> None:
    read, reading = sample()
    wrong = msgspec.structs.replace(reading.figures[0], span=Span(10, 10_000))
    with pytest.raises(SpanError):
        ledger.add(read, msgspec.structs.replace(reading, figures=(wrong,)))
    assert ledger.counts().articles == 0


def test_a_reading_that_could_not_be_read_back_is_not_kept(ledger: Ledger) -> None:
    read, reading = sample()
    wrong = msgspec.structs.replace(reading.statements[0], act="sing")
    with pytest.raises(msgspec.ValidationError):
        ledger.add(read, msgspec.structs.replace(reading, statements=(wrong,)))
    assert ledger.counts().articles == 0


def test_other_words_at_the_same_address_are_a_version_that_points_to_the_former(ledger: Ledger) -> None:
    first, _ = sample(url="https://one.example/1")
    second, reading = sample(TEXT + " وأضاف شيئاً.", url="https://one.example/1")
    third = article("نص ثالث", url="https://one.example/1")
    assert [ledger.add(first), ledger.add(second, reading), ledger.add(third)] == ["new", "version", "version"]
    assert ledger.add(first) == "known"
    assert [v.id for v in ledger.versions(second.id)] == [first.id, second.id, third.id]
    assert [a.id for a in ledger.articles()] == [third.id]
    assert {a.id for a in ledger.articles(versions=True)} == {first.id, second.id, third.id}
    assert ledger.superseded() == {first.id: second.id, second.id: third.id}
    assert ledger.counts().versions == 2


def test_articles_come_by_date_and_undated_ones_last(ledger: Ledger) -> None:
    late, early = article("ب", day=date(2026, 6, 1)), article("ج", day=date(2026, 1, 1))
    undated = article("أ")
    for each in (undated, late, early):
        ledger.add(each)
    assert [a.text for a in ledger.articles()] == ["ج", "ب", "أ"]


def test_articles_are_filtered_by_outlet_and_days(ledger: Ledger) -> None:
    ledger.add(article("واحد", outlet="الأول", day=date(2026, 1, 1)))
    ledger.add(article("اثنان", outlet="الثاني", day=date(2026, 2, 1)))
    assert [a.text for a in ledger.articles(Filter(outlet="الثاني"))] == ["اثنان"]
    assert [a.text for a in ledger.articles(Filter(since=date(2026, 1, 15)))] == ["اثنان"]
    assert [a.text for a in ledger.articles(Filter(until=date(2026, 1, 15)))] == ["واحد"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("الانسحاب", ["الإنسحاب", "الانسحاب"]),  # hamza folds; the particle before it is no part of the hit
        ("انسحاب", ["إنسحاب", "انسحاب"]),
        ('"الانسحاب الكامل"', ["الانسحاب الكامل"]),
        ("«انسحاب الكامل»", ["انسحاب الكامل"]),
        ('"الكامل الانسحاب"', []),
        ("كام*", ["كامل"]),
        ("المدرسه", ["المَدرَسة"]),
        ("الانسحاب -المدينة", ["الانسحاب"]),
        ("2500", ["٢٥٠٠"]),
        ("غائب", []),
        ("انسحاب غائب", []),
        ("Reuters", ["reuters"]),
        ("المدينة انسحاب", ["إنسحاب", "المدينة"]),
    ],
)
def test_search_finds_the_very_words(ledger: Ledger, query: str, found: list[str]) -> None:
    for text in ("طالبوا بالإنسحاب من المدينة", "تمّ الانسحاب الكامل وعاد ٢٥٠٠ إلى المَدرَسة عن reuters"):
        ledger.add(article(text))
    cut = [span.cut(ledger.article(hit.article).text) for hit in ledger.search(query) for span in hit.spans]
    assert sorted(cut) == sorted(found)


def test_a_search_needs_a_word(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="at least one word"):
        list(ledger.search("-هذا ..."))


def test_judgements_are_appended_and_the_later_one_counts(ledger: Ledger) -> None:
    read, reading = sample()
    ledger.add(read, reading)
    figure, said = reading.figures[0], reading.statements[0]
    no = judgement("reject", figure.id, by="ليلى", at="2026-05-05T10:00:00Z")
    fix = judgement("correct", said.id, by="ليلى", at="2026-05-05T10:01:00Z", value='{"speaker": "سالم سعيد"}')
    assert ledger.judge([no, fix]) == 2
    assert ledger.judge([fix]) == 0
    (_, shown) = next(ledger.readings())
    assert shown.figures == ()
    assert shown.statements[0].speaker == "سالم سعيد"
    assert shown.statements[0].id == said.id
    yes = judgement("accept", figure.id, by="عمر", at="2026-05-06T10:00:00Z", supersedes=no.id)
    ledger.judge([yes])
    assert next(ledger.readings())[1].figures == (figure,)
    assert ledger.judgements() == (no, fix, yes)
    assert next(ledger.readings(as_judged=False))[1] == reading


def test_judgements_outlive_a_newer_reading(ledger: Ledger) -> None:
    read, reading = sample()
    ledger.add(read, reading)
    ledger.judge([judgement("reject", reading.figures[0].id, by="ليلى", at="2026-05-05T10:00:00Z")])
    newer = msgspec.structs.replace(reading, reader=Reader(name="rules", pack="ar 0.2.0"))
    ledger.add(read, newer)
    assert next(ledger.readings())[1].figures == ()


def test_the_story_comes_out_as_it_went_in_and_only_what_changed_is_touched(ledger: Ledger) -> None:
    read, reading = sample()
    ledger.add(read, reading)
    assert not ledger.story_is_current()
    story = story_on(read, reading)
    ledger.put_story(story)
    assert ledger.story() == story
    assert ledger.story_is_current()
    assert {p.kind for p in ledger.places_of(reading.statements[0].id)} == {"claim", "dispute"}
    assert ledger.story_record("c1c1") == story.claims[0]
    less = msgspec.structs.replace(story, claims=(), suggestions=())
    ledger.put_story(less)
    assert ledger.story() == less
    assert list(check(ledger)) == []
    ledger.add(article("نص جديد"))
    assert not ledger.story_is_current()


def test_check_finds_nothing_in_a_sound_ledger_and_names_what_is_broken(ledger: Ledger) -> None:
    read, reading = sample()
    ledger.add(read, reading)
    story = story_on(read, reading)
    ledger.put_story(story)
    assert list(check(ledger)) == []
    actor = msgspec.structs.replace(story.actors[0], mentions=(Place(read.id, Span(5, 5_000)),))
    claim = msgspec.structs.replace(story.claims[0], groups=((0, 7),))
    ledger.put_story(msgspec.structs.replace(story, actors=(actor,), claims=(claim,)))
    said = {fault.kind: fault.sentence for fault in check(ledger)}
    assert "which is not there" in said["actor"]
    assert "group" in said["claim"]


def test_failures_are_kept_until_their_source_is_taken_in(ledger: Ledger) -> None:
    ledger.add_failure("a.txt", "a.txt is empty; leave it out")
    ledger.add_failure("a.txt", "a.txt is no text; leave it out")
    assert [(f.path, f.reason) for f in ledger.failures()] == [("a.txt", "a.txt is no text; leave it out")]
    ledger.add(article("نص", path="a.txt"))
    assert ledger.failures() == ()


def test_a_run_is_known_until_it_ends(ledger: Ledger) -> None:
    run = ledger.begin_run(["a.txt", "b"])
    assert ledger.begin_run(["a.txt", "b"]) == run
    assert ledger.runs() == (run,)
    ledger.end_run(run)
    assert ledger.runs() == ()


def test_what_is_watched_is_remembered_in_one_step_with_what_was_taken(ledger: Ledger) -> None:
    one = Watched(url="https://one.example/feed", etag='"a"', not_before=12.5, taken=("1",))
    ledger.put_watched(one)
    later = msgspec.structs.replace(one, failures=2, status="503", taken=("1", "2"))
    ledger.add_failure("https://one.example/2", "the page is empty; look at it", watched=later)
    assert ledger.watched() == (later,)
    last = msgspec.structs.replace(later, taken=("1", "2", "3"))
    read, reading = sample()
    wrong = msgspec.structs.replace(reading.figures[0], span=Span(10, 10_000))
    with pytest.raises(SpanError):
        ledger.add(read, msgspec.structs.replace(reading, figures=(wrong,)), watched=last)
    assert ledger.watched() == (later,)
    ledger.add(read, reading, watched=last)
    assert ledger.watched() == (last,)


def test_ids_may_be_shortened_as_long_as_they_name_one_thing(ledger: Ledger) -> None:
    read, reading = sample()
    ledger.add(read, reading)
    assert ledger.identify(read.id[:8]).kind == "article"
    assert ledger.identify(reading.figures[0].id).kind == "figure"
    with pytest.raises(InputError, match="nothing in the ledger"):
        ledger.identify("ffff0000ffff0000")
    with pytest.raises(InputError, match="too short"):
        ledger.identify("ab")


def test_several_writers_at_once_lose_nothing(location: str) -> None:
    Ledger(location).close()
    faults: list[BaseException] = []

    def write(who: int) -> None:
        try:
            with Ledger(location) as mine:
                for i in range(8):
                    mine.add(*sample(f"{TEXT} {i}", url=f"https://one.example/{i}"))
                    mine.add(article(f"نص {who} {i}", url="https://same.example/"))
                    mine.judge([judgement("accept", f"{who}{i}", by=str(who), at="2026-05-05T10:00:00Z")])
        except BaseException as fault:  # noqa: BLE001  # a thread's error must reach the test
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with LedgerView(location) as view:
        counts = view.counts()
        assert (counts.articles, counts.judgements) == (8 + 4 * 8, 4 * 8)
        # one chain of versions at the shared address, without forks
        newest = [a for a in view.articles() if a.url == "https://same.example/"]
        assert len(newest) == 1
        assert len(view.versions(newest[0].id)) == 4 * 8
        assert list(check(view)) == []


def test_a_view_changes_nothing(location: str) -> None:
    with Ledger(location) as ledger:
        ledger.add(*sample())
    with LedgerView(location) as view:
        assert not hasattr(view, "add")
        import sqlalchemy as sa

        from tawatur.errors import LedgerError

        with pytest.raises(LedgerError, match=r"cannot be written|read-only"):
            view.rows(sa.text("INSERT INTO failure (path, reason) VALUES ('a', 'b')"))
