// Facts: what a host sets is what stands there.
#include "meritum/facts.hpp"

#include <gtest/gtest.h>

namespace meritum {
namespace {

TEST(Facts, KeepsValuesAndListsInOrder) {
    Facts ann("ann", "2026-Q3");
    ann.set("sales", 1'320'000).set("satisfaction", "95.5").set("sales", 7);
    ann.add("contracts", {{"amount", 250'000}, {"urgent", true}});
    ann.add("contracts", {{"amount", 1}}).add_list("complaints").add_list("contracts");
    EXPECT_EQ(ann.id, "ann");
    EXPECT_EQ(ann.period, "2026-Q3");
    ASSERT_EQ(ann.values.size(), 2U);
    EXPECT_EQ(ann.values[0].name, "sales");
    EXPECT_EQ(ann.values[0].value.to_string(), "7");
    ASSERT_EQ(ann.lists.size(), 2U);
    ASSERT_EQ(ann.lists[0].items.size(), 2U);
    EXPECT_EQ(ann.lists[0].items[0].fields[1].value.to_string(), "yes");
    EXPECT_TRUE(ann.lists[1].items.empty());
}

TEST(Facts, ShowsValuesAsAPersonWritesThem) {
    EXPECT_EQ(FactValue().to_string(), "");
    EXPECT_EQ(FactValue(false).to_string(), "no");
    EXPECT_EQ(FactValue(Decimal::parse("1.50").value()).to_string(), "1.5");
    EXPECT_EQ(FactValue("x y").to_string(), "x y");
    EXPECT_EQ(FactValue(Date()).to_string(), "1970-01-01");
    EXPECT_FALSE((std::is_constructible_v<FactValue, double>));
    const Facts one{{"sales", 5}, {"team", "a"}};
    EXPECT_EQ(one.values.size(), 2U);
}

enum Unscoped { one };

// Nothing becomes yes or a number by accident.
static_assert(std::is_constructible_v<FactValue, bool>);
static_assert(std::is_constructible_v<FactValue, int>);
static_assert(std::is_constructible_v<FactValue, std::int8_t>);
static_assert(std::is_constructible_v<FactValue, const char8_t*>);
static_assert(!std::is_constructible_v<FactValue, int*>);
static_assert(!std::is_constructible_v<FactValue, void*>);
static_assert(!std::is_constructible_v<FactValue, const wchar_t*>);
static_assert(!std::is_constructible_v<FactValue, const char32_t*>);
static_assert(!std::is_constructible_v<FactValue, Unscoped>);
static_assert(!std::is_constructible_v<FactValue, char>);
static_assert(!std::is_constructible_v<FactValue, wchar_t>);
static_assert(!std::is_constructible_v<FactValue, char32_t>);
static_assert(!std::is_constructible_v<Decimal, char>);
static_assert(!std::is_constructible_v<Decimal, char8_t>);
static_assert(!std::is_constructible_v<Decimal, char16_t>);

TEST(Facts, TakesTextsOfEveryKind) {
    EXPECT_EQ(FactValue(u8"\u5317").to_string(), "\xE5\x8C\x97");
    EXPECT_EQ(FactValue(std::u8string_view(u8"no")).to_string(), "no");
    const char* nothing = nullptr;
    EXPECT_TRUE(FactValue(nothing).is_missing());
    std::vector<bool> flags{true};
    EXPECT_EQ(FactValue(bool(flags[0])).to_string(), "yes");
}

}  // namespace
}  // namespace meritum
