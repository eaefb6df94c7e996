"""What callers ask for amiss: they are told what goes, and where."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import meritum
import pyarrow as pa
import pytest

HALF = "a\ud800b"

GERMAN = """
plan p
  languages en, de
fact a | b number 0 .. 10
score
  start a
"""

RATED = """
plan rated
fact product text
table rates
  by product text gives rate number 0 .. 1
  rows from data
  otherwise gives 0
table bounds
  by product text gives bound number 0 .. 1
  rows from data
  otherwise gives 0
outcome rate = rates(product)
outcome bound = bounds(product)
"""


@pytest.fixture(scope="module")
def rated() -> meritum.Plan:
    return meritum.compile(RATED)


@pytest.fixture
def card(first: meritum.Plan) -> meritum.Scorecard:
    return first.score(sales=1, target=1, id="ann")


TONGUES: list[Callable[[meritum.Plan, str], Any]] = [
    lambda plan, lang: plan.score(a=1, lang=lang),
    lambda plan, lang: plan.score_all([{"id": "x", "a": 1}], lang=lang),
    lambda plan, lang: plan.score(a=1).explain(lang),
    lambda plan, lang: plan.score(a=1).explain_part("score", lang),
    lambda plan, lang: plan.score(a=1).explain_json(lang),
    lambda plan, lang: plan.score(a=1).explain_markdown(lang),
    lambda plan, lang: plan.score(a=1).to_dict(lang),
    lambda plan, lang: plan.score(a=1).to_archive(lang),
    lambda plan, lang: plan.score_all([{"id": "x", "a": 1}]).to_text(lang),
    lambda plan, lang: plan.score_all([{"id": "x", "a": 1}]).summary_text(lang),
    lambda plan, lang: plan.label(lang),
    lambda plan, lang: plan.describe().text(lang),
    lambda plan, lang: plan.describe().in_words(plan.describe().facts[0], lang),
]


@pytest.mark.parametrize("ask", TONGUES)
def test_a_tongue_that_nobody_has(ask: Callable[[meritum.Plan, str], Any]) -> None:
    plan = meritum.compile(GERMAN)
    for lang in ("en", "zh", "de"):
        ask(plan, lang)
    with pytest.raises(meritum.Error) as caught:
        ask(plan, "fr")
    assert str(caught.value) == (
        "lang 'fr': neither Meritum nor the plan has it; there are en, zh, de"
    )


def test_plans_are_written_in_two() -> None:
    plan = meritum.compile(GERMAN)
    for ask in (plan.format, lambda lang: meritum.format(GERMAN, lang)):
        assert ask("zh").startswith("方案 p")
        with pytest.raises(meritum.Error, match=r"'de'.*there are en, zh$"):
            ask("de")
    assert meritum.format(GERMAN).startswith("plan p")


def test_half_a_character(first: meritum.Plan, rated: meritum.Plan) -> None:
    facts = {"sales": 1, "target": 1}
    asked: list[Callable[[], Any]] = [
        lambda: first.score({**facts, "sales": HALF}),
        lambda: first.score({**facts, HALF: 1}),
        lambda: first.score(facts, id=HALF),
        lambda: first.score(facts, period=HALF),
        lambda: first.score(facts, lang=HALF),
        lambda: first.score_all([{**facts, "id": HALF}]),
        lambda: first.score_table({HALF: [1]}),
        lambda: first.score_table({"sales": [HALF]}),
        lambda: first.score_table({"sales": [1]}, id=HALF),
        lambda: first.score(facts).explain_part(HALF),
        lambda: first.replay(HALF),
        lambda: meritum.compile(f"plan {HALF}"),
        lambda: meritum.compile("plan p", HALF),
        lambda: meritum.format(f"plan {HALF}"),
        lambda: rated.with_tables(rates=f"product,rate\n{HALF},1\n", bounds=""),
        lambda: rated.with_tables(rates=[{"product": HALF}], bounds=""),
    ]
    for ask in asked:
        with pytest.raises(meritum.Error, match="surrogate"):
            ask()


def test_what_goes(first: meritum.Plan, card: meritum.Scorecard) -> None:
    people = {"sales": [1], "target": [1]}
    results = first.score_all([{"id": "a", "sales": 1, "target": 1}])
    asked: list[tuple[Callable[[], Any], type[Exception], str]] = [
        (lambda: first.score_table(people, threads=1.5), TypeError, "whole number, not of type fl"),
        (lambda: first.score_table(people, threads=2**70), ValueError, "goes from 0 to 65,535"),
        (lambda: first.score_table(people, lists=[people]), TypeError, "lists is a dict of tables"),
        (lambda: first.score_table(people, lists=5), TypeError, "lists is a dict of tables"),
        (lambda: card.explain(width=-1), ValueError, "width goes from 0 to 65,535, not -1"),
        (lambda: card.explain(width="80"), TypeError, "width is a whole number, not of type str"),
        (lambda: card.explain(5), TypeError, "lang is a str, not of type int"),
        (lambda: card.category(5), TypeError, "a category's name is a str"),
        (lambda: results.to_text(width=-1), ValueError, "width goes"),
        (lambda: results.summary(bins=-1), ValueError, "bins goes"),
        (lambda: results.summary_text(width=10**5000), ValueError, "more than 30 digits"),
        (lambda: first.replay(["x"]), TypeError, "an archive is a str, not of type list"),
        (lambda: first.score_all(5), TypeError, "rows are a list of dicts"),
        (lambda: first.score_all([], period=5), TypeError, "period is a str"),
        (lambda: first.graph("svg"), ValueError, 'format is "text" or "dot"'),
        (lambda: meritum.compile(5), TypeError, "a plan is a str or bytes"),
        (lambda: meritum.run_suites("examples", jobs=-1), ValueError, "jobs goes from 0"),
        (lambda: first.score_table({"sales": 5}), TypeError, "the column `sales` is of type int"),
        (lambda: first.score_table({"sales": "abc"}), TypeError, "`sales` is of type str"),
    ]
    for ask, kind, words in asked:
        with pytest.raises(kind) as caught:
            ask()
        assert words in str(caught.value)
        assert "incompatible function arguments" not in str(caught.value)


def test_it_is_said_where(first: meritum.Plan) -> None:
    facts = {"sales": 1, "target": 1}
    huge = 2**200
    wrong: list[tuple[Callable[[], Any], str]] = [
        (lambda: first.score(sales=[1], target=1), "`sales` is a list, so its item 1 is a dict"),
        (lambda: first.score(facts, contracts=[1]), "`contracts` is a list, so its item 1"),
        (lambda: first.score(facts, params=[1]), "params are a dict"),
        (lambda: first.score_all([facts, 5]), "row 1: facts are a dict"),
        (lambda: first.score_all([facts, {"sales": 0.5}]), "row 1: `sales` is the float"),
        (
            lambda: first.score(facts, contracts=[{"amount": [1]}]),
            "`contracts 1, amount` is a list",
        ),
        (lambda: first.score_table({"contracts": [None, [1]]}), "row 1: `contracts` is a list"),
        (lambda: first.score_table({"contracts": [[], 5]}), "row 1: `contracts` is of type int"),
        (lambda: first.score_table({"contracts": [[{"amount": [1]}]]}), "`amount` of an item"),
        (lambda: first.score_table({"sales": [1, huge]}), "row 1: `sales` is 160693804425899027"),
        (
            lambda: first.score_table({"sales": [Decimal("1E+40")]}),
            "a number has at most 38 digits",
        ),
        (lambda: first.score_table({"sales": [1, 0.5]}), "row 1: `sales` is the float"),
        (lambda: first.score_table({"sales": [1, "x"]}), "x in row 1 is none of what stands"),
    ]
    for ask, words in wrong:
        with pytest.raises(meritum.FactTypeError) as caught:
            ask()
        assert words in str(caught.value)


def test_what_gives_items_is_a_list(first: meritum.Plan) -> None:
    deals = {"a": {"amount": 640_000}, "b": {"amount": 85_000}}
    facts = {"sales": 1_000_000, "target": 1_000_000}
    for given in (list(deals.values()), (one for one in deals.values()), deals.values()):
        assert first.score(facts, contracts=given).score == 105
    people = {name: [value] for name, value in facts.items()}
    scores = first.score_table({**people, "contracts": [iter(deals.values())]})
    assert scores.to_rows()[0]["score"] == 105


def test_a_reader_that_breaks_off(first: meritum.Plan) -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield pa.record_batch({"sales": [1], "target": [1]})
        raise ValueError("the disk\nis broken")

    schema = pa.schema([("sales", pa.int64()), ("target", pa.int64())])
    with pytest.raises(meritum.Error) as caught:
        first.score_table(pa.RecordBatchReader.from_batches(schema, batches()))
    assert str(caught.value).endswith("behind 1 batches: ValueError: the disk is broken")
    assert "Traceback" in str(caught.value.__cause__)
    assert "\n" not in str(caught.value)


def test_rows_for_tables_that_are_misspelt(rated: meritum.Plan) -> None:
    rows = [{"product": "A", "rate": "0.1"}]
    with pytest.raises(meritum.Error, match=r"no table `rate` with .*; did you mean `rates`"):
        rated.with_tables(rate=rows)
    with pytest.raises(meritum.Error, match="there are `rates`, `bounds`"):
        rated.with_tables(zzz=rows)
    with pytest.raises(meritum.Error, match="those of `bounds` are missing"):
        rated.with_tables(rates=rows)
    with pytest.raises(TypeError, match="the rows of `rates` are a list of dicts"):
        rated.with_tables(rates=5, bounds="")
    asked: list[Callable[[], Any]] = [
        lambda: rated.score(product="A"),
        lambda: rated.score_all([{"id": "a", "product": "A"}]),
        lambda: rated.score_table({"product": ["A"]}),
    ]
    for ask in asked:
        with pytest.raises(meritum.Error) as caught:
            ask()
        assert str(caught.value).endswith("plan.with_tables(rates=[...], bounds=[...])")


def test_nothing_changes_what_was_made(first: meritum.Plan, card: meritum.Scorecard) -> None:
    results = first.score_all([{"id": "a", "sales": 1, "target": 1}])
    scores = first.score_table({"sales": [1], "target": [1]})
    description = first.describe()
    made: list[tuple[Any, str]] = [
        (card, "score"),
        (card, "lines"),
        (card, "other"),
        (card.lines[0], "points"),
        (results, "errors"),
        (results, "other"),
        (scores, "errors"),
        (first, "name"),
        (description, "name"),
        (description.facts[0], "low"),
        (description, "other"),
    ]
    for thing, name in made:
        with pytest.raises(AttributeError):
            setattr(thing, name, 5)
        with pytest.raises(AttributeError):
            delattr(thing, name)
    assert card.score == 100
    for name in ("outcomes", "totals", "units", "facts"):
        before = copy.deepcopy(getattr(card, name))
        getattr(card, name)["score"] = 5
        assert getattr(card, name) == before
    description.facts.clear()
    assert len(description.facts) == 3


def test_parts_by_all_their_names(quarter: meritum.Plan) -> None:
    data = quarter.read("examples/electronics-quarter/data")
    card = quarter.score_all(data)["chen-wei"]
    assert card.explain_part("超额完成") == card.explain_part("over_achievement") != ""
    assert card.explain_part("grade") != ""
    with pytest.raises(meritum.Error, match="`big_contarct`; did you mean `big_contract`"):
        card.explain_part("big_contarct")
    plan = meritum.compile(
        "plan p\nfact a number 0 .. 1\nscore\n  start a\noutcome big = a\noutcome other = a\n"
    )
    with pytest.raises(meritum.Error, match="did you mean `big`"):
        plan.score(a=1).explain_part("bigg")
    assert plan.replay(plan.score(a=1).to_archive()).cards[0].card is not None


def test_tables_say_how_many_errors_there_are(first: meritum.Plan) -> None:
    scores = first.score_table({"sales": [1, -1, -1], "target": [1, None, 1]})
    assert "1 of 3 participants scored, 3 errors" in repr(scores)
    assert "1 of 3 participants scored, 3 errors" in scores._repr_html_()
    one = first.score_table({"sales": [-1], "target": [1]})
    assert "0 of 1 participants scored, 1 error;" in repr(one)
    assert "error" not in repr(first.score_table({"sales": [1], "target": [1]}))
