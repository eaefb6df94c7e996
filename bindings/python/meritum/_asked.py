"""What callers ask for: texts, whole numbers, tongues and names, before `_core` gets them.

In: an argument and what it is called. Out: the argument, or an exception that says what goes.
Tests: bindings/python/tests/test_asked.py.
"""

from __future__ import annotations

import operator
import os
import stat
from collections.abc import Iterable
from typing import Any

from . import _core
from ._errors import Error

_OURS = ("en", "zh")
_MOST = 65_535


class Fixed:
    """Nothing changes it once it is made."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_") or name in self.__dict__:
            self._refuse(name)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        self._refuse(name)

    def _refuse(self, name: str) -> None:
        kind = type(self).__name__
        raise AttributeError(f"`{name}` cannot be changed: nothing changes a {kind}")


def text(given: Any, name: str) -> str:
    """A str that has no half of a character in it."""
    if not isinstance(given, str):
        raise TypeError(f"{name} is a str, not of type {type(given).__name__}")
    encoded(given, name)
    return given


def encoded(given: str, name: str) -> bytes:
    """In UTF-8."""
    try:
        return given.encode()
    except UnicodeEncodeError as wrong:
        raise Error(
            f"{name} holds U+{ord(given[wrong.start]):04X} (at {wrong.start}), a surrogate without "
            f"its other half, which is no character"
        ) from None


def whole(given: Any, name: str, most: int = _MOST) -> int:
    """An int from 0 on."""
    try:
        number = operator.index(given)
    except TypeError:
        raise TypeError(f"{name} is a whole number, not of type {type(given).__name__}") from None
    if not 0 <= number <= most:
        shown = str(number) if abs(number) < 10**30 else "a number of more than 30 digits"
        raise ValueError(f"{name} goes from 0 to {most:,}, not {shown}")
    return number


def tongue(lang: Any, plan: _core.Plan | _core.Description | None) -> str:
    """One that we have, or the plan. Without a plan, one that plans are written in."""
    if lang in _OURS:
        return str(lang)
    text(lang, "lang")
    others = [] if plan is None else [one for one in plan.tongues if one not in _OURS]
    if lang in others:
        return str(lang)
    owner = "plans are not written in it" if plan is None else "neither Meritum nor the plan has it"
    raise Error(f"lang {lang!r}: {owner}; there are {', '.join([*_OURS, *others])}")


def near(name: str, names: Iterable[str]) -> str:
    """For the end of a message: what may have been meant, or what there is."""
    import difflib

    known = list(dict.fromkeys(names))
    found = difflib.get_close_matches(name, known, 1)
    if found:
        return f"did you mean `{found[0]}`?"
    return f"there are {', '.join(f'`{one}`' for one in known[:12])}" if known else "there are none"


def readable(path: str | os.PathLike[str]) -> str | os.PathLike[str]:
    """Raises the OSError of a file, or of a folder with its files, that cannot be read. What is
    neither may be read only once, so it is not tried."""
    if not stat.S_ISDIR(os.stat(path).st_mode):
        _try(path)
        return path
    for name in os.listdir(path):
        if os.fsdecode(name).endswith(".csv"):
            _try(os.path.join(os.fsdecode(path), os.fsdecode(name)))
    return path


def _try(file: str | os.PathLike[str]) -> None:
    if stat.S_ISREG(os.stat(file).st_mode):
        with open(file, "rb"):
            pass
