"""Denials: whether one account outright denies, or calls a show, what another one asserts.

That two accounts share words is not enough: what is denied has to be what the other asserts, by the act and by most of
what it is told of, and neither may only suppose it, ask for it or report it to turn it down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tawatur.reconcile.claims.features import Scale
from tawatur.reconcile.manner import BEHIND, HEDGED, OF, OUTRIGHT, SUPPOSED, told_as
from tawatur.reconcile.opposing import Disputewords, Opposed, apart, crowded, topic_of
from tawatur.reconcile.told import Told

_TELLING = 0.4
"""How telling the acts are that what is denied shares with what is asserted."""


def answered(told: Sequence[Told], words: Disputewords, scale: Scale) -> Iterator[Opposed]:
    """What somebody of one article outright denies, with what others assert of it there.

    Within an article each is held against each: what is denied is seldom told in the same words.
    """
    stated = [t for t in told if t.statement is not None]
    for denier in stated:
        if denier.dismissal or denier.statement is None or denier.statement.act != "deny":
            continue
        for teller in stated:
            asserts = teller.account.stance == "asserts" and denier.account.stance == "denies"
            if asserts and denier.account.speaker != teller.account.speaker and denied(denier, teller, words, scale):
                yield Opposed(teller, denier, "cause" if denier.caused else "denial", topic_of(teller, denier), ())


def denied(denier: Told, teller: Told, words: Disputewords, scale: Scale) -> bool:
    """Whether one account outright denies what the other asserts: a telling act, and most of what it is told of.

    In a large ledger more is asked, and most in another article: there somebody has to say outright that he denies
    what somebody else said within the same days.
    """
    if OUTRIGHT not in denier.manner or HEDGED in teller.manner or denier.qualified - teller.qualified:
        return False
    says_no = denier.statement is not None and denier.statement.act == "deny"
    if not says_no and (denier.statement is None or teller.statement is None):
        return False  # what the author tells as the background is not what somebody answers
    if _rebuts(teller, words) or _of_others(denier, teller):
        return False
    core = _core(denier, words) - teller.speaker_keys
    acts = [act for act in denier.acts if act in core]
    averted = {act for before, act in teller.steps if before in words.averting}
    asserted = (
        (teller.weights.keys() | words.acts_of(teller)) - teller.denied - told_as(teller.manner, SUPPOSED) - averted
    )
    told = [act for act in acts if act in asserted]
    if told and not words.acts_of(teller).union(teller.acts).intersection(told):
        return False  # it tells but of something that was done beside it
    rarity = scale.rarity
    share = _share(core, denier, teller, rarity)
    met = core & asserted
    accused = says_no and teller.statement is not None and teller.statement.act == "accuse"
    if accused and denier.article == teller.article and _charged_with(denier, teller) and len(met) > 1:
        return share >= _MATTER_SMALL
    if not acts:
        return says_no and denier.article == teller.article and len(met) > 1 and share >= _MATTER_APART
    if not told or 2 * len(told) < len(acts) or sum(map(rarity, told)) < _TELLING:
        return False
    things = {key for key in core - set(acts) if not key.startswith("@")}
    if not crowded(denier, teller, scale.crowd):
        beside = {t.key for t in denier.terms} - set(denier.acts)
        return share >= _MATTER_SMALL and bool((things or beside) & asserted or not beside)
    about = _share(things, denier, teller, rarity) if things else 1.0
    if about < _MATTER_SMALL or (BEHIND in denier.manner and not _charged_with(denier, teller)):
        return False
    if denier.article == teller.article:
        answers = says_no and teller.statement is not None
        named = bool(answers and {t.key for t in denier.terms} & teller.speaker_keys)
        return share >= (_MATTER_SMALL if named else _MATTER_SAID if answers else _MATTER)
    said = says_no and teller.statement is not None and (apart(denier, teller) or 0) <= _DAYS
    taken_up = _share({t.key for t in teller.terms}, teller, denier, rarity)
    return said and BEHIND not in denier.manner and len(met) > 1 and share >= _MATTER_APART and taken_up >= _ABOUT


def _core(denier: Told, words: Disputewords) -> set[str]:
    """The keys of what is denied: not who told it, nor what is told instead, supposed or said in passing."""
    keys = {t.key for t in denier.terms if not denier.denied or t.key in denier.denied}
    core = keys - words.accusing - words.hollow - denier.instead - told_as(denier.manner, SUPPOSED)
    core = (core - told_as(denier.manner, OF)) or core
    return (core - words.existing) or core


def _rebuts(told: Told, words: Disputewords) -> bool:
    """Whether an account tells of an accusation to turn it down, or calls something a show: it asserts nothing of it."""
    accuses = told.statement is not None and told.statement.act == "accuse"
    return bool(words.hollow & set(told.acts)) or (not accuses and "ACCUSE" in told.acts)


def _of_others(denier: Told, teller: Told) -> bool:
    """Whether each tells of a nation that the other does not: that one state stays is no answer to another's leaving."""
    mine, theirs = ({t.key for t in told.terms if t.key.startswith("@")} for told in (denier, teller))
    return bool(mine - theirs) and bool(theirs - mine)


