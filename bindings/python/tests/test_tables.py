"""Tables through pyarrow, pandas, polars and DuckDB, in and out: what cards say, to the digit."""

from __future__ import annotations

import datetime
import io
import signal
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import meritum
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tqdm

PEOPLE = {
    "id": ["ann", "bob", "eve"],
    "sales": [Decimal("1320000.50"), Decimal("874500.00"), Decimal("1000000.00")],
    "target": [1_000_000, 900_000, 1_000_000],
    "complaints": [1, None, 2],
}
CONTRACTS = {
    "participant": ["eve", "ann", "ann", "eve"],
    "amount": [500_000, 640_000, 85_000, 100_000],
}
RANKED = """
plan ranked
fact sales number 0 .. 1_000_000
fact team text
score
  start 1
outcome place = rank by sales within team
outcome good = sales > 500
outcome since = 2026-01-01 when sales > 500, else 2025-01-01
outcome word = team
"""


def expected(plan: meritum.Plan, contracts: bool = True) -> list[dict[str, Any]]:
    rows = []
    for at, name in enumerate(PEOPLE["id"]):
        facts = {key: column[at] for key, column in PEOPLE.items()}
        if contracts:
            facts["contracts"] = [
                {"amount": amount}
                for owner, amount in zip(*CONTRACTS.values(), strict=True)
                if owner == name
            ]
        card = plan.score(facts)
        rows.append({"id": name, "score": card.score, "grade": card.grade})
    return rows


def frame(kind: str, columns: dict[str, list[Any]]) -> Any:
    arrow = pa.table(columns)
    makers: dict[str, Callable[[], Any]] = {
        "pyarrow": lambda: arrow,
        "batch": lambda: arrow.to_batches()[0],
        "reader": lambda: arrow.to_reader(max_chunksize=2),
        "chunks": lambda: pa.concat_tables([arrow.slice(0, 1), arrow.slice(1)]),
        "pandas": lambda: arrow.to_pandas(types_mapper=pd.ArrowDtype),
        "polars": lambda: pl.DataFrame(arrow),
        "duckdb": lambda: duckdb.from_arrow(arrow),
        "dict": lambda: columns,
    }
    return makers[kind]()


