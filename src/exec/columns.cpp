// The plain columnar executor: nodes in order, each a whole column of its table. In: a Program,
// facts, the state before. Out: a Run. Must not know the story or words. Tests:
// tests/exec/columns_test.cpp and its neighbours.
//
// Each kind of node is one function from columns to a column; the loop in `Columnar::run` decides
// only when a column is made and dropped. Chunks and other executors have the same functions under
// another loop.
#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "exec/joins.hpp"
#include "exec/kernels.hpp"
#include "exec/lanes.hpp"
#include "exec/lookups.hpp"
#include "exec/poison.hpp"
#include "exec/run.hpp"
#include "exec/state.hpp"

namespace meritum::exec {
namespace {

using graph::Graph;
using graph::Node;
using graph::NodeKind;
using number::Int128;
using number::Int256;
using value::FactColumns;
using value::Operator;

Int256 to_int256(const number::Integer& value) { return static_cast<Int256>(value); }

/// The codes of the graph's texts. The dictionary is the facts', so a text it lacks equals no fact:
/// code -1.
std::vector<std::int64_t> codes_of(const std::vector<std::string>& texts,
                                   const value::Dictionary& dictionary) {
    std::map<std::string_view, std::int64_t> wanted;
    // A text that no fact holds gets a code below 0 of its own: it equals itself only.
    for (const std::string& text : texts) {
        wanted.emplace(text, -1 - static_cast<std::int64_t>(&text - texts.data()));
    }
    for (std::size_t code = 0; code < dictionary.size() && !wanted.empty(); ++code) {
        const auto found = wanted.find(dictionary.text(static_cast<std::int64_t>(code)));
        if (found != wanted.end()) found->second = static_cast<std::int64_t>(code);
    }
    std::vector<std::int64_t> codes;
    for (const std::string& text : texts) codes.push_back(wanted[text]);
    return codes;
}

/// The place of each item that holds among those of its owner with an equal key, from great to
/// small, the first of equals first; 0 for the others. Items of an owner are neighbours.
template <class T>
std::vector<std::int64_t> placed(const std::vector<std::uint8_t>& holds, const std::vector<T>& by,
                                 const T* key, const std::vector<std::uint32_t>& owner) {
    std::vector<std::int64_t> places(holds.size(), 0);
    std::vector<std::uint32_t> order;
    for (std::size_t begin = 0; begin < holds.size();) {
        order.clear();
        std::size_t end = begin;
        for (; end < holds.size() && owner[end] == owner[begin]; ++end) {
            if (holds[end] != 0) order.push_back(static_cast<std::uint32_t>(end));
        }
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            if (key != nullptr && key[a] != key[b]) return key[a] < key[b];
            return by[b] < by[a];
        });
        for (std::size_t i = 0; i < order.size(); ++i) {
            const bool same = i > 0 && (key == nullptr || key[order[i]] == key[order[i - 1]]);
            places[order[i]] = same ? places[order[i - 1]] + 1 : 1;
        }
        begin = end;
    }
    return places;
}

/// Per row, 1 + the rows of the same group with a greater value. Sorted by group, then from great
/// to small, equal values get the place of their first.
template <class T>
std::vector<std::int64_t> ranked(const std::vector<T>& values,
                                 const std::vector<std::uint32_t>& group) {
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&values, &group](std::uint32_t a, std::uint32_t b) {
        return group[a] != group[b] ? group[a] < group[b] : values[b] < values[a];
    });
    std::vector<std::int64_t> ranks(values.size());
    std::int64_t place = 0;  // within the group, from 1
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool same_group = i > 0 && group[order[i]] == group[order[i - 1]];
        place = same_group ? place + 1 : 1;
        const bool tie = same_group && values[order[i]] == values[order[i - 1]];
        ranks[order[i]] = tie ? ranks[order[i - 1]] : place;
    }
    return ranks;
}

class Columnar {
public:
    Columnar(const Program& program, const FactColumns& facts, const State& before,
             const RunOptions& options)
        : program_(program),
          graph_(*program.graph),
          facts_(facts),
          before_(before),
          options_(options),
          joins_(graph_, facts),
          text_codes_(codes_of(graph_.texts, facts.dictionary)),
          previous_(previous_nodes(graph_)) {
        result_.columns.resize(graph_.nodes.size());
        drops_.resize(graph_.nodes.size());
        for (const Instruction& each : program.instructions) {
            if (!each.keep) drops_[each.last_use.index].push_back(each.node);
        }
    }

