"""Bulk runs on a real Dask cluster of processes."""

from __future__ import annotations

import base64
import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tawatur.bulk.pieces import stretch, taken
from tawatur.bulk.plan import PARTITION_BYTES, plan, uncut
from tawatur.bulk.run import run
from tawatur.bulk.select import Query, select
from tawatur.bulk.tables import ARTICLES, FAILURES, MARKS
from tawatur.errors import InputError, TawaturError
from tawatur.ingest import Failure, take

pytestmark = [
    pytest.mark.slow,
    # the cluster's own threads and sockets are closed by distributed a moment after it says so
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::DeprecationWarning"
    ),
]


def record(number: int) -> str:
    month = 1 + number % 3
    text = f"خبر رقم {number}\n\nقالت وزارة النقل في بيان، الأحد، إن {100 + number} حافلة ستصل قبل نهاية العام. وأضافت أن «العمل مستمر»."
    return json.dumps(
        {"id": f"n{number}", "url": f"https://nakhla.example/{number}", "outlet": "صحيفة النخلة" if number % 2 else "قناة السفح",
         "published": f"2031-{month:02}-11", "text": text},
        ensure_ascii=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("bulk") / "many.jsonl"
    lines = [record(number) for number in range(120)]
    lines[40] = "{this is no record"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def parts(source):
    return plan([source], size=4000)


@pytest.fixture(scope="module")
def archive(parts, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("archive")
    assert run(parts, out, workers=2).articles == 119
    return out


def content(archive: Path) -> dict[str, list[tuple]]:
    with duckdb.connect() as base:
        return {
            table: base.execute(
                f"select * from read_parquet('{archive}/{table}/**/*.parquet', hive_partitioning = false) order by all"
            ).fetchall()
            for table in ("articles", "marks", "failures")
        }


def test_the_stretches_of_a_file_hold_each_line_once_and_whole(source, parts):
    assert len(parts) > 5
    lines = [line for part in parts for line in stretch(part).read().splitlines()]
    assert lines == source.read_bytes().splitlines()


@pytest.mark.parametrize("size", [700, 1, 10**9])
def test_no_line_is_lost_whatever_the_size_of_a_stretch(tmp_path, size):
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(record(n) for n in range(5)), "utf-8")
    found = [stretch(p).read() if p.kind == "lines" else path.read_bytes() for p in plan([path], size=size)]
    assert b"".join(found).split(b"\n") == path.read_bytes().split(b"\n")


def urls(partitions) -> list[str]:
    found = [one for part in partitions for one in taken(part)]
    assert not [one for one in found if isinstance(one, Failure)]
    return [article.url for article in found]


@pytest.mark.parametrize("packed", [False, True])
def test_a_large_web_archive_is_shared_out_by_its_records(tmp_path, packed):
    def page(number: int) -> bytes:
        data = json.loads(record(number))
        title, _, body = data["text"].partition("\n\n")
        html = f"<html><body><article><h1>{title}</h1><p>{body} {body} {body}</p></article></body></html>"
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {data['url']}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        whole = head.encode() + http + b"\r\n\r\n"
        return gzip.compress(whole, mtime=0) if packed else whole

    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join(map(page, range(60))))
    for size in (100, 1500, 10_000):
        parts = plan([path], size=size)
        assert len(parts) > 1
        assert urls(parts) == [f"https://nakhla.example/{number}" for number in range(60)]


def test_an_archive_packed_as_one_whole_is_one_piece(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(
        gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 500, mtime=0)
    )
    assert [part.kind for part in plan([path], size=20)] == ["files"]


def packed(path: Path, lines: list[str], members: int = 1) -> Path:
    """Lines as gzip, in so many members, each cut wherever it falls; noise keeps them from packing too well."""
    data = "\n".join(lines).encode()
    step = len(data) // members + 1
    path.write_bytes(b"".join(gzip.compress(data[at : at + step], 1, mtime=0) for at in range(0, len(data), step)))
    return path


def noisy(number: int) -> str:
    """A record that packs badly."""
    data = json.loads(record(number)) | {"section": base64.b64encode(random.Random(number).randbytes(3000)).decode()}
    return json.dumps(data, ensure_ascii=False)


@pytest.mark.parametrize("members", [1, 7])
def test_packed_lines_are_shared_out_each_once_and_whole(tmp_path, members):
    path = packed(tmp_path / "many.jsonl.gz", [noisy(number) for number in range(300)], members)
    parts = plan([path])
    assert {part.kind for part in parts} == {"packed"}
    assert len(parts) > 5
    assert urls(parts) == [f"https://nakhla.example/{number}" for number in range(300)]
    assert urls(parts) == [article.url for article in take([path])]


