// Date against a slow calendar that counts day by day, and both ends of the range.
#include "meritum/date.hpp"

#include <gtest/gtest.h>

#include <cstdio>

#include "base/limits.hpp"

namespace meritum {
namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
    if (month == 2) return is_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

TEST(Date, CountsEveryDayLikeACalendarOnTheWall) {
    std::int64_t days = -25567;  // 1900-01-01: 70 years with 17 leap days before 1970
    for (int year = limits::first_year; year <= limits::last_year; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (int day = 1; day <= 31; ++day) {
                char text[16];
                std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                const auto date = Date::parse(text);
                ASSERT_EQ(date.has_value(), day <= days_in(year, month)) << text;
                if (!date) continue;
                ASSERT_EQ(date->days(), days) << text;
                ASSERT_EQ(date->to_string(), text);
                ASSERT_EQ(Date::from_days(days), date);
                ++days;
            }
        }
    }
    EXPECT_FALSE(Date::from_days(days));
    EXPECT_FALSE(Date::from_days(-25568));
    EXPECT_FALSE(Date::from_days(INT64_MAX));
    EXPECT_FALSE(Date::from_days(INT64_MIN));
}

TEST(Date, RefusesOtherTexts) {
    for (const char* text :
         {"", "2026-7-1", "2026/07/01", "20260701", "2026-07-01T00:00", " 2026-07-01", "2026-07-1x",
          "1899-12-31", "2200-01-01", "2026-00-10", "2026-13-10", "2026-07-00", "-026-07-01",
          "2026-+7-01", "01.07.2026"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
    EXPECT_EQ(Date().to_string(), "1970-01-01");
    EXPECT_LT(Date::parse("2026-07-01").value(), Date::parse("2026-07-02").value());
}

}  // namespace
}  // namespace meritum
