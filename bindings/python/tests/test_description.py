"""Descriptions: every field of a plan, and its texts."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import meritum
import pytest


def test_a_plan(first: meritum.Plan) -> None:
    description = first.describe()
    assert description.name == "first_plan"
    assert description.fingerprint == first.fingerprint
    assert (description.cycle, description.currency) == ("quarter", "CNY")
    assert description.period_example.endswith("-Q1")
    sales, target, complaints = description.facts
    assert (sales.type, sales.unit, sales.labels[0]) == ("money", "CNY", "Signed sales")
    assert (sales.low, sales.high, sales.step) == (0, 1_000_000_000, Decimal("0.01"))
    assert target.required
    assert target.default is None
    assert (complaints.default, complaints.required, complaints.optional) == (0, False, False)
    (contracts,) = description.lists
    assert [field.name for field in contracts.fields] == ["amount"]
    assert contracts.most_items == 10_000
    assert [(rule.name, rule.type, rule.list) for rule in description.rules] == [
        ("over_achievement", "bonus", ""),
        ("big_contract", "bonus", "contracts"),
        ("missed_target", "deduction", ""),
        ("complaint", "deduction", ""),
    ]
    assert description.rules[0].cap is not None
    assert (description.rules[0].cap.value, description.rules[0].floor) == (20, None)
    assert [(grade.name, grade.bound) for grade in description.grades] == [
        ("A", 110),
        ("B", 95),
        ("C", None),
    ]
    assert [total.unit for total in description.totals] == ["points"]
    assert repr(sales) == "<FactDescription sales>"


def test_both_tongues(quarter: meritum.Plan) -> None:
    description = quarter.describe()
    assert description.tongues == ["en", "zh"]
    for fact in description.facts:
        assert len(fact.names) == 2
        assert fact.name in fact.names
    assert [outcome.name for outcome in description.outcomes]
    assert [category.name for category in description.categories]


def test_texts(first: meritum.Plan) -> None:
    description = first.describe()
    assert str(description) == description.text()
    assert description.text("zh") != description.text("en")
    words = description.in_words(description.facts[2])
    assert words.startswith("whole number")
    assert words.endswith("0 where it is left empty")
    assert json.loads(description.to_json())["name"] == "first_plan"
    assert "$schema" in json.loads(description.json_schema())


def test_kinds_of_facts(values: meritum.Plan) -> None:
    facts = {fact.name: fact for fact in values.describe().facts}
    assert {fact.type for fact in facts.values()} == {
        "number",
        "boolean",
        "date",
        "text",
        "choice",
    }
    assert facts["kind"].choices == [["red", "red"], ["green", "green"]]
    assert facts["day"].first is None or isinstance(facts["day"].first, datetime.date)
    assert all(fact.optional for fact in facts.values())


def test_it_outlives_the_plan() -> None:
    facts = meritum.compile("plan p\nfact a number 0 .. 1\nscore\n  start a\n").describe().facts
    assert facts[0].name == "a"
    with pytest.raises(AttributeError):
        facts[0].name = "b"  # type: ignore[misc]
