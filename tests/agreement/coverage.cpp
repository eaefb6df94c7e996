// Counting what was used. See coverage.hpp.
#include "agreement/coverage.hpp"

#include <cstdio>
#include <set>

#include "agreement/wording.hpp"
#include "value/operators.hpp"

namespace meritum::agreement {

namespace {

std::string kind_name(graph::NodeKind kind) {
    switch (kind) {
        case graph::NodeKind::map: return "map";
        case graph::NodeKind::read: return "read";
        case graph::NodeKind::reduce: return "reduce";
        case graph::NodeKind::scan: return "scan";
        case graph::NodeKind::rank: return "rank";
        case graph::NodeKind::previous: return "previous";
    }
    return "";
}

constexpr graph::NodeKind all_kinds[] = {graph::NodeKind::map,    graph::NodeKind::read,
                                         graph::NodeKind::reduce, graph::NodeKind::scan,
                                         graph::NodeKind::rank,   graph::NodeKind::previous};

/// Leaves and operators of the tree: every row before the first of phrases.def. `none` is no row.
std::vector<ast::Row> plain_rows() {
    std::vector<ast::Row> rows;
    const auto first = static_cast<int>(phrase_texts().front().row);
    for (int row = 1; row < first; ++row) rows.push_back(static_cast<ast::Row>(row));
    return rows;
}

template <class Key>
std::size_t count(const std::map<Key, std::size_t>& counts, Key key) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

void put(std::string& table, std::size_t& column, const std::string& name, std::size_t seen) {
    char text[64];
    std::snprintf(text, sizeof text, "  %-18s %7zu", name.c_str(), seen);
    table += text;
    if (++column % 4 == 0) table += "\n";
}

}  // namespace

void Coverage::add(const ast::Node& node) {
    ++rows_[node.row];
    for (const auto& slot : node.slots) add(slot);
}

void Coverage::add(const ast::Document& plan) {
    for (const auto& statement : plan.statements) {
        add(statement.head);
        for (const auto& clause : statement.clauses) add(clause);
    }
}

void Coverage::add(const graph::Graph& graph) {
    for (const auto& node : graph.nodes) {
        ++kinds_[node.kind];
        if (node.kind == graph::NodeKind::map) ++operators_[node.op];
    }
}

void Coverage::add(const Coverage& other) {
    for (const auto& [row, count] : other.rows_) rows_[row] += count;
    for (const auto& [kind, count] : other.kinds_) kinds_[kind] += count;
    for (const auto& [op, count] : other.operators_) operators_[op] += count;
}

std::vector<std::string> Coverage::missing() const {
    // `word` rows join expressions: they are seen as operators of the tree.
    std::vector<std::string> missing;
    for (const auto& phrase : phrase_texts()) {
        if (phrase.group != "word" && count(rows_, phrase.row) == 0)
            missing.push_back("phrase " + std::string(phrase.id));
    }
    for (const auto row : plain_rows()) {
        if (count(rows_, row) == 0) missing.push_back("row " + std::string(ast::row_name(row)));
    }
    for (const auto kind : all_kinds) {
        if (count(kinds_, kind) == 0) missing.push_back("node " + kind_name(kind));
    }
    for (std::size_t i = 0; i < std::size(value::operator_rows); ++i) {
        if (count(operators_, static_cast<value::Operator>(i)) == 0) {
            missing.push_back(std::string("operator ") + value::operator_rows[i].name);
        }
    }
    return missing;
}

std::string Coverage::table() const {
    std::string table;
    std::string_view group;
    std::size_t column = 0;
    const auto heading = [&](const std::string& name) {
        table += (column % 4 == 0 ? "" : "\n") + name + "\n";
        column = 0;
    };
    for (const auto& phrase : phrase_texts()) {
        if (phrase.group == "word") continue;
        if (phrase.group != group) heading(std::string(phrase.group));
        group = phrase.group;
        put(table, column, std::string(phrase.id), count(rows_, phrase.row));
    }
    heading("leaves and operators");
    for (const auto row : plain_rows())
        put(table, column, std::string(ast::row_name(row)), count(rows_, row));
    heading("nodes of the graph");
    for (const auto kind : all_kinds) put(table, column, kind_name(kind), count(kinds_, kind));
    heading("operators of the graph");
    for (std::size_t i = 0; i < std::size(value::operator_rows); ++i) {
        put(table, column, value::operator_rows[i].name,
            count(operators_, static_cast<value::Operator>(i)));
    }
    return table + "\n";
}

}  // namespace meritum::agreement
