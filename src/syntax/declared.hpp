// The names of a plan before any phrase is read, so that a plan may call a fact `rate` or `sum`
// though phrases have these words. In: tokens and statements. Out: the words that stand where a
// name is declared; the tokens that have them are marked. Tests: tests/syntax/declared_test.cpp.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "syntax/layout.hpp"
#include "syntax/phrase_tries.hpp"

namespace meritum::syntax {

using Declared = std::set<std::string, std::less<>>;

/// Adds the words that a file declares.
void find_declared(const TokenLines& lines, const Layout& layout, const PhraseTries& tries,
                   Declared& found);

/// Sets `Token::declared`.
void mark_declared(TokenLines& lines, const Declared& found);

}  // namespace meritum::syntax
