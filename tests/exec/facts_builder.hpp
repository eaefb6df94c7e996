// One period's facts by hand, and runs of hand-built graphs, for the tests of exec. In: rows. Out:
// FactColumns, numbers.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "exec/bind.hpp"
#include "exec/chunks.hpp"
#include "exec/lanes.hpp"
#include "exec/run.hpp"
#include "graph/graph_builder.hpp"
#include "number/wide.hpp"

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

/// Whether anybody may read the node in that row.
inline bool is_read(const graph::Graph& graph, const Run& run, NodeId node, std::size_t row) {
    const NodeId guard = graph[node].guard;
    return !guard || (is_read(graph, run, guard, row) && value_at(run, guard, row) != 0);
}

/// Both executors give the same columns, on every path of the processor.
inline void expect_same_by_pieces(const Program& program, const value::FactColumns& facts,
                                  const State& before, const RunOptions& options,
                                  const Run& whole) {
    const auto& graph = *program.graph;
    static int calls = 0;  // every other one stores past the caches
    ++calls;
    const auto planned = schedule(program, options.poison);
    for (const auto& path : simd::paths()) {
        ChunkOptions how;
        how.kernels = path.kernels;
        how.threads = 3;
        const auto small = options.poison ? nullptr : narrowed(program, planned, {100, true});
        how.narrowed = small.get();
        if (calls % 2 == 0) how.cached = 0;
        const auto run = *run_in_chunks(program, planned, facts, before, options, how);
        for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
            const NodeId node{i};
            const auto rows = size_of(whole.columns[i]);
            ASSERT_EQ(size_of(run.columns[i]), rows) << path.name << " n" << i;
            for (std::size_t row = 0; row < rows; ++row) {
                if (!is_read(graph, whole, node, row)) continue;
                ASSERT_EQ(value_at(run, node, row), value_at(whole, node, row))
                    << path.name << " n" << i << " row " << row;
            }
        }
        EXPECT_EQ(run.incomplete, whole.incomplete);
        EXPECT_EQ(run.next.held, whole.next.held);
        EXPECT_EQ(run.next.unknown, whole.next.unknown);
    }
}

inline Run run_all(const GraphBuilder& builder, const value::FactColumns& facts,
                   const State& before = {}, const RunOptions& options = {}) {
    const auto graph = std::make_shared<const graph::Graph>(builder.graph);
    const auto program = bind(graph, Keep::everything);
    auto whole = run(program, facts, before, options);
    if (options.held == nullptr) expect_same_by_pieces(program, facts, before, options, whole);
    return whole;
}

inline Numbers numbers(const Run& run, NodeId node) {
    const std::size_t rows =
        std::visit([](const auto& values) { return values.size(); }, run.columns[node.index]);
    Numbers result;
    for (std::size_t row = 0; row < rows; ++row) result.push_back(value_at(run, node, row));
    return result;
}

}  // namespace meritum::exec
