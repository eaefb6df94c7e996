// The slots that X3 reads. In: tokens. Out: one tree on the Builder's stack. The seam between the
// trie and the rules. Tests: tests/syntax/grammar_test.cpp.
#pragma once

#include "syntax/grammar/builder.hpp"

namespace meritum::syntax {

/// REQUIRES a kind without a group. On failure nothing is moved or pushed.
bool read_slot(Builder& builder, SlotKind kind, const Token*& first, const Token* last);

}  // namespace meritum::syntax
