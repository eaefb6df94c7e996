// Periods of the calendar as numbers, so that "the previous one" is one less. In: "2026-Q3". Out:
// its index, and back. Must not know dates, clocks or what was scored. Tests:
// tests/value/periods_test.cpp.
#include "base/limits.hpp"
#include "value/border.hpp"

namespace meritum::value {
namespace {

struct Shape {
    std::int64_t per_year;
    std::string_view mark;  ///< between year and number
    std::size_t width;      ///< digits of the number
};

Shape shape_of(Cycle cycle) {
    switch (cycle) {
        case Cycle::month: return {12, "-", 2};
        case Cycle::quarter: return {4, "-Q", 1};
        case Cycle::half: return {2, "-H", 1};
        case Cycle::year: break;
    }
    return {1, "", 0};
}

std::optional<std::int64_t> whole(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<std::int64_t> period_index(Cycle cycle, std::string_view text) {
    const auto shape = shape_of(cycle);
    if (text.size() != 4 + shape.mark.size() + shape.width) return std::nullopt;
    if (text.substr(4, shape.mark.size()) != shape.mark) return std::nullopt;
    const auto year = whole(text.substr(0, 4));
    const auto part = shape.width == 0 ? 1 : whole(text.substr(text.size() - shape.width));
    if (!year || *year < limits::first_year || *year > limits::last_year) return std::nullopt;
    if (!part || *part < 1 || *part > shape.per_year) return std::nullopt;
    return *year * shape.per_year + *part - 1;
}

std::string period_text(Cycle cycle, std::int64_t index) {
    const auto shape = shape_of(cycle);
    auto text = std::to_string(index / shape.per_year);
    if (shape.width == 0) return text;
    const auto part = std::to_string(index % shape.per_year + 1);
    text.append(shape.mark).append(shape.width - part.size(), '0').append(part);
    return text;
}

std::pair<std::int64_t, std::int64_t> period_days(Cycle cycle, std::int64_t index) {
    const auto shape = shape_of(cycle);
    const auto months = 12 / shape.per_year;
    const auto first_day = [&](std::int64_t month) {  // months since year 0
        const auto year = std::to_string(month / 12);
        const auto part = std::to_string(month % 12 + 1);
        return Date::parse(year + (part.size() < 2 ? "-0" : "-") + part + "-01");
    };
    const auto last = first_day((index + 1) * months);  // nothing after the last year we know
    return {first_day(index * months).value().days(),
            last ? last->days() - 1 : Date::parse("2199-12-31").value().days()};
}

std::string period_example(Cycle cycle) {
    return period_text(cycle, 2026 * shape_of(cycle).per_year);
}

}  // namespace meritum::value
