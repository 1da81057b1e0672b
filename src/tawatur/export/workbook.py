"""The tables as an Excel workbook, for the analyst who lives there: one sheet a table, heads fixed, filters set."""

from __future__ import annotations

from pathlib import Path

from tawatur.dossier.material import Material
from tawatur.errors import InputError
from tawatur.export.tables import tables
from tawatur.ledger.fields import Value
from tawatur.messages.sentence import why_not

_LONGEST = 32_767
"""Characters that a cell may hold (Excel's own limit)."""
_WIDE, _NARROW = 60, 14
_LONG_TEXTS = frozenset({"text", "content", "words", "gist", "title", "what", "why"})


def write_workbook(material: Material, path: Path, *, right_to_left: bool = True) -> None:
    """Write the workbook; InputError where the file cannot be written. A text that is too long for a cell is cut."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for table in tables(material):
        sheet = book.create_sheet(table.name)
        sheet.sheet_view.rightToLeft = right_to_left
        sheet.freeze_panes = "B2"
        last = get_column_letter(len(table.columns))
        sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
        for number, (name, _) in enumerate(table.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = _WIDE if name in _LONG_TEXTS else _NARROW
        heads = []
        for name, _ in table.columns:
            cell = WriteOnlyCell(sheet, value=name)
            cell.font = Font(bold=True)
            heads.append(cell)
        sheet.append(heads)
        for row in table.rows:
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value=_fitting(value))
                if isinstance(value, str):
                    # words that begin with "=" are words, and must never be run as a formula
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    try:
        book.save(path)
    except OSError as fault:
        raise InputError("file.unwritten", path=path, why=why_not(fault)) from fault


def _fitting(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    # control characters cannot stand in a workbook's XML
    return "".join(c for c in value if c >= " " or c in "\n\t")[:_LONGEST]
