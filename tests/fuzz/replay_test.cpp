// Every target on its seeds, on texts made to break readers, and on seeds that were changed: what
// libFuzzer begins with, in the ordinary build. A crash is a failure, and leaves its text in
// fuzz-crash.txt; so is a text that takes long. MERITUM_FUZZ_SECONDS=n: changed seeds for so long.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>

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

/// The text at hand, to be looked at where it crashed: written by the handler below.
std::string last;

void keep_text(int signal) {
    if (FILE* file = std::fopen("fuzz-crash.txt", "wb")) {
        std::fwrite(last.data(), 1, last.size(), file);
        std::fclose(file);
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

class Replayed : public testing::TestWithParam<Target> {
protected:
    void SetUp() override {
        std::signal(SIGABRT, keep_text);
        std::signal(SIGSEGV, keep_text);
    }
};

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

/// Cuts, repeats, exchanges and spoils pieces of seeds, and puts words of the language between.
class Changes {
public:
    explicit Changes(const std::vector<Seed>& seeds) : seeds_(seeds) {
        for (const auto& word : words_of_phrases()) words_.push_back(" " + word + " ");
    }

    std::string next() {
        std::string text = pick(seeds_).text;
        for (std::size_t i = 1 + below(4); i > 0; --i) change(text);
        return text;
    }

private:
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : draw_() % limit; }

    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }

    std::string piece(const std::string& text) {
        const std::size_t at = below(text.size());
        return text.substr(at, 1 + below(60));
    }

    void change(std::string& text) {
        const std::size_t at = below(text.size() + 1);
        switch (below(7)) {
            case 0: text.resize(at); break;
            case 1: text.erase(at, 1 + below(20)); break;
            case 2: text.insert(at, piece(pick(seeds_).text)); break;
            case 3: text.insert(at, pick(words_)); break;
            case 4: text.replace(at, std::min(text.size() - at, below(20)), pick(words_)); break;
            case 5:
                if (at < text.size()) text[at] = static_cast<char>(draw_());
                break;
            default: {
                const std::string again = piece(text);
                for (std::size_t i = 1 + below(30); i > 0; --i) text.insert(at, again);
            }
        }
    }

    const std::vector<Seed>& seeds_;
    std::vector<std::string> words_;
    std::mt19937_64 draw_{1};
};

/// MERITUM_FUZZ_SECONDS: so long; 200 texts if not said.
TEST_P(Replayed, TakesChangedSeeds) {
    const char* told = std::getenv("MERITUM_FUZZ_SECONDS");
    const std::chrono::seconds time{told != nullptr ? std::atoi(told) : 0};
    const auto seeds = seeds_of(GetParam().name);
    ASSERT_FALSE(seeds.empty());
    Changes changes(seeds);
    const auto began = std::chrono::steady_clock::now();
    std::size_t texts = 0;
    while (texts < 200 || std::chrono::steady_clock::now() - began < time) {
        const Seed seed{"changed text " + std::to_string(++texts), changes.next()};
        last = seed.text;
        run(GetParam(), seed);
    }
    if (told != nullptr) std::printf("%zu texts\n", texts);
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replayed, testing::ValuesIn(targets()),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace meritum::fuzz
