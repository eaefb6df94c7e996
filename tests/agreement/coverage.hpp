// What the accepted plans have used: rows of phrases.def, kinds of node, operators. In: trees and
// graphs. Out: a table, and what was never used. Tests: the table is printed by agreement_test.cpp,
// which fails on anything missing.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "graph/graph.hpp"
#include "syntax/ast.hpp"

namespace meritum::agreement {

class Coverage {
public:
    void add(const ast::Document& plan);
    void add(const graph::Graph& graph);
    void add(const Coverage& other);

    /// Everything countable that no plan has used.
    std::vector<std::string> missing() const;

    /// "name count", several to a line.
    std::string table() const;

private:
    void add(const ast::Node& node);

    std::map<ast::Row, std::size_t> rows_;
    std::map<graph::NodeKind, std::size_t> kinds_;
    std::map<value::Operator, std::size_t> operators_;
};

}  // namespace meritum::agreement
