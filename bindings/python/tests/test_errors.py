"""Exceptions: what they hold, that they print as the terminal does, that they can be sent."""

from __future__ import annotations

import copy
import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path

import meritum
import pytest

BROKEN = "plan p\nfact 销售额 | sales number 0 .. 10\nscore\n  start (1 / sales)\n"


@pytest.fixture
def error() -> meritum.PlanError:
    with pytest.raises(meritum.PlanError) as caught:
        meritum.compile(BROKEN, "plans/p.merit")
    return caught.value


def test_what_a_diagnostic_says(error: meritum.PlanError) -> None:
    (one,) = error.diagnostics
    assert (one.code, one.name, one.severity) == ("M0401", "division_by_zero", "error")
    assert error.diagnostics.errors == (one,)
    assert error.diagnostics.file == "plans/p.merit"
    assert one.label == one.span.label == "may be zero"
    assert one.fix.startswith("add `when")
    assert one.span.excerpt == "  start (1 / sales)"
    assert one.secondary is not None
    begin = one.secondary.begin
    assert (begin.line, begin.column, begin.byte_column, begin.utf16_column) == (2, 6, 6, 6)
    end = one.secondary.end
    assert (end.column, end.byte_column) == (17, 23)
    assert begin.offset == len(b"plan p\nfact ")


def test_it_prints_as_on_the_terminal(
    error: meritum.PlanError,
    tmp_path: Path,
    program: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    file = tmp_path / "p.merit"
    file.write_text(BROKEN)
    with pytest.raises(meritum.PlanError) as caught:
        meritum.load(file)
    told = program("check", str(file))
    assert told.returncode == 1
    assert str(caught.value).rstrip() in told.stdout + told.stderr
    assert "\x1b[" in caught.value.diagnostics.render(colour=True)
    assert str(caught.value.diagnostics).rstrip() == str(caught.value)
    assert "M0401 division_by_zero" in repr(error.diagnostics)


def test_every_error_at_once() -> None:
    with pytest.raises(meritum.PlanError) as caught:
        meritum.compile("plan p\nscore\n  start a\nbonus b\n  give c\n")
    diagnostics = caught.value.diagnostics
    assert len(diagnostics) == 2
    assert [one.span.begin.line for one in diagnostics] == [3, 5]
    assert diagnostics[0:1] == diagnostics.items[0:1]


def test_text_that_is_no_text() -> None:
    with pytest.raises(meritum.PlanError):
        meritum.compile(b"plan p\n# \xff\xfe\nscore\n  start 1\n")
    with pytest.raises(meritum.PlanError):
        meritum.compile("")


def test_facts(first: meritum.Plan) -> None:
    with pytest.raises(meritum.FactsError) as caught:
        first.score(sales=-1, id="ann", period="2026-Q3", tarket=1)
    errors = {one.fact: one for one in caught.value.errors}
    assert errors["sales"].code == "F0102"
    assert errors["target"].code == "F0101"
    assert errors["tarket"].code == "F0201"
    assert "did you mean `target`" in errors["tarket"].message
    assert {(one.id, one.period) for one in caught.value.errors} == {("ann", "2026-Q3")}
    assert str(errors["sales"]) == f"ann: {errors['sales'].message} [F0102]"
    for one in caught.value.errors:
        assert one.message in str(caught.value)


def test_rows_of_files(first: meritum.Plan, tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_text("- {id: ann, sales: 1, target: 1}\n- {id: bob, sales: x, target: 1}\n")
    results = first.score_all(first.read(file))
    assert results.ids == ("ann",)
    (one,) = results.errors
    assert (one.id, one.file, one.line, one.fact) == ("bob", str(file), 2, "sales")
    assert str(one).startswith(f"{file}:2:")
    with pytest.raises(FileNotFoundError) as caught:
        first.read(tmp_path / "none.yaml")
    assert caught.value.filename == str(tmp_path / "none.yaml")
    with pytest.raises(FileNotFoundError):
        first.read(file, names=tmp_path / "none.yaml")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/participants.csv").symlink_to("nowhere")
    with pytest.raises(OSError, match="participants"):
        first.read(tmp_path / "data")
    with pytest.raises(meritum.Error):  # it can be read, and is no data
        first.read(__file__)


def test_one_base() -> None:
    for kind in (meritum.PlanError, meritum.FactsError, meritum.FactTypeError):
        assert issubclass(kind, meritum.Error)
        assert kind.__module__ == "meritum"


def test_errors_are_sent(error: meritum.PlanError, first: meritum.Plan) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert again.diagnostics == error.diagnostics
    assert copy.deepcopy(error).diagnostics == error.diagnostics
    with pytest.raises(meritum.FactsError) as caught:
        first.score(sales=-1, target=1)
    assert pickle.loads(pickle.dumps(caught.value)).errors == caught.value.errors