KINDS = ["pyarrow", "batch", "reader", "chunks", "pandas", "polars", "duckdb", "dict"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lists", KINDS)
def test_every_frame_goes_in(first: meritum.Plan, kind: str, lists: str) -> None:
    people, contracts = frame(kind, PEOPLE), frame(lists, CONTRACTS)
    scores = first.score_table(people, lists={"contracts": contracts})
    assert scores.to_rows() == expected(first)
    assert (len(scores), scores.scored, scores.notices) == (3, 3, ())


@pytest.mark.parametrize("kind", KINDS)
def test_lists_as_columns(first: meritum.Plan, kind: str) -> None:
    column = [
        [{"amount": 640_000}, {"amount": 85_000}],
        [],
        [{"amount": 500_000}, {"amount": 100_000}],
    ]
    people = frame(kind, {**PEOPLE, "contracts": column})
    assert first.score_table(people).to_rows() == expected(first)


def test_every_frame_comes_out(first: meritum.Plan) -> None:
    scores = first.score_table(PEOPLE)
    rows = expected(first, contracts=False)
    assert pa.table(scores).to_pylist() == rows
    assert pa.RecordBatchReader.from_stream(scores).read_all().to_pylist() == rows
    assert pl.DataFrame(scores).rows(named=True) == rows
    if hasattr(pd.DataFrame, "from_arrow"):  # since pandas 3
        assert pd.DataFrame.from_arrow(scores).to_dict("records") == rows
    assert pa.table(scores).to_pandas().to_dict("records") == rows
    assert pa.schema(scores).names == scores.columns == ["id", "score", "grade"]
    assert pa.types.is_decimal(pa.schema(scores).field("score").type)


def test_duckdb_takes_scores(first: meritum.Plan) -> None:
    scores = first.score_table(PEOPLE)  # noqa: F841 - DuckDB finds it by its name
    found = duckdb.sql("select id, score from scores where grade = 'A'").fetchall()
    assert found == [("ann", Decimal("118.5"))]


def test_lines(first: meritum.Plan) -> None:
    scores = first.score_table(PEOPLE, keep="lines")
    lines = pa.table(scores.lines).to_pylist()
    for at, row in enumerate(lines):
        assert row.pop("id") == PEOPLE["id"][at]
        card = first.score({key: column[at] for key, column in PEOPLE.items()})
        assert {name: points for name, points in row.items() if points} == {
            line.line: line.points for line in card.lines if line.points
        }
        assert sum(row.values()) == card.score
    with pytest.raises(meritum.Error, match='keep="lines"'):
        _ = first.score_table(PEOPLE).lines
    with pytest.raises(ValueError, match='"results" or "lines"'):
        first.score_table(PEOPLE, keep="everything")  # type: ignore[arg-type]


def test_wrong_rows(first: meritum.Plan) -> None:
    people = {"id": ["ann", "bob", "eve"], "sales": [-1, 5, None], "target": [5, 5, 0]}
    scores = first.score_table(people)
    assert [row["score"] for row in scores.to_rows()] == [None, 100, None]
    errors = scores.errors.to_rows()
    assert [(e["row"], e["id"], e["fact"], e["code"]) for e in errors] == [
        (0, "ann", "sales", "F0102"),
        (2, "eve", "sales", "F0101"),
        (2, "eve", "target", "F0102"),
    ]
    assert pa.table(scores.errors).num_rows == len(errors)
    assert pl.DataFrame(scores.errors)["row"].to_list() == [0, 2, 2]
    for error in errors:
        facts = {name: column[error["row"]] for name, column in people.items()}
        with pytest.raises(meritum.FactsError) as caught:
            first.score(facts)
        assert error["message"] in [one.message for one in caught.value.errors]
    assert (scores.scored, len(scores)) == (1, 3)


def test_items_of_nobody(first: meritum.Plan) -> None:
    contracts = {"participant": ["ann", "zoe"], "amount": [5, 5]}
    scores = first.score_table(PEOPLE, lists={"contracts": contracts})
    (error,) = scores.errors.to_rows()
    assert (error["row"], error["id"], error["fact"]) == (None, "zoe", "contracts")
    assert scores.scored == 3


def test_columns_that_the_plan_does_not_know(first: meritum.Plan) -> None:
    scores = first.score_table({**PEOPLE, "phone": ["1", "2", "3"]})
    assert any("phone" in notice for notice in scores.notices)


def test_floats(first: meritum.Plan) -> None:
    people = {"sales": [1_320_000.5, 5.25], "target": [1_000_000, 5]}
    for frame in (pd.DataFrame(people), pl.DataFrame(people), people):
        with pytest.raises(meritum.Error) as caught:
            first.score_table(frame)
        assert "float" in str(caught.value)
        assert "sales" in str(caught.value)
    wanted = [
        first.score(sales="1320000.5", target=1_000_000).score,
        first.score(sales="5.25", target=5).score,
    ]
    for frame in (pd.DataFrame(people), pl.DataFrame(people), people):
        scores = first.score_table(frame, allow_float=True)
        assert [row["score"] for row in scores.to_rows()] == wanted


def test_pandas_indexes(first: meritum.Plan) -> None:
    frame = pd.DataFrame({"sales": [5, 4], "target": [5, 5]})
    shuffled = frame.set_axis([7, 3])
    assert first.score_table(shuffled).notices == ()
    assert [row["score"] for row in first.score_table(shuffled).to_rows()] == [100, 90]
    named = frame.set_axis(pd.Index(["ann", "bob"], name="id"))
    assert [row["id"] for row in first.score_table(named).to_rows()] == ["ann", "bob"]


def test_kinds_of_outcomes() -> None:
    plan = meritum.compile(RANKED)
    people = {"id": [1, 2, 3], "team": ["x", "x", "y"], "sales": [5, 600, 7]}
    rows = plan.score_table(people).to_rows()
    cards = plan.score_all(
        [dict(zip(people, row, strict=True)) for row in zip(*people.values(), strict=True)]
    )
    for row, card in zip(rows, cards, strict=True):
        assert {name: row[name] for name in card.outcomes} == card.outcomes
    assert type(rows[0]["since"]) is datetime.date
    assert type(rows[0]["good"]) is bool
    assert [row["place"] for row in rows] == [2, 1, 1]


def test_params() -> None:
    plan = meritum.compile(
        "plan p\nfact a number 0 .. 9\nparam most = 5 in 0 .. 9\nscore\n  start (a at most most)\n"
    )
    assert [row["score"] for row in plan.score_table({"a": [7]}).to_rows()] == [5]
    found = plan.score_table({"a": [7]}, params={"most": 6}).to_rows()
    assert [row["score"] for row in found] == [6]
    with pytest.raises(meritum.FactsError):
        plan.score_table({"a": [7]}, params={"most": 60})


def many(rows: int) -> pa.Table:
    spread = np.arange(rows, dtype=np.int64)
    return pa.table(
        {"id": spread, "sales": spread * 37 % 2_000_000, "target": np.full(rows, 1_000_000)}
    )


def test_threads_say_the_same(first: meritum.Plan) -> None:
    table = many(300_000)
    one = pa.table(first.score_table(table))
    for threads in (2, 3, 0):
        assert pa.table(first.score_table(table, threads=threads)).equals(one)
    with pytest.raises(ValueError, match=r"threads \(0: all processors\) goes from 0"):
        first.score_table(table, threads=-1)


def test_tables_in_parallel(first: meritum.Plan) -> None:
    table = many(50_000)
    one = pa.table(first.score_table(table))
    found: list[pa.Table] = []
    threads = [
        threading.Thread(target=lambda: found.append(pa.table(first.score_table(table))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(each.equals(one) for each in found)


def test_progress(first: meritum.Plan) -> None:
    shares: list[float] = []
    first.score_table(many(400_000), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1

    with tqdm.tqdm(total=400_000, disable=False, file=io.StringIO()) as bar:
        first.score_table(many(400_000), progress=bar)
        assert bar.n == 400_000
    with tqdm.tqdm(file=io.StringIO()) as bar:
        first.score_table(many(10), progress=bar)
        assert (bar.n, bar.total) == (100, 100)


class Slow:
    """A frame that takes its time and says how many batches were asked of it."""

    def __init__(self, batches: int) -> None:
        self.asked = 0
        self.batches = batches

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        def each() -> Any:
            for _ in range(self.batches):
                self.asked += 1
                time.sleep(0.02)
                yield many(10).to_batches()[0]

        return pa.RecordBatchReader.from_batches(many(10).schema, each()).__arrow_c_stream__()


def test_the_lock_is_not_held(first: meritum.Plan) -> None:
    """While the caller scores, other threads of Python work: this one gives the batches."""
    asked, given = threading.Event(), threading.Event()

    class Waiting(Slow):
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            def each() -> Any:
                asked.set()
                assert given.wait(30)
                yield many(10).to_batches()[0]

            return pa.RecordBatchReader.from_batches(many(10).schema, each()).__arrow_c_stream__()

    def give() -> None:
        if asked.wait(30):
            given.set()

    thread = threading.Thread(target=give)
    thread.start()
    assert len(first.score_table(Waiting(1))) == 10
    thread.join()


def test_a_progress_that_raises_stops_the_run(first: meritum.Plan) -> None:
    def broken(share: float) -> None:
        raise RuntimeError("broken")

    frame = Slow(500)
    with pytest.raises(RuntimeError, match="broken"):
        first.score_table(frame, progress=broken)
    assert frame.asked < 400


def test_a_progress_that_says_no_stops_the_run(first: meritum.Plan) -> None:
    frame = Slow(500)
    with pytest.raises(meritum.Error, match="stopped"):
        first.score_table(frame, progress=lambda share: False)
    assert frame.asked < 400


def test_ctrl_c_stops_the_run(first: meritum.Plan) -> None:
    frame = Slow(500)
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        first.score_table(frame)
    assert frame.asked < 400


def test_a_frame_that_breaks_off(first: meritum.Plan) -> None:
    class Broken(Slow):
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            def each() -> Any:
                yield many(10).to_batches()[0]
                raise RuntimeError("the disk is gone")

            return pa.RecordBatchReader.from_batches(many(10).schema, each()).__arrow_c_stream__()

    with pytest.raises(meritum.Error, match="the disk is gone"):
        first.score_table(Broken(1))


def test_nothing_is_copied(first: meritum.Plan) -> None:
    """Scores of a frame whose numbers are changed behind it: buffers were read where they stand."""
    sales = np.array([5, 5], np.int64)
    frame = meritum._core.ArrowColumns({"sales": sales, "target": np.array([5, 5], np.int64)})
    assert [row["score"] for row in first.score_table(frame).to_rows()] == [100, 100]
    sales[1] = 4
    assert [row["score"] for row in first.score_table(frame).to_rows()] == [100, 90]


def test_nobody(first: meritum.Plan) -> None:
    scores = first.score_table(
        pa.table(
            {
                "id": pa.array([], pa.string()),
                "sales": pa.array([], pa.int64()),
                "target": pa.array([], pa.int64()),
            }
        )
    )
    assert (len(scores), scores.to_rows()) == (0, [])
    assert pa.table(scores).num_rows == 0


def test_how_it_shows(first: meritum.Plan) -> None:
    scores = first.score_table(PEOPLE, keep="lines")
    assert repr(scores) == "<TableScores: 3 of 3 participants scored; id, score, grade>"
    assert "118.5" in scores._repr_html_()
    assert "3 of 3 participants scored" in scores._repr_html_()
    assert "score///start" in scores.lines._repr_html_()
    assert repr(scores.errors) == "<ArrowTable: row, id, fact, code, message>"
    wild = first.score_table({"id": ["<b>"], "sales": [1], "target": [1]})
    assert "<b>" not in wild._repr_html_()
    assert "&lt;b&gt;" in wild._repr_html_()


@pytest.mark.parametrize("frame", [5, [1, 2], "people", None])
def test_what_is_no_frame(first: meritum.Plan, frame: Any) -> None:
    with pytest.raises(TypeError, match="no Arrow interface"):
        first.score_table(frame)


class Once:
    """Hands out one and the same capsule, as what was read already does."""

    def __init__(self, table: pa.Table) -> None:
        self.capsule = table.__arrow_c_stream__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.capsule


@pytest.mark.parametrize("reader", ["pyarrow", "polars", "meritum"])
def test_what_was_read_already(first: meritum.Plan, reader: str) -> None:
    once = Once(pa.table({"id": ["a"], "sales": [1], "target": [1]}))
    if reader == "pyarrow":
        pa.table(once)
    elif reader == "polars":
        pl.DataFrame(once)
    else:
        assert len(first.score_table(once)) == 1
    with pytest.raises(meritum.Error, match="was read already"):
        first.score_table(once)
