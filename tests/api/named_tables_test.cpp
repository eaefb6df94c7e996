// Named tables through the public functions: results of every type, cards that name the row and its
// file, the description, and files that hosts give. Knows only include/meritum.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using testing::HasSubstr;
using testing::Not;

Plan plan_of(std::string_view text, const Resolve& resolve = {}) {
    auto compiled = Plan::compile(text, "plan.merit", resolve);
    EXPECT_TRUE(compiled && compiled.diagnostics.items.empty()) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

constexpr std::string_view levels =
    "plan p\n"
    "fact sold count 0 .. 100\n"
    "table levels | \xE7\xBA\xA7\xE5\x88\xAB \"Levels\"\n"
    "  by n gives name, best, since, share\n"
    "  from 10 below 20 gives \"good\", no, 2026-01-01, 2.5%\n"
    "  from 20 gives \"great\", yes, 2027-01-01, 5%\n"
    "outcome name = levels(sold).name else \"none\"\n"
    "outcome best = levels(sold).best else no\n"
    "outcome since = levels(sold).since else 2000-01-01\n"
    "outcome share = levels(sold).share else -1%\n";

TEST(NamedTablesOfPlans, GiveEveryTypeOfResult) {
    const auto plan = plan_of(levels);
    const auto great = plan.score({{"sold", 20}});
    EXPECT_EQ(std::get<std::string>(great.outcome("name")->value), "great");
    EXPECT_TRUE(std::get<bool>(great.outcome("best")->value));
    EXPECT_EQ(std::get<Date>(great.outcome("since")->value), *Date::parse("2027-01-01"));
    EXPECT_EQ(std::get<Decimal>(great.outcome("share")->value), *Decimal::parse("0.05"));
    const auto none = plan.score({{"sold", 9}});
    EXPECT_EQ(std::get<std::string>(none.outcome("name")->value), "none");
    EXPECT_EQ(std::get<Decimal>(none.outcome("share")->value), *Decimal::parse("-0.01"));
}

TEST(NamedTablesOfPlans, CardsNameTheRowAndWhatTheNextOneNeeds) {
    const auto plan = plan_of(levels);
    const auto good = plan.score({{"sold", 17}}).explain();
    EXPECT_THAT(good, HasSubstr("from 10 below 20 gives \"good\", no, 2026-01-01, 2.5% (line 5)"));
    EXPECT_THAT(good, HasSubstr("(line 6), needs 3 more n"));
    const auto none = plan.score({{"sold", 9}}).explain();
    EXPECT_THAT(none, HasSubstr("no row matches"));
    EXPECT_THAT(none, HasSubstr("needs 1 more n"));
    EXPECT_THAT(plan.score({{"sold", 25}}).explain(), Not(HasSubstr("needs")));
    EXPECT_THAT(
        plan.score({{"sold", 9}}).explain("zh"),
        HasSubstr("\xE6\xB2\xA1\xE6\x9C\x89\xE7\xAC\xA6\xE5\x90\x88\xE7\x9A\x84\xE8\xA1\x8C"));
}

/// `n` is not reached in the first argument, but it is the second.
TEST(NamedTablesOfPlans, AnArgumentIsReadThoughAnotherDoesNotReachIt) {
    const auto plan = plan_of(
        "plan p\nfact sure boolean\nfact n count\ntable t\n  by a, b gives worth\n"
        "  yes, from 5 gives 2\n  otherwise gives 1\nbonus x\n  give t(sure or n > 3, n)\n");
    EXPECT_THAT(plan.score({{"sure", true}, {"n", 7}}).explain(), HasSubstr("n = 7"));
    EXPECT_THAT(plan.score({{"sure", false}, {"n", 7}}).explain(), HasSubstr("n = 7"));
}

TEST(NamedTablesOfPlans, AreDescribed) {
    const auto all = plan_of(levels).describe();
    ASSERT_EQ(all.tables.size(), 1U);
    EXPECT_EQ(all.tables[0].name, "levels");
    const auto names = [](const std::vector<Naming>& columns) {
        std::vector<std::string> first;
        for (const auto& column : columns) first.push_back(column.name);
        return first;
    };
    EXPECT_EQ(names(all.tables[0].inputs), std::vector<std::string>{"n"});
    EXPECT_EQ(names(all.tables[0].results),
              (std::vector<std::string>{"name", "best", "since", "share"}));
    EXPECT_EQ(all.tables[0].rows, 2U);
    EXPECT_EQ(all.tables[0].file, "");
    EXPECT_THAT(to_text(all), HasSubstr("by n gives name, best, since, share, rows: 2"));
    EXPECT_THAT(to_json(all), HasSubstr("\"rows\":2,\"file\":null"));
}

constexpr std::string_view priced =
    "plan p\n  currency CNY\n"
    "fact article text\n"
    "table prices\n"
    "  by article text gives price money\n"
    "  rows from \"lists/prices.csv\"\n"
    "outcome price = prices(article) else 0\n";

Resolve prices(std::string_view text) {
    return [text = std::string(text)](const std::string& path) {
        return path == "lists/prices.csv" ? Resolved{text, {}}
                                          : Resolved{{}, "there is no such file"};
    };
}

TEST(NamedTablesOfPlans, RowsOfAFileAreThePlans) {
    const auto plan = plan_of(priced, prices("article,price\nA-1,100\n001,7.25\n"));
    const auto card = plan.score({{"article", "001"}});
    EXPECT_EQ(std::get<Decimal>(card.outcome("price")->value), *Decimal::parse("7.25"));
    EXPECT_THAT(card.explain(), HasSubstr("\"001\" gives 7.25 (lists/prices.csv line 3)"));
    const auto other = plan_of(priced, prices("article,price\nA-1,101\n001,7.25\n"));
    EXPECT_NE(plan.fingerprint(), other.fingerprint());
    const auto written = plan_of(
        "plan p\n  currency CNY\nfact article text\ntable prices\n"
        "  \"A-1\" gives 100\n  \"001\" gives 7.25\n"
        "  by article text gives price money\noutcome price = prices(article) else 0\n");
    EXPECT_EQ(plan.fingerprint(), written.fingerprint());
}

TEST(NamedTablesOfPlans, FilesAreNotOpenedWhereNobodyGivesThem) {
    const auto compiled = Plan::compile(priced);
    ASSERT_FALSE(compiled);
    EXPECT_EQ(compiled.diagnostics.items.front().code, "M0152");
    EXPECT_TRUE(format(priced).text.has_value()) << format(priced).diagnostics.to_string();
}

}  // namespace
}  // namespace meritum
