"""Columns of the kinds each data frame has of its own: what they become, by every frame."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import duckdb
import meritum
import numpy as np
import pandas as pd
import polars as pl
import pytest
from conftest import FACTS

DAY = datetime.date(2026, 7, 1)
DEALS = [[{"amount": 4}, {"amount": 6}], [], [{"amount": 1}]]
WANTED = [
    [Decimal(5), Decimal("0.25"), True, DAY, "x", "green", Decimal(10)],
    [Decimal(0), Decimal(0), False, datetime.date(2000, 1, 1), "nothing", "red", Decimal(0)],
    [Decimal(-7), Decimal("-1.5"), False, DAY, "héé 好", "red", Decimal(1)],
]


@pytest.fixture(scope="module")
def values() -> meritum.Plan:
    """Results of tables are of 64 bits."""
    wide = "-10_000_000_000_000_000_000 .. 10_000_000_000_000_000_000"
    assert wide in FACTS
    return meritum.compile(FACTS.replace(wide, "-1_000_000_000 .. 1_000_000_000"))


def outcomes(scores: meritum.TableScores) -> list[list[Any]]:
    """Rows without the score."""
    return [[row[name] for name in scores.columns if name != "score"] for row in scores.to_rows()]


def pandas_frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "whole": pd.array([5, None, -7], dtype="Int64"),
            "fine": [Decimal("0.25"), None, Decimal("-1.50")],
            "truth": pd.array([True, None, False], dtype="boolean"),
            "day": pd.to_datetime(["2026-07-01", None, "2026-07-01"]),
            "word": ["x", None, "héé 好"],
            "kind": pd.Categorical(["green", None, "red"]),
            "deals": DEALS,
        }
    )


def polars_frame() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "whole": pl.Series([5, None, -7], dtype=pl.Int16),
            "fine": pl.Series([Decimal("0.25"), None, Decimal("-1.5")]),
            "truth": [True, None, False],
            "day": [DAY, None, DAY],
            "word": ["x", None, "héé 好"],
            "kind": pl.Series(["green", None, "red"], dtype=pl.Enum(["red", "green"])),
            "deals": DEALS,
        }
    )


def duckdb_relation() -> Any:
    return duckdb.sql(
        """
        select * from (values
          (5::hugeint::integer, 0.25::decimal(6, 4), true, date '2026-07-01', 'x',
           'green'::enum('red', 'green'), [{'amount': 4::utinyint}, {'amount': 6::utinyint}]),
          (null, null, null, null, null, null, []),
          (-7, -1.5, false, date '2026-07-01', 'héé 好', 'red', [{'amount': 1::utinyint}])
        ) as rows(whole, fine, truth, day, word, kind, deals)
        """
    )


def numpy_columns() -> dict[str, Any]:
    days = np.array(["2026-07-01", "NaT", "2026-07-01"], "datetime64[D]")
    return {
        "whole": [np.int8(5), None, np.int64(-7)],
        "fine": [Decimal("0.25"), None, Decimal("-1.5")],
        "truth": [np.True_, None, False],
        "day": days,
        "word": np.array(["x", None, "héé 好"], object),
        "kind": ["green", None, "red"],
        "deals": DEALS,
    }


@pytest.mark.parametrize("make", [pandas_frame, polars_frame, duckdb_relation, numpy_columns])
def test_kinds(values: meritum.Plan, make: Any) -> None:
    scores = values.score_table(make())
    assert scores.errors.to_rows() == []
    assert outcomes(scores) == WANTED


@pytest.mark.parametrize("size", [1, 3])
def test_many_batches(values: meritum.Plan, size: int) -> None:
    whole = pl.concat([polars_frame()] * size, rechunk=False)
    assert outcomes(values.score_table(whole)) == WANTED * size


def test_numbers_that_pandas_made_floats(values: meritum.Plan) -> None:
    frame = pd.DataFrame({"whole": [5, None, -7]})  # a missing value makes floats of integers
    with pytest.raises(meritum.Error, match="float"):
        values.score_table(frame)
    rows = values.score_table(frame, allow_float=True).to_rows()
    assert [row["whole_out"] for row in rows] == [5, 0, -7]


def test_wide_numbers() -> None:
    plan = meritum.compile(
        "plan wide\n"
        "fact a number -10_000_000_000_000_000_000 .. 10_000_000_000_000_000_000 step 1\n"
        "outcome great = a > 9_999_999_999_999_999_998\n"
    )
    wide = 9_999_999_999_999_999_999
    frame = pl.DataFrame({"a": pl.Series([wide, -wide, wide - 1], dtype=pl.Decimal(38, 0))})
    assert [row["great"] for row in plan.score_table(frame).to_rows()] == [True, False, False]
    columns = {"a": [wide, -wide, wide - 1]}
    assert [row["great"] for row in plan.score_table(columns).to_rows()] == [True, False, False]
