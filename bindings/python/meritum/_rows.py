"""Rows for a plan's tables `rows from data`.

In: dicts, a text of CSV, or a file. Out: what `_core` takes. Tests:
bindings/python/tests/test_plan.py.
"""

from __future__ import annotations

import datetime
import json
import os
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from ._errors import FactTypeError
from ._records import fields_of

TableRows = tuple[str, str, str, str, bool]
"""Table, text, format, a name for messages, whether the rows stand under `tables` in the text."""

_FORMATS = {".csv": "csv", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def rows_of(table: str, given: Any) -> TableRows:
    """A text is CSV; a path says by its name what it is."""
    if isinstance(given, str):
        return table, given, "csv", f"{table}.csv", False
    if isinstance(given, os.PathLike):
        path = Path(given)
        if path.suffix not in _FORMATS:
            raise ValueError(f"{path}: rows are in a file .csv, .yaml or .json")
        return table, path.read_text("utf-8"), _FORMATS[path.suffix], str(path), False
    rows = [{name: _cell(name, cell) for name, cell in fields_of(row).items()} for row in given]
    return table, json.dumps(rows, ensure_ascii=False, indent=0), "json", table, False


def _cell(name: str, cell: Any) -> str | None:
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
    if isinstance(cell, float) or not hasattr(cell, "__index__"):
        raise FactTypeError(
            f"`{name}` is of type {type(cell).__name__}; a cell is an int, Decimal, str, bool or "
            f"datetime.date"
        )
    return str(cell.__index__())
