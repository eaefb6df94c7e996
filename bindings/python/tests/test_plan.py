"""Plans: loading, compiling with files, scoring, tables from data, replay, pickling, threads."""

from __future__ import annotations

import copy
import pickle
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import meritum
import pytest

RATED = """
plan rated
fact product text
fact amount number 0 .. 1000
table rates
  by product text, amount number gives rate number 0 .. 1
  rows from data
  otherwise gives 0
outcome rate = rates(product, amount)
"""
USING = 'plan using\nuse "shared/base.merit"\nscore\n  start extra\n'
BASE = "param extra = 3 in 0 .. 10\n"


def test_load(first: meritum.Plan, tmp_path: Path) -> None:
    assert first.name == "first_plan"
    assert first.label("en") == "Sales above the target"
    assert len(first.fingerprint) == len("sha256:") + 64
    assert not first.diagnostics
    assert repr(first).startswith("<Plan first_plan sha256:")
    with pytest.raises(FileNotFoundError):
        meritum.load(tmp_path / "none.merit")
    with pytest.raises(IsADirectoryError):
        meritum.load(tmp_path)


def test_files_of_plans(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.merit").write_text(BASE)
    (tmp_path / "plan.merit").write_text(USING)
    plans = [
        meritum.load(tmp_path / "plan.merit"),
        meritum.compile(USING, resolve=tmp_path),
        meritum.compile(USING, resolve=str(tmp_path)),
        meritum.compile(USING.encode(), resolve={"shared/base.merit": BASE}),
        meritum.compile(USING, resolve=lambda path: (tmp_path / path).read_bytes()),
    ]
    assert {plan.fingerprint for plan in plans} == {plans[0].fingerprint}
    assert [plan.score().score for plan in plans] == [3] * len(plans)
    assert plans[0].score(params={"extra": 4}).score == 4


@pytest.mark.parametrize(
    ("resolve", "reason"),
    [
        (None, "shared/base.merit"),
        ({}, "there is no such file"),
        (lambda path: Path("nowhere", path).read_text(), "there is no such file"),
        (lambda path: 1 / 0, "division by zero"),
        (lambda path: 5, "a file is a str or bytes, not of type int"),
    ],
)
def test_files_that_are_not_there(resolve: Any, reason: str) -> None:
    with pytest.raises(meritum.PlanError) as caught:
        meritum.compile(USING, resolve=resolve)
    assert reason in str(caught.value)


def test_an_interrupt_while_files_are_read() -> None:
    def interrupted(path: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        meritum.compile(USING, resolve=interrupted)


def test_params(first: meritum.Plan) -> None:
    with pytest.raises(meritum.FactsError) as caught:
        first.score(sales=1, target=1, params={"none": 1})
    assert "the params do not fit the plan" in str(caught.value)
    with pytest.raises(meritum.FactTypeError, match="`extra` is the float"):
        first.score(sales=1, target=1, params={"extra": 0.5})


def test_keep(first: meritum.Plan) -> None:
    facts = {"sales": 1_320_000, "target": 1_000_000}
    cards = {keep: first.score(facts, keep=keep) for keep in ("results", "lines", "everything")}
    assert {card.score for card in cards.values()} == {Decimal(120)}
    assert not cards["results"].lines
    assert cards["lines"].lines == cards["everything"].lines
    with pytest.raises(ValueError, match='keep is "results", "lines" or "everything", not "all"'):
        first.score(facts, keep="all")  # type: ignore[arg-type]


def test_rows_from_data(tmp_path: Path) -> None:
    plan = meritum.compile(RATED)
    assert not plan.has_all_rows
    with pytest.raises(meritum.Error, match="rates"):
        plan.score(product="A", amount=1)
    csv = "product,amount,rate\nA,from 10 below 20,3%\n"
    (tmp_path / "rates.csv").write_text(csv)
    (tmp_path / "rates.yaml").write_text("- {product: A, amount: from 10 below 20, rate: 3%}\n")
    rows = [{"product": "A", "amount": "from 10 below 20", "rate": Decimal("0.03")}]
    forms = [csv, tmp_path / "rates.csv", tmp_path / "rates.yaml", rows]
    for form in forms:
        rated = plan.with_tables(rates=form)
        assert rated.has_all_rows
        assert rated.fingerprint == plan.fingerprint
        assert rated.score(product="A", amount=12).outcomes == {"rate": Decimal("0.03")}
        again = pickle.loads(pickle.dumps(rated))
        assert again.score(product="A", amount=20).outcomes == {"rate": 0}
    with pytest.raises(meritum.PlanError) as caught:
        plan.with_tables({"rates": [{"product": "A", "amount": "x", "rate": "1"}]})
    assert caught.value.diagnostics[0].code.startswith("M")
    with pytest.raises(meritum.Error, match="rates"):
        plan.with_tables()
    with pytest.raises(
        meritum.FactTypeError, match=r'row 0: `rate` is the float 0.5.*Decimal\("0.5"\)'
    ):
        plan.with_tables(rates=[{"product": "A", "amount": 1, "rate": 0.5}])
    with pytest.raises(ValueError, match="rows are in a file"):
        plan.with_tables(rates=tmp_path / "rates.txt")


def test_format(first: meritum.Plan) -> None:
    text = first.format()
    assert meritum.compile(text).fingerprint == first.fingerprint
    assert meritum.format(text) == text
    assert "方案" in first.format("zh")
    with pytest.raises(meritum.PlanError):
        meritum.format("plan")


def test_graph(first: meritum.Plan) -> None:
    assert first.graph("dot").startswith("digraph")
    assert "sales" in first.graph()


def test_replay(first: meritum.Plan) -> None:
    rows = [{"id": "ann", "sales": 5, "target": 5}, {"id": "bob", "sales": 4, "target": 5}]
    results = first.score_all(rows, period="2026-Q3")
    replay = first.replay(results.to_archive(), "q3.json")
    assert replay.identical
    assert [card.id for card in replay.cards] == ["ann", "bob"]
    assert [card.card.score for card in replay.cards] == [card.score for card in results]
    other = meritum.compile(first.format().replace("start 100", "start 99"))
    replay = other.replay(results.to_archive())
    assert not replay.identical
    assert replay.cards[0].verdict == "differs"
    assert meritum.ReplayDifference("score", "100", "99") in replay.cards[0].differences
    assert "differ" in str(replay)
    assert replay.to_dict()["differs"] == 2
    with pytest.raises(meritum.Error):
        first.replay("no archive")


def test_pickle_and_copy(first: meritum.Plan, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.merit").write_text(BASE)
    (tmp_path / "plan.merit").write_text(USING)
    sent = pickle.dumps(meritum.load(tmp_path / "plan.merit"))
    (tmp_path / "shared/base.merit").unlink()
    assert pickle.loads(sent).score().score == 3
    assert copy.deepcopy(first).fingerprint == first.fingerprint
    card = first.score(sales=1, target=1)
    assert copy.copy(card) is copy.deepcopy([card])[0] is card
    with pytest.raises(TypeError, match="to_archive"):
        pickle.dumps(first.score(sales=1, target=1))


def test_threads_share_a_plan(first: meritum.Plan) -> None:
    wrong: list[Any] = []

    def score(number: int) -> None:
        for sales in range(number, 2_000, 8):
            card = first.score(sales=1_000_000 + sales * 10_000, target=1_000_000)
            if card.score != 100 + min(sales, 20) or not card.lines or not card.explain():
                wrong.append((sales, card))

    threads = [threading.Thread(target=score, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
