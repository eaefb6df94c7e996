// Exact fractions of any size, for the reference evaluator alone. In: decimals of the public
// interface, texts. Out: fractions. Must not know the engine's numbers (src/number/): agreement
// would prove nothing if both sides shared them.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "meritum/decimal.hpp"
#include "syntax/ast.hpp"

namespace meritum::agreement {

using Whole = boost::multiprecision::cpp_int;
using Fraction = boost::multiprecision::cpp_rational;

/// A decimal's exact value.
Fraction to_fraction(const Decimal& decimal);

/// "12", "-0.05", "15%". Nothing for any other text.
std::optional<Fraction> fraction_of(std::string_view text);

/// The greatest whole number that is not above x.
Whole floor_of(const Fraction& x);

/// x to a multiple of step; `mode` is a row of the group `mode`, or none for halves away from zero.
Fraction round_to(const Fraction& x, const Fraction& step, ast::Row mode);

/// Days since 1970-01-01 of "2026-07-01". Nothing for a text that is not a day of the calendar.
std::optional<long> days_of(std::string_view text);
long days_in_month(long year, long month);
std::string date_text(long days);

/// "118.5", "-3", "1/3": whole, decimal or else as a quotient.
std::string fraction_text(const Fraction& x);

}  // namespace meritum::agreement
