"""Written bonus and deduction plans, turned into exact scores that explain themselves.

>>> import meritum
>>> plan = meritum.load("examples/first-plan/plan.merit")
>>> card = plan.score(sales=1_320_000, target=1_000_000)
>>> card.score, card.grade
(Decimal('120'), 'A')
>>> print(card.explain())  # doctest: +ELLIPSIS
Sales above the target
...

Everything a caller needs is named here; `meritum.testing` is for tests. The guide:
 docs/python.md.
"""

from ._card import Advice, Line, Scorecard
from ._core import Description, FactDescription
from ._core import version as __version__
from ._errors import (
    Diagnostic,
    Diagnostics,
    Error,
    FactProblem,
    FactsError,
    FactTypeError,
    PlanError,
    Position,
    Span,
)
from ._plan import Plan, compile, format, load, read_data
from ._replay import Replay, ReplayDifference, ReplayedCard
from ._results import Data, Results
from ._suites import CaseDifference, CaseResult, SuiteProblem, SuiteReport, SuiteResult, run_suites
from ._table import ArrowTable, TableScores

__all__ = [
    "Advice",
    "ArrowTable",
    "CaseDifference",
    "CaseResult",
    "Data",
    "Description",
    "Diagnostic",
    "Diagnostics",
    "Error",
    "FactDescription",
    "FactProblem",
    "FactTypeError",
    "FactsError",
    "Line",
    "Plan",
    "PlanError",
    "Position",
    "Replay",
    "ReplayDifference",
    "ReplayedCard",
    "Results",
    "Scorecard",
    "Span",
    "SuiteProblem",
    "SuiteReport",
    "SuiteResult",
    "TableScores",
    "__version__",
    "compile",
    "format",
    "load",
    "read_data",
    "run_suites",
]

for _name in __all__:
    _thing = globals()[_name]
    if isinstance(_thing, type) and _thing.__module__ != "meritum._core":  # where its stub is
        _thing.__module__ = __name__
del _name, _thing
