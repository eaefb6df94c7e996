// The engine against the reference evaluator on generated plans and facts. MERITUM_GENERATED=n:
// that many seeds (10,000 if not said), from 0 or MERITUM_FIRST on; MERITUM_SEED=s: that one only,
// and its plan is shown first, for an engine that aborts shows nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "agreement/trial.hpp"

namespace meritum::agreement {
namespace {

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text && *text ? std::strtoull(text, nullptr, 10) : otherwise;
}

thread_local volatile std::sig_atomic_t current_seed = 0;

/// The engine aborts on a broken invariant: then at least the seed is told.
void tell_seed(int signal) {
    std::fprintf(stderr, "\nwhile trying MERITUM_SEED=%ld\n", static_cast<long>(current_seed));
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void print(const Tally& tally) {
    std::printf(
        "%zu plans, %zu accepted, %zu refused for a mistake made on purpose, %zu for others\n",
        tally.plans, tally.accepted, tally.mistaken, tally.plans - tally.accepted - tally.mistaken);
    std::printf(
        "%zu cards compared, %zu of them unlike their neighbour, %zu explained; %zu populations "
        "with a wrong fact\n",
        tally.cards, tally.differing_cards, tally.explained, tally.spoiled);
    std::printf("%zu times one participant alone, %zu of them as a record; %zu tables of Arrow\n",
                tally.alone, tally.short_way, tally.arrowed);
    for (const auto& [name, count] : tally.refusals)
        std::printf("  refused: %s %zu\n", name.c_str(), count);
    std::printf("\nused by accepted plans:\n%s", tally.coverage.table().c_str());
}

TEST(Agreement, GeneratedPlansScoreAsTheReferenceSays) {
    const bool one = std::getenv("MERITUM_SEED") != nullptr;
    const std::uint64_t first = one ? number_of("MERITUM_SEED", 0) : number_of("MERITUM_FIRST", 0);
    const std::uint64_t count = one ? 1 : number_of("MERITUM_GENERATED", 10000);
    std::signal(SIGABRT, tell_seed);
    std::signal(SIGSEGV, tell_seed);
    if (one) std::puts(generate_plan(first).text.c_str());
    std::fflush(stdout);
    const auto threads = std::max<std::uint64_t>(
        1, std::min<std::uint64_t>(count, std::thread::hardware_concurrency()));
    Tally tally;
    std::mutex mutex;  // of what follows and of the tally
    int failures = 0;
    std::string failed;
    const auto try_each = [&](std::uint64_t offset) {
        Tally own;
        for (std::uint64_t seed = first + offset; seed < first + count; seed += threads) {
            current_seed = static_cast<std::sig_atomic_t>(seed);
            const std::string wrong = Trial(seed, own).run();
            if (wrong.empty()) continue;
            const std::lock_guard lock(mutex);
            if (++failures <= 3) ADD_FAILURE() << wrong;
            const std::string words = wrong.substr(0, wrong.find("\n\n--- plan ---"));
            if (failures <= 500) failed += "\n" + words.substr(0, 400);
        }
        const std::lock_guard lock(mutex);
        tally.add(own);
    };
    std::vector<std::thread> running;
    for (std::uint64_t i = 0; i < threads; ++i) running.emplace_back(try_each, i);
    for (auto& thread : running) thread.join();
    EXPECT_EQ(failures, 0) << failed;
    if (one) return;
    print(tally);
    EXPECT_EQ(tally.texts.size(), tally.plans) << "every plan must be another one";
    EXPECT_GE(tally.accepted * 3, tally.plans) << "at least a third must be accepted";
    EXPECT_GE(tally.short_way * 10, tally.alone) << "records must be tried, too";
    EXPECT_GE(tally.arrowed * 2, tally.accepted) << "tables of Arrow must be tried, too";
    if (count < 10000) return;
    for (const auto& missing : tally.coverage.missing())
        ADD_FAILURE() << "never used by an accepted plan: " << missing;
}

}  // namespace
}  // namespace meritum::agreement
