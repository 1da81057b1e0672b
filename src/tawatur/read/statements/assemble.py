"""From cues to statements: extents, speakers carried on, chains, acts and modes put together in the order of the text."""

from __future__ import annotations

from bisect import bisect_left

import msgspec
from msgspec.structs import replace

from tawatur.model.chain import Hop
from tawatur.model.marks import Act, Anonymous, Mode, Statement, mark_id
from tawatur.model.span import Span
from tawatur.model.trace import Step, Trace
from tawatur.read.statements.attributions import Attribution, find_attributions
from tawatur.read.statements.borders import Borders, borders
from tawatur.read.statements.chains import hop_at, hops_of, own_outlet, relay_hop, speaker_hop, told_to
from tawatur.read.statements.cues import Cue, find_cues
from tawatur.read.statements.extents import Extent, attributed, before_cue, extent, sentence_before
from tawatur.read.statements.scene import Scene
from tawatur.read.statements.sources import source_of
from tawatur.read.statements.speakers import Speaker, Speakers
from tawatur.read.statements.titles import title_attribution


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A statement before its speaker is known."""

    cue: tuple[int, int]
    index: int
    feature: str
    source: tuple[int, int] | None
    extent: Extent
    act: Act
    rule: str
    kind: str
    hops: tuple[Hop, ...]
    zone: tuple[int, int]
    start: int
    nested: bool = False
    """Whether its cue stands inside another's quotation."""


def find_all(scene: Scene) -> list[Statement]:
    """All statements of an article."""
    cues = find_cues(scene)
    attributions = find_attributions(scene, cues)
    title = title_attribution(scene)
    taken = {found.verb for found in attributions if found.verb is not None}
    around = borders([cue for cue in cues if cue.index not in taken], attributions)
    drafts = [draft for cue in around.cues if (draft := _from_cue(scene, cue, around)) is not None]
    drafts.sort(key=lambda draft: draft.index)
    drafts = [draft for draft in drafts if not _already_told(draft, drafts)]
    alone: list[Draft] = []
    for found in attributions:
        leads = found.leading and sentence_before(scene, found) is None
        host = None if leads else _told_before(scene, found, drafts)
        if host is not None:
            hop = relay_hop(scene, found)
            if hop is not None and all(hop.name != held.name for held in drafts[host].hops):
                drafts[host] = replace(drafts[host], hops=(hop, *drafts[host].hops))
            continue
        draft = _from_attribution(scene, found, around)
        if draft is not None:
            alone.append(draft)
    drafts += alone
    if title is not None and not any(draft.index in scene.analysis.paragraphs[0] for draft in drafts):
        heading = _from_attribution(scene, title, around)
        drafts += [heading] if heading is not None else []
    drafts.sort(key=lambda draft: (draft.index, draft.extent.parts))
    return _spoken(scene, drafts)


