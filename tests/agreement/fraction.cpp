// Fractions: reading, rounding, printing. See fraction.hpp.
#include "agreement/fraction.hpp"

#include <cstdio>
#include <stdexcept>

namespace meritum::agreement {

namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_leap(long year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

Whole power_of_ten(unsigned exponent) { return boost::multiprecision::pow(Whole(10), exponent); }

}  // namespace

Fraction to_fraction(const Decimal& decimal) {
    const Whole word = Whole(1) << 64;
    return Fraction(Whole(decimal.high()) * word + Whole(decimal.low()),
                    power_of_ten(decimal.scale()));
}

std::optional<Fraction> fraction_of(std::string_view text) {
    Fraction unit = 1;
    if (!text.empty() && text.back() == '%') {
        unit = Fraction(1, 100);
        text.remove_suffix(1);
    }
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        if (text.front() == '-') unit = -unit;
        text.remove_prefix(1);
    }
    const auto point = text.find('.');
    const std::string whole(text.substr(0, point));
    const std::string places(point == std::string_view::npos ? "" : text.substr(point + 1));
    if (!all_digits(whole) || (point != std::string_view::npos && !all_digits(places))) return {};
    Whole digits = 0;
    for (const char digit : whole + places) digits = digits * 10 + (digit - '0');
    return unit * Fraction(digits, power_of_ten(static_cast<unsigned>(places.size())));
}

Whole floor_of(const Fraction& x) {
    const Whole top = boost::multiprecision::numerator(x);
    const Whole bottom = boost::multiprecision::denominator(x);  // positive
    const Whole towards_zero = top / bottom;
    return top < 0 && towards_zero * bottom != top ? Whole(towards_zero - 1) : towards_zero;
}

Fraction round_to(const Fraction& x, const Fraction& step, ast::Row mode) {
    const Fraction steps = x / step;
    const Whole below = floor_of(steps);
    const Fraction rest = steps - Fraction(below);  // 0 <= rest < 1
    const Fraction half(1, 2);
    bool to_above = false;
    switch (mode) {
        case ast::Row::none:
        case ast::Row::mode_half_up: to_above = rest > half || (rest == half && steps > 0); break;
        case ast::Row::mode_half_even:
            to_above = rest > half || (rest == half && below % 2 != 0);
            break;
        case ast::Row::mode_up: to_above = steps > 0 && rest > 0; break;
        case ast::Row::mode_down: to_above = steps < 0 && rest > 0; break;
        case ast::Row::mode_floor: to_above = false; break;
        case ast::Row::mode_ceiling: to_above = rest > 0; break;
        default: throw std::logic_error("not a mode of rounding");
    }
    return Fraction(to_above ? Whole(below + 1) : below) * step;
}

long days_in_month(long year, long month) {
    static const long days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

std::optional<long> days_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !all_digits(text.substr(0, 4)) ||
        !all_digits(text.substr(5, 2)) || !all_digits(text.substr(8, 2))) {
        return {};
    }
    const long year = std::stol(std::string(text.substr(0, 4)));
    const long month = std::stol(std::string(text.substr(5, 2)));
    const long day = std::stol(std::string(text.substr(8, 2)));
    if (year < 1900 || year > 2199 || month < 1 || month > 12) return {};
    if (day < 1 || day > days_in_month(year, month)) return {};
    long days = day - 1;
    for (long m = 1; m < month; ++m) days += days_in_month(year, m);
    for (long y = 1970; y < year; ++y) days += is_leap(y) ? 366 : 365;
    for (long y = year; y < 1970; ++y) days -= is_leap(y) ? 366 : 365;
    return days;
}

std::string date_text(long days) {
    long year = 1970;
    while (days < 0) days += is_leap(--year) ? 366 : 365;
    while (days >= (is_leap(year) ? 366 : 365)) days -= is_leap(year++) ? 366 : 365;
    long month = 1;
    while (days >= days_in_month(year, month)) days -= days_in_month(year, month++);
    char text[16];
    std::snprintf(text, sizeof text, "%04ld-%02ld-%02ld", year % 10000, month % 100,
                  (days + 1) % 100);
    return text;
}

std::string fraction_text(const Fraction& x) {
    Whole places = 1;
    std::size_t count = 0;
    while (count < 60 && boost::multiprecision::denominator(x * Fraction(places)) != 1) {
        places *= 10;
        ++count;
    }
    const Whole scaled = boost::multiprecision::numerator(x * Fraction(places));
    if (boost::multiprecision::denominator(x * Fraction(places)) != 1) return x.str();
    std::string digits = Whole(abs(scaled)).str();
    if (count > 0) {
        if (digits.size() <= count) digits.insert(0, count + 1 - digits.size(), '0');
        digits.insert(digits.size() - count, ".");
    }
    return (scaled < 0 ? "-" : "") + digits;
}

}  // namespace meritum::agreement
