// One period's facts by hand, and runs of hand-built graphs, for the tests of exec. In: rows. Out:
// FactColumns, numbers.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "exec/bind.hpp"
#include "exec/run.hpp"
#include "graph/graph_builder.hpp"

namespace meritum::exec {

using graph::GraphBuilder;
using Numbers = std::vector<number::Int256>;

struct FactsBuilder {
    explicit FactsBuilder(const GraphBuilder& builder, std::vector<std::string> ids) {
        facts.ids = std::move(ids);
        for (std::size_t i = 0; i < facts.ids.size(); ++i) facts.source_rows.push_back(i);
        facts.columns.resize(builder.graph.schema.columns.size());
        facts.offsets.resize(builder.graph.schema.lists.size(),
                             std::vector<std::uint32_t>(facts.ids.size() + 1, 0));
        facts.item_keys.resize(facts.offsets.size());
    }

    FactsBuilder& column(ColumnId id, std::vector<number::Int128> values,
                         std::vector<std::uint8_t> known = {}) {
        facts.columns[id.index] = {std::move(values), std::move(known)};
        return *this;
    }

    FactsBuilder& texts(ColumnId id, const std::vector<std::string>& values) {
        std::vector<number::Int128> codes;
        for (const std::string& text : values) codes.push_back(facts.dictionary.code(text));
        return column(id, codes);
    }

    value::FactColumns facts;
};

inline Run run_all(const GraphBuilder& builder, const value::FactColumns& facts,
                   const State& before = {}, const RunOptions& options = {}) {
    const auto graph = std::make_shared<const graph::Graph>(builder.graph);
    return run(bind(graph, Keep::everything), facts, before, options);
}

inline Numbers numbers(const Run& run, NodeId node) {
    const std::size_t rows =
        std::visit([](const auto& values) { return values.size(); }, run.columns[node.index]);
    Numbers result;
    for (std::size_t row = 0; row < rows; ++row) result.push_back(value_at(run, node, row));
    return result;
}

}  // namespace meritum::exec
