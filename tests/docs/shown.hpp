// Which phrases of the language a page shows. In: plans made of its snippets. Out: what no snippet
// says. Knows the table of phrases and the tree. Tests: tests/docs/page_test.cpp.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "syntax/ast.hpp"

namespace meritum::docs {

/// Rows, each with the slots of it that were filled.
class Shown {
public:
    /// Everything a plan says. REQUIRES that it can be read.
    void add(const std::string& plan);

    /// Phrases and words that stand nowhere ("mode_floor", "word_or"), and parts that are left out
    /// wherever the phrase stands ("rule_times.condition").
    std::vector<std::string> missing() const;

private:
    void add(const ast::Node& node);
    bool has_word(ast::Row row) const;

    std::set<ast::Row> rows_;
    std::set<std::pair<ast::Row, std::size_t>> slots_;
};

/// The patterns of a group of phrases.def, each with that of the other tongue below it.
std::string phrases_of(const std::string& group, const std::string& tongue);

}  // namespace meritum::docs
