"""`./dev bench python`: what Python costs beyond C++, a row each: name value unit.

In: the library of columnar.cpp, the package. Out: a million people from Arrow beside the C++
columnar time on the same buffers, one `plan.score(dict)` beside the C++ call, in turns, the best of
many. Answers are checked first. With --smoke, all of it once on few.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import meritum
import numpy as np
import polars as pl
import pyarrow as pa

SMALL = [
    "new_customers",
    "complaints",
    "violations",
    "training_hours",
    "teamwork",
    "absence_days",
    "region",
    "level",
]
REGIONS = ["north", "south", "east", "west", "central", "coast", "delta", "harbor"]
ASKED = 500


class Columnar:
    """The library in C++."""

    def __init__(self, path: str, people: int) -> None:
        self.people = people
        self._library = ctypes.CDLL(path)
        self._library.columnar_plan.restype = ctypes.c_char_p
        self._library.columnar_column.restype = ctypes.c_int64
        self._library.columnar_score.restype = ctypes.c_double
        self._library.columnar_records.restype = ctypes.c_double

    def plan(self) -> str:
        return str(self._library.columnar_plan().decode())

    def column(self, name: str) -> np.ndarray[Any, Any]:
        data, size = ctypes.c_void_p(), ctypes.c_int()
        count = self._library.columnar_column(
            name.encode(), ctypes.c_int64(self.people), ctypes.byref(data), ctypes.byref(size)
        )
        kind = {1: np.int8, 2: np.int16, 4: np.int32, 8: np.int64}[size.value]
        assert data.value
        held = (ctypes.c_char * (count * size.value)).from_address(data.value)
        return np.frombuffer(held, dtype=kind)

    def answers(self) -> np.ndarray[Any, Any]:
        scores = np.empty(self.people, np.int64)
        self._library.columnar_answers(
            ctypes.c_int64(self.people), scores.ctypes.data_as(ctypes.c_void_p)
        )
        return scores

    def seconds(self, batch: pa.RecordBatch, threads: int, check: bool = False) -> float:
        schema, array = batch.__arrow_c_array__()
        inside = ctypes.pythonapi.PyCapsule_GetPointer
        inside.restype, inside.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
        wrong = ctypes.c_int64()
        took = self._library.columnar_score(
            ctypes.c_void_p(inside(schema, b"arrow_schema")),
            ctypes.c_void_p(inside(array, b"arrow_array")),
            ctypes.c_uint(threads),
            ctypes.byref(wrong) if check else None,
        )
        if wrong.value:
            raise SystemExit(f"C++ gives {wrong.value} wrong answers")
        return float(took)

    def record_seconds(self, lines: bool) -> float:
        took = self._library.columnar_records(
            ctypes.c_int64(self.people), ctypes.c_int64(ASKED), ctypes.c_int(lines)
        )
        return float(took) / ASKED


def decimals(values: np.ndarray[Any, Any], digits: int, scale: int) -> pa.Array:
    words = np.empty((len(values), 2), np.int64)
    words[:, 0] = values
    words[:, 1] = np.where(values < 0, -1, 0)
    kind = pa.decimal128(digits, scale)
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(words)])


def batch_of(columnar: Columnar) -> pa.RecordBatch:
    """A million people as a data frame has them: money in decimals, a region by its name."""
    columns: dict[str, pa.Array] = {"id": pa.array(np.arange(columnar.people))}
    for name in ("sales", "target"):
        columns[name] = decimals(columnar.column(name), 12, 2)
    columns["satisfaction"] = decimals(columnar.column("satisfaction"), 4, 1)
    for name in SMALL:
        columns[name] = pa.array(columnar.column(name))
    columns["region"] = pa.DictionaryArray.from_arrays(columns["region"], REGIONS)
    amounts = pa.StructArray.from_arrays(
        [decimals(columnar.column("contracts"), 12, 2)], names=["amount"]
    )
    offsets = pa.array(columnar.column("offsets"))
    columns["contracts"] = pa.ListArray.from_arrays(offsets, amounts)
    return pa.record_batch(columns)


def check(scores: meritum.TableScores, answers: np.ndarray[Any, Any]) -> None:
    found = pa.table(scores)["score"].cast(pa.decimal128(38, 1)).combine_chunks()
    words = np.frombuffer(found.buffers()[1], np.int64).reshape(-1, 2)[:, 0]
    wrong = int((words[: len(answers)] != answers).sum()) + found.null_count
    if wrong:
        raise SystemExit(f"Python gives {wrong} wrong answers")


def in_turns(works: list[Callable[[], float]], rounds: int) -> list[float]:
    """The best of each."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            best[at] = min(best[at], work())
    return best


