"""The story: accounts that say the same become one claim, sides that cannot both hold a dispute, dates a track."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from benchmarks.reconcile import variants
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.steps import Items, take_in_steps

from tawatur.errors import InputError
from tawatur.ingest import take
from tawatur.model.article import Article, Published, article_id
from tawatur.model.ids import content_id
from tawatur.model.judgement import Judgement, Verdict, judgement
from tawatur.model.reading import Reading
from tawatur.model.story import Story
from tawatur.read.reader import read
from tawatur.reconcile import Reconciler, reconcile
from tawatur.reconcile.positions import on_claim, on_dispute
from tawatur.sample import articles_dir


def made(text: str, outlet: str, day: date, credit: str | None = None) -> tuple[Article, Reading]:
    article = Article(
        id=article_id(text=text, url=None, outlet=outlet), text=text, outlet=outlet, credit=credit,
        published=Published(earliest=day, latest=day, stated=True),
    )  # fmt: skip
    return read(article)


@pytest.fixture(scope="module")
def sample() -> Items:
    return [read(taken) for taken in take([articles_dir()]) if isinstance(taken, Article)]


@pytest.fixture(scope="module")
def story(sample: Items) -> Story:
    return reconcile(sample)


def test_the_order_of_the_articles_changes_nothing(sample: Items, story: Story) -> None:
    assert reconcile(list(reversed(sample))) == story


def test_adding_an_article_twice_changes_nothing(sample: Items) -> None:
    reconciler = Reconciler()
    reconciler.add_all(sample[:4])
    before = reconciler.story()
    assert reconciler.add(*sample[0]).accounts == ()
    assert reconciler.story() == before


@given(st.data())
@settings(max_examples=12, deadline=None)
def test_the_story_is_one_whatever_the_order_and_the_steps(sample: Items, data: st.DataObject) -> None:
    stepwise = Reconciler()
    some = take_in_steps(stepwise, sample, data)
    assert stepwise.story() == reconcile(sorted(some, key=lambda item: item[0].id))


def test_in_a_large_ledger_a_newer_article_is_compared_and_nothing_else(sample: Items) -> None:
    many = list(variants(sample, 150))
    many.sort(key=lambda item: item[0].published.earliest or date.min)
    stepwise = Reconciler()
    stepwise.add_all(many[:-12])
    for item in many[-12:]:
        touched = stepwise.add(*item)
        assert set(stepwise.linker.settled) == set(touched.accounts)
    stepwise.linker.settle()
    assert stepwise.linker.settled == ()
    assert stepwise.story() == reconcile(reversed(many))


def test_an_article_put_in_between_leads_to_the_same_story(sample: Items) -> None:
    many = list(variants(sample, 110))
    stepwise = Reconciler()
    stepwise.add_all(many[40:])
    for item in many[36:40]:
        stepwise.add(*item)
    stepwise.add_all(many[:36])
    assert stepwise.story() == reconcile(many)


def test_articles_can_come_one_by_one_and_say_what_they_touch(sample: Items) -> None:
    reconciler = Reconciler()
    touched = [reconciler.add(article, reading) for article, reading in sample]
    assert all(step.accounts for step in touched)
    assert any(step.linked for step in touched)
    assert reconciler.story().claims


def test_every_span_of_the_story_is_a_place_in_its_article(sample: Items, story: Story) -> None:
    texts = {article.id: article.text for article, _ in sample}
    for claim in story.claims:
        assert all(span.cut(texts[a.article]) for a in claim.accounts for span in a.spans)
    for track in story.tracks:
        assert all(point.span.cut(texts[point.article]) for point in track.points)
    for series in story.series:
        assert all(point.span.cut(texts[point.article]) for point in series.points)


def test_an_agencys_text_under_three_names_is_one_chain(sample: Items, story: Story) -> None:
    of = {article.id: article.outlet for article, _ in sample}
    tolls = [c for c in story.claims if sum(a.spans[0].end - a.spans[0].start > 0 for a in c.accounts) >= 3]
    copied = [
        c for c in tolls
        if {of[a.article] for a in c.accounts} <= {"وكالة مدار", "الصنوبر", "بوابة النيلوفر", "صحيفة المد"}
        and len({a.article for a in c.accounts}) >= 3
        and all(a.speaker is None for a in c.accounts)
    ]  # fmt: skip
    assert copied
    assert all(c.independent < len({a.article for a in c.accounts}) for c in copied)


def test_a_claim_explains_its_link_with_features(story: Story) -> None:
    assert all(f.name and f.weight for claim in story.claims for f in claim.features)
    assert any(claim.features for claim in story.claims)


def test_gists_are_short_words_of_their_claims_and_seldom_the_same(sample: Items, story: Story) -> None:
    texts = {article.id: " ".join(article.text.split()) for article, _ in sample}
    gists = [claim.gist for claim in story.claims]
    assert all(len(gist) <= 141 for gist in gists)
    for claim in story.claims:
        assert any(claim.gist.rstrip("…") in texts[account.article] for account in claim.accounts)
    assert len(set(gists)) >= 0.8 * len(gists)


def test_a_denial_that_repeats_nothing_is_tied_to_what_it_denies() -> None:
    text = (
        "خلاف حول موعد الجلسة\n\nقال المتحدث باسم وزارة العدل سالم الحربي إن الجلسة ألغيت بطلب من المحكمة.\n\n"
        "وردت نقابة المحامين على تصريحات الوزارة بالقول إنها «غير دقيقة»."
    )
    item = made(text, "أ", date(2026, 3, 1))
    found = reconcile([item]).disputes
    assert [d.kind for d in found] == ["denial"]
    words = {s.cut(text) for side in found[0].sides for a in side for s in a.spans}
    assert "غير دقيقة" in words


def test_one_figure_in_two_places_is_two_series() -> None:
    items = [
        made("أعداد\n\nينتشر 800 جندي أميركي في العراق، بينما ينتشر 300 جندي أميركي في الأردن.", "أ", date(2026, 1, 5)),
        made("القوات\n\nللولايات المتحدة 800 جندي في العراق و300 جندي في الأردن.", "ب", date(2026, 2, 5)),
        made("تحديث\n\nللولايات المتحدة 750 جندي في العراق.", "ج", date(2026, 3, 5)),
    ]
    series = reconcile(items).series
    assert sorted(sorted(p.low or 0 for p in s.points) for s in series) == [[300, 300], [750, 800, 800]]


def test_a_rejected_claim_stays_away_and_a_corrected_one_keeps_its_words(sample: Items, story: Story) -> None:
    gone, mended = story.claims[0], story.claims[1]
    judged = reconcile(
        sample,
        [
            judgement("reject", gone.id, by="a", at="2026-07-01T00:00:00Z"),
            judgement("correct", mended.id, value='{"gist": "ما قيل"}', by="a", at="2026-07-01T00:00:00Z"),
        ],
    )
    assert gone.id not in {c.id for c in judged.claims}
    assert [c.gist for c in judged.claims if c.id == mended.id] == ["ما قيل"]


def test_people_join_and_part_accounts(sample: Items, story: Story) -> None:
    a, b = story.claims[0].accounts[0], story.claims[-1].accounts[-1]
    joined = reconcile(sample, [judgement("same", a.id, other=b.id, by="a", at="2026-07-01T00:00:00Z")])
    assert any({a.id, b.id} <= {x.id for x in c.accounts} for c in joined.claims)
    pair = next(c for c in story.claims if len(c.accounts) == 2 and c.features).accounts
    parted = reconcile(
        sample, [judgement("different", pair[0].id, other=pair[1].id, by="a", at="2026-07-01T00:00:00Z")]
    )
    assert not any({x.id for x in pair} == {x.id for x in c.accounts} for c in parted.claims)


def test_a_correction_of_a_field_that_is_none_says_which_there_are(sample: Items, story: Story) -> None:
    wrong = judgement("correct", story.claims[0].id, value='{"colour": "red"}', by="a", at="2026-07-01T00:00:00Z")
    with pytest.raises(InputError, match="gist"):
        reconcile(sample, [wrong])


def test_spellings_of_one_name_are_one_actor_and_a_shared_family_name_is_not() -> None:
    items = [
        made("لقاء\n\nقال الرئيس الأميركي دونالد ترامب إن اللقاء سيعقد غدا في القصر.", "أ", date(2026, 1, 5)),
        made("زيارة\n\nقال الرئيس الأمريكي دونالد ترمب إن الزيارة مؤجلة إلى الشهر المقبل.", "ب", date(2026, 1, 6)),
        made("بيان\n\nقال رجل الأعمال إريك ترامب إن الشركة ستفتتح فندقا جديدا هذا العام.", "ج", date(2026, 1, 7)),
    ]
    persons = [a for a in reconcile(items).actors if a.kind == "person"]
    by_article = [{m.article for m in a.mentions} for a in persons]
    assert {items[0][0].id, items[1][0].id} in by_article
    assert {items[2][0].id} in by_article


def test_an_actor_stands_under_the_fuller_of_its_usual_names(story: Story) -> None:
    names = {actor.name for actor in story.actors}
    assert "وزارة الخارجية السلمادية" in names, "two ministries are told of: the state tells them apart"
    assert "وزارة الخارجية" not in names


def people(items: Items) -> list[set[str]]:
    return [{place.article for place in a.mentions} for a in reconcile(items).actors if a.kind == "person"]


def test_a_family_name_alone_is_only_a_suggestion() -> None:
    first = made("قال وزير النقل يائير لافروف إن الجسر سيفتح غدا.", "الضفاف", date(2026, 3, 1))
    second = made("قال لافروف إن الجسر آمن.", "المرفأ", date(2026, 3, 2))
    assert {first[0].id, second[0].id} not in people([first, second])
    (suggestion,) = reconcile([first, second]).suggestions
    assert [f.name for f in suggestion.features] == ["family name"]
    decided = judgement("same", suggestion.a, other=suggestion.b, by="a", at="2026-07-01T00:00:00Z")
    joined = reconcile([first, second], [decided])
    assert any({first[0].id, second[0].id} <= {p.article for p in a.mentions} for a in joined.actors)
    assert not joined.suggestions


def test_a_family_name_with_its_office_or_its_company_is_its_bearer_unless_two_bear_it() -> None:
    first = made(
        "قال وزير النقل يائير لافروف إن الجسر سيفتح غدا. ورحبت وزارة المالية ونقابة المهندسين بالقرار.",
        "الضفاف", date(2026, 3, 1),
    )  # fmt: skip
    office = made("قال وزير النقل لافروف إن الجسر آمن.", "المرفأ", date(2026, 3, 2))
    company = made(
        "قال لافروف إن الجسر آمن. وشككت نقابة المهندسين في ذلك، ولم ترد وزارة المالية.", "المد", date(2026, 3, 2)
    )
    other = made("قال رئيس البلدية سليم لافروف إن الحديقة ستفتح غدا.", "المنارة", date(2026, 3, 3))
    assert {first[0].id, office[0].id} in people([first, office])
    assert {first[0].id, company[0].id} in people([first, company])
    assert {first[0].id, company[0].id} not in people([first, company, other])


def test_positions_follow_an_actor_through_time(sample: Items, story: Story) -> None:
    articles = {article.id: article for article, _ in sample}
    for claim in story.claims:
        for position in on_claim(claim, articles):
            days = [articles[s.account.article].published.earliest for s in position.said]
            assert days == sorted(days)
    dispute = story.disputes[0]
    assert {s.side for p in on_dispute(dispute, articles) for s in p.said} == {"a", "b"}


def at(verdict: Verdict, a: str, b: str) -> Judgement:
    return judgement(verdict, a, other=b, by="a", at="2026-07-01T00:00:00Z")


def test_people_join_and_part_tracks(sample: Items, story: Story) -> None:
    one, two = story.tracks[0], story.tracks[1]
    together = reconcile(sample, [at("same", one.id, two.id)]).tracks
    (both,) = [t for t in together if {p.mark for p in one.points} <= {p.mark for p in t.points}]
    assert {(p.article, p.span) for p in two.points} <= {(p.article, p.span) for p in both.points}

    # who takes the second report for another act's says so by the track that it began while the first was not known
    other = next(p for p in one.points if p.article != one.points[0].article)
    later = [item for item in sample if (item[0].published.earliest or date.min) >= other.reported.earliest]
    begun = next(t for t in reconcile(later).tracks if other.span in {p.span for p in t.points})
    apart = reconcile(sample, [at("different", one.id, begun.id)]).tracks
    first, second = one.points[0].span, begun.points[0].span
    assert not any({first, second} <= {p.span for p in t.points} for t in apart)


def test_people_join_and_part_series_and_the_judgement_outlives_new_articles(sample: Items, story: Story) -> None:
    one, two = story.series[0], story.series[1]
    decided = [at("same", one.id, two.id)]
    both = next(s for s in reconcile(sample, decided).series if one.points[0].mark in {p.mark for p in s.points})
    assert {p.mark for p in (*one.points, *two.points)} <= {p.mark for p in both.points}
    first, last = one.points[0].mark, one.points[-1].mark
    apart = reconcile(sample, [at("different", content_id("series", first), content_id("series", last))]).series
    assert not any({first, last} <= {p.mark for p in s.points} for s in apart)
    early = [item for item in sample if item[0].id not in {p.article for p in one.points[:1]}]
    assert reconcile(early, decided).series


def test_judgements_go_through_a_file_and_do_the_same(sample: Items, story: Story, tmp_path: Path) -> None:
    decided = [at("same", story.tracks[0].id, story.tracks[1].id), at("same", story.claims[0].id, story.claims[1].id)]
    (tmp_path / "mine.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, decided)))
    read_back = [
        msgspec.json.decode(line, type=Judgement) for line in (tmp_path / "mine.jsonl").read_bytes().splitlines()
    ]
    assert reconcile(sample, read_back) == reconcile(sample, decided) != story


def test_a_spokesman_and_whom_he_speaks_for_are_one_voice() -> None:
    told = (
        made("قالت المتحدثة باسم وزارة الخارجية الفرنسية هدى بنعلي إن المعبر سيفتح غدا.", "الضفاف", date(2026, 3, 2)),
        made("قالت وزارة الخارجية الفرنسية إن المعبر سيفتح غدا.", "المرفأ", date(2026, 3, 2)),
        made("قالت بلدية الميناء إن المعبر سيفتح غدا.", "الساحل", date(2026, 3, 2)),
    )
    (claim,) = (claim for claim in reconcile(told).claims if len(claim.accounts) == 3)
    assert claim.independent == 2


def told_by(*speakers: str) -> int:
    """How many independent chains a claim has that so many outlets report, each of its own speaker."""
    outlets = ("الضفاف", "المرفأ", "الساحل", "الشاطئ")
    told = [
        made(f"{words} إن المعبر الجنوبي سيفتح غدا أمام الشاحنات.", outlet, date(2026, 3, 2))
        for words, outlet in zip(speakers, outlets, strict=False)
    ]
    (claim,) = (claim for claim in reconcile(told).claims if len(claim.accounts) == len(told))
    return claim.independent


def test_a_spokesman_told_by_the_field_of_his_ministry_is_its_voice() -> None:
    assert told_by("قال متحدث الخارجية الفرنسية عادل بنعلي", "قالت وزارة الخارجية الفرنسية") == 1


def test_those_who_speak_together_are_no_other_voice_than_one_of_them() -> None:
    assert told_by("قالت روسيا وإيران", "قالت إيران") == 1
    assert told_by("قالت روسيا", "قالت إيران") == 2


def test_a_government_is_no_second_voice_beside_its_ministry_but_two_ministries_are_two() -> None:
    assert told_by("قالت الحكومة الفرنسية", "قالت وزارة الخارجية الفرنسية") == 1
    assert told_by("قالت وزارة الدفاع الفرنسية", "قالت وزارة الخارجية الفرنسية") == 2
    assert told_by("قالت الحكومة الفرنسية", "قالت وزارة الدفاع الفرنسية", "قالت وزارة الخارجية الفرنسية") == 2


def test_an_office_speaks_for_whose_it_is_and_an_adviser_for_himself() -> None:
    assert told_by("قال رئيس الوزراء الفرنسي عادل بنعلي", "قال مكتب رئيس الوزراء الفرنسي") == 1
    assert told_by("قالت الحكومة الفرنسية", "قال مستشار رئيس الوزراء الفرنسي عادل بنعلي") == 2
    assert told_by("قالت الحكومة الفرنسية", "قال مستشار الأمن القومي الفرنسي عادل بنعلي") == 1


def test_official_figures_are_those_of_the_body_that_gives_the_same() -> None:
    assert told_by("قالت وزارة الصحة الفرنسية", "أفادت حصيلة رسمية") == 1
    assert told_by("قالت وزارة الصحة الفرنسية", "أفادت حصيلة النقابة") == 2
    assert told_by("قال حزب العمال", "أفادت حصيلة رسمية") == 2


def test_who_also_denies_it_bears_nothing_out() -> None:
    told = (
        made("قالت فرنسا إنها ستنسحب من اتفاق الملاحة في الخليج.", "الضفاف", date(2026, 3, 2)),
        made("قالت هولندا إن فرنسا ستنسحب من اتفاق الملاحة في الخليج.", "المرفأ", date(2026, 3, 2)),
        made("قالت فرنسا إنها لن تنسحب من اتفاق الملاحة في الخليج.", "الساحل", date(2026, 3, 3)),
    )
    (claim,) = (c for c in reconcile(told).claims if len(c.accounts) == 3)
    assert claim.independent == 1


def test_a_presidency_and_its_palace_are_the_presidents_voice() -> None:
    assert told_by("قالت الرئاسة الفرنسية", "قال الرئيس الفرنسي عادل بنعلي", "قال قصر الإليزيه") == 1
    assert told_by("قالت الرئاسة الفرنسية", "قال الإليزيه") == 1
    assert told_by("قال رئيس الوزراء المغربي عادل بنعلي", "قالت رئاسة الوزراء المغربية") == 1
    assert told_by("قالت الرئاسة الفرنسية", "قالت وزارة الخارجية الفرنسية") == 2


def test_a_state_has_spoken_with_its_head_but_not_with_a_former_one() -> None:
    assert told_by("قالت الحكومة المغربية", "قال رئيس الوزراء المغربي عادل بنعلي") == 1
    assert told_by("قالت الحكومة المغربية", "قال رئيس الوزراء المغربي السابق عادل بنعلي") == 2
    assert told_by("قالت فرنسا", "قال وزير الدفاع الفرنسي الأسبق عادل بنعلي") == 2


def test_who_only_supposes_it_is_no_further_chain() -> None:
    told = (
        made("قالت فرنسا إن الجيش استخدم أسلحة كيميائية في قصف البلدة.", "الضفاف", date(2026, 3, 2)),
        made("قالت هولندا إنها سترد إذا استخدم الجيش أسلحة كيميائية في قصف البلدة.", "المرفأ", date(2026, 3, 2)),
    )
    (claim,) = reconcile(told).claims
    assert claim.independent == 1
    assert [found.reason for found in claim.dependences] == ["supposed"]


def test_the_official_agency_of_a_country_is_that_agency() -> None:
    assert told_by("قالت وكالة الأنباء الرسمية السورية", "قالت سانا") == 1


def test_a_negative_in_other_words_asserts_what_the_others_assert() -> None:
    told = (
        made("قالت فرنسا إنها ستبقى في اتفاق الملاحة في الخليج.", "الضفاف", date(2026, 3, 2)),
        made("قالت هولندا إنها لن تنسحب من اتفاق الملاحة في الخليج.", "المرفأ", date(2026, 3, 2)),
    )
    (claim,) = reconcile(told).claims
    assert {account.stance for account in claim.accounts} == {"asserts"}
    assert claim.independent == 2
