// The generator: the same text for the same seed everywhere, different texts for different seeds,
// both tongues.
#include "agreement/generator.hpp"

#include <gtest/gtest.h>

#include <set>

namespace meritum::agreement {
namespace {

TEST(Generator, WritesTheSameTextForASeedOnEveryCompiler) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        for (const char c : generate_plan(seed).text) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
    }
    // Changes whenever the generator does: then write the new value here, after a run with both
    // compilers.
    EXPECT_EQ(hash, 4834290588394886334ULL);
}

TEST(Generator, WritesADifferentPlanForEverySeed) {
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 10000; ++seed) seen.insert(generate_plan(seed).text);
    EXPECT_EQ(seen.size(), 10000U);
}

TEST(Generator, SpeaksBothTongues) {
    std::size_t english = 0;
    std::size_t chinese = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const std::string text = generate_plan(seed).text;
        english += text.find("\nfact ") != std::string::npos ? 1U : 0U;
        chinese += text.find("\n事实 ") != std::string::npos ? 1U : 0U;
    }
    EXPECT_GT(english, 60U);
    EXPECT_GT(chinese, 60U);
}

}  // namespace
}  // namespace meritum::agreement