def taken(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    kept = work()
    took = time.perf_counter() - began
    del kept
    return took


def figure(name: str, value: float, unit: str, known: str = "") -> None:
    print(f"{name} {value:.4g} {unit}" + (f" # {known}" if known else ""), flush=True)


def tables(columnar: Columnar, plan: meritum.Plan, rounds: int) -> None:
    batch = batch_of(columnar)
    check(plan.score_table(batch), columnar.answers())
    columnar.seconds(batch, 1, check=True)
    chunked = pl.DataFrame(batch)
    for threads in (1, 2):
        scores = plan.score_table(batch, threads=threads)
        ours, theirs, polars, out = in_turns(
            [
                lambda n=threads: taken(lambda: plan.score_table(batch, threads=n)),
                lambda n=threads: columnar.seconds(batch, n),
                lambda n=threads: taken(lambda: plan.score_table(chunked, threads=n)),
                lambda kept=scores: taken(lambda: pa.table(kept)),
            ],
            rounds,
        )
        of = "" if threads == 1 else f"_{threads}_threads"
        figure(f"python_arrow{of}_vs_cpp", ours / theirs, "x", "the same Arrow buffers; goal 1.1")
        figure(f"python_arrow{of}_ms", ours * 1e3, "ms", f"{columnar.people:,} people")
        figure(f"cpp_arrow{of}_ms", theirs * 1e3, "ms", "Plan::score_table on these buffers")
        figure(f"python_polars{of}_ms", polars * 1e3, "ms", "the same from polars")
        if threads == 1:
            figure("python_arrow_out_ms", out * 1e3, "ms", "the results as an Arrow table")


def records(columnar: Columnar, plan: meritum.Plan, rounds: int) -> None:
    """One person after the other, as dicts of ints, Decimals and strs."""
    offsets, contracts = columnar.column("offsets"), columnar.column("contracts")
    rows = []
    for at in range(ASKED):
        row: dict[str, Any] = {"id": f"p{at}"}
        for name, scale in (("sales", 2), ("target", 2), ("satisfaction", 1)):
            row[name] = Decimal(int(columnar.column(name)[at])).scaleb(-scale)
        for name in SMALL:
            row[name] = int(columnar.column(name)[at])
        row["region"] = REGIONS[row["region"]]
        row["contracts"] = [
            {"amount": Decimal(int(cents)).scaleb(-2)}
            for cents in contracts[offsets[at] : offsets[at + 1]]
        ]
        rows.append(row)
    for row, answer in zip(rows, columnar.answers(), strict=False):
        if plan.score(row).score != Decimal(int(answer)).scaleb(-1):
            raise SystemExit("Python gives a wrong answer")
    for keep in ("results", "lines"):
        ours, theirs = in_turns(
            [
                lambda k=keep: taken(lambda: [plan.score(row, keep=k) for row in rows]) / ASKED,
                lambda k=keep: columnar.record_seconds(k == "lines"),
            ],
            rounds,
        )
        figure(f"python_score_{keep}_beyond_us", (ours - theirs) * 1e6, "us", "goal 5")
        figure(f"python_score_{keep}_us", ours * 1e6, "us", "plan.score(dict), 12 facts and a list")
        figure(f"cpp_score_{keep}_us", theirs * 1e6, "us", "Plan::score of ready Facts")


def main() -> None:
    smoke = "--smoke" in sys.argv
    columnar = Columnar(sys.argv[1], 20_000 if smoke else 1_000_000)
    plan = meritum.compile(columnar.plan(), "workload.merit")
    tables(columnar, plan, 1 if smoke else 25)
    records(columnar, plan, 1 if smoke else 60)


if __name__ == "__main__":
    main()
