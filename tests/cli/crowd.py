"""Writes a plan of 22 rules and CSV files of many participants, to time `meritum score` with:

    python3 tests/cli/crowd.py FOLDER [PARTICIPANTS [shuffled]]
    meritum score FOLDER/plan.merit FOLDER/data --format csv --out FOLDER/results.csv --times

Each participant has two contracts on average; `shuffled` puts these in an order of their own, as an
export by date has them. The same arguments write the same files.
"""
import pathlib
import random
import sys

PLAN = """plan crowd
  cycle quarter
  currency CNY
fact sales money 0 .. 3_000_000
fact target money 50_000 .. 2_000_000
fact new_customers count 0 .. 30
fact contracts list of
  amount money 0 .. 2_000_000
fact satisfaction number 0 .. 100 step 0.1
fact complaints count 0 .. 8
fact violations count 0 .. 4
fact training_hours count 0 .. 60
fact teamwork count 0 .. 10
fact absence_days count 0 .. 15
fact region one of north, south, east, west, central, coast, delta, harbor
fact level count 1 .. 10
let attainment = sales / target round 0.000001 half even
category results
  at most 35
category quality
  at most 10
category conduct
  at least -60
bonus over in results
  give (attainment * 100 - 100) round 1 floor at least 0
  at most 20
bonus big in results
  for each contract in contracts
  give by contract.amount from 100_000 2 from 500_000 5 from 1_000_000 10
  at most 15
bonus won in results
  give 0.5 * new_customers
  at most 10
bonus satisfied in quality
  give by satisfaction from 90 3 from 95 5
bonus together in quality
  give 2 when teamwork >= 8, else 0
bonus trained in quality
  give 0.1 * (training_hours at most 10) + 0.2 * ((training_hours - 10) at least 0 at most 20)
  at most 5
rule place
  give by region is north 1.5 is south -0.5 is east 0 is west 2
      is central -1 is coast 0.5 is delta 3 is harbor -2
deduction missed in conduct
  take ((1 - attainment) * 50) at least 0
  at most 15
deduction complained in conduct
  take by complaints is 0 0 is 1 1 is 2 3 is 3 7 is 4 15 otherwise 31
  at most 31
deduction violated in conduct
  take violations * 5
deduction away in conduct
  take 0.5 * ((absence_days - 3) at least 0)
deduction senior in conduct
  when level >= 8 and attainment < 1.05
  take 2
score
  start 100
  between 0 and 150
  round 0.1
veto violations_veto
  when violations >= 3
  score 0
grade
  S from 120
  A from 105
  B from 90
  C from 75
  D otherwise
outcome factor by grade S 1.5 A 1.2 B 1.0 C 0.8 D 0.5
"""
REGIONS = ["north", "south", "east", "west", "central", "coast", "delta", "harbor"]


def cents(amount):
    return f"{amount // 100}.{amount % 100:02}"


def main(folder, count, shuffled):
    draw = random.Random(42).random
    below = lambda end: int(draw() * end)
    data = pathlib.Path(folder) / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data.parent / "plan.merit").write_text(PLAN, encoding="utf-8")
    contracts = []
    with open(data / "participants.csv", "w", encoding="utf-8") as out:
        out.write("id,period,region,level,sales,target,new_customers,satisfaction,complaints,"
                  "violations,training_hours,teamwork,absence_days\n")
        for number in range(1, count + 1):
            target = 10_000 * (500 + below(19_500))
            sales = int(target * (0.5 + draw()))
            out.write(f"E{number:07},2026-Q3,{REGIONS[below(8)]},{1 + below(10)},{cents(sales)},"
                      f"{target // 100},{below(31)},{60 + below(401) / 10:.1f},{below(9)},"
                      f"{max(0, below(30) - 25)},{below(61)},{3 + below(8)},{below(16)}\n")
            contracts += [number] * sum(draw() < 0.25 for _ in range(8))
    if shuffled:
        random.Random(43).shuffle(contracts)
    with open(data / "contracts.csv", "w", encoding="utf-8") as out:
        out.write("participant,key,amount\n")
        for key, number in enumerate(contracts, 1):
            out.write(f"E{number:07},K-{key:07},{cents(int(2_000_000 * 100 ** draw()))}\n")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000, "shuffled" in sys.argv)
