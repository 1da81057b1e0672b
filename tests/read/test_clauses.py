from __future__ import annotations

import pytest

from tawatur.language.pack import load_pack
from tawatur.read.analyse import analyser
from tawatur.read.clauses import clauses_of

ANALYSER = analyser(load_pack("ar"))


def clauses(text: str) -> list[str]:
    analysis = ANALYSER.analyse(text)
    found = clauses_of(analysis)
    spans = [found.around(start) for start in found.starts]
    return [analysis.span(span.start, span.stop).cut(text) for span in spans if len(span)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("قال الوزير إن الوفد وصل", ["قال الوزير", "إن الوفد وصل"]),
        ("غادر الوفد الذي زار المدينة", ["غادر الوفد", "الذي زار المدينة"]),
        ("وصل الوفد والتقى الوزير", ["وصل الوفد", "والتقى الوزير"]),
        ("وفي بغداد، اجتمع الوزيران", ["وفي بغداد،", "اجتمع الوزيران"]),
    ],
)
def test_a_clause_begins_at_what_opens_one(text, parts):
    assert clauses(text) == parts


def test_commas_between_names_set_no_bounds():
    assert clauses("اجتمع وزير الخارجية، صالح سالم، ونظيره التركي") == ["اجتمع وزير الخارجية، صالح سالم، ونظيره التركي"]


def test_every_unit_lies_in_one_clause():
    analysis = ANALYSER.analyse("قال إن الوفد وصل. ثم غادر\n\nوالتقى الوزير الذي دعا إلى هدنة")
    found = clauses_of(analysis)
    for index in range(len(analysis.units)):
        assert index in found.around(index)
