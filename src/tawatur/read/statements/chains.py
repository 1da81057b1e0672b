"""The way a statement took: agencies that relayed it, papers and broadcasters it was made to."""

from __future__ import annotations

from tawatur.language.outlets import Outlet, name_key, outlet_by_name
from tawatur.model.chain import Hop, HopRole
from tawatur.model.span import Span
from tawatur.read.statements.attributions import Attribution
from tawatur.read.statements.cues import Cue, relay_link
from tawatur.read.statements.openings import Complement
from tawatur.read.statements.phrases import noun_phrase, subject_before
from tawatur.read.statements.scene import Scene


def hops_of(scene: Scene, cue: Cue, end: int) -> tuple[Hop, ...]:
    """The hops that a cue's own words name, outermost first; the article's own outlet is none."""
    found = []
    if cue.kind == "relay" and cue.complement is not None:
        hop = _relaying(scene, cue, cue.complement)
        if hop is not None:
            found.append(hop)
    if cue.complement is not None and cue.kind == "verb":
        first, last = cue.complement.zone
        quoting = scene.first("accord.from", first, last)
        end_ = noun_phrase(scene, first, quoting) if quoting is not None else first
        teller = (first, end_)
        if quoting is not None and end_ == first:
            verb = cue.index - 1 if scene.is_(cue.index - 1, "perhaps") else cue.index
            teller = subject_before(scene, verb, scene.sentence(verb).start) or teller
        if teller[1] > teller[0]:
            found.append(hop_at(scene, *teller))
    if cue.complement is not None:
        hop = told_to(scene, *cue.complement.zone) or _informed(scene, cue, cue.complement)
    else:
        hop = told_to(scene, cue.index + 1, min(end, scene.sentence(cue.index).stop))
    if hop is not None:
        found.append(hop)
    return tuple(hop for hop in found if not own_outlet(scene, hop.name))


def _informed(scene: Scene, cue: Cue, complement: Complement) -> Hop | None:
    """The outlet that a verb such as "informed" has as its object."""
    first, last = complement.zone
    if cue.frame.act != "say" or "whom+that" not in cue.frame or cue.entry.part not in ("past", "present"):
        return None
    for index in range(first + 1, last):
        if scene.any(index, "prep", "comma", "venue", "li", "adverb"):
            return None
        if scene.is_(index - 1, "outlet.head"):
            continue
        if scene.is_(index, "outlet.head") or (index in scene.names and scene.names[index][1].kind == "outlet"):
            return _outlet(scene, index, last)
    return None


def _relaying(scene: Scene, cue: Cue, complement: Complement) -> Hop | None:
    link = relay_link(cue.frame) or "prep.about"
    first, last = complement.zone
    place = scene.first(link, first, last)
    end = noun_phrase(scene, first, last if place is None else place)
    if end > first:
        return hop_at(scene, first, end)
    return _relayer_before(scene, cue)


def _relayer_before(scene: Scene, cue: Cue) -> Hop | None:
    """The outlet that stands before its verb ("the paper X had quoted government sources as saying")."""
    verb = cue.index - 1 if scene.is_(cue.index - 1, "perhaps") else cue.index
    found = subject_before(scene, verb, scene.sentence(verb).start)
    if found is None:
        return None
    hop = hop_at(scene, *found)
    named = scene.names.get(found[0])
    outlet = scene.is_(found[0], "outlet.head") or (named is not None and named[1].kind == "outlet")
    return hop if outlet or hop.role != "other" else None


def told_to(scene: Scene, first: int, last: int) -> Hop | None:
    """The outlet that a speaker spoke to, named between a verb and its content."""
    for index in range(first, last):
        if not scene.is_(index, "told-to"):
            continue
        if scene.is_(index, "li") or (scene.is_(index, "adverb") and scene.any(index + 1, "outlet.head")):
            # "to the reporter of X" is told to X
            first_ = index + 2 if scene.is_(index + 1, "told") and index + 2 < last else index + 1
            hop = _outlet(scene, first_, last)
            if hop is not None:
                return hop
        if scene.is_(index, "venue"):
            for at in range(index + 1, min(last, index + 7)):
                if scene.any(at, "comma", "that", "colon"):
                    break
                if scene.any(at, "adverb", "li", "prep") or at in scene.names or scene.any(at, "outlet.head"):
                    begin = at if scene.any(at, "outlet.head") or at in scene.names else at + 1
                    if scene.is_(begin, "one-of"):
                        begin += 1
                    hop = _outlet(scene, begin, last)
                    if hop is not None:
                        return hop
    return None


