// Input that nobody writes by accident: garbage, deep nesting on small stacks, words in any order.
#include <gtest/gtest.h>
#include <pthread.h>

#include <functional>
#include <random>

#include "base/limits.hpp"
#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

std::string repeated(const std::string& text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

/// Reads, prints and reads again; whatever it was, the second reading finds nothing wrong.
void digest(const std::string& text) {
    const Read plan = read(text);
    (void)plan.diagnostics.to_string();
    const std::string printed = in_tongue(plan.document, "zh");
    const Read again = read(printed);
    EXPECT_EQ(again.diagnostics.items.size(), 0u) << again.diagnostics.to_string();
    EXPECT_TRUE(ast::same_tree(plan.document, again.document));
}

TEST(Hostile, AMebibyteOfRandomBytes) {
    std::mt19937 random(7);
    std::string text;
    for (std::size_t i = 0; i < (1u << 20); ++i) text += static_cast<char>(random() & 0xFF);
    digest(text);
}

TEST(Hostile, AMebibyteOfPrintableGarbage) {
    std::mt19937 random(8);
    std::string text;
    for (std::size_t i = 0; i < (1u << 20); ++i) {
        text += random() % 40 == 0 ? '\n' : static_cast<char>(32 + random() % 95);
    }
    digest(text);
}

TEST(Hostile, WordsOfTheLanguageInAnyOrder) {
    const std::vector<std::string> words{"let",       "by",       "from",
                                         "per",       "full",     "of",
                                         "above",     "below",    "at",
                                         "most",      "least",    "round",
                                         "when",      "else",     "and",
                                         "or",        "not",      "(",
                                         ")",         ",",        "1",
                                         "2%",        "x",        "y",
                                         ".",         "..",       "+",
                                         "-",         "*",        "/",
                                         "=",         "<",        "fact",
                                         "plan",      "bonus",    "in",
                                         "give",      "take",     "for",
                                         "each",      "known",    "rank",
                                         "within",    "previous", "quarter",
                                         "\"t\"",     "|",        "每",
                                         "的",        "按",       "加",
                                         "当",        "\n",       "\n  ",
                                         "\n    ",    "let a =",  "rule r\n  give",
                                         "grade",     "by grade", "score",
                                         "count",     "default",  "optional",
                                         "# c",       "`q`",      "5 CNY",
                                         "2026-07-01"};
    std::mt19937 random(9);
    for (int plan = 0; plan < 200; ++plan) {
        std::string text;
        for (int i = 0; i < 400; ++i) text += words[random() % words.size()] + " ";
        digest(text);
    }
}

TEST(Hostile, EveryBeginningOfAPlanIsReadOrRefused) {
    const std::string text =
        "bonus b \"l\" in c\n  when (a + 1) per full 2% of x above 3 > 1 and `q` known\n"
        "  give by x\n    from 1 2  # c\n  because \"{x} y\"\n";
    for (std::size_t i = 0; i <= text.size(); ++i) digest(text.substr(0, i));
}

/// Runs on a stack of its own size.
void on_stack(std::size_t bytes, std::function<void()> work) {
    pthread_attr_t attributes;
    ASSERT_EQ(pthread_attr_init(&attributes), 0);
    ASSERT_EQ(pthread_attr_setstacksize(&attributes, bytes), 0);
    pthread_t thread;
    const auto run = [](void* data) -> void* {
        (*static_cast<std::function<void()>*>(data))();
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, run, &work), 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

/// The deepest trees that are allowed, and trees that are far too deep.
void each_deep_plan(const std::function<void(const std::string&)>& digest) {
    const std::size_t n = limits::nesting;
    digest("let a = " + repeated("(", n) + "1" + repeated(")", n));
    digest("let a = " + repeated("(1 + by (", n / 3) + "x" + repeated(") from 1 2)", n / 3));
    digest("let a = " + repeated("(", 10'000));
    for (const std::string word :
         {"by ", "not ", "- ", "x + ", "x else ", "1 per ", "x at most "}) {
        digest("let a = " + repeated(word, limits::tree_depth - 2) + "x");
        digest("let a = " + repeated(word, 1'500) + "x");
    }
}

TEST(Hostile, DeepPlansFitAThreadOfOneMebibyte) {
    on_stack(1u << 20, [] { each_deep_plan(digest); });
}

// Clang says by a feature what GCC says by a macro.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MERITUM_LARGE_FRAMES
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define MERITUM_LARGE_FRAMES
#endif

#if defined(__OPTIMIZE__) && !defined(MERITUM_LARGE_FRAMES)
// Reading only: a formatter runs on stacks of ordinary size.
TEST(Hostile, DeepPlansAreReadOn128KibibytesWhenOptimised) {
    on_stack(128u << 10, [] { each_deep_plan([](const std::string& text) { (void)read(text); }); });
}
#endif

}  // namespace

}  // namespace meritum::syntax
