// How long it takes to load a named table from a file and to look up in it: the time per row shows
// whether loading is linear. Names are what is done, columns, rows. Every bench works out an answer
// by itself and checks it before anything is timed.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/meritum.hpp"

namespace {

/// Products with twenty ranges of sales each; two results.
struct Ranges {
    static constexpr std::string_view plan =
        "plan ranges\n"
        "fact product text\n"
        "fact sales number 0 .. 1_000_000\n"
        "table rates\n"
        "  by product text, sales number gives rate number, extra number\n"
        "  rows from \"rows.csv\"\n"
        "  otherwise gives 0, 0\n"
        "outcome o = rates(product, sales).rate + rates(product, sales).extra\n";
    static constexpr std::string_view header = "product,sales,rate,extra\n";

    static std::int64_t rate(std::int64_t row) { return row % 20 + row / 20 % 7; }

    static std::string row(std::int64_t row) {
        const auto low = row % 20 * 1'000;
        std::string sales = "from " + std::to_string(low);
        if (row % 20 != 19) sales += " below " + std::to_string(low + 1'000);
        return "P-" + std::to_string(row / 20) + "," + sales + "," + std::to_string(rate(row)) +
               "," + std::to_string(row) + "\n";
    }

    static meritum::Facts asked(std::int64_t row) {
        meritum::Facts facts("p" + std::to_string(row));
        facts.set("product", "P-" + std::to_string(row / 20)).set("sales", row % 20 * 1'000 + 500);
        return facts;
    }

    static std::int64_t answer(std::int64_t row) { return rate(row) + row; }
};

/// Pairs of texts; one result.
struct Pairs {
    static constexpr std::string_view plan =
        "plan pairs\n"
        "fact region text\n"
        "fact product text\n"
        "table rates\n"
        "  by region text, product text gives rate number\n"
        "  rows from \"rows.csv\"\n"
        "  otherwise gives 0\n"
        "outcome o = rates(region, product)\n";
    static constexpr std::string_view header = "region,product,rate\n";

    static std::string row(std::int64_t row) {
        return "R-" + std::to_string(row / 250) + ",P-" + std::to_string(row % 250) + "," +
               std::to_string(answer(row)) + "\n";
    }

    static meritum::Facts asked(std::int64_t row) {
        meritum::Facts facts("p" + std::to_string(row));
        facts.set("region", "R-" + std::to_string(row / 250))
            .set("product", "P-" + std::to_string(row % 250));
        return facts;
    }

    static std::int64_t answer(std::int64_t row) { return row % 97; }
};

template <class Table>
meritum::Plan plan_of(std::int64_t rows) {
    std::string file(Table::header);
    for (std::int64_t row = 0; row < rows; ++row) file += Table::row(row);
    auto compiled = meritum::Plan::compile(Table::plan, "plan.merit", [&](const std::string&) {
        return meritum::Resolved{file, {}};
    });
    if (!compiled) {
        std::cerr << compiled.diagnostics.to_string();
        std::exit(1);
    }
    return *compiled.plan;
}

/// A thousand rows from all of the table.
template <class Table>
std::vector<meritum::Facts> asked_of(std::int64_t rows) {
    std::vector<meritum::Facts> all;
    for (std::int64_t i = 0; i < 1'000; ++i) all.push_back(Table::asked(i * (rows / 1'000)));
    return all;
}

template <class Table>
bool answers(const meritum::Plan& plan, std::int64_t rows) {
    const auto results = plan.score_all(asked_of<Table>(rows));
    if (results.cards.size() != 1'000) return false;
    for (std::int64_t i = 0; i < 1'000; ++i) {
        const auto& value = results.cards[static_cast<std::size_t>(i)].outcome("o")->value;
        const meritum::Decimal expected(Table::answer(i * (rows / 1'000)));
        if (std::get<meritum::Decimal>(value) != expected) return false;
    }
    return true;
}

template <class Table>
void load(benchmark::State& state) {
    const auto rows = state.range(0);
    if (!answers<Table>(plan_of<Table>(rows), rows)) return state.SkipWithError("a wrong answer");
    for (auto _ : state) benchmark::DoNotOptimize(plan_of<Table>(rows));
    state.counters["per_row"] = benchmark::Counter(
        static_cast<double>(rows),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

template <class Table>
void look_up(benchmark::State& state) {
    const auto rows = state.range(0);
    const auto plan = plan_of<Table>(rows);
    if (!answers<Table>(plan, rows)) return state.SkipWithError("a wrong answer");
    const auto asked = asked_of<Table>(rows);
    for (auto _ : state) benchmark::DoNotOptimize(plan.score_all(asked));
    state.SetItemsProcessed(state.iterations() * 1'000);
}

void by_rows(benchmark::internal::Benchmark* bench) {
    bench->Arg(1'000)->Arg(10'000)->Arg(100'000);
}

BENCHMARK(load<Ranges>)->Name("load/text_and_range")->Apply(by_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(load<Pairs>)->Name("load/two_texts")->Apply(by_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(look_up<Ranges>)
    ->Name("look_up/text_and_range")
    ->Apply(by_rows)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(look_up<Pairs>)->Name("look_up/two_texts")->Apply(by_rows)->Unit(benchmark::kMicrosecond);

}  // namespace
