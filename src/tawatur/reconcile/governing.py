"""States, their governments and capitals, and bodies told without whose they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from tawatur.model.ids import content_id
from tawatur.reconcile.capitals import capitals
from tawatur.reconcile.namewords import GROUP
from tawatur.reconcile.roster import Roster


def told_homes(roster: Roster) -> set[str]:
    """What the names of states would have in common with the adjectives of the bodies and offices that are told."""
    bodies = (key for key, known in roster.known.items() if known.kind == "body" and not known.countries)
    words = [key.rsplit(maxsplit=1)[-1] for key in bodies if " " in key]
    words += [state for states in roster.states.values() for state in states if not state.startswith("@")]
    return {home for word in words if (home := roster.words.home_of(word))}


def join_heads(roster: Roster) -> None:
    """Let a body told by its head alone, and a group told without its patron, stand for the only one there is."""
    owners: dict[str, list[str]] = defaultdict(list)
    for key, known in sorted(roster.known.items()):
        if known.kind in ("body", "group") and " " in key:
            head = " ".join(key.split()[:2]) if key.startswith(GROUP) else key.split()[0]
            if head != key and head not in roster.words.government:
                owners[head].append(key)
    for head, keys in owners.items():
        alone = roster.known.get(head)
        if alone is not None and alone.kind in ("body", "group") and len(keys) == 1:
            roster.merge(head, keys[0])


def join_governments(roster: Roster) -> None:
    """Let a government told by its adjective stand for its state, and one without it for the only one there is."""
    stems, offices = roster.places(), roster.office_states()
    for key in sorted(k for k, known in roster.known.items() if known.kind == "body"):
        words = key.split()
        if len(words) == 2 and words[0] in roster.words.government:
            state = stems.get(roster.words.words.stem(words[1]))
            if state is not None:
                roster.merge(key, state)
        if len(words) > 1 and words[0] in roster.words.government and key in roster.known:
            roster.merge(key, _state_of(roster, " ".join(words[1:]), stems, offices))
    for head, keys in sorted(roster.governed.items()):
        owners = {roster.final(key) for key in keys} - {head}
        if head in roster.known and len(owners) == 1:
            roster.merge(head, owners.pop())


def join_capitals(roster: Roster) -> None:
    """Let a capital that no list knows stand for its state, wherever it is not told as a place."""
    stems, offices = roster.places(), roster.office_states()
    governed = {key for keys in roster.governed.values() for key in map(roster.final, keys)}
    states = {stem: key for stem, key in stems.items() if key in governed}
    for key, known in roster.known.items():
        last = key.split()[-1] if " " in key else ""
        state = stems.get(roster.words.words.stem(last)) if known.kind == "body" and last else None
        if state and state != last:
            states[roster.words.words.stem(last)] = state
    seats = [msgspec.structs.replace(m, seat=offices.get(roster.final(m.seat), m.seat)) for m in roster.seats]
    for city, state in capitals(seats, states, roster.words.words.stem).items():
        if city not in roster.known or roster.judged.parted(content_id("actor", city), content_id("actor", state)):
            continue
        here = roster.known[city]
        roster.known[state].mentions.extend(place for place in here.mentions if place not in roster.located)
        here.mentions[:] = [place for place in here.mentions if place in roster.located]
        roster.resolved.clear()
        roster.by_name[city] = state
        if not here.mentions:
            del roster.known[city]
            roster.alias[city] = state


def _state_of(roster: Roster, name: str, stems: Mapping[str, str], offices: Mapping[str, str]) -> str:
    """The key of the state that a person, told by his name or his family name, holds an office of; empty if none."""
    bearers = {
        roster.final(key)
        for key in roster.by_last.get(name.rsplit(maxsplit=1)[-1], ())
        if " " not in name or (key.split()[0] == name.split(maxsplit=1)[0] and set(name.split()) <= set(key.split()))
    }
    whole = {key for key in bearers if key in roster.known and " " in key} or bearers
    if len(whole) != 1:
        return ""
    state = offices.get(whole.pop(), "")
    return state if state.startswith("@") else stems.get(roster.words.words.stem(state), "")


def join_nameless_states(roster: Roster) -> None:
    """Let a body told without its state be the one of the state that its articles tell of ("the national council").

    A body that the same article tells with its state is another one.
    """
    stems = roster.places()
    owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, known in sorted(roster.known.items()):
        words = key.split()
        state = stems.get(roster.words.words.stem(words[-1]))
        if not state and known.country:
            state = f"@{known.country}"
        if known.kind == "body" and len(words) > 2 and state in roster.known:
            owners[" ".join(words[:-1])].append((key, state))
    for short, found in sorted(owners.items()):
        if short not in roster.known or roster.known[short].kind != "body":
            continue
        here = roster.articles(short)
        if roster.known[short].countries:
            continue  # it is told with its state already
        told = {article: {roster.final(key) for key in roster.in_article[article]} for article in here}
        open_ = [(key, state) for key, state in found if not any(key in keys for keys in told.values())]
        if len(open_) == 1 and any(open_[0][1] in keys for keys in told.values()):
            roster.merge(short, open_[0][0])
