"""Every case of every suite in the repository, by four hands: C++, C, Python and the program give
the same text, digit by digit.

In: the build folder with meritum_conformance_cases, meritum_conformance_host and the program; the
Python package on the path. Out: what differs, and how many cases passed. Run by ./dev conformance,
from the top of the repository.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import meritum

SUITES = ["examples", "tests/consumers/suites"]
SHOWN = 5


@dataclass
class Case:
    number: str
    plan: str
    period: str
    lang: str
    params: dict[str, str]
    people: int
    suite: str
    name: str


def cases_of(folder: Path) -> list[Case]:
    cases = []
    for row in (folder / "cases.tsv").read_text(encoding="utf-8").splitlines():
        number, plan, period, lang, params, people, suite, name = row.split("\t", 7)
        given = dict(one.split("=", 1) for one in params.split(";") if one)
        cases.append(Case(number, plan, period, lang, given, int(people), suite, name))
    return cases


class Hands:
    """What each hand says of a case."""

    def __init__(self, folder: Path, program: str) -> None:
        self.folder = folder
        self.program = program
        self.plans: dict[str, meritum.Plan] = {}

    def text(self, case: Case, name: str) -> str | None:
        file = self.folder / f"{case.number}.{name}"
        return file.read_text(encoding="utf-8") if file.exists() else None

    def of_program(self, case: Case) -> str:
        words = [self.program, "score", case.plan, str(self.folder / f"{case.number}.json")]
        words += ["--format", "json", "--lang", case.lang or "en"]
        if case.period:
            words += ["--period", case.period]
        for name, value in case.params.items():
            words += ["--param", f"{name}={value}"]
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout

    def plan(self, case: Case) -> meritum.Plan:
        if case.plan not in self.plans:
            self.plans[case.plan] = meritum.load(case.plan)
        return self.plans[case.plan]

    def of_python(self, case: Case) -> str:
        plan = self.plan(case)
        try:
            data = plan.read(self.folder / f"{case.number}.json")
            options = {"params": case.params, "period": case.period, "lang": case.lang or "en"}
            return plan.score_all(data, **options).to_json()
        except meritum.Error as error:
            return f"{error}\n"

    def typed(self, case: Case) -> str | None:
        """Facts as values of Python: Decimals, bools, texts."""
        text = self.text(case, "typed.json")
        if text is None:
            return None
        people = json.loads(text, parse_float=Decimal, parse_int=int)
        rows = [people] if isinstance(people, dict) else people
        options = {"params": case.params, "period": case.period, "lang": case.lang or "en"}
        try:
            return self.plan(case).score_all(rows, **options).to_json()
        except meritum.Error as error:
            return f"{error}\n"


def without_places(text: str) -> str:
    """Errors name the file they were found in, which a text in memory has not."""
    try:
        found = json.loads(text, parse_float=str, parse_int=str)
    except json.JSONDecodeError:
        return text
    for error in found.get("errors", []):
        error.pop("file", None)
    return json.dumps(found, ensure_ascii=False)


def differences(hands: Hands, case: Case) -> list[str]:
    wanted = hands.text(case, "cpp.json") or ""
    is_json = wanted.startswith("{")
    found = {"C": hands.text(case, "c.json"), "Python": hands.of_python(case)}
    if is_json:
        found["the program"] = hands.of_program(case)
    typed = hands.typed(case)
    if typed is not None:
        found["values of Python"] = typed
    wrong = []
    for hand, text in found.items():
        if text != wanted and without_places(text or "") != without_places(wanted):
            wrong.append(f"{hand} says\n{text}\nC++ says\n{wanted}")
    card = hands.text(case, "c.card.json")
    wanted_card = hands.text(case, "cpp.card.json")
    if case.people == 1 and wanted_card is not None and card != wanted_card:
        wrong.append(f"C explains\n{card}\nC++ explains\n{wanted_card}")
    return wrong


def main() -> int:
    build = Path(sys.argv[1])
    folder = build / "conformance"
    programs = build / "tests/conformance"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([programs / "meritum_conformance_cases", folder, *SUITES],
                   check=True)
    subprocess.run([programs / "meritum_conformance_host", folder], check=True)
    hands = Hands(folder, str(build / "meritum"))
    passed = failed = 0
    for case in cases_of(folder):
        wrong = differences(hands, case)
        passed += not wrong
        failed += bool(wrong)
        if wrong and failed <= SHOWN:
            print(f"{case.suite}: {case.name} (case {case.number})", *wrong, sep="\n")
    print(f"conformance: {passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
