"""Tables: data frames in, Arrow tables out.

In: whatever has the Arrow PyCapsule interface, or a dict of columns. Out: TableScores, which has
it, too. Imports none of the packages it speaks with. Tests: bindings/python/tests/test_tables.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Protocol

from . import _asked, _core, _waterfall
from ._asked import Fixed
from ._errors import Error

_SHOWN = 10  # rows in a notebook


class Bar(Protocol):
    """What tqdm's bars have."""

    total: Any

    def update(self, n: Any = ..., /) -> Any: ...


Progress = Callable[[float], Any] | Bar


class ArrowTable(Fixed):
    """A table with the Arrow PyCapsule interface: pyarrow.table(it), polars.DataFrame(it),
    pandas.DataFrame.from_arrow(it) and DuckDB take it. It may be taken many times."""

    def __init__(self, core: _core.Scores, what: str) -> None:
        self._scores = core
        self._what = what

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Batches; a requested schema is not looked at, as the interface allows."""
        return self._scores.stream(self._what)

    def __arrow_c_schema__(self) -> object:
        return self._scores.schema(self._what)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return _core.arrow_rows(self, 0)[0]

    def to_rows(self, most: int | None = None) -> list[dict[str, Any]]:
        """Rows as dicts with Decimals, dates and texts: for a look, or without any data frame."""
        names, rows = _core.arrow_rows(
            self, -1 if most is None else _asked.whole(most, "most", 2**62)
        )
        return [dict(zip(names, row, strict=True)) for row in rows]

    def __repr__(self) -> str:
        return f"<ArrowTable: {', '.join(self.columns[:8])}>"

    def _repr_html_(self) -> str:
        names, rows = _core.arrow_rows(self, _SHOWN + 1)
        more = "the first rows" if len(rows) > _SHOWN else ""
        return _waterfall.table_html(names, rows[:_SHOWN], more)


class TableScores(ArrowTable):
    """What came of a table: a row for each participant, in the order of the frame.

    The id as it was given, if there is one, then a column for each total, the grade and each
    outcome, by first names. Null: not scored, not rated, withheld.

    >>> import meritum
    >>> plan = meritum.load("examples/first-plan/plan.merit")
    >>> scores = plan.score_table({"id": [7, 8], "sales": [1320, 950], "target": [1000, None]})
    >>> scores.to_rows()
    [{'id': 7, 'score': Decimal('120'), 'grade': 'A'}, {'id': 8, 'score': None, 'grade': None}]
    >>> len(scores), scores.scored, scores.errors.to_rows()[0]["code"]
    (2, 1, 'F0101')
    """

    def __init__(self, core: _core.Scores) -> None:
        super().__init__(core, "results")

    def __len__(self) -> int:
        """Participants, scored or not."""
        return self._scores.participants

    @property
    def scored(self) -> int:
        """Participants without an error."""
        return self._scores.scored

    @cached_property
    def lines(self) -> ArrowTable:
        """The id, then a column of points for each line, by `Line.line`. Needs keep="lines"."""
        if not self._scores.has_lines:
            raise Error('the lines were not kept: score_table(..., keep="lines")')
        return ArrowTable(self._scores, "lines")

    @cached_property
    def errors(self) -> ArrowTable:
        """What is wrong with the facts, a row each: row, id, fact, code, message."""
        return ArrowTable(self._scores, "errors")

    @property
    def notices(self) -> tuple[str, ...]:
        """Columns, lists and fields that the plan does not know, in words."""
        return tuple(self._scores.notices())

    @cached_property
    def _wrong(self) -> int:
        return self._scores.errors

    def _told(self) -> str:
        told = f"{self.scored:,} of {len(self):,} participants scored"
        wrong = self._wrong
        return told + (f", {wrong:,} error{'s' * (wrong != 1)}" if wrong else "")

    def __repr__(self) -> str:
        return f"<TableScores: {self._told()}; {', '.join(self.columns[:8])}>"

    def _repr_html_(self) -> str:
        names, rows = _core.arrow_rows(self, _SHOWN)
        return _waterfall.table_html(names, rows, self._told())


def score_table(
    plan: _core.Plan,
    frame: Any,
    *,
    lists: Mapping[str, Any],
    id: str,
    owner: str,
    keep: str,
    threads: int,
    params: Mapping[str, Any] | None,
    progress: Progress | None,
    allow_float: bool,
) -> TableScores:
    """`Plan.score_table`, which says what it does."""
    if keep not in ("results", "lines"):
        raise ValueError(f'keep is "results" or "lines" for a table, not "{keep}"')
    if not isinstance(lists, Mapping):
        raise TypeError(
            f"lists is a dict of tables by the names of the plan's lists, "
            f"not of type {type(lists).__name__}"
        )
    threads = _asked.whole(threads, "threads (0: all processors)")
    core = _core.score_arrow(
        plan,
        arrow_of(frame, allow_float),
        [
            (_asked.text(name, "a list's name"), arrow_of(items, allow_float))
            for name, items in lists.items()
        ],
        _asked.text(id, "id"),
        _asked.text(owner, "owner"),
        keep,
        threads or os.cpu_count() or 1,
        params,
        _shares_to(progress),
        bool(allow_float),
    )
    return TableScores(core)


def arrow_of(frame: Any, allow_float: bool = False) -> Any:
    """Something with the interface. Of pandas, without an index that is nothing but row numbers."""
    if isinstance(frame, Mapping):
        return _core.ArrowColumns(dict(frame), bool(allow_float))
    if type(frame).__module__.split(".")[0] == "pandas" and hasattr(frame, "index"):
        index = frame.index
        if type(index).__name__ != "RangeIndex" and all(name is None for name in index.names):
            return frame.reset_index(drop=True)
    return frame


def _shares_to(progress: Progress | None) -> Callable[[float], Any] | None:
    """A function of the share that is done, of a bar or a function."""
    if progress is None or not hasattr(progress, "update"):
        return progress
    bar: Any = progress
    if not bar.total:
        bar.total = 100
    whole: int = bar.total
    told = 0

    def share(done: float) -> None:
        nonlocal told
        reached = int(done * whole)
        if reached > told:
            bar.update(reached - told)
            told = reached

    return share
