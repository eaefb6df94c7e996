// A plan that is put together from pieces, as a reader of a page would do it. In: pieces of a
// plan's text. Out: the plan's text. Goes by lines and first words only. Tests:
// tests/docs/page_test.cpp.
#pragma once

#include <string>
#include <vector>

namespace meritum::docs {

/// A statement with the comments above it.
struct Piece {
    std::string text;  ///< whole lines
    std::string word;  ///< its first: "bonus"
    std::string name;  ///< what it declares, as it is first called; empty for `score`, `grade`
    bool blank_before = false;
};

std::vector<Piece> split(const std::string& text);
std::string join(const std::vector<Piece>& pieces);

/// A statement that stands already is replaced, its head only where `...` stands below it; any
/// other comes behind the last one of its kind, in the order plan, facts, params, requirements,
/// lets, score, categories, rules, vetoes, grade, outcomes.
void amend(std::vector<Piece>& plan, const std::string& text);

}  // namespace meritum::docs
