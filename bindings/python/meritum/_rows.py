"""Rows for a plan's tables `rows from data`.

In: dicts, a text of CSV, or a file. Out: what `_core` takes. Tests:
bindings/python/tests/test_plan.py.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from . import _asked
from ._errors import Error, FactTypeError
from ._records import fields_of

TableRows = tuple[str, str, str, str, bool]
"""Table, text, format, a name for messages, whether the rows stand under `tables` in the text."""

_FORMATS = {".csv": "csv", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def rows_of(table: str, given: Any) -> TableRows:
    """A text is CSV; a path says by its name what it is."""
    if isinstance(given, str):
        return table, _asked.text(given, f"the text of `{table}`"), "csv", f"{table}.csv", False
    if isinstance(given, os.PathLike):
        path = Path(given)
        if path.suffix not in _FORMATS:
            raise ValueError(f"{path}: rows are in a file .csv, .yaml or .json")
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as wrong:
            raise Error(f"{path}: it is not in UTF-8") from wrong
        return table, text, _FORMATS[path.suffix], str(path), False
    if isinstance(given, (bytes, Mapping)) or not isinstance(given, Iterable):
        raise TypeError(
            f"the rows of `{table}` are a list of dicts, a text of CSV or the path of a file, "
            f"not of type {type(given).__name__}"
        )
    rows = [_row(f"`{table}`, row {at}", row) for at, row in enumerate(given)]
    text = _asked.text(json.dumps(rows, ensure_ascii=False, indent=0), f"`{table}`")
    return table, text, "json", table, False


def _row(where: str, row: Any) -> dict[str, str | None]:
    """`where`: rows count from 0."""
    fields = fields_of(row, f"{where}: a row is a dict, a dataclass or a model")
    return {
        _asked.text(name, f"{where}: a column's name"): _cell(f"{where}: `{name}`", cell)
        for name, cell in fields.items()
    }


def _cell(name: str, cell: Any) -> str | None:
    """`name`: for messages."""
    if isinstance(cell, Enum):
        return _cell(name, cell.value)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, datetime.date) and not isinstance(cell, datetime.datetime):
        return cell.isoformat()
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        shown = float.__repr__(cell)
        raise FactTypeError(
            f'{name} is the float {shown}. Scores are exact, so give Decimal("{shown}") or the '
            f'text "{shown}"'
        )
    if not hasattr(cell, "__index__"):
        raise FactTypeError(
            f"{name} is of type {type(cell).__name__}; a cell is an int, Decimal, str, bool or "
            f"datetime.date"
        )
    return str(cell.__index__())
