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

from . import _asked, _waterfall
from ._asked import Fixed
from ._core import Card as Core
from ._core import Plan as CorePlan
from ._errors import Error

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


class Scorecard(Fixed):
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

    _core: Core
    _plan: CorePlan
    _lang: str

    def __init__(self, core: Core, plan: CorePlan, lang: str = "en") -> None:
        # There are many cards: this is quicker than to ask for each value whether it may be set.
        self.__dict__.update(_core=core, _plan=plan, _lang=lang)

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

    @property
    def outcomes(self) -> dict[str, Value]:
        """By first names, in the plan's order."""
        return {name: value for name, value, _ in self._core.outcomes()}

    @property
    def totals(self) -> dict[str, Decimal | None]:
        """By first names, the score first if the plan has one. None: withheld, or not rated."""
        return {name: value for name, value, _, _ in self._core.totals()}

    @property
    def units(self) -> dict[str, str]:
        """Of totals and outcomes: "points", a currency, "days" or ""."""
        units = {name: unit for name, _, unit in self._core.outcomes()}
        return {name: unit for name, _, unit, _ in self._core.totals()} | units

    @property
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

    @property
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
        return self._core.category(_asked.text(name, "a category's name"))

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
        width = _asked.whole(width, "width")
        waterfall_text = _asked.text(waterfall, "waterfall")
        return self._core.explain(self._tongue(lang), width, bool(colour), waterfall_text)

    def explain_part(
        self, name: str, lang: str = "", *, width: int = 100, colour: bool = False
    ) -> str:
        """The part of `explain` about one rule, category, outcome, total or "grade", by any of its
        names. Empty if the card has no value of it; a name that the plan does not have is an Error.
        """
        parts = self._plan.parts
        first = parts.get(_asked.text(name, "name"))
        if first is None:
            raise Error(
                f"the plan has no rule, category, outcome or total `{name}`; "
                f"{_asked.near(name, parts)}"
            )
        width = _asked.whole(width, "width")
        return self._core.explain_part(first, self._tongue(lang), width, bool(colour))

    def explain_markdown(self, lang: str = "") -> str:
        """A card for a mail, in Markdown with tables."""
        return self._core.explain_markdown(self._tongue(lang))

    def explain_json(self, lang: str = "") -> str:
        """What `explain` tells, as JSON (docs/json.md)."""
        return self._core.explain_json(self._tongue(lang))

    def to_dict(self, lang: str = "") -> dict[str, Any]:
        """`explain_json` read: numbers are ints and Decimals, never floats."""
        read: dict[str, Any] = json.loads(self.explain_json(lang), parse_float=Decimal)
        return read

    def to_archive(self, lang: str = "") -> str:
        """One line of text that `Plan.replay` computes again."""
        return self._core.explain_archive(self._tongue(lang))

    def _tongue(self, lang: str) -> str:
        return _asked.tongue(lang or self._lang, self._plan)

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
        parts += [f"{name} {_shown(value)}" for name, value in self.totals.items()]
        parts += [f"grade {self.grade}"] if self.grade else []
        return f"<Scorecard {' · '.join(part for part in parts if part)}>"

    def _repr_html_(self) -> str:
        return _waterfall.html_of(
            json.loads(self.explain_json(), parse_float=Decimal), self.explain()
        )


def _shown(value: Decimal | None) -> str:
    return "not rated" if value is None else f"{value:f}"
