"""The spelling that the search uses is the pack's own."""

from __future__ import annotations

import pytest

from tawatur.errors import PackError
from tawatur.language.pack import load_pack
from tawatur.language.spelling import load_spelling


def test_it_is_the_packs_own():
    pack, spelling = load_pack("ar"), load_spelling("ar")
    assert spelling.clitics == pack.clitics
    text = "إِنَّ المدرسةَ ـــ ٢٥٠٠ ﷲ"
    assert spelling.folding.full(text) == pack.folding.full(text)
    assert spelling.folding.light(text) == pack.folding.light(text)


def test_a_language_without_a_pack_is_named():
    with pytest.raises(PackError, match="no language pack 'xx'"):
        load_spelling("xx")
