"""The source phrase of a cue: behind the verb, before it, or none of its own."""

from __future__ import annotations

from tawatur.read.statements.complements import subject_of
from tawatur.read.statements.cues import Cue, relay_link
from tawatur.read.statements.objects import carries_pronoun, completes, opens_object
from tawatur.read.statements.phrases import is_verb, noun_phrase, subject_before
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.subjects import joined, subject_of_clause


def source_of(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The units of a cue's source phrase; None where the subject is only implied."""
    if cue.kind == "participle" and "bare" in cue.frame:
        return subject_of_clause(scene, cue.index)
    if cue.kind == "noun" and scene.is_(cue.index, "def"):
        went = scene.is_(cue.index - 1, "li")  # "X went as far as to say"
        return (_before_saying(scene, cue.index - 1) if went else None) or subject_of_clause(scene, cue.index)
    if cue.kind == "participle" and cue.index in scene.analysis.paragraphs[0] and scene.is_(cue.index + 1, "colon"):
        return subject_before(scene, cue.index, scene.sentence(cue.index).start)  # a headline: "X, tweeting: …"
    if cue.kind in ("participle", "noun"):
        return None
    if "in-document" in cue.frame and cue.complement is not None and scene.is_(cue.complement.zone[0], "prep.in"):
        first, last = cue.complement.zone
        end = noun_phrase(scene, first + 1, last)
        return (first + 1, end) if end > first + 1 else None
    if "in-document" in cue.frame and scene.is_(cue.index + 1, "therein"):
        return subject_of_clause(scene, cue.index)  # "X issued a statement in which came: …"
    if cue.kind == "relay":
        return relay_source(scene, cue)
    if cue.complement is None:
        behind = subject_of(scene, cue.index, (cue.index + 1, _behind_limit(scene, cue)), cue.frame)
    else:
        behind = _between(scene, cue)
    if behind is not None:
        return behind
    return _before(scene, cue)


def _before_saying(scene: Scene, index: int) -> tuple[int, int] | None:
    """The name that ends right before "to say"."""
    named = scene.in_name.get(index - 1)
    if named is None or named.kind not in ("person", "body", "group", "place", "office"):
        return None
    return scene.unit_at(named.span.start), index


def relay_source(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The innermost source of a relay: the phrase behind its preposition."""
    if cue.complement is None:
        return None
    link = relay_link(cue.frame) or "prep.about"
    first, last = cue.complement.zone
    place = scene.first(link, first, last)
    if place is None:
        return None
    end = noun_phrase(scene, place + 1, last)
    return (place + 1, end) if end > place + 1 else None


def _behind_limit(scene: Scene, cue: Cue) -> int:
    index, stop = cue.index + 1, scene.sentence(cue.index).stop
    while index < stop and not scene.any(index, "stop", "colon") and scene.quotes.at(index) is None:
        index += 1
    return index


def _between(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The subject between a verb and its content."""
    assert cue.complement is not None  # noqa: S101  # the caller has looked; this tells the type checker
    zone = cue.complement.zone
    first, last = zone
    quoting = scene.first("accord.from", first, last)
    while quoting is not None and not scene.is_(quoting + 1, "prep.about"):
        quoting = scene.first("accord.from", quoting + 1, last)
    if quoting is not None:
        end = noun_phrase(scene, quoting + 2, last)
        if end > quoting + 2:
            return quoting + 2, _past_label(scene, end, last)
    if first >= last or scene.is_(first, "comma") or _saying(scene, first):
        return None
    found = subject_of(scene, cue.index, zone, cue.frame)
    if found is None and scene.is_(first, "li"):
        behind = _past_hearer(scene, first + 1, last)
        found = subject_of(scene, cue.index, (behind, last), cue.frame) if behind < last else None
    if found is None or (
        cue.complement.opening == "object" and not any(kind in cue.frame for kind in ("whom+blame", "whom+obj"))
    ):
        return found
    begin, end = found
    if scene.units[cue.index].pronoun and "whom" not in " ".join(cue.frame.takes):
        return None
    if any(item.startswith("whom") for item in cue.frame.takes):
        return _without_whom(scene, cue, begin, end)
    return begin, end


def _saying(scene: Scene, index: int) -> bool:
    """Whether "saying" stands right behind a verb, which is no subject."""
    entry = scene.units[index].entry("cue.participle")
    return entry is not None and not scene.is_(index, "def") and "bare" in entry.value.split()


def _past_hearer(scene: Scene, first: int, last: int) -> int:
    """Behind the outlet or press spoken to, which stands before the subject ("said to X a source that …")."""
    index = first
    while index < last and scene.any(index, "told", "outlet.head", "press") and index not in scene.names:
        index += 1
    quote, named = scene.quotes.at(index), scene.names.get(index)
    if quote is not None and quote.closed:
        index = quote.last + 1
    elif named is not None and named[1].kind == "outlet":
        index = named[0]
    elif index == first:
        return last
    if scene.is_(index, "bracket_open") or (scene.is_(index, "def") and scene.is_(index - 1, "bracket_close")):
        return last
    return index


def _past_label(scene: Scene, end: int, last: int) -> int:
    """Behind a clause that says what its teller calls a source ("sources that it described as informed")."""
    entry = scene.units[end].entry("cue") if end < last and scene.is_(end, "cue") else None
    if entry is None or "label" not in entry.value.split() or not entry.feature.endswith("+o"):
        return end
    return next((i for i in range(end + 1, last) if scene.is_(i, "comma")), last)


def _without_whom(scene: Scene, cue: Cue, first: int, end: int) -> tuple[int, int] | None:
    """The subject where the person spoken to or of stands behind it in the same zone."""
    if _before(scene, cue) is not None:
        return None
    if scene.is_(first, "masdar"):
        return None  # "all the parties" are called upon
    if (
        scene.units[first].light.endswith(scene.words.oblique)
        and scene.is_(first, "def")
        and first not in scene.in_name
    ):
        return None
    plain = scene.is_(first, "def") and not scene.any(first, "informant", "office", "body_head", "source_noun")
    whole = _end_of_subject(scene, cue, first, end) == end
    if plain and first not in scene.in_name and end - first <= 3 and scene.is_(cue.index - 1, "wa") and whole:
        return None  # "and described the situation": what is described, not who does it
    if _cannot_agree(scene, cue, first, end):
        return None
    if _everybody(scene, cue, first, end):
        return None
    if scene.is_(cue.index - 1, "wa") and end - first == 1 and _addressed(scene, cue, first):
        return None
    alone = first in scene.names and scene.names[first][0] >= end
    if alone and scene.is_(cue.index - 1, "wa") and cue.entry.part == "present":
        return None
    return first, _end_of_subject(scene, cue, first, end)


def _cannot_agree(scene: Scene, cue: Cue, first: int, end: int) -> bool:
    """Whether a place behind a masculine verb is feminine, so that it is who is accused or called upon."""
    named = scene.names.get(first)
    if cue.feature != "3ms" or named is None or named[0] != end or named[1].kind != "place":
        return False
    return scene.any(first, "country", "city") and not scene.is_(first, "place.m")


def _everybody(scene: Scene, cue: Cue, first: int, end: int) -> bool:
    """Whether people in general stand behind "and called upon", "and reassured": they are those spoken to."""
    calls = any(item in cue.frame for item in ("whom+to", "whom+on", "whom+that", "whom+obj"))
    return calls and scene.is_(cue.index - 1, "wa") and end - first == 1 and scene.is_(first, "public")


def _addressed(scene: Scene, cue: Cue, first: int) -> bool:
    """Whether the one word behind "and called" is who is called upon: "its citizens", "the inhabitants"."""
    if first in scene.in_name:
        return False
    own = not scene.is_(first, "def") and carries_pronoun(scene, first)
    return own or (scene.is_(cue.index - 2, "comma") and scene.is_(first, "def") and scene.is_(first, "informant"))


def _end_of_subject(scene: Scene, cue: Cue, first: int, end: int) -> int:
    """The unit behind the subject within ``[first, end)``: where the one spoken to or of begins."""
    closed = False
    behind = 0  # the unit behind the name under way
    for index in range(first, end):
        if index < behind or (index > first and joined(scene, index)):
            continue
        if scene.is_(index, "prep") and (scene.is_(index + 1, "quote") or index + 1 in scene.names):
            closed = False  # "the leader in X": the name behind it belongs to what stands before it
        named = scene.names.get(index)
        if index == behind and named is None and scene.is_(index, "word") and not scene.any(index, "def", "ranked"):
            return index  # nothing indefinite belongs to the name that ends here
        behind = named[0] if named is not None else 0
        if named is not None and index > first:
            if index == _end_of_title(scene, first) and named[1].office:
                continue
            if closed or named[1].kind == "outlet" or (named[1].kind != "person" and scene.is_(index - 1, "def")):
                return index
            adjective = scene.units[index - 1].entry("demonym") or scene.units[index - 1].entry("qualifier")
            if named[1].kind == "place" and adjective is not None:
                return index  # an adjective without article has no complement
        belongs = scene.is_(index, "def") and "belonging" in scene.shape(index)
        belongs = belongs or (" " in scene.units[index].key and scene.units[index].entry("qualifier") is not None)
        if closed and scene.is_(index, "def") and not belongs and index not in scene.in_name:
            return index
        if index > first and scene.is_(index, "def") and scene.is_(index - 1, "def") and index not in scene.in_name:
            people = scene.units[index].entry("people_noun")
            if scene.is_(index, "body_head") or (people is not None and people.note == "pl"):
                return index  # "the workers the company", "the government the inhabitants"
        person = named is not None and named[1].kind == "person"
        closed = closed or belongs or person or (index == first and 0 < behind < end)
        if index > first and _begins_object(scene, cue, index, closed=closed):
            return index
    return end


def _begins_object(scene: Scene, cue: Cue, index: int, *, closed: bool) -> bool:
    """Whether a unit behind the subject's first is the one spoken to or of, or the thing said."""
    if scene.is_(index - 1, "prep") or completes(scene, index):
        return False
    named_object = "noun" in scene.shape(index) or scene.any(index, "masdar", "nominal")
    if (named_object and index not in scene.in_name) or (
        scene.is_(index, "outlet.head") and not scene.is_(index, "def")
    ):
        return True
    if scene.is_(index - 1, "def") and carries_pronoun(scene, index):
        return True
    return opens_object(scene, index, cue.frame, closed=closed)


def _end_of_title(scene: Scene, first: int) -> int:
    """The unit behind the office that begins a phrase; the first one where none does."""
    named = scene.names.get(first)
    return named[0] if named is not None and named[1].kind == "office" else first


def _before(scene: Scene, cue: Cue) -> tuple[int, int] | None:
    """The subject before a verb (noun first, or behind an auxiliary), if it stands next to it."""
    index = cue.index
    floor = scene.sentence(index).start
    while index > floor and scene.any(index - 1, "perhaps", "aside"):
        index -= 1
    if index == floor or scene.any(index - 1, "wa", "what") or scene.is_(cue.index + 1, "therein"):
        return None
    if scene.is_(index - 1, "fa"):
        return _as_for(scene, index - 1, floor)
    told = (_as_for(scene, index, floor) if index < cue.index else None) or _opening_name(scene, index, floor)
    if told is not None:
        return told
    if cue.feature.endswith("+o") and index - 1 not in scene.in_name:
        return None  # the noun before is what the verb's pronoun stands for
    found = subject_before(scene, index, floor)
    if found is None:
        return None
    link = found[0] - 2
    while scene.any(link, "be", "perhaps"):
        link -= 1
    if is_verb(scene, found[0] - 1) and scene.is_(link, "relative"):
        found = subject_before(scene, link + 1, floor) or found  # "X, which does Y, said"
    begin, index = found
    clause = begin <= floor + 1 and _opens_with_verb(scene, begin, index)
    if clause or not _could_speak(scene, begin, index) or not _agrees(scene, cue, begin):
        return None
    for at in range(begin + 1, index):
        if scene.is_(at, "prep.in") and scene.any(at + 1, "venue", "time.word", "this"):
            return begin, at
    return begin, index


def _opening_name(scene: Scene, verb: int, floor: int) -> tuple[int, int] | None:
    """The name that opens a sentence whose verb follows after ", who …" with no comma behind it."""
    floor += 1 if scene.is_(floor, "wa") and scene.is_(floor + 1, "be") else 0
    was = scene.is_(floor, "be")  # "X, one of …, had announced": set off by commas alone
    floor += 1 if was else 0
    floor += 1 if was and scene.is_(floor, "quote") else 0
    named = scene.names.get(floor)
    if was and named is not None and named[1].kind in ("body", "group"):
        end = named[0] + 1 if scene.is_(named[0], "quote") else named[0]
        closed = scene.is_(end, "comma") and scene.is_(verb - 1, "comma") and not scene.is_(end + 1, "wa")
        return (floor, named[0]) if closed else None
    if named is not None and named[1].kind in ("person", "body", "group", "office"):
        end = named[0]
    elif named is None and scene.is_(floor, "def"):
        end = noun_phrase(scene, floor, verb, depth=2)
    else:
        return None
    if not (scene.is_(end, "comma") and scene.is_(end + 1, "relative")) or scene.any(
        verb - 1, "relative", "be", "what"
    ):
        return None
    apart = any(scene.any(i, "comma", "that", "colon", "quote") for i in range(end + 2, verb))
    nearer = scene.in_name.get(verb - 1)
    return None if apart or (nearer is not None and nearer.kind != "place") else (floor, end)


def _opens_with_verb(scene: Scene, begin: int, index: int) -> bool:
    """Whether what stands before a verb is a clause of its own ("he showed maps he said …")."""
    if index - begin < 3 or begin in scene.in_name or not scene.is_(begin, "verb"):
        return False
    subject = scene.is_(begin + 1, "def") or begin + 1 in scene.in_name
    return subject and not scene.is_(index - 1, "def") and index - 1 not in scene.in_name


def _agrees(scene: Scene, cue: Cue, begin: int) -> bool:
    """Whether the noun before a verb can be its subject by its gender ("he showed pictures he said prove …")."""
    last = cue.index - 1
    if cue.feature != "3ms" or last in scene.in_name or scene.is_(last, "def"):
        return True
    if begin in scene.in_name or scene.any(begin, "informant", "source_noun", "office", "ranked", "def"):
        return True
    return not scene.units[last].light.endswith(scene.words.feminine)


def _as_for(scene: Scene, comma: int, floor: int) -> tuple[int, int] | None:
    """The subject in "as for X, he said" and "X was asked about …, so he said"."""
    asked = next((i for i in range(floor, min(comma, floor + 3)) if scene.is_(i, "asked")), None)
    if asked is not None:
        end = noun_phrase(scene, asked + 1, comma, upto=frozenset({"about"}))
        return (asked + 1, end) if end > asked + 1 else None
    start = next((i for i in range(floor, min(comma, floor + 3)) if scene.is_(i, "as-for")), None)
    if start is None:
        return None
    end = noun_phrase(scene, start + 1, comma)
    return (start + 1, end) if end > start + 1 else None


def _could_speak(scene: Scene, begin: int, end: int) -> bool:
    if any(i in scene.in_time for i in range(begin, end)):
        return False
    if any(scene.is_(i, "inanimate") for i in range(begin, min(end, begin + 2))) or scene.any(begin, "aside", "same"):
        return False
    if scene.units[begin].light.endswith(scene.words.accusative) and not scene.any(begin - 1, "contrast", "that"):
        return begin in scene.in_name
    return scene.is_(begin, "word") and not scene.any(begin, "adverb", "prep", "number")
