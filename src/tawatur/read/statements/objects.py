"""Contents that are a verb's plain object: what was announced, denied, condemned, felt."""

from __future__ import annotations

from tawatur.read.statements.openings import Complement, turns_away
from tawatur.read.statements.phrases import is_verb, subject_before
from tawatur.read.statements.quotes import Quote
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.vocabulary import Frame

_NO_OBJECT = (
    "clitic", "prep", "mark", "adverb", "relative", "where", "when", "he", "aside", "that", "anaphor", "accord",
    "accord.from", "as", "meanwhile", "contrast",
)  # fmt: skip
"""What no plain object begins with."""


_NARROW = {
    "obj-estimate": "estimate",
    "obj-feel": "feel",
    "obj-speech": "speech.object",
    "whom+blame": "blame",
    "obj-figure": "quantity",
}
"""What the object has to be, by the word of a frame that asks for no other."""


def plain_object(scene: Scene, verb: int, frame: Frame, stop: int) -> Complement | None:
    """A plain object: the first noun phrase behind the verb that cannot be its subject."""
    index = verb + 1
    closed = opened = False
    if "judge" in frame and has_object(scene, verb):
        index = scene.names[index][0] if index in scene.names else index
        ready = index < stop and scene.any(index, "word", "quote", "bi") and not scene.any(index, "that", "relative")
        return Complement("object", index, (verb + 1, index), None, "object") if ready else None
    while index < stop:
        if scene.is_(index, "comma"):
            past = _past_remark(scene, index, stop)
            if past == index:
                return None
            # behind the comma that ends "X, his title," only what is judged can follow
            judged = "that" not in frame and index - 1 in scene.in_name and past not in scene.names
            timed = index - 1 in scene.in_time and any(i in scene.in_name for i in range(verb + 1, index))
            # and the second comma ends a remark on where it was said
            index, closed, opened = past, past > index + 1 or judged or timed or opened, True
            continue
        if index == verb + 1 and "obj" in frame and "owned" in scene.shape(index) and not scene.is_(index, "aside"):
            return Complement("object", index, (verb + 1, index), None, "object")
        if opens_object(scene, index, frame, closed=closed) and not _of_subject(scene, verb, index, stop):
            return Complement("object", index, (verb + 1, index), None, "object")
        quote = scene.quotes.at(index)
        if quote is not None:
            if _opens_in_quote(scene, verb, quote, frame, closed=closed):
                return Complement("object", quote.first, (verb + 1, index), quote, "object")
            if not quote.closed:
                return None
            index, closed = quote.last + 1, True
            continue
        if _bars(scene, index):
            return None
        named = scene.names.get(index)
        if named is not None and named[1].kind != "office":
            index, closed = named[0], True
            continue
        if not scene.is_(index, "aside"):
            belongs = "belonging" in scene.shape(index) and (closed or scene.is_(index, "def"))
            closed = belongs or index in scene.in_time
        index += 1
    return None


def _of_subject(scene: Scene, verb: int, index: int, stop: int) -> bool:
    """Whether a word that could begin the object is still the subject's."""
    return _heads_subject(scene, verb, index, stop) or _of_office(scene, verb, index, stop)


def _of_office(scene: Scene, verb: int, index: int, stop: int) -> bool:
    """Whether a person's name follows between commas, so that all words up to it are his office's.

    ("Denied the head of the centre for the parties at war, General X, …".)
    """
    named = scene.names.get(verb + 1)
    if named is None or named[1].kind != "office" or not scene.any(index, "def", "prep"):
        return False
    comma = next((i for i in range(index, stop) if scene.any(i, "comma", "relative", "that", "wa")), None)
    if comma is None or not scene.is_(comma, "comma"):
        return False
    if any(i in scene.in_name and scene.in_name[i].kind in ("office", "person") for i in range(index, comma)):
        return False
    end = comma + 1
    if end not in scene.names and scene.is_(end, "def"):
        end += 1  # his rank or title
    while end in scene.names and scene.names[end][1].kind in ("office", "person"):
        held, end = scene.names[end][1], scene.names[end][0]
        if held.kind == "person" and scene.is_(end, "comma"):
            return True
    return False


def asked_for(scene: Scene, verb: int, stop: int) -> Complement | None:
    """What somebody is called upon to do: the indefinite verbal noun behind the one called upon ("urged X restraint")."""
    for index in range(verb + 1, stop):
        if scene.any(index, "comma", "stop", "colon", "that") and index > verb + 1:
            return None
        if index in scene.in_name or scene.any(index - 1, "prep", "clitic", "adverb"):
            continue
        if scene.is_(index, "def"):
            if _asked_act(scene, verb, index):
                return Complement("object", index, (verb + 1, index), None, "object")
            continue
        if scene.is_(index, "masdar") or "noun" in scene.shape(index):
            return Complement("object", index, (verb + 1, index), None, "object")
    return None


