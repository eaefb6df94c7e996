"""What is wrong with plans and facts, as exceptions and plain values.

In: tuples from `_core`. Out: dataclasses and exceptions that say what the program says on a
terminal. Knows nothing of plans and cards. Tests: bindings/python/tests/test_errors.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a plan's text. The offset counts bytes from 0, lines and columns count from 1."""

    offset: int
    line: int
    column: int
    """In code points, as messages for people count."""
    byte_column: int
    utf16_column: int


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of a plan's text and what it means there."""

    begin: Position
    end: Position
    label: str
    """A few words that stand beside the caret; may be empty."""
    excerpt: str
    """The whole line on which the range begins."""
    file: str
    """A file the plan uses; empty: the plan's own."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong with a plan, or may be."""

    code: str
    """Stable, "M0401"; docs/diagnostics.md explains each."""
    name: str
    """Stable, "division_by_zero"."""
    severity: str
    """"error" or "warning"."""
    message: str
    span: Span
    secondary: Span | None
    """Another place that is half of the story."""
    fix: str
    """What to write instead, in words; may be empty."""

    @property
    def label(self) -> str:
        """The words beside the caret."""
        return self.span.label


@dataclass(frozen=True, slots=True, repr=False)
class Diagnostics(Sequence[Diagnostic]):
    """The diagnostics of a plan, in the order of its text. `str` of it is what a terminal shows.

    >>> import meritum
    >>> plan = meritum.compile('''
    ... plan p
    ... fact sales number 0 .. 10
    ... score
    ...   start 1
    ... bonus more
    ...   when sales > 20
    ...   give 1
    ... ''')
    >>> [diagnostic.name for diagnostic in plan.diagnostics]
    ['never_holds']
    """

    file: str
    items: tuple[Diagnostic, ...]
    _plain: str
    _coloured: str

    @overload
    def __getitem__(self, at: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Diagnostic, ...]: ...
    def __getitem__(self, at: int | slice) -> Diagnostic | tuple[Diagnostic, ...]:
        return self.items[at]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.items)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Those that keep the plan from being one."""
        return tuple(item for item in self.items if item.severity == "error")

    def render(self, colour: bool = False) -> str:
        """Message, excerpt with carets, second label, fix of each; with ANSI colours if asked."""
        return self._coloured if colour else self._plain

    def __str__(self) -> str:
        return self._plain

    def __repr__(self) -> str:
        codes = ", ".join(f"{item.code} {item.name}" for item in self.items)
        return f"<Diagnostics of {self.file}: {codes or 'none'}>"


@dataclass(frozen=True, slots=True)
class FactProblem:
    """Why a participant, or one value of theirs, was not scored. `str` of it is one line."""

    id: str
    period: str
    file: str
    """Empty where the facts came from memory."""
    line: int
    """From 1; 0: unknown."""
    column: int
    fact: str
    """As the plan calls it."""
    code: str
    """Stable, "F0103"; docs/diagnostics.md explains each."""
    message: str

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.file and self.line else "")
        place += f":{self.column}" if self.file and self.line and self.column else ""
        who = "".join(part + ": " for part in (place, self.id) if part)
        return f"{who}{self.message} [{self.code}]"


class Error(Exception):
    """The base of all exceptions of Meritum."""


class PlanError(Error):
    """A plan cannot be used. `str` of it shows every problem with its place and fix.

    >>> import meritum
    >>> try:
    ...     meritum.compile("plan p\\nfact sales number 0 .. 10\\nscore\\n  start (1 / sales)\\n")
    ... except meritum.PlanError as error:
    ...     print(error)
    ...     problem = error.diagnostics[0]
    error[M0401]: `sales` may be zero here, and nothing says what happens then
     --> plan.merit:4:14
      |
    2 | fact sales number 0 .. 10
      |      ----- a plain number, 0 .. 10
    ...
    4 |   start (1 / sales)
      |              ^^^^^ may be zero
      = fix: add `when sales > 0`, or say what counts instead: `(1 / sales else 0)`
    >>> problem.code, problem.span.begin.column, problem.label
    ('M0401', 14, 'may be zero')
    """

    diagnostics: Diagnostics

    def __init__(self, message: str, diagnostics: Diagnostics) -> None:
        super().__init__(message, diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return str(self.args[0])


class FactsError(Error):
    """Facts or params are not what the plan says; `errors` has one entry for each.

    >>> import meritum
    >>> plan = meritum.compile("plan p\\nfact sales number 0 .. 10\\nscore\\n  start sales\\n")
    >>> try:
    ...     plan.score(sales=11)
    ... except meritum.FactsError as error:
    ...     print(error.errors[0].code, error.errors[0].fact)
    F0103 sales
    """

    errors: tuple[FactProblem, ...]

    def __init__(self, message: str, problems: tuple[FactProblem, ...]) -> None:
        super().__init__(message, problems)
        self.errors = problems

    def __str__(self) -> str:
        return str(self.args[0])


class FactTypeError(Error, TypeError):
    """A Python value that is no value of a fact: a float, a set, a time of day."""


_Place = tuple[int, int, int, int, int]
_Label = tuple[_Place, _Place, str, str, str]
_Item = tuple[str, str, str, str, _Label, "_Label | None", str]


def _span_of(label: _Label) -> Span:
    begin, end, text, excerpt, file = label
    return Span(Position(*begin), Position(*end), text, excerpt, file)


def diagnostics_of(file: str, items: list[_Item], plain: str, coloured: str) -> Diagnostics:
    """For `_core`."""
    made = tuple(
        Diagnostic(code, name, severity, message, _span_of(first), second and _span_of(second), fix)
        for code, name, severity, message, first, second, fix in items
    )
    return Diagnostics(file, made, plain, coloured)


def error_of(message: str, diagnostics: Diagnostics, problems: tuple[FactProblem, ...]) -> Error:
    """For `_core`: what its exception is here."""
    message = message.rstrip("\n")
    if problems:
        return FactsError(message, problems)
    if diagnostics.items:
        return PlanError(message, diagnostics)
    return Error(message)
