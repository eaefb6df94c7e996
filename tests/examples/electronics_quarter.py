"""The scores of examples/electronics-quarter, worked out with fractions; knows nothing of Meritum.

From the top: python3 tests/examples/electronics_quarter.py > tests/examples/electronics-quarter.csv
"""
import csv
import math
from fractions import Fraction as F

FOLDER = "examples/electronics-quarter/data/"


def read(name):
    with open(FOLDER + name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rounded(x, step):
    """To a multiple of step, halves away from zero."""
    whole = math.floor(abs(x) / F(step) + F(1, 2)) * F(step)
    return whole if x >= 0 else -whole


def clamped(x, low, high):
    return min(max(x, F(low)), F(high))


def tier(x, rows):
    return F(max([value for bound, value in rows if x >= bound], default=0))


def optional(text):
    return F(text) if text else None


def shown(x):
    """The shortest decimal."""
    x, places = F(x), 0
    while (x * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(x * 10**places))).rjust(places + 1, "0")
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if x < 0 else "") + whole + ("." + rest if rest else "")


LISTS = {name: read(name + ".csv") for name in ("contracts", "complaints", "violations", "ideas")}


def items(name, owner):
    return [row for row in LISTS[name] if row["participant"] == owner]


def card(p):
    sales, target, margin = F(p["sales"]), F(p["target"]), F(p["margin"].rstrip("%")) / 100
    satisfaction, rating = optional(p["satisfaction"]), optional(p["peer_rating"])
    made_up = p["false_orders"] == "yes"
    attainment = sales / target

    results = F(0)
    if attainment > 1:
        results += min(math.floor((attainment - 1) * 100), 20)
    else:
        results -= rounded(min((1 - attainment) / F(2, 100), F(20)), "0.01")
    paid = [F(c["amount"]) for c in items("contracts", p["id"]) if c["deposit_paid"] == "yes"]
    results += min(sum(tier(a, [(100_000, 2), (500_000, 5), (1_000_000, 10)]) for a in paid), F(15))
    results += min(F(p["new_customers"] or 0) / 2, F(10))
    results += rounded(clamped((margin - F(20, 100)) * 100 / 2, -5, 5), "0.01")

    service = F(0)
    if satisfaction is not None and satisfaction >= 90:
        service += tier(satisfaction, [(90, 3), (95, 5)])
    adopted = [F(i["saving"] or 0) for i in items("ideas", p["id"]) if i["adopted"] == "yes"]
    service += min(sum(3 if saving >= 50_000 else 1 for saving in adopted), 6)
    upheld = sum(c["upheld"] == "yes" for c in items("complaints", p["id"]))
    service -= min(sum([1, 2, 4, 8][min(k, 3)] for k in range(upheld)), 15)

    conduct = min(F(p["referrals"] or 0) * F(3, 2), F(6))
    if rating is not None and rating >= F(9, 2):
        conduct += 4
    if rating is not None and rating < 3:
        conduct -= rounded(min((3 - rating) * 4, F(8)), "0.01")
    levels = [v["level"] for v in items("violations", p["id"])]
    violations = min(sum({"minor": 2, "serious": 5, "grave": 10}[level] for level in levels), 25)
    conduct -= violations

    score = 100 + clamped(results, -20, 30) + clamped(service, -12, 10) + clamped(conduct, -25, 10)
    score = clamped(score, 0, 140)
    if made_up:
        score = F(0)
    elif violations >= 15:
        score = min(score, F(80))
    score = rounded(score, "0.1")
    grades = [("S", 120, "1.5"), ("A", 105, "1.2"), ("B", 90, "1"), ("C", 75, "0.8"), ("D", 0, "0")]
    grade, factor = next((name, F(f)) for name, bound, f in grades if score >= bound)
    grade_pay = rounded(F(p["base_salary"]) / 5 * factor, "0.01")
    over = max(sales - target, F(0)) * F(15, 1000)
    commission = F(0) if made_up else rounded(min(over, F(20_000)), "0.01")
    return {"id": p["id"], "shop": p["shop"], "score": score, "grade": grade, "pay_factor": factor,
            "grade_pay": grade_pay, "commission": commission, "payment": grade_pay + commission}


cards = [card(p) for p in read("participants.csv")]
print("id,score,grade,pay_factor,grade_pay,commission,payment,place")
for c in cards:
    place = 1 + sum(o["shop"] == c["shop"] and o["score"] > c["score"] for o in cards)
    numbers = [shown(c[name]) for name in ("pay_factor", "grade_pay", "commission", "payment")]
    print(",".join([c["id"], shown(c["score"]), c["grade"], *numbers, str(place)]))
