"""What the tests of the package share: the examples of the repository, plans, the program.

Tests run from the top of the repository, with the package on the path (./dev python).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import meritum
import pytest

TOP = Path(__file__).resolve().parents[3]

FACTS = """
plan values
fact whole number -10_000_000_000_000_000_000 .. 10_000_000_000_000_000_000 step 1 optional
fact fine number -1000 .. 1000 step 0.0001 optional
fact truth boolean optional
fact day date optional
fact word text optional
fact kind one of red, green optional
fact deals list of
  amount number 0 .. 1_000
  key text optional
outcome whole_out = whole else 0
outcome fine_out = fine else 0
outcome truth_out = truth else no
outcome day_out = day else 2000-01-01
outcome word_out = word else "nothing"
outcome kind_out = kind else red
outcome summed = sum of deal.amount for each deal in deals
"""


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)


@pytest.fixture(scope="session")
def first() -> meritum.Plan:
    return meritum.load(TOP / "examples/first-plan/plan.merit")


@pytest.fixture(scope="session")
def quarter() -> meritum.Plan:
    return meritum.load(TOP / "examples/electronics-quarter/plan.merit")


@pytest.fixture(scope="session")
def values() -> meritum.Plan:
    return meritum.compile(FACTS)


@pytest.fixture(scope="session")
def program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program `meritum`: that of the build, or of the environment the tests run in."""
    beside = Path(sys.executable).parent / "meritum"
    path = os.environ.get("MERITUM_PROGRAM") or (beside if beside.exists() else "meritum")
    assert shutil.which(path), f"there is no program {path}"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(path), *words],
            cwd=TOP,
            env={**os.environ, "COLUMNS": "100"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run
