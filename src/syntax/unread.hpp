// What a plan reads of the files it uses. In: a Document. Out: the same without the declarations of
// used files that nothing reads, so that a shared file may hold more than one plan needs. Tests:
// tests/syntax/unread_test.cpp.
#pragma once

#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

/// Facts, params and lets that are named by nothing that stays are left out. What does more than to
/// declare (rules, requirements, ...) stays.
ast::Document without_unread(const ast::Document& document, const Phrases& phrases);

/// Whether the plan uses a file.
bool uses_files(const ast::Document& document);

}  // namespace meritum::syntax
