"""Columns of Python and numpy as Arrow, and Arrow as rows of Python: every type there is."""

from __future__ import annotations

import datetime
import gc
import weakref
from decimal import Decimal
from typing import Any

import meritum
import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from meritum import _core

DAY = datetime.date(2026, 7, 1)


def rows(frame: Any) -> list[Any]:
    names, found = _core.arrow_rows(frame, -1)
    return [row[0] for row in found] if len(names) == 1 else found


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (pa.int8(), [1, -128, None]),
        (pa.uint8(), [255]),
        (pa.int16(), [-3]),
        (pa.uint16(), [65_535]),
        (pa.int32(), [-3]),
        (pa.uint32(), [2**32 - 1]),
        (pa.int64(), [-(2**63), None]),
        (pa.uint64(), [2**64 - 1]),
        (pa.float32(), [0.5, None]),
        (pa.float64(), [0.1]),
        (pa.bool_(), [True, None, False] * 5),
        (pa.string(), ["a", "", None, "好"]),
        (pa.large_string(), ["a", None]),
        (pa.string_view(), ["short", "longer than twelve bytes", None]),
        (pa.date32(), [DAY, None, datetime.date(1, 1, 1), datetime.date(9999, 12, 31)]),
        (pa.date64(), [DAY]),
        (pa.null(), [None, None]),
        (pa.decimal128(38, 2), [Decimal("118.50"), Decimal("-0.05"), None]),
        (pa.decimal128(5, -2), [Decimal("1200")]),
        (pa.decimal256(60, 1), [Decimal("9" * 50 + ".5"), Decimal("2.0")]),
        (pa.decimal32(5, 1), [Decimal("1.5")]),
        (pa.decimal64(15, 1), [Decimal("-1.5")]),
        (pa.list_(pa.struct([("a", pa.int8())])), [[{"a": 1}, {"a": None}], [], None]),
        (pa.large_list(pa.int8()), [[1, 2], None]),
    ],
    ids=str,
)
def test_types(kind: pa.DataType, values: list[Any]) -> None:
    table = pa.table({"x": pa.array(values, kind)})
    assert rows(table) == values
    assert rows(table.slice(1)) == values[1:]
    batches = pa.table({"x": pa.chunked_array([pa.array(values, kind), pa.array(values, kind)])})
    assert rows(batches) == values + values
    assert rows(pa.record_batch({"x": pa.array(values, kind)})) == values


def test_timestamps_and_dictionaries() -> None:
    midnight = datetime.datetime(2026, 7, 1)
    for unit in ("s", "ms", "us", "ns"):
        assert rows(pa.table({"x": pa.array([midnight, None], pa.timestamp(unit))})) == [DAY, None]
    words = pa.array(["b", "a", None, "b"]).dictionary_encode()
    assert rows(pa.table({"x": words}).slice(1)) == ["a", None, "b"]
    noon = pa.array([datetime.datetime(2026, 7, 1, 12)], pa.timestamp("ms"))
    with pytest.raises(meritum.Error, match="`x` holds times of day, not dates"):
        rows(pa.table({"x": noon}))
    with pytest.raises(meritum.Error, match="Arrow type z, which is not read here"):
        rows(pa.table({"x": pa.array([b"x"])}))


def test_how_many() -> None:
    table = pa.table({"x": range(100)})
    assert _core.arrow_rows(table, 3) == (["x"], [[0], [1], [2]])
    assert _core.arrow_rows(table, 0) == (["x"], [])


@pytest.mark.parametrize("frame", [5, "x", None, [1]])
def test_what_is_no_frame(frame: Any) -> None:
    with pytest.raises(TypeError, match="has no Arrow interface"):
        rows(frame)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None, -(2**63)], pa.int64()),
        ([2**63, 1], pa.decimal128(38, 0)),
        ([Decimal("1.50"), 2, None], pa.decimal128(38, 1)),
        ([True, None, False], pa.bool_()),
        (["a", None, "", "好"], pa.large_string()),
        (["", ""], pa.large_string()),
        ([DAY, None], pa.date32()),
        ([None, None], pa.null()),
        ([], pa.null()),
        ((1, 2), pa.int64()),
        (np.array([1, 2], np.int8), pa.int8()),
        (np.array([1, 2], np.uint16), pa.uint16()),
        (np.array([1, 2], np.int64), pa.int64()),
        (np.array([1, 2, 3, 4], np.int64)[::2], pa.int64()),
        (np.array([0.5]), pa.float64()),
        (np.array([True, False]), pa.bool_()),
        (np.array(["a", "b"]), pa.large_string()),
        (np.array(["2026-07-01", "NaT"], "datetime64[D]"), pa.date32()),
        (np.array(["2026-07-01", "NaT"], "datetime64[ns]"), pa.date32()),
        (np.array([1, None, Decimal(3)], object), pa.int64()),
    ],
    ids=repr,
)
def test_columns(values: Any, kind: pa.DataType) -> None:
    table = pa.table(_core.ArrowColumns({"x": values}))
    table.validate(full=True)
    assert table.schema.field("x").type == kind
    read = [None if str(value) == "NaT" else value for value in list(values)]
    expected = [
        value.astype("datetime64[D]").item() if isinstance(value, np.datetime64) else value
        for value in read
    ]
    assert table["x"].to_pylist() == expected
    assert pl.DataFrame(_core.ArrowColumns({"x": values})).height == len(values)


def test_lists() -> None:
    column = [[{"a": 1, "b": "x"}, {"a": 2}], None, [], [{"b": "y"}]]
    table = pa.table(_core.ArrowColumns({"x": column, "n": [1, 2, 3, 4]}))
    table.validate(full=True)
    assert table["x"].to_pylist() == [
        [{"a": 1, "b": "x"}, {"a": 2, "b": None}],
        None,
        [],
        [{"a": None, "b": "y"}],
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"x": [1, "a"]}, "`x` holds values of more than one kind"),
        ({"x": [0.5]}, "`x` is the float 0.5"),
        ({"x": [1], "y": [1, 2]}, "`y` has 2 rows, those before it 1"),
        ({"x": [10**37, Decimal("0.001")]}, "38 digits do not hold"),
        ({1: [1]}, "a name is a str"),
        ({"x": [[5]]}, "each of its items is a dict"),
    ],
)
def test_what_is_no_column(columns: Any, words: str) -> None:
    with pytest.raises(meritum.Error) as caught:
        pa.table(_core.ArrowColumns(columns))
    assert words in str(caught.value)


def test_numpy_is_borrowed_and_given_back() -> None:
    class Watched(np.ndarray):
        """An array that can be watched."""

    array = np.arange(1_000, dtype=np.int64).view(Watched)
    gone = weakref.ref(array)
    table = pa.table(_core.ArrowColumns({"x": array}))
    assert table["x"].chunk(0).buffers()[1].address == array.ctypes.data
    del array
    assert gone() is not None
    assert table["x"][999].as_py() == 999
    del table
    gc.collect()
    assert gone() is None


def test_a_capsule_that_nobody_takes_is_released() -> None:
    gone = []
    for _ in range(100):
        array = np.arange(10, dtype=np.int64)
        holder = _core.ArrowColumns({"x": array})
        holder.__arrow_c_stream__()
        gone.append(weakref.ref(array))
        del array, holder
    gc.collect()
    assert not any(one() is not None for one in gone)
