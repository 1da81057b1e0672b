"""The arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

LedgerArgument = Annotated[
    str, typer.Argument(metavar="LEDGER", help="The ledger: a file, or postgresql://USER@HOST/DATABASE.")
]
SourcesArgument = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE…", help="Files, folders or addresses in any mix and form; - is standard input."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, for programs.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
OutletOption = Annotated[str | None, typer.Option(help="Only articles of this outlet, as it is written.")]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DAY", help="Only articles published on or after this day (2026-05-03).")
]
UntilOption = Annotated[str | None, typer.Option(metavar="DAY", help="Only articles published on or before this day.")]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from addresses of private networks, too: for testing.")
]
