// See whole.hpp.
#include "exec/whole.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "exec/kernels.hpp"
#include "exec/lanes.hpp"
#include "exec/lookups.hpp"
#include "exec/poison.hpp"
#include "exec/ranks.hpp"
#include "exec/state.hpp"
#include "number/wide.hpp"

namespace meritum::exec {
namespace {

using graph::Node;
using graph::NodeKind;
using number::Int128;
using number::Int256;
using value::FactColumns;
using value::Operator;

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
Column<std::int64_t> placed(const Column<std::uint8_t>& holds, const Column<T>& by, const T* key,
                            const std::vector<std::uint32_t>& owner) {
    Column<std::int64_t> places(holds.size(), 0);
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

}  // namespace

WholeColumns::WholeColumns(const Program& program, const FactColumns& facts, const State& before,
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
    for (const Node& node : graph_.nodes) {
        if (node.kind != NodeKind::map || node.op != Operator::text_key) continue;
        auto& known = keys_by_code_[node.payload];
        if (known.empty()) known = text_keys(graph_.text_keys[node.payload], facts.dictionary);
    }
}

void WholeColumns::make(const Instruction& each) {
    const bool held = options_.held != nullptr && options_.held->count(each.node) > 0;
    Lanes& made_column = column(each.node);
    made_column = held ? given(each) : compute(each);
    const Node& node = graph_[each.node];
    if (options_.poison && node.guard) poison(made_column, column(node.guard));
    made(each.node);
}

void WholeColumns::made(NodeId by) {
    for (std::size_t i = 0; i < graph_.keys.size(); ++i) {
        const graph::Key& key = graph_.keys[i];
        if (key.kind != graph::KeyKind::value || key.by != by) continue;
        joins_.make_groups(KeyId{static_cast<std::uint32_t>(i)}, column(by));
    }
}

Lanes WholeColumns::given(const Instruction& each) const {
    return filled(each, options_.held->at(each.node));
}

/// One value in every row.
Lanes WholeColumns::filled(const Instruction& each, const Int256& value) const {
    const std::size_t rows = joins_.rows(graph_[each.node].table);
    return with_lane(each.lane, [&](auto tag) -> Lanes {
        using T = typename decltype(tag)::Value;
        return Column<T>(rows, convert<T>(value));
    });
}

Lanes WholeColumns::compute(const Instruction& each) {
    const Node& node = graph_[each.node];
    const auto operand = [&](std::size_t i) {
        return node.inputs[i] ? &column(node.inputs[i]) : nullptr;
    };
    switch (node.kind) {
        case NodeKind::map:
            if (value::row(node.op).arity == 0) return leaf(each, node);
            return map(each, {operand(0), operand(1), operand(2)}, joins_.rows(node.table));
        case NodeKind::read: return read(each);
        case NodeKind::reduce:
            return reduce(each, *operand(0), joins_.along(node.key), joins_.rows(node.table));
        case NodeKind::scan:
            return scan(each, {operand(0), operand(1), operand(2)}, joins_.along(node.key));
        case NodeKind::rank: return rank(each);
        case NodeKind::previous: return previous(each);
    }
    return {};
}

Lanes WholeColumns::map(const Instruction& each, const Operands& operands, std::size_t rows) const {
    const Node& node = graph_[each.node];
    if (value::reads_table(node.op)) return ask_table(each, operands);
    return with_lane(each.work, [&](auto tag) -> Lanes {
        using T = typename decltype(tag)::Value;
        std::array<Column<T>, 3> space;
        const auto operand = [&](std::size_t i) -> const T* {
            return operands[i] == nullptr ? nullptr : widened<T>(*operands[i], space[i]).data();
        };
        Column<T> out(rows);
        number::Power power;
        if (node.op == Operator::power) power = power_of(node);
        map_rows<T>(node.op, {operand(0), operand(1), operand(2), &power}, out.data(), out.size());
        return stored(std::move(out), each.lane);
    });
}

/// Beyond the range there is only what nobody reads.
number::Power WholeColumns::power_of(const Node& node) const {
    return {graph_.exponents[node.payload],
            std::max(number::Integer(abs(node.range.low)), node.range.high)};
}

/// An operator that reads a named table.
Lanes WholeColumns::ask_table(const Instruction& each, const Operands& operands) const {
    const Node& node = graph_[each.node];
    const Lanes& a = *operands[0];
    if (node.op == Operator::lookup) {
        return stored(look_up(graph_.steps[node.payload], a, *operands[1]), each.lane);
    }
    if (node.op == Operator::looked_up) {
        return looked_up(graph_.looked_up[node.payload], text_codes_, a, each.lane);
    }
    const auto& texts = graph_.text_keys[node.payload];
    return stored(keys_of_codes(keys_by_code_.at(node.payload), texts, graph_.texts, a), each.lane);
}

/// An operator without operands: something from outside.
Lanes WholeColumns::leaf(const Instruction& each, const Node& node) const {
    if (node.op == Operator::constant) {
        return filled(each, to_int256(graph_.constants[node.payload]));
    }
    if (node.op == Operator::text_constant) return filled(each, text_codes_[node.payload]);
    const value::Column& facts = facts_.columns[node.payload];
    if (node.op == Operator::input_known) {
        return facts.known.empty()
                   ? filled(each, 1)
                   : Lanes(Column<std::uint8_t>(facts.known.begin(), facts.known.end()));
    }
    return with_lane(each.lane, [&facts](auto tag) -> Lanes {
        using T = typename decltype(tag)::Value;
        Column<T> values;
        values.reserve(facts.values.size());
        for (const Int128 value : facts.values) values.push_back(convert<T>(value));
        return values;
    });
}

/// The coarser row's value in each finer row.
Lanes WholeColumns::read(const Instruction& each) {
    const Node& node = graph_[each.node];
    const auto& to = joins_.along(node.key);
    return with_lane(each.lane, [&](auto tag) -> Lanes {
        using T = typename decltype(tag)::Value;
        Column<T> space;
        const Column<T>& values = widened<T>(column(node.inputs[0]), space);
        Column<T> out;
        out.reserve(to.size());
        for (const std::uint32_t row : to) out.push_back(values[row]);
        return out;
    });
}

Lanes WholeColumns::reduce(const Instruction& each, const Lanes& finer,
                           const std::vector<std::uint32_t>& to, std::size_t rows) const {
    return with_lane(each.work, [&](auto tag) -> Lanes {
        using T = typename decltype(tag)::Value;
        Column<T> space;
        const Column<T>& values = widened<T>(finer, space);
        Column<T> sums(rows, T{});
        for (std::size_t i = 0; i < to.size(); ++i) {
            sums[to[i]] = wrapping_add(sums[to[i]], values[i]);
        }
        return stored(std::move(sums), each.lane);
    });
}

/// How many items of the same owner hold, up to and with this one; or the place of each among them.
Lanes WholeColumns::scan(const Instruction& each, const Operands& operands,
                         const std::vector<std::uint32_t>& to) const {
    const auto& holds = std::get<Column<std::uint8_t>>(*operands[0]);
    if (operands[1] != nullptr) {
        return with_lane(each.work, [&](auto tag) -> Lanes {
            using T = typename decltype(tag)::Value;
            Column<T> by_space;
            Column<T> key_space;
            const auto& by = widened<T>(*operands[1], by_space);
            const T* key =
                operands[2] != nullptr ? widened<T>(*operands[2], key_space).data() : nullptr;
            return stored(placed<T>(holds, by, key, to), each.lane);
        });
    }
    Column<std::int64_t> counts;
    counts.reserve(holds.size());
    std::int64_t count = 0;
    for (std::size_t i = 0; i < holds.size(); ++i) {
        if (i == 0 || to[i] != to[i - 1]) count = 0;
        count += holds[i];
        counts.push_back(count);
    }
    return stored(std::move(counts), each.lane);
}

Lanes WholeColumns::rank(const Instruction& each) {
    const Node& node = graph_[each.node];
    const auto groups = joins_.rows(graph_.keys[node.key.index].to);
    return ranks(column(node.inputs[0]), joins_.along(node.key), groups);  // narrower than its lane
}

/// From the state alone: the input may come later and depend on this very node.
Lanes WholeColumns::previous(const Instruction& each) const {
    const auto found = std::lower_bound(previous_.begin(), previous_.end(), each.node);
    const auto position = static_cast<std::size_t>(found - previous_.begin());
    const Int256 first = to_int256(graph_.constants[graph_[each.node].payload]);
    return stored(held_before(before_, facts_, position, first), each.lane);
}

Run WholeColumns::finish() {
    for (const Instruction& each : program_.instructions) {
        if (!each.keep) column(each.node) = {};
    }
    result_.incomplete = joins_.incomplete();
    if (program_.hands_on) result_.next = state_after(graph_, facts_, result_);
    return std::move(result_);
}

}  // namespace meritum::exec
