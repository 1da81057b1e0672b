"""Where a clause looks: ahead, where a word by the time says so, else back."""

from __future__ import annotations

from functools import cache

from tawatur.language.frequency import frequencies
from tawatur.language.pack import Pack
from tawatur.read.units import Alphabet, Analysis, Unit

_LEAST = 4
_MIN_SHARE = 3e-7
_SHARE_OF_WHOLE = 0.05
_REACH = 24
_REACH_AFTER = 3
_BEFORE_NOUNS = ("w.ila", "timeprep", "li", "bi")
_PAST_PARTS = frozenset({"past", "passive_past"})


def outlook(analysis: Analysis, first: int, last: int) -> int:
    """Where the clause around the units `first` to `last` looks: 1 ahead, -1 back, 0 where no word says.

    The nearest verb before the time decides; a future verb may also follow it at once. A call, decision or delay
    looks ahead to what stands behind its own preposition. A past verb behind which somebody's words begin says
    nothing of what those words speak of.
    """
    sentence = analysis.sentences[analysis.sentence_of[first]]
    symbols, signs = analysis.symbols, _signs(analysis.alphabet)
    for index in range(last, min(last + _REACH_AFTER, sentence.stop)):
        sign = signs.get(symbols[index], 0)
        if sign & _CLOSES:
            break
        if sign & _AHEAD or (sign & _PLAIN and _future(analysis.pack, analysis.units[index])):
            return 1
    governed = told = False
    before = first - 1 - analysis.has(first - 1, "w.bayn")  # "between", which is written like "made clear"
    for index in range(before, max(sentence.start, first - _REACH) - 1, -1):
        sign = signs.get(symbols[index], 0)
        if not sign:
            continue
        if sign & (_AHEAD | _PLAIN):
            if sign & _AHEAD or _future(analysis.pack, analysis.units[index]):
                return 1
            continue
        if sign & _CALLS:
            return 1 if governed else -1
        if sign & _SCHEDULES:
            return 1
        told = told or bool(sign & _SAYS)
        governed = governed or bool(sign & (_SAYS | _TOWARDS))
        if sign & _ATTACHED and signs.get(symbols[index - 1], 0) & _CALLS:
            governed = True
        if sign & _VERB and past(analysis, index):
            return 0 if told else -1
        if sign & _RELATIVE:
            return 0
    return 0


_AHEAD, _CALLS, _SCHEDULES, _SAYS, _TOWARDS, _ATTACHED, _VERB, _RELATIVE, _CLOSES, _PLAIN = (
    1 << bit for bit in range(10)
)
_SIGNS = {
    "ahead": _AHEAD,
    "sa": _AHEAD,
    "goeson": _SCHEDULES,
    "calls": _CALLS,
    "schedules": _SCHEDULES,
    "w.inna": _SAYS | _CLOSES,
    "w.ila": _TOWARDS,
    "li": _ATTACHED,
    "bi": _ATTACHED,
    "verb": _VERB,
    "back": _VERB,
    "w.relative": _RELATIVE,
    "comma": _CLOSES,
    "wa": _CLOSES,
}


@cache
def _signs(alphabet: Alphabet) -> dict[str, int]:
    """What each symbol says of where a clause looks; a word of no class may be a future verb by its letters."""
    signs: dict[str, int] = {}
    for cls, sign in _SIGNS.items():
        for symbol in alphabet.members(cls):
            signs[symbol] = signs.get(symbol, 0) | sign
    for symbol in alphabet.all:
        if alphabet.classes(symbol) <= {"word", "pron"}:
            signs[symbol] = _PLAIN
    return signs


def past(analysis: Analysis, index: int) -> bool:
    """Whether one word is a verb in the past."""
    if analysis.has(index, "back"):
        return True
    if not analysis.has(index, "verb") or any(analysis.has(index - 1, cls) for cls in _BEFORE_NOUNS):
        return False
    return any(entry.part in _PAST_PARTS for entry in analysis.units[index].entries)


def _future(pack: Pack, unit: Unit) -> bool:
    """Whether a word is an imperfect with the particle of the future in front, by its letters and its rest's use."""
    light = unit.light
    if len(light) <= _LEAST or unit.entries or unit.definite:
        return False
    for clitic in pack.clitics.front:
        if clitic.cls == "sa" and light.startswith(clitic.form) and light[1] in clitic.before:
            known = frequencies(pack.code, pack.folding)
            rest = known.share(unit.key[len(clitic.form) :])
            return rest >= _MIN_SHARE and rest > known.share(unit.key) * _SHARE_OF_WHOLE
    return False
