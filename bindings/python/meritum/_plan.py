"""Plans: from text to scores.

In: the text of a plan and the files it names. Out: Plan, whose methods score. What a value of
Python means is in `_core`; tables are in `_table.py`. Tests: bindings/python/tests/test_plan.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from . import _asked, _core
from ._asked import Fixed
from ._card import Scorecard
from ._errors import Diagnostics, Error, PlanError
from ._replay import Replay
from ._results import Data, Results
from ._rows import TableRows, rows_of
from ._table import Progress, TableScores, score_table

Keep = Literal["results", "lines", "everything"]

Resolve = Callable[[str], "str | bytes"]
"""Gives a file that a plan names, or raises; what it raises is told as the reason."""

_Files = dict[str, bytes]


class Plan(Fixed):
    """A checked plan. Immutable; may be used from several threads at once. Made by `load` and
    `compile`. Pickles as its text with the files it names, so it is compiled again where it goes.

    >>> import meritum, pickle
    >>> plan = meritum.load("examples/first-plan/plan.merit")
    >>> plan.name, plan.label()
    ('first_plan', 'Sales above the target')
    >>> pickle.loads(pickle.dumps(plan)).fingerprint == plan.fingerprint
    True
    """

    def __init__(
        self,
        core: _core.Plan,
        text: bytes,
        file: str,
        files: _Files,
        rows: Sequence[TableRows] = (),
    ) -> None:
        self._core = core
        self._text = text
        self._file = file
        self._files = files
        self._rows = tuple(rows)

    @property
    def name(self) -> str:
        """The plan's first name."""
        return self._core.name

    def label(self, lang: str = "en") -> str:
        return self._core.label(_asked.tongue(lang, self._core))

    @property
    def fingerprint(self) -> str:
        """ "sha256:..."; the same whatever the tongue, layout, comments and labels."""
        return self._core.fingerprint

    @property
    def diagnostics(self) -> Diagnostics:
        """Warnings; a Plan has no errors."""
        return self._core.diagnostics

    @property
    def has_all_rows(self) -> bool:
        """False if it has tables `rows from data` whose rows nobody gave: it cannot score then."""
        return self._core.has_all_rows

    def score(
        self,
        facts: Any = None,
        /,
        *,
        params: Mapping[str, Any] | None = None,
        lang: str = "en",
        period: str | int = "",
        id: str | int = "",
        keep: Keep = "lines",
        allow_float: bool = False,
        **values: Any,
    ) -> Scorecard:
        """Scores one participant in one period.

        Facts are keyword arguments, a dict, a dataclass or a pydantic model, by any of the names
        the plan has; keyword arguments count where both say something. A list is a list of dicts,
        dataclasses or models. A fact called as one of this method's own arguments goes into a dict.
        Where the plan ranks, it knows nobody else: the person is first of one.

        - `params`: those the host overrides.
        - `lang`: the tongue of `because` and of `explain`, "en" or "zh" or another of the plan's.
        - `period`, `id`: of the facts, unless they say so themselves.
        - `keep`: "results" for score and outcomes alone, "everything" for explanations at once.
        - `allow_float`: takes floats, each as the shortest decimal that reads back as it.

        Raises FactsError if the facts or params are not what the plan says, FactTypeError (a
        TypeError) for a float and for what is no value.

        >>> import meritum
        >>> plan = meritum.load("examples/first-plan/plan.merit")
        >>> plan.score(sales=1_320_000, target=1_000_000).score
        Decimal('120')
        >>> plan.score({"sales": "900000.50", "target": 1_000_000}, id="ann").score
        Decimal('96')
        >>> deals = [{"amount": 640_000}, {"amount": 85_000}]
        >>> plan.score(sales=1_000_000, target=1_000_000, contracts=deals).score
        Decimal('105')
        >>> plan.score(sales=0.1, target=1)
        Traceback (most recent call last):
        meritum.FactTypeError: `sales` is the float 0.1, ...
        """
        lang = _asked.tongue(lang, self._core)
        _require_rows(self._core)
        core = self._core.score(
            facts, values or None, id, period, lang, _kept(keep), params, bool(allow_float)
        )
        return Scorecard(core, self._core, lang)

    def score_all(
        self,
        rows: Data | Iterable[Any],
        *,
        params: Mapping[str, Any] | None = None,
        lang: str = "en",
        period: str = "",
        id: str = "id",
        keep: Keep = "lines",
        allow_float: bool = False,
    ) -> Results:
        """Scores a population: dicts, dataclasses or models with an `id` each, or data from files.

        Participants with bad facts are in `Results.errors`, the others are scored. Rows may name a
        `period`; the last one is scored unless `period` says another, earlier ones are run first
        for what they carry. `id` says what rows call their id. If the data holds rows for tables
        `rows from data`, they are taken.

        >>> import meritum
        >>> plan = meritum.load("examples/first-plan/plan.merit")
        >>> rows = [{"id": "ann", "sales": 5, "target": 5}, {"id": "bob", "sales": 5}]
        >>> results = plan.score_all(rows)
        >>> [(card.id, card.score) for card in results], [error.id for error in results.errors]
        ([('ann', Decimal('100'))], ['bob'])
        """
        plan = self._core
        options = (
            _asked.text(period, "period"),
            _asked.tongue(lang, plan),
            _kept(keep),
            params,
            bool(allow_float),
        )
        if not isinstance(rows, Data):
            if not isinstance(rows, Iterable):
                raise TypeError(
                    f"rows are a list of dicts, dataclasses or models, or what plan.read gave, "
                    f"not of type {type(rows).__name__}"
                )
            _require_rows(plan)
            core = _core.score_records(plan, rows, _asked.text(id, "id"), "period", *options)
            return Results(core, plan, lang)
        tables = rows._core.tables()
        if tables and not self._rows:
            plan = plan.with_tables(tables)
        _require_rows(plan)
        return Results(_core.score_data(plan, rows._core, *options), plan, lang)

    def score_table(
        self,
        frame: Any,
        *,
        lists: Mapping[str, Any] | None = None,
        id: str = "id",
        owner: str = "participant",
        keep: Literal["results", "lines"] = "results",
        threads: int = 1,
        params: Mapping[str, Any] | None = None,
        progress: Progress | None = None,
        allow_float: bool = False,
    ) -> TableScores:
        """Scores a data frame of one period: a row is a participant, a column a fact by any of its
        names.

        `frame` is anything with the Arrow PyCapsule interface (pyarrow, pandas, polars, a DuckDB
        relation) or a dict of columns; what comes out goes back into each of them. Nothing that is
        handed over is copied where Arrow's layout is ours. The interpreter's lock is not held.

        - `lists`: lists that are tables of their own, a row per item, whose it is in the column
          `owner`. A list may as well be a column of lists of structs. Items stand in the order that
          the plan says, if it says one.
        - `id`: the column of ids; it comes back beside the results.
        - `keep`: "lines" to have `TableScores.lines`.
        - `threads`: that work at once; 0: as many as there are processors. One if not said, as a
          host may have its own.
        - `progress`: a tqdm bar, anything with `total` and `update(n)`, or a function of the share
          that is done, 0 to 1; False from it stops the run. Ctrl-C does, too.
        - `allow_float`: takes columns of floats, each value as its shortest decimal.

        Rows with wrong facts are in `TableScores.errors`, the others are scored.

        >>> import meritum, pyarrow as pa
        >>> plan = meritum.load("examples/first-plan/plan.merit")
        >>> people = pa.table({"id": ["ann", "bob"], "sales": [1320, 900], "target": [1000, 1000]})
        >>> pa.table(plan.score_table(people)).select(["id", "grade"]).to_pylist()
        [{'id': 'ann', 'grade': 'A'}, {'id': 'bob', 'grade': 'B'}]
        """
        _require_rows(self._core)
        return score_table(
            self._core,
            frame,
            lists={} if lists is None else lists,
            id=id,
            owner=owner,
            keep=keep,
            threads=threads,
            params=params,
            progress=progress,
            allow_float=allow_float,
        )

    def read(
        self,
        path: str | os.PathLike[str],
        *,
        names: Mapping[str, str] | str | os.PathLike[str] | None = None,
        encoding: str = "",
    ) -> Data:
        """Reads a YAML or JSON file, or a folder of CSV files (docs/data.md).

        `names`: what the files call facts, lists and fields (`{"sales": "Net sales"}`), or a YAML
        file that says so. `encoding`: of the files, "gb18030"; UTF-8 if not said. Raises OSError if
        a file cannot be read, Error if it does not hold data.
        """
        given: list[tuple[str, str]] = []
        if isinstance(names, Mapping):
            given = list(names.items())
        elif names is not None:
            given = _core.read_names(_asked.readable(names))
        for name, column in given:
            _asked.text(name, "a name"), _asked.text(column, "a name")
        encoding = _asked.text(encoding, "encoding")
        return Data(_core.read_data(self._core, _asked.readable(path), given, encoding))

    def with_tables(self, tables: Mapping[str, Any] | None = None, /, **more: Any) -> Plan:
        """The plan with rows for its tables `rows from data`: for all of them.

        Rows are a list of dicts with cells as in a table of a plan (values, "any", "from 10 below
        20"), a text of CSV, or the path of a file (.csv, .yaml, .json). Fingerprint and diagnostics
        stay.

        >>> import meritum
        >>> plan = meritum.compile('''
        ... plan rated
        ... fact product text
        ... table rates
        ...   by product text gives rate number 0 .. 1
        ...   rows from data
        ...   otherwise gives 0
        ... outcome rate = rates(product)
        ... ''')
        >>> plan.has_all_rows
        False
        >>> rated = plan.with_tables(rates=[{"product": "A-1", "rate": "0.03"}])
        >>> rated.score(product="A-1").outcomes
        {'rate': Decimal('0.03')}
        """
        given = {**(tables or {}), **more}
        _require_tables(self._core, given)
        rows = [rows_of(name, one) for name, one in given.items()]
        core = self._core.with_tables(rows)
        return Plan(core, self._text, self._file, self._files, rows)

    def describe(self) -> _core.Description:
        """Its facts, lists, params, rules, grades and outcomes; `str` of it is a page.

        >>> import meritum
        >>> description = meritum.load("examples/first-plan/plan.merit").describe()
        >>> [(fact.name, fact.type) for fact in description.facts]
        [('sales', 'money'), ('target', 'money'), ('complaints', 'count')]
        >>> description.facts[1].low, description.facts[1].required
        (Decimal('1'), True)
        """
        return _core.describe(self._core)

    def format(self, lang: str = "en") -> str:
        """The plan in its canonical form in "en" or "zh", comments kept."""
        return self._core.format(_asked.tongue(lang, None))

    def graph(self, format: Literal["text", "dot"] = "text") -> str:
        """The evaluation graph, for people."""
        if format not in ("text", "dot"):
            raise ValueError(f'format is "text" or "dot", not {format!r}')
        return self._core.graph(format)

    def replay(self, archive: str, file: str = "archive.json") -> Replay:
        """Computes archived cards again: what `to_archive` wrote, one or many behind each other.

        >>> import meritum
        >>> plan = meritum.load("examples/first-plan/plan.merit")
        >>> replay = plan.replay(plan.score(sales=5, target=5).to_archive())
        >>> replay.identical, replay.cards[0].card.score
        (True, Decimal('100'))
        """
        archive = _asked.text(archive, "an archive")
        return Replay.of(self._core, *self._core.replay(archive, _asked.text(file, "file")))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._text, self._file, self._files, self._rows)

    def __repr__(self) -> str:
        return f"<Plan {self.name} {self.fingerprint[:14]}>"


