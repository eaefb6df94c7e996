// A thread with a stack of 1 MiB, as a Java host's has: whatever the limits (src/base/limits.hpp)
// allow is compiled, described, printed, scored, explained, archived and replayed on it, and what
// they refuse is refused in words. An overflow of the stack ends this program.
#include <algorithm>
#include <functional>

#include "base/limits.hpp"
#include "c/host.hpp"
#include "c/tables.hpp"

namespace meritum::c_tests {
namespace {

// Clang says by a feature what GCC says by a macro.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MERITUM_LARGE_FRAMES
#endif
#elif defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
#define MERITUM_LARGE_FRAMES
#endif

/// What Java gives its threads. Sanitizers and debuggers make frames several times as large.
#if defined(MERITUM_LARGE_FRAMES)
constexpr std::size_t java_stack = 6u << 20;
#else
constexpr std::size_t java_stack = 1u << 20;
#endif

std::string repeated(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

void score_quickly(const Made<meritum_plan>& plan) {
    Made<meritum_record> record;
    Wrong wrong;
    if (meritum_record_new(plan.get(), nullptr, 0, record.place(), wrong.place()) == MERITUM_OK)
        (void)meritum_record_score(record.get(), wrong.place());
}

/// All that can be asked of a card.
void read_card(const Made<meritum_plan>& plan, const Made<meritum_card>& card) {
    for (const auto output : {MERITUM_TEXT, MERITUM_MARKDOWN, MERITUM_JSON}) {
        EXPECT_FALSE(explained(card, output).empty());
        EXPECT_FALSE(explained(card, output, "zh").empty());
    }
    const auto archive = explained(card, MERITUM_ARCHIVE);
    std::int32_t identical = 0;
    Text report;
    Wrong wrong;
    expect(meritum_plan_replay(plan.get(), archive.data(), archive.size(), MERITUM_JSON, &identical,
                               report.place(), wrong.place()),
           MERITUM_OK, wrong);
    EXPECT_EQ(identical, 1) << words_of(report);
}

/// All that can be done with a plan and facts; whether it is a plan.
bool digest(const std::string& text, const std::string& facts = R"({"n": 7, "x": 3})") {
    Made<meritum_plan> plan;
    Text diagnostics, made;
    Wrong wrong;
    for (const char* lang : {"", "en", "zh"}) {
        (void)meritum_format(text.data(), text.size(), lang, MERITUM_TO_NUL, nullptr, made.place(),
                             wrong.place());
    }
    const auto status = meritum_plan_compile(text.data(), text.size(), nullptr, plan.place(),
                                             diagnostics.place(), wrong.place());
    EXPECT_FALSE(words_of(diagnostics).empty());
    if (status != MERITUM_OK) {
        EXPECT_EQ(status, MERITUM_WRONG_PLAN) << wrong.words();
        EXPECT_FALSE(wrong.words().empty());
        return false;
    }
    for (const auto output : {MERITUM_TEXT, MERITUM_JSON, MERITUM_SCHEMA}) {
        expect(meritum_plan_describe(plan.get(), output, "zh", 2, made.place(), wrong.place()),
               MERITUM_OK, wrong);
    }
    for (const auto output : {MERITUM_JSON, MERITUM_CSV, MERITUM_ARCHIVE, MERITUM_TEXT}) {
        expect(meritum_plan_score_json(plan.get(), facts.data(), facts.size(), nullptr, output,
                                       made.place(), wrong.place()),
               MERITUM_OK, wrong);
    }
    read_card(plan, card_of(plan, facts));
    score_quickly(plan);
    return true;
}

/// On a small stack: a plan, or none.
void expect_plan(const std::string& text, bool is_plan = true) {
    on_stack(java_stack, [&] { EXPECT_EQ(digest(text), is_plan) << text.substr(0, 200); });
}

const std::string head = "plan p\n  languages en, zh\nfact n count 0 .. 9\nfact x number 0 .. 9\n";

TEST(SmallStack, HoldsTheDeepestParentheses) {
    const auto nested = [](std::size_t levels) {
        return head + "outcome o = " + repeated("(1 + ", levels) + "n" + repeated(")", levels) +
               "\n";
    };
    expect_plan(nested(limits::nesting));
    expect_plan(nested(limits::nesting + 1), false);
    expect_plan(nested(5'000), false);
    const auto tables = [](std::size_t levels) {
        return head + "outcome o = " + repeated("(by (1 + ", levels) + "n" +
               repeated(") from 1 2)", levels) + "\n";
    };
    expect_plan(tables(limits::nesting / 3));
    expect_plan(tables(10'000), false);
}

struct Chain {
    std::string before, link, end, after;

    std::string of(std::size_t links) const {
        return head + before + repeated(link, links) + end + after;
    }
};

const std::vector<Chain> chains = {
    {"outcome o = ", "n + ", "n", "\n"},
    {"outcome o = n", " - 1", "", "\n"},
    {"outcome o = ", "- ", "n", "\n"},
    {"outcome o = n", " * 1", "", "\n"},
    {"outcome o = 0 when ", "not ", "n > 1", ", else 1\n"},
    {"outcome o = n", " at most 5", "", "\n"},
    {"outcome o = x", " round 0.1", "", "\n"},
    {"fact q number 0 .. 9 optional\noutcome o = ", "q else ", "0", "\n"},
};

bool is_plan(const std::string& text) {
    Made<meritum_plan> plan;
    return meritum_plan_compile(text.data(), text.size(), nullptr, plan.place(), nullptr,
                                nullptr) == MERITUM_OK;
}

TEST(SmallStack, HoldsTheDeepestTrees) {
    for (const auto& chain : chains) {
        std::size_t most = limits::tree_depth;
        while (most > 0 && !is_plan(chain.of(most))) --most;
        EXPECT_GT(most, limits::tree_depth - 10) << chain.link;
        expect_plan(chain.of(most));
        expect_plan(chain.of(1'500), false);
    }
}

/// Definitions that hang on each other: `text` makes each of one number.
std::string linked(std::size_t links, const std::function<std::string(std::size_t)>& text) {
    std::string all;
    for (std::size_t i = 1; i <= links; ++i) all += text(i);
    return all;
}

std::string let_named(std::size_t i, const std::string& deep) {
    return "let a" + std::to_string(i) + " = (a" + std::to_string(i - 1) + deep + ") at most 9\n";
}

/// Each let reads the one before at the bottom of a tree; together as deep as limits allow.
TEST(SmallStack, HoldsTheLongestChainsOfLets) {
    constexpr std::size_t links = limits::definition_chain - 1;
    const auto chain = [](std::size_t count, const std::string& deep) {
        return head + "let a0 = n\n" +
               linked(count, [&](std::size_t i) { return let_named(i, deep); }) + "outcome o = a" +
               std::to_string(count) + "\n";
    };
    expect_plan(chain(links, " + 1"));
    expect_plan(chain(2, repeated(" + 1 - 1", limits::tree_depth / 2 - 5)));
    for (const auto& deep :
         {repeated(" + 1 - 1", limits::tree_depth / 2 - 5), repeated(" at most 5", 100)}) {
        expect_plan(chain(links, deep), false);
    }
}

/// What is read before it is declared is worked out inside of what reads it.
TEST(SmallStack, HoldsTheLongestChainsOfRulesAndOutcomes) {
    const auto outcome = [](std::size_t i, const std::string& deep) {
        return "outcome a" + std::to_string(i) + " = a" + std::to_string(i + 1) + deep + "\n";
    };
    const auto rule = [](std::size_t i, const std::string& deep) {
        return "bonus a" + std::to_string(i) + "\n  when a" + std::to_string(i + 1) +
               " > 1\n  give (a" + std::to_string(i + 1) + deep + ") at most 9\n";
    };
    const auto deep = repeated(" + 1 - 1", limits::tree_depth / 2 - 5);
    constexpr std::size_t many = limits::definitions_at_once - 2;
    const auto last = std::to_string(many + 1);
    const auto outcomes = [&](const std::string& end) {
        return head + linked(many, [&](std::size_t i) { return outcome(i, end); }) + "outcome a" +
               last + " = n\n";
    };
    expect_plan(outcomes(""));
    expect_plan(outcomes(deep), false);
    const auto rules = [&](std::size_t count, const std::string& end) {
        return head + "score\n" + linked(count, [&](std::size_t i) { return rule(i, end); }) +
               "bonus a" + std::to_string(count + 1) + "\n  give n\n";
    };
    expect_plan(rules(90, " + 1"));
    expect_plan(rules(many, deep), false);
}

TEST(SmallStack, HoldsCategoriesInsideEachOther) {
    const auto nested = [](std::size_t levels) {
        return head + "score\ncategory c0\n" +
               linked(levels,
                      [](std::size_t i) {
                          return "category c" + std::to_string(i) + " in c" +
                                 std::to_string(i - 1) + "\n";
                      }) +
               "bonus b in c" + std::to_string(levels) + "\n  give n\n";
    };
    expect_plan(nested(limits::definitions_at_once - 8));
    expect_plan(nested(limits::statements - 100), false);
}

TEST(SmallStack, HoldsTheLargestPlans) {
    std::string rules = head + "score\n";
    for (std::size_t i = 0; i < 2'000; ++i) {
        rules += "bonus b" + std::to_string(i) + "\n  when n > " + std::to_string(i % 9) +
                 "\n  give x\n";
    }
    expect_plan(rules);
    std::string tiers = head + "outcome o = by n\n";
    for (std::size_t i = 0; i < 9; ++i)
        tiers += "  from " + std::to_string(i) + "  " + std::to_string(i) + "\n";
    expect_plan(tiers + "  otherwise 0\n");
    expect_plan(head + "outcome o = 1 when n > 0" + repeated(" and n > 0", 1'500) + ", else 0\n");
    expect_plan("plan p\n" + repeated("bonsu b\n", limits::diagnostics * 2), false);
    expect_plan(head + repeated("# a long story\n", 100'000) + "outcome o = n\n");
}

TEST(SmallStack, HoldsDocumentsThatAreTooDeep) {
    on_stack(java_stack, [] {
        const auto plan = compiled(head + "outcome o = n\n");
        for (const std::size_t levels : {std::size_t{20}, std::size_t{1'000'000}}) {
            for (const std::string open : {"[", "{\"n\":"}) {
                const auto json = repeated(open, levels);
                Text made;
                Wrong wrong;
                EXPECT_NE(meritum_plan_score_json(plan.get(), json.data(), json.size(), nullptr,
                                                  MERITUM_JSON, made.place(), wrong.place()),
                          MERITUM_OK);
                EXPECT_TRUE(wrong.is_there());
                EXPECT_NE(meritum_plan_replay(plan.get(), json.data(), json.size(), MERITUM_JSON,
                                              nullptr, made.place(), wrong.place()),
                          MERITUM_OK);
            }
        }
    });
}

TEST(SmallStack, RunsSuitesAndTables) {
    on_stack(java_stack, [] {
        std::int32_t passed = 0;
        Text made;
        Wrong wrong;
        meritum_suite_options options = {};
        options.size = sizeof options;
        options.jobs = 1;  // on this thread
        expect(meritum_suite_run("examples", MERITUM_TO_NUL, &options, MERITUM_TEXT, &passed,
                                 made.place(), wrong.place()),
               MERITUM_OK, wrong);
        EXPECT_EQ(passed, 1) << words_of(made);
        auto table = sales_of(50'000);
        Made<meritum_scores> scores;
        expect(meritum_plan_score_table(loaded(first_plan).get(), &table, nullptr, 0, nullptr,
                                        scores.place(), wrong.place()),
               MERITUM_OK, wrong);
    });
}

}  // namespace
}  // namespace meritum::c_tests
