// Formulas of nodes in words. In: a node. Out: its operator's sign between its inputs' names. Must
// not know the story. Tests: tests/graph/print_test.cpp.
#include "graph/formula.hpp"

#include <algorithm>

namespace meritum::graph {
namespace {

/// What kind of column: by where the schema lists it.
std::string column_text(const Graph& graph, std::uint32_t index) {
    const auto& column = graph.schema.columns[index];
    if (column.list) return "field " + column.name;
    const auto& params = graph.schema.params;
    const bool param = std::find(params.begin(), params.end(), ColumnId{index}) != params.end();
    return (param ? "param " : "fact ") + column.name;
}

std::string leaf_text(const Graph& graph, const Node& node) {
    using value::Operator;
    if (node.op == Operator::constant) return graph.constants[node.payload].str();
    if (node.op == Operator::text_constant) return '"' + graph.texts[node.payload] + '"';
    const std::string column = column_text(graph, node.payload);
    return node.op == Operator::input_known ? column + " known" : column;
}

std::string map_text(const Graph& graph, const Node& node) {
    const value::OperatorRow& row = value::row(node.op);
    const std::string sign = row.sign;
    const std::string a = name_of(node.inputs[0]);
    const std::string b = name_of(node.inputs[1]);
    if (node.op == value::Operator::power) {
        const auto [above, below] = graph.exponents[node.payload];
        return a + " * " + b + " ^ " + std::to_string(above) + "/" + std::to_string(below) +
               " over " + name_of(node.inputs[2]);
    }
    const std::string which = std::to_string(node.payload);
    if (node.op == value::Operator::lookup) return "step " + which + " from " + a + " with " + b;
    if (node.op == value::Operator::text_key) return "key of " + a + " in texts " + which;
    if (node.op == value::Operator::looked_up) return "result " + which + " at " + a;
    switch (row.arity) {
        case 0: return leaf_text(graph, node);
        case 1: return sign == "-" ? sign + a : sign + " " + a;
        case 2: return a + " " + sign + " " + b;
        default: return a + " " + sign + " " + b + " : " + name_of(node.inputs[2]);
    }
}

/// The coarser table, by whose rows things are gathered or read.
std::string key_text(const Graph& graph, const Node& node) {
    const Key& key = graph.keys[node.key.index];
    return graph.tables[key.to.index].name;
}

}  // namespace

std::string name_of(NodeId node) { return "n" + std::to_string(node.index); }

std::string formula(const Graph& graph, NodeId id) {
    const Node& node = graph[id];
    const std::string input = name_of(node.inputs[0]);
    switch (node.kind) {
        case NodeKind::map: return map_text(graph, node);
        case NodeKind::read: return "read " + input + " from " + key_text(graph, node);
        case NodeKind::reduce: return "sum of " + input + " per row of " + key_text(graph, node);
        case NodeKind::scan:
            if (node.inputs[1]) {
                return "place of " + name_of(node.inputs[1]) + " where " + input +
                       (node.inputs[2] ? " with equal " + name_of(node.inputs[2]) : "") +
                       " per row of " + key_text(graph, node);
            }
            return "running count of " + input + " per row of " + key_text(graph, node);
        case NodeKind::rank: return "rank of " + input + " within " + key_text(graph, node);
        case NodeKind::previous:
            return "previous " + input + ", at first " + graph.constants[node.payload].str();
    }
    return {};
}

std::string range_text(const Node& node) {
    if (node.form == Form::boolean) return {};
    if (node.range.low == node.range.high) return "[" + node.range.low.str() + "]";
    return "[" + node.range.low.str() + ", " + node.range.high.str() + "]";
}

}  // namespace meritum::graph
