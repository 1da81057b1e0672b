"""What a request asks for: declared parameters, their values checked, and cursors that hold their place."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from tawatur.errors import InputError

USUAL, MOST = 50, 500
"""Items a page: as a rule, and at most."""

Kind = Literal["text", "day", "flag", "limit", "cursor"]
Key = Sequence[str | int | None]


@dataclass(frozen=True)
class Parameter:
    """One thing that may be asked for in the query of an address."""

    name: str
    doc: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    required: bool = False


PAGING = (
    Parameter("limit", f"Items a page, at most {MOST}.", "limit"),
    Parameter("cursor", "Where the page begins: `next` of the page before.", "cursor"),
)
PUBLISHED = (
    Parameter("outlet", "The outlet, as its name is written."),
    Parameter("since", "First day of publication.", "day"),
    Parameter("until", "Last day of publication.", "day"),
)


class Asked:
    """The checked values of one request's parameters; InputError for what is unknown or does not fit."""

    def __init__(self, known: Sequence[Parameter], given: Mapping[str, str], place: str) -> None:
        names = {parameter.name: parameter for parameter in known}
        unknown = sorted(given.keys() - names.keys())
        if unknown:
            raise InputError("rest.parameter", name=unknown[0], known=sorted(names) or "-")
        self._values = {name: _value(names[name], value) for name, value in given.items() if value}
        for parameter in known:
            if parameter.required and parameter.name not in self._values:
                raise InputError("rest.missing", name=parameter.name)
        filters = sorted((name, str(value)) for name, value in self._values.items() if name not in ("limit", "cursor"))
        self._list = hashlib.sha256(repr((place, filters)).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def text(self, name: str) -> str | None:
        """A word or words."""
        value = self._values.get(name)
        return value if isinstance(value, str) else None

    def day(self, name: str) -> date | None:
        """A day."""
        value = self._values.get(name)
        return value if isinstance(value, date) else None

    def flag(self, name: str) -> bool | None:
        """Yes or no; null where nothing was said."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else None

    @property
    def limit(self) -> int:
        """How many items are wanted."""
        value = self._values.get("limit")
        return value if isinstance(value, int) else USUAL

    def after(self, *kinds: type) -> list[str | int | None] | None:
        """The key of the last item of the page before; InputError for a cursor of another list, or for none at all."""
        told = self.text("cursor")
        if told is None:
            return None
        try:
            found = msgspec.json.decode(
                base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)), type=list[str | int | None]
            )
        except (binascii.Error, ValueError, msgspec.DecodeError):
            raise InputError("rest.cursor") from None
        fits = len(found) == len(kinds) + 1 and all(
            part is None or isinstance(part, kind) for part, kind in zip(found[1:], kinds, strict=False)
        )
        if not fits or found[0] != self._list:
            raise InputError("rest.cursor")
        return found[1:]

    def cursor(self, key: Key) -> str:
        """The cursor of the page behind an item with this key."""
        return base64.urlsafe_b64encode(msgspec.json.encode([self._list, *key])).decode().rstrip("=")


def _value(parameter: Parameter, told: str) -> str | date | bool | int:
    name = parameter.name
    if "\x00" in told:  # no database takes it
        raise InputError("rest.text", name=name)
    match parameter.kind:
        case "day":
            try:
                return date.fromisoformat(told)
            except ValueError:
                raise InputError("rest.day", name=name, value=told) from None
        case "flag":
            if told not in ("true", "false"):
                raise InputError("rest.choice", name=name, value=told, known=("true", "false"))
            return told == "true"
        case "limit":
            if not (told.isascii() and told.isdigit() and len(told) < 6 and 1 <= int(told) <= MOST):
                raise InputError("rest.limit", name=name, value=told, most=MOST)
            return int(told)
        case _:
            if parameter.choices and told not in parameter.choices:
                raise InputError("rest.choice", name=name, value=told, known=parameter.choices)
            return told
