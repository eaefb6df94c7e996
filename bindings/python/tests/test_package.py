"""The package as a whole: its stub, its types, its style, what it imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import meritum
import pytest

TOP = Path(__file__).resolve().parents[3]
FOLDER = TOP / "bindings/python/meritum"


def signatures(stub: str) -> dict[str, tuple[str, ...]]:
    """Of functions, methods and properties: the names of their parameters; of the rest, none."""
    found: dict[str, tuple[str, ...]] = {}
    for node in ast.parse(stub).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = tuple(base.id for base in node.bases if isinstance(base, ast.Name))
            for member in node.body:
                if isinstance(member, ast.FunctionDef):
                    names = [one.arg for one in [*member.args.args, *member.args.kwonlyargs]]
                    kind = ["property"] if member.decorator_list else []
                    found[f"{node.name}.{member.name}"] = tuple(kind + names)
        elif isinstance(node, ast.FunctionDef):
            found[node.name] = tuple(one.arg for one in node.args.args)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = ()
    return found


@pytest.mark.skipif(find_spec("nanobind") is None, reason="nanobind is not installed here")
def test_the_stub_says_what_the_module_has(tmp_path: Path) -> None:
    made = tmp_path / "made.pyi"
    command = [sys.executable, "-m", "nanobind.stubgen", "-q", "-m", "meritum._core", "-o", made]
    subprocess.run(command, check=True, timeout=60)
    kept = signatures((FOLDER / "_core.pyi").read_text())
    assert kept == signatures(made.read_text())
    assert len(kept) > 100


@pytest.mark.skipif(find_spec("mypy") is None, reason="mypy is not installed here")
def test_types(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(TOP / "build/mypy")]
    done = subprocess.run([*command, str(FOLDER)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
    user = tmp_path / "user.py"
    user.write_text(
        "from decimal import Decimal\nimport meritum\n"
        'card = meritum.load("plan.merit").score(sales=1)\n'
        "score: Decimal | None = card.score\nwrong: int = card.score\n"
    )
    done = subprocess.run(
        [*command, str(user)],
        capture_output=True,
        text=True,
        timeout=300,
        env={"MYPYPATH": str(FOLDER.parent)},
    )
    assert done.stdout.count("error:") == 1
    assert "user.py:5" in done.stdout


@pytest.mark.skipif(find_spec("ruff") is None, reason="ruff is not installed here")
@pytest.mark.parametrize("words", [["check"], ["format", "--check"]], ids=" ".join)
def test_style(words: list[str]) -> None:
    folders = ["bindings/python", "bench/python"]
    command = [sys.executable, "-m", "ruff", *words, "--no-cache", *folders]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout


def test_nothing_else_is_imported() -> None:
    program = (
        "import sys, meritum, meritum.testing\n"
        'plan = meritum.compile("plan p\\nfact a number 0 .. 9\\nscore\\n  start a\\n")\n'
        'plan.score_table({"a": [1, 2]}).to_rows()\n'
        "plan.score(a=1)._repr_html_()\n"
        'others = {"numpy", "pyarrow", "pandas", "polars", "duckdb", "pydantic", "pytest"}\n'
        "print(sorted(others & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr
    assert done.stderr == ""  # nanobind tells what is left over at the end


def test_the_version() -> None:
    header = (TOP / "include/meritum/version.hpp").read_text()
    assert f'#define MERITUM_VERSION "{meritum.__version__}"' in header


def test_public_names() -> None:
    assert sorted(meritum.__all__) == list(meritum.__all__)
    for name in meritum.__all__:
        thing = getattr(meritum, name)
        assert not isinstance(thing, type) or thing.__module__ in {"meritum", "meritum._core"}


@pytest.mark.parametrize(
    "work", ["plan.score(x=3)", "plan.score_all(rows)", "plan.score_table(frame)"]
)
def test_python_may_end_in_the_midst(work: str) -> None:
    """A daemon thread is at work when the interpreter ends: quietly, and not by an abort."""
    text = f"""
import threading, time, meritum
plan = meritum.compile("plan s\\nfact x count\\nscore\\n  start x\\n")
rows = [{{"id": str(i), "x": 1}} for i in range(2000)]
frame = {{"id": [str(i) for i in range(2000)], "x": [1] * 2000}}
def run():
    while True:
        {work}
threading.Thread(target=run, daemon=True).start()
time.sleep(0.2)
"""
    ran = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
