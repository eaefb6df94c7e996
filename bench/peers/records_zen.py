"""GoRules zen on the workload, one participant per call.

    records_zen.py EXPORT COPIES PEOPLE

In: the folder of the export. Out: a line of JSON, as columns.py. A decision is one node of
expressions, the shortest way through the engine, read once and handed to it by a loader (a decision
made of its text is several times slower); facts are ready dictionaries.
"""

import json
import sys
from importlib.metadata import version

import zen

import data
import rules


def decision(copies):
    d = rules.Zen()
    rows = [("att", "sales / target")]
    parts = []
    for k in range(copies):
        named = {}
        for rule, text in rules.copy(d, k, "$.att"):
            rows.append((f"{rule}_{k}", text))
            named[rule] = f"$.{rule}_{k}"
        rows.append((f"copy_{k}", rules.points(d, named)))
        parts.append(f"$.copy_{k}")
    total = "sum([" + ", ".join(parts) + "])"
    if copies > 1:
        total = f"floor({total} / {copies} * 1000000) / 1000000"
    rows.append(("total", f"min([max([100 + {total}, 0]), 150])"))
    rows.append(("score", "violations >= 3 ? 0 : floor($.total * 10 + 0.5) / 10"))
    rows.append(("grade", rules.grade(d, "$.score", 0)))
    rows.append(("factor", rules.grade(d, "$.score", 1)))
    expressions = [{"id": f"e{i}", "key": key, "value": value}
                   for i, (key, value) in enumerate(rows)]
    nodes = [{"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
             {"id": "rules", "type": "expressionNode", "name": "rules",
              "position": {"x": 1, "y": 0}, "content": {"expressions": expressions}},
             {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}}]
    edges = [{"id": "a", "type": "edge", "sourceId": "in", "targetId": "rules"},
             {"id": "b", "type": "edge", "sourceId": "rules", "targetId": "out"}]
    return json.dumps({"nodes": nodes, "edges": edges})


def facts_of(export, people):
    offsets = export.column("offsets")
    contracts = export.column("contracts")
    columns = {name: export.column(name) for name in data.SMALL + ["sales", "target",
                                                                   "satisfaction"]}
    for row in range(people):
        one = {name: int(columns[name][row]) for name in data.SMALL}
        one["region"] = rules.REGIONS[one["region"]]
        one["sales"] = int(columns["sales"][row]) / 100
        one["target"] = int(columns["target"][row]) / 100
        one["satisfaction"] = int(columns["satisfaction"][row]) / 10
        one["contracts"] = [int(amount) / 100
                            for amount in contracts[offsets[row]:offsets[row + 1]]]
        yield one


def main():
    folder, copies, people = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    export = data.Export(folder)
    facts = list(facts_of(export, people))
    content = zen.ZenDecisionContent(decision(copies))
    engine = zen.ZenEngine({"loader": lambda key: content})
    found = [engine.evaluate("rules", one)["result"] for one in facts]
    wrong = export.wrong(copies, *[[float(one[name]) for one in found]
                                   for name in ("score", "grade", "factor")])

    def run():
        for one in facts:
            engine.evaluate("rules", one)

    seconds = data.timed(run)
    data.told(engine="zen", version=version("zen-engine"), copies=copies, threads=1, ranks=False,
              people=people, wrong=wrong, ns=seconds * 1e9 / people)


main()
