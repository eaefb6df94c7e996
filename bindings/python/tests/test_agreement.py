"""Every example, by every way Python has: the digits of the program `meritum`, and its lines."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import meritum
import polars as pl
import pyarrow as pa
import pytest

TOP = Path(__file__).resolve().parents[3]


def examples() -> list[tuple[str, str]]:
    """Plans with data beside them."""
    found = []
    for plan in sorted((TOP / "examples").rglob("*.merit")):
        for data in ("data", "data.yaml", "data.json"):
            if (plan.parent / data).exists():
                found.append(
                    (str(plan.relative_to(TOP)), str((plan.parent / data).relative_to(TOP)))
                )
    return found


EXAMPLES = examples()


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def told_by(card: meritum.Scorecard) -> dict[str, Any]:
    """A card as the program's JSON has it."""
    lines = [
        {
            "line": line.line,
            "rule": line.rule or None,
            "category": line.category or None,
            "total": line.total,
            "unit": line.unit,
            "points": line.points,
            "because": line.because or None,
        }
        for line in card.lines
    ]
    told = {
        "id": card.id,
        "score": card.score,
        "grade": card.grade or None,
        "outcomes": {name: plain(value) for name, value in card.outcomes.items()},
        "totals": card.totals,
        "lines": lines,
    }
    if card.not_rated:
        told["not_rated"] = card.not_rated
    if card.advice:
        told["advice"] = [{"rule": one.rule, "text": one.text} for one in card.advice]
    if card.warnings:
        told["warnings"] = list(card.warnings)
    return told


@pytest.fixture(params=EXAMPLES, ids=lambda example: example[0])
def example(request: pytest.FixtureRequest) -> tuple[meritum.Plan, str, str]:
    plan, data = request.param
    return meritum.load(TOP / plan), plan, data


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6


def test_cards(
    example: tuple[meritum.Plan, str, str],
    program: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    plan, file, data = example
    results = plan.score_all(plan.read(data))
    written = program("score", file, data, "--format", "json").stdout
    assert results.to_json() == written
    wanted = json.loads(written, parse_float=Decimal, parse_int=Decimal)["results"]
    assert [told_by(card) for card in results] == wanted
    assert results.to_csv() == program("score", file, data, "--format", "csv").stdout
    for card in list(results)[:3]:
        for lang in ("en", "zh"):
            words = ["explain", file, data, "--for", card.id, "--lang", lang]
            assert card.explain(lang=lang) == program(*words).stdout


def test_facts_of_python(example: tuple[meritum.Plan, str, str]) -> None:
    """The same people as dicts of Decimals, dates and bools."""
    plan, _, data = example
    results = plan.score_all(plan.read(data))
    rows = [{"id": card.id, "period": results.period, **card.facts} for card in results]
    again = plan.score_all(rows) if not results.errors else None
    if again is not None:
        assert [told_by(card) for card in again] == [told_by(card) for card in results]


def test_tables(example: tuple[meritum.Plan, str, str]) -> None:
    """The same people as columns, by Arrow."""
    plan, _, data = example
    results = plan.score_all(plan.read(data))
    if results.errors:
        pytest.skip("some are not scored, and others are compared with them")
    described = plan.describe()
    names = [one.name for one in [*described.facts, *described.lists]]
    columns: dict[str, Any] = {"id": list(results.ids)}
    columns |= {name: [card.facts.get(name) for card in results] for name in names}
    arrow = pa.table(meritum._core.ArrowColumns(columns))
    for frame in (columns, arrow, pl.DataFrame(arrow)):
        scores = plan.score_table(frame, keep="lines")
        assert scores.errors.to_rows() == []
        for card, row in zip(results, scores.to_rows(), strict=True):
            wanted = {"id": card.id, **card.totals, **card.outcomes}
            if card.grade:
                wanted["grade"] = card.grade
            assert row == wanted
        for card, row in zip(results, scores.lines.to_rows(), strict=True):
            moved = {line.line: line.points for line in card.lines if line.points}
            assert {name: value for name, value in row.items() if name != "id" and value} == moved
