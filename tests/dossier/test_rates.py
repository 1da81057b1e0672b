"""The error rates that every dossier carries are those of the reader that made it."""

from __future__ import annotations

from benchmarks.rates import measure

from tawatur.dossier.html import render
from tawatur.dossier.material import Material
from tawatur.dossier.rates import measured


def test_the_shipped_rates_are_what_measuring_gives_now():
    rates = measured()
    assert rates is not None
    now = measure()
    shipped = {kind: {"precision": p, "recall": r} for kind, (p, r) in rates.by_kind.items()}
    assert shipped == now["by_kind"], "the reading has changed: run `make rates`"


def test_a_dossier_says_how_well_its_reader_reads_and_on_what_that_was_measured(material):
    rates = measured()
    source = render(Material(material.name, material.articles, material.readings, material.story, rates=rates))
    assert rates.measured_on["ar"] in source
    assert rates.measured_on["en"] in source
