"""The rules of the workload as text for other engines.

In: a dialect (how an engine writes a minimum, a condition, a name) and the number of copies.
Out: expressions, one for each rule. What they mean is bench/workload/oracle.cpp; whether an engine
gets them right is checked by data.py.
"""

from fractions import Fraction

REGIONS = ["north", "south", "east", "west", "central", "coast", "delta", "harbor"]
BASE_OF_REGION = ["1.5", "-0.5", "0", "2", "-1", "0.5", "3", "-2"]
GRADES = [(120, "1.5"), (105, "1.2"), (90, "1"), (75, "0.8"), (None, "0.5")]


def number(value):
    """A decimal without an exponent, shortest."""
    value = Fraction(value)
    text = "%.6f" % value
    assert Fraction(text) == value
    return text.rstrip("0").rstrip(".")


class Dialect:
    """JavaScript; the others say what differs."""

    def name(self, fact):
        return "f." + fact

    def least(self, a, b):
        return f"Math.min({a}, {b})"

    def most(self, a, b):
        return f"Math.max({a}, {b})"

    def floor(self, a):
        return f"Math.floor({a})"

    def when(self, holds, a, b):
        return f"({holds} ? {a} : {b})"

    def both(self, a, b):
        return f"({a} && {b})"

    def power_of_two(self, a):
        return f"2 ** {a}"

    def number(self, value):
        text = number(value)
        return f"({text})" if text.startswith("-") else text

    def of_region(self, values):
        """What the place of the region gives."""
        text = self.number(values[-1])
        for place in range(len(values) - 2, -1, -1):
            here = f"({self.name('region')} == {place})"
            text = self.when(here, self.number(values[place]), text)
        return text

    def tiers(self, k):
        """The points of all contracts: here one is `c`."""
        return "contracts(" + self.tier("c", k) + ")"

    def tier(self, amount, k):
        n = self.number
        return self.when(
            f"({amount} >= {n(1_000_000 + 1_500 * k)})", n(10),
            self.when(f"({amount} >= {n(500_000 + 750 * k)})", n(5),
                      self.when(f"({amount} >= {n(100_000 + 150 * k)})", n(2), n(0))))

    def rule(self, text):
        return text


class Lua(Dialect):
    def least(self, a, b):
        return f"min({a}, {b})"

    def most(self, a, b):
        return f"max({a}, {b})"

    def floor(self, a):
        return f"floor({a})"

    def when(self, holds, a, b):
        return f"({holds} and {a} or {b})"

    def both(self, a, b):
        return f"({a} and {b})"

    def power_of_two(self, a):
        return f"2 ^ {a}"


class Padded(Dialect):
    """Engines of columns: contracts are eight columns, 0 where there is none."""

    def name(self, fact):
        return fact

    def tiers(self, k):
        return "(" + " + ".join(self.tier(self.name(f"c{i}"), k) for i in range(8)) + ")"


class NumPy(Padded):
    def least(self, a, b):
        return f"np.minimum({a}, {b})"

    def most(self, a, b):
        return f"np.maximum({a}, {b})"

    def floor(self, a):
        return f"np.floor({a})"

    def when(self, holds, a, b):
        return f"np.where({holds}, {a}, {b})"

    def both(self, a, b):
        return f"({a} & {b})"

    def power_of_two(self, a):
        return f"np.exp2({a})"

    def of_region(self, values):
        table = ", ".join(self.number(value) for value in values)
        return f"np.array([{table}], dtype=np.float64)[place]"


class Polars(Padded):
    def name(self, fact):
        return f'pl.col("{fact}")'

    def least(self, a, b):
        return f"pl.min_horizontal({a}, {b})"

    def most(self, a, b):
        return f"pl.max_horizontal({a}, {b})"

    def floor(self, a):
        return f"({a}).floor()"

    def when(self, holds, a, b):
        return f"pl.when({holds}).then({a}).otherwise({b})"

    def both(self, a, b):
        return f"({a} & {b})"

    def power_of_two(self, a):
        return f"pl.lit(2.0).pow({a})"


class Sql(Padded):
    def least(self, a, b):
        return f"least({a}, {b})"

    def most(self, a, b):
        return f"greatest({a}, {b})"

    def floor(self, a):
        return f"floor({a})"

    def when(self, holds, a, b):
        return f"CASE WHEN {holds} THEN {a} ELSE {b} END"

    def both(self, a, b):
        return f"({a} AND {b})"

    def of_region(self, values):
        rows = " ".join(f"WHEN {place} THEN {self.number(value)}"
                        for place, value in enumerate(values))
        return f"CASE region {rows} END"


