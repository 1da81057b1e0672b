"""Where the content of a reporting verb begins: at a complementiser, colon, quote, preposition, or as its object."""

from __future__ import annotations

from tawatur.read.statements.objects import (
    asked_for,
    carries_pronoun,
    has_object,
    object_at_once,
    plain_object,
    whole_object,
)
from tawatur.read.statements.openings import Complement, turns_away
from tawatur.read.statements.phrases import is_verb, names, noun_phrase, with_clause
from tawatur.read.statements.quotes import Quote
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.vocabulary import Frame
from tawatur.read.statements.vocabulary import frame as make_frame

_REACH = 60
"""A content begins at most so many units behind its verb."""
_ACTS_AHEAD = ("warn", "promise", "demand")
"""Acts whose content may be a speech still to be held ("threatened a reply", "called for a meeting")."""
_OBJECT_REACH = 24
"""A plain object begins at most so many units behind its verb."""
_NAME_WORDS = 5
"""A quotation of at most so many units may be a name."""
_PLAIN = make_frame("say obj")
"""The frame of a verb that takes a plain object."""
_OBJECTS = ("obj", "obj-due", "obj-estimate", "obj-figure", "obj-feel", "obj-speech", "whom+blame", "judge")


def find_complement(scene: Scene, verb: int, frame: Frame, limit: int, *, subject: bool = True) -> Complement | None:
    """The content that a verb opens, searched up to the unit `limit`; None where it opens none.

    `subject` says whether the form may have its subject behind it; a participle has none, so that its object follows.
    """
    stop = min(limit, verb + 1 + _REACH)
    opened = _opened(scene, verb, frame, stop)
    if not subject and "obj" in frame:
        return object_at_once(scene, verb, stop, opened)
    if opened is not None and "label" in frame:
        return _labelled(scene, verb, opened, subject=subject) or opened
    if "whom+obj" in frame:
        asked = asked_for(scene, verb, opened.zone[1] if opened else min(stop, verb + _OBJECT_REACH))
        if asked is not None:
            return asked
    if any(kind in frame for kind in _OBJECTS):
        found = plain_object(scene, verb, frame, min(opened.zone[1] if opened else stop, verb + _OBJECT_REACH))
        sure = found is not None and (_sure(scene, found.first) and not scene.is_(found.first, "def"))
        if found is not None and opened is not None and _speaks_first(scene, verb, found, opened):
            return opened
        # "signs in which they announced the end of …": who announces it is told before
        ahead = found is not None and found.first == verb + 2 and scene.is_(verb + 1, "therein")
        if found is not None and (opened is None or ahead or (sure and found.first < opened.zone[1])):
            return _through_noun(scene, found) or found
        if opened is None and "obj" in frame:
            return whole_object(scene, verb, stop)
    return opened


def _speaks_first(scene: Scene, verb: int, found: Complement, opened: Complement) -> bool:
    """Whether an indefinite noun right behind the verb heads its subject, since "that" opens the content behind it."""
    that = opened.zone[1]
    direct = opened.opening == "that" and scene.is_(that, "that") and not scene.is_(that - 1, "wa")
    return found.first == verb + 1 and direct and not carries_pronoun(scene, found.first)


def _labelled(scene: Scene, verb: int, opened: Complement, *, subject: bool) -> Complement | None:
    """What is called something, with what it is called ("called the plan reckless"): None where a pronoun stands for it."""
    alone = has_object(scene, verb) or scene.is_(verb + 1, "for-it")
    if alone or opened.opening != "preposition" or not scene.is_(opened.zone[1], "bi"):
        return None
    stop = opened.zone[1]
    found = plain_object(scene, verb, _PLAIN, stop) if subject else object_at_once(scene, verb, stop, None)
    return found if found is not None and found.first < stop else None


def _through_noun(scene: Scene, found: Complement) -> Complement | None:
    """The content that a definite noun of speech opens where it is a verb's object ("renewed the assurance that …")."""
    said = scene.units[found.first].entry("cue.noun")
    if said is None or not scene.is_(found.first, "def") or found.quote is not None:
        return None
    inner = find_complement(scene, found.first, make_frame(said.value), scene.sentence(found.first).stop)
    if inner is None or inner.zone[0] != inner.zone[1] or inner.opening == "object":
        return None
    return Complement(inner.opening, inner.first, found.zone, inner.quote, inner.why)