def _outlet(scene: Scene, first: int, last: int) -> Hop | None:
    """The hop whose name begins at a unit, if an outlet's does; a social network is none."""
    if any(scene.is_(i, "social") for i in range(first, min(first + 4, last))):
        return None
    if first >= len(scene.units) or scene.units[first].pronoun:
        return None
    named = scene.names.get(first)
    if named is not None and named[1].kind == "outlet":
        return hop_at(scene, first, named[0])
    if scene.is_(first, "outlet.head"):
        end = noun_phrase(scene, first, max(last, first + 1))
        if scene.is_(end, "bracket_open"):
            close = next((i for i in range(end, min(end + 8, len(scene.units))) if scene.is_(i, "bracket_close")), None)
            end = close + 1 if close is not None else end
        return hop_at(scene, first, max(end, first + 1))
    quote = scene.quotes.at(first)
    begin, stop = (quote.first, quote.last) if quote is not None and quote.closed else (first, min(first + 3, last))
    for end in range(stop, begin, -1):
        words = scene.span(begin, end).cut(scene.analysis.text)
        outlet = outlet_by_name(words, scene.analysis.pack.code)
        if outlet is not None and (quote is not None or not outlet.common):
            return _hop(scene, begin, end, outlet.name)
        if quote is not None:
            break
    return None


def hop_at(scene: Scene, first: int, end: int) -> Hop:
    """The hop of a phrase, named as the text names it; a short form in brackets behind it belongs to it."""
    text, code = scene.analysis.text, scene.analysis.pack.code
    if scene.is_(end, "bracket_open"):
        close = next((i for i in range(end, min(end + 5, len(scene.units))) if scene.is_(i, "bracket_close")), None)
        end = close + 1 if close is not None else end
    words = scene.span(first, end).cut(text)
    outlet = outlet_by_name(words, code)
    for quote in (scene.quotes.at(i) for i in range(first, end)):
        if outlet is None and quote is not None and quote.closed and quote.last > quote.first:
            outlet = outlet_by_name(scene.span(quote.first, quote.last).cut(text), code)
    for index in range(first, end):
        if outlet is None and scene.is_(index, "bracket_open"):
            outlet = outlet_by_name(scene.units[index + 1].light, code)
    resolved = scene.roster.resolve(scene.span(first, end))
    return _hop(scene, first, end, _named(words, outlet, resolved.speaker, code))


def _named(words: str, outlet: Outlet | None, actor: str, code: str) -> str:
    """The outlet table's name where the text's words hold it, else the article's name for it."""
    if outlet is not None and set(name_key(outlet.name, code).split()) <= set(name_key(words, code).split()):
        return outlet.name
    return actor


def _hop(scene: Scene, first: int, end: int, name: str) -> Hop:
    outlet = outlet_by_name(name, scene.analysis.pack.code)
    role: HopRole = outlet.kind if outlet is not None else "other"
    return Hop(name=name, role=role, span=scene.span(first, end))


def relay_hop(scene: Scene, found: Attribution) -> Hop | None:
    """The outlet that an "according to" or an "as X reported" names; None where it names no outlet."""
    told = found.teller or found.source
    if told is None:
        return None
    first, end = told
    if scene.is_(first, "written") and scene.is_(first + 1, "li") and first + 2 < end:
        first += 2  # "a report of the newspaper X"
    named = scene.names.get(first)
    outlet = scene.is_(first, "outlet.head") or (named is not None and named[1].kind == "outlet")
    hop = hop_at(scene, first, end)
    if not outlet and hop.role == "other":
        return None
    return None if own_outlet(scene, hop.name) else hop


def speaker_hop(name: str, span: Span) -> Hop:
    """The hop that the outer speaker of a nested statement is."""
    return Hop(name=name, role="speaker", span=span)


def own_outlet(scene: Scene, name: str) -> bool:
    """Whether a name is that of the article's own outlet."""
    own = scene.article.outlet
    if not own:
        return False
    mine, theirs = outlet_by_name(own, scene.analysis.pack.code), outlet_by_name(name, scene.analysis.pack.code)
    if mine is not None and theirs is not None:
        return mine == theirs
    full = scene.analysis.pack.folding.full
    return full(own) == full(name)
