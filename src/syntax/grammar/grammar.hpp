// The entry of the grammar, the only header of this folder (with trouble.hpp) that others include.
// In: a range of tokens. Out: the tree of one phrase, or why there is none. Brackets in the range
// match and nest no deeper than limits::nesting (syntax/brackets.hpp). Tests:
// tests/syntax/grammar_test.cpp.
#pragma once

#include <optional>

#include "syntax/grammar/trouble.hpp"

namespace meritum::syntax {

struct Reading {
    std::optional<ast::Node> node;
    Trouble trouble;  ///< if there is no node
};

/// One row of a group; the whole range must belong to it. REQUIRES first < last.
Reading read_phrase(const PhraseTries& tries, Group group, const Token* first, const Token* last);

/// One value; the whole range must belong to it. REQUIRES first < last.
Reading read_value(const PhraseTries& tries, const Token* first, const Token* last);

}  // namespace meritum::syntax
