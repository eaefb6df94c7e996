/// Exact decimal numbers: the numbers that go into a plan and come out of it.
///
///     const auto price = meritum::Decimal::parse("1250.50").value();
///     std::cout << (price > 1000) << ' ' << price;         // 1 1250.5
///
/// A Decimal is an integer of up to 38 digits times 10^-scale, 0 <= scale <= 38. It is always kept
/// in its shortest form (no trailing zeros after the point), so equal numbers have equal parts and
/// print alike. There is no rounding, no infinity and no NaN; a double is refused at compile time
/// because 0.1 is not a double. Values are immutable and may be shared between threads.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "meritum/export.hpp"

namespace meritum {

/// Built-in types that hold characters: they count as no number ('A' is not 65). `char` apart,
/// int8_t and uint8_t are numbers.
template <class T>
concept Character = std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> ||
    std::same_as<T, char16_t> || std::same_as<T, char32_t>;

class MERITUM_API Decimal {
public:
    /// Zero.
    constexpr Decimal() = default;

    /// Any built-in integer, exactly.
    template <std::integral T>
        requires(!std::same_as<T, bool> && !Character<T> && sizeof(T) <= 8)
    constexpr Decimal(T value)  // NOLINT(google-explicit-constructor): integers are numbers
        : low_(static_cast<std::uint64_t>(value)), high_(value < T{0} ? -1 : 0) {}

    /// Refused: a binary double cannot hold 0.1. Pass a string ("0.1"), an integer or a Decimal.
    template <std::floating_point T>
    Decimal(T) = delete;

    /// Reads "12", "-0.05", "+3.20". Returns nothing for any other text (no exponent, no blanks, no
    /// separators, a digit on both sides of a point) and for more than 38 significant digits or
    /// places.
    static std::optional<Decimal> parse(std::string_view text);

    /// The number `coefficient * 10^-scale`, where the coefficient is the 128-bit two's complement
    /// integer high:low. Returns nothing if scale > 38 or the coefficient has more than 38 digits.
    static std::optional<Decimal> from_parts(std::int64_t high, std::uint64_t low, unsigned scale);

    /// The coefficient's two words and the scale of the shortest form.
    constexpr std::int64_t high() const { return high_; }
    constexpr std::uint64_t low() const { return low_; }
    constexpr unsigned scale() const { return scale_; }

    constexpr bool is_negative() const { return high_ < 0; }
    constexpr bool is_zero() const { return high_ == 0 && low_ == 0; }

    /// Shortest exact notation: "118.5", "-0.05", "0", "1000000". Parsing it gives the same number.
    std::string to_string() const;

    friend constexpr bool operator==(const Decimal&, const Decimal&) = default;
    friend MERITUM_API std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
    friend MERITUM_API std::ostream& operator<<(std::ostream& out, const Decimal& value);

private:
    std::uint64_t low_ = 0;
    std::int64_t high_ = 0;
    std::uint8_t scale_ = 0;
};

}  // namespace meritum
