// From text to plan through the public functions: diagnostics as values, the one exception, forms
// and prints of a plan. Knows only include/meritum.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

TEST(Compile, ABadPlanGetsAllItsDiagnostics) {
    const auto compiled =
        Plan::compile("plan p\nbonus a\n  give nothing_known\nbonus b\n  take 1\n", "p.merit");
    EXPECT_FALSE(compiled);
    EXPECT_GE(compiled.diagnostics.items.size(), 2U);
    const auto text = compiled.diagnostics.to_string();
    EXPECT_NE(text.find("p.merit:3:8"), std::string::npos) << text;
    EXPECT_NE(text.find("p.merit:5:3"), std::string::npos) << text;
}

TEST(Compile, LoadThrowsWithTheDiagnostics) {
    EXPECT_THROW(Plan::load("no/such/plan.merit"), Error);
    EXPECT_THROW(Plan::load("."), Error);
    const auto file = std::filesystem::temp_directory_path() / "meritum_compile_test.merit";
    std::ofstream(file) << "plan p\nbonus a\n";
    try {
        Plan::load(file);
        FAIL() << "a rule without an amount was taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.diagnostics().items.size(), 1U);
        EXPECT_NE(std::string(error.what()).find("give"), std::string::npos);
    }
    std::filesystem::remove(file);
}

