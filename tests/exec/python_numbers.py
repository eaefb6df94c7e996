#!/usr/bin/env python3
"""Checks operations of Meritum's numbers with Python's integers and fractions.

Reads lines `operation argument ... result` (fractions_test.cpp writes them), works each out anew, and
ends with the number of lines of each operation. Exit code 1 and up to 20 lines if one differs.
"""
import sys
from fractions import Fraction as F
from math import ceil, floor, gcd


def rounded(x, mode):
    """x to a whole number."""
    below = floor(x)
    rest = x - below
    if rest == 0:
        return below
    up = {
        "half_up": rest > F(1, 2) or (rest == F(1, 2) and x > 0),
        "half_even": rest > F(1, 2) or (rest == F(1, 2) and below % 2 == 1),
        "up": x > 0,
        "down": x < 0,
        "floor": False,
        "ceiling": True,
    }[mode]
    return below + up


def wrapped(x, bits):
    """As the lane holds it; of 256 bits there is a sign and a size, and what is larger is not asked."""
    if bits == 256:
        return x if abs(x) < 2**256 else None
    low = x % 2**bits
    return low - 2**bits if low >= 2 ** (bits - 1) else low


def kernel(name, a, b):
    if name.startswith("divide_"):
        return rounded(F(a, b if b > 0 else 1), name[len("divide_"):])
    return {
        "add": a + b, "subtract": a - b, "multiply": a * b, "minimum": min(a, b), "maximum": max(a, b),
        "less": int(a < b), "less_equal": int(a <= b), "equal": int(a == b),
    }[name]


def is_place(a, b, c, p, q, bound, code):
    """Whether code says between which halves (a / c) * (b / c)^(p / q) lies."""
    if a == 0 or b == 0:
        return code == 0
    if (code < 0) != (a < 0):
        return False
    size, k = abs(code), abs(code) // 2
    value = F(2 * abs(a), c) ** q * F(b, c) ** p  # twice the value, to the power q
    if size == bound and value >= F(bound // 2) ** q:
        return True
    if size % 2 == 0:
        return F(k) ** q == value
    return F(k) ** q < value < F(k + 1) ** q


def text_of(x):
    """A decimal in full, or none."""
    places, rest = 0, x.denominator
    for factor in (2, 5):
        count = 0
        while rest % factor == 0:
            rest //= factor
            count += 1
        places = max(places, count)
    if rest != 1 or places > 38 or len(str(abs(x.numerator * 10**places // x.denominator))) > 38:
        return "none"
    digits = str(abs(x.numerator) * 10**places // x.denominator).rjust(places + 1, "0")
    text = digits[:-places] + "." + digits[-places:] if places else digits
    return ("-" if x < 0 else "") + text


def holds(words):
    name, *rest, result = words
    if name == "lane":
        bits, op, a, b = int(rest[0]), rest[1], int(rest[2]), int(rest[3])
        want = wrapped(kernel(op, a, b), bits)
        return want is None or want == int(result)
    if name == "quarters":
        return is_place(*map(int, rest), int(result))
    if name == "round":
        x, step, mode = F(rest[0]), F(rest[1]), rest[2]
        return rounded(x / step, mode) * step == F(result)
    if name == "decimal":
        return text_of(F(rest[0])) == result
    x = F(rest[0])
    if name in ("floor", "ceiling"):
        return (floor(x) if name == "floor" else ceil(x)) == int(result)
    y = F(rest[1])
    if name == "step":
        want = F(gcd(x.numerator * y.denominator, y.numerator * x.denominator), x.denominator * y.denominator)
    else:
        want = {"add": lambda: x + y, "subtract": lambda: x - y, "multiply": lambda: x * y,
                "divide": lambda: x / y, "compare": lambda: (x > y) - (x < y)}[name]()
    return want == F(result)


def main():
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    counts, wrong = {}, 0
    for line in sys.stdin:
        words = line.split()
        counts[words[0]] = counts.get(words[0], 0) + 1
        if not holds(words):
            wrong += 1
            if wrong <= 20:
                print("differs:", line.strip())
    for name, count in sorted(counts.items()):
        print(f"  {name:10} {count:9}")
    print(f"{sum(counts.values())} operations, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
