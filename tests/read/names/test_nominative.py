"""An unnamed official is told of in the nominative, whatever case the sentence puts him in."""

from __future__ import annotations

import pytest

from tawatur import read_text


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("لكن مسؤولا أمنيا كبيرا قال إن الهجوم لا علاقة له بالمحادثات.", "مسؤول أمني كبير"),
        ("لكن مسؤولا أمنيا زرداويا كبيرا قال إن الهجوم لا علاقة له بالمحادثات.", "مسؤول أمني زرداوي كبير"),
        ("وقال مسؤول أمني كبير إن الهجوم لا علاقة له بالمحادثات.", "مسؤول أمني كبير"),
    ],
)
def test_an_official_and_his_adjectives_lose_the_accusative_together(sentence, speaker):
    _, reading = read_text(sentence)
    assert [statement.speaker for statement in reading.statements] == [speaker]
