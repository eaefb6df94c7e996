"""Engines of columns on the workload: NumPy, polars, DuckDB with doubles and with decimals.

    columns.py EXPORT ENGINE COPIES THREADS [ranks]

In: the folder of the export. Out: a line of JSON: version, how many people, wrong answers, time.
What an engine takes for one person is what it takes to make its query: that is told apart.
Contracts are given padded to eight columns, which is quicker than lists in all of them.
"""

import sys

import numpy as np

import data
import rules


def doubles_of(export, people):
    columns = {"sales": export.column("sales")[:people] / 100.0,
               "target": export.column("target")[:people] / 100.0,
               "satisfaction": export.column("satisfaction")[:people] / 10.0}
    for name in data.SMALL:
        columns[name] = export.column(name)[:people].astype(np.float64)
    for place, column in enumerate(export.padded()):
        columns[f"c{place}"] = column[:people] / 100.0
    return columns


class NumPy:
    """By chunks that stay in the processor's cache, which is twice as quick as whole columns."""

    chunk = 8192
    version = np.__version__

    def __init__(self, export, copies, people, threads, ranks):
        self.columns = doubles_of(export, people)
        self.columns["place"] = export.column("region")[:people].astype(np.intp)
        self.people = people
        self.out = [np.empty(people) for _ in range(3)]
        d = rules.NumPy()
        lines = ["def chunk(columns, out, rows):"]
        for name in self.columns:
            lines.append(f"    {name} = columns['{name}'][rows]")
        lines.append("    att = sales / target")
        lines.append("    total = 0.0")
        for text in rules.all_points(d, copies, "att"):
            lines.append(f"    total = total + ({text})")
        if copies > 1:
            lines.append(f"    total = np.floor(total / {copies} * 1e6) / 1e6")
        lines += ["    total = np.minimum(np.maximum(total + 100, 0), 150)",
                  "    score = np.where(violations >= 3, 0.0, np.floor(total * 10 + 0.5) / 10)",
                  "    out[0][rows] = score",
                  f"    out[1][rows] = {rules.grade(d, 'score', 0)}",
                  f"    out[2][rows] = {rules.grade(d, 'score', 1)}"]
        scope = {"np": np}
        exec("\n".join(lines), scope)
        self.function = scope["chunk"]

    def run(self):
        for begin in range(0, self.people, self.chunk):
            self.function(self.columns, self.out, slice(begin, begin + self.chunk))

    def answers(self):
        return self.out


class Polars:
    def __init__(self, export, copies, people, threads, ranks):
        import os
        os.environ["POLARS_MAX_THREADS"] = str(threads)
        import polars as pl
        self.version = pl.__version__
        self.frame = pl.DataFrame(doubles_of(export, people)).lazy()
        d = rules.Polars()
        scope = {"pl": pl}
        parts = [eval(text, scope) for text in rules.all_points(d, copies, 'pl.col("att")')]
        total = pl.sum_horizontal(*parts) if copies > 1 else parts[0]
        if copies > 1:
            total = (total / copies * 1e6).floor() / 1e6
        total = (total + 100).clip(0, 150)
        score = pl.when(pl.col("violations") >= 3).then(0.0).otherwise(
            (total * 10 + 0.5).floor() / 10).alias("score")
        known = self.frame.with_columns((pl.col("sales") / pl.col("target")).alias("att"))
        known = known.select(score, "region")
        scope["score"] = pl.col("score")
        found = [pl.col("score"), eval(rules.grade(d, "score", 0), scope).alias("grade"),
                 eval(rules.grade(d, "score", 1), scope).alias("factor")]
        if ranks:
            found.append(pl.col("score").rank("min", descending=True).over("region").alias("place"))
        self.query = known.select(found)

    def run(self):
        self.result = self.query.collect()

    def answers(self):
        return [self.result[name].to_numpy() for name in ("score", "grade", "factor")]

    def places(self):
        return self.result["place"].to_numpy()


