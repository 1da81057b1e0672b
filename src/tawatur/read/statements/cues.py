"""The words that mark reporting, each with the content it opens: verbs, participles, verbal nouns, relays."""

from __future__ import annotations

from typing import Literal

import msgspec

from tawatur.language.lexicon import Entry
from tawatur.read.statements.complements import find_complement, speaks
from tawatur.read.statements.doubts import has_whom, holds
from tawatur.read.statements.joints import clause_start
from tawatur.read.statements.openings import Complement
from tawatur.read.statements.phrases import noun_phrase
from tawatur.read.statements.quotes import Quote
from tawatur.read.statements.rivals import one_per_content
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.vocabulary import Frame, cue_entries, frame

CueKind = Literal["verb", "participle", "noun", "relay", "behind"]
_FINITE = ("past", "present", "passive_past", "passive_present", "jussive", "stem")
_AFTER_COMMA = ("ms-acc", "fs", "mp-g", "md", "fd", "mp")
_PARTICIPLE_REACH = 8


class Cue(msgspec.Struct, frozen=True, gc=False):
    """One marked reporting: the verb or noun, how it was read, and where its content begins."""

    kind: CueKind
    index: int
    """The unit of the cue."""
    entry: Entry
    frame: Frame
    complement: Complement | None
    """Null for a cue that stands behind its content."""
    start: int
    """The first unit of its clause, connectives included: where a content before it ends."""
    quote: Quote | None = None
    """For a cue behind its content: the quote before it."""

    @property
    def feature(self) -> str:
        """Person, gender and number of its form."""
        return self.entry.feature


def find_cues(scene: Scene) -> list[Cue]:
    """All cues of an article in the order of the text."""
    found = []
    for match in scene.words.cue.finditer(scene.analysis.symbols):
        cue = _read(scene, match.start())
        if cue is not None:
            found.append(cue)
    return one_per_content(found)


def _read(scene: Scene, index: int) -> Cue | None:
    if scene.any(index, "nocue.ever", "accord.from") or (scene.is_(index, "adverb") and not scene.is_(index, "nocue")):
        return None
    entries = cue_entries(scene.units[index])
    if entries and all(entry.feature[:1] == "1" for entry in entries) and scene.is_(index - 1, "wa"):
        # many pages write the first letter of a past tense as that of the first person
        entries = _as_past(scene, index) if scene.quotes.around(index) is None else entries
    for entry in entries:
        cue = _reading(scene, index, entry, frame(entry.value))
        if cue is not None:
            return cue
    return None


def _as_past(scene: Scene, index: int) -> list[Entry]:
    """The readings of a verb in the third person whatever the spelling of its first letter."""
    found = scene.analysis.pack.lexicon.full.get(scene.units[index].key, ())
    return [entry for entry in found if entry.cls == "cue" and entry.part == "past" and entry.feature[:1] == "3"]


def _reading(scene: Scene, index: int, entry: Entry, taken: Frame) -> Cue | None:
    if entry.part in _FINITE:
        return _finite(scene, index, entry, taken)
    if entry.part == "participle":
        return _participle(scene, index, entry, taken)
    if entry.part == "noun":
        return _noun(scene, index, entry, taken)
    if not entry.part and (scene.is_(index + 1, "that") or _text(scene, index, taken)):
        complement = find_complement(scene, index, taken, scene.sentence(index).stop)
        return Cue("noun", index, entry, taken, complement, index) if complement is not None else None
    return None


def _text(scene: Scene, index: int, taken: Frame) -> bool:
    """Whether a noun opens a sentence that is nothing but its quotation ("and the text: “…”")."""
    at = index + 2 if scene.is_(index + 1, "colon") else index + 1
    first = index - 1 if scene.is_(index - 1, "wa") else index
    return "quote" in taken and first == scene.sentence(index).start and scene.quotes.at(at) is not None


