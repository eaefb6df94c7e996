"""The plugin of pytest: suites (docs/suites.md) beside other tests.

In: files named *.test.yaml or *.test.yml that pytest comes by. Out: an item for each case, which
fails with what `meritum test` shows of it; a suite that cannot be run is an error of its
collection. A suite takes milliseconds, so its cases are run when it is collected and told when
their turn comes. Tests: bindings/python/tests/test_testing.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .._suites import CaseResult, run_suites

_ENDINGS = (".test.yaml", ".test.yml")


class SuiteFailure(Exception):
    """A case that did not pass, or a suite that could not be run; its text is fit to be shown."""


class CaseItem(pytest.Item):
    """One case of a suite."""

    def __init__(self, *, case: CaseResult, **more: Any) -> None:
        super().__init__(**more)
        self._case = case

    def runtest(self) -> None:
        if not self._case.passed:
            raise SuiteFailure(self._case.text)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, SuiteFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, max(self._case.place.line - 1, 0), self._case.name


class SuiteFile(pytest.File):
    """A suite."""

    def collect(self) -> Iterator[CaseItem]:
        report = run_suites(self.path, jobs=1)
        suite = report.suites[0] if report.suites else None
        if suite is None or suite.problems or not suite.cases:
            raise SuiteFailure(suite.text if suite else str(report))
        for case in suite.cases:
            yield CaseItem.from_parent(self, name=case.name, case=case)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, SuiteFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SuiteFile | None:
    """Suites, whatever the other plugins make of YAML."""
    if file_path.name.endswith(_ENDINGS):
        return SuiteFile.from_parent(parent, path=file_path)
    return None
