"""Writes the rules for the engines that are no Python.

    generate.py FOLDER

Out: FOLDER/rules_COPIES.js, a module whose `rules` are a function per copy and rule and whose
`score` makes a score of the facts of one participant, and FOLDER/rules_COPIES.lua likewise.
"""

import os
import sys

import rules

JS = """// Written by bench/peers/generate.py.
"use strict";
function contracts_{k}(f) {{
    let sum = 0;
    for (const c of f.contracts) sum += {tier};
    return sum;
}}
"""

LUA = """local function contracts_{k}(f)
    local sum = 0
    local all = f.contracts
    for i = 1, #all do
        local c = all[i]
        sum = sum + {tier}
    end
    return sum
end
"""


class JavaScript(rules.Dialect):
    def tiers(self, k):
        return f"contracts_{k}(f)"


class Lua(rules.Lua):
    def tiers(self, k):
        return f"contracts_{k}(f)"


def javascript(copies):
    d = JavaScript()
    text = ""
    parts = []
    leaves = []
    for k in range(copies):
        text += JS.format(k=k, tier=d.tier("c", k))
        named = {}
        body = ""
        for rule, expression in rules.copy(d, k, "att"):
            body += f"    const {rule} = {expression};\n"
            named[rule] = rule
            leaves.append(f'    {{name: "{rule}_{k}", value: (f, att) => {expression}}},\n')
        text += f"function copy_{k}(f, att) {{\n{body}    return {rules.points(d, named)};\n}}\n"
        parts.append(f"copy_{k}(f, att)")
    mean = f"Math.floor(sum / {copies} * 1e6) / 1e6" if copies > 1 else "sum"
    text += f"""function judge(f, sum) {{
    const total = Math.min(Math.max(100 + {mean}, 0), 150);
    const score = f.violations >= 3 ? 0 : Math.floor(total * 10 + 0.5) / 10;
    return {{score, grade: {rules.grade(d, 'score', 0)}, factor: {rules.grade(d, 'score', 1)}}};
}}
function score(f) {{
    const att = f.sales / f.target;
    return judge(f, {' + '.join(parts)});
}}
const leaves = [
{''.join(leaves)}];
module.exports = {{score, judge, leaves}};
"""
    return text


def lua(copies):
    d = Lua()
    text = "-- Written by bench/peers/generate.py.\n"
    text += "local min, max, floor = math.min, math.max, math.floor\n"
    text += "local copies = {}\n"
    for k in range(copies):
        text += "do\n" + LUA.format(k=k, tier=d.tier("c", k))
        named = {}
        body = ""
        for rule, expression in rules.copy(d, k, "att"):
            body += f"    local {rule} = {expression}\n"
            named[rule] = rule
        text += f"copies[{k + 1}] = function(f, att)\n{body}"
        text += f"    return {rules.points(d, named)}\nend\nend\n"
    mean = f"floor(sum / {copies} * 1e6) / 1e6" if copies > 1 else "sum"
    text += f"""return function(f)
    local att = f.sales / f.target
    local sum = 0
    for k = 1, {copies} do sum = sum + copies[k](f, att) end
    local total = min(max(100 + {mean}, 0), 150)
    local score = f.violations >= 3 and 0 or floor(total * 10 + 0.5) / 10
    return score, {rules.grade(d, 'score', 0)}, {rules.grade(d, 'score', 1)}
end
"""
    return text


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for copies in (1, 13, 133):
        for end, text in (("js", javascript(copies)), ("lua", lua(copies))):
            with open(os.path.join(folder, f"rules_{copies}.{end}"), "w") as out:
                out.write(text)


main()
