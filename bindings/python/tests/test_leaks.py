"""Nothing is kept: reference counts and memory over many calls, right and wrong ones."""

from __future__ import annotations

import gc
import resource
import sys
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import meritum
import numpy as np
import pyarrow as pa
import pytest

CALLS = 100_000
MIB = 1 << 20


def memory() -> int:
    """Bytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def grown(work: Callable[[], Any], calls: int) -> int:
    """Bytes that are held after so many calls and were not after a tenth of them."""
    for _ in range(calls // 10):
        work()
    gc.collect()
    before = memory()
    for _ in range(calls):
        work()
    gc.collect()
    return memory() - before


def test_scoring(first: meritum.Plan) -> None:
    amount = Decimal("640000.5")
    contracts = [{"amount": amount, "key": "K-1"}]
    facts = {"id": "ann", "sales": 1_320_000, "target": "1000000", "contracts": contracts}
    watched = [facts, contracts, contracts[0], amount, first, first._core]
    gc.collect()
    before = [sys.getrefcount(one) for one in watched]

    def work() -> None:
        card = first.score(facts, keep="results")
        assert card.score == 122 or card.score == 125

    assert grown(work, CALLS) < 8 * MIB
    after = [sys.getrefcount(one) for one in watched]
    assert after == before


def test_refusing(first: meritum.Plan) -> None:
    strange = object()
    facts = {"sales": strange, "target": 1}
    before = sys.getrefcount(strange)

    def work() -> None:
        with pytest.raises(meritum.FactTypeError):
            first.score(facts)
        with pytest.raises(meritum.FactsError):
            first.score(sales=-1, target=1)

    assert grown(work, CALLS // 20) < 8 * MIB
    del work
    gc.collect()
    after = sys.getrefcount(strange)
    assert after == before


def test_cards(first: meritum.Plan) -> None:
    facts = {"sales": 1_320_000, "target": 1_000_000}

    def work() -> None:
        card = first.score(facts)
        assert card.lines
        assert card.totals
        assert card.facts
        assert card.explain()
        assert card.to_dict()

    assert grown(work, CALLS // 50) < 8 * MIB


def test_compiling() -> None:
    files = {"base.merit": "param extra = 3 in 0 .. 10\n"}
    text = 'plan using\nuse "base.merit"\nscore\n  start extra\n'
    before = sys.getrefcount(files)

    def work() -> None:
        assert meritum.compile(text, resolve=files).score().score == 3
        with pytest.raises(meritum.PlanError):
            meritum.compile(text)

    assert grown(work, CALLS // 100) < 16 * MIB
    del work
    gc.collect()
    after = sys.getrefcount(files)
    assert after == before


def test_tables(first: meritum.Plan) -> None:
    sales = np.arange(1_000, dtype=np.int64)
    target = np.full(1_000, 500, dtype=np.int64)
    before = sys.getrefcount(sales)

    def work() -> None:
        scores = first.score_table({"id": sales, "sales": sales, "target": target})
        assert pa.table(scores).num_rows == 1_000
        scores.__arrow_c_stream__()
        scores.__arrow_c_schema__()

    assert grown(work, CALLS // 50) < 16 * MIB
    gc.collect()
    after = sys.getrefcount(sales)
    assert after == before


def test_threads_count_right(first: meritum.Plan) -> None:
    facts = {"sales": 1_320_000, "target": 1_000_000}
    before = sys.getrefcount(facts)

    def work() -> None:
        for _ in range(2_000):
            assert first.score(facts).score == 120

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = sys.getrefcount(facts)
    assert after == before
