// Phrases matched along their trie. In: tokens, a root, and for phrases that follow a value that
// value on the stack. Out: one tree on the stack. Knows nothing of X3 (slots.hpp does). Tests:
// tests/syntax/grammar_test.cpp.
#pragma once

#include "syntax/grammar/builder.hpp"

namespace meritum::syntax {

/// Where the slot before a phrase's first word comes from.
enum class Left : bool { none, on_stack };

/// Matches the longest row from `root`; moves `first` behind it. On failure nothing is moved or
/// pushed. Walks words first, then slots; common beginnings are walked once, so this is linear.
/// `optional`: nothing at all would do as well.
bool match_phrase(Builder& builder, std::size_t root, Left left, const Token*& first,
                  const Token* last, bool optional = false);

/// Reads one slot and pushes one tree. On failure nothing is moved or pushed.
bool match_slot(Builder& builder, SlotKind kind, const Token*& first, const Token* last);

}  // namespace meritum::syntax
