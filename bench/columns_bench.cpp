// A million participants in columns: 22 rules by score_table, and the same rules in doubles by hand
// on the same data in the same run. The answers are compared with exact arithmetic before anything
// is timed; `wrong` counts what differs.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string>

#include "meritum/meritum.hpp"
#include "quarter.hpp"

namespace {

using meritum::bench::Doubles;
using meritum::bench::Quarter;

const Quarter& quarter() {
    static const Quarter made(1'000'000);
    return made;
}

const meritum::Plan& plan() {
    static const auto compiled =
        meritum::Plan::compile(meritum::bench::quarter_plan, "quarter.merit");
    if (!compiled) {
        std::cerr << compiled.diagnostics.to_string();
        std::exit(1);
    }
    return *compiled.plan;
}

void by_pieces(benchmark::State& state) {
    const auto table = quarter().table();
    meritum::TableOptions options;
    options.threads = static_cast<unsigned>(state.range(0));
    const auto results = plan().score_table(table, options);
    const auto& scores = *results.column("score");
    std::size_t wrong = results.errors.size();
    for (std::size_t row = 0; row < table.participants; ++row) {
        const auto exact =
            meritum::Decimal::from_parts(0, static_cast<std::uint64_t>(quarter().score(row)), 1);
        wrong += scores.decimal(row) != *exact ? 1 : 0;
    }
    if (wrong > 0) return state.SkipWithError((std::to_string(wrong) + " wrong scores").c_str());
    for (auto _ : state) benchmark::DoNotOptimize(plan().score_table(table, options));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.participants));
    state.counters["wrong"] = 0;
}
BENCHMARK(by_pieces)
    ->Name("columns/22_rules")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void in_doubles(benchmark::State& state) {
    const Doubles doubles(quarter());
    std::vector<double> scores;
    doubles.score(scores);
    double wrong = 0;
    for (std::size_t row = 0; row < scores.size(); ++row)
        wrong += std::lround(scores[row] * 10) != quarter().score(row) ? 1 : 0;
    for (auto _ : state) {
        doubles.score(scores);
        benchmark::DoNotOptimize(scores.data());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(scores.size()));
    state.counters["wrong"] = wrong;
}
BENCHMARK(in_doubles)
    ->Name("columns/by_hand_in_doubles")
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
