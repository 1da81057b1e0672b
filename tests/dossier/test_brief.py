from __future__ import annotations

import shutil

import pytest

from tawatur.dossier.markdown import markdown
from tawatur.dossier.pdf import brief, write_pdf
from tawatur.errors import InputError


def test_the_brief_tells_the_disputes_the_slips_and_what_is_open_in_each_language(material):
    for language, words in (
        ("ar", ("الخلافات", "ما بقي مفتوحا", "تأخّر نحو 4 أشهر")),
        ("en", ("Slips", "slipped about 4 months")),
    ):
        page = brief(material, language)
        assert "البعثة ستغادر" in page
        assert "بسبب العاصفة" in page
        for word in words[1:]:
            assert word in page, word
        assert "<script" not in page
        assert "src=" not in page


def test_the_markdown_says_what_is_unresolved(material):
    text = markdown(material, "en")
    assert "1 dates that could not be placed" in text
    assert "accuracy was not measured" in text


@pytest.mark.browser
def test_the_brief_is_printed(material, tmp_path):
    if not shutil.which("chromium"):
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    from pypdf import PdfReader

    write_pdf(material, tmp_path / "brief.pdf", "en")
    assert "What stays open" in "".join(page.extract_text() for page in PdfReader(tmp_path / "brief.pdf").pages)


def test_without_chromium_the_error_says_what_to_do(material, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="apt-get install chromium"):
        write_pdf(material, tmp_path / "brief.pdf")