def _already_told(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether an "as he said" stands behind words that another cue has told."""
    if draft.kind != "behind" or draft.extent.why != "cue-behind":
        return False
    first, last = draft.extent.parts[0]
    place = bisect_left(drafts, first, key=lambda other: other.index)
    return place < len(drafts) and drafts[place].index < last and drafts[place].kind == "verb"


def _told_before(scene: Scene, found: Attribution, drafts: list[Draft]) -> int | None:
    """The statement that an "according to" is laid over: the last one whose cue stands before it in its sentence."""
    floor = scene.sentence(found.cue[0]).start
    earlier = sentence_before(scene, found)
    floor = floor if earlier is None else earlier.start
    before = found.start - 1
    quote = scene.quotes.ending(before - 1 if scene.is_(before, "comma") else before)
    if quote is not None:
        floor = min(floor, scene.sentence(quote.first - 1).start)  # a quotation of several sentences
    place = None
    for number in range(bisect_left(drafts, floor, key=lambda draft: draft.index), len(drafts)):
        if drafts[number].index >= found.start:
            break
        if drafts[number].kind not in ("attribution", "noun"):
            place = number
    if place is None:
        return None
    apart = any(
        scene.any(i, "contrast", "contrast.full") and scene.quotes.within[i] < 0
        for i in range(drafts[place].index + 1, found.start)
    )
    return None if apart else place


def _from_cue(scene: Scene, cue: Cue, around: Borders) -> Draft | None:
    found = before_cue(scene, cue) if cue.kind == "behind" else extent(scene, cue, around)
    if found is None:
        return None
    if "mental" in cue.frame and scene.quotes.around(cue.index) is not None and not found.quoted:
        return None  # what somebody quoted says that others think
    source = source_of(scene, cue)
    if source is not None and cue.complement is None and source[1] <= cue.index and cue.kind == "behind":
        source = None
    end = source[1] if source else cue.index + 1
    zone = cue.complement.zone if cue.complement is not None else (cue.index + 1, end)
    why = cue.complement.opening if cue.complement is not None else "behind"
    return Draft(
        cue=(cue.index, cue.index + 1),
        index=cue.index,
        feature=cue.feature,
        source=source,
        extent=found,
        act="say" if "neg" in cue.frame and scene.is_(cue.index - 1, "negation") else cue.frame.act,
        rule=f"{cue.kind}-{why}",
        kind=cue.kind,
        nested=scene.quotes.around(cue.index) is not None and not found.quoted,
        hops=hops_of(scene, cue, end + 12) or _told_behind(scene, found),
        zone=zone,
        start=cue.start,
    )


def _told_behind(scene: Scene, found: Extent) -> tuple[Hop, ...]:
    """The outlet spoken to, where it is named behind the content ("…, in an interview with X")."""
    if found.why != "place-told":
        return ()
    first = found.parts[-1][1]
    hop = told_to(scene, first, scene.sentence(first - 1).stop)
    return (hop,) if hop is not None and not own_outlet(scene, hop.name) else ()


def _from_attribution(scene: Scene, found: Attribution, around: Borders) -> Draft | None:
    content = attributed(scene, found, around)
    if content is None:
        return None
    teller = hop_at(scene, *found.teller) if found.teller is not None else None
    hops = (teller,) if teller is not None and not own_outlet(scene, teller.name) else ()
    return Draft(
        cue=found.cue, index=found.cue[0], feature="", source=found.source, extent=content, act=found.frame.act,
        rule=found.rule, kind="attribution", hops=hops, zone=(found.cue[1], found.end), start=found.start,
    )  # fmt: skip


def _spoken(scene: Scene, drafts: list[Draft]) -> list[Statement]:
    """The drafts with their speakers, in the order of the text."""
    speakers = Speakers(scene)
    out: list[Statement] = []
    open_: list[tuple[Draft, Speaker, tuple[Hop, ...]]] = []
    for draft in drafts:
        open_ = [held for held in open_ if held[0].extent.parts[-1][1] > draft.index]
        outer = next(
            ((d, s, c) for d, s, c in reversed(open_) if any(a <= draft.index < b for a, b in d.extent.parts)), None
        )
        speaker = speakers.of(draft.source, draft.feature, draft.kind, draft.index, outer[1] if outer else None)
        if outer is not None and _of_its_own(scene, draft, speaker, outer):
            continue
        chain = _chain(draft, speaker, speakers, outer)
        if outer is None:
            speakers.said(speaker, draft.index, "" if draft.kind == "relay" else draft.feature, chain)
        open_.append((draft, speaker, chain))
        out.append(_statement(scene, draft, speaker, chain))
    return out


def _of_its_own(scene: Scene, draft: Draft, speaker: Speaker, outer: tuple[Draft, Speaker, tuple[Hop, ...]]) -> bool:
    """Whether a verb within somebody's quoted words tells of nobody else: of himself, or of what things do."""
    if draft.source is not None and draft.source[1] - draft.source[0] == 1 and scene.is_(draft.source[0], "own-land"):
        return True  # "his country believes that": no more than he himself says
    quoted = draft.nested and draft.kind == "verb" and outer[0].extent.quoted
    return quoted and (draft.source is None or speaker.name == outer[1].name)


def _chain(
    draft: Draft,
    speaker: Speaker,
    speakers: Speakers,
    outer: tuple[Draft, Speaker, tuple[Hop, ...]] | None,
) -> tuple[Hop, ...]:
    hops = tuple(hop for hop in draft.hops if hop.name != speaker.name)
    if outer is not None:
        above = outer[1]
        if above.name is not None and above.span is not None and above.name != speaker.name:
            return (*outer[2], speaker_hop(above.name, above.span), *hops)
        return outer[2] or hops
    if hops:
        return hops
    return speakers.carried_chain(speaker)


def _statement(scene: Scene, draft: Draft, speaker: Speaker, chain: tuple[Hop, ...]) -> Statement:
    cue = scene.span(*draft.cue)
    contents = tuple(_content(scene, first, last) for first, last in draft.extent.parts)
    source = scene.span(*draft.source) if draft.source else None
    time = _time(scene, draft)
    steps = [Step("cue", draft.act, cue)]
    if source is not None:
        steps.append(Step("source", draft.rule, source))
    steps.append(Step("content-end", draft.extent.why, contents[-1]))
    steps.extend(speaker.steps)
    steps.extend(Step("hop", hop.name, hop.span) for hop in chain)
    return Statement(
        id=mark_id("statement", scene.article.id, cue, *contents),
        cue=cue,
        source=source,
        speaker=speaker.name,
        named=speaker.named,
        anonymous=_with_reason(scene, draft, speaker.anonymous),
        contents=contents,
        mode=_mode(scene, draft),
        act=draft.act,
        chain=chain,
        time=time,
        trace=Trace(f"statements/{draft.rule}", tuple(steps)),
    )


def _content(scene: Scene, first: int, last: int) -> Span:
    """The place of a content; the particle that governs its first word and is written in one with it is left out."""
    span = scene.span(first, last)
    if not scene.any(first, "bi.masdar", "bi.what"):
        return span
    particle = next((len(front.form) for front in scene.analysis.pack.clitics.front if front.cls == "bi"), 0)
    return Span(span.start + particle, span.end)


def _with_reason(scene: Scene, draft: Draft, anonymous: Anonymous | None) -> Anonymous | None:
    """What is told of an unnamed speaker, with the words between cue and content that say why no name is given."""
    if anonymous is None:
        return None
    first, last = draft.zone
    for index in range(first, last):
        entry = scene.units[index].entry("cue") if scene.is_(index, "cue") else None
        asks = entry is not None and "aside" in entry.value.split() and index > first
        if asks or scene.is_(index, "condition"):
            end = next((i for i in range(index, last) if scene.is_(i, "comma")), last)
            return msgspec.structs.replace(anonymous, reason=scene.span(index, end))
    return anonymous


def _mode(scene: Scene, draft: Draft) -> Mode:
    if draft.extent.quoted:
        return "direct"
    if draft.nested:
        return "indirect"
    inside = True
    some = False
    for first, last in draft.extent.parts:
        around = scene.quotes.within[first]
        if around < 0 or any(scene.quotes.within[i] < 0 for i in range(first, last)):
            inside = False
        if any(scene.quotes.at(i) is not None and _spoken_quote(scene, i) for i in range(first, last)) or (
            around >= 0 and not inside
        ):
            some = True
    if inside:
        return "direct"
    return "mixed" if some else "indirect"


def _spoken_quote(scene: Scene, index: int) -> bool:
    """Whether a quote inside a content is the speaker's words rather than a name."""
    quote = scene.quotes.at(index)
    return quote is not None and not scene.is_(index - 1, "outlet.head") and quote.first not in scene.in_name


def _time(scene: Scene, draft: Draft) -> str | None:
    """The time said between cue and content, or right before the cue."""
    for index in range(*draft.zone):
        if index in scene.times:
            return scene.times[index][1].id
    at = draft.start
    for first in range(max(0, at - 5), at):
        if first in scene.times and scene.times[first][0] >= at - 1 and first >= scene.sentence(draft.index).start:
            return scene.times[first][1].id
    return None