def _asked_act(scene: Scene, verb: int, index: int) -> bool:
    """Whether a definite noun names the act asked for: behind the whole name of those asked, and no part of a name."""
    if index == verb + 1 or not scene.is_(index - 1, "def") or "belonging" in scene.shape(index + 1):
        return False
    return "noun" in scene.shape(index) or scene.is_(index, "masdar.def")


def _past_remark(scene: Scene, comma: int, stop: int) -> int:
    """Behind a comma, and behind a remark on the subject that it opens; the comma itself where the search ends."""
    if turns_away(scene, comma):
        return comma
    entry = scene.units[comma + 1].entry("cue") if comma + 1 < stop else None
    remark = scene.is_(comma + 1, "adverb") or (entry is not None and "aside" in entry.value.split())
    if remark or scene.is_(comma + 1, "relative") or (scene.is_(comma + 1, "wa") and scene.is_(comma + 2, "he")):
        past = next((i for i in range(comma + 1, stop) if scene.is_(i, "comma")), None)
        return comma if past is None else past + 1
    return comma + 1


def _opens_in_quote(scene: Scene, verb: int, quote: Quote, frame: Frame, *, closed: bool) -> bool:
    """Whether a quoted word is the object itself ("his regret"), or the first words of a headline's object."""
    if quote.first - 1 == verb + 1:
        return "obj" in frame and _headed(scene, verb)
    if quote.first - 2 == verb + 1 and scene.is_(verb + 1, "therein"):
        return "obj" in frame
    # behind a time the subject is told: what is quoted there is no part of its name
    before = scene.in_name.get(quote.first - 2)
    told = quote.first - 2 in scene.in_time or (before is not None and before.kind == "person")
    timed = closed and told and not scene.is_(quote.first, "that")
    return opens_object(scene, quote.first, frame, closed=timed)


def _free(scene: Scene, index: int) -> bool:
    """Whether an adverb governs nothing behind it: it stands alone or has its pronoun."""
    return scene.is_(index, "aside") or bool(scene.units[index].pronoun)


def _bars(scene: Scene, index: int) -> bool:
    """Whether no object can follow: an adverb, a complementiser, another clause."""
    if scene.is_(index, "adverb") and not _free(scene, index) and index + 1 not in scene.times:
        return True
    return scene.any(index, "stop", "that", "colon") or (scene.is_(index, "wa") and scene.is_(index + 1, "cue"))


def object_at_once(scene: Scene, verb: int, stop: int, opened: Complement | None) -> Complement | None:
    """What follows a participle, adverbs passed over, unless that already opens the content in another way."""
    index = verb + 1
    while index < stop and (scene.any(index, "aside", "for-it") or index in scene.in_time):
        index += 1
    if opened is not None and opened.zone[1] <= index:
        return opened
    if index >= stop or scene.any(index, "prep", "adverb", "comma", "clitic", "stop", "relative", "anaphor", "quote"):
        return opened
    return Complement("object", index, (verb + 1, index), None, "object")


def whole_object(scene: Scene, verb: int, stop: int) -> Complement | None:
    """The noun phrase right behind a verb whose subject is implied or stands before it: all of it is its object."""
    denied = scene.is_(verb - 1, "negation") and scene.is_(verb - 2, "contrast.he")
    if not (denied or scene.any(verb - 1, "wa", "relative", "contrast.he") or verb - 1 in scene.in_name):
        return None
    index = verb + 1
    while index < stop and (scene.is_(index, "aside") or index in scene.in_time):
        index += 1
    if index >= stop or not scene.is_(index, "word") or index in scene.in_name or is_verb(scene, index):
        return None
    if scene.any(index, "prep", "adverb", "that", "relative", "venue", "informant", "document", "cue", "number", "he"):
        return None
    if not scene.is_(verb - 1, "relative") and scene.is_(verb - 1, "wa") and index == verb + 1:
        return None
    return Complement("object", index, (verb + 1, index), None, "object")


