"""What meritum_export wrote, and the judgement of other engines' answers.

In: the folder of the export. Out: columns as NumPy arrays, numbers of wrong answers.
"""

import json
import os
import resource
import sys
import time

import numpy as np

TYPES = {"i64": "<i8", "i32": "<i4", "i16": "<i2", "i8": "<i1"}
SMALL = ["new_customers", "complaints", "violations", "training_hours", "teamwork",
         "absence_days", "region", "level"]


class Export:
    def __init__(self, folder):
        self.folder = folder

    def column(self, name):
        for kind, dtype in TYPES.items():
            path = os.path.join(self.folder, f"{name}.{kind}")
            if os.path.exists(path):
                return np.fromfile(path, dtype=dtype)
        raise SystemExit(f"{name} was not exported")

    def people(self, copies):
        """How many have answers with so many copies of the rules."""
        return len(self.column(f"score_{copies}"))

    def padded(self):
        """Contracts in cents as eight columns, 0 where there is none."""
        offsets = self.column("offsets")
        contracts = self.column("contracts")
        counts = np.diff(offsets)
        columns = []
        for place in range(8):
            has = counts > place
            column = np.zeros(len(counts), dtype=np.int64)
            column[has] = contracts[offsets[:-1][has] + place]
            columns.append(column)
        return columns

    def wrong(self, copies, score, grade, factor):
        """Of how many score, grade or factor differ from the exact ones. Scores are numbers."""
        count = len(score)
        right = np.rint(np.asarray(score, dtype=np.float64) * 10).astype(np.int64)
        factors = np.rint(np.asarray(factor, dtype=np.float64) * 10).astype(np.int64)
        differ = right != self.column(f"score_{copies}")[:count]
        differ |= np.asarray(grade).astype(np.int64) != self.column(f"grade_{copies}")[:count]
        differ |= factors != self.column(f"factor_{copies}")[:count]
        return int(differ.sum())


def timed(run, threads=1, seconds=2.0, most=50):
    """Seconds of the quickest run. The first counts only where two take all the time there is.

    On one thread the processor time of this process, so that waiting for a core costs nothing; else
    the time on the wall.
    """
    clock = time.process_time if threads == 1 else time.perf_counter
    taken = []
    began = time.perf_counter()
    while len(taken) < 2 or (time.perf_counter() - began < seconds and len(taken) < most):
        start = clock()
        run()
        taken.append(clock() - start)
    return min(taken[1:] if len(taken) > 2 else taken)


def told(**known):
    """A line for peers.py."""
    known["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    json.dump(known, sys.stdout)
    print()