class DuckDB:
    """The results are stored as a table in memory, as all others store theirs."""

    def __init__(self, export, copies, people, threads, ranks):
        import duckdb
        self.version = duckdb.__version__
        self.at = duckdb.connect()
        self.at.execute(f"SET threads = {threads}")
        self.load(export, people)
        score = self.score(copies)
        d = self.dialect
        place = ", rank() OVER (PARTITION BY region ORDER BY score DESC) AS place" if ranks else ""
        self.query = f"""CREATE OR REPLACE TABLE results AS
            SELECT i, score, {rules.grade(d, 'score', 0)} AS grade,
                {rules.grade(d, 'score', 1)} AS factor{place}
            FROM ({score})"""

    def run(self):
        self.at.execute(self.query)

    def answers(self):
        found = self.at.execute("SELECT score::DOUBLE AS score, grade::INTEGER AS grade, "
                                "factor::DOUBLE AS factor FROM results ORDER BY i").fetchnumpy()
        return [found[name] for name in ("score", "grade", "factor")]

    def places(self):
        return self.at.execute("SELECT place FROM results ORDER BY i").fetchnumpy()["place"]


class DuckDBDoubles(DuckDB):
    dialect = rules.SqlDoubles()

    def load(self, export, people):
        columns = doubles_of(export, people)
        columns["i"] = np.arange(people, dtype=np.int32)
        self.at.register("given", columns)
        self.at.execute("CREATE TABLE facts AS SELECT * FROM given")

    def score(self, copies):
        total = " + ".join(f"({text})" for text in rules.all_points(self.dialect, copies, "att"))
        mean = f"floor(total / {copies}::DOUBLE * 1e6) / 1e6" if copies > 1 else "total"
        return f"""SELECT i, region, CASE WHEN violations >= 3 THEN 0::DOUBLE ELSE
                floor(least(greatest(100 + {mean}, 0), 150) * 10 + 0.5) / 10 END AS score
            FROM (SELECT i, region, violations, {total} AS total
                  FROM (SELECT *, sales / target AS att FROM facts))"""


class DuckDBDecimals(DuckDB):
    """Division of decimals gives doubles there, so the attainment is divided in whole cents."""

    dialect = rules.SqlDecimals()

    def load(self, export, people):
        columns = {"i": np.arange(people, dtype=np.int32)}
        for name in ["sales", "target", "satisfaction"] + data.SMALL:
            columns[name] = export.column(name)[:people]
        for place, column in enumerate(export.padded()):
            columns[f"c{place}"] = column[:people]
        self.at.register("given", columns)
        small = ", ".join(f"{name}::INTEGER AS {name}" for name in data.SMALL)
        money = ", ".join(f"(c{i} * 0.01)::DECIMAL(11, 2) AS c{i}" for i in range(8))
        self.at.execute(f"""CREATE TABLE facts AS SELECT i, sales, target, {small}, {money},
            (satisfaction * 0.1)::DECIMAL(4, 1) AS satisfaction FROM given""")

    def score(self, copies):
        total = " + ".join(f"({text})" for text in rules.all_points(self.dialect, copies, "att"))
        millionths = "(total * 1000000)::BIGINT"
        if copies > 1:
            mean = f"greatest({100_000_000 * copies} + {millionths}, 0) // {copies}"
        else:
            mean = f"(100000000 + {millionths})"
        return f"""SELECT i, region, CASE WHEN violations >= 3 THEN 0.0 ELSE
                ((least(greatest({mean}, 0), 150000000) + 50000) // 100000 * 0.1)::DECIMAL(4, 1)
                END AS score
            FROM (SELECT i, region, violations, ({total})::DECIMAL(18, 6) AS total FROM (
                SELECT *, ((q + CASE WHEN 2 * r > target OR (2 * r = target AND q % 2 = 1)
                    THEN 1 ELSE 0 END) * 0.000001)::DECIMAL(12, 6) AS att
                FROM (SELECT *, sales * 1000000 // target AS q, sales * 1000000 % target AS r
                      FROM facts)))"""


ENGINES = {"numpy": NumPy, "polars": Polars, "duckdb_double": DuckDBDoubles,
           "duckdb_decimal": DuckDBDecimals}


def main():
    folder, name, copies, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    ranks = "ranks" in sys.argv[5:]
    export = data.Export(folder)
    people = export.people(copies)
    engine = ENGINES[name](export, copies, people, threads, ranks)
    engine.run()
    wrong = export.wrong(copies, *engine.answers())
    known = {}
    if ranks:
        exact = export.column("place")
        known["wrong_places"] = int((engine.places().astype(np.int64) != exact).sum())
    seconds = data.timed(engine.run, threads)
    fixed = data.timed(ENGINES[name](export, copies, 1, threads, ranks).run, threads)
    data.told(engine=name, version=engine.version, copies=copies, threads=threads, ranks=ranks,
              people=people, wrong=wrong, ns=max(seconds - fixed, 0) * 1e9 / people,
              query_ms=fixed * 1e3, **known)


main()