@pytest.mark.parametrize("form", [".jsonl", ".jsonl.gz"])
def test_a_line_without_a_name_is_named_by_its_number_in_the_whole_file(tmp_path, form):
    lines = [noisy(number) for number in range(300)]
    for number in range(0, 300, 7):
        lines[number] = json.dumps({key: value for key, value in json.loads(lines[number]).items() if key != "id"})
    lines[250] = "{broken"
    path = tmp_path / f"many{form}"
    path.write_text("\n".join(lines), "utf-8") if form == ".jsonl" else packed(path, lines)
    parts = plan([path])
    assert len(parts) > 3
    found = [(type(one), one.path) for part in parts for one in taken(part)]
    assert found == [(type(one), one.path) for one in take([path])]
    assert (Failure, f"{path}#251") in found


def test_a_packed_line_longer_than_pieces_is_taken_whole_and_once(tmp_path):
    long = json.dumps({"url": "https://nakhla.example/long", "text": "خبر " + "كلام " * 9, "section": "".join(
        random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=600_000))})  # fmt: skip
    path = packed(tmp_path / "many.jsonl.gz", [noisy(1), long, noisy(2)])
    parts = plan([path])
    assert len(parts) > 3
    assert urls(parts) == [f"https://nakhla.example/{name}" for name in (1, "long", 2)]


def test_damage_in_packed_lines_is_told_once_and_what_lies_before_it_is_taken(tmp_path):
    path = packed(tmp_path / "many.jsonl.gz", [noisy(number) for number in range(300)])
    data = bytearray(path.read_bytes())
    data[400_000:400_100] = b"\xff" * 100
    path.write_bytes(data)
    found = [one for part in plan([path]) for one in taken(part)]
    faults = [one for one in found if isinstance(one, Failure)]
    assert [one.path for one in faults if "packed" in one.reason] == [str(path)]
    good = [one.url for one in found if not isinstance(one, Failure)]
    assert len(good) > 100
    assert good == [f"https://nakhla.example/{number}" for number in range(len(good))]


def test_a_packed_file_that_holds_no_lines_is_not_cut(tmp_path):
    path = tmp_path / "one.jsonl.gz"
    value = [json.loads(noisy(number)) for number in range(200)]
    path.write_bytes(gzip.compress(json.dumps(value, ensure_ascii=False, indent=1).encode(), 1))
    assert [part.kind for part in plan([path])] == ["files"]


def test_pieces_grow_smaller_towards_the_end_and_the_largest_work_comes_first(tmp_path):
    path = tmp_path / "many.jsonl"
    path.touch()
    os.truncate(path, 70_000_000)
    sizes = [part.end - part.start for part in plan([path])]
    assert sizes[:-1] == sorted(sizes[:-1], reverse=True)
    assert sizes[-2] == max(sizes) // 8
    assert sum(sizes) == 70_000_000


@pytest.mark.parametrize("group", [700, 10_000])
def test_parquet_of_others_is_shared_out_by_its_rows_however_it_is_grouped(tmp_path, group):
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [json.loads(record(number)) for number in range(2300)]
    for row in rows[::2]:
        row["id"] = None
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "news.parquet", row_group_size=group)
    parts = plan([tmp_path])
    assert [part.end - part.start for part in parts] == [1000, 1000, 300]
    assert urls(parts) == [row["url"] for row in rows]
    paths = [article.path for part in parts for article in taken(part)]
    assert len(set(paths)) == 2300


def test_a_files_pieces_are_many_enough_to_share_and_stay_the_same_beside_others(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"x" * 999 + b"\n")
    os.truncate(path, 20_000_000)
    parts = plan([path])
    assert 20 <= len(parts) <= 64
    (tmp_path / "other.jsonl").write_text(record(1), "utf-8")
    assert set(parts) < set(plan([tmp_path]))
    os.truncate(path, 10**9)
    assert max(part.end - part.start for part in plan([path])) == PARTITION_BYTES


def test_a_folders_readme_is_no_article(tmp_path):
    for name in ("README.md", "LICENSE", "1.txt", "1.meta.json", ".hidden"):
        (tmp_path / name).write_text("x", "utf-8")
    assert [Path(name).name for part in plan([tmp_path]) for name in part.paths] == ["1.txt"]


def test_the_archive_holds_every_article_by_month_and_the_failures_in_a_table(archive):
    held = content(archive)
    assert len(held["articles"]) == 119
    assert len(held["failures"]) == 1
    assert len(held["marks"]) > 119
    assert {path.name for path in (archive / "articles").iterdir()} == {
        "month=2031-01",
        "month=2031-02",
        "month=2031-03",
    }


def test_the_page_on_archives_has_every_column_and_a_question_that_can_be_asked(archive):
    page = Path(__file__, "../../../docs/bulk.md").resolve().read_text("utf-8")
    told = {
        table: re.findall("`([^`]+)`", row)
        for table, row in re.findall(r"(?m)^\| (\w+) \| `\w+/\S*` \| (.+) \|$", page)
    }
    assert told == {"articles": ARTICLES.names, "marks": MARKS.names, "failures": FAILURES.names}
    [question] = re.findall(r"```sql\n(.+?)```", page, re.DOTALL)
    with duckdb.connect() as base:
        rows = base.execute(question.replace("archive/", f"{archive}/")).fetchall()
    assert ("وزارة النقل", "say") in {row[:2] for row in rows}