def _finite(scene: Scene, index: int, entry: Entry, taken: Frame) -> Cue | None:
    if scene.is_(index, "def") or entry.feature[0] in "12" or _is_object_of_particle(scene, index):
        return None
    if _unreal(scene, index, entry, taken):
        return None
    limit = scene.sentence(index).stop
    start = clause_start(scene, index)
    relay = relay_link(taken) is not None
    complement = _relayed(scene, index, taken, limit) if relay else None
    if complement is not None:
        return Cue("relay", index, entry, taken, complement, start)
    if scene.is_(index, "nocue") and (not _opens_clause(scene, index) or _governs(scene, index)):
        return None
    complement = find_complement(scene, index, taken, limit)
    if complement is not None:
        if not holds(scene, index, entry, taken, complement):
            return None
        if scene.is_(index, "nocue") and not _plain_zone(scene, index, complement):
            return None
        return Cue("verb", index, entry, taken, complement, start, _quote_before(scene, index, start, complement))
    if ("quote" in taken or "bare" in taken) and scene.quotes.around(index) is None:
        return _behind(scene, index, entry, taken, start)
    return None


def _governs(scene: Scene, index: int) -> bool:
    """Whether what reads as a verb is a preposition before what carries the words ("through a statement")."""
    told = scene.any(
        index + 1, "def", "informant", "source_noun", "office", "body_head", "aside", "prep", "that", "mark"
    )
    if scene.is_(index, "elative") and not told and index + 1 not in scene.in_name:
        return True  # "the foremost cities"
    return scene.is_(index, "adverb") and scene.any(index + 1, "document", "venue", "social", "outlet.head", "podium")


def _is_object_of_particle(scene: Scene, index: int) -> bool:
    return scene.any(index - 1, "bi", "li", "ka", "prep") or (
        scene.is_(index, "nominal") and scene.is_(index - 1, "masdar")
    )


def _unreal(scene: Scene, index: int, entry: Entry, taken: Frame) -> bool:
    """Whether the verb is negated, wished for, asked about or still to come, so that nobody said anything."""
    before = index - 1
    if scene.is_(before, "perhaps"):
        if scene.units[index].entry("cue.present") and not scene.units[index].entry("cue.past"):
            return True
        before -= 1
    if scene.is_(before, "negation"):
        return "neg" not in taken
    if scene.any(before, "sa", "future", "if") or (scene.is_(before, "what") and scene.is_(before - 1, "comma")):
        return True
    told = scene.is_(before - 1, "not-that") and entry.part not in ("present", "passive_present")
    return scene.is_(before, "that") and not told and _subjunctive(scene, before)


def _subjunctive(scene: Scene, that: int) -> bool:
    """Whether a complementiser right before a verb wants something done ("that he say") rather than tells."""
    return not scene.units[that].pronoun and len(scene.units[that].key) == 2


def _opens_clause(scene: Scene, index: int) -> bool:
    before = index - 1
    sentence = scene.sentence(index)
    return (
        index == sentence.start
        or before in scene.in_name
        or scene.any(
            before,
            "wa",
            "fa",
            "comma",
            "as",
            "contrast",
            "contrast.he",
            "perhaps",
            "be",
            "meanwhile",
            "where",
            "close",
            "straight",
        )
    )


def _plain_zone(scene: Scene, index: int, complement: Complement) -> bool:
    first, last = complement.zone
    if scene.quotes.around(index) is not None or (index - 1 in scene.in_name and complement.opening == "quote"):
        return False
    return not any(scene.is_(i, "wa") for i in range(first, last)) or complement.quote is not None


def relay_link(taken: Frame) -> str | None:
    """The class of the preposition before the one whose words a verb passes on; None for a verb that passes on none."""
    for takes, link in (("relay-to", "prep.to"), ("relay-from", "prep.from"), ("relay", "prep.about")):
        if takes in taken:
            return link
    return None


def _relayed(scene: Scene, index: int, taken: Frame, limit: int) -> Complement | None:
    """``relayed X from Y (that | his saying that | quote)``: the zone runs from the verb to what opens the content."""
    link = relay_link(taken) or "prep.about"
    if link == "prep.from" and not scene.any(index + 1, "outlet.head", "outletname", "quote"):
        return None  # "X has learnt from sources that": only what an outlet learns is passed on
    place = next((i for i in range(index + 1, min(limit, index + 25)) if scene.is_(i, link)), None)
    if place is None:
        return None
    source_end = noun_phrase(scene, place + 1, limit)
    at = source_end
    while at < limit:
        entry = scene.units[at].entry("cue.noun")
        if (entry is not None and not scene.is_(at, "def") and at > place + 1) or scene.any(at, "that", "colon"):
            break
        if scene.is_(at, "quote") and scene.quotes.at(at) is not None:
            break
        at += 1
    if at >= limit:
        return None
    if scene.units[at].entry("cue.noun") is not None and not scene.is_(at, "that"):
        said = scene.units[at].entry("cue.noun")
        if said is None:
            return None
        found = find_complement(scene, at, frame(said.value), limit)
        if found is None:
            return None
        return Complement(found.opening, found.first, (index + 1, at), found.quote, found.why)
    said = scene.units[index].entry("cue")
    if said is None:
        return None
    found = find_complement(scene, at - 1, frame("say that quote"), limit)
    if found is None:
        return None
    return Complement(found.opening, found.first, (index + 1, at), found.quote, found.why)


