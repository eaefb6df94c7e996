"""Every kind of value that Python has for a fact: what it becomes, and why others are refused."""

from __future__ import annotations

import datetime
import enum
from collections import namedtuple
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import meritum
import numpy as np
import pydantic
import pytest


class Kind(enum.Enum):
    RED = "red"
    GREEN = "green"


class Level(enum.IntEnum):
    THREE = 3


class Tone(str, enum.Enum):
    GREEN = "green"


@pytest.mark.parametrize(
    ("given", "becomes"),
    [
        (5, Decimal(5)),
        (-5, Decimal(-5)),
        (2**63 - 1, Decimal(2**63 - 1)),
        (2**63, Decimal(2**63)),
        (-(2**63) - 1, Decimal(-(2**63) - 1)),
        ("12", Decimal(12)),
        (Decimal("7"), Decimal(7)),
        (Decimal("7E+2"), Decimal(700)),
        (Decimal("70E-1"), Decimal(7)),
        (Level.THREE, Decimal(3)),
        (np.int8(-3), Decimal(-3)),
        (np.uint64(2**64 - 1), None),
        (np.int64(9), Decimal(9)),
        (None, Decimal(0)),
    ],
)
def test_whole_numbers(values: meritum.Plan, given: Any, becomes: Decimal | None) -> None:
    if becomes is None:
        with pytest.raises(meritum.FactsError) as caught:
            values.score(whole=given)
        assert caught.value.errors[0].code == "F0103"
        return
    got = values.score(whole=given).outcomes["whole_out"]
    assert got == becomes
    assert type(got) is Decimal


@pytest.mark.parametrize(
    ("fact", "given", "becomes"),
    [
        ("fine", Decimal("0.0001"), Decimal("0.0001")),
        ("fine", "-0.5", Decimal("-0.5")),
        ("fine", Decimal("1E-4"), Decimal("0.0001")),
        ("truth", True, True),
        ("truth", False, False),
        ("truth", "是", True),
        ("truth", np.True_, True),
        ("truth", np.bool_(False), False),
        ("day", datetime.date(2026, 7, 1), datetime.date(2026, 7, 1)),
        ("day", datetime.datetime(2026, 7, 1), datetime.date(2026, 7, 1)),
        ("day", "2026-07-01", datetime.date(2026, 7, 1)),
        ("word", "héé 好", "héé 好"),
        ("word", np.str_("x"), "x"),
        ("kind", "green", "green"),
        ("kind", Kind.GREEN, "green"),
        ("kind", Tone.GREEN, "green"),
        ("kind", None, "red"),
        ("day", None, datetime.date(2000, 1, 1)),
    ],
)
def test_other_values(values: meritum.Plan, fact: str, given: Any, becomes: Any) -> None:
    got = values.score({fact: given}).outcomes[fact + "_out"]
    assert got == becomes
    assert type(got) is type(becomes)


def test_pandas_values(values: meritum.Plan) -> None:
    import pandas as pd

    assert values.score(day=pd.Timestamp("2026-07-01")).outcomes["day_out"] == datetime.date(
        2026, 7, 1
    )
    assert values.score(day=pd.NaT, whole=pd.NA).outcomes["whole_out"] == 0


@pytest.mark.parametrize("given", [0.1, np.float64(0.1), np.float32(0.1)])
def test_a_float_is_refused_and_says_why(values: meritum.Plan, given: Any) -> None:
    with pytest.raises(meritum.FactTypeError) as caught:
        values.score(fine=given)
    told = str(caught.value)
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, meritum.Error)
    assert told.startswith("`fine` is the float 0.1, which really is 0.1000000")
    assert 'Decimal("0.1")' in told
    assert "allow_float=True" in told


def test_a_float_that_is_exact_is_refused_too(values: meritum.Plan) -> None:
    with pytest.raises(meritum.FactTypeError, match=r"is the float 5\.0; floats are refused"):
        values.score(whole=5.0)


@pytest.mark.parametrize(
    ("given", "becomes"),
    [(0.1, "0.1"), (1e-4, "0.0001"), (5.0, "5"), (1e2, "100"), (np.float32(0.1), "0.1")],
)
def test_floats_that_are_allowed(values: meritum.Plan, given: Any, becomes: str) -> None:
    card = values.score(fine=given, allow_float=True)
    assert card.outcomes["fine_out"] == Decimal(becomes)


@pytest.mark.parametrize(
    "given", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")]
)
def test_what_is_no_number(values: meritum.Plan, given: Any) -> None:
    with pytest.raises(meritum.FactTypeError, match="which is no number; None is a missing value"):
        values.score(fine=given, allow_float=True)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Fraction(1, 3), "is of type Fraction"),
        ({1, 2}, "is of type set"),
        (b"5", "is of type bytes"),
        (object(), "is of type object"),
        (datetime.datetime(2026, 7, 1, 12), "a time of day"),
        (datetime.time(12), "is of type datetime.time"),
        ({"amount": 5}, "is a mapping; a fact is one value, or a list of items"),
        (10**1000, "more than 600 digits"),
    ],
)
def test_what_is_no_value(values: meritum.Plan, given: Any, words: str) -> None:
    with pytest.raises(meritum.FactTypeError) as caught:
        values.score(whole=given)
    assert words in str(caught.value)
    assert "`whole`" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (10**30, "F0103"),
        (10**100, "F0108"),
        (Decimal("1E+999999"), "F0107"),
        (Decimal("0.5"), "F0104"),
        ("five", "F0105"),
        (True, "F0105"),
        (datetime.date(2026, 1, 1), "F0105"),
    ],
)
def test_what_the_plan_refuses(values: meritum.Plan, given: Any, code: str) -> None:
    with pytest.raises(meritum.FactsError) as caught:
        values.score(whole=given)
    assert [error.code for error in caught.value.errors] == [code], str(caught.value)