TEST(Compile, HostileTextsEndInDiagnostics) {
    for (const std::string& text :
         {std::string(), std::string(100'000, '('), std::string(100'000, '\0'),
          std::string("\xff\xfe\xfd"), "plan p\nlet a = " + std::string(60'000, '-') + "1\n",
          std::string("plan p\nlet x = y\nlet y = x\n")}) {
        EXPECT_FALSE(Plan::compile(text)) << text.substr(0, 40);
    }
}

/// Beginnings that cannot be read, before statements that can.
TEST(Compile, AFirstLineThatCannotBeReadIsOneProblem) {
    for (const std::string first : {"plan \"Title\"", "plna p", "plan", "plan p \"P", "x"}) {
        const auto compiled =
            Plan::compile(first + "\n  cycle month\n  currency CNY\nfact m money\n" +
                          "outcome n = m previous month else 0\n");
        EXPECT_FALSE(compiled) << first;
        for (const auto& item : compiled.diagnostics.items) {
            EXPECT_LE(item.primary.begin.line, 3U) << first << ": " << item.message;
        }
    }
}

/// What one slip takes away does not seem to be missing elsewhere.
TEST(Compile, OneSlipIsOneMessage) {
    const std::string facts =
        "plan p\n  currency EUR\nfact review number 0 .. 10 optional\nfact missed count\n"
        "fact shifts count\nfact salary money\nfact trips list of\n  hours number 0 .. 24\n";
    for (const std::string slip :
         {"bonus b\n  when review knwn\n  give review\n",
          "bonus b\n  for eahc trip in trips\n  give 3, 2 in turn\n",
          "bonus b\n  for each trip in trips where trip.hours over 3\n  give trip.hours\n",
          "score:\n  points round 0.1\nbonus b\n  give 1 per 3 of missed\n",
          "grade\n  A frm 90\n  B from 0\noutcome pay by grade A 1 B 2\n",
          "let absence = missed / shifts\nbonus a\n  give absence round 1\nbonus b\n  give "
          "absence round 1\nbonus c\n  give 2 * absence round 1\n"}) {
        const auto compiled = Plan::compile(facts + slip);
        EXPECT_EQ(compiled.diagnostics.items.size(), 1U)
            << slip << compiled.diagnostics.to_string();
    }
    const auto currency = Plan::compile(
        "plan p\n  currency eur\nfact a money\nfact b money 0 .. 5\nbonus c\n  when a > b + 5 EUR\n"
        "  give 1\n");
    EXPECT_EQ(currency.diagnostics.items.size(), 1U) << currency.diagnostics.to_string();
}

std::string codes_of(const std::string& text) {
    std::string codes;
    for (const auto& item : Plan::compile(text).diagnostics.items) {
        codes += (codes.empty() ? "" : " ") + item.code;
    }
    return codes;
}

/// A condition that never holds, and a difference that is thought to be above 0 behind it.
TEST(Compile, APlaceThatIsNeverReachedHarmsNothing) {
    EXPECT_EQ(codes_of("plan t\nfact s number 0 .. 2\nfact g number 5 .. 10\nscore\nbonus b\n"
                       "  when s / g > 0.5\n  give s / g - 0.5\n  round 0.1\n"),
              "M0902");
    EXPECT_EQ(
        codes_of("plan t\nfact a count 0 .. 3\nfact b count 5 .. 9\noutcome x = a - b when a > b, "
                 "else 0\n"),
        "M0902");
}

/// Every kind of name, before and behind its declaration, where only a number may stand.
TEST(Compile, ConstantsAreKnownWhenThePlanIsWritten) {
    const std::string rest =
        "fact y count\nlet l = y\nparam q = 3\nscore\n  between 0 and 9\n  round 1\n"
        "category c at most 3\nrule r in c\n  give 1\ngrade\n  A from 5\n  B otherwise\n"
        "outcome o = 1\noutcome z = x\n";
    for (const std::string name : {"y", "l", "q", "score", "r", "c", "grade", "o", "x",
                                   "(y previous month)", "(rank by y within t)"}) {
        for (const std::string& fact :
             {"number 0 .. " + name, "number " + name + " .. 9", "number 0 .. 9 step " + name,
              "number 0 .. 9 default " + name}) {
            const auto compiled =
                Plan::compile("plan p\n  cycle month\nfact t text\nfact x " + fact + "\n" + rest);
            EXPECT_FALSE(compiled) << fact;
            ASSERT_FALSE(compiled.diagnostics.items.empty()) << fact;
            EXPECT_EQ(compiled.diagnostics.items[0].code, "M0314")
                << compiled.diagnostics.to_string();
        }
    }
    EXPECT_EQ(codes_of("plan p\nlet top = 2 * 5\nfact x number 0 .. top\noutcome z = x\n"), "");
}

TEST(Compile, ARowBehindOtherwiseIsNoBoundToCompareWith) {
    EXPECT_EQ(codes_of("plan t\ngrade\n  B from 95\n  C otherwise\n  B from 95\n"),
              "M0202 M0414 M0409");
}

TEST(Compile, ManyValuesMoveNothingUnderTheChecker) {
    std::string text = "plan p\n";
    for (int i = 0; i < 40; ++i) text += "fact q" + std::to_string(i) + " number 0 .. 9 optional\n";
    for (int i = 0; i + 1 < 40; ++i) {
        text += "outcome o" + std::to_string(i) + " = (q" + std::to_string(i) + " - q" +
                std::to_string(i + 1) + ") else 0\n";
    }
    EXPECT_EQ(codes_of(text), "");
}

/// Both sides of limits::definition_chain, and far beyond.
TEST(Compile, AChainOfDefinitionsIsLimited) {
    const auto chain = [](int links) {
        std::string text = "plan p\nfact n count\nlet a0 = n\n";
        for (int i = 1; i <= links; ++i) {
            text += "let a" + std::to_string(i) + " = a" + std::to_string(i - 1) + " + 1\n";
        }
        return text + "outcome x = a" + std::to_string(links) + "\n";
    };
    EXPECT_EQ(codes_of(chain(63)), "");
    EXPECT_EQ(codes_of(chain(64)), "M0239");
    EXPECT_FALSE(Plan::compile(chain(15'000)));
}

/// What is meant is looked for only for those that are shown.
TEST(Compile, ManyUnknownNamesAreTold) {
    std::string text = "plan p\n";
    for (int i = 0; i < 9'000; ++i) {
        const auto number = std::to_string(i);
        text += "rule r" + number + "\n  give undefined_" + number + "\n";
    }
    const auto compiled = Plan::compile(text);
    ASSERT_EQ(compiled.diagnostics.items.size(), 501U);
    EXPECT_EQ(compiled.diagnostics.items.back().code, "M0199");
}

/// What is quoted is said in the plan's tongue; its names are looked for once, not for each
/// problem.
TEST(Compile, ManyProblemsOfALongPlanAreToldInItsTongue) {
    std::string text = "方案 p\n事实 n 个数 可缺\n";
    for (int i = 0; i < 10'000; ++i) text += "令 a" + std::to_string(i) + " = n + 1\n";
    for (int i = 0; i < 600; ++i) {
        const auto number = std::to_string(i);
        text += "加分 b" + number + "\n  加 a" + number + "\n";
    }
    const auto compiled = Plan::compile(text);
    ASSERT_FALSE(compiled);
    EXPECT_GE(compiled.diagnostics.items.size(), 500U);
    EXPECT_EQ(compiled.diagnostics.items.front().fix,
              "ask first: `当 n 已知`, or say what counts instead: `(n 否则 0)`");
}

/// What never happens where a `let` is read may happen where it is read again.
TEST(Compile, WarnsOfALetOnlyWhatHoldsWhereverItIsRead) {
    const std::string narrow = "bonus a\n  when n < 10\n  give band\n";
    const std::string head = "plan p\nfact n count\nlet band = by n\n  from 5 1\n  from 100 2\n";
    EXPECT_TRUE(Plan::compile(head + narrow + "outcome z = band\n").diagnostics.items.empty());
    const std::string missing =
        "plan p\nfact n count\nfact o count optional\nlet k = o else 7\n"
        "bonus a\n  when o known\n  give k\nbonus b\n  give k\n";
    EXPECT_TRUE(Plan::compile(missing).diagnostics.items.empty())
        << Plan::compile(missing).diagnostics.to_string();
    const auto never = Plan::compile("plan p\nfact n count 0 .. 50\nlet band = by n\n  from 5 1\n" +
                                     std::string("  from 100 2\noutcome z = band\n"));
    ASSERT_EQ(never.diagnostics.items.size(), 1U);
    EXPECT_EQ(never.diagnostics.items[0].code, "M0904");
}

TEST(Compile, AFormattedPlanStaysOneInEveryTongue) {
    const std::string text =
        "plan p\n  languages en\n  cycle month\nfact n count\nscore\n  between 0 and 9\n  round 1\n"
        "bonus b\n  give n at most 3\ngrade\n  A from 3\n  B otherwise\n"
        "outcome x = score * 2\noutcome y = grade previous month else grade\n";
    const auto plan = Plan::compile(text);
    ASSERT_TRUE(plan) << plan.diagnostics.to_string();
    const auto chinese = format(text, "zh").text;
    ASSERT_TRUE(chinese);
    const auto again = Plan::compile(*chinese);
    ASSERT_TRUE(again) << again.diagnostics.to_string() << *chinese;
    EXPECT_EQ(again.plan->fingerprint(), plan.plan->fingerprint());
}

TEST(Compile, APlanShowsItself) {
    const auto compiled =
        Plan::compile("plan p | 方案一 \"Title\" | \"标题\"\nbonus a | 甲\n  give 1\n");
    ASSERT_TRUE(compiled) << compiled.diagnostics.to_string();
    EXPECT_EQ(compiled.plan->name(), "p");
    EXPECT_EQ(compiled.plan->label(), "Title");
    EXPECT_EQ(compiled.plan->label("zh"), "标题");
    EXPECT_NE(compiled.plan->format("zh").find("加分 a | 甲"), std::string::npos);
    EXPECT_NE(compiled.plan->graph().find("participants"), std::string::npos);
    EXPECT_EQ(compiled.plan->graph("dot").substr(0, 7), "digraph");
    EXPECT_EQ(compiled.plan->fingerprint().substr(0, 7), "sha256:");
}

}  // namespace
}  // namespace meritum
