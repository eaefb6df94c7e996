"""Tests of plans in pytest.

pytest collects every suite it finds, a test for each case, once this package is installed
(`plugin.py`). `assert_scores` compares the scores of a frame with expected
ones. Tests: bindings/python/tests/test_testing.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from .. import _core
from .._plan import Plan
from .._table import TableScores, arrow_of

__all__ = ["assert_scores"]

_SHOWN = 20  # differences

_Rows = list[dict[str, Any]]


def assert_scores(
    plan: Plan, frame: Any, expected: Any, *, id: str = "id", **options: Any
) -> TableScores:
    """Scores a frame and fails with every difference from what is expected.

    `expected` is a frame or a list of dicts. Its columns are totals, "grade", outcomes, or lines by
    `Line.line`; those it does not have are not compared. Rows belong together by the column `id`
    where both have it, else by their order. Numbers are compared as numbers: 118.5 is 118.50.
    `options` are those of `Plan.score_table`.

    >>> import meritum
    >>> plan = meritum.load("examples/first-plan/plan.merit")
    >>> people = {"id": ["ann", "bob"], "sales": [1320, 950], "target": [1000, 1000]}
    >>> assert_scores(plan, people, [{"id": "bob", "score": 97}, {"id": "ann", "grade": "B"}])
    Traceback (most recent call last):
    AssertionError: 2 of 2 values are not as expected:
      id   what   expected  actual
      bob  score  97        98
      ann  grade  B         A
    """
    __tracebackhide__ = True
    wanted = _rows(expected)
    lines = any("/" in name for row in wanted for name in row)
    if lines:
        options.setdefault("keep", "lines")
    scores = plan.score_table(frame, id=id, **options)
    found = scores.to_rows()
    if lines:
        found = [{**row, **more} for row, more in zip(found, scores.lines.to_rows(), strict=True)]
    differences, compared = _differences(wanted, found, id)
    problems = scores.errors.to_rows(_SHOWN)
    if differences:
        raise AssertionError(_told(differences, compared, problems))
    if not compared:
        raise AssertionError("nothing is expected: `expected` has no rows with a value to compare")
    return scores


def _rows(expected: Any) -> _Rows:
    if isinstance(expected, Sequence):
        return [dict(row) for row in expected]
    names, rows = _core.arrow_rows(arrow_of(expected), -1)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _differences(
    wanted: _Rows, found: _Rows, id: str
) -> tuple[list[tuple[str, str, str, str]], int]:
    """(who, what, expected, actual) for each, and how many values were compared."""
    keyed = bool(wanted and found) and all(id in row for row in wanted) and id in found[0]
    rows_of: dict[Any, dict[str, Any]] = {row[id]: row for row in found} if keyed else {}
    differences = []
    compared = 0
    if not keyed and len(wanted) != len(found):
        differences.append(("", "rows", str(len(wanted)), str(len(found))))
        compared += 1
    for at, row in enumerate(wanted):
        who = str(row[id]) if keyed else str(at)
        actual = rows_of.get(row[id]) if keyed else found[at] if at < len(found) else None
        if actual is None:
            differences += [(who, "row", "is scored", "is not there")] if keyed else []
            compared += keyed
            continue
        for what, value in row.items():
            if keyed and what == id:
                continue
            compared += 1
            if what not in actual:
                differences.append((who, what, _shown(value), "no such result"))
            elif not _same(value, actual[what]):
                differences.append((who, what, _shown(value), _shown(actual[what])))
    return differences, compared


def _same(wanted: Any, actual: Any) -> bool:
    if isinstance(actual, Decimal) and wanted is not None and not isinstance(wanted, bool):
        try:
            return Decimal(str(wanted)) == actual
        except InvalidOperation:
            return False
    return bool(wanted == actual) and isinstance(wanted, bool) == isinstance(actual, bool)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _told(
    differences: list[tuple[str, str, str, str]], compared: int, problems: list[dict[str, Any]]
) -> str:
    shown = [("id", "what", "expected", "actual"), *differences[:_SHOWN]]
    widths = [max(len(row[column]) for row in shown) for column in range(3)]
    page = [f"{len(differences)} of {compared} values are not as expected:"]
    for row in shown:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        page.append(("  " + "  ".join([*cells, row[3]])).rstrip())
    if len(differences) > _SHOWN:
        page.append(f"  and {len(differences) - _SHOWN} more")
    for problem in problems:
        page.append(
            f"  {problem.get('id', problem['row'])}: {problem['message']} [{problem['code']}]"
        )
    return "\n".join(page)
