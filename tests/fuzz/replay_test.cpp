// Every target on its seeds, on texts made to break readers, and on the seeds cut off and with a
// byte changed: what libFuzzer begins with, in the ordinary build. A crash is a failure; so is a
// text that takes long.
#include <gtest/gtest.h>

#include <chrono>

#include "fuzz/targets.hpp"

namespace meritum::fuzz {
namespace {

/// Far more than any takes, in any build on a busy machine.
constexpr std::chrono::seconds long_time{60};

void run(const Target& target, const Seed& seed) {
    const auto began = std::chrono::steady_clock::now();
    target.run(seed.text);
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_LT(took, long_time) << target.name << ": " << seed.name;
}

class Replayed : public testing::TestWithParam<Target> {};

TEST_P(Replayed, TakesItsSeeds) {
    const auto seeds = seeds_of(GetParam().name);
    EXPECT_GE(seeds.size(), 2U) << "an example has moved";
    for (const auto& seed : seeds) run(GetParam(), seed);
}

TEST_P(Replayed, TakesNastyTexts) {
    const auto texts = nasty_texts();
    EXPECT_GE(texts.size(), 40U);
    for (const auto& text : texts) run(GetParam(), text);
}

/// One seed is enough: what is cut and changed is another one every time.
TEST_P(Replayed, TakesSeedsCutOffAndChanged) {
    const auto seeds = seeds_of(GetParam().name);
    ASSERT_FALSE(seeds.empty());
    const auto& seed = seeds.front();
    for (int i = 1; i <= 40; ++i) {
        const std::size_t at = seed.text.size() * static_cast<std::size_t>(i) / 41;
        run(GetParam(), {seed.name + " cut", seed.text.substr(0, at)});
        auto changed = seed.text;
        changed[at] = static_cast<char>(changed[at] ^ (1 << (i % 8)));
        run(GetParam(), {seed.name + " changed", changed});
    }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replayed, testing::ValuesIn(targets()),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace meritum::fuzz