def opens_object(scene: Scene, index: int, frame: Frame, *, closed: bool) -> bool:
    """Whether a noun here reads as what was announced, denied, felt … rather than as who did it.

    `closed` says that the noun phrase before is complete: behind a name, or behind an adjective of belonging.
    """
    if index in scene.in_time or scene.any(index, *_NO_OBJECT):
        return False
    narrow = next((told for kind, told in _NARROW.items() if kind in frame), None)
    if narrow is not None:
        return scene.is_(index, narrow) and ("obj-estimate" not in frame or _laid_to(scene, index))
    if "obj-due" in frame and scene.is_(index, "this") and scene.is_(index + 1, "prep.to"):
        return True
    if not _takes(scene, index, frame) or is_verb(scene, index):
        return False
    if completes(scene, index):
        return False
    if index in scene.in_name:
        return closed and _named_object(scene, index, frame)
    if scene.is_(index, "masdar") or scene.is_(index, "masdar.what"):
        return scene.is_(index - 1, "def") or not scene.is_(index - 1, "masdar")
    if scene.is_(index - 1, "def") and _new_phrase(scene, index):
        return True
    shape = scene.shape(index)
    if "noun" in shape and not scene.is_(index - 1, "relative"):
        return not scene.is_(index, "venue") or closed
    if "owned" in shape and (closed or scene.is_(index - 1, "def")) and not scene.is_(index, "venue"):
        return True
    if closed and not scene.is_(index, "aux") and not any(item.startswith("whom") for item in frame.takes):
        return "belonging" not in shape and not scene.any(index, "same", "negation", "be")
    return False


def _takes(scene: Scene, index: int, frame: Frame) -> bool:
    """Whether a frame takes an object that begins here: no adverb or particle governs it."""
    if "obj" not in frame and not ("obj-due" in frame and _laid_to(scene, index)):
        return False
    return not scene.any(index - 1, "prep", "clitic", "adverb") or _free(scene, index - 1)


def _laid_to(scene: Scene, index: int) -> bool:
    """Whether what begins here is laid to something in the same breath: a cause, whom it is blamed on, a number."""
    for place in range(index + 1, scene.sentence(index).stop):
        if scene.is_(place, "prep.to"):
            return True
        if scene.any(place, "comma", "colon", "that", "quote", "relative") or is_verb(scene, place):
            return False
    return False


def completes(scene: Scene, index: int) -> bool:
    """Whether a noun only completes the indefinite one before it: "the committee of inquiry", "the rights of man"."""
    before = index - 1
    if not scene.is_(before, "word") or scene.is_(before, "def") or is_verb(scene, before):
        return False
    if scene.any(before, "body_head", "outlet.head"):
        return not carries_pronoun(scene, index)
    if not scene.is_(index, "def") or "noun" not in scene.shape(index) or scene.any(index, "masdar", "masdar.what"):
        return False
    known = (
        before in scene.in_name or before in scene.in_time or scene.any(before, "informant", "cue", "aside", "latin")
    )
    return not known and "belonging" not in scene.shape(before)


def _named_object(scene: Scene, index: int, frame: Frame) -> bool:
    """Whether a name behind a complete subject is the object: no person, and not the office of the one before."""
    if index not in scene.names or (scene.is_(index - 1, "quote") and "belonging" in scene.shape(index)):
        return False
    name, before = scene.names[index][1], scene.in_name.get(index - 1)
    titled = name.kind == "office" and before is not None and (before.actor == name.actor or "that" in frame)
    return name.kind != "person" and not (titled and before is not None and before.kind == "person")


def _heads_subject(scene: Scene, verb: int, index: int, stop: int) -> bool:
    """Whether a definite verbal noun right behind a verb is a body ("the Union") with the object behind it."""
    if index > verb + 1 or not scene.is_(index, "def"):
        return False
    after = index + 1
    while after < min(stop, index + 4) and scene.is_(after, "def"):
        after += 1
    return after < stop and not scene.is_(after, "def") and ("noun" in scene.shape(after) or scene.is_(after, "masdar"))


def _headed(scene: Scene, verb: int) -> bool:
    """Whether the subject stands before the verb, as in headlines."""
    return subject_before(scene, verb, scene.sentence(verb).start) is not None


def _new_phrase(scene: Scene, index: int) -> bool:
    """Whether an indefinite noun behind a definite one begins a phrase of its own: an adjective would be definite."""
    if scene.any(index, "def", "given", "cue", "latin", "number", "same", "informant") or index in scene.in_name:
        return False
    if not scene.is_(index, "word") or is_verb(scene, index):
        return False
    if carries_pronoun(scene, index) or scene.units[index].light.endswith(scene.words.feminine[0]):
        return True
    before, behind = scene.in_name.get(index - 1), scene.in_name.get(index + 1)
    titled = before is not None and before.kind == "office" and not scene.is_(index, "ranked")
    known = behind is not None and behind.kind == "person"
    return scene.is_(index + 1, "def") and not known and (before is None or titled)


def carries_pronoun(scene: Scene, index: int) -> bool:
    """Whether an indefinite word ends in what reads as an attached pronoun ("his departure")."""
    unit = scene.units[index]
    return len(unit.light) > 3 and not unit.definite and unit.light.endswith(scene.words.pronouns)


def has_object(scene: Scene, verb: int) -> bool:
    """Whether a verb's form carries its object as a pronoun."""
    entry = scene.units[verb].entry("cue")
    return entry is not None and entry.feature.endswith("+o")
