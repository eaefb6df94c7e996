"""Replay: archived cards that were computed again.

In: what `_core` found. Out: Replay, whose text is what `meritum replay` prints. Tests:
bindings/python/tests/test_plan.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import _core
from ._card import Scorecard


@dataclass(frozen=True, slots=True)
class ReplayDifference:
    """A value of a card that comes out another than archived; empty: is not on that card."""

    what: str
    archived: str
    replayed: str


@dataclass(frozen=True, slots=True)
class ReplayedCard:
    """A card that was computed again."""

    id: str
    period: str
    verdict: str
    """"identical", "differs", or "impossible": it could not be computed, `changes` say why."""
    changes: tuple[str, ...]
    """What is not as it was when the card was archived, a sentence each."""
    differences: tuple[ReplayDifference, ...]
    card: Scorecard | None
    """As it comes out now."""


@dataclass(frozen=True, slots=True)
class Replay:
    """In the order of the archive. `str` of it is for people."""

    cards: tuple[ReplayedCard, ...]
    _text: str = field(repr=False)
    _json: str = field(repr=False)

    @staticmethod
    def of(plan: _core.Plan, text: str, written: str, rows: list[_core.PlainReplayed]) -> Replay:
        cards = tuple(
            ReplayedCard(
                id,
                period,
                verdict,
                changes,
                tuple(ReplayDifference(*row) for row in differences),
                None if card is None else Scorecard(card, plan),
            )
            for id, period, verdict, changes, differences, card in rows
        )
        return Replay(cards, text, written)

    @property
    def identical(self) -> bool:
        """Every digit of every card is the same, and the plan is the one it was."""
        return all(card.verdict == "identical" for card in self.cards)

    def to_dict(self) -> dict[str, Any]:
        """The shape of docs/json.md."""
        read: dict[str, Any] = json.loads(self._json, parse_float=Decimal)
        return read

    def __str__(self) -> str:
        return self._text