class SqlDoubles(Sql):
    def number(self, value):
        return number(value) + "::DOUBLE"

    def power_of_two(self, a):
        return f"pow(2, {a})"


class SqlDecimals(Sql):
    """Literals are decimals, arithmetic on them is exact; each rule is brought to one width."""

    def power_of_two(self, a):
        return f"(1 << {a})"

    def rule(self, text):
        return f"({text})::DECIMAL(18, 6)"


class Zen(Dialect):
    def name(self, fact):
        return fact

    def least(self, a, b):
        return f"min([{a}, {b}])"

    def most(self, a, b):
        return f"max([{a}, {b}])"

    def floor(self, a):
        return f"floor({a})"

    def both(self, a, b):
        return f"({a} and {b})"

    def power_of_two(self, a):
        return f"2 ^ {a}"

    def of_region(self, values):
        text = self.number(values[-1])
        for place in range(len(values) - 2, -1, -1):
            text = self.when(f'(region == "{REGIONS[place]}")', self.number(values[place]), text)
        return text

    def tiers(self, k):
        return "(len(contracts) > 0 ? sum(map(contracts, " + self.tier("#", k) + ")) : 0)"


def copy(d, k, attainment):
    """The twelve rules of copy k as (name, text), the parts first; `attainment` is a name."""
    n, name, least, most = d.number, d.name, d.least, d.most
    u = Fraction(3 * k, 100)
    cent = Fraction(k, 100)

    def clamp(x, low, high):
        return least(most(x, n(low)), n(high))

    first = 10 + u
    hours = name("training_hours")
    drifts = [Fraction(base) + cent * (place % 3 - 1)
              for place, base in enumerate(BASE_OF_REGION)]
    return [(rule, d.rule(text)) for rule, text in [
        ("B1", clamp(d.floor(f"{attainment} * {n(100)} - {n(100)} - {n(u)}"), 0, 20)),
        ("B2", least(n(15 + u), d.tiers(k))),
        ("B3", least(n(10 + u), f"{n('0.5')} * {name('new_customers')}")),
        ("B4", d.when(f"({name('satisfaction')} >= {n(95 - cent)})", n(5),
                      d.when(f"({name('satisfaction')} >= {n(90 - cent)})", n(3), n(0)))),
        ("B5", d.when(f"({name('teamwork')} >= {n(8 - u)})", n(2), n(0))),
        ("B6", least(n(5 + u), f"{n('0.1')} * {least(hours, n(first))} + {n('0.2')} * "
                     + clamp(f"{hours} - {n(first)}", 0, 20))),
        ("B7", d.of_region(drifts)),
        ("D1", clamp(f"({n(1 + u / 100)} - {attainment}) * {n(50)}", 0, 15 + u)),
        ("D2", least(n(31 + u), f"{d.power_of_two(name('complaints'))} - {n(1)}")),
        ("D3", f"{name('violations')} * {n(5 + cent)}"),
        ("D4", f"{n('0.5')} * {most(n(0), name('absence_days') + ' - ' + n(3 + u))}"),
        ("D5", d.when(d.both(f"({name('level')} >= {n(8 - u)})",
                             f"({attainment} < {n(Fraction('1.05') + u / 100)})"),
                      n(2 + cent), n(0))),
    ]]


def points(d, rules):
    """The points of one copy from its rules' texts or names, by name."""
    n = d.number
    results = d.least(n(35), f"{rules['B1']} + {rules['B2']} + {rules['B3']}")
    quality = d.least(n(10), f"{rules['B4']} + {rules['B5']} + {rules['B6']}")
    conduct = d.least(n(60), " + ".join(rules[f"D{i}"] for i in range(1, 6)))
    return f"{results} + {quality} + {rules['B7']} - {conduct}"


def all_points(d, copies, attainment):
    """The points of every copy, without names in between."""
    def wrapped(k):
        return {rule: f"({text})" for rule, text in copy(d, k, attainment)}

    return [points(d, wrapped(k)) for k in range(copies)]


def grade(d, score, which):
    """The place of the grade (`which` 0) or the factor (1) of a score."""
    n = d.number
    values = [n(place if which == 0 else factor) for place, (_, factor) in enumerate(GRADES)]
    text = values[-1]
    for (bound, _), value in reversed(list(zip(GRADES[:-1], values[:-1]))):
        text = d.when(f"({score} >= {n(bound)})", value, text)
    return text