def _opened(scene: Scene, verb: int, frame: Frame, stop: int) -> Complement | None:
    """The nearest opening that the frame allows; a hearer or subject may stand before it."""
    index = verb + 1
    best: Complement | None = None
    while (place := scene.words.opening.search(scene.analysis.symbols, index, stop)) is not None:
        index = place.start()
        quote = scene.quotes.at(index)
        if quote is not None:
            if (
                "quote" in frame
                and best is None
                and speaks(scene, quote, verb, index)
                and not _in_source(scene, verb, quote)
            ):
                return Complement("quote", _past_that(scene, quote.first), (verb + 1, index), quote, "quotation mark")
            if best is None and index > verb + 1 and _asked_in_quote(scene, quote, frame):
                whole = quote.closed and scene.any(quote.last + 1, "comma", "stop", "break")
                held = quote if whole else None
                return Complement("preposition", quote.first + 1, (verb + 1, index), held, "preposition")
            if not quote.closed:
                break
            index = quote.last + 1
            continue
        found, final = _opening_at(scene, verb, index, frame)
        if final:
            return found or best
        doubtful = best is None or (
            (
                scene.is_(best.zone[1], "li")
                or (scene.is_(best.zone[1], "prep.in") and index <= best.first + _NAME_WORDS)
            )
            and not _sure(scene, best.first)
        )
        best = (found or best) if doubtful else best
        if scene.is_(index, "comma"):
            if turns_away(scene, index):
                break
        elif index > verb + 1 and _rival(scene, index):
            break
        index += 1
    return best


def _asked_in_quote(scene: Scene, quote: Quote, frame: Frame) -> bool:
    """Whether the preposition of a content stands within its quotation mark (asked them "to mend the law")."""
    whom = "bi" in frame.prepositions or "whom+bi" in frame
    return whom and scene.is_(quote.first, "bi") and "noun" in scene.shape(quote.first + 1)


def _opening_at(scene: Scene, verb: int, index: int, frame: Frame) -> tuple[Complement | None, bool]:
    """What a unit opens, and whether the search ends with it."""
    if scene.is_(index, "colon"):
        return (_behind_colon(scene, verb, index) if "quote" in frame or "that" in frame else None), True
    if scene.is_(index, "that"):
        found = _behind_that(scene, verb, index, frame)
        loose = scene.any(index - 1, "not-that", "ka", "li", "prep", "as", "where") or scene.any(
            index, "that.bi", "that.to"
        )
        return found, found is not None or not loose
    joined = scene.is_(index, "bi.masdar") or (scene.is_(index, "bi.what") and is_verb(scene, index + 1))
    if joined and "bi" in frame.prepositions:
        return Complement("preposition", index, (verb + 1, index), None, "preposition"), True
    name = preposition(scene, index)
    if name is None:
        return None, False
    whom = f"whom+{name}" in frame and (index > verb + 1 or bool(scene.units[verb].pronoun) or has_object(scene, verb))
    if (name not in frame.prepositions and not whom) or _owned(scene, verb, index, name):
        return None, False
    found = _behind_preposition(scene, verb, index, name, frame)
    if found is not None and "label" in frame:
        return found, found.opening == "that" or found.quote is not None
    sure = found is not None and (scene.is_(found.first, "masdar.def") or (name != "li" and _sure(scene, found.first)))
    return found, found is not None and (whom or found.opening == "that" or sure)


def _owned(scene: Scene, verb: int, index: int, name: str) -> bool:
    """Whether a preposition belongs to the word before it ("a source who saw …", "quoting …") and opens no content."""
    before = index - 1
    if before <= verb:
        return False
    if name in ("on", "about") and scene.any(before, "leans", "accord.from"):
        return True
    if is_verb(scene, before) and before not in scene.in_name:
        return True
    said = scene.units[before].entry("cue.noun")
    return said is not None and name != "bi" and name in make_frame(said.value).prepositions


def _in_source(scene: Scene, verb: int, quote: Quote) -> bool:
    """Whether a quote is part of the source's name: the words that were said follow behind a colon."""
    if not quote.closed or quote.first - 1 == verb + 1 or scene.is_(quote.first - 2, "colon"):
        return False
    stop = scene.sentence(quote.last).stop
    return any(
        scene.is_(i, "colon") and scene.quotes.at(i + 1) is not None
        for i in range(quote.last + 1, min(stop, quote.last + 30))
    )


def speaks(scene: Scene, quote: Quote, verb: int, index: int) -> bool:
    """Whether a quote is somebody's words rather than a name or a title."""
    if scene.any(index - 1, "li", "bi", "outlet.head", "prep", "ka", "wa") or names(scene, quote):
        return False
    size = quote.last - quote.first
    if size > _NAME_WORDS or scene.is_(index - 1, "that") or scene.is_(index - 1, "colon"):
        return True
    after = quote.last + 1
    if index == verb + 1:
        if scene.is_(after + 1, "wa") and scene.is_(after + 2, "he"):
            return False
        return after >= len(scene.units) or scene.any(after, "comma", "stop", "break")
    return any(is_verb(scene, i) or scene.any(i, "that", "negation") for i in range(quote.first, quote.last))


def _behind_colon(scene: Scene, verb: int, colon: int) -> Complement | None:
    first = colon + 1
    count = len(scene.units)
    if first < count and scene.is_(first, "break") and scene.is_(first + 1, "quote"):
        first += 1
    if first >= count or scene.is_(first, "break"):
        return None
    quote = scene.quotes.at(first)
    if quote is not None:
        return Complement("quote", _past_that(scene, quote.first), (verb + 1, colon), quote, "colon and quotation mark")
    begin = _past_that(scene, first)
    return Complement("colon", begin, (verb + 1, colon), None, "colon") if begin < count else None


