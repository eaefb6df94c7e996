"""Populations: what was read of files, and the cards of many participants.

In: what `_core` read or scored. Out: sequences, tuples, texts. Tests:
bindings/python/tests/test_results.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, overload

from . import _asked, _core, _waterfall
from ._asked import Fixed
from ._card import Scorecard
from ._errors import FactProblem

_SHOWN = 10  # rows in a notebook


class Data(Fixed):
    """What a file or folder of data held for a plan. Give it to `Plan.score_all`.

    >>> import meritum
    >>> plan = meritum.load("examples/first-plan/plan.merit")
    >>> data = plan.read("examples/first-plan/data.yaml")
    >>> len(data), data.errors
    (2, ())
    """

    def __init__(self, core: _core.Data) -> None:
        self._core = core

    def __len__(self) -> int:
        return len(self._core)

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """Facts as dicts, one for each participant and period; values as they were read."""
        return self._core.records()

    @cached_property
    def errors(self) -> tuple[FactProblem, ...]:
        """Rows that could not be read; their participants are left out."""
        return self._core.errors()

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What was left out, in words."""
        return tuple(self._core.notices())

    def __repr__(self) -> str:
        return f"<Data of {len(self)} participants, {len(self.errors)} errors>"


class Results(Fixed, Sequence[Scorecard]):
    """The cards of a population, in the order of its facts, and what is wrong with the others.

    >>> import meritum
    >>> plan = meritum.load("examples/first-plan/plan.merit")
    >>> results = plan.score_all(plan.read("examples/first-plan/data.yaml"))
    >>> [(card.id, card.score) for card in results]
    [('ann', Decimal('123.5')), ('bob', Decimal('99'))]
    >>> results["bob"].grade
    'B'
    """

    def __init__(self, core: _core.Results, plan: _core.Plan, lang: str) -> None:
        self._core = core
        self._plan = plan
        self._lang = lang

    @cached_property
    def errors(self) -> tuple[FactProblem, ...]:
        """Of those who were not scored, and of values that are withheld."""
        return self._core.errors()

    @property
    def period(self) -> str:
        return self._core.period

    @cached_property
    def totals(self) -> tuple[str, ...]:
        """First names of the plan's totals, the score first."""
        return tuple(self._core.totals())

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """First names of the plan's outcomes."""
        return tuple(self._core.outcomes())

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Of those who have a card."""
        return tuple(self._core.ids())

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id: at for at, id in reversed(list(enumerate(self.ids)))}

    def __len__(self) -> int:
        return len(self._core)

    @overload
    def __getitem__(self, at: int | str) -> Scorecard: ...
    @overload
    def __getitem__(self, at: slice) -> list[Scorecard]: ...
    def __getitem__(self, at: int | str | slice) -> Scorecard | list[Scorecard]:
        if isinstance(at, str):
            return self._card(self._places[at])
        if isinstance(at, slice):
            return [self._card(place) for place in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(f"there are {len(self)} cards")
        return self._card(place)

    def __iter__(self) -> Iterator[Scorecard]:
        return (self._card(place) for place in range(len(self)))

    def _card(self, place: int) -> Scorecard:
        return Scorecard(self._core.card(place), self._plan, self._lang)

    def to_json(self) -> str:
        """docs/json.md says what is in it."""
        return self._core.to_json()

    def to_archive(self) -> str:
        """What `Plan.replay` computes again."""
        return self._core.to_archive()

    def to_csv(self) -> str:
        return self._core.to_csv()

    def to_text(self, lang: str = "", *, colour: bool = False, width: int = 100) -> str:
        """The table `meritum score` prints."""
        width = _asked.whole(width, "width")
        return self._core.to_table(self._tongue(lang), bool(colour), width)

    def summary(self, *, ends: int = 3, movers: int = 10, bins: int = 10) -> dict[str, Any]:
        """How scores are spread, what outcomes cost, who is at the ends (docs/json.md)."""
        counts = (
            _asked.whole(ends, "ends"),
            _asked.whole(movers, "movers"),
            _asked.whole(bins, "bins"),
        )
        written, _ = self._core.summary(*counts, "en", 100, False)
        read: dict[str, Any] = json.loads(written, parse_float=Decimal)
        return read

    def summary_text(self, lang: str = "", *, width: int = 100, colour: bool = False) -> str:
        """The page `meritum summary` prints."""
        width = _asked.whole(width, "width")
        return self._core.summary(3, 10, 10, self._tongue(lang), width, bool(colour))[1]

    def _tongue(self, lang: str) -> str:
        return _asked.tongue(lang or self._lang, self._plan)

    def _repr_html_(self) -> str:
        names = ["id", *self.totals, "grade", *self.outcomes]
        rows = [
            [card.id, *card.totals.values(), card.grade or None, *card.outcomes.values()]
            for card in self[:_SHOWN]
        ]
        told = f"{len(self):,} cards, {len(self.errors):,} errors"
        return _waterfall.table_html(names, rows, told)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Results: {len(self)} cards, {len(self.errors)} errors>"
