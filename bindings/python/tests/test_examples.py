"""The examples in Python, run as they stand: their output is what is kept beside them.

With MERITUM_REFRESH=1 what is kept is written anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
REFRESH = bool(os.environ.get("MERITUM_REFRESH"))


def test_duckdb_and_parquet(tmp_path: Path) -> None:
    folder = EXAMPLES / "duckdb-parquet"
    words = [sys.executable, "score.py", "../electronics-quarter", str(tmp_path / "out")]
    ran = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    if REFRESH:
        (folder / "expected.txt").write_text(ran.stdout, encoding="utf-8")
    assert ran.stdout == (folder / "expected.txt").read_text(encoding="utf-8")
    assert (tmp_path / "out/results.parquet").stat().st_size > 0


def said(cell: dict[str, Any]) -> list[Any]:
    """What a cell's outputs say, whatever their numbers and the places of memory."""
    outputs = []
    for output in cell["outputs"]:
        told = output.get("data", {}) if "data" in output else {"text": output.get("text", "")}
        outputs.append({kind: "".join(text) for kind, text in sorted(told.items())})
    return outputs


def test_notebook() -> None:
    nbformat = pytest.importorskip("nbformat", reason="the wheel is tested without notebooks")
    from nbclient import NotebookClient

    file = EXAMPLES / "notebook/electronics-quarter.ipynb"
    kept = nbformat.read(file, as_version=4)
    ran = nbformat.read(file, as_version=4)
    NotebookClient(ran, resources={"metadata": {"path": str(file.parent)}}, timeout=300).execute()
    if REFRESH:
        for cell in ran.cells:
            cell.metadata.clear()
        ran.metadata.language_info = {"name": "python"}
        file.write_text(nbformat.writes(ran) + "\n", encoding="utf-8")
        kept = ran
    assert len(kept.cells) == len(ran.cells)
    for number, (before, after) in enumerate(zip(kept.cells, ran.cells, strict=True)):
        if before.cell_type == "code":
            assert said(after) == said(before), f"cell {number}"
