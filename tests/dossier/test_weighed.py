"""What a link was weighed by stands in the reader's words."""

import pytest

from tawatur.dossier.labels import LANGUAGES, labels
from tawatur.dossier.weighed import feature_name, feature_words
from tawatur.reconcile import tracks
from tawatur.reconcile.claims import features


@pytest.mark.parametrize("name", sorted({*features.WEIGHTS, *tracks.WEIGHTS, "family name", "counted", "judgement"}))
def test_every_feature_has_a_name_in_each_language(name):
    assert f"feature_{name.replace(' ', '_')}" in labels()
    assert len({name.lower(), *(feature_name(name, language) for language in LANGUAGES)}) >= 2
    assert not feature_name(name, "ar").isascii()


def test_a_feature_of_another_version_keeps_its_key():
    assert feature_name("not known here", "ar") == "not known here"


def test_families_nations_and_names_are_told_in_words():
    assert feature_words("WITHDRAW @IQ #بغداد", "ar") == "انسحاب · العراق · بغداد"
    assert feature_words("WITHDRAW @IQ -", "en") == "withdraw · Iraq"


def test_words_of_a_text_stay_as_they_are():
    assert feature_words("وزير الخارجية", "ar") == "وزير الخارجية"
    assert feature_words("", "ar") == ""
