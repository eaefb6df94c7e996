"""`./dev bench peers`: what other engines make of the workload.

    peers.py EXPORTER FOLDER

In: the program meritum_export and the folder that ./dev filled (venv, node_modules). Out:
FOLDER/peers.json and a table. Every engine gets the same data, its answers are compared with the
exact ones first, the wrong ones are counted; then it is timed, each by itself, with Meritum and H
(loops by hand in doubles) in front. Engines with one participant per call get a prefix.
"""

import json
import os
import platform
import subprocess
import sys
import time

import numpy as np

import data

HERE = os.path.dirname(os.path.abspath(__file__))
PEOPLE = 1_000_000
COPIES = [1, 13, 133]
RULES = {1: 22, 13: 202, 133: 2002}
# two threads of bare arithmetic are so much quicker than one, or somebody else has the other core
SECOND_CORE = 1.7
# how many participants a call each gets, by copies of the rules
PREFIX = {"javascript": [100_000, 20_000, 5_000], "luajit": [100_000, 20_000, 2_000],
          "zen": [10_000, 1_000, 100], "json-rules-engine": [5_000, 500, 50]}


def called(command):
    """The last line of what it prints, as JSON; None if it failed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        print(f"  failed: {' '.join(command[-5:])}: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    return json.loads(lines[-1])


def columns(export, name, copies, threads, ranks=False):
    command = [sys.executable, os.path.join(HERE, "columns.py"), export.folder, name, str(copies),
               str(threads)]
    return called(command + (["ranks"] if ranks else []))


def records(export, folder, name, at):
    copies, people = COPIES[at], PREFIX[name][at]
    out = os.path.join(folder, "answers.bin")
    rules = os.path.join(folder, "rules")
    if name == "zen":
        return called([sys.executable, os.path.join(HERE, "records_zen.py"), export.folder,
                       str(copies), str(people)])
    if name == "luajit":
        command = ["luajit", os.path.join(HERE, "records.lua"), export.folder, rules, str(copies),
                   str(people), out]
    else:
        command = ["node", os.path.join(HERE, "records.js"), export.folder,
                   os.path.join(folder, "node_modules"), rules, name, str(copies), str(people), out]
    found = called(command)
    if found:
        with open(out, "rb") as answers:
            score = np.frombuffer(answers.read(people * 8))
            factor = np.frombuffer(answers.read(people * 8))
            grade = np.frombuffer(answers.read(people), dtype=np.int8)
        found["wrong"] = export.wrong(copies, score, grade, factor)
    return found


def measured(export, folder, most_threads):
    """One engine after the other, the quick ones first."""
    for name in ["numpy", "polars", "duckdb_double", "duckdb_decimal"]:
        for copies in COPIES:
            for threads in [1, 2]:
                # with 2,002 rules one thread is long enough, and too few people for DuckDB's second
                if threads == 1 or (threads <= most_threads and name != "numpy" and copies < 133):
                    yield "columns", columns(export, name, copies, threads)
        if name != "numpy":
            yield "columns", columns(export, name, 1, 1, ranks=True)
    for name in PREFIX:
        for at in range(len(COPIES)):
            yield "records", records(export, folder, name, at)


def row(found, bare):
    H = bare[str(found["copies"])]["H"][found["threads"] - 1]
    ranks = " with ranks" if found["ranks"] else ""
    return [found["engine"] + ranks, found["version"], str(RULES[found["copies"]]),
            str(found["threads"]), f"{found['people']:,}", f"{found['ns']:,.4g}",
            f"{found['ns'] / H:,.3g}", f"{found['wrong'] * 1e6 / found['people']:,.0f}"]


def main():
    exporter, folder = sys.argv[1], sys.argv[2]
    export = data.Export(os.path.join(folder, "data"))
    began = time.time()
    print("Exporting the workload, timing Meritum and H ...", file=sys.stderr)
    bare = called([exporter, export.folder, str(PEOPLE)])
    if bare is None:
        raise SystemExit(1)
    subprocess.run([sys.executable, os.path.join(HERE, "generate.py"),
                    os.path.join(folder, "rules")], check=True)
    all_found = []
    heads = ["engine", "version", "rules", "threads", "people", "ns each", "x H", "wrong/million"]
    most_threads = 2 if bare["second_core"] >= SECOND_CORE else 1
    if most_threads == 1:
        print("No second core is free: two threads are not measured.", file=sys.stderr)
    for copies in COPIES:
        known = bare[str(copies)]
        for who, wrong in [("ours", "wrong"), ("H", "wrong_H")]:
            for threads in range(1, most_threads + 1):
                all_found.append({"engine": "meritum" if who == "ours" else "H", "version": "",
                                  "copies": copies, "threads": threads, "ranks": False,
                                  "people": known["people"], "wrong": known[wrong],
                                  "ns": known[who][threads - 1], "kind": "columns"})
    print("  ".join(f"{head:>14}" for head in heads))
    for found in all_found:
        print("  ".join(f"{cell:>14}" for cell in row(found, bare)))
    for kind, found in measured(export, folder, most_threads):
        if found:
            found["kind"] = kind
            all_found.append(found)
            print("  ".join(f"{cell:>14}" for cell in row(found, bare)), flush=True)
    with open(os.path.join(folder, "peers.json"), "w") as out:
        json.dump({"bare": bare, "engines": all_found, "python": platform.python_version(),
                   "seconds": round(time.time() - began)}, out, indent=1)
        out.write("\n")


main()
