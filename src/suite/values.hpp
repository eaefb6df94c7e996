// Values as a suite writes them and as a report shows them. In: trees or values. Out: values or
// texts. Must not know where they are expected. Tests: tests/suite/values_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "suite/document.hpp"

namespace meritum::suite {

/// The digits of a number without the marks that group them: "1_000_000" is "1000000". Any other
/// text is left as it is.
std::string without_groups(std::string_view text);

/// "1_000_000", "-0.5", "15%", exactly; nothing for any other text.
std::optional<Decimal> number_of(std::string_view text);

/// "yes", "no", "true", "false", "是", "否", as data is read.
std::optional<bool> truth_of(std::string_view text);

/// "not rated", "不予评定".
bool says_not_rated(std::string_view text);

/// Whether it is what is expected; nothing is expected of who is not rated, too.
bool is_as(const Value& expected, const Value& actual);

/// For people: "nothing", "not rated", "yes", a number's shortest notation, a text as it is.
std::string shown(const Value& value);

}  // namespace meritum::suite
