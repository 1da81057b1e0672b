"""bulk and add from an archive: a story is cut from many articles."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tawatur.sample import articles_dir

pytestmark = [
    pytest.mark.slow,
    # the cluster's own threads and sockets are closed by distributed a moment after it says so
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::DeprecationWarning"
    ),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tawatur.bulk.plan import plan
    from tawatur.bulk.run import run

    out = tmp_path_factory.mktemp("archive") / "archive"
    run(plan([articles_dir()]), out, workers=1)
    return out


def test_an_archive_is_made_and_made_again_for_nothing(tawatur, archive):
    done = tawatur("bulk", articles_dir(), "--out", archive, "--json")
    told = json.loads(done.out)
    assert (done.code, told["articles"], told["resumed"]) == (0, 14, told["partitions"])


def test_a_story_takes_from_an_archive_only_what_it_asks_for(tawatur, archive, tmp_path):
    ledger = tmp_path / "story.db"
    first = tawatur("add", ledger, archive, "--since", "2026-05-01", "--no-reconcile", "--json")
    some = json.loads(first.out)["new"]
    assert 0 < some < 14
    rest = json.loads(tawatur("add", ledger, archive, "--no-reconcile", "--json").out)
    assert (rest["new"], rest["known"]) == (14 - some, some)
    assert tawatur("check", ledger).code == 0


def test_an_archive_gives_the_same_ledger_as_its_articles(tawatur, archive, tmp_path, sample_ledger):
    ledger = tmp_path / "story.db"
    tawatur("add", ledger, archive, "--no-reconcile")
    told = [sorted(tawatur("show", path, "statements", "--json").out.splitlines()) for path in (ledger, sample_ledger)]
    assert told[0] == told[1]


def test_narrowing_what_is_no_archive_is_refused_with_advice(tawatur, tmp_path):
    done = tawatur("add", tmp_path / "story.db", articles_dir(), "--actor", "الوزارة")
    assert done.code == 1
    assert "tawatur bulk" in done.err


def test_a_file_that_cannot_be_shared_out_is_named_once(tawatur, tmp_path):
    path = tmp_path / "crawl.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "خبر\n\nقال الوزير إن 40 عاملا عادوا أمس.")
        packed.writestr("b.meta.json", bytes(20_000_000))
    done = tawatur("bulk", path, "--out", tmp_path / "archive", "--workers", 1)
    assert done.code == 0
    assert done.err.count("packed as one whole") == 1
    assert "packed" not in tawatur("bulk", path, "--out", tmp_path / "archive", "--workers", 1, "--quiet").err
