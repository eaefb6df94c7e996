"""Scorecards: every property, texts, and that they say what the C++ library says."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal

import meritum
import pytest


@pytest.fixture(scope="module")
def card(quarter: meritum.Plan) -> meritum.Scorecard:
    data = quarter.read("examples/electronics-quarter/data")
    return quarter.score_all(data)["chen-wei"]


def test_numbers_are_decimals(card: meritum.Scorecard) -> None:
    assert type(card.score) is Decimal
    assert all(type(line.points) is Decimal for line in card.lines)
    assert sum(line.points for line in card.lines if line.total == "score") == card.score
    for line in card.lines:
        assert line.line.startswith(line.total + "/")
        assert line.unit == card.units[line.total]
        assert card.line(line.line) is line
    assert card.line("none") is None
    with pytest.raises(AttributeError):
        card.lines[0].points = Decimal(0)  # type: ignore[misc]


def test_what_to_json_says(card: meritum.Scorecard, quarter: meritum.Plan) -> None:
    data = quarter.read("examples/electronics-quarter/data")
    written = json.loads(quarter.score_all(data).to_json(), parse_float=Decimal)
    mine = next(one for one in written["results"] if one["id"] == card.id)
    assert mine["score"] == card.score
    assert (mine["grade"] or "") == card.grade
    assert mine["totals"] == card.totals
    dates = {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in card.outcomes.items()
    }
    assert mine["outcomes"] == dates
    assert [line["line"] for line in mine["lines"]] == [line.line for line in card.lines]
    assert [line["because"] or "" for line in mine["lines"]] == [
        line.because for line in card.lines
    ]


def test_texts(card: meritum.Scorecard) -> None:
    assert card.explain().startswith(card.id)
    assert card.explain(lang="zh") != card.explain(lang="en")
    assert str(card) == card.explain()
    assert "\x1b[" in card.explain(colour=True)
    assert "█" in card.explain(waterfall="blocks")
    assert max(map(len, card.explain(width=60, waterfall="ascii").splitlines())) <= 60
    with pytest.raises(ValueError, match='waterfall is "none", "blocks" or "ascii"'):
        card.explain(waterfall="bars")  # type: ignore[arg-type]
    assert card.explain_part("grade").strip() in card.explain()
    assert "|" in card.explain_markdown()
    assert card.to_dict()["explanation"]["part"] == "card"
    assert card.to_archive().count("\n") <= 1


def test_categories_and_outcomes(quarter: meritum.Plan, card: meritum.Scorecard) -> None:
    described = quarter.describe()
    for category in described.categories:
        assert isinstance(card.category(category.name), Decimal)
    assert card.category("none") is None
    assert list(card.outcomes) == [outcome.name for outcome in described.outcomes]


def test_lang_of_a_card(quarter: meritum.Plan) -> None:
    data = quarter.read("examples/electronics-quarter/data")
    zh = quarter.score_all(data, lang="zh")["chen-wei"]
    en = quarter.score_all(data)["chen-wei"]
    assert zh.explain() == en.explain(lang="zh")
    assert [line.because for line in zh.lines] != [line.because for line in en.lines]
    assert zh.score == en.score


def test_facts_score_again(quarter: meritum.Plan, card: meritum.Scorecard) -> None:
    plan = meritum.load("examples/first-plan/plan.merit")
    one = plan.score(sales="1320000.50", target=1_000_000, contracts=[{"amount": 5}])
    again = plan.score(one.facts)
    assert (again.score, again.lines) == (one.score, one.lines)


def test_what_is_not_there(first: meritum.Plan) -> None:
    card = first.score(sales=1, target=1)
    assert card.id == ""
    assert card.advice == ()
    assert card.warnings == ()
    assert card.not_rated == {}
    assert repr(card) == "<Scorecard score 100 · grade B>"