def _kept(keep: str) -> str:
    if keep not in ("results", "lines", "everything"):
        raise ValueError(f'keep is "results", "lines" or "everything", not "{keep}"')
    return keep


def _tables_of(plan: _core.Plan) -> dict[str, str]:
    """First names of the tables `rows from data`, by all their names."""
    tables = [table for table in _core.describe(plan).tables if table.from_data]
    return {name: table.name for table in tables for name in (table.name, *table.names)}


def _require_rows(plan: _core.Plan) -> None:
    if plan.has_all_rows:
        return
    missing = list(dict.fromkeys(_tables_of(plan).values()))
    words = ", ".join(f"`{name}`" for name in missing)
    raise Error(
        f"the plan has `rows from data`: give those of {words} with "
        f"plan.with_tables({', '.join(f'{name}=[...]' for name in missing)})"
    )


def _require_tables(plan: _core.Plan, given: Mapping[str, Any]) -> None:
    known = _tables_of(plan)
    for name in given:
        if name not in known:
            raise Error(
                f"the plan has no table `{name}` with `rows from data`; {_asked.near(name, known)}"
            )
    had = {known[name] for name in given}
    missing = [name for name in dict.fromkeys(known.values()) if name not in had]
    if missing:
        words = ", ".join(f"`{name}`" for name in missing)
        raise Error(f"plan.with_tables takes the rows of all tables: those of {words} are missing")