def _participle(scene: Scene, index: int, entry: Entry, taken: Frame) -> Cue | None:
    if entry.feature not in _AFTER_COMMA or scene.any(index, "def", "aside") or scene.units[index].pronoun:
        return None
    if scene.any(index - 1, "bi", "li", "ka", "prep", "negation", "remain"):
        return None
    limit = min(scene.sentence(index).stop, index + 1 + 60)
    complement = find_complement(scene, index, taken, limit, subject=False)
    if complement is None or not holds(scene, index, entry, taken, complement):
        return None
    if scene.units[index].light != scene.analysis.pack.folding.light(entry.form):
        return None  # a noun of the same letters with a pronoun
    first, last = complement.zone
    whom = has_whom(taken)
    if entry.feature != "ms-acc" and "bare" not in taken and not scene.any(index - 1, "comma", "quote", "wa"):
        return None
    if not whom and last - first > _PARTICIPLE_REACH:
        return None
    if not whom and not _only_asides(scene, first, last) and complement.opening != "object":
        return None
    start = index
    while scene.any(start - 1, "wa", "fa"):
        start -= 1
    return Cue("participle", index, entry, taken, complement, start)


def _only_asides(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing but adverbs, times and places of speech stands between a participle and its content."""
    index = first
    while index < last:
        if index in scene.times:
            index = scene.times[index][0]
            continue
        if (
            not scene.any(
                index, "aside", "adverb", "prep", "venue", "clitic", "press", "comma", "this", "same", "honour"
            )
            and index not in scene.in_name
        ):
            return index - first >= 1 and scene.any(first, "prep", "clitic", "adverb")
        index += 1
    return True


def _noun(scene: Scene, index: int, entry: Entry, taken: Frame) -> Cue | None:
    """A verbal noun with its speaker's pronoun or article, right before a complementiser, colon or quote."""
    definite = scene.is_(index, "def")
    heard = definite and (scene.is_(index - 1, "bi") or (scene.is_(index - 1, "li") and scene.is_(index, "saying")))
    if entry.feature != "s+p" and not heard:
        return None
    if "that" not in taken:
        return None
    complement = find_complement(scene, index, taken, scene.sentence(index).stop)
    if (
        complement is None
        or complement.opening not in ("that", "quote", "colon")
        or complement.zone[0] != complement.zone[1]
    ):
        return None
    start = index
    while scene.any(start - 1, "bi", "wa", "prep", "li"):
        start -= 1
    return Cue("noun", index, entry, taken, complement, start)


def _quote_before(scene: Scene, index: int, start: int, complement: Complement) -> Quote | None:
    """The first part of a quotation that its cue splits in two."""
    if complement.opening != "quote" or complement.why == "colon and quotation mark" or start < index:
        return None
    before = start - 1
    while scene.any(before, "comma", "dash"):
        before -= 1
    quote = scene.quotes.ending(before)
    apart = before < start - 1 or scene.is_(complement.zone[1] - 1, "comma")
    split = quote is not None and apart and quote.last - quote.first > 1
    return quote if split else None


def _behind(scene: Scene, index: int, entry: Entry, taken: Frame, start: int) -> Cue | None:
    """A verb behind its content: a quote closes right before it, or the clause ends in a comma before it."""
    before = start - 1
    while scene.any(before, "comma", "dash"):
        before -= 1
    quote = scene.quotes.ending(before)
    if quote is not None and quote.last == before and speaks(scene, quote, index, quote.first - 1):
        if scene.is_(start, "wa") or before < scene.sentence(index).start - 1:
            return None
        return Cue("behind", index, entry, taken, None, start, quote)
    if any(scene.is_(i, "as") for i in range(start, index)):
        return Cue("behind", index, entry, taken, None, start)
    if "bare" in taken and before < start - 1 and before >= scene.sentence(index).start and not scene.is_(start, "wa"):
        return Cue("behind", index, entry, taken, None, start)
    return None
