// Named tables of the reference evaluator: docs/language.md, "Named tables", row by row. In: a call
// and whose value is asked for. Out: the value, or nothing where it is undefined. Must not know the
// engine.
#include "agreement/evaluator.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

bool is_header(const ast::Node& clause) {
    return clause.row == Row::table_by || clause.row == Row::table_matrix;
}

}  // namespace

/// Whether a cell takes x.
bool Evaluator::cell_takes(const ast::Node& cell, const Value& x, const Whose& whose) {
    const auto bound = [&](std::size_t slot) { return value(cell[slot], whose)->number; };
    const auto is = [&](const ast::Node& node) { return same_value(*value(node, whose), x); };
    switch (cell.row) {
        case Row::cell_any: return true;
        case Row::cell_is: return is(cell[0]);
        case Row::cell_in: {
            bool any = false;
            for (const auto& one : cell[0].slots) any = any || is(one);
            return any;
        }
        case Row::cell_from: return bound(0) <= x.number && (!cell[1] || x.number < bound(1));
        case Row::cell_above: return bound(0) < x.number && (!cell[1] || x.number < bound(1));
        case Row::cell_from_up_to: return bound(0) <= x.number && x.number <= bound(1);
        case Row::cell_above_up_to: return bound(0) < x.number && x.number <= bound(1);
        case Row::cell_up_to: return x.number <= bound(0);
        case Row::cell_below: return x.number < bound(0);
        default: throw Undefined("not a cell");
    }
}

/// The results of every row that matches, in the order of the text; of a matrix the one value where
/// row and head match.
std::vector<Maybe> Evaluator::matches(const ast::Statement& table, const std::vector<Value>& asked,
                                      std::size_t result, const Whose& whose) {
    const ast::Node* header = nullptr;
    for (const auto& clause : table.clauses) {
        if (is_header(clause)) header = &clause;
    }
    const bool matrix = header->row == Row::table_matrix;
    std::vector<ast::Node> rows;
    for (const auto& clause : table.clauses) {
        if (clause.row == Row::table_row) rows.push_back(clause);
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        rows.push_back(table.rows[i]);  // its file's
    std::vector<Maybe> found;
    for (const auto& clause : rows) {
        bool all = true;
        for (std::size_t i = 0; i < clause[0].slots.size(); ++i) {
            all = all && cell_takes(clause[0][i], asked[i], whose);
        }
        if (!all) continue;
        if (!matrix) {
            found.push_back(value(clause[1][result], whose));
            continue;
        }
        for (std::size_t head = 0; head < (*header)[2].slots.size(); ++head) {
            if (cell_takes((*header)[2][head], asked.back(), whose)) {
                found.push_back(value(clause[1][head], whose));
            }
        }
    }
    return found;
}

/// Which of the results a call asks for.
std::size_t Evaluator::asked_result(const ast::Statement& table, const ast::Node& call) const {
    for (const auto& clause : table.clauses) {
        if (clause.row != Row::table_by || !call[2]) continue;
        for (std::size_t i = 0; i < clause[1].slots.size(); ++i) {
            if (has_name(clause[1][i][0], call[2].text)) return i;
        }
        throw Undefined("the table gives no " + call[2].text);
    }
    return 0;
}

Maybe Evaluator::called(const ast::Node& node, const Whose& whose) {
    const ast::Statement& table = *declarations_.find(node[0].identity);
    std::vector<Value> asked;
    for (const auto& argument : node[1].slots) {
        const Maybe x = value(argument, whose);
        if (!x) return {};
        asked.push_back(*x);
    }
    const std::size_t result = asked_result(table, node);
    const auto found = matches(table, asked, result, whose);
    const bool sums = find_clause(table, Row::table_sum) != nullptr;
    if (found.empty()) {
        const auto* rest = find_clause(table, Row::table_otherwise);
        if (rest != nullptr) return value((*rest)[0][result], whose);
        return sums ? Maybe(number(0)) : Maybe();
    }
    if (find_clause(table, Row::table_first) != nullptr) return found.front();
    Maybe out = found.front();
    for (std::size_t i = 1; i < found.size(); ++i) {
        if (sums) {
            out->number += found[i]->number;
        } else if (find_clause(table, Row::table_highest) == nullptr) {
            throw Undefined("two rows of " + node[0].text + " match");
        } else if (out->number < found[i]->number) {
            out = found[i];
        }
    }
    return out;
}

}  // namespace meritum::agreement
