// In which tongue a plan was written. In: a Document and its text. Out: a tongue of the phrases.
// Tests: tests/syntax/print_test.cpp.
#pragma once

#include <string>

#include "base/source.hpp"
#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

/// The tongue whose words begin most statements; the first tongue of equals.
std::string tongue_of(const ast::Document& document, const Source& source,
                      const Phrases& phrases = Phrases::standard());

}  // namespace meritum::syntax
