"""Branches of src/ and include/ that the tests take, by room and by file.

In: the summary of `llvm-cov export -summary-only` on stdin, and the repository's path. Out: a table, and an exit code of 1
if fewer than 90 % of all are taken. docs/coverage.md says why the others are not.
"""

import json
import sys

LEAST = 90.0


def line(name, taken, count):
    percent = 100.0 * taken / count if count else 100.0
    return f"{percent:6.1f} %  {taken:6d} of {count:6d}  {name}"


def main():
    top = sys.argv[1]
    files = {}
    for one in json.load(sys.stdin)["data"][0]["files"]:
        name = one["filename"].removeprefix(top)
        if name.startswith(("src/", "include/")):
            branches = one["summary"]["branches"]
            files[name] = (branches["covered"], branches["count"])
    rooms = {}
    for name, (taken, count) in files.items():
        room = "/".join(name.split("/")[:2])
        before = rooms.get(room, (0, 0))
        rooms[room] = (before[0] + taken, before[1] + count)
    for room in sorted(rooms):
        print(line(room, *rooms[room]))
    print("\nFiles below 90 %:")
    for name in sorted(files, key=lambda one: files[one][0] / (files[one][1] or 1)):
        taken, count = files[name]
        if count and 100.0 * taken / count < LEAST:
            print(line(name, taken, count))
    taken = sum(one[0] for one in files.values())
    count = sum(one[1] for one in files.values())
    print("\n" + line("all", taken, count))
    return 0 if count and 100.0 * taken / count >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