def takes_back(told: Told, words: Disputewords) -> bool:
    """Whether an account calls the charge of making things up a lie, or goes on about something told before ("which …")."""
    acts = set(told.acts)
    return bool(words.hollow & acts) and (told.leans or ("ACCUSE" in acts and bool(words.lies & acts)))


def _charged_with(denier: Told, teller: Told) -> bool:
    """Whether an account lays something to whom another one clears of it, or to whoever speaks there."""
    cleared = {key for key in denier.weights if key.startswith("@")} or {
        key for key in denier.speaker_keys if key.startswith("@")
    }
    return bool(cleared & teller.weights.keys())


def _share(core: set[str], denier: Told, teller: Told, rarity: Callable[[str], float]) -> float:
    """The share of what is denied that the other account tells."""
    much = {key: denier.weights[key] * max(_COMMON, rarity(key)) for key in core if denier.weights[key]}
    told = sum(
        weight * min(1.0, teller.weights[key] / denier.weights[key])
        for key, weight in much.items()
        if key in teller.weights and key not in teller.denied
    )
    return told / (sum(much.values()) or 1.0)


_ABOUT = 0.35
"""Share of what the other account tells that the denial takes up, where the two stand in two articles."""
_DAYS = 5
"""Days between an assertion in one article of a large ledger and its denial in another."""
_FEWEST = 2
"""Acts that what is called a show and what is told as done share, in a large ledger."""
_COMMON = 0.15
"""What a word that stands everywhere in the ledger counts for all the same."""
_MATTER_SMALL, _MATTER_SAID, _MATTER, _MATTER_APART = 0.3, 0.4, 0.5, 0.7
"""How much of what is denied the other account tells, to be meant: in a small ledger, in a large one, and in another
article of it."""


def called_a_show(a: Told, b: Told, words: Disputewords, scale: Scale) -> bool:
    """Whether one account calls a show what the other tells as done."""
    for x, y in ((a, b), (b, a)):
        if x.statement is None or not words.hollow & set(x.acts) or words.hollow & set(y.acts):
            continue
        if HEDGED in y.manner or y.account.stance == "denies" or _rebuts(y, words) or takes_back(x, words):
            continue
        shared = {k for k in x.weights if k in y.acts and k not in words.hollow}
        if crowded(x, y, scale.crowd) and not _shown(x, y, shared):
            continue
        if y.head in shared and sum(map(scale.rarity, shared)) >= _TELLING:
            return True
    return False


def _shown(x: Told, y: Told, shared: set[str]) -> bool:
    """Whether one account asserts in earnest what the other calls a show: in one article, or with proof beside it."""
    if len(shared) < _FEWEST:
        return False
    proves = "EVIDENCE" in y.weights or (y.statement is not None and y.statement.act in ("accuse", "confirm"))
    return x.article == y.article or (proves and (apart(x, y) or 0) <= 1)
