// See figure.hpp. Short decimals are brought to the same places in 128 bits; all else takes the way
// of fractions and comes back as short as it can.
#include "value/figure.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>

namespace meritum::value {
namespace {

using number::Int128;
using number::Rational;

constexpr auto powers = [] {
    std::array<std::int64_t, ShortDecimal::most_places + 1> all{1};
    for (std::size_t i = 1; i < all.size(); ++i) all[i] = all[i - 1] * 10;
    return all;
}();

/// Both in the places of the finer one: 64 bits times 18 digits fit 128.
std::pair<Int128, Int128> in_line(const ShortDecimal& a, const ShortDecimal& b) {
    if (a.places == b.places) return {a.number, b.number};
    const auto places = std::max(a.places, b.places);
    return {Int128{a.number} * powers[places - a.places],
            Int128{b.number} * powers[places - b.places]};
}

/// The eight digits of a number below 10^8, a byte each, the first one in the lowest: split into
/// halves, those into pairs, those into digits, all at once.
std::uint64_t eight_digits(std::uint32_t number) {
    const auto halves = number / 10'000 | std::uint64_t{number % 10'000} << 32;
    const auto hundreds = halves * 10'486 >> 20 & 0x0000'007f'0000'007f;
    const auto pairs = hundreds | (halves - 100 * hundreds) << 16;
    const auto tens = pairs * 103 >> 10 & 0x000f'000f'000f'000f;
    return tens | (pairs - 10 * tens) << 8;
}

void put_bytes(std::uint64_t bytes, char* to) {
    if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
    std::memcpy(to, &bytes, sizeof bytes);
}

/// number * 10^-places in its shortest notation, for a number below 10^8 and fewer than 8 places;
/// where it ends. Cards differ in how many digits their numbers have, which no branch can foresee;
/// so here is none that asks. REQUIRES room for 17.
char* put_few(std::uint32_t number, unsigned places, char* to) {
    const auto digits = eight_digits(number);
    const auto zeros = 0x0101'0101'0101'0101 * '0';
    const auto whole = 8 - places;
    // Zeros before the last whole digit and behind the last other one are left out.
    const auto before = std::min(static_cast<unsigned>(std::countr_zero(digits)) / 8, whole - 1);
    const auto behind = std::min(static_cast<unsigned>(std::countl_zero(digits)) / 8, places);
    put_bytes((digits | zeros) >> 8 * before, to);
    to += whole - before;
    *to = '.';
    put_bytes((digits | zeros) >> 8 * (whole & 7), to + 1);
    return to + (behind == places ? 0 : 1 + places - behind);
}

/// The same for any.
char* put_many(std::uint64_t number, unsigned places, char* to) {
    const auto unit = static_cast<std::uint64_t>(powers[places]);
    const auto part = number % unit;
    to = std::to_chars(to, to + 20, number / unit).ptr;
    if (part == 0) return to;
    auto* const point = to;
    to = std::to_chars(to, to + 20, unit + part).ptr;  // a 1 and all places
    *point = '.';
    while (to[-1] == '0') --to;
    return to;
}

}  // namespace

std::optional<ShortDecimal> ShortDecimal::from(const Rational& value) {
    const auto decimal = number::to_decimal(value);
    if (!decimal || decimal->scale() > most_places) return std::nullopt;
    const auto number = static_cast<std::int64_t>(decimal->low());
    if (decimal->high() != (number < 0 ? -1 : 0)) return std::nullopt;
    return ShortDecimal{number, static_cast<std::uint8_t>(decimal->scale())};
}

Figure::Figure(const Rational& value) {
    if (const auto own = ShortDecimal::from(value)) {
        decimal_ = *own;
    } else {
        fraction_ = std::make_shared<const Rational>(value);
    }
}

Rational Figure::rational() const {
    if (fraction_) return *fraction_;
    return Rational(number::Integer(decimal_.number), number::Integer(powers[decimal_.places]));
}

std::string_view Figure::short_digits(Space& space) const {
    if (fraction_) return {};
    const bool below_zero = decimal_.number < 0;
    const auto bits = static_cast<std::uint64_t>(decimal_.number);
    const auto size = below_zero ? std::uint64_t{0} - bits : bits;
    space[0] = '-';
    auto* const first = space.data() + below_zero;
    auto* const end = size < 100'000'000 && decimal_.places < 8
                          ? put_few(static_cast<std::uint32_t>(size), decimal_.places, first)
                          : put_many(size, decimal_.places, first);
    return {space.data(), static_cast<std::size_t>(end - space.data())};
}

bool Figure::append_digits(std::string& text) const {
    if (fraction_) {
        const bool ends = number::is_decimal(*fraction_);
        if (ends) text += number::to_string(*fraction_);
        return ends;
    }
    Space space;
    text += short_digits(space);
    return true;
}

std::optional<std::string> Figure::digits() const {
    std::string text;
    if (!append_digits(text)) return std::nullopt;
    return text;
}

Figure Figure::operator-() const {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    if (fraction_ || decimal_.number == least) return Rational(-rational());
    return ShortDecimal{-decimal_.number, decimal_.places};
}

Figure operator+(const Figure& a, const Figure& b) {
    if (!a.fraction_ && !b.fraction_) {
        if (a.decimal_.places == b.decimal_.places) {
            const auto sum = Int128{a.decimal_.number} + b.decimal_.number;
            const auto narrow = static_cast<std::int64_t>(sum);
            if (sum == narrow) return ShortDecimal{narrow, a.decimal_.places};
        }
        // Each is less than 2^123, so their sum fits.
        const auto [first, second] = in_line(a.decimal_, b.decimal_);
        const auto sum = first + second;
        const auto narrow = static_cast<std::int64_t>(sum);
        if (sum == narrow)
            return ShortDecimal{narrow, std::max(a.decimal_.places, b.decimal_.places)};
    }
    return Rational(a.rational() + b.rational());
}

// What is a short decimal is held as one unless a sum outgrew it; so both ways are asked.
bool operator==(const Figure& a, const Figure& b) {
    if (a.fraction_ || b.fraction_) return a.rational() == b.rational();
    const auto [first, second] = in_line(a.decimal_, b.decimal_);
    return first == second;
}

bool operator<(const Figure& a, const Figure& b) {
    if (a.fraction_ || b.fraction_) return a.rational() < b.rational();
    const auto [first, second] = in_line(a.decimal_, b.decimal_);
    return first < second;
}

std::int64_t Figure::floor() const {
    if (fraction_) return number::floor(*fraction_).convert_to<std::int64_t>();
    const auto unit = powers[decimal_.places];
    const auto below = decimal_.number / unit;
    return decimal_.number % unit < 0 ? below - 1 : below;
}

Figure Figure::hundredfold() const {
    if (!fraction_ && decimal_.places >= 2)
        return ShortDecimal{decimal_.number, static_cast<std::uint8_t>(decimal_.places - 2)};
    return Rational(rational() * 100);
}

}  // namespace meritum::value
