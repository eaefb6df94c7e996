// The proleptic Gregorian calendar as arithmetic on days since 1970-01-01, total: days so far from
// today that no fact holds them are taken as the nearest that is worked out. In: days and months.
// Out: days and months. Must not know ranges of facts. Tests: tests/value/calendar_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>

namespace meritum::calendar {

struct Day {
    std::int64_t year;
    std::int64_t month;  ///< from 1
    std::int64_t day;    ///< from 1
};

// Both directions count years from March, so that the leap day is a year's last day, in eras of 400
// years of 146,097 days.
inline constexpr std::int64_t days_of_era = 146'097;
inline constexpr std::int64_t from_era_to_1970 = 719'468;

constexpr std::int64_t days_from(const Day& date) {
    const auto year = date.month <= 2 ? date.year - 1 : date.year;
    const auto era = year / 400;
    const auto year_of_era = year - era * 400;
    const auto month_from_march = (date.month + 9) % 12;
    const auto day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    const auto day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * days_of_era + day_of_era - from_era_to_1970;
}

constexpr Day day_of(std::int64_t days) {
    const auto shifted = days + from_era_to_1970;
    const auto era = shifted / days_of_era;
    const auto day_of_era = shifted - era * days_of_era;
    const auto year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146'096) / 365;
    const auto day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const auto month_from_march = (5 * day_of_year + 2) / 153;
    const auto day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    const auto month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

constexpr std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
    const std::int64_t next =
        month == 12 ? days_from({year + 1, 1, 1}) : days_from({year, month + 1, 1});
    return next - days_from({year, month, 1});
}

/// Years 1 to 4000, and no more months than lie between them.
inline constexpr std::int64_t earliest = days_from({1, 3, 1});
inline constexpr std::int64_t latest = days_from({4000, 1, 1});
inline constexpr std::int64_t most_months = 48'000;

/// The same day of the month `months` later (negative: before), or the last day of that month if it
/// is shorter: January 31st and a month is the last of February.
constexpr std::int64_t add_months(std::int64_t days, std::int64_t months) {
    const Day from = day_of(std::clamp(days, earliest, latest));
    const std::int64_t count =
        from.year * 12 + from.month - 1 + std::clamp(months, -most_months, most_months);
    if (count < 15) return earliest;  // before March of the year 1
    const std::int64_t year = count / 12;
    const std::int64_t month = count % 12 + 1;
    return days_from({year, month, std::min(from.day, days_in_month(year, month))});
}

/// The most months that can be added to `from` without passing `to`; below zero, and alike, if `to`
/// is the earlier day.
constexpr std::int64_t months_between(std::int64_t from, std::int64_t to) {
    if (to < from) return -months_between(to, from);
    const Day a = day_of(std::clamp(from, earliest, latest));
    const Day b = day_of(std::clamp(to, earliest, latest));
    const std::int64_t months = (b.year - a.year) * 12 + b.month - a.month;
    return add_months(from, months) > std::clamp(to, earliest, latest) ? months - 1 : months;
}

}  // namespace meritum::calendar