def _behind_that(scene: Scene, verb: int, index: int, frame: Frame) -> Complement | None:
    """The content behind a complementiser, if it is this verb's."""
    zone_end = index
    before = index - 1
    if scene.any(before, "not-that", "ka", "because", "as", "where"):
        return None
    joined = "bi" if scene.is_(index, "that.bi") else "to" if scene.is_(index, "that.to") else None
    name = joined or preposition(scene, before)
    if name is not None and index > verb:
        allowed = name in frame.prepositions or f"whom+{name}" in frame or (name == "bi" and "that" in frame)
        if not allowed:
            return None
        zone_end = index if joined else before
    elif not ("that" in frame or "whom+that" in frame):
        return None
    after_say = scene.units[index].entry("that")
    denied = after_say is not None and after_say.value == "not"
    if denied and not (is_verb(scene, index + 1) or "noun" in scene.shape(index + 1)):
        return None
    if denied:
        return Complement("that", index, (verb + 1, zone_end), None, "complementiser")
    first = index + 1
    if first >= len(scene.units) or scene.is_(first, "break"):
        return None
    quote = scene.quotes.at(first)
    if quote is not None:
        return Complement("that", _past_that(scene, quote.first), (verb + 1, zone_end), quote, "complementiser, quote")
    if scene.is_(first, "colon") and scene.quotes.at(first + 1):
        quote = scene.quotes.at(first + 1)
        return Complement("that", first + 2, (verb + 1, zone_end), quote, "complementiser, colon, quote")
    return Complement("that", first, (verb + 1, zone_end), None, "complementiser")


def _past_that(scene: Scene, first: int) -> int:
    """A complementiser that opens a quotation is not part of the content."""
    return first + 1 if scene.is_(first, "that") else first


def _behind_preposition(scene: Scene, verb: int, index: int, name: str, frame: Frame) -> Complement | None:
    follows = index + 1
    if follows >= len(scene.units) or (scene.any(follows, "mark") and not scene.is_(follows, "quote")):
        return None
    if scene.is_(follows, "that"):
        return _behind_that(scene, verb, follows, frame)
    said = scene.units[follows].entry("cue.noun")
    if frame.prepositions.get(name, False) and (said is None or not scene.is_(follows, "def")):
        return None
    if follows in scene.times or scene.any(follows, "social", "turn", "press", "outlet.head", "adverb"):
        return None
    if scene.is_(follows, "venue") and (name in ("in", "on") or (name == "bi" and frame.act not in _ACTS_AHEAD)):
        return None
    if said is not None and scene.is_(follows, "def"):
        inner = find_complement(scene, follows, make_frame(said.value), scene.sentence(follows).stop)
        if inner is not None and inner.zone[0] == inner.zone[1] and inner.opening != "object":
            return Complement(inner.opening, inner.first, (verb + 1, index), inner.quote, inner.why)
        if frame.prepositions.get(name, False):
            return None
    if "acts" in frame and not _sure(scene, follows):
        return None
    quote = scene.quotes.at(follows)
    first = quote.first if quote is not None else follows
    return Complement("preposition", _past_that(scene, first), (verb + 1, index), quote, "preposition")


def _sure(scene: Scene, first: int) -> bool:
    """Whether a word opens a content for certain: a verbal noun, something counted, a quotation."""
    return (
        ("noun" in scene.shape(first) and not (scene.is_(first, "def") and scene.is_(first, "place_head")))
        or scene.any(first, "masdar", "nominal", "masdar.what", "feel", "masdar.def")
        or scene.is_(first - 1, "quote")
    )


def preposition(scene: Scene, index: int) -> str | None:
    """The short name of the preposition at a unit (``bi``, ``to`` …); None where there is none."""
    return scene.words.prepositions.get(scene.signs[index]) if 0 <= index < scene.size else None


def _rival(scene: Scene, index: int) -> bool:
    """Whether another reporting verb stands here, so that what follows is that verb's."""
    if not scene.is_(index, "cue") or scene.is_(index, "def"):
        return False
    entry = scene.units[index].entry("cue")
    if (
        entry is None
        or ("aside" in entry.value.split() and not (scene.is_(index - 1, "wa") and entry.part == "past"))
        or scene.is_(index, "nocue")
        or entry.part in ("noun", "participle", "passive_participle")
    ):
        return False
    if scene.is_(index, "nominal") or scene.is_(index, "masdar") or index in scene.in_name:
        return False
    return scene.any(index - 1, "wa", "fa", "as", "meanwhile", "contrast", "contrast.he", "where")


def subject_of(scene: Scene, verb: int, zone: tuple[int, int], frame: Frame) -> tuple[int, int] | None:
    """The units of the noun phrase behind a verb that is its subject; None where none stands there."""
    first, last = zone
    while first < last and (scene.any(first, "aside", "same", "anaphor") or first in scene.times):
        first = scene.times[first][0] if first in scene.times else first + 1
    del verb
    asked = frame.act == "demand" and not scene.is_(first, "informant")  # "the minister asked of X that …"
    end = noun_phrase(scene, first, last, upto=frozenset((*frame.prepositions, *(("from",) if asked else ()))))
    end = with_clause(scene, first, end, last)
    return (first, end) if end > first else None
