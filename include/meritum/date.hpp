/// Calendar dates, 1900-01-01 to 2199-12-31, proleptic Gregorian, without time of day or zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "meritum/export.hpp"

namespace meritum {

class MERITUM_API Date {
public:
    /// 1970-01-01.
    constexpr Date() = default;

    /// Reads an ISO date, "2026-07-01". Returns nothing for any other text, a day that does not
    /// exist or one out of range.
    static std::optional<Date> parse(std::string_view text);

    /// The date `days` after 1970-01-01 (negative: before). Returns nothing outside 1900 to 2199.
    static std::optional<Date> from_days(std::int64_t days);

    /// Days since 1970-01-01.
    constexpr std::int64_t days() const { return days_; }

    /// "2026-07-01".
    std::string to_string() const;

    friend constexpr auto operator<=>(const Date&, const Date&) = default;

private:
    std::int64_t days_ = 0;
};

}  // namespace meritum
