// Places in a text that are filled in: "{sales} sold against {target}". In: a text leaf. Out: its
// literal parts and values. Tests: tests/syntax/placeholders_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

/// A part of a text: literal words, or a value in braces.
struct Placeholder {
    std::string literal;  ///< words as they are (`{{` and `}}` made one); empty for a value
    ast::Node value;      ///< `Row::none` for words
    Span span;            ///< in the plan; of the whole text where it holds escapes
    std::string problem;  ///< not empty if the braces hold no value; parse() has reported it
};

/// The parts of a text leaf, in order. Names inside are as written; `resolve_names(document,
/// statement, value)` finds what they refer to.
/// `declared`: the words the plan declares as names.
std::vector<Placeholder> placeholders(const ast::Node& text,
                                      const std::set<std::string, std::less<>>& declared,
                                      const Phrases& phrases = Phrases::standard());

}  // namespace meritum::syntax
