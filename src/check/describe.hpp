// Values in the author's words, for messages. In: types, rationals. Out: "money", "points", "12.5",
// "yes or no".
#pragma once

#include <string>
#include <string_view>

#include "check/checked_plan.hpp"
#include "syntax/ast.hpp"

namespace meritum::check {

/// What a value is, with its article: "money", "points", "a plain number", "a date".
std::string kind_of(const Value& value);

/// A number as the author would write it: "12.5", "15%", "2026-07-01".
std::string written(const number::Rational& number, const Value& like);

/// A percentage as it is written: it takes no unit, for 5% of an amount is meant, never 0.05 of the
/// currency. (0% is nothing in any unit.)
bool is_share(const Value& value);

/// Whether a percentage may be what it is shown as. A fact is what its declaration says: of 0 ..
/// 100, 55 is never 5500%.
bool may_be_share(const Value& value);

/// Whether a number that says no unit is one of that unit beside others: it must be written out.
bool takes_unit(const Value& value, value::Unit unit);

/// "`sales / target`"
std::string in_quotes(std::string_view words);

/// What stands inside parentheses.
const ast::Node& bare(const ast::Node& node);

/// Whether a number is written in percent.
bool says_percent(const ast::Node& number);

}  // namespace meritum::check
