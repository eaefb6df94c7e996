// Implements the comparison of ast.hpp. Parentheses are looked through: they are how a tree was
// written, and another tongue may need others.
#include "syntax/ast.hpp"

#include <algorithm>

namespace meritum::ast {

namespace {

const Node& inside(const Node& node) {
    const Node* at = &node;
    while (at->row == Row::parenthesis) at = &at->slots.front();
    return *at;
}

}  // namespace

bool same_tree(const Node& a, const Node& b) {
    const Node& x = inside(a);
    const Node& y = inside(b);
    if (x.row != y.row || x.slots.size() != y.slots.size()) return false;
    if (x.row == Row::name && x.identity != y.identity) return false;
    if (x.row == Row::number && x.number != y.number) return false;
    if ((x.row == Row::text || x.row == Row::date) && x.text != y.text) return false;
    return std::equal(x.slots.begin(), x.slots.end(), y.slots.begin(),
                      [](const Node& m, const Node& n) { return same_tree(m, n); });
}

bool same_tree(const Document& a, const Document& b) {
    const auto same_nodes = [](const Node& m, const Node& n) { return same_tree(m, n); };
    const auto same_statement = [&](const Statement& s, const Statement& t) {
        return same_tree(s.head, t.head) &&
               std::equal(s.clauses.begin(), s.clauses.end(), t.clauses.begin(), t.clauses.end(),
                          same_nodes);
    };
    return a.languages == b.languages &&
           std::equal(a.statements.begin(), a.statements.end(), b.statements.begin(),
                      b.statements.end(), same_statement);
}

}  // namespace meritum::ast