def test_a_large_file_packed_as_one_whole_is_named(tmp_path):
    for name in ("crawl.zip", "small.zip", "many.jsonl"):
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, 1000 if name.startswith("small") else 100_000_000)
    assert [Path(path).name for path in uncut(plan([tmp_path]))] == ["crawl.zip"]


def test_a_run_that_is_done_does_nothing_again(archive, parts):
    before = {path: path.stat().st_mtime_ns for path in archive.rglob("*.parquet")}
    progress = run(parts, archive, workers=1)
    assert progress.resumed == len(parts)
    assert {path: path.stat().st_mtime_ns for path in archive.rglob("*.parquet")} == before


def test_a_killed_worker_loses_nothing(archive, parts, tmp_path):
    import psutil

    killed = []

    def kill_one(progress):
        if progress.done == 2 and not killed:
            workers = [p for p in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(p.cmdline())]
            killed.append(workers[-1].pid)
            os.kill(workers[-1].pid, signal.SIGKILL)

    run(parts, tmp_path / "out", workers=2, report=kill_one)
    assert killed
    assert content(tmp_path / "out") == content(archive)


def test_a_killed_run_goes_on_where_it_stopped(archive, parts, source, tmp_path):
    out = tmp_path / "out"
    code = f"from pathlib import Path; from tawatur.bulk.plan import plan; from tawatur.bulk.run import run\nif __name__ == '__main__': run(plan([{str(source)!r}], size=4000), Path({str(out)!r}), workers=1)"
    script = tmp_path / "go.py"
    script.write_text(code, "utf-8")
    child = subprocess.Popen(
        [sys.executable, str(script)], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    limit = time.monotonic() + 60
    while not list(out.glob("done/*.json")) and time.monotonic() < limit:
        time.sleep(0.05)
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    progress = run(parts, out, workers=1)
    assert progress.resumed >= 1
    assert content(out) == content(archive)


def test_what_stands_in_the_way_is_told_and_the_run_goes_on_once_it_is_gone(archive, parts, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "articles").write_text("a file where a folder must be", "utf-8")
    with pytest.raises(TawaturError, match="run the same command again") as caught:
        run(parts[:2], out, workers=1)
    assert "\n" not in str(caught.value)
    (out / "articles").unlink()
    run(parts, out, workers=1)
    assert content(out) == content(archive)


def test_a_story_is_cut_from_an_archive_by_actor_words_dates_and_outlets(archive):
    def count(**conditions) -> int:
        return len(list(select(archive, Query(**conditions))))

    assert count() == 119
    assert count(outlets=("قناه السفح",)) == 59, "outlets are compared in folded spelling"
    assert count(since=date(2031, 2, 1), until=date(2031, 2, 28)) == 39
    assert count(words=("١٠٥ حافلة",)) == 1
    assert count(words=("لا توجد",)) == 0


def test_a_query_may_name_a_speaker_and_an_archive_may_stand_anywhere(archive, tmp_path):
    odd = tmp_path / "it's [an] archive*"
    odd.symlink_to(archive)
    whole = list(select(odd, Query(actors=("وزاره النقل",))))
    assert len(whole) == 119
    assert [article.id for article, _ in whole] == [article.id for article, _ in select(archive, Query())]
    assert list(select(odd, Query(actors=("وزارة الغيب",)))) == []


def test_an_archive_of_nothing_gives_nothing(tmp_path):
    for folder in ("done", "articles"):
        (tmp_path / folder).mkdir()
    assert list(select(tmp_path, Query())) == []
    assert list(select(tmp_path, Query(actors=("وزارة",)))) == []


def test_an_archive_can_be_read_again_as_a_source(archive, tmp_path):
    again = plan([archive / "articles"])
    assert {part.kind for part in again} == {"rows"}
    run(again, tmp_path / "again", workers=1)
    assert [row[:8] for row in content_articles(tmp_path / "again")] == [row[:8] for row in content_articles(archive)]


def content_articles(archive: Path) -> list[tuple]:
    with duckdb.connect() as base:
        return base.execute(
            f"select * from read_parquet('{archive}/articles/**/*.parquet', hive_partitioning = false) order by all"
        ).fetchall()


def test_a_source_that_is_not_there_and_a_scheduler_that_does_not_answer_are_said_plainly(tmp_path, parts):
    with pytest.raises(InputError, match="no file or folder"):
        plan([tmp_path / "none"])
    with pytest.raises(InputError, match="no archive"):
        list(select(tmp_path, Query()))
    with pytest.raises(TawaturError, match="no Dask scheduler answers"):
        run(parts, tmp_path / "out", scheduler="tcp://127.0.0.1:1")


def test_single_process_reading_and_bulk_reading_agree(source, archive):
    alone = {article.id for article in take([source]) if not isinstance(article, Failure)}
    assert alone == {row[0] for row in content_articles(archive)}
