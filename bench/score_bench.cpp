// How long it takes to compile a plan and to score a population with it. Names are executor,
// workload, size. Every bench works out the answer by itself and checks it before anything is
// timed.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/meritum.hpp"

namespace {

/// A quotient with whole steps, tiers over a list, caps and a product.
constexpr std::string_view retail = R"(plan retail
  currency CNY

fact sales money 0 .. 1_000_000_000
fact target money 1 .. 1_000_000_000
fact complaints count 0 .. 100
fact contracts list of
  amount money 0 .. 1_000_000_000

score
  start 100

bonus over_achievement
  when sales > target
  give 1 per full 1% of sales / target above 100%
  at most 20

bonus big_contract
  for each contract in contracts
  give by contract.amount
    from 100_000 2
    from 500_000 5
  at most 15

deduction complaint
  take 2 * complaints
)";

struct Person {
    std::int64_t sales = 0;
    std::int64_t target = 0;
    std::int64_t complaints = 0;
    std::vector<std::int64_t> contracts;

    /// The plan in plain arithmetic.
    std::int64_t score() const {
        const std::int64_t above = sales > target ? (sales - target) * 100 / target : 0;
        std::int64_t big = 0;
        for (const std::int64_t amount : contracts)
            big += amount >= 500'000 ? 5 : amount >= 100'000 ? 2 : 0;
        return 100 + std::min<std::int64_t>(above, 20) + std::min<std::int64_t>(big, 15) -
               2 * complaints;
    }
};

std::vector<Person> make_people(std::int64_t count) {
    std::vector<Person> people;
    std::uint64_t state = 1;  // a fixed sequence, the same everywhere
    const auto draw = [&state](std::uint64_t below) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::int64_t>((state >> 33) % below);
    };
    for (std::int64_t i = 0; i < count; ++i) {
        Person person{draw(2'000'000), 1 + draw(1'500'000), draw(6), {}};
        for (std::int64_t left = draw(5); left > 0; --left)
            person.contracts.push_back(draw(800'000));
        people.push_back(std::move(person));
    }
    return people;
}

std::vector<meritum::Facts> to_facts(const std::vector<Person>& people) {
    std::vector<meritum::Facts> all;
    for (const Person& person : people) {
        meritum::Facts facts("p" + std::to_string(all.size()));
        facts.set("sales", person.sales)
            .set("target", person.target)
            .set("complaints", person.complaints);
        facts.add_list("contracts");
        for (const std::int64_t amount : person.contracts)
            facts.add("contracts", {{"amount", amount}});
        all.push_back(std::move(facts));
    }
    return all;
}

meritum::Plan compile_retail() {
    auto compiled = meritum::Plan::compile(retail, "retail.merit");
    if (!compiled) {
        std::cerr << compiled.diagnostics.to_string();
        std::exit(1);
    }
    return *compiled.plan;
}

void compile(benchmark::State& state) {
    compile_retail();
    for (auto _ : state) benchmark::DoNotOptimize(meritum::Plan::compile(retail, "retail.merit"));
}
BENCHMARK(compile)->Name("compile/retail")->Unit(benchmark::kMicrosecond);

void score_all(benchmark::State& state, meritum::Keep keep) {
    const meritum::Plan plan = compile_retail();
    const std::vector<Person> people = make_people(state.range(0));
    const std::vector<meritum::Facts> facts = to_facts(people);
    meritum::ScoreOptions options;
    options.keep = keep;

    const meritum::Results results = plan.score_all(facts, options);
    if (results.cards.size() != people.size())
        return state.SkipWithError("not everyone was scored");
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (results.cards[i].score() != meritum::Decimal(people[i].score())) {
            return state.SkipWithError(("wrong score of " + results.cards[i].id()).c_str());
        }
    }
    for (auto _ : state) benchmark::DoNotOptimize(plan.score_all(facts, options));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK_CAPTURE(score_all, retail_results, meritum::Keep::results)
    ->Arg(1)
    ->Arg(1'000)
    ->Arg(100'000);
BENCHMARK_CAPTURE(score_all, retail_lines, meritum::Keep::lines)->Arg(1)->Arg(1'000)->Arg(100'000);

}  // namespace
