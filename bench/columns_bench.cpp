// The workload in columns: 22, 202 and 2,002 rules by score_table on one thread and two, and the
// bare loops. Every run of ours is followed by one of H on the same rows; `x_H` is the quickest of
// ours divided by the quickest of H. Answers are compared with the oracle before anything is timed.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>

#include "measure/alternate.hpp"
#include "measure/bare.hpp"
#include "measure/ours.hpp"

namespace meritum::bench {
namespace {

constexpr std::size_t everybody = 1'000'000;

const Quarter& quarter() {
    static const Quarter made(everybody);
    return made;
}

Doubles& doubles() {
    static Doubles made(quarter());
    return made;
}

/// How many are scored with so many copies of the rules: enough to leave the caches, and no more
/// than the oracle has time for.
std::size_t people_for(std::int64_t copies) {
    return copies == 1 ? everybody : copies == 13 ? 100'000 : 20'000;
}

/// Times `run` and in turn H on as many threads.
void beside_H(benchmark::State& state, std::size_t people, std::int64_t copies, unsigned threads,
              const std::function<void()>& run) {
    double best = std::numeric_limits<double>::max();
    double best_H = best;
    const auto time = threads == 1 ? Time::of_this_thread : Time::of_the_wall;
    const auto H = [&] { doubles().run(bare_doubles_native, people, copies, threads); };
    run();
    H();
    for (auto _ : state) {
        const double taken = seconds_of(run, time);
        state.SetIterationTime(taken);
        best = std::min(best, taken);
        best_H = std::min(best_H, seconds_of(H, time));
    }
    const auto count = static_cast<double>(people);
    state.counters["best_ns"] = best * 1e9 / count;
    state.counters["H_ns"] = best_H * 1e9 / count;
    state.counters["x_H"] = best / best_H;
}

void ours(benchmark::State& state, Ranks ranks) {
    const auto copies = state.range(0);
    const auto threads = static_cast<unsigned>(state.range(1));
    const auto people = people_for(copies);
    Ours ours(quarter(), plan_text(copies, ranks), people, threads);
    const auto& right = answers(quarter(), people, copies);
    const auto results = ours.results();
    if (const auto count = wrong(results, right); count > 0)
        return state.SkipWithError((std::to_string(count) + " wrong answers").c_str());
    if (ranks == Ranks::yes && wrong_places(results, places(quarter(), right)) > 0)
        return state.SkipWithError("wrong places");
    beside_H(state, people, copies, threads, [&] { ours.run(); });
    state.counters["wrong"] = 0;
}

void in_doubles(benchmark::State& state) {
    const auto copies = state.range(0);
    const auto threads = static_cast<unsigned>(state.range(1));
    const auto people = people_for(copies);
    const auto run = [&] { doubles().run(bare_doubles_native, people, copies, threads); };
    run();
    const auto count = static_cast<double>(doubles().wrong(answers(quarter(), people, copies)));
    beside_H(state, people, copies, threads, run);
    state.counters["wrong"] = count;
}

void in_simd(benchmark::State& state) {
    doubles().run_simd();
    const auto count = static_cast<double>(doubles().wrong(answers(quarter(), everybody, 1)));
    beside_H(state, everybody, 1, 1, [] { doubles().run_simd(); });
    state.counters["wrong"] = count;
}

void narrow(benchmark::State& state) {
    const auto copies = state.range(0);
    const auto threads = static_cast<unsigned>(state.range(1));
    const auto people = people_for(copies);
    Narrow loop(quarter());
    const auto run = [&] { loop.run(people, copies, threads); };
    run();
    if (loop.wrong(answers(quarter(), people, copies)) > 0)
        return state.SkipWithError("wrong answers");
    beside_H(state, people, copies, threads, run);
    state.counters["wrong"] = 0;
}

void ranks_alone(benchmark::State& state) {
    Narrow loop(quarter());
    loop.run(everybody, 1);
    loop.rank();
    if (loop.wrong_places(places(quarter(), answers(quarter(), everybody, 1))) > 0)
        return state.SkipWithError("wrong places");
    beside_H(state, everybody, 1, 1, [&] { loop.rank(); });
}

void memory(benchmark::State& state) {
    Ours ours(quarter(), plan_text(1), everybody);
    Memory memory(quarter().bytes(everybody), ours.bytes());
    beside_H(state, everybody, 1, 1, [&] { memory.run(); });
    benchmark::DoNotOptimize(memory.sum());
}

void sizes(benchmark::internal::Benchmark* bench) {
    bench->ArgsProduct({{1, 13, 133}, {1, 2}})
        ->ArgNames({"copies", "threads"})
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

void one_size(benchmark::internal::Benchmark* bench) {
    bench->UseManualTime()->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(ours, results, Ranks::no)->Name("columns/meritum")->Apply(sizes);
BENCHMARK_CAPTURE(ours, ranked, Ranks::yes)
    ->Name("columns/meritum_with_ranks")
    ->Args({1, 1})
    ->ArgNames({"copies", "threads"})
    ->Apply(one_size);
BENCHMARK(in_doubles)->Name("columns/bare_H")->Apply(sizes);
BENCHMARK(narrow)->Name("columns/bare_exact_narrow")->Apply(sizes);
BENCHMARK(in_simd)->Name("columns/bare_doubles_simd")->Apply(one_size);
BENCHMARK(ranks_alone)->Name("columns/bare_ranks_alone")->Apply(one_size);
BENCHMARK(memory)->Name("columns/memory_floor")->Apply(one_size);

}  // namespace
}  // namespace meritum::bench