    Run run() {
        for (const Instruction& each : program_.instructions) {
            if (each.skip) continue;
            const Node& node = graph_[each.node];
            Lanes& column = result_.columns[each.node.index];
            column = is_held(each.node) ? given(each) : compute(each);
            if (options_.poison && node.guard) poison(column, column_of(node.guard));
            make_groups(each.node);
            for (const NodeId done : drops_[each.node.index]) result_.columns[done.index] = {};
        }
        result_.incomplete = joins_.incomplete();
        if (program_.hands_on) result_.next = state_after(graph_, facts_, result_);
        return std::move(result_);
    }

private:
    const Lanes& column_of(NodeId id) const { return result_.columns[id.index]; }
    std::size_t rows_of(const Node& node) const { return joins_.rows(node.table); }

    bool is_held(NodeId id) const { return options_.held && options_.held->count(id) > 0; }

    Lanes given(const Instruction& each) const {
        return filled(each, options_.held->at(each.node));
    }

    /// One value in every row.
    Lanes filled(const Instruction& each, const Int256& value) const {
        const std::size_t rows = rows_of(graph_[each.node]);
        return with_lane(each.lane, [&](auto tag) -> Lanes {
            using T = typename decltype(tag)::Value;
            return std::vector<T>(rows, convert<T>(value));
        });
    }

    void make_groups(NodeId by) {
        for (std::size_t i = 0; i < graph_.keys.size(); ++i) {
            const graph::Key& key = graph_.keys[i];
            if (key.kind != graph::KeyKind::value || key.by != by) continue;
            joins_.make_groups(KeyId{static_cast<std::uint32_t>(i)}, column_of(by));
        }
    }

    Lanes compute(const Instruction& each) {
        switch (graph_[each.node].kind) {
            case NodeKind::map: return map(each);
            case NodeKind::read: return read(each);
            case NodeKind::reduce: return reduce(each);
            case NodeKind::scan: return scan(each);
            case NodeKind::rank: return rank(each);
            case NodeKind::previous: return previous(each);
        }
        return {};
    }

    Lanes map(const Instruction& each) {
        const Node& node = graph_[each.node];
        if (value::reads_table(node.op)) return ask_table(each, node);
        if (value::row(node.op).arity == 0) return leaf(each, node);
        return with_lane(each.work, [&](auto tag) -> Lanes {
            using T = typename decltype(tag)::Value;
            std::array<std::vector<T>, 3> space;
            const auto operand = [&](std::size_t i) -> const T* {
                if (!node.inputs[i]) return nullptr;
                return widened<T>(column_of(node.inputs[i]), space[i]).data();
            };
            std::vector<T> out(rows_of(node));
            number::Power power;
            if (node.op == Operator::power) power = power_of(node);
            map_rows<T>(node.op, {operand(0), operand(1), operand(2), &power}, out.data(),
                        out.size());
            return stored(std::move(out), each.lane);
        });
    }

    /// Beyond the range there is only what nobody reads.
    number::Power power_of(const Node& node) const {
        return {graph_.exponents[node.payload],
                std::max(number::Integer(abs(node.range.low)), node.range.high)};
    }

    /// An operator that reads a named table.
    Lanes ask_table(const Instruction& each, const Node& node) {
        const Lanes& a = column_of(node.inputs[0]);
        if (node.op == Operator::lookup) {
            return stored(look_up(graph_.steps[node.payload], a, column_of(node.inputs[1])),
                          each.lane);
        }
        if (node.op == Operator::looked_up) {
            return looked_up(graph_.looked_up[node.payload], text_codes_, a, each.lane);
        }
        const auto& texts = graph_.text_keys[node.payload];
        const auto [known, fresh] = keys_by_code_.try_emplace(node.payload);
        if (fresh) known->second = text_keys(texts, facts_.dictionary);
        return stored(keys_of_codes(known->second, texts, graph_.texts, a), each.lane);
    }

    /// An operator without operands: something from outside.
    Lanes leaf(const Instruction& each, const Node& node) const {
        if (node.op == Operator::constant) {
            return filled(each, to_int256(graph_.constants[node.payload]));
        }
        if (node.op == Operator::text_constant) return filled(each, text_codes_[node.payload]);
        const value::Column& column = facts_.columns[node.payload];
        if (node.op == Operator::input_known) {
            return column.known.empty() ? filled(each, 1) : Lanes(column.known);
        }
        return with_lane(each.lane, [&column](auto tag) -> Lanes {
            using T = typename decltype(tag)::Value;
            std::vector<T> values;
            values.reserve(column.values.size());
            for (const Int128 value : column.values) values.push_back(convert<T>(value));
            return values;
        });
    }

