// The formatter. In: a Document. Out: its canonical text in a tongue, comments kept. Parsing the
// text gives the same tree. Tests: tests/syntax/print_test.cpp and the round trip of every
// generated plan.
#pragma once

#include <string>

#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

struct PrintOptions {
    std::string tongue =
        "en";  ///< a tongue of the phrases; names and texts in the document's language of that name
    std::string language;  ///< of names and texts, if not the one of the tongue's name
    bool comments = true;
    bool labels = true;  ///< false leaves out labels and other names (for the fingerprint)
    bool align = true;   ///< columns of facts and tiers
    bool used = false;   ///< what used files hold in place of `use` (for the fingerprint)
};

/// The whole plan, ending in a newline.
std::string print(const ast::Document& document, const PrintOptions& options = {},
                  const Phrases& phrases = Phrases::standard());

/// One expression or clause on one line, names in the tongue's form: "attainment > 100%".
std::string print(const ast::Document& document, const ast::Node& node,
                  const PrintOptions& options = {}, const Phrases& phrases = Phrases::standard());

}  // namespace meritum::syntax
