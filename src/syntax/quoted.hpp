// What messages quote of a plan, in the tongue it is written in. In: diagnostics, whose words are
// English, and the document. Out: the same with everything in backticks said in a tongue of the
// phrases, so that an author can write what a fix says. Knows nothing of meaning. Tests:
// tests/syntax/quoted_test.cpp.
#pragma once

#include <string>

#include "meritum/diagnostics.hpp"
#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

/// Messages, labels and fixes. What is neither a phrase nor words of one stays, and so does what
/// the author wrote there himself.
void quote_in(const std::string& tongue, Diagnostics& diagnostics, const ast::Document& document,
              const Phrases& phrases = Phrases::standard());

}  // namespace meritum::syntax
