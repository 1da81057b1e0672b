"""Where a clause looks: ahead, where a word by the time says so, else back."""

from __future__ import annotations

from tawatur.language.frequency import frequencies
from tawatur.language.pack import Pack
from tawatur.read.units import Analysis, Unit

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
    for index in range(last, min(last + _REACH_AFTER, sentence.stop)):
        if any(analysis.has(index, cls) for cls in ("w.inna", "comma", "wa")):
            break
        if ahead(analysis, index):
            return 1
    governed = told = False
    for index in range(first - 1, max(sentence.start, first - _REACH) - 1, -1):
        if ahead(analysis, index):
            return 1
        if analysis.has(index, "calls"):
            return 1 if governed else -1
        if analysis.has(index, "schedules"):
            return 1
        if analysis.has(index, "w.inna"):
            told = governed = True
        if analysis.has(index, "w.ila"):
            governed = True
        if (analysis.has(index, "li") or analysis.has(index, "bi")) and analysis.has(index - 1, "calls"):
            governed = True
        if past(analysis, index):
            return 0 if told else -1
        if analysis.has(index, "w.relative"):
            return 0
    return 0


def ahead(analysis: Analysis, index: int) -> bool:
    """Whether one word says that something is to come: a future verb, "expected", "planned"."""
    if analysis.has(index, "ahead") or analysis.has(index, "sa"):
        return True
    return _future(analysis.pack, analysis.units[index])


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
