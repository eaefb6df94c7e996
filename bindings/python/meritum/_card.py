"""Scorecards: what a plan makes of one participant's facts.

In: a card of `_core`. Out: Decimals, dataclasses and texts. What a notebook shows is in
`_waterfall.py`. Tests: bindings/python/tests/test_card.py.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, NoReturn

from . import _core, _waterfall

Value = Decimal | str | bool | datetime.date | None
"""What an outcome may be; None: withheld."""


@dataclass(frozen=True, slots=True)
class Line:
    """A signed step towards a total. The points of all lines of a total add up to it, exactly."""

    line: str
    """Identity: total/category/rule/kind, in first names; the same in every tongue."""
    rule: str
    """First name of the rule or veto; empty for start, limits and rounding."""
    category: str
    total: str
    unit: str
    """"points", or a currency."""
    points: Decimal
    because: str
    """The rule's `because`, filled in; may be empty."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule advises the participant."""

    rule: str
    text: str


class Scorecard:
    """One participant's result. Every number explains itself.

    >>> import meritum
    >>> plan = meritum.load("examples/first-plan/plan.merit")
    >>> card = plan.score(sales=1_320_000, target=1_000_000, complaints=1)
    >>> card.score, card.grade
    (Decimal('118.5'), 'A')
    >>> for line in card.lines:
    ...     print(line.line, line.points)
    score///start 100
    score//over_achievement/rule 32
    score//over_achievement/cap -12
    score//big_contract/rule 0
    score//missed_target/rule 0
    score//complaint/rule -1.5
    >>> sum(line.points for line in card.lines) == card.score
    True
    """

    def __init__(self, core: _core.Card, lang: str = "en") -> None:
        self._core = core
        self._lang = lang

    @property
    def id(self) -> str:
        """The participant; empty if the facts had no id."""
        return self._core.id

    @property
    def period(self) -> str:
        return self._core.period

    @cached_property
    def score(self) -> Decimal | None:
        """None: not rated, withheld, or the plan has no score."""
        return self._core.score

    @property
    def grade(self) -> str:
        """First name of the grade; empty: none."""
        return self._core.grade

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """In the order of presentation, total by total; none if only results were kept."""
        return tuple(Line(*row) for row in self._core.lines())

    @cached_property
    def outcomes(self) -> dict[str, Value]:
        """By first names, in the plan's order."""
        return {name: value for name, value, _ in self._core.outcomes()}

    @cached_property
    def totals(self) -> dict[str, Decimal | None]:
        """By first names, the score first if the plan has one. None: withheld, or not rated."""
        return {name: value for name, value, _, _ in self._core.totals()}

    @cached_property
    def units(self) -> dict[str, str]:
        """Of totals and outcomes: "points", a currency, "days" or ""."""
        units = {name: unit for name, _, unit in self._core.outcomes()}
        return {name: unit for name, _, unit, _ in self._core.totals()} | units

    @cached_property
    def not_rated(self) -> dict[str, str]:
        """Totals without a value of which the plan says why, and the sentence."""
        return {name: why for name, _, _, why in self._core.totals() if why}

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """What the plan advises, in the order of its rules."""
        return tuple(Advice(*row) for row in self._core.advice())

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What `require ... else warn` found."""
        return tuple(self._core.warnings())

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What it was scored by: first names, defaults filled in, lists as lists of dicts.

        >>> import meritum
        >>> plan = meritum.load("examples/first-plan/plan.merit")
        >>> plan.score(sales="5", target=10).facts["complaints"]
        Decimal('0')
        """
        return self._core.facts()

    def line(self, identity: str) -> Line | None:
        """By `Line.line`; None if there is no such line."""
        return next((line for line in self.lines if line.line == identity), None)

    def category(self, name: str) -> Decimal | None:
        """The points of a category with everything it holds, by any of its names."""
        return self._core.category(name)

    def explain(
        self,
        lang: str = "",
        *,
        width: int = 100,
        colour: bool = False,
        waterfall: Literal["none", "blocks", "ascii"] = "none",
    ) -> str:
        """The whole story for people. Without `lang`, in the tongue the card was scored in.

        >>> import meritum
        >>> plan = meritum.load("examples/first-plan-zh/plan.merit")
        >>> card = plan.score(销售额=1_320_000, 目标=1_000_000, id="安")
        >>> print(card.explain(lang="zh").splitlines()[0])
        安
        """
        return self._core.explain(lang or self._lang, width, colour, waterfall)

    def explain_part(
        self, name: str, lang: str = "", *, width: int = 100, colour: bool = False
    ) -> str:
        """The part of `explain` about one rule, category, outcome, total or "grade"."""
        return self._core.explain_part(name, lang or self._lang, width, colour)

    def explain_markdown(self, lang: str = "") -> str:
        """A card for a mail, in Markdown with tables."""
        return self._core.explain_markdown(lang or self._lang)

    def explain_json(self, lang: str = "") -> str:
        """What `explain` tells, as JSON (docs/json.md)."""
        return self._core.explain_json(lang or self._lang)

    def to_dict(self, lang: str = "") -> dict[str, Any]:
        """`explain_json` read: numbers are ints and Decimals, never floats."""
        read: dict[str, Any] = json.loads(self.explain_json(lang), parse_float=Decimal)
        return read

    def to_archive(self, lang: str = "") -> str:
        """One line of text that `Plan.replay` computes again."""
        return self._core.explain_archive(lang or self._lang)

    def __copy__(self) -> Scorecard:
        return self  # nothing changes it

    def __deepcopy__(self, memo: dict[int, Any]) -> Scorecard:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a Scorecard hangs on its plan and run, so it cannot be pickled; "
            "send card.to_archive(), which plan.replay() makes cards of, or card.to_dict()"
        )

    def __str__(self) -> str:
        return self.explain()

    def __repr__(self) -> str:
        parts = [self.id, self.period]
        parts += [f"{name} {self._shown(name)}" for name in self.totals]
        parts += [f"grade {self.grade}"] if self.grade else []
        return f"<Scorecard {' · '.join(part for part in parts if part)}>"

    def _shown(self, total: str) -> str:
        value = self.totals[total]
        return "not rated" if value is None else f"{value:f}"

    def _repr_html_(self) -> str:
        return _waterfall.html_of(
            json.loads(self.explain_json(), parse_float=Decimal), self.explain()
        )
