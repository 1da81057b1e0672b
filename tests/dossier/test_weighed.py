"""What a link was weighed by stands in the reader's words."""

from dataclasses import replace

import msgspec
import pytest

from tawatur.dossier.labels import LANGUAGES, labels
from tawatur.dossier.markdown import markdown
from tawatur.dossier.weighed import feature_name, words_of_keys
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
    assert words_of_keys("WITHDRAW @IQ #بغداد", "ar") == "انسحاب · العراق · بغداد"
    assert words_of_keys("WITHDRAW @IQ -", "en") == "withdraw · Iraq"


def test_words_of_a_text_stay_as_they_are():
    assert words_of_keys("وزير الخارجية", "ar") == "وزير الخارجية"
    assert words_of_keys("", "ar") == ""


def test_whom_a_series_counts_is_told_in_words(material):
    (series,) = material.story.series
    counted = msgspec.structs.replace(series, scope="@IQ")
    told = replace(material, story=msgspec.structs.replace(material.story, series=(counted,)))
    assert "Iraq" in markdown(told, "en")
    assert "العراق" in markdown(told, "ar")
    assert "@IQ" not in markdown(told, "ar")
