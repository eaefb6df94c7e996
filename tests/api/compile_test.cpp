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
