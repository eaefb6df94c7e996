// The words for what the grammar could not read. In: a range of tokens and the grammar's trouble.
// Out: one diagnostic, on the narrowest token. Tests: tests/syntax/complaints_test.cpp.
#pragma once

#include "base/diagnostics.hpp"
#include "syntax/grammar/trouble.hpp"

namespace meritum::syntax {

/// Where the range stands.
struct Place {
    Group group = Group::statement;
    std::string
        statement;  ///< the words that open its statement ("bonus"); empty for a statement itself
    std::size_t indent = 0;            ///< of the clause
    std::vector<const Token*> deeper;  ///< the first tokens of the lines that continue it
};

/// REQUIRES first < last.
void complain(const PhraseTries& tries, const Place& place, const Token* first, const Token* last,
              const Trouble& trouble, DiagnosticSink& sink);

/// The words of phrases at `first`, as far as some row of the group begins with them: "at most".
std::string opening_words(const PhraseTries& tries, Group group, const Token* first,
                          const Token* last);

/// The group of clauses that the statement's row has, if any. A fact has fields only if its type is
/// a list.
std::optional<Group> clause_group(ast::Row statement);

}  // namespace meritum::syntax
