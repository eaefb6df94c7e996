// The numbers of a card: exact, and nearly always decimals of a few digits, which are told and
// compared without fractions. In: whole numbers with places, or fractions. Out: sums, comparisons,
// digits. Must not know units or tongues. Tests: tests/value/figure_test.cpp.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "number/rational.hpp"

namespace meritum::value {

/// number * 10^-places.
struct ShortDecimal {
    static constexpr unsigned most_places = 18;

    std::int64_t number = 0;
    std::uint8_t places = 0;

    /// Nothing if it is no such.
    static std::optional<ShortDecimal> from(const number::Rational& value);
};

class Figure {
public:
    Figure() = default;  ///< 0
    template <std::integral T>
    Figure(T whole) : decimal_{static_cast<std::int64_t>(whole), 0} {}
    Figure(ShortDecimal value) : decimal_(value) {}
    Figure(const number::Rational& value);
    // Part by part: a copy is often made right after its parts were written one by one, and then
    // both read at once would wait for them.
    Figure(const Figure& other) : decimal_{other.decimal_.number, other.decimal_.places} {
        if (other.fraction_) fraction_ = other.fraction_;
    }
    Figure(Figure&&) = default;
    Figure& operator=(const Figure&) = default;
    Figure& operator=(Figure&&) = default;
    ~Figure() = default;

    number::Rational rational() const;
    /// In its shortest notation; nothing if it never ends.
    std::optional<std::string> digits() const;
    /// The same of a short decimal, in `space`; empty: it is none.
    using Space = std::array<char, 24>;  ///< a sign, 19 digits, a point and a 0 before it, and more
    std::string_view short_digits(Space& space) const;
    /// The same behind a text. False: none, and nothing was written.
    bool append_digits(std::string& text) const;

    bool is_negative() const { return fraction_ ? *fraction_ < 0 : decimal_.number < 0; }
    bool is_positive() const { return fraction_ ? *fraction_ > 0 : decimal_.number > 0; }
    bool is_zero() const { return !fraction_ && decimal_.number == 0; }
    Figure operator-() const;
    friend Figure operator+(const Figure& a, const Figure& b);
    friend Figure operator-(const Figure& a, const Figure& b) { return a + -b; }
    Figure& operator+=(const Figure& other) {
        const bool alike =
            !fraction_ && !other.fraction_ && decimal_.places == other.decimal_.places;
        std::int64_t sum = 0;
        if (!alike || __builtin_add_overflow(decimal_.number, other.decimal_.number, &sum))
            return *this = *this + other;
        decimal_.number = sum;
        return *this;
    }
    friend bool operator==(const Figure& a, const Figure& b);
    friend bool operator<(const Figure& a, const Figure& b);
    friend bool operator>(const Figure& a, const Figure& b) { return b < a; }

    /// The whole number below it. REQUIRES that 64 bits hold it.
    std::int64_t floor() const;

    /// Moved by two places: per cent.
    Figure hundredfold() const;

private:
    ShortDecimal decimal_;
    /// What is no short decimal; then `decimal_` says nothing.
    std::shared_ptr<const number::Rational> fraction_;
};

}  // namespace meritum::value
