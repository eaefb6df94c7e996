"""What is in the wheel and the archive of sources: `contents.py FOLDER`, run by ./dev wheel.

In: the folder with both. Out: nothing, or an AssertionError that says what is there or is not.
"""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

PACKAGE = {
    "meritum/__init__.py",
    "meritum/_core.pyi",
    "meritum/py.typed",
    "meritum/testing/__init__.py",
    "meritum/testing/plugin.py",
}
SOURCES = {
    "pyproject.toml",
    "CMakeLists.txt",
    "LICENSE",
    "README.md",
    "include/meritum/arrow.hpp",
    "bindings/python/CMakeLists.txt",
    "bindings/python/src/module.cpp",
}


def check_wheel(path: Path) -> None:
    names = set(zipfile.ZipFile(path).namelist())
    assert names >= PACKAGE, f"{path.name} lacks {PACKAGE - names}"
    modules = [name for name in names if name.startswith("meritum/_core.") and name.endswith(".so")]
    assert len(modules) == 1, f"{path.name} has the modules {modules}"
    assert any(name.endswith(".data/scripts/meritum") for name in names), "no program"
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in names), "no license"
    known = ("meritum/", path.name.split("-cp")[0])
    others = sorted(name for name in names if not name.startswith(known))
    assert not others, f"{path.name} has more than the package: {others}"
    assert not any("tests" in name or name.endswith((".hpp", ".a", ".pyc")) for name in names)


def check_sources(path: Path) -> None:
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert names >= SOURCES, f"{path.name} lacks {SOURCES - names}"
    folders = {name.split("/")[0] for name in names}
    strange = folders & {"build", ".git", ".cache", ".ci", "tests", "bench"}
    assert not strange, f"{path.name} has {strange}"


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (wheel,) = folder.glob("*.whl")
    (sources,) = folder.glob("*.tar.gz")
    check_wheel(wheel)
    check_sources(sources)
