// Keys over one run's facts. In: offsets of lists, columns of codes. Out: row numbers. Must not
// know what the rows hold. Tests: tests/exec/joins_test.cpp.
#include "exec/joins.hpp"

#include <limits>
#include <type_traits>
#include <variant>
#include <vector>

#include "exec/lanes.hpp"

namespace meritum::exec {
namespace {

using graph::KeyKind;
using graph::NodeKind;

/// For each item, the participant it belongs to.
std::vector<std::uint32_t> owners(const value::Offsets& offsets) {
    std::vector<std::uint32_t> result;
    if (offsets.empty()) return result;
    result.reserve(offsets.back());
    for (std::size_t owner = 0; owner + 1 < offsets.size(); ++owner) {
        result.resize(offsets[owner + 1], static_cast<std::uint32_t>(owner));
    }
    return result;
}

}  // namespace

Joins::Joins(const graph::Graph& graph, const value::FactColumns& facts)
    : graph_(graph), facts_(facts), to_(graph.keys.size()), row_of_value_(graph.keys.size()) {
    for (const graph::Table& table : graph.tables) {
        std::size_t rows = 0;
        switch (table.kind) {
            case graph::TableKind::participants: rows = facts.participants(); break;
            case graph::TableKind::everyone: rows = 1; break;
            case graph::TableKind::list: {
                const auto& offsets = facts.offsets[table.list.index];
                rows = offsets.empty() ? 0 : offsets.back();
                break;
            }
            case graph::TableKind::group: break;
        }
        rows_.push_back(rows);
    }
}

const std::vector<std::uint32_t>& Joins::along(KeyId id) {
    const graph::Key& key = graph_.keys[id.index];
    auto& to = to_[id.index];
    // Made when asked for, as few nodes need it. Everyone is one row: a column of zeros.
    if (key.kind == KeyKind::everyone) to.resize(rows(key.from), 0);
    if (key.kind == KeyKind::owner && to.empty())
        to = owners(facts_.offsets[graph_.tables[key.from.index].list.index]);
    return to;
}

void Joins::make_groups(KeyId id, const Lanes& by) {
    auto& to = to_[id.index];
    auto& row_of_value = row_of_value_[id.index];
    const auto row_of = [&row_of_value](const auto& value) {
        const auto next = static_cast<std::uint32_t>(row_of_value.size());
        return row_of_value.emplace(convert<number::Int128>(value), next).first->second;
    };
    std::visit(
        [&](const auto& values) {
            to.resize(values.size());
            using T = typename std::decay_t<decltype(values)>::value_type;
            if constexpr (sizeof(T) <= sizeof(std::uint16_t)) {  // few: each is looked up once
                constexpr auto unknown = std::numeric_limits<std::uint32_t>::max();
                std::vector<std::uint32_t> known(std::size_t{1} << (8 * sizeof(T)), unknown);
                for (std::size_t i = 0; i < values.size(); ++i) {
                    auto& row = known[static_cast<std::make_unsigned_t<T>>(values[i])];
                    if (row == unknown) row = row_of(values[i]);
                    to[i] = row;
                }
            } else {
                for (std::size_t i = 0; i < values.size(); ++i) to[i] = row_of(values[i]);
            }
        },
        by);
    rows_[graph_.keys[id.index].to.index] = row_of_value.size();
}

/// Per group, whether a failed participant may belong to it. Whose group cannot be told may belong
/// to any.
std::vector<std::uint8_t> Joins::groups_that_lack(const graph::Key& key, std::size_t index) const {
    const auto& row_of_value = row_of_value_[index];
    const graph::Node& by = graph_[key.by];
    const bool plain = by.kind == NodeKind::map && by.op == value::Operator::input;
    std::vector<std::uint8_t> lacks(row_of_value.size(), 0);
    for (const auto& failed : facts_.failed) {
        bool told = false;
        for (const auto& [column, value] : failed.known_columns) {
            if (!plain || column.index != by.payload) continue;
            told = true;
            const auto row = row_of_value.find(value);
            if (row != row_of_value.end()) lacks[row->second] = 1;
        }
        if (!told) lacks.assign(lacks.size(), 1);
    }
    return lacks;
}

std::vector<std::vector<std::uint8_t>> Joins::incomplete() const {
    std::vector<std::vector<std::uint8_t>> result(graph_.keys.size());
    for (std::size_t i = 0; i < graph_.keys.size(); ++i) {
        if (graph_.keys[i].kind != KeyKind::value || facts_.failed.empty()) continue;
        const auto lacks = groups_that_lack(graph_.keys[i], i);
        for (const std::uint32_t row : to_[i]) result[i].push_back(lacks[row]);
    }
    return result;
}

}  // namespace meritum::exec
