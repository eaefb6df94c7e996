// See reach.hpp. From the facts on: a fact is one that may be, an operator gives what follows from
// its inputs' reach if that fits the lane, and everything else whatever fits it.
#include "exec/reach.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "exec/holds.hpp"
#include "graph/ranges.hpp"
#include "number/rational.hpp"
#include "simd/kernels.hpp"

namespace meritum::exec {

using graph::Node;
using graph::NodeKind;
using number::Int128;
using value::Operator;

namespace {

/// Sums and products of reaches fit.
struct Wide {
    Int128 low = 0;
    Int128 high = 0;
};

Wide hull(const Wide& a, const Wide& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

Wide anything(unsigned bits) {
    const auto half = Int128{1} << (bits - 1);
    return {-half, half - 1};
}

Wide limits(const Node& node) {
    const auto hold = hold_of(node);
    if (hold == Hold::bits) return {0, 1};
    return anything(is_narrow(hold) ? bits_of(hold) : 64);
}

bool is_within(const Wide& inner, const Wide& outer) {
    return outer.low <= inner.low && inner.high <= outer.high;
}

class Reacher {
public:
    explicit Reacher(const graph::Graph& graph) : graph_(graph), made_(graph.nodes.size()) {}

    std::vector<Reach> run() {
        for (index_ = 0; index_ < graph_.nodes.size(); ++index_) {
            const Node& node = graph_.nodes[index_];
            const auto most = limits(node);
            auto own = is_said_of(node) ? derived(node) : most;
            if (!is_within(own, most)) own = most;
            made_[index_] = {static_cast<std::int64_t>(own.low),
                             static_cast<std::int64_t>(own.high)};
        }
        return std::move(made_);
    }

private:
    /// Narrow, and so are its inputs, which stand before it.
    bool is_said_of(const Node& node) const {
        if (hold_of(node) > Hold::bits) return false;
        if (node.kind != NodeKind::map && node.kind != NodeKind::read) return false;
        return std::all_of(node.inputs.begin(), node.inputs.end(), [&](NodeId input) {
            return !input || (input.index < index_ && hold_of(graph_[input]) <= Hold::bits);
        });
    }

    Wide of(NodeId id) const {
        const auto& known = made_[id.index];
        return {known.low, known.high};
    }

    Wide derived(const Node& node) const {
        if (node.kind == NodeKind::read) return hull(of(node.inputs[0]), {0, 0});
        switch (node.op) {
            case Operator::constant: {
                const auto number = number::to_int128(graph_.constants[node.payload]);
                return {number, number};
            }
            case Operator::input: return fact(node);
            case Operator::absolute: {
                const auto a = of(node.inputs[0]);
                return {0, std::max(-a.low, a.high)};
            }
            case Operator::divide_floor:
            case Operator::divide_ceiling:
            case Operator::divide_half_up:
            case Operator::divide_half_even:
            case Operator::divide_up:
            case Operator::divide_down: {  // a divisor of nothing is taken as one
                const auto a = of(node.inputs[0]);
                const auto most = std::max(-a.low, a.high);
                // beyond it kernels are exact only where the range says that they are
                if (most >= simd::divisible_quickly) return limits(node);
                return {a.low < 0 ? -most : 0, of(node.inputs[1]).low < 0 || a.high > 0 ? most : 0};
            }
            default: return of_operator(node).value_or(limits(node));
        }
    }

    std::optional<Wide> of_operator(const Node& node) const {
        std::array<Wide, 3> in;
        for (std::size_t k = 0; k < value::row(node.op).arity; ++k) in[k] = of(node.inputs[k]);
        return graph::derived_range(node.op, in[0], in[1], in[2]);
    }

    /// What may be, and what stands where there is none.
    Wide fact(const Node& node) const {
        const auto most = limits(node);
        const auto& column = graph_.schema.columns[node.payload];
        const auto& range = column.range;
        switch (column.type) {
            case value::Type::text: return most;
            case value::Type::boolean: return {0, 1};
            case value::Type::choice: {
                const auto choices = static_cast<Int128>(column.choices.size());
                return {0, std::max<Int128>(choices, 1) - 1};
            }
            default: break;
        }
        const Wide said{number::to_int128(node.range.low), number::to_int128(node.range.high)};
        const auto low = number::floor(range.low / column.step);
        const auto high = number::ceiling(range.high / column.step);
        if (!fits({low, high}, number::Integer(1) << 63)) return most;
        const auto own = hull({number::to_int128(low), number::to_int128(high)}, {0, 0});
        return hull(said, own);
    }

    const graph::Graph& graph_;
    std::size_t index_ = 0;
    std::vector<Reach> made_;
};

}  // namespace

std::vector<Reach> reaches(const graph::Graph& graph) { return Reacher(graph).run(); }

}  // namespace meritum::exec
