// A schema with the names of other people's files.
#include "value/renamed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "value/sample_schema.hpp"

namespace meritum::value {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Renamed rename(const std::vector<NamePair>& names) { return renamed(SampleSchema(), names); }

TEST(Renamed, HasTheNewNamesOnly) {
    const auto result = rename({{"销售额", "Net sales"},
                                {"合同", "deals"},
                                {"contracts.amount", "Value"},
                                {"id", "Employee no."},
                                {"key", "Deal"}});
    EXPECT_EQ(result.problem, "");
    const auto& columns = result.schema.columns;
    EXPECT_EQ(columns[0].name, "Net sales");
    EXPECT_THAT(columns[0].names, ElementsAre("Net sales"));
    EXPECT_THAT(columns[4].names, ElementsAre("team", "团队")) << "is not renamed";
    EXPECT_EQ(result.schema.lists[0].name, "deals");
    EXPECT_EQ(columns[result.schema.lists[0].fields[0].index].name, "Value");
    EXPECT_EQ(result.schema.words.id, "Employee no.");
    EXPECT_EQ(result.schema.words.key, "Deal");
    EXPECT_EQ(result.schema.words.period, "period");
}

TEST(Renamed, FindsAllNamesBeforeItChangesOne) {
    const auto result = rename({{"sales", "visits"}, {"visits", "sales"}});
    EXPECT_EQ(result.problem, "");
    EXPECT_EQ(result.schema.columns[0].name, "visits");
    EXPECT_EQ(result.schema.columns[1].name, "sales");
}

TEST(Renamed, AListMayBeCalledByItsNewNameToo) {
    const auto result = rename({{"contracts", "deals"}, {"deals.amount", "Value"}});
    EXPECT_EQ(result.problem, "");
    EXPECT_EQ(result.schema.columns[result.schema.lists[0].fields[0].index].name, "Value");
    EXPECT_THAT(rename({{"deals.amount", "Value"}}).problem, HasSubstr("no fact, list, field"));
}

TEST(Renamed, IsInNormalForm) {
    EXPECT_EQ(rename({{"sales", "Umsa\u0308tze"}}).schema.columns[0].name, "Ums\u00E4tze");
}

TEST(Renamed, SaysWhatCannotBe) {
    EXPECT_THAT(rename({{"sals", "x"}}).problem, HasSubstr("did you mean `sales`?"));
    EXPECT_THAT(rename({{"contracts.amout", "x"}}).problem, HasSubstr("`contracts.amount`?"));
    EXPECT_EQ(rename({{"sales", "x"}, {"销售额", "y"}}).problem, "`销售额` is given two names");
    EXPECT_THAT(rename({{"sales", "visits"}}).problem, HasSubstr("would be called `visits`"));
    EXPECT_THAT(rename({{"contracts.amount", "urgent"}}).problem, HasSubstr("called `urgent`"));
    EXPECT_THAT(rename({{"sales", ""}}).problem, HasSubstr("empty or no UTF-8"));
    EXPECT_THAT(rename({{"sales", "\xFF"}}).problem, HasSubstr("empty or no UTF-8"));
}

}  // namespace
}  // namespace meritum::value
