"""The brief as PDF: what fits on a few pages, printed by Chromium from one self-contained page."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from markupsafe import Markup

from tawatur.dossier.html import StaticLinks, environment, one_language, style_sheet
from tawatur.dossier.labels import Language
from tawatur.dossier.material import Material
from tawatur.dossier.views.overview import overview
from tawatur.dossier.views.story import claims, disputes, schedule
from tawatur.errors import InputError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-pdf-header-footer",
)  # fmt: skip
_MOST = 8
_PATIENCE = 120
"""Seconds for printing."""


def brief(material: Material, language: Language = "ar") -> str:
    """The brief as one HTML text without scripts: next dates, disputes, claims by their chains, slips, open ends."""
    told = [claim for claim in claims(material) if claim.outlets > 1] or list(claims(material))
    return environment().get_template("brief.html").render(
        material=material,
        language=language,
        languages=(language,),
        t=one_language(language),
        links=StaticLinks(),
        most=None,
        o=overview(material),
        disputes=disputes(material)[:_MOST],
        claims=told[: 2 * _MOST],
        schedule=[track for track in schedule(material) if track.slips][:_MOST],
        style=Markup(style_sheet()),  # noqa: S704 - our own style sheet
    )  # fmt: skip


def write_pdf(material: Material, path: Path, language: Language = "ar") -> None:
    """Print the brief to a file; InputError where there is no Chromium, or where it does not print."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise InputError("pdf.browser")
    with tempfile.TemporaryDirectory(prefix="tawatur-") as folder:
        page = Path(folder) / "brief.html"
        page.write_text(brief(material, language), "utf-8")
        made = Path(folder) / "brief.pdf"
        # its sandbox does not start for root; the page is ours, holds no script and may fetch nothing
        rooted = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [
            browser, *_QUIET, *rooted, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", page.as_uri()
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 - our own page
        except subprocess.TimeoutExpired:
            raise InputError("pdf.slow") from None
        if not made.exists():
            raise InputError("pdf.failed", why=done.stderr.decode(errors="replace")[-200:].strip())
        shutil.move(made, path)