def _again(text: bytes, file: str, files: _Files, rows: tuple[TableRows, ...]) -> Plan:
    plan = compile(text, file, files)
    if not rows:
        return plan
    return Plan(plan._core.with_tables(list(rows)), text, file, files, rows)


def load(path: str | os.PathLike[str]) -> Plan:
    """Reads, checks and compiles a file with the files it names beside it.

    Raises OSError if it cannot be read, PlanError if it has errors; warnings are in
    `Plan.diagnostics`.

    >>> import meritum
    >>> meritum.load("examples/first-plan/plan.merit")
    <Plan first_plan sha256:...>
    """
    file = Path(path)
    return compile(file.read_bytes(), os.fspath(path), file.parent)


def compile(
    text: str | bytes,
    file: str | os.PathLike[str] = "plan.merit",
    resolve: Resolve | Mapping[str, str | bytes] | str | os.PathLike[str] | None = None,
) -> Plan:
    """Checks and compiles a text. `file` is only a name for messages.

    `resolve` gives the files the plan names: a folder, a mapping of paths to texts, or a function
    of the path (relative to the plan, "/" between its parts) that returns the text or raises.
    Raises PlanError.

    >>> import meritum
    >>> files = {"rates.csv": "product,rate\\nA-1,3%\\n"}
    >>> plan = meritum.compile('''
    ... plan rated
    ... fact product text
    ... table rates
    ...   by product text gives rate number 0 .. 1
    ...   rows from "rates.csv"
    ...   otherwise gives 0
    ... outcome rate = rates(product)
    ... ''', resolve=files)
    >>> plan.score(product="A-1").outcomes
    {'rate': Decimal('0.03')}
    """
    name = os.fspath(file)
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"a plan is a str or bytes, not of type {type(text).__name__}")
    content = _asked.encoded(text, "the plan") if isinstance(text, str) else text
    _asked.text(name, "file")
    resolved = _Resolved(resolve)
    core, diagnostics, files = _core.compile(content, name, resolved.source)
    if resolved.broken is not None:
        raise resolved.broken
    if core is None:
        raise PlanError(str(diagnostics).rstrip("\n"), diagnostics)
    return Plan(core, content, name, files)


