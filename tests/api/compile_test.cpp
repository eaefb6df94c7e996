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
