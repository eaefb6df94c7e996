// Plain JavaScript and json-rules-engine on the workload, one participant per call.
//
//     node records.js EXPORT MODULES RULES ENGINE COPIES PEOPLE OUT
//
// In: the folder of the export, of node modules, and what generate.py wrote. Out: the answers as
// bytes in OUT (scores as doubles, factors as doubles, grades as bytes); a line of JSON.
"use strict";
const fs = require("fs");
const path = require("path");

const [folder, modules, rulesFolder, engineName, copiesText, peopleText, out] = process.argv.slice(2);
const copies = Number(copiesText);
const people = Number(peopleText);
const rules = require(path.resolve(rulesFolder, `rules_${copies}.js`));

function column(name, make) {
    const bytes = fs.readFileSync(path.join(folder, name));
    return make(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function factsOf() {
    const small = ["new_customers", "complaints", "violations", "training_hours", "teamwork",
        "absence_days", "region", "level"];
    const bytes = small.map((name) => column(`${name}.i8`, (b) => new Int8Array(b)));
    const sales = column("sales.i64", (b) => new BigInt64Array(b));
    const target = column("target.i64", (b) => new BigInt64Array(b));
    const contracts = column("contracts.i64", (b) => new BigInt64Array(b));
    const offsets = column("offsets.i32", (b) => new Int32Array(b));
    const satisfaction = column("satisfaction.i16", (b) => new Int16Array(b));
    const all = [];
    for (let i = 0; i < people; ++i) {
        const one = {sales: Number(sales[i]) / 100, target: Number(target[i]) / 100,
            satisfaction: satisfaction[i] / 10, contracts: []};
        small.forEach((name, at) => { one[name] = bytes[at][i]; });
        for (let k = offsets[i]; k < offsets[i + 1]; ++k) one.contracts.push(Number(contracts[k]) / 100);
        all.push(one);
    }
    return all;
}

function plain() {
    return {version: process.version, score: rules.score};
}

// Each leaf rule is a rule of the engine: it fires where it gives points, which a dynamic fact works
// out; caps and the score are made of the events, as the engine has no arithmetic of its own.
function jsonRulesEngine() {
    const at = path.join(path.resolve(modules), "json-rules-engine");
    const {Engine} = require(at);
    const engine = new Engine();
    engine.addFact("att", async (_, almanac) => (await almanac.factValue("f")).sales /
        (await almanac.factValue("f")).target);
    for (const leaf of rules.leaves) {
        engine.addFact(leaf.name, async (_, almanac) =>
            leaf.value(await almanac.factValue("f"), await almanac.factValue("att")));
        engine.addRule({
            conditions: {all: [{fact: leaf.name, operator: "notEqual", value: 0}]},
            event: {type: leaf.name},
        });
    }
    const score = async (f) => {
        const {events, almanac} = await engine.run({f});
        const given = {};
        for (const event of events) given[event.type] = await almanac.factValue(event.type);
        let sum = 0;
        for (let k = 0; k < copies; ++k) {
            const of = (rule) => given[`${rule}_${k}`] || 0;
            sum += Math.min(35, of("B1") + of("B2") + of("B3")) +
                Math.min(10, of("B4") + of("B5") + of("B6")) + of("B7") -
                Math.min(60, of("D1") + of("D2") + of("D3") + of("D4") + of("D5"));
        }
        return rules.judge(f, sum);
    };
    return {version: require(path.join(at, "package.json")).version, score};
}

async function main() {
    const facts = factsOf();
    const {version, score} = engineName === "javascript" ? plain() : jsonRulesEngine();
    const scores = new Float64Array(people), factors = new Float64Array(people);
    const grades = new Int8Array(people);
    const run = async () => {
        for (let i = 0; i < people; ++i) {
            let found = score(facts[i]);
            if (found instanceof Promise) found = await found;
            scores[i] = found.score;
            factors[i] = found.factor;
            grades[i] = found.grade;
        }
    };
    await run();
    fs.writeFileSync(out, Buffer.concat([scores, factors, grades].map((a) => Buffer.from(a.buffer))));
    let best = Infinity;
    const began = process.hrtime.bigint();
    for (let turn = 0; turn < 3 || process.hrtime.bigint() - began < 2000000000n; ++turn) {
        const start = process.cpuUsage();
        await run();
        const taken = process.cpuUsage(start);
        best = Math.min(best, (taken.user + taken.system) * 1000);
    }
    console.log(JSON.stringify({engine: engineName, version, copies, threads: 1, ranks: false,
        people, ns: best / people, peak_mb: Math.round(process.resourceUsage().maxRSS / 1024)}));
}

main();
