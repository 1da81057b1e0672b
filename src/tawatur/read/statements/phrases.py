"""How far a noun phrase goes: the source behind or before a verb, a hop's name, an apposition."""

from __future__ import annotations

import msgspec

from tawatur.read.statements.quotes import Quote
from tawatur.read.statements.scene import Scene

_SHORT_QUOTE = 6
"""A quotation of at most so many units may be a name."""
_LONG_NAME = 14
"""One of so many, where a noun wants it."""


class _Phrase(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase under way: where it began, where it must end, what ends it, how many appositions deep it is."""

    first: int
    limit: int
    upto: frozenset[str]
    depth: int


def noun_phrase(scene: Scene, first: int, limit: int, *, upto: frozenset[str] = frozenset(), depth: int = 0) -> int:
    """The unit behind the noun phrase that begins at `first`; `first` itself where none begins there.

    `upto` names prepositions that end it, since the verb's content begins with one of them.
    """
    index = first
    phrase = _Phrase(first, limit, upto, depth)
    while index < limit:
        step = _step(scene, index, phrase)
        if step <= index:
            break
        index = step
    return _without_tail(scene, first, index)


def _step(scene: Scene, index: int, phrase: _Phrase) -> int:
    """The unit behind what the phrase takes next; `index` where it ends."""
    if index in scene.times or (scene.is_(index, "weekday") and scene.is_(index, "def")):
        return index
    if scene.is_(index, "bracket_open"):
        return _past_bracket(scene, index, phrase)
    if scene.is_(index, "leans") and index > phrase.first and scene.is_(phrase.first, "document"):
        return index if scene.any(index + 1, "adverb", "prep.in") or index + 1 in scene.times else index + 1
    named = scene.names.get(index)
    if named is not None and named[0] <= phrase.limit:
        return named[0]
    if scene.is_(index, "same") and index > phrase.first:
        return index + 1
    if scene.is_(index, "adverb.near") and phrase.first < index and index + 1 in scene.names:
        return index + 1
    if scene.is_(index, "def") and scene.is_(index + 1, "anaphor") and index > phrase.first:
        behind = index + 2  # "the government recognised abroad": the particle carries a pronoun
        manner = behind < phrase.limit and scene.is_(behind, "word") and not scene.any(behind, "def", "cue", "that")
        return behind + 1 if manner and scene.units[behind].light.endswith(scene.words.accusative) else behind
    if scene.is_(index, "this") and scene.is_(index - 1, "one-of") and index > phrase.first:
        return index + 1
    if stops_phrase(scene, index) or scene.is_(index, "relative"):
        return index
    if scene.is_(index, "mark"):
        return _past_mark(scene, index, phrase)
    if scene.is_(index, "clitic"):
        return _after_particle(scene, index, phrase)
    if scene.is_(index, "prep"):
        return _after_preposition(scene, index, phrase)
    return index if _foreign(scene, index, phrase) else index + 1


def _past_mark(scene: Scene, index: int, phrase: _Phrase) -> int:
    """Behind a quoted name, an apposition or a slash."""
    if scene.is_(index, "quote"):
        return _quoted_name(scene, index)
    if scene.is_(index, "comma"):
        return _apposition(scene, index, phrase) if index > phrase.first and phrase.depth < 2 else index
    return index + 1 if scene.is_(index, "slash") or scene.units[index].key == "#" else index


def _foreign(scene: Scene, index: int, phrase: _Phrase) -> bool:
    """Whether a word cannot belong to the phrase: a verb, those spoken to, "his saying"."""
    if scene.is_(index, "press") and index > phrase.first:
        return True
    entry = scene.units[index].entry("cue") if index > phrase.first and scene.is_(index, "cue") else None
    if entry is not None and "aside" in entry.value.split() and not scene.is_(index, "def"):
        return True
    if is_verb(scene, index) and _acts(scene, index, phrase.first):
        return True
    doing = scene.units[index].entry("cue.participle") if index > phrase.first and scene.is_(index, "cue") else None
    if doing is not None and doing.feature == "ms-acc":
        return True  # "he spoke, announcing …"
    if scene.is_(index, "saying") and scene.is_(index, "def") and index > phrase.first:
        return True  # "the regime repeats the saying that …"
    said = scene.units[index].entry("cue.noun") if index > phrase.first and scene.is_(index, "cue") else None
    return said is not None and said.feature == "s+p" and "that" in said.value.split()


def _past_bracket(scene: Scene, index: int, phrase: _Phrase) -> int:
    """Behind a short remark in brackets within the phrase."""
    last = next((i for i in range(index + 1, min(index + 8, phrase.limit)) if scene.is_(i, "bracket_close")), None)
    return last + 1 if last is not None and index > phrase.first else index


def _acts(scene: Scene, index: int, first: int) -> bool:
    """Whether what reads as a verb is one here, and no noun of the same spelling."""
    if index == first:
        return scene.is_(index, "cue")
    return not scene.any(index - 1, "bi", "li")


def stops_phrase(scene: Scene, index: int) -> bool:
    """Whether a unit can be no part of a noun phrase: a conjunction, an adverb, a complementiser."""
    return scene.is_(index, "stopper")


def is_verb(scene: Scene, index: int) -> bool:
    """Whether a unit reads as a finite verb: by the lexicon, or by the shape of a present."""
    if scene.is_(index, "not-verb"):
        return False
    if scene.is_(index, "verb"):
        return not scene.is_(index, "nominal") and not scene.is_(index, "masdar")
    return "present" in scene.shape(index) and index not in scene.in_name


def _quoted_name(scene: Scene, index: int) -> int:
    quote = scene.quotes.at(index)
    if quote is None or not quote.closed or not _may_name(scene, quote):
        return index
    return quote.last + 1


def _may_name(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation may be a name: it is short, or a noun wants one."""
    return quote.last - quote.first <= _SHORT_QUOTE or names(scene, quote)


def names(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation, however long, is the name that an indefinite noun wants ("the head of “the centre for …”")."""
    head = quote.first - 2
    if not quote.closed or quote.last - quote.first > _LONG_NAME or scene.is_(head, "def"):
        return False
    said = any(
        (is_verb(scene, i) and not scene.is_(i, "nocue")) or scene.any(i, "that", "negation", "comma")
        for i in range(quote.first, quote.last)
    )
    return scene.any(head, "office", "body_head") and not said


def _apposition(scene: Scene, comma: int, phrase: _Phrase) -> int:
    """Behind an apposition set off by commas; the comma itself where what follows is none."""
    start = comma + 1
    limit = phrase.limit
    if start >= limit or start in scene.times or scene.any(start, "clitic", "prep", "venue", "comma", "press"):
        return comma
    if scene.is_(start, "cue") and not scene.is_(start, "def"):
        return comma
    if is_verb(scene, start) or scene.is_(start, "relative"):
        return comma
    known = start in scene.names or scene.any(start, "def", "office", "source_noun", "body_head", "informant", "ranked")
    if not known:
        return comma  # an unknown indefinite word may as well be a verb
    end = noun_phrase(scene, start, limit, upto=phrase.upto, depth=phrase.depth + 1)
    if end == start or end - start > 14:
        return comma
    closed = end >= limit or scene.any(end, "comma", "that", "colon", "quote", "prep", "li", "bi", "dash")
    return end if closed else comma


def _after_particle(scene: Scene, index: int, phrase: _Phrase) -> int:
    first, limit, upto = phrase.first, phrase.limit, phrase.upto
    follows = index + 1
    if follows >= limit:
        return index
    if scene.is_(index, "wa"):
        if scene.is_(follows, "he") and index > first:
            return index if _finite(scene, follows + 1) else follows + 1
        if index > first and follows in scene.names:
            return follows
        if scene.any(follows, "cue", "that", "prep", "adverb", "clitic", "be", "aux", "negation") or is_verb(
            scene, follows
        ):
            return index
        return follows if index > first else index
    if scene.is_(index, "li"):
        if scene.is_(first, "written") and "li" not in upto and _outlet(scene, follows):
            return follows  # "a report of the newspaper X", where a statement is made to it
        if "li" in upto or scene.any(follows, "press", "quote", "that") or _outlet(scene, follows):
            return index
        return follows if index > first and (scene.is_(follows, "def") or scene.is_(first, "document")) else index
    if scene.is_(index, "bi"):
        if "bi" in upto or scene.any(follows, "venue", "that", "quote", "accord") or index == first:
            return index
        if scene.is_(follows, "def") and scene.units[follows].entry("cue.noun") is not None:
            return index
        return follows
    return index


def _finite(scene: Scene, index: int) -> bool:
    """Whether a unit can be a finite verb, whatever else it may be ("while she gathers …")."""
    return is_verb(scene, index) or (
        index < len(scene.units) and any(entry.part in ("present", "past") for entry in scene.units[index].entries)
    )


def _outlet(scene: Scene, index: int) -> bool:
    named = scene.names.get(index)
    return scene.is_(index, "outlet.head") or (named is not None and named[1].kind == "outlet")


def _after_preposition(scene: Scene, index: int, phrase: _Phrase) -> int:
    first, limit, upto = phrase.first, phrase.limit, phrase.upto
    follows = index + 1
    if index == first or follows >= limit:
        return index
    if scene.is_(index, "prep.in"):
        attends = scene.is_(index - 1, "attending") and not scene.is_(follows, "podium")
        if "in" in upto or follows in scene.times or scene.any(follows, "this", "prep", "that"):
            return index
        if scene.is_(follows, "venue") and not attends:
            return index
        before = scene.in_name.get(index - 1)
        return index if before is not None and before.kind == "person" else follows
    if scene.is_(index, "prep.from"):
        return index if "from" in upto or scene.any(follows, "turn", "adverb", "that") else follows
    if scene.is_(index, "prep.on") and scene.is_(follows, "privy"):
        return follows + 1  # "a source with knowledge of …"
    if scene.is_(index, "prep.on") or scene.is_(index, "prep.about"):
        return follows if scene.is_(index - 1, "leans") and not scene.any(follows, "social", "venue") else index
    return index


_CLAUSE_WORDS = 10
"""A clause of at most so many units is taken into an unnamed source."""


def with_clause(scene: Scene, first: int, end: int, last: int) -> int:
    """Behind the clause up to `last` that tells an unnamed source from others ("a diplomat working in X"), else `end`."""
    if not scene.is_(first, "informant") or not 0 < last - end <= _CLAUSE_WORDS:
        return end
    bare = not scene.is_(first, "def") and is_verb(scene, end) and not scene.any(end, "cue", "seen")
    if not bare and not scene.is_(end, "relative"):
        return end
    apart = any(
        scene.any(i, "comma", "venue", "quote", "press", "told") or i in scene.in_time
        or (scene.is_(i, "cue") and not scene.is_(i, "def") and not is_verb(scene, i - 1))
        for i in range(end, last)
    )  # fmt: skip
    return end if apart else last


def _without_tail(scene: Scene, first: int, end: int) -> int:
    """The end without a particle, comma or preposition left hanging."""
    while end > first and scene.any(end - 1, "comma", "wa", "bi", "li", "prep", "he"):
        end -= 1
    return end


def _bracket_before(scene: Scene, close: int, floor: int) -> int:
    """The bracket that opens a short remark ending at `close` ("the agency (X) said"); `close` where none does."""
    if not scene.is_(close, "bracket_close"):
        return close
    return next((i for i in range(close - 1, max(floor, close - 6), -1) if scene.is_(i, "bracket_open")), close)


def phrase_before(scene: Scene, end: int, floor: int) -> int:
    """The first unit of the noun phrase that ends right before `end`, not reaching below `floor`; `end` for none."""
    index = end
    while index > floor:
        before = index - 1
        if scene.is_(before, "close") or (scene.is_(before, "quote") and scene.quotes.ending(before)):
            quote = scene.quotes.ending(before)
            if quote is None or quote.first - 1 < floor or not _may_name(scene, quote):
                break
            index = quote.first - 1
            continue
        opened = _bracket_before(scene, before, floor)
        if opened < before:
            index = opened
            continue
        if scene.any(before, "mark", "break", "stopper", "relative") or before in scene.in_time:
            break
        if scene.is_(before, "time.word") and index == end:
            break  # "at a time when …"
        if is_verb(scene, before) and (scene.is_(before, "verb") or before not in scene.in_name):
            break
        index = before
    while index < end and (scene.any(index, "clitic", "prep", "comma")):
        index += 1 if scene.is_(index, "wa") or scene.is_(index, "comma") else end - index
    return index


_LONGEST = 14
"""A subject before its verb has at most so many units."""


def subject_before(scene: Scene, end: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that is the subject of a verb at `end`: next to it, or before an aside between commas."""
    if end - 1 > floor and scene.is_(end - 1, "comma"):
        return _before_aside(scene, end - 1, floor)
    relative = scene.is_(end - 1, "relative")
    last = end - 1 if relative else end
    if relative and scene.is_(last - 1, "wa"):
        return None
    apart = scene.is_(last - 1, "comma")
    if apart or (scene.quotes.at(last - 1) is not None and last - 1 > floor):
        last -= 1
    named = scene.in_name.get(last - 1)
    if relative and apart and named is not None and _where(scene, scene.unit_at(named.span.start)):
        return None  # "attacks on bases in X, which it said …": nobody is where it happened
    if relative and named is not None and named.kind in ("body", "group", "person", "outlet", "place"):
        return scene.unit_at(named.span.start), last
    begin = phrase_before(scene, last, floor)
    if begin >= last:
        return None
    loose = not scene.is_(last - 1, "def") and last - 1 not in scene.in_name
    if relative or loose:
        # a clause right behind an indefinite or relative describes the nearest noun, not the whole phrase
        for index in range(last - 2, begin, -1):
            if (
                scene.is_(index, "prep")
                and index not in scene.in_name
                and not scene.is_(index + 1, "time.word")
                and not (relative and scene.is_(begin, "informant"))
            ):
                begin = index + 1
                break
    return (begin, last) if last - begin <= _LONGEST else None


def _where(scene: Scene, index: int) -> bool:
    """Whether a place's name stands behind "in", or behind "and" where another one does."""
    while scene.is_(index - 1, "wa") and index - 2 in scene.in_name and scene.in_name[index - 2].kind == "place":
        index = scene.unit_at(scene.in_name[index - 2].span.start)
    return scene.in_name[index].kind == "place" and scene.is_(index - 1, "prep.in")


def _before_aside(scene: Scene, comma: int, floor: int) -> tuple[int, int] | None:
    """The subject before ``, who …,``: the phrase that the aside is about."""
    for index in range(comma - 1, max(floor, comma - 25), -1):
        if scene.is_(index, "comma"):
            opens = scene.is_(index + 1, "relative") or (scene.is_(index + 1, "wa") and scene.is_(index + 2, "he"))
            brief = comma - index <= _SHORT_QUOTE and not any(is_verb(scene, i) for i in range(index + 1, comma))
            opens = opens or (brief and (scene.is_(index + 1, "prep") or index + 1 in scene.names))
            if not opens:
                return None
            begin = phrase_before(scene, index, floor)
            end = comma if index + 1 in scene.names else index
            return (begin, end) if begin < index else None
    return None
