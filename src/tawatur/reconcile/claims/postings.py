"""Lists of accounts in the order of publication, of which the latest before an account are looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable
from operator import attrgetter

from tawatur.reconcile.prepared import Entry

_order = attrgetter("order")


class Postings:
    """Accounts by key, each list in the order of publication."""

    def __init__(self) -> None:
        self._lists: dict[Hashable, list[Entry]] = {}

    def add(self, key: Hashable, entry: Entry, most: int) -> list[Entry]:
        """Put an account in; those behind it that look `most` back and see it."""
        found = self._lists.get(key)
        if found is None:
            self._lists[key] = [entry]
            return []
        if found[-1].order <= entry.order:
            found.append(entry)
            return []
        place = bisect_left(found, entry.order, key=_order)
        found.insert(place, entry)
        return found[place + 1 : place + 1 + most]

    def before(self, key: Hashable, entry: Entry, most: int) -> list[Entry]:
        """The last `most` accounts of a key before one."""
        found = self._lists.get(key)
        if found is None:
            return []
        end = len(found)
        if found[-1].order >= entry.order:
            end = bisect_left(found, entry.order, key=_order)
        return found[max(0, end - most) : end]
