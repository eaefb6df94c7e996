"""Examples are run: those of every docstring of the package, of docs/python.md and README.md.

A page's block ```python runs; a block ```text behind it is what it prints. Blocks of a page share
their names, as a reader types them one after the other, in a folder with the files of
examples/first-plan.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib
import inspect
import io
import os
import pkgutil
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import meritum
import pytest

TOP = Path(__file__).resolve().parents[3]
MODULES = ["meritum", *(one.name for one in pkgutil.walk_packages(meritum.__path__, "meritum."))]


def documented() -> Iterator[tuple[str, str]]:
    """(name, docstring) of everything of the package that has an example, once."""
    seen: set[int] = set()
    for name in MODULES:
        module = importlib.import_module(name)
        yield name, inspect.getdoc(module) or ""
        for thing in vars(module).values():
            owner = getattr(thing, "__module__", None) or ""
            if not owner.startswith("meritum") or id(thing) in seen:
                continue
            seen.add(id(thing))
            if inspect.isfunction(thing):
                yield f"{name}.{thing.__name__}", inspect.getdoc(thing) or ""
            elif inspect.isclass(thing):
                yield f"{name}.{thing.__name__}", thing.__doc__ or ""
                for member, value in vars(thing).items():
                    text = inspect.getdoc(value) or "" if not isinstance(value, str) else ""
                    yield f"{name}.{thing.__name__}.{member}", text


EXAMPLES = {name: text for name, text in documented() if ">>>" in text}


@pytest.mark.parametrize("name", EXAMPLES)
def test_docstring(name: str) -> None:
    test = doctest.DocTestParser().get_doctest(inspect.cleandoc(EXAMPLES[name]), {}, name, None, 0)
    scope = importlib.import_module(".".join(name.split(".")[:2])) if "._" in name else meritum
    test.globs = dict(vars(scope)) if "testing" in name or "_records" in name else {}
    if "testing" in name:
        test.globs = dict(vars(importlib.import_module("meritum.testing")))
    told: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    runner.run(test, out=told.append)
    assert not runner.summarize(verbose=False).failed, "".join(told)


def test_there_are_examples() -> None:
    for name in (
        "meritum._plan.Plan.score",
        "meritum._plan.Plan.score_table",
        "meritum._plan.Plan.with_tables",
        "meritum._plan.load",
        "meritum.testing.assert_scores",
    ):
        assert any(one.endswith(name.rsplit(".", 1)[1]) for one in EXAMPLES), name
    assert len(EXAMPLES) >= 20


def test_everything_is_documented() -> None:
    for name in meritum.__all__:
        thing = getattr(meritum, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            made_up = f"{name}("  # what dataclasses write where there is nothing
            assert (thing.__doc__ or made_up).startswith(made_up) is False, f"{name} says nothing"


BLOCK = re.compile(r"^```(python|text|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run_page(page: str, folder: Path, shown: bool = True) -> int:
    """Runs the blocks of a page; what one prints is the block of text behind it, if it is shown."""
    os.chdir(folder)  # conftest.py goes back
    names: dict[str, Any] = {"__name__": "__page__"}
    blocks = BLOCK.findall(page)
    ran = 0
    for at, (kind, body) in enumerate(blocks):
        if kind != "python":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(body, f"block {ran + 1}", "exec", dont_inherit=True), names)
        ran += 1
        follows = blocks[at + 1] if at + 1 < len(blocks) else ("", "")
        expected = follows[1] if follows[0] == "text" else ""
        pattern = re.escape(expected.strip()).replace(re.escape("..."), ".*")
        found = "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines())
        assert not shown or re.fullmatch(pattern, found, re.DOTALL), (
            f"block {ran} prints:\n{printed.getvalue()}\ninstead of:\n{expected}"
        )
    return ran


def files_of(example: str, folder: Path) -> Path:
    for file in (TOP / "examples" / example).iterdir():
        shutil.copy(file, folder)
    return folder


def test_the_guide(tmp_path: Path) -> None:
    page = (TOP / "docs/python.md").read_text(encoding="utf-8")
    assert run_page(page, files_of("first-plan", tmp_path)) >= 12


@pytest.mark.parametrize(
    ("page", "example"), [("README.md", "first-plan"), ("README.zh.md", "first-plan-zh")]
)
def test_the_readme(page: str, example: str, tmp_path: Path) -> None:
    """Its cards are shown before, with other facts."""
    text = (TOP / page).read_text(encoding="utf-8")
    assert run_page(text, files_of(example, tmp_path), shown=False) >= 1


def test_a_page_that_is_wrong_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="prints"):
        run_page("```python\nprint(1)\n```\n\n```text\n2\n```\n", tmp_path)
