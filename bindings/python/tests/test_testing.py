"""pytest collects suites by itself, and assert_scores says what differs."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import meritum
import polars as pl
import pyarrow as pa
import pytest
from meritum.testing import assert_scores

PLAN = "plan p\nfact a number 0 .. 10\nscore\n  start a\n"
SUITE = """plan: plan.merit
cases:
  - name: right
    facts: {a: 1}
    expect: {score: 1}
  - name: wrong [it is]
    facts: {a: 1}
    expect: {score: 2}
  - name: each
    each:
      columns: [a, score]
      rows:
        - [1, 1]
        - [2, 3]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.merit").write_text(PLAN)
    (tmp_path / "p.test.yaml").write_text(SUITE)
    (tmp_path / "other.yaml").write_text("no: suite\n")
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n")
    return tmp_path


def run_pytest(folder: Path, *words: str) -> tuple[int, str]:
    """The plugin is there where the package is installed; else it is named."""
    named = [] if is_installed() else ["-p", "meritum.testing.plugin"]
    command = [sys.executable, "-m", "pytest", *named, "-p", "no:cacheprovider", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def is_installed() -> bool:
    from importlib.metadata import entry_points

    return any(one.name == "meritum" for one in entry_points(group="pytest11"))


def test_a_test_for_each_case(folder: Path) -> None:
    code, told = run_pytest(folder, "-v")
    assert code == 1
    assert "p.test.yaml::right PASSED" in told
    assert "p.test.yaml::wrong [it is] FAILED" in told
    assert told.count("PASSED") == 3
    assert told.count("p.test.yaml::each") >= 2
    assert "2 failed, 3 passed" in told


def test_a_failure_shows_what_meritum_test_shows(folder: Path) -> None:
    _, told = run_pytest(folder)
    report = meritum.run_suites(folder)
    for case in report.suites[0].cases:
        if case.passed:
            continue
        for line in case.text.splitlines()[2:]:
            assert line in told.splitlines(), line
    assert "Traceback" not in told


def test_choosing(folder: Path) -> None:
    code, told = run_pytest(folder, "-k", "right")
    assert code == 0
    assert "1 passed, 4 deselected" in told
    assert run_pytest(folder, "p.test.yaml::right")[0] == 0
    code, told = run_pytest(folder, "--collect-only", "-q")
    assert "p.test.yaml::right" in told


def test_a_suite_that_cannot_be_run(folder: Path) -> None:
    (folder / "plan.merit").write_text("plan")
    code, told = run_pytest(folder)
    assert code == 2
    assert "error collecting" in told.lower()
    assert "cannot be run" in told
    (folder / "p.test.yaml").write_text("plan: plan.merit\ncases: []\n")
    assert run_pytest(folder)[0] == 2


def test_the_summary_says_what_differs(folder: Path) -> None:
    _, told = run_pytest(folder)
    assert "FAILED p.test.yaml::wrong [it is] - score 2, was 1" in told.splitlines()
    _, told = run_pytest(folder, "--tb=line")
    assert f"{folder / 'p.test.yaml'}:6: score 2, was 1" in told.splitlines()
    (folder / "p.test.yaml").write_text(
        "plan: none.merit\ncases: [{name: a, expect: {score: 1}}]\n"
    )
    _, told = run_pytest(folder)
    (line,) = (line for line in told.splitlines() if line.startswith("ERROR "))
    assert line.startswith("ERROR p.test.yaml - the plan /")


STRANGE = {
    "deploy.test.yaml": b"apiVersion: v1\nkind: Pod\n",
    "helm.test.yaml": b"suite: x\nspec:\n  cases: []\n  plan: b\n",
    "cases.test.yml": b"cases:\n  - a\n",
    "latin.test.yaml": b"# \xe9\nx: 1\n",
    "broken.test.yaml": b"{{ template }}\n",
}


def test_files_of_others_are_left_alone(folder: Path) -> None:
    for name, content in STRANGE.items():
        (folder / name).write_bytes(content)
    (folder / "gone.test.yaml").symlink_to("nowhere")
    (folder / "folder.test.yaml").mkdir()
    (folder / "bom.test.yml").write_bytes(b"\xef\xbb\xbf" + SUITE.encode())
    code, told = run_pytest(folder, "-k", "right or own")
    assert code == 0, told
    assert "3 passed" in told
    for name in STRANGE:  # whoever names it means it
        code, told = run_pytest(folder, name)
        assert code != 0
        assert f"ERROR {name} - " in told


def test_the_setting(folder: Path) -> None:
    (folder / "deploy.test.yaml").write_bytes(STRANGE["deploy.test.yaml"])
    (folder / "plans").mkdir()
    (folder / "plans/plan.merit").write_text(PLAN)
    (folder / "plans/checks.yaml").write_text(SUITE)
    (folder / "pytest.ini").write_text("[pytest]\nmeritum_suites = plans/*.yaml\n")
    code, told = run_pytest(folder, "-v", "-k", "right")
    assert code == 0, told
    assert "plans/checks.yaml::right PASSED" in told
    assert "1 passed" in told
    (folder / "plans/checks.yaml").write_text(SUITE.replace("cases:", "case:"))
    code, told = run_pytest(folder)  # named, so it is not passed over
    assert code == 2
    assert "ERROR plans/checks.yaml - " in told
    assert "meritum_suites (args)" in run_pytest(folder, "--help")[1]
    if is_installed():
        assert run_pytest(folder, "-p", "no:meritum")[0] == 0


def test_all_suites_of_the_repository() -> None:
    code, told = run_pytest(Path.cwd(), "-q", "examples")
    report = meritum.run_suites("examples")
    assert code == 0
    assert f"{sum(len(suite.cases) for suite in report.suites)} passed" in told


PEOPLE = {"id": ["ann", "bob"], "sales": [1320, 950], "target": [1000, 1000]}
RIGHT = {"id": ["bob", "ann"], "score": [Decimal("98.00"), 120], "grade": ["B", "A"]}


@pytest.mark.parametrize("make", [lambda columns: columns, pa.table, pl.DataFrame])
def test_scores_that_are_right(first: meritum.Plan, make: Any) -> None:
    frame = {**RIGHT, "score": [Decimal("98.00"), Decimal(120)]}
    scores = assert_scores(first, make(PEOPLE), make(frame))
    assert len(scores) == 2


def test_rows_by_their_order(first: meritum.Plan) -> None:
    people = {name: column for name, column in PEOPLE.items() if name != "id"}
    assert_scores(first, people, [{"score": "120"}, {"score": 98.0}])
    with pytest.raises(AssertionError, match="1 of 2 values"):
        assert_scores(first, people, [{"score": 120}, {"score": 97}])
    with pytest.raises(AssertionError, match="rows"):
        assert_scores(first, people, [{"score": 120}])


def test_lines_are_compared(first: meritum.Plan) -> None:
    line = "score//over_achievement/cap"
    assert_scores(first, PEOPLE, [{"id": "ann", line: -12}, {"id": "bob", line: 0}])
    with pytest.raises(AssertionError) as caught:
        assert_scores(first, PEOPLE, [{"id": "ann", line: -11}])
    assert str(caught.value).splitlines() == [
        "1 of 1 values are not as expected:",
        "  id   what                         expected  actual",
        "  ann  score//over_achievement/cap  -11       -12",
    ]


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ([{"id": "zoe", "score": 1}], "zoe  row   is scored  is not there"),
        ([{"id": "ann", "skore": 1}], "no such result"),
        ([{"id": "ann", "score": None}], "nothing"),
        ([{"id": "ann", "score": "x"}], "120"),
        ([{"id": "ann", "grade": True}], "True"),
        ([], "rows  0         2"),
        ([{"id": "ann"}], "nothing is expected"),
    ],
)
def test_what_is_told(first: meritum.Plan, expected: Any, words: str) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_scores(first, PEOPLE, expected)
    assert words in str(caught.value)


def test_wrong_facts_are_told_beside(first: meritum.Plan) -> None:
    people = {"id": ["ann"], "sales": [-1], "target": [1]}
    with pytest.raises(AssertionError) as caught:
        assert_scores(first, people, [{"id": "ann", "score": 1}])
    assert "ann: `sales` is -1" in str(caught.value)
    assert_scores(first, people, [{"id": "ann", "score": None}])


def test_many_differences_are_cut(first: meritum.Plan) -> None:
    people = {"id": list(range(50)), "sales": [1] * 50, "target": [1] * 50}
    with pytest.raises(AssertionError, match="and 30 more"):
        assert_scores(first, people, [{"id": at, "score": 1} for at in range(50)])
