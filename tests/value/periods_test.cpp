// Periods: every one of the calendar round trips and follows its predecessor; everything else is
// refused.
#include <gtest/gtest.h>

#include "value/border.hpp"

namespace meritum::value {
namespace {

TEST(Periods, RoundTripAndFollowEachOther) {
    struct Case {
        Cycle cycle;
        std::string first;
        std::string last;
        int count;
    };
    const Case cases[] = {{Cycle::month, "1900-01", "2199-12", 3600},
                          {Cycle::quarter, "1900-Q1", "2199-Q4", 1200},
                          {Cycle::half, "1900-H1", "2199-H2", 600},
                          {Cycle::year, "1900", "2199", 300}};
    for (const auto& test : cases) {
        const auto first = period_index(test.cycle, test.first).value();
        EXPECT_EQ(period_index(test.cycle, test.last).value() - first, test.count - 1);
        for (auto index = first; index < first + test.count; ++index) {
            EXPECT_EQ(period_index(test.cycle, period_text(test.cycle, index)), index);
        }
        EXPECT_FALSE(period_index(test.cycle, period_text(test.cycle, first - 1)));
        EXPECT_FALSE(period_index(test.cycle, period_text(test.cycle, first + test.count)));
        for (const auto& other : cases) {
            EXPECT_EQ(period_index(test.cycle, other.first).has_value(), test.cycle == other.cycle);
        }
    }
}

TEST(Periods, RefuseOtherTexts) {
    for (const char* text : {"", "2026-Q0", "2026-Q5", "2026-q3", "2026Q3", "2026-Q33", "26-Q3",
                             " 2026-Q3", "2026-Qx", "x026-Q1"}) {
        EXPECT_FALSE(period_index(Cycle::quarter, text)) << text;
    }
    EXPECT_FALSE(period_index(Cycle::month, "2026-00"));
    EXPECT_FALSE(period_index(Cycle::month, "2026-13"));
    EXPECT_FALSE(period_index(Cycle::month, "2026-7"));
    EXPECT_FALSE(period_index(Cycle::half, "2026-H3"));
}

}  // namespace
}  // namespace meritum::value
