"""Populations: rows of Python and of files, results by place and id, their texts and summary."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import meritum
import pytest

QUARTER = "examples/electronics-quarter"


@dataclass
class Row:
    id: str
    sales: int
    target: int


def test_rows_of_any_kind(first: meritum.Plan) -> None:
    def rows() -> Iterator[Any]:
        yield Row("ann", 5, 5)
        yield {"id": 7, "sales": "4", "target": Decimal(5)}

    results = first.score_all(rows())
    assert results.ids == ("ann", "7")
    assert [card.score for card in results] == [100, 90]
    assert (len(results), results.errors, results.period) == (2, (), "")
    assert (results.totals, results.outcomes) == (("score",), ())


def test_places_and_ids(first: meritum.Plan) -> None:
    results = first.score_all([Row(name, 5, 5) for name in "abc"])
    assert results["b"].id == results[1].id == results[-2].id == "b"
    assert [card.id for card in results[1:]] == ["b", "c"]
    with pytest.raises(IndexError):
        results[3]
    with pytest.raises(KeyError):
        results["d"]
    assert repr(results) == "<Results: 3 cards, 0 errors>"


def test_the_name_of_ids(first: meritum.Plan) -> None:
    rows = [{"who": "ann", "sales": 5, "target": 5}, {"who": "bob", "sales": 5}]
    results = first.score_all(rows, id="who")
    assert results.ids == ("ann",)
    assert [(error.id, error.code) for error in results.errors] == [("bob", "F0101")]


def test_a_float_in_a_row(first: meritum.Plan) -> None:
    rows = [{"id": "ann", "sales": 0.5, "target": 1}]
    with pytest.raises(meritum.FactTypeError, match=r"`sales` is the float 0\.5"):
        first.score_all(rows)
    assert first.score_all(rows, allow_float=True)["ann"].score == 75


def test_periods(first: meritum.Plan) -> None:
    rows = [
        {"id": "ann", "period": "2026-Q2", "sales": 5, "target": 5},
        {"id": "ann", "period": "2026-Q3", "sales": 4, "target": 5},
    ]
    assert first.score_all(rows)["ann"].score == 90
    assert first.score_all(rows, period="2026-Q2")["ann"].score == 100
    with pytest.raises(meritum.Error, match="has no period"):
        first.score_all(rows, period="2026-Q1")


def test_nobody(first: meritum.Plan) -> None:
    results = first.score_all([])
    assert (len(results), list(results), results.errors) == (0, [], ())


def test_data(quarter: meritum.Plan) -> None:
    data = quarter.read(f"{QUARTER}/data")
    assert len(data.records) == len(data) > 20
    again = quarter.score_all(data.records)
    results = quarter.score_all(data)
    shared = [card for card in again if card.id in results.ids]
    assert shared
    assert all(results[card.id].lines == card.lines for card in shared)
    assert repr(data).startswith("<Data of ")
    assert meritum.read_data(quarter, f"{QUARTER}/data").records == data.records


def test_other_names(first: meritum.Plan, tmp_path: Path) -> None:
    (tmp_path / "participants.csv").write_text("no,Net sales,target,phone\nann,5,5,1\n")
    (tmp_path / "names.yaml").write_text("id: no\nsales: Net sales\n")
    names = {"id": "no", "sales": "Net sales"}
    for given in (names, tmp_path / "names.yaml"):
        data = first.read(tmp_path, names=given)
        assert any("phone" in notice for notice in data.notices)
        assert first.score_all(data)["ann"].score == 100
    (tmp_path / "participants.csv").write_bytes("id,sales,target\n安,5,5\n".encode("gb18030"))
    assert first.score_all(first.read(tmp_path, encoding="gb18030")).ids == ("安",)


def test_rows_that_come_with_data(tmp_path: Path) -> None:
    plan = meritum.compile(
        "plan rated\nfact product text\ntable rates\n  by product text gives rate number 0 .. 1\n"
        "  rows from data\n  otherwise gives 0\noutcome rate = rates(product)\n"
    )
    (tmp_path / "data.json").write_text(
        '{"tables": {"rates": [{"product": "A", "rate": "3%"}]},'
        ' "participants": [{"id": "ann", "product": "A"}]}'
    )
    data = plan.read(tmp_path / "data.json")
    assert plan.score_all(data)["ann"].outcomes == {"rate": Decimal("0.03")}
    other = plan.with_tables(rates=[{"product": "A", "rate": "4%"}])
    assert other.score_all(data)["ann"].outcomes == {"rate": Decimal("0.04")}


def test_texts(
    quarter: meritum.Plan, program: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    results = quarter.score_all(quarter.read(f"{QUARTER}/data"))
    files = (f"{QUARTER}/plan.merit", f"{QUARTER}/data")
    assert str(results).strip() in program("score", *files).stdout
    assert results.to_text("zh") != results.to_text("en")
    assert results.summary_text().strip() in program("summary", *files).stdout
    assert quarter.replay(results.to_archive()).identical


def test_summary(quarter: meritum.Plan) -> None:
    results = quarter.score_all(quarter.read(f"{QUARTER}/data"))
    summary = results.summary(ends=1)
    best = max(results, key=lambda card: card.score or Decimal(0))
    assert [one["id"] for one in summary["best"]] == [best.id]
    assert summary["best"][0]["score"] == best.score
    assert summary["scored"] == len(results)
