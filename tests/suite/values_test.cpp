// Values as a suite writes them: exactly, or not at all.
#include "suite/values.hpp"

#include <gtest/gtest.h>

namespace meritum::suite {
namespace {

TEST(Values, NumbersMayBeGrouped) {
    EXPECT_EQ(without_groups("1_000_000.50"), "1000000.50");
    EXPECT_EQ(without_groups("-1_0%"), "-10%");
    for (const char* text : {"_1", "1_", "1__0", "a_1", "1_a", "2026-07-01", "1_0 CNY", ""})
        EXPECT_EQ(without_groups(text), text);
}

TEST(Values, NumbersAreExact) {
    EXPECT_EQ(number_of("0.1"), Decimal::parse("0.1"));
    EXPECT_EQ(number_of("100.0"), Decimal(100));
    EXPECT_EQ(number_of("-12.5%"), Decimal::parse("-0.125"));
    EXPECT_EQ(number_of("99999999999999999999999999999999999999"),
              Decimal::parse("99999999999999999999999999999999999999"));
    for (const char* text : {"", "%", "1e3", "+1", "1,000", " 1", ".5", "5.", "1%%", "--1", "0x1",
                             "999999999999999999999999999999999999999"})
        EXPECT_EQ(number_of(text), std::nullopt) << text;
}

TEST(Values, YesAndNoAsInData) {
    for (const char* text : {"yes", "YES", "true", "是"}) EXPECT_EQ(truth_of(text), true);
    for (const char* text : {"no", "No", "false", "否"}) EXPECT_EQ(truth_of(text), false);
    for (const char* text : {"", "1", "0", "y"}) EXPECT_EQ(truth_of(text), std::nullopt);
}

TEST(Values, AreShownAsPeopleWriteThem) {
    EXPECT_EQ(shown({}), "nothing");
    EXPECT_EQ(shown(Decimal::parse("-4.50").value()), "-4.5");
    EXPECT_EQ(shown(std::string("A")), "A");
    EXPECT_EQ(shown(true), "yes");
    EXPECT_EQ(shown(false), "no");
    EXPECT_EQ(shown(Date::parse("2026-07-01").value()), "2026-07-01");
}

}  // namespace
}  // namespace meritum::suite
