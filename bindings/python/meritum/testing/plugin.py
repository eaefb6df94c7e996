"""The plugin of pytest: suites (docs/suites.md) beside other tests.

In: files that pytest comes by. Out: an item for each case of those that are suites, which fails
with what `meritum test` shows of it; a suite that cannot be run is an error of its collection.
Other programs have files called so, too: what does not look like a suite is left to them. A suite
takes milliseconds, so its cases are run when it is collected and told when their turn comes. Tests:
bindings/python/tests/test_testing.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .._suites import CaseResult, SuiteResult, run_suites

_SETTING = "meritum_suites"
_USUAL = ("*.test.yaml", "*.test.yml")
_CASES = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?cases["']?[ ]*:""", re.MULTILINE)
_PLAN = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?(?:plan|text)["']?[ ]*:""", re.MULTILINE)
_TOLD = 3  # differences in the summary's line


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting, which `pytest --help` shows."""
    parser.addini(
        _SETTING,
        "globs of Meritum's suites: all files called so are collected. If not set: those called "
        "*.test.yaml or *.test.yml that have `cases:` and `plan:` or `text:` in them",
        type="args",
        default=_USUAL,
    )


class SuiteFailure(Exception):
    """A case that did not pass, or a suite that could not be run; its text is fit to be shown."""

    def __init__(self, text: str, line: int, short: str) -> None:
        super().__init__(text)
        self.line = line
        self.short = short


@dataclass(frozen=True)
class _Crash:
    """What pytest's summary takes the words after the test's name from."""

    path: str
    lineno: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.lineno}: {self.message}"


class _Shown:
    """What pytest shows of a failure: the whole text, and the short one in its summary."""

    def __init__(self, failure: SuiteFailure, path: Path) -> None:
        self._text = str(failure)
        self.reprcrash = _Crash(str(path), failure.line, failure.short)

    def toterminal(self, tw: Any) -> None:
        tw.line(self._text)

    def __str__(self) -> str:
        return self._text


class CaseItem(pytest.Item):
    """One case of a suite."""

    def __init__(self, *, case: CaseResult, **more: Any) -> None:
        super().__init__(**more)
        self._case = case

    def runtest(self) -> None:
        if not self._case.passed:
            raise SuiteFailure(self._case.text, self._case.place.line, _what_differs(self._case))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, SuiteFailure):
            return _Shown(excinfo.value, self.path)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, max(self._case.place.line - 1, 0), self._case.name


class SuiteFile(pytest.File):
    """A suite."""

    def collect(self) -> Iterator[CaseItem]:
        report = run_suites(self.path, jobs=1)
        suite = report.suites[0] if report.suites else None
        if suite is None or suite.problems or not suite.cases:
            raise SuiteFailure(suite.text if suite else str(report), *_first_problem(suite))
        for case in suite.cases:
            yield CaseItem.from_parent(self, name=case.name, case=case)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, SuiteFailure):
            return _Shown(excinfo.value, self.path)
        return super().repr_failure(excinfo)


def _what_differs(case: CaseResult) -> str:
    told = [f"{one.what} {one.expected}, was {one.actual}" for one in case.differences[:_TOLD]]
    more = len(case.differences) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")


def _first_problem(suite: SuiteResult | None) -> tuple[int, str]:
    if suite is None or not suite.problems:
        return 0, "it has no cases"
    return suite.problems[0].place.line, suite.problems[0].message


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SuiteFile | None:
    """Suites, whatever the other plugins make of YAML."""
    globs = parent.config.getini(_SETTING)
    if not any(file_path.match(glob) for glob in globs):
        return None
    named = globs is not _USUAL or parent.session.isinitpath(file_path)
    if named or _looks_like_a_suite(file_path):
        return SuiteFile.from_parent(parent, path=file_path)
    return None


def _looks_like_a_suite(file: Path) -> bool:
    """What cannot be read is somebody else's: whoever means it names it, and is told."""
    try:
        text = file.read_bytes()
    except OSError:
        return False
    return bool(_CASES.search(text) and _PLAN.search(text))
