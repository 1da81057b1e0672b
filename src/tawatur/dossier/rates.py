"""The measured error rates of the reader, as they ship with the program.

`make rates` measures the reading on the sample story's gold and writes them; a test holds the file to the reading.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from tawatur.dossier.material import Rates

FILE = "rates.json"


@cache
def measured() -> Rates | None:
    """The rates beside this module; None where none were shipped."""
    file = resources.files("tawatur.dossier").joinpath(FILE)
    if not file.is_file():
        return None
    told = json.loads(file.read_text("utf-8"))
    return Rates(
        measured_on=told["measured_on"],
        by_kind={kind: (pair["precision"], pair["recall"]) for kind, pair in told["by_kind"].items()},
    )
