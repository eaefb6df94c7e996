"""Writes docs/performance.md.

    report.py HEADLINE PEERS PAGE

In: what meritum_headline printed, the JSON that peers.py wrote (may be missing). Out: the page.
Nothing on the page is written by hand but the words in this file.
"""

import json
import os
import platform
import subprocess
import sys

# figure, what it is, goal (at most, unless it begins with >)
GOALS = [
    ("wrong_per_million", "wrong scores, grades or factors per million", "0"),
    ("columns_22_rules_avx512_vs_H", "a million in columns, 22 rules, AVX-512, x H", "0.5"),
    ("columns_22_rules_avx2_vs_H", "the same on AVX2, x H of that build", "0.8"),
    ("columns_22_rules_baseline_vs_H", "the same on any x86-64, x H of that build", "2.5"),
    ("keep_lines_vs_results_columns", "keep lines in columns, x keep results", "2"),
    ("keep_lines_vs_results", "keep lines of friendly Facts, x keep results", "2"),
    ("columns_2002_rules_ns_per_rule", "2,002 rules, ns per rule and participant", "0.15"),
    ("two_threads_speedup", "two threads, x as quick as one", ">1.7"),
    ("rank_ns", "rank within region on top, ns per participant", "3"),
    ("one_record_22_rules", "one participant in the record form, 22 rules, ns", "100"),
    ("one_record_202_rules", "the same, 202 rules, ns", "1000"),
    ("friendly_facts_us", "one participant as friendly Facts, us", "1.5"),
    ("explanation_us", "structured explanation, us", "8"),
    ("explanation_text_us", "its text, us", "40"),
    ("check_compile_22_rules_ms", "check and compile 22 rules, ms", "2"),
    ("check_compile_2002_rules_ms", "2,002 rules, ms", "100"),
    ("check_compile_20000_rules_ms", "20,000 rules, ms", "1500"),
    ("table_100000_rows_ns", "a look-up in a table of 100,000 rows, ns", "100"),
    ("python_arrow_vs_cpp", "a million from Arrow in Python, x C++ on the same buffers", "1.1"),
    ("python_score_lines_beyond_us", "one plan.score(dict) in Python beyond the C++ call, us", "5"),
    ("bytes_per_participant", "memory beside the caller's columns, bytes per participant", "60"),
]

TOP = """# Performance

Written by `./dev bench report`; it is not edited by hand. The workload, a quarter scoring of a million people, is that of
`bench/workload/`; how each figure is measured stands below.

"""

HOW = """## How it is measured

- Every answer is compared with exact arithmetic (`bench/workload/oracle.cpp`) before anything is timed: of ours, of the bare loops and of
  other engines. What differs in score, grade or factor is counted as wrong.
- Ours and what it is compared with run in turns in one process, at least three times after one to warm up; the quickest counts. On one thread it is the
  thread's processor time, so that a busy machine disturbs little; with more threads it is the time on the wall, which a busy machine does disturb.
- Ours is `Plan::score_table`: it borrows columns in the workload's own widths (8, 16 and 64 bits, regions as places in a dictionary), checks
  types, ranges and steps of every fact, and gives columns of score, grade and factor that it makes itself. Memory that was freed is kept in the
  process, as in a host that has run for a while; what fresh memory costs is a figure of its own.
- **H** is the yardstick: the same rules by hand in doubles (`bench/loops/doubles.cpp`), built by Clang -O3 for the machine whichever compiler
  builds ours, vectorised but for a running sum of contracts; every fact is a double already, nothing is checked, results go to columns that are there. A loop with the vectors
  written out (`bench/loops/doubles_simd.cpp`) shows how good it is. *Exact narrow* (`bench/loops/narrow.cpp`) is by hand, too: whole numbers of 32
  bits, facts as narrow as ours, nothing checked, all answers right. The *memory floor* reads as many bytes as ours has columns and writes
  as many as it has results.
- Python (`bench/python/`): `plan.score_table` on a record batch of pyarrow (money as decimals of 128 bits, regions as a dictionary, contracts as a
  column of lists) beside `Plan::score_table` on the very same buffers; `plan.score` of a dict of 12 facts and a list of contracts beside `Plan::score` of Facts that
  are ready. Both in turns in one process, time on the wall, the quickest counts.
- A rule is one of the workload's count: 15 for each copy of the rules and 7 that are there once.
- Other engines get contracts as eight columns with zeros, which is quicker in all of them than lists, and store what they find. One thread is
  processor time there too; x H is to H of that run on as many threads, all participants in columns. What they take to make the query (what one person alone takes) is left
  out. Engines with one participant per call get a prefix of the people, each with facts in the engine's own form.

## How to repeat it

```
./dev bench headline    the figures, a row each: name value unit
./dev bench smoke       whether all of it still runs; the numbers mean nothing
./dev bench python      what Python costs beyond C++
./dev bench peers       other engines, installed into build/peers
./dev bench report      all of it, and this page
./dev bench             all benches, with what Google Benchmark understands behind it
./dev bench --path=SSE4 --benchmark_filter=columns/   on another path of the processor
```
"""


