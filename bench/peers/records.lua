-- LuaJIT on the workload, one participant per call.
--
--     luajit records.lua EXPORT RULES COPIES PEOPLE OUT
--
-- In: the folder of the export and what generate.py wrote. Out: the answers as bytes in OUT (scores
-- as doubles, factors as doubles, grades as bytes); a line of JSON.
require("jit.opt").start("maxtrace=20000", "maxrecord=40000", "maxside=1000", "maxmcode=40960",
    "sizemcode=64", "loopunroll=4") -- as much code as it wants
local ffi = require("ffi")
local folder, rules, copies, people, out = arg[1], arg[2], arg[3], tonumber(arg[4]), arg[5]
local score = dofile(rules .. "/rules_" .. copies .. ".lua")

local kept = {}
local function column(name, kind)
    local file = assert(io.open(folder .. "/" .. name, "rb"))
    local bytes = file:read("*a")
    file:close()
    kept[#kept + 1] = bytes -- or it is collected under the pointer
    return ffi.cast("const " .. kind .. "*", bytes)
end

local small = {"new_customers", "complaints", "violations", "training_hours", "teamwork",
    "absence_days", "region", "level"}
local bytes = {}
for _, name in ipairs(small) do bytes[name] = column(name .. ".i8", "int8_t") end
local sales, target = column("sales.i64", "int64_t"), column("target.i64", "int64_t")
local contracts, offsets = column("contracts.i64", "int64_t"), column("offsets.i32", "int32_t")
local satisfaction = column("satisfaction.i16", "int16_t")

local facts = {}
for i = 0, people - 1 do
    local one = {sales = tonumber(sales[i]) / 100, target = tonumber(target[i]) / 100,
        satisfaction = satisfaction[i] / 10, contracts = {}}
    for _, name in ipairs(small) do one[name] = bytes[name][i] end
    for k = offsets[i], offsets[i + 1] - 1 do
        one.contracts[#one.contracts + 1] = tonumber(contracts[k]) / 100
    end
    facts[i + 1] = one
end

local scores, factors = ffi.new("double[?]", people), ffi.new("double[?]", people)
local grades = ffi.new("int8_t[?]", people)
local function run()
    for i = 1, people do
        local found, grade, factor = score(facts[i])
        scores[i - 1], grades[i - 1], factors[i - 1] = found, grade, factor
    end
end

run()
local file = assert(io.open(out, "wb"))
file:write(ffi.string(scores, people * 8), ffi.string(factors, people * 8), ffi.string(grades, people))
file:close()
local best, began = math.huge, os.time()
for turn = 1, 1000 do
    if turn > 3 and os.time() - began > 2 then break end
    local start = os.clock()
    run()
    best = math.min(best, os.clock() - start)
end
print(string.format('{"engine": "luajit", "version": "%s", "copies": %s, "threads": 1, ' ..
    '"ranks": false, "people": %d, "ns": %.3f}', jit.version, copies, people, best * 1e9 / people))