class _Resolved:
    """What `_core` asks for files. What is no Exception (Ctrl-C) is kept and raised later."""

    def __init__(self, given: Any) -> None:
        self.broken: BaseException | None = None
        self._given = given
        self.source: Any = given
        if isinstance(given, Mapping):
            self.source = self._of_mapping
        elif callable(given):
            self.source = self._of_function

    def _of_mapping(self, path: str) -> tuple[bytes | None, str | None]:
        if path not in self._given:
            return None, "there is no such file"
        return _bytes(self._given[path]), None

    def _of_function(self, path: str) -> tuple[bytes | None, str | None]:
        try:
            return _bytes(self._given(path)), None
        except FileNotFoundError:
            return None, "there is no such file"
        except Exception as problem:
            return None, str(problem) or type(problem).__name__
        except BaseException as broken:
            self.broken = broken
            return None, "it was not read"


def _bytes(text: str | bytes) -> bytes:
    if not isinstance(text, (str, bytes)):
        raise TypeError(f"a file is a str or bytes, not of type {type(text).__name__}")
    return _asked.encoded(text, "the file") if isinstance(text, str) else text


def format(
    text: str,
    lang: str = "",
    *,
    file: str = "plan.merit",
    resolve: str | os.PathLike[str] | None = None,
) -> str:
    """The canonical form of a plan's text: what `meritum fmt` prints. Raises PlanError.

    >>> import meritum
    >>> text = "plan   p\\nfact sales    number 0 ..  10\\nscore\\n    start sales\\n"
    >>> print(meritum.format(text))
    plan p
    fact sales number 0 .. 10
    score
      start sales
    <BLANKLINE>
    """
    if lang:
        _asked.tongue(lang, None)
    text, file = _asked.text(text, "a plan"), _asked.text(os.fspath(file), "file")
    formatted, diagnostics = _core.format(text, lang, file, resolve)
    if formatted is None:
        raise PlanError(str(diagnostics).rstrip("\n"), diagnostics)
    return formatted


def read_data(plan: Plan, path: str | os.PathLike[str], **options: Any) -> Data:
    """`plan.read(path)`, called as the C++ library calls it."""
    return plan.read(path, **options)
