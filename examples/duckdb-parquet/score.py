"""DuckDB reads a quarter from Parquet, Meritum scores it by Arrow, DuckDB writes what came
out to Parquet and asks it.

In: the folder of `examples/electronics-quarter`, a folder to write to. Out: facts.parquet and
results.parquet there, and the answer of a query. Nothing becomes a binary float on the way.

    python score.py ../electronics-quarter out
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import meritum

# Lists are columns of lists of structs here, so that a participant is one row of one file.
FACTS = """
WITH of_contract AS (
    SELECT participant, list({amount: CAST(amount AS DECIMAL(18, 2)),
                              deposit_paid: deposit_paid = 'yes'} ORDER BY key) AS contracts
    FROM read_csv($folder || '/contracts.csv', all_varchar := true) GROUP BY participant
), of_complaint AS (
    SELECT participant, list({received: CAST(received AS DATE), upheld: upheld = 'yes'}
                             ORDER BY key) AS complaints
    FROM read_csv($folder || '/complaints.csv', all_varchar := true) GROUP BY participant
), of_violation AS (
    SELECT participant, list({level: level} ORDER BY key) AS violations
    FROM read_csv($folder || '/violations.csv', all_varchar := true) GROUP BY participant
), of_idea AS (
    SELECT participant, list({adopted: adopted = 'yes',
                              saving: CAST(saving AS DECIMAL(18, 2))} ORDER BY key) AS ideas
    FROM read_csv($folder || '/ideas.csv', all_varchar := true) GROUP BY participant
)
SELECT id, shop, CAST(base_salary AS DECIMAL(18, 2)) AS base_salary,
       CAST(sales AS DECIMAL(18, 2)) AS sales, CAST(target AS DECIMAL(18, 2)) AS target,
       CAST(CAST(replace(margin, '%', '') AS DECIMAL(7, 3)) * 0.01 AS DECIMAL(9, 5)) AS margin,
       CAST(new_customers AS INTEGER) AS new_customers, CAST(referrals AS INTEGER) AS referrals,
       CAST(satisfaction AS DECIMAL(5, 1)) AS satisfaction,
       CAST(peer_rating AS DECIMAL(3, 1)) AS peer_rating,
       false_orders = 'yes' AS false_orders, contracts, complaints, violations, ideas
FROM read_csv($folder || '/participants.csv', all_varchar := true) AS people
LEFT JOIN of_contract ON of_contract.participant = id
LEFT JOIN of_complaint ON of_complaint.participant = id
LEFT JOIN of_violation ON of_violation.participant = id
LEFT JOIN of_idea ON of_idea.participant = id
ORDER BY id
"""

BY_SHOP = """
SELECT shop, grade, count(*) AS people, sum(payment) AS paid, max(score) AS best
FROM results JOIN facts USING (id) GROUP BY shop, grade ORDER BY shop, grade
"""


def main() -> int:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    plan = meritum.load(source / "plan.merit")
    duck = duckdb.connect()
    facts = duck.sql(FACTS, params={"folder": str(source / "data")})
    facts.write_parquet(str(out / "facts.parquet"))

    people = duck.read_parquet(str(out / "facts.parquet"))
    scores = plan.score_table(people)
    for error in duck.from_arrow(scores.errors).fetchall():
        print("wrong facts:", *error)

    results = duck.from_arrow(scores)
    results.write_parquet(str(out / "results.parquet"))
    duck.read_parquet(str(out / "facts.parquet")).create_view("facts")
    duck.read_parquet(str(out / "results.parquet")).create_view("results")
    print(*duck.sql(BY_SHOP).columns)
    for row in duck.sql(BY_SHOP).fetchall():
        print(*row)
    return 0


if __name__ == "__main__":
    sys.exit(main())
