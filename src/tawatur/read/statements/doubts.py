"""What looks like a content and is none of its verb's: said by nobody, by things, by somebody else."""

from __future__ import annotations

from tawatur.language.lexicon import Entry
from tawatur.read.statements.openings import Complement
from tawatur.read.statements.phrases import phrase_before, stops_phrase, subject_before
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.vocabulary import Frame


def holds(scene: Scene, index: int, entry: Entry, taken: Frame, complement: Complement) -> bool:
    """Whether a content may open here, or what looks like one belongs to somebody else or to nobody."""
    if complement.opening != "that" and _loose(scene, index, entry, taken, complement):
        return False
    if scene.is_(index + 1, "this") and scene.any(index + 2, "comma", "stop"):
        return False  # "he says this, …"
    if scene.quotes.around(index) is not None and any(scene.is_(i, "comma") for i in range(*complement.zone)):
        return False
    if _lifeless(scene, index, complement) or ("in-document" in taken and not _in_document(scene, complement)):
        return False
    hoping = taken.act == "expect" and entry.part == "participle" and scene.is_(index - 1, "comma")
    if ("mental" in taken and entry.part != "past" and not hoping) or (
        "impersonal" in taken and entry.part in ("present", "passive_present") and entry.feature == "3ms"
    ):
        return complement.zone[0] < complement.zone[1] or _has_subject(scene, index)
    return entry.part != "passive_present" or complement.zone[0] < complement.zone[1]


def _loose(scene: Scene, index: int, entry: Entry, taken: Frame, complement: Complement) -> bool:
    """Whether what opens without a complementiser is no content of this verb's."""
    opening, alone = complement.opening, complement.zone[0] == complement.zone[1]
    if scene.is_(index - 1, "what") or scene.quotes.around(index) is not None:
        return True
    if scene.is_(index + 1, "anaphor") and opening in ("preposition", "object"):
        return True
    if entry.feature.endswith("+o") and "judge" not in taken and not has_whom(taken):
        return True
    if entry.part != "participle" and not scene.is_(index + 1, "therein") and _objects_own(scene, index):
        return True
    if (
        scene.is_(index - 1, "relative.wa")
        and opening in ("preposition", "object")
        and not scene.is_(index + 1, "therein")
    ):
        return True  # "…, and which called for": no one near
    if opening == "quote":
        return "light" in taken and _told_within(scene, index)
    if opening == "object" and scene.is_(index - 1, "that"):
        return True  # "he said that he asked for …": what he himself tells of
    return alone and opening == "preposition" and scene.is_(complement.first, "this")


def _told_within(scene: Scene, index: int) -> bool:
    """Whether a verb's subject follows a complementiser, so that its clause is what somebody says."""
    found = subject_before(scene, index, scene.sentence(index).start)
    return found is not None and scene.is_(found[0] - 1, "that")


def _has_subject(scene: Scene, index: int) -> bool:
    """Whether a noun stands before a verb of the third person that can be its subject: no plural for a singular."""
    while scene.any(index - 1, "negation", "perhaps"):
        index -= 1
    if scene.is_(index - 1, "contrast.he"):
        return True
    if scene.is_(index - 1, "wa"):
        # "and it is thought that": somebody thinks only where the sentence has told who
        return any(scene.any(i, "that", "colon", "quote") for i in range(scene.sentence(index).start, index - 1))
    last = scene.units[index - 1] if index else None
    plural = last is not None and last.light.endswith(scene.words.oblique) and scene.is_(index - 1, "def")
    governed = (
        last is not None and not last.definite and scene.is_(index - 1, "word") and index - 1 not in scene.in_name
    )
    if governed and last is not None and last.light.endswith(scene.words.accusative):
        return False  # "80 men thought to be …"
    return not plural and phrase_before(scene, index, scene.sentence(index).start) < index


def _objects_own(scene: Scene, index: int) -> bool:
    """Whether a verb only describes the indefinite object before it ("a bill calling for …")."""
    before = index - 1
    if not scene.is_(before, "word") or scene.any(before, "def", "prep", "relative") or stops_phrase(scene, before):
        return False
    if scene.is_(before, "norm") and scene.any(before - 2, "prep", "bi", "li"):
        return True  # "in a draft resolution calling for …"
    governed = scene.is_(before - 1, "contrast.full")
    return before not in scene.in_name and not governed and scene.units[before].light.endswith(scene.words.accusative)


def _in_document(scene: Scene, complement: Complement) -> bool:
    """Whether what was said "came in" a document."""
    first, last = complement.zone
    if first < last and scene.is_(first, "therein"):
        return complement.opening in ("that", "quote", "colon")  # "issued a statement in which came: …"
    if scene.any(complement.zone[1], "that.bi", "bi"):
        return True  # no document, but a reply, spelt alike behind "and"
    return first < last and scene.is_(first, "prep.in") and scene.is_(first + 1, "document")


def has_whom(taken: Frame) -> bool:
    """Whether a verb names whom it is said to or of."""
    return any(item.startswith("whom") for item in taken.takes)


def _lifeless(scene: Scene, index: int, complement: Complement) -> bool:
    """Whether the subject next to a verb is nothing that speaks: signs, results, figures."""
    first = complement.zone[0]
    if first < complement.zone[1] and complement.opening != "object" and scene.is_(first, "inanimate"):
        return True
    begin = phrase_before(scene, index, scene.sentence(index).start)
    return any(scene.any(i, "inanimate", "there") for i in range(begin, min(index, begin + 2)))
