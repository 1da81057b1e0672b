from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tawatur.dossier.html import day_text, number_text
from tawatur.dossier.segments import Role, segments
from tawatur.dossier.story_json import story_json
from tawatur.dossier.views.chains import chains
from tawatur.dossier.views.overview import overview
from tawatur.dossier.views.positions import of_search, questions
from tawatur.dossier.views.statements import Filter, by_speaker, statements
from tawatur.dossier.views.story import claims, disputes, schedule, series
from tawatur.dossier.views.timeline import timeline
from tawatur.model.article import Article
from tawatur.model.reading import Reader, Reading
from tawatur.model.span import Span


@given(st.text(min_size=1, max_size=60), st.data())
def test_segments_joined_are_the_text_again_and_every_span_begins_and_ends_at_an_edge(text, data):
    ends = st.integers(0, len(text))
    spans = [Span(min(a, b), max(a, b)) for a, b in data.draw(st.lists(st.tuples(ends, ends), max_size=8)) if a != b]
    cut = segments(
        Article(id="x", text=text),
        Reading(article="x", reader=Reader(name="r", pack="p")),
        [(s, Role("m", "place", "words")) for s in spans],
    )
    assert "".join(part.text for part in cut) == text
    edges = {part.span.start for part in cut} | {part.span.end for part in cut}
    for span in spans:
        assert {span.start, span.end} <= edges
        assert any(span in part.starting for part in cut)
        for part in cut:
            assert (Role("m", "place", "words") in part.roles) == any(part.span in other for other in spans)


def test_the_timeline_orders_by_day_and_leaves_an_unknown_day_unknown(material):
    lines = timeline(material)
    days = [line.earliest or line.latest for line in lines if line.earliest or line.latest]
    assert days == sorted(days)
    denial = next(line for line in lines if line.id == "s2")
    assert (denial.earliest, denial.latest) == (None, date(2031, 4, 10)), (
        "said no later than it was published, no more is known"
    )


def test_every_line_of_every_view_quotes_its_article_exactly(material):
    quotes = [line.quote for line in timeline(material)]
    quotes += [part for row in statements(material) for part in (*row.contents, row.cue)]
    quotes += [point.quote for row in (*series(material), *schedule(material)) for point in row.points]
    quotes += [q for row in disputes(material) for side in row.sides for account in side for q in account.quotes]
    assert len(quotes) > 12
    for quote in quotes:
        text = material.articles[quote.article].text
        assert text[quote.span.start : quote.span.end] == quote.text
        assert text[: quote.span.start].endswith(quote.prefix)
        assert text[quote.span.end :].startswith(quote.suffix)


def test_statements_are_filtered_by_speaker_name_outlet_day_and_words(material):
    assert [s.id for s in statements(material, Filter(speaker="وزارة الدفاع"))] == ["s2"]
    assert [s.id for s in statements(material, Filter(named=False))] == ["s3"]
    assert [s.id for s in statements(material, Filter(outlet="قناة السفح"))] == ["s2", "s3"]
    assert [s.id for s in statements(material, Filter(since=date(2031, 4, 1)))] == ["s2", "s3"]
    assert [s.id for s in statements(material, Filter(matches=lambda text: "العاصفة" in text))] == ["s3"]
    assert [name for name, _ in by_speaker(statements(material))][-1] is not None


def test_one_agency_behind_an_outlet_is_a_hop_of_the_graph(material):
    graph = chains(material)
    assert graph.shared_hops == (("وكالة السهل", 1),)
    assert {(link.source.name, link.target.name) for link in graph.links} >= {
        ("قناة السفح", "وكالة السهل"),
        ("وكالة السهل", "مصدر"),
    }


def test_the_overview_says_what_is_not_known(material):
    seen = overview(material)
    assert [quote.text for quote in seen.unresolved.times] == ["سبتمبر 2031"]
    assert [line.id for line in seen.coming] == ["c1"]
    assert (seen.first, seen.last) == (date(2031, 3, 2), date(2031, 4, 10))


def test_claims_disputes_positions_and_slips_keep_their_sides_and_reasons(material):
    assert claims(material)[0].independent == 1
    dispute = disputes(material)[0]
    assert [side[0].stance for side in dispute.sides] == ["asserts", "denies"]
    assert {p.actor for p in questions(material)[0].positions} == {"وزير الخارجية", "وزارة الدفاع"}
    slip = schedule(material)[0].slips[0]
    assert (slip.days, slip.reason.text) == (122, "بسبب العاصفة")


def test_an_interval_is_written_at_its_own_precision():
    d = date.fromisoformat
    assert day_text(d("2031-05-02"), d("2031-05-02")) == "2031-05-02"
    assert day_text(d("2031-05-01"), d("2031-05-31")) == "2031-05"
    assert day_text(d("2031-01-01"), d("2031-12-31")) == "2031"
    assert day_text(d("2031-01-01"), d("2034-12-31")) == "2031 – 2034"
    assert day_text(d("2031-05-01"), d("2031-05-10")) == "2031-05-01 – 2031-05-10"
    assert day_text(None, None) == "—"
    assert day_text(None, d("9999-12-31")) == "≤ 9999-12-31"
    assert day_text(date.min, date.max)


def test_a_figure_is_written_with_its_bounds():
    assert number_text(2500, 2500) == "2,500"
    assert number_text(150, None) == "≥ 150"
    assert number_text(None, 20) == "≤ 20"
    assert number_text(10, 99) == "10 – 99"
    assert number_text(0.333, 0.333) == "0.333"


def test_a_side_of_a_dispute_counts_only_its_own_independent_accounts(material):
    from dataclasses import replace

    claim = material.story.claims[0]
    first = claim.accounts[0]
    # one speaker carried by three outlets, and another account of the claim that is not on this side
    carried = tuple(msgspec.structs.replace(first, id=f"c{n}") for n in range(3))
    other = msgspec.structs.replace(first, id="other", speaker="آخر")
    wide = msgspec.structs.replace(claim, accounts=(*carried, other), groups=((0, 1, 2), (3,)), independent=2)
    dispute = msgspec.structs.replace(material.story.disputes[0], sides=(carried, (claim.accounts[1],)))
    story = msgspec.structs.replace(material.story, claims=(wide,), disputes=(dispute,))
    assert disputes(replace(material, story=story))[0].independent == (1, None)


def test_an_actor_whose_words_change_has_both_quotations_side_by_side(material):
    first, second = _two(material)
    who = material.story.actors[0].name
    rows = [replace(first, speaker=who, act="say"), replace(second, speaker=who, act="deny")]
    question = of_search(material, "كلمات", rows)
    changed = [said for position in question.positions for said in position.said if said.former]
    assert len(changed) == question.changed == 1
    assert changed[0].former.stance != changed[0].account.stance


def test_the_story_as_json_tells_who_stood_where(material):
    told = story_json(material)["positions"]
    by_kind = {(one["kind"], one["id"]) for one in told}
    assert by_kind == {("dispute", d.id) for d in material.story.disputes} | {
        ("claim", c.id) for c in material.story.claims
    }
    sides = {said["side"] for one in told if one["kind"] == "dispute" for p in one["positions"] for said in p["said"]}
    assert sides == {"a", "b"}


def _two(material):
    """Two statements of two articles, the earlier one first."""
    rows = [row for row in statements(material) if row.contents]
    first = rows[0]
    return first, next((row for row in rows if row.article != first.article), rows[-1])
