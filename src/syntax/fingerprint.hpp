// The fingerprint of a plan: the same for the same meaning, whatever its tongue, layout, comments
// and labels. In: a Document. Out: "sha256:" and 64 hexadecimal digits. Tests:
// tests/syntax/fingerprint_test.cpp.
#pragma once

#include <string>

#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

/// SHA-256 (FIPS 180-4) over the language edition and the canonical print: first tongue, first
/// names, no comments, no labels.
std::string fingerprint(const ast::Document& document,
                        const Phrases& phrases = Phrases::standard());

}  // namespace meritum::syntax
