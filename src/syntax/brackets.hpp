// Brackets, before the grammar recurses into them. In: a range of tokens. Out: whether they match
// and nest within the limit. Tests: tests/syntax/grammar_test.cpp.
#pragma once

#include <optional>

#include "syntax/grammar/trouble.hpp"

namespace meritum::syntax {

/// A bracket that is never closed or never opened, one that is nested too deep, or a range that is
/// too long.
std::optional<Fault> find_bracket_fault(const Token* first, const Token* last);

}  // namespace meritum::syntax