    /// The coarser row's value in each finer row.
    Lanes read(const Instruction& each) {
        const Node& node = graph_[each.node];
        const auto& to = joins_.along(node.key);
        return with_lane(each.lane, [&](auto tag) -> Lanes {
            using T = typename decltype(tag)::Value;
            std::vector<T> space;
            const std::vector<T>& values = widened<T>(column_of(node.inputs[0]), space);
            std::vector<T> out;
            out.reserve(to.size());
            for (const std::uint32_t row : to) out.push_back(values[row]);
            return out;
        });
    }

    /// The sum of the finer rows in each coarser row. Wide enough for all of them, so their order
    /// does not matter.
    Lanes reduce(const Instruction& each) {
        const Node& node = graph_[each.node];
        const auto& to = joins_.along(node.key);
        return with_lane(each.work, [&](auto tag) -> Lanes {
            using T = typename decltype(tag)::Value;
            std::vector<T> space;
            const std::vector<T>& values = widened<T>(column_of(node.inputs[0]), space);
            std::vector<T> sums(rows_of(node), T{});
            for (std::size_t i = 0; i < to.size(); ++i) {
                sums[to[i]] = wrapping_add(sums[to[i]], values[i]);
            }
            return stored(std::move(sums), each.lane);
        });
    }

    /// How many items of the same owner hold, up to and with this one; or the place of each among
    /// them. Items of an owner are
    /// neighbours, in their order.
    Lanes scan(const Instruction& each) {
        const Node& node = graph_[each.node];
        const auto& to = joins_.along(node.key);
        const auto& holds = std::get<std::vector<std::uint8_t>>(column_of(node.inputs[0]));
        if (node.inputs[1]) {
            return with_lane(each.work, [&](auto tag) -> Lanes {
                using T = typename decltype(tag)::Value;
                std::vector<T> by_space;
                std::vector<T> key_space;
                const auto& by = widened<T>(column_of(node.inputs[1]), by_space);
                const T* key = node.inputs[2]
                                   ? widened<T>(column_of(node.inputs[2]), key_space).data()
                                   : nullptr;
                return stored(placed<T>(holds, by, key, to), each.lane);
            });
        }
        std::vector<std::int64_t> counts;
        counts.reserve(holds.size());
        std::int64_t count = 0;
        for (std::size_t i = 0; i < holds.size(); ++i) {
            if (i == 0 || to[i] != to[i - 1]) count = 0;
            count += holds[i];
            counts.push_back(count);
        }
        return stored(std::move(counts), each.lane);
    }

    Lanes rank(const Instruction& each) {
        const Node& node = graph_[each.node];
        const auto& group = joins_.along(node.key);
        return stored(std::visit([&group](const auto& values) { return ranked(values, group); },
                                 column_of(node.inputs[0])),
                      each.lane);
    }

    /// From the state alone: the input may come later and depend on this very node.
    Lanes previous(const Instruction& each) const {
        const auto found = std::lower_bound(previous_.begin(), previous_.end(), each.node);
        const auto position = static_cast<std::size_t>(found - previous_.begin());
        const Int256 first = to_int256(graph_.constants[graph_[each.node].payload]);
        return stored(held_before(before_, facts_, position, first), each.lane);
    }

    const Program& program_;
    const Graph& graph_;
    const FactColumns& facts_;
    const State& before_;
    const RunOptions& options_;
    Joins joins_;
    std::vector<std::int64_t> text_codes_;                             // by index in Graph::texts
    std::map<std::uint32_t, std::vector<std::int64_t>> keys_by_code_;  // of Graph::text_keys
    std::vector<NodeId> previous_;
    std::vector<std::vector<NodeId>> drops_;  // by node: whose columns nobody needs after it
    Run result_;
};

}  // namespace

Run run(const Program& program, const FactColumns& facts, const State& before,
        const RunOptions& options) {
    return Columnar(program, facts, before, options).run();
}

Int256 value_at(const Run& run, NodeId node, std::size_t row) {
    return std::visit([row](const auto& values) { return convert<Int256>(values[row]); },
                      run.columns[node.index]);
}

}  // namespace meritum::exec
