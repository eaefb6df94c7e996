// Graphs by hand, for the tests of graph and exec. In: calls. Out: a Graph. Knows no text of a
// plan.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "graph/graph.hpp"

namespace meritum::graph {

class GraphBuilder {
public:
    GraphBuilder() {
        Table people;
        people.name = "participants";
        Table all;
        all.kind = TableKind::everyone;
        all.name = "everyone";
        graph.tables = {people, all};
    }

    ColumnId column(const std::string& name, value::Type type = value::Type::number,
                    bool optional = false) {
        value::ColumnSchema schema;
        schema.name = name;
        schema.names = {name};
        schema.type = type;
        schema.optional = optional;
        graph.schema.columns.push_back(schema);
        return {static_cast<std::uint32_t>(graph.schema.columns.size() - 1)};
    }

    ColumnId fact(const std::string& name, value::Type type = value::Type::number,
                  bool optional = false) {
        const ColumnId id = column(name, type, optional);
        graph.schema.facts.push_back(id);
        return id;
    }

    ColumnId param(const std::string& name) {
        const ColumnId id = column(name);
        graph.schema.params.push_back(id);
        return id;
    }

    TableId list(const std::string& name) {
        value::ListSchema schema;
        schema.name = name;
        graph.schema.lists.push_back(schema);
        Table table;
        table.kind = TableKind::list;
        table.list = {static_cast<std::uint32_t>(graph.schema.lists.size() - 1)};
        table.name = name;
        return add(table);
    }

    ColumnId field(TableId list, const std::string& name, value::Type type = value::Type::number,
                   bool optional = false) {
        const ColumnId id = column(name, type, optional);
        graph.schema.columns[id.index].list = graph.tables[list.index].list;
        return id;
    }

    KeyId owner(TableId list) { return add(Key{KeyKind::owner, list, participants, {}}); }
    KeyId to_everyone(TableId from) { return add(Key{KeyKind::everyone, from, everyone, {}}); }

    /// A key with its group table.
    KeyId group(NodeId by, const std::string& name) {
        Table table;
        table.kind = TableKind::group;
        table.key = {static_cast<std::uint32_t>(graph.keys.size())};
        table.name = name;
        const TableId to = add(table);
        return add(Key{KeyKind::value, participants, to, by});
    }

    NodeId add(const Node& node) {
        graph.nodes.push_back(node);
        return {static_cast<std::uint32_t>(graph.nodes.size() - 1)};
    }

    NodeId input(ColumnId column, Range range, TableId table = participants) {
        Node node = leaf(value::Operator::input, column.index, range, table);
        if (graph.schema.columns[column.index].type == value::Type::boolean) truth(node);
        return add(node);
    }

    NodeId known(ColumnId column, TableId table = participants) {
        Node node = leaf(value::Operator::input_known, column.index, {0, 1}, table);
        node.form = Form::boolean;
        return add(node);
    }

    NodeId constant(const number::Integer& value, TableId table = participants) {
        graph.constants.push_back(value);
        const auto payload = static_cast<std::uint32_t>(graph.constants.size() - 1);
        return add(leaf(value::Operator::constant, payload, {value, value}, table));
    }

    NodeId text(const std::string& words, TableId table = participants) {
        graph.texts.push_back(words);
        const auto payload = static_cast<std::uint32_t>(graph.texts.size() - 1);
        return add(leaf(value::Operator::text_constant, payload, {-1, 1000000}, table));
    }

    /// A number made of nodes of one table.
    NodeId number(value::Operator op, std::initializer_list<NodeId> inputs, Range range,
                  NodeId guard = {}) {
        Node node = map(op, inputs);
        node.range = std::move(range);
        node.guard = guard;
        return add(node);
    }

    NodeId truth(value::Operator op, std::initializer_list<NodeId> inputs, NodeId guard = {}) {
        Node node = map(op, inputs);
        truth(node);
        node.guard = guard;
        return add(node);
    }

    /// A read, reduce, scan or rank.
    NodeId along(NodeKind kind, NodeId input, KeyId key, Range range) {
        const Key& joined = graph.keys[key.index];
        Node node;
        node.kind = kind;
        node.table = kind == NodeKind::reduce ? joined.to : joined.from;
        node.inputs[0] = input;
        node.key = key;
        node.range = std::move(range);
        if (kind == NodeKind::read) node.form = graph[input].form;
        return add(node);
    }

    /// Its input is given later by remember().
    NodeId previous(const number::Integer& first, Range range) {
        graph.constants.push_back(first);
        Node node;
        node.kind = NodeKind::previous;
        node.table = participants;
        node.payload = static_cast<std::uint32_t>(graph.constants.size() - 1);
        node.range = std::move(range);
        return add(node);
    }

    void remember(NodeId previous, NodeId input) {
        graph.nodes[previous.index].inputs[0] = input;
        graph.nodes[previous.index].form = graph[input].form;
    }

    Quantity quantity(NodeId value) const {
        Quantity result;
        result.value = value;
        result.table = graph[value].table;
        if (graph[value].form == Form::boolean) result.type = value::Type::boolean;
        return result;
    }

    Graph graph;

private:
    TableId add(const Table& table) {
        graph.tables.push_back(table);
        return {static_cast<std::uint32_t>(graph.tables.size() - 1)};
    }

    KeyId add(const Key& key) {
        graph.keys.push_back(key);
        return {static_cast<std::uint32_t>(graph.keys.size() - 1)};
    }

    static void truth(Node& node) {
        node.form = Form::boolean;
        node.range = {0, 1};
    }

    static Node leaf(value::Operator op, std::uint32_t payload, Range range, TableId table) {
        Node node;
        node.op = op;
        node.payload = payload;
        node.range = std::move(range);
        node.table = table;
        return node;
    }

    Node map(value::Operator op, std::initializer_list<NodeId> inputs) const {
        Node node;
        node.op = op;
        std::size_t k = 0;
        for (const NodeId input : inputs) node.inputs[k++] = input;
        node.table = graph[node.inputs[0]].table;
        return node;
    }
};

}  // namespace meritum::graph
