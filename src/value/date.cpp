// Dates of the public interface. In: ISO texts or days since 1970-01-01. Out: the other one.
// Our own calendar arithmetic (the standard library's does not print or parse everywhere).
// Must not know clocks, zones or locales. Tests: tests/value/date_test.cpp.
#include "meritum/date.hpp"

#include "base/limits.hpp"
#include "value/calendar.hpp"

namespace meritum {
namespace {

using calendar::Day;
using calendar::day_of;
using calendar::days_from;

constexpr std::int64_t first_day = days_from({limits::first_year, 1, 1});
constexpr std::int64_t last_day = days_from({limits::last_year, 12, 31});
static_assert(days_from({1970, 1, 1}) == 0 && day_of(0).year == 1970);

/// The number that digits at a fixed place spell, or -1.
constexpr std::int64_t number_at(std::string_view text, std::size_t begin, std::size_t count) {
    std::int64_t value = 0;
    for (std::size_t i = begin; i < begin + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

void append_padded(std::string& out, std::int64_t value, std::size_t width) {
    const auto digits = std::to_string(value);
    out.append(width - digits.size(), '0').append(digits);
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const Day day{number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2)};
    if (day.year < limits::first_year || day.year > limits::last_year) return std::nullopt;
    if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) return std::nullopt;
    const auto days = days_from(day);
    // A day that does not exist, February 30th, comes back as another one.
    if (day_of(days).day != day.day) return std::nullopt;
    return from_days(days);
}

std::optional<Date> Date::from_days(std::int64_t days) {
    if (days < first_day || days > last_day) return std::nullopt;
    Date date;
    date.days_ = days;
    return date;
}

std::string Date::to_string() const {
    const auto day = day_of(days_);
    std::string text;
    append_padded(text, day.year, 4);
    text += '-';
    append_padded(text, day.month, 2);
    text += '-';
    append_padded(text, day.day, 2);
    return text;
}

}  // namespace meritum