def test_an_array_is_a_list_of_items(values: meritum.Plan) -> None:
    with pytest.raises(meritum.FactTypeError, match="its item 1 is a dict"):
        values.score(deals=np.array([5]))


def test_dates_that_no_plan_takes(values: meritum.Plan) -> None:
    with pytest.raises(meritum.FactsError) as caught:
        values.score(day=datetime.date(1899, 12, 31))
    assert "1899-12-31" in str(caught.value)


@dataclass
class Deal:
    amount: Any


@dataclass(slots=True)
class Facts:
    whole: int
    kind: Kind
    deals: list[Deal] = field(default_factory=list)


class DealModel(pydantic.BaseModel):
    amount: Decimal


class FactsModel(pydantic.BaseModel):
    whole: int
    kind: Kind
    deals: list[DealModel] = []


class Loose:
    """What attrs makes, without attrs."""

    class _Field:
        name = "whole"

    __attrs_attrs__ = (_Field,)
    whole = 7


@pytest.mark.parametrize(
    "record",
    [
        {"whole": 7, "kind": "green", "deals": [{"amount": 4}, {"amount": "6"}]},
        {"whole": 7, "kind": "green", "deals": ({"amount": 4}, Deal(6))},
        MappingProxyType({"whole": 7, "kind": "green", "deals": [Deal(4), DealModel(amount=6)]}),
        Facts(7, Kind.GREEN, [Deal(4), Deal(Decimal(6))]),
        FactsModel(whole=7, kind=Kind.GREEN, deals=[DealModel(amount="4"), DealModel(amount=6)]),
        namedtuple("Row", "whole kind deals")(7, "green", [{"amount": 10}]),
    ],
    ids=lambda record: type(record).__name__,
)
def test_records(values: meritum.Plan, record: Any) -> None:
    outcomes = values.score(record).outcomes
    assert (outcomes["whole_out"], outcomes["kind_out"], outcomes["summed"]) == (7, "green", 10)


def test_records_of_attrs(values: meritum.Plan) -> None:
    assert values.score(Loose()).outcomes["whole_out"] == 7


@pytest.mark.parametrize("record", [5, "whole", [1], Facts, None.__class__])
def test_what_is_no_record(values: meritum.Plan, record: Any) -> None:
    with pytest.raises(meritum.FactTypeError, match="facts are a dict, a dataclass"):
        values.score(record)


def test_keyword_arguments_count_more(values: meritum.Plan) -> None:
    card = values.score({"whole": 1, "deals": [{"amount": 1}]}, whole=2, deals=[])
    assert (card.outcomes["whole_out"], card.outcomes["summed"]) == (2, 0)


def test_items(values: meritum.Plan) -> None:
    with pytest.raises(meritum.FactTypeError, match="`deals 2, amount` is the float"):
        values.score(deals=[{"amount": 1}, {"amount": 1.5}])
    with pytest.raises(meritum.FactTypeError, match="`deals 1, amount` is a list"):
        values.score(deals=[{"amount": [1]}])
    with pytest.raises(meritum.FactTypeError, match="a name is a str, not of type int"):
        values.score(deals=[{1: 1}])
    assert values.score(deals=[{"amount": 1.5}], allow_float=True).outcomes["summed"] == Decimal(
        "1.5"
    )


def test_an_items_own_key(first: meritum.Plan, values: meritum.Plan) -> None:
    card = first.score(sales=1, target=1, contracts=[{"key": "K-1", "amount": 640_000}])
    assert "K-1" in card.explain()
    assert card.facts["contracts"] == [{"key": "K-1", "amount": Decimal(640_000)}]
    # Where the plan has a field of that name, the word means the field.
    assert values.score(deals=[{"key": "K-2", "amount": 1}]).facts["deals"][0]["key"] == "K-2"


def test_ids_and_periods(first: meritum.Plan) -> None:
    facts = {"id": 7, "period": "2026-Q3", "sales": 1, "target": 1}
    card = first.score(facts)
    assert (card.id, card.period) == ("7", "2026-Q3")
    assert first.score(facts, id="ann").id == "ann"
    assert first.score(sales=1, target=1, id=8).id == "8"
    with pytest.raises(meritum.FactTypeError, match="`id` is of type list"):
        first.score(sales=1, target=1, id=["ann"])  # type: ignore[arg-type]
    with pytest.raises(meritum.FactTypeError, match="`id` is of type float; it is"):
        first.score({**facts, "id": 7.0})
    with pytest.raises(meritum.Error, match="2026-13"):
        first.score(facts, period="2026-13")


def test_names_of_any_tongue(quarter: meritum.Plan) -> None:
    zh = meritum.load("examples/first-plan-zh/plan.merit")
    assert zh.score(销售额=1_320_000, 目标=1_000_000).score == Decimal(120)


def test_a_record_that_raises(values: meritum.Plan) -> None:
    class Broken:
        def model_dump(self) -> dict[str, Any]:
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        values.score(Broken())