def output(*command):
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True).stdout.strip()
    except OSError:
        return ""


def machine():
    told = dict(line.split(":", 1) for line in output("lscpu").splitlines() if ":" in line)
    said = {name.strip(): value.strip() for name, value in told.items()}
    flags = said.get("Flags", "").split()
    best = "AVX-512" if "avx512f" in flags else "AVX2" if "avx2" in flags else "below AVX2"
    caches = ", ".join(f"{name} {said[name + ' cache'].split(' (')[0]}"
                       for name in ("L1d", "L2", "L3") if name + " cache" in said)
    model = said.get("Model name", platform.processor())
    if "CPU family" in said:
        model += f" (family {said['CPU family']}, model {said.get('Model', '?')})"
    memory = ""
    if os.path.exists("/proc/meminfo"):
        with open("/proc/meminfo") as told:
            memory = f"{int(told.readline().split()[1]) // 2 ** 20} GiB of memory"
    return [("processor", f"{model}, {os.cpu_count()} cores, {best}"),
            ("caches (of all cores)", caches),
            ("memory", memory),
            ("system", f"{platform.system()} {platform.release()}"),
            ("compiler of ours", output("g++", "--version").splitlines()[0]),
            ("load before it", "%.2f" % os.getloadavg()[1] if hasattr(os, "getloadavg") else "")]


def read(path):
    """name -> (value or None, unit, what there is to know), in order."""
    figures = {}
    with open(path) as rows:
        for line in rows:
            row, _, known = line.strip().partition(" # ")
            name, value, unit = row.split()
            number = None if value == "not_measured" else float(value)
            figures[name] = (number, unit, known)
    return figures


def short(value):
    return f"{value:,.4g}" if abs(value) < 10_000 else f"{value:,.0f}"


def table(heads, rows):
    numbers = ["---:" if head in NUMBERS else "---" for head in heads]
    lines = ["| " + " | ".join(heads) + " |", "|" + "|".join(numbers) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


NUMBERS = {"measured", "goal", "value", "ns each", "x H", "people", "wrong per million", "rules",
           "threads"}


def goals(figures):
    rows = []
    for name, words, goal in GOALS:
        value, _, known = figures.get(name, (None, "", "the headline has no such figure"))
        least = goal.startswith(">")
        bound = float(goal.lstrip(">"))
        if value is None:
            told, reached = "not measured", known
        else:
            good = value >= bound if least else value <= bound
            told, reached = short(value), "yes" if good else "no"
        rows.append([words, told, ("at least " if least else "at most ") + short(bound), reached])
    return table(["", "measured", "goal", "reached"], rows)


def all_figures(figures):
    rows = []
    for name, (value, unit, known) in figures.items():
        told = "not measured" if value is None else short(value)
        rows.append([f"`{name}`", told, unit, known])
    return table(["figure", "value", "unit", ""], rows)


def engines(peers, kind, ranks):
    rows = []
    for found in peers["engines"]:
        if found["kind"] != kind or found["ranks"] != ranks:
            continue
        H = peers["bare"][str(found["copies"])]["H"][found["threads"] - 1]
        name = found["engine"].replace("_", ", ")
        wrong = found["wrong"] * 1e6 / found["people"]
        rows.append([name, found["version"], f"{15 * found['copies'] + 7:,}",
                     str(found["threads"]), f"{found['people']:,}", short(found["ns"]),
                     short(found["ns"] / H), f"{wrong:,.0f}"])
    rows.sort(key=lambda row: (int(row[2].replace(",", "")), row[3],
                               float(row[5].replace(",", ""))))
    return table(["engine", "version", "rules", "threads", "people", "ns each", "x H",
                  "wrong per million"], rows)


def main():
    headline, peers_path, page = sys.argv[1:4]
    figures = read(headline)
    text = TOP
    text += table(["", ""], [list(row) for row in machine() if row[1]]) + "\n"
    text += "## What is to be reached\n\nRatios (x) are to a loop of the same run. Absolute times are "
    text += "meant for a Zen 5 server with AVX-512.\n\n" + goals(figures) + "\n"
    text += "## All figures\n\n" + all_figures(figures) + "\n"
    if os.path.exists(peers_path):
        with open(peers_path) as told:
            peers = json.load(told)
        text += "## Other engines\n\n### In columns\n\n" + engines(peers, "columns", False)
        if all(found["threads"] == 1 for found in peers["engines"]):
            text += "\nTwo threads: not measured, no second core was free.\n"
        text += "\nWith the rank of the score within the region:\n\n"
        text += engines(peers, "columns", True)
        text += "\n### One participant per call\n\n" + engines(peers, "records", False) + "\n"
    else:
        text += "## Other engines\n\nNot measured: `./dev bench peers` was not run.\n\n"
    text += HOW
    with open(page, "w") as out:
        out.write(text)


main()
