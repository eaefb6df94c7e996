// The General Decimal Arithmetic test files as cases. In: the text of a file (*.decTest). Out: its
// cases with the settings they stand under. Knows the files' grammar, not what they test. Tests:
// general_decimal_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace meritum::number {

/// What the directives above a case say.
struct DecimalSettings {
    long precision = 9;
    std::string rounding = "half_up";
    long max_exponent = 999'999'999;
    long min_exponent = -999'999'999;
    bool extended = true;
};

struct DecimalCase {
    DecimalSettings settings;
    std::string id;
    std::string operation;  ///< in small letters
    std::vector<std::string> operands;
    std::string result;
    std::vector<std::string> conditions;  ///< "inexact", "overflow" ... in small letters
};

std::vector<DecimalCase> cases_of(const std::string& text);

/// A number as the files write it, "-12.5E+3"; nothing for NaN, Infinity, "?" and encodings.
struct DecimalText {
    std::string digits;  ///< with a sign, without a point
    long exponent = 0;
};
std::optional<DecimalText> read_decimal(const std::string& text);

/// The folders that may hold the files: where Python's tests are installed.
std::vector<std::string> folders_of_cases();

}  // namespace meritum::number
