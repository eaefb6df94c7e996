// See narrowed.hpp. Ranges follow from the limits node by node, and never say more than before.
#include "exec/narrowed.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.hpp"
#include "exec/holds.hpp"
#include "graph/ranges.hpp"
#include "number/rational.hpp"

namespace meritum::exec {
namespace {

using graph::Graph;
using graph::KeyKind;
using graph::Node;
using graph::NodeKind;
using graph::Range;
using graph::TableKind;
using number::Integer;
using value::Operator;

/// All but the story, which no executor needs.
Graph without_story(const Graph& from) {
    Graph made;
    made.schema = from.schema;
    made.tables = from.tables;
    made.keys = from.keys;
    made.nodes = from.nodes;
    made.constants = from.constants;
    made.exponents = from.exponents;
    made.texts = from.texts;
    made.steps = from.steps;
    made.text_keys = from.text_keys;
    made.looked_up = from.looked_up;
    return made;
}

class Narrower {
public:
    Narrower(const Graph& from, std::int64_t most_steps)
        : graph_(without_story(from)), limited_(from.schema.columns.size()), most_(most_steps) {}

    std::vector<Narrowed::Limit> limit_facts() {
        std::vector<Narrowed::Limit> limits;
        for (std::uint32_t i = 0; i < graph_.tables.size(); ++i) {
            const auto& table = graph_.tables[i];
            const auto* columns = table.kind == TableKind::participants ? &graph_.schema.facts
                                  : table.kind == TableKind::list
                                      ? &graph_.schema.lists[table.list.index].fields
                                      : nullptr;
            for (std::size_t k = 0; columns != nullptr && k < columns->size(); ++k) {
                if (auto limit = limit_of((*columns)[k])) {
                    limit->table = TableId{i};
                    limits.push_back(*limit);
                }
            }
        }
        return limits;
    }

    std::shared_ptr<const Graph> run() {
        for (index_ = 0; index_ < graph_.nodes.size(); ++index_) {
            auto& node = graph_.nodes[index_];
            const auto reach = node.form == graph::Form::boolean ? std::nullopt : derived(node);
            if (!reach) continue;
            const Range both{std::max(node.range.low, reach->low),
                             std::min(node.range.high, reach->high)};
            if (both.low <= both.high) node.range = both;
        }
        return std::make_shared<const Graph>(std::move(graph_));
    }

private:
    /// Of a number that may be great; its range becomes the limits.
    std::optional<Narrowed::Limit> limit_of(ColumnId id) {
        auto& column = graph_.schema.columns[id.index];
        if (column.type != value::Type::number) return std::nullopt;
        const auto low = number::ceiling(column.range.low / column.step);
        const auto high = number::floor(column.range.high / column.step);
        if (low >= -most_ && high <= most_) return std::nullopt;
        const Range kept{std::max(low, Integer(-most_)), std::min(high, most_)};
        if (kept.low > kept.high) return std::nullopt;
        limited_[id.index] = true;
        column.range.low = column.step * number::Rational(kept.low);
        column.range.high = column.step * number::Rational(kept.high);
        return Narrowed::Limit{id, {}, number::to_int128(kept.low), number::to_int128(kept.high)};
    }

    std::optional<Range> derived(const Node& node) const {
        switch (node.kind) {
            case NodeKind::map: return of_operator(node);
            case NodeKind::read:
                if (graph_.keys[node.key.index].kind != KeyKind::owner) return std::nullopt;
                return range(node.inputs[0]);
            case NodeKind::reduce: {
                if (graph_.keys[node.key.index].kind != KeyKind::owner) return std::nullopt;
                const auto& each = range(node.inputs[0]);
                const Integer items(static_cast<std::int64_t>(limits::list_items));
                return Range{std::min(each.low, Integer(0)) * items,
                             std::max(each.high, Integer(0)) * items};
            }
            default: return std::nullopt;
        }
    }

    std::optional<Range> of_operator(const Node& node) const {
        if (node.op == Operator::input) return of_column(node.payload);
        std::array<Range, 3> in;
        for (std::size_t k = 0; k < value::row(node.op).arity; ++k) in[k] = range(node.inputs[k]);
        if (node.op == Operator::absolute)
            return Range{0, std::max(Integer(-in[0].low), in[0].high)};
        if (value::is_division(node.op)) return quotient(in[0], in[1]);
        return graph::derived_range(node.op, in[0], in[1], in[2]);
    }

    std::optional<Range> of_column(std::uint32_t payload) const {
        const auto& column = graph_.schema.columns[payload];
        if (!limited_[payload]) return std::nullopt;
        return Range{number::ceiling(column.range.low / column.step),
                     number::floor(column.range.high / column.step)};
    }

    /// Rounded as may be. REQUIRES divisors from 1 on.
    static std::optional<Range> quotient(const Range& a, const Range& b) {
        if (b.low < 1) return std::nullopt;
        const auto ratio = [](const Integer& x, const Integer& y) {
            return number::Rational(x) / number::Rational(y);
        };
        return Range{number::floor(ratio(a.low, a.low < 0 ? b.low : b.high)),
                     number::ceiling(ratio(a.high, a.high < 0 ? b.high : b.low))};
    }

    const Range& range(NodeId id) const { return graph_[id].range; }

    Graph graph_;
    std::vector<bool> limited_;  ///< by column
    Integer most_;
    std::size_t index_ = 0;
};

/// About what a schedule takes: as many bits as kernels write, and far more for what has none.
std::size_t effort(const Schedule& schedule) {
    constexpr std::size_t without_kernel = 1'000;
    std::size_t bits = 0;
    for (const auto& each : schedule.registers)
        bits += each.hold > Hold::bits ? without_kernel : bits_of(each.hold);
    return bits;
}

/// What is worked out of a piece's own rows alone.
bool sees_its_piece_only(const Graph& graph, const Schedule& schedule) {
    if (schedule.stages.size() != 1 || !schedule.stages.front().keys.empty()) return false;
    const auto& whole = schedule.stages.front().whole;
    return std::all_of(whole.begin(), whole.end(), [&](NodeId id) {
        return graph[id].kind == NodeKind::map &&
               graph.tables[graph[id].table.index].kind == TableKind::everyone;
    });
}

}  // namespace

std::unique_ptr<const Narrowed> narrowed(const Program& program, const Schedule& wide,
                                         const Assumption& assumed) {
    if (!sees_its_piece_only(*program.graph, wide)) return nullptr;
    Narrower narrower(*program.graph, assumed.most_steps);
    auto made = std::make_unique<Narrowed>();
    made->limits = narrower.limit_facts();
    if (made->limits.empty()) return nullptr;
    made->graph = narrower.run();
    auto own = program;
    own.graph = made->graph;
    made->schedule = schedule(own);
    const bool helps = assumed.even_if_useless || 4 * effort(made->schedule) <= 3 * effort(wide);
    return helps ? std::move(made) : nullptr;
}

bool keeps_limits(const Narrowed& narrowed, const Piece& piece, Source& source,
                  const simd::Kernels& kernels) {
    return std::all_of(narrowed.limits.begin(), narrowed.limits.end(), [&](const auto& limit) {
        return source.lies_within(limit.column, piece.begin[limit.table.index],
                                  piece.rows(limit.table), limit.low, limit.high, kernels);
    });
}

}  // namespace meritum::exec
