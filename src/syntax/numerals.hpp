// Numbers and dates as people write them. In: plain characters. Out: their extent and exact value.
// Knows nothing of tokens. Tests: tests/syntax/tokens_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.hpp"
#include "meritum/decimal.hpp"

namespace meritum::syntax {

/// What begins with a digit. `length` counts code points of the line.
struct Numeral {
    std::size_t length = 0;
    bool is_date = false;
    Decimal value;
    std::optional<Kind> problem;  ///< then `words` and `fix` belong to it
    std::vector<std::string> words;
    std::string fix;
};

/// Reads a number (1_000, 1.5, 15%, 10万, 1.5亿) or a date (2026-07-01). REQUIRES a digit at
/// `line[at]`; `line` holds code points in their plain form.
Numeral read_numeral(std::u32string_view line, std::size_t at);

}  // namespace meritum::syntax
