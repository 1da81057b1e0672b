"""A web archive with damage in it: what is damaged is told, all the rest is read."""

from __future__ import annotations

import gzip
import io
import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tawatur.ingest import Failure, take
from tawatur.ingest.warcframe import boundary, framed

COUNT = 12


def page(number: int) -> str:
    words = " ".join(f"وصلت القافلة رقم {number * 100 + step} إلى الميناء" for step in range(6))
    return (
        f"<html><head><title>خبر رقم {number}</title></head><body><article><h1>خبر رقم {number}</h1><p>{words}.</p>"
        f"<p>وقالت هيئة الموانئ في بيان إن العمل مستمر في الرصيف {number}.</p></article></body></html>"
    )


def record(number: int, kind: str = "response", content_type: str = "text/html; charset=utf-8") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n{page(number)}".encode()
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://marfa.example/{number}\r\n"
        f"WARC-Date: 2031-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


RECORDS = [record(number) for number in range(COUNT)]
PACKED = [gzip.compress(each, mtime=0) for each in RECORDS]


def took(data: bytes) -> tuple[set[int], list[str]]:
    """The numbers of the pages that were read, and the reasons of what was not."""
    stream = io.BytesIO(data)
    stream.name = "crawl.warc"
    pages, reasons = set(), []
    for found in take([stream]):
        if isinstance(found, Failure):
            reasons.append(found.reason)
        else:
            pages.add(int(found.url.rpartition("/")[2]))
    return pages, reasons


def start_of(parts: list[bytes], number: int) -> int:
    return sum(map(len, parts[:number]))


@pytest.mark.parametrize("parts", [RECORDS, PACKED], ids=["plain", "gzip"])
def test_an_archive_without_damage_is_read_whole(parts):
    assert took(b"".join(parts)) == (set(range(COUNT)), [])


def test_one_gzip_member_around_all_records_is_read_too():
    assert took(gzip.compress(b"".join(RECORDS))) == (set(range(COUNT)), [])


@pytest.mark.parametrize("number", [0, 5, COUNT - 1])
@pytest.mark.parametrize("at", [0, 12, 60, -5])
def test_a_flipped_byte_in_a_packed_record_costs_that_record_alone(number, at):
    data = bytearray(b"".join(PACKED))
    place = (start_of(PACKED, number) if at >= 0 else start_of(PACKED, number + 1)) + at
    data[place] ^= 0xFF
    pages, reasons = took(bytes(data))
    if number or at:  # without its first byte the whole is no archive
        assert pages == set(range(COUNT)) - {number}
        assert len(reasons) == 1
        assert "damaged" in reasons[0]


@pytest.mark.parametrize("parts", [RECORDS, PACKED], ids=["plain", "gzip"])
def test_an_archive_that_breaks_off_gives_what_is_whole(parts):
    data = b"".join(parts)[:-40]
    pages, reasons = took(data)
    assert pages == set(range(COUNT - 1))
    assert len(reasons) == 1


def test_rubbish_between_packed_records_costs_none_of_them():
    data = b"".join(PACKED[:4]) + b"\x00rubbish" * 5000 + b"".join(PACKED[4:])
    pages, reasons = took(data)
    assert pages == set(range(COUNT))
    assert len(reasons) == 1


@pytest.mark.parametrize("said", [b"99999999999", b"9999", b"12", b"-1", b"many", b""])
def test_a_wrong_length_costs_that_record_alone(said):
    real = RECORDS[3].partition(b"Content-Length: ")[2].partition(b"\r")[0]
    broken = RECORDS[3].replace(b"Content-Length: " + real, b"Content-Length: " + said)
    pages, reasons = took(b"".join([*RECORDS[:3], broken, *RECORDS[4:]]))
    assert pages == set(range(COUNT)) - {3}
    # a record that says it is enormous is passed over as what it says it is
    assert len(reasons) <= 1


def test_what_is_no_page_is_passed_over_without_a_word():
    others = [record(90, kind="request"), record(91, content_type="image/png"), record(92, kind="warcinfo")]
    assert took(b"".join([*others, *RECORDS])) == (set(range(COUNT)), [])
    assert took(others[0])[1] == ["this archive holds no page; give a WARC file with responses"]


@pytest.mark.parametrize("parts", [RECORDS, PACKED], ids=["plain", "gzip"])
@given(size=st.integers(1, 9000))
def test_pieces_of_any_size_hold_each_record_once(parts, size):
    data = b"".join(parts)
    stream = io.BytesIO(data)
    cuts = [boundary(stream, offset) for offset in range(0, len(data), size)] + [len(data)]
    assert cuts == sorted(cuts)
    pieces = [data[start:end] for start, end in itertools.pairwise(cuts)]
    assert b"".join(pieces) == data
    found = [each.rstrip() for piece in pieces for each in framed(io.BytesIO(piece), 10**6)]
    assert found == [each.rstrip() for each in RECORDS]


@example(b"\x1f\x8b\x08", 0)
@given(st.binary(max_size=300), st.integers(0, 3000))
def test_whatever_stands_in_an_archive_the_records_behind_it_are_found(rubbish, at):
    data = b"".join(RECORDS[:2])
    data = data[:at] + rubbish + data[at:] + b"\r\n\r\n" + b"".join(RECORDS[2:])
    found = [each for each in framed(io.BytesIO(data), 10**6) if isinstance(each, bytes)]
    assert {each.rstrip() for each in found} >= {each.rstrip() for each in RECORDS[3:]}
