"""Suites: tests of plans that are written as data beside them (docs/suites.md).

In: paths. Out: a SuiteReport, whose text is what `meritum test` prints. Tests:
bindings/python/tests/test_suites.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from . import _asked, _core


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; line and column count from 1, 0 is unknown."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return self.file + (f":{self.line}" if self.line else "")


@dataclass(frozen=True, slots=True)
class SuiteProblem:
    """What keeps a suite, or the search for suites, from being done."""

    place: Place
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class CaseDifference:
    """A value that is not the expected one; numbers were compared exactly."""

    what: str
    expected: str
    actual: str
    place: Place


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of a case; of a row of a table, the case's name and the row's."""

    name: str
    place: Place
    differences: tuple[CaseDifference, ...]
    explanation: str
    """How what differs came about; empty if the case passed."""
    text: str = field(repr=False)
    """What `meritum test` shows of it if it failed."""

    @property
    def passed(self) -> bool:
        return not self.differences


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """What came of a suite: problems, or its cases in the order of the text."""

    file: str
    problems: tuple[SuiteProblem, ...]
    cases: tuple[CaseResult, ...]
    text: str = field(repr=False)
    """What `meritum test` shows of it."""

    @property
    def passed(self) -> bool:
        """No problem, at least one case, and all of them passed."""
        return not self.problems and bool(self.cases) and all(one.passed for one in self.cases)


@dataclass(frozen=True, slots=True)
class SuiteReport:
    """What came of some suites. `str` of it is what `meritum test` prints."""

    suites: tuple[SuiteResult, ...]
    problems: tuple[SuiteProblem, ...]
    passed: bool
    json: str = field(repr=False)
    junit: str = field(repr=False)
    _plain: str = field(repr=False)
    _coloured: str = field(repr=False)

    def render(self, colour: bool = False) -> str:
        return self._coloured if colour else self._plain

    def __str__(self) -> str:
        return self._plain


def _problems(rows: list[_core.PlainProblem]) -> tuple[SuiteProblem, ...]:
    return tuple(SuiteProblem(Place(*place), message, fix) for place, message, fix in rows)


def _case(row: _core.PlainCase) -> CaseResult:
    name, place, differences, explanation, text = row
    found = tuple(CaseDifference(what, a, b, Place(*at)) for what, a, b, at in differences)
    return CaseResult(name, Place(*place), found, explanation, text)


def run_suites(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    filter: str = "",
    jobs: int = 0,
) -> SuiteReport:
    """Runs suites, and in folders all files named *.test.yaml or *.test.yml below them.

    `filter`: only cases with this in "file: name". `jobs`: suites at the same time, 0 for as many
    as there are processors.

    >>> import meritum
    >>> print(meritum.run_suites("examples/first-plan"))
    ✓ examples/first-plan/plan.test.yaml: 27 cases
    1 suite, 27 cases: 27 passed, 0 failed
    <BLANKLINE>
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    suites, problems, plain, coloured, json, junit, passed = _core.run_suites(
        given, _asked.text(filter, "filter"), _asked.whole(jobs, "jobs")
    )
    made = tuple(
        SuiteResult(file, _problems(wrong), tuple(_case(case) for case in cases), text)
        for file, wrong, cases, text in suites
    )
    return SuiteReport(made, _problems(problems), passed, json, junit, plain, coloured)
