"""Suites run from Python say what the program says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import meritum

PLAN = "plan p\nfact a number 0 .. 10\nscore\n  start a\n"
SUITE = """plan: plan.merit
cases:
  - name: right
    facts: {a: 1}
    expect: {score: 1}
  - name: wrong
    facts: {a: 1}
    expect: {score: 2}
"""


def test_all_examples(program: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    report = meritum.run_suites("examples")
    assert report.passed
    assert len(report.suites) > 5
    assert all(suite.passed for suite in report.suites)
    assert str(report) == program("test", "examples").stdout
    assert report.json == program("test", "examples", "--format", "json").stdout
    assert report.junit.startswith("<?xml")


def test_what_fails(
    tmp_path: Path, program: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "plan.merit").write_text(PLAN)
    file = tmp_path / "p.test.yaml"
    file.write_text(SUITE)
    report = meritum.run_suites([file])
    assert not report.passed
    (suite,) = report.suites
    right, wrong = suite.cases
    assert right.passed
    assert right.text == ""
    assert not wrong.passed
    (difference,) = wrong.differences
    assert (difference.what, difference.expected, difference.actual) == ("score", "2", "1")
    assert str(wrong.place) == f"{file}:6"
    assert str(report) == program("test", str(file)).stdout
    assert wrong.text in str(report)
    assert suite.text in str(report)
    assert "1 passed" in str(report)
    assert "1 passed" not in suite.text
    assert "\x1b[" in report.render(colour=True)
    assert json.loads(report.json)
    assert meritum.run_suites(file, filter="right").passed


def test_what_cannot_be_run(tmp_path: Path) -> None:
    file = tmp_path / "p.test.yaml"
    file.write_text(SUITE)
    report = meritum.run_suites(tmp_path, jobs=1)
    assert not report.passed
    (problem,) = report.suites[0].problems
    assert "plan.merit" in problem.message
    assert "cannot be run" in report.suites[0].text
    assert meritum.run_suites(tmp_path / "none").problems
