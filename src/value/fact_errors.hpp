// What can be wrong with facts: the rows of fact_errors.def as an enumeration, and their words.
// In: a kind and words. Out: code and message. Must not know where facts come from. Tests:
// tests/value/, tests/io/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace meritum::value {

enum class Trouble : std::uint8_t {
#define FACT_ERROR(kind, code, message) kind,
#include "value/fact_errors.def"
#undef FACT_ERROR
};

std::size_t trouble_count();
std::string_view trouble_code(Trouble kind);     ///< "F0101"
std::string_view trouble_name(Trouble kind);     ///< "missing"
std::string_view trouble_pattern(Trouble kind);  ///< its message with {0}, {1} ... for the words

/// The row's message with {0}, {1} ... replaced by the words.
std::string trouble_message(Trouble kind, const std::vector<std::string>& words);

/// A name of the plan or the data in a message: "`sales`", made safe to print.
std::string quoted_name(std::string_view name);

/// "; did you mean `sales`?" or nothing.
std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& known);

}  // namespace meritum::value
