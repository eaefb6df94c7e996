// Months on the calendar, against a calendar that is turned page by page.
#include "value/calendar.hpp"

#include <gtest/gtest.h>

namespace meritum::calendar {
namespace {

std::int64_t day(std::int64_t year, std::int64_t month, std::int64_t of_month) {
    return days_from({year, month, of_month});
}

TEST(Calendar, KnowsEveryDayOfFourCenturies) {
    const std::int64_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::int64_t days = day(1800, 1, 1);
    for (std::int64_t year = 1800; year < 2210; ++year) {
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for (std::int64_t month = 1; month <= 12; ++month) {
            const std::int64_t length = month == 2 && leap ? 29 : lengths[month - 1];
            ASSERT_EQ(days_in_month(year, month), length);
            for (std::int64_t of_month = 1; of_month <= length; ++of_month, ++days) {
                const Day found = day_of(days);
                ASSERT_EQ(found.year, year);
                ASSERT_EQ(found.month, month);
                ASSERT_EQ(found.day, of_month);
            }
        }
    }
}

TEST(Calendar, EndsOfMonths) {
    EXPECT_EQ(add_months(day(2026, 1, 31), 1), day(2026, 2, 28));
    EXPECT_EQ(add_months(day(2024, 1, 31), 1), day(2024, 2, 29));
    EXPECT_EQ(add_months(day(2026, 3, 31), -1), day(2026, 2, 28));
    EXPECT_EQ(add_months(day(2026, 12, 15), 1), day(2027, 1, 15));
    EXPECT_EQ(add_months(day(2026, 1, 15), -1), day(2025, 12, 15));
    EXPECT_EQ(add_months(day(2024, 2, 29), 12), day(2025, 2, 28));
    EXPECT_EQ(months_between(day(2026, 1, 31), day(2026, 2, 27)), 0);
    EXPECT_EQ(months_between(day(2026, 1, 31), day(2026, 2, 28)), 1);
    EXPECT_EQ(months_between(day(2026, 2, 28), day(2026, 1, 31)), -1);
    EXPECT_EQ(months_between(day(2000, 2, 29), day(2026, 2, 28)), 26 * 12);
}

TEST(Calendar, MonthsBetweenAreTheMostThatCanBeAdded) {
    for (std::int64_t from = day(2023, 12, 25); from < day(2024, 4, 5); ++from) {
        for (std::int64_t to = from; to < day(2026, 4, 5); to += 3) {
            std::int64_t months = 0;
            while (add_months(from, months + 1) <= to) ++months;
            ASSERT_EQ(months_between(from, to), months) << from << " to " << to;
            ASSERT_EQ(months_between(to, from), to == from ? 0 : -months);
        }
    }
}

TEST(Calendar, IsTotal) {
    const std::int64_t far = 1'000'000'000;
    for (const auto days : {-far, earliest, latest, far}) {
        for (const auto months : {-far, std::int64_t{0}, far}) {
            EXPECT_GE(add_months(days, months), earliest);
            EXPECT_LE(add_months(days, months), latest + most_months * 31);
        }
        EXPECT_LE(months_between(days, far), most_months);
    }
}

}  // namespace
}  // namespace meritum::calendar
