#!/usr/bin/env python3
"""Works out the points of decathlon and heptathlon by whole numbers and writes the suites of
examples/schemes/combined_events: python3 tests/examples/combined_events.py decathlon.

points = floor(a * (b - T)^c) for runs, floor(a * (M - b)^c) for jumps and throws. With c = p / q the
greatest k with k^q <= a^q * (b - T)^p is found by halving, so nothing is ever rounded before.
"""
import sys
from fractions import Fraction as F

EVENTS = {  # name: a, b, c, faster is better, a mark that earns about 800 points
    "decathlon": [
        ("sprint_100m", "25.4347", "18", "1.81", True, "11.20"),
        ("long_jump", "0.14354", "220", "1.4", False, "694"),
        ("shot_put", "51.39", "1.5", "1.05", False, "15.16"),
        ("high_jump", "0.8465", "75", "1.42", False, "199"),
        ("run_400m", "1.53775", "82", "1.81", True, "50.32"),
        ("hurdles_110m", "5.74352", "28.5", "1.92", True, "15.42"),
        ("discus", "12.91", "4", "1.1", False, "46.59"),
        ("pole_vault", "0.2797", "100", "1.35", False, "464"),
        ("javelin", "10.14", "7", "1.08", False, "64.09"),
        ("run_1500m", "0.03768", "480", "1.85", True, "261.77"),
    ],
    "heptathlon": [
        ("hurdles_100m", "9.23076", "26.7", "1.835", True, "15.30"),
        ("high_jump", "1.84523", "75", "1.348", False, "165"),
        ("shot_put", "56.0211", "1.5", "1.05", False, "14.03"),
        ("run_200m", "4.99087", "42.5", "1.81", True, "25.97"),
        ("long_jump", "0.188807", "210", "1.41", False, "584"),
        ("javelin", "15.9803", "3.8", "1.04", False, "46.87"),
        ("run_800m", "0.11193", "254", "1.88", True, "142.60"),
    ],
}

MEETINGS = {  # as published: who, the marks, the points, the sum
    "decathlon": [
        ("Mayer, Talence 2018", "10.55 780 16.00 205 48.42 13.75 50.54 545 71.90 276.11",
         "963 1010 851 850 889 1007 882 1051 918 705", 9126),
        ("Eaton, Beijing 2015", "10.23 788 14.52 201 45.00 13.69 43.34 520 63.63 257.52",
         "1040 1030 760 813 1060 1015 733 972 793 829", 9045),
    ],
    "heptathlon": [
        ("Joyner-Kersee, Seoul 1988", "12.69 186 15.80 22.56 727 45.66 128.51",
         "1172 1054 915 1123 1264 776 987", 7291),
    ],
}


def points(event, mark):
    _, a, b, c, faster, _ = event
    a, b, c, mark = F(a), F(b), F(c), F(mark)
    base = b - mark if faster else mark - b
    if base <= 0:
        return 0
    p, q = c.numerator, c.denominator
    power = a**q * base**p
    low, high = 0, 10_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**q <= power else (low, middle)
    return low


def step(event):
    return F(1) if event[0] in ("long_jump", "high_jump", "pole_vault") else F("0.01")


def text(mark):
    mark = F(mark)
    return str(mark.numerator) if mark.denominator == 1 else f"{float(mark):.2f}"


def last_mark_of_same_points(event, mark):
    """The worst mark that still earns what this one does: the next worse earns less."""
    worse = step(event) if event[4] else -step(event)
    mark, earned = F(mark), points(event, mark)
    while points(event, mark + worse) == earned:
        mark += worse
    return mark, worse


def main(kind):
    events = EVENTS[kind]
    names = ", ".join(event[0] for event in events)
    print(f"# Written by tests/examples/combined_events.py: the published points of records, and the worst mark of")
    print(f"# each event that still earns its points beside the next worse one.")
    print(f"plan: {kind}.merit\nperiod: 2018\n\nbase:")
    first = MEETINGS[kind][0][1].split()
    for event, mark in zip(events, first):
        print(f"  {event[0]}: {mark}")
    print("\ncases:")
    for who, marks, published, total in MEETINGS[kind]:
        marks, published = marks.split(), [int(x) for x in published.split()]
        assert [points(e, m) for e, m in zip(events, marks)] == published and sum(published) == total, who
        facts = ", ".join(f"{e[0]}: {m}" for e, m in zip(events, marks))
        rules = ", ".join(f"points_{e[0]}: {p}" for e, p in zip(events, published))
        print(f"  - name: {who}\n    facts: {{{facts}}}\n    expect: {{score: {total}, rules: {{{rules}}}}}\n")
    for event in events:
        print(f"  - name: {event[0]} at its bounds\n    each:\n      columns: [{event[0]}, rules.points_{event[0]}]\n      rows:")
        seen = []
        for wanted in (event[5], MEETINGS[kind][0][1].split()[events.index(event)]):
            mark, worse = last_mark_of_same_points(event, wanted)
            seen += [mark, mark + worse]
        b, worse = F(event[2]), step(event) if event[4] else -step(event)
        seen += [b - worse, b]
        for mark in dict.fromkeys(seen):
            print(f"        - [{text(mark)}, {points(event, mark)}]")
        print()


if __name__ == "__main__":
    main(sys.argv[1])
