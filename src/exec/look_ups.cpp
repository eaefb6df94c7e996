// See simplifier.hpp. Nodes that hang on one other node and say few numbers: as a function of it in
// pieces.
#include <algorithm>
#include <limits>
#include <utility>

#include "exec/kernels.hpp"
#include "exec/simplifier.hpp"

namespace meritum::exec {

using value::Operator;

namespace {

/// Beyond this a step more does not count any more.
constexpr unsigned many_steps = 200;

/// Differences of such numbers fit.
constexpr std::int64_t most_reached = std::int64_t{1} << 61;

/// No more values than a look-up has.
bool is_small(const Reach& of) {
    return of.low >= -most_reached && of.high <= most_reached && of.high - of.low < most_values;
}

/// What a look-up says of this value of the other node.
std::int64_t said_of(const LookUp& from, std::int64_t value) {
    const auto after = std::upper_bound(from.cuts.begin(), from.cuts.end(), value);
    return from.values[static_cast<std::size_t>(after - from.cuts.begin())];
}

/// Cuts that change nothing go.
void tidy(LookUp& made) {
    LookUp kept{made.of, made.within, {}, {made.values.front()}};
    for (std::size_t i = 0; i < made.cuts.size(); ++i) {
        if (made.values[i + 1] == kept.values.back()) continue;
        kept.cuts.push_back(made.cuts[i]);
        kept.values.push_back(made.values[i + 1]);
    }
    made = std::move(kept);
}

}  // namespace

bool is_by_value(const Reach& of) {
    return is_small(of) && of.low >= -most_values && of.high < most_values;
}

/// As a function of one other node, in few pieces.
std::optional<LookUp> Simplifier::piecewise(NodeId id, const Node& node) {
    if (!has_meaning_alone(node)) return std::nullopt;
    std::array<const LookUp*, 3> given{};
    std::array<std::int64_t, 3> numbers{};
    std::vector<NodeId> open;
    bool all_given = true;
    unsigned steps = 1;
    for (std::size_t i = 0; i < value::row(node.op).arity; ++i) {
        const auto input = seen(node, node.inputs[i]);
        if (const auto number = number_of(input)) {
            numbers[i] = *number;
            continue;
        }
        if (fixed(input) != nullptr || !is_narrow_node(graph_[input])) return std::nullopt;
        open.push_back(input);
        const auto& known = look_ups_[input.index];
        given[i] = known && in_stage_of(node, input) ? &*known : nullptr;
        all_given = all_given && given[i] != nullptr;
        steps += steps_[input.index];
    }
    if (open.empty()) return std::nullopt;
    if (all_given) {
        if (auto made = merged(node, given, numbers)) {
            steps_[id.index] = std::min(steps, many_steps);
            return made;
        }
    }
    const bool one =
        std::all_of(open.begin(), open.end(), [&](NodeId other) { return other == open.front(); });
    if (!one) return std::nullopt;
    steps_[id.index] = 1;
    return of_one(node, open.front(), numbers);
}

/// The inputs are functions of the same node.
std::optional<LookUp> Simplifier::merged(const Node& node,
                                         const std::array<const LookUp*, 3>& given,
                                         const std::array<std::int64_t, 3>& numbers) const {
    LookUp made;
    for (const auto* one : given) {
        if (one == nullptr) continue;
        if (made.of && made.of != one->of) return std::nullopt;
        made.of = one->of;
        made.within = one->within;
        made.cuts.insert(made.cuts.end(), one->cuts.begin(), one->cuts.end());
    }
    std::sort(made.cuts.begin(), made.cuts.end());
    made.cuts.erase(std::unique(made.cuts.begin(), made.cuts.end()), made.cuts.end());
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    for (std::size_t k = 0; k <= made.cuts.size(); ++k) {
        const auto from = k == 0 ? lowest : made.cuts[k - 1];
        auto in = numbers;
        for (std::size_t i = 0; i < in.size(); ++i) {
            if (given[i] != nullptr) in[i] = said_of(*given[i], from);
        }
        made.values.push_back(map_row<std::int64_t>(node.op, in[0], in[1], in[2]));
    }
    tidy(made);
    if (!is_by_value(made.within) && made.cuts.size() > most_cuts) return {};
    return made;
}

/// Of one input, which says few numbers or is compared with one.
std::optional<LookUp> Simplifier::of_one(const Node& node, NodeId input,
                                         const std::array<std::int64_t, 3>& numbers) const {
    LookUp made;
    made.of = input;
    made.within = reach_[input.index];
    if (is_small(made.within)) {
        for (auto value = made.within.low; value <= made.within.high; ++value) {
            auto in = numbers;
            for (std::size_t i = 0; i < in.size(); ++i) {
                if (node.inputs[i] && seen(node, node.inputs[i]) == input) in[i] = value;
            }
            made.values.push_back(map_row<std::int64_t>(node.op, in[0], in[1], in[2]));
            if (made.values.size() > 1) made.cuts.push_back(value);
        }
        tidy(made);
        if (is_by_value(made.within) || made.cuts.size() <= most_cuts) return made;
        return std::nullopt;
    }
    const bool first = seen(node, node.inputs[0]) == input;
    if (first && node.inputs[1] && seen(node, node.inputs[1]) == input) return std::nullopt;
    const auto number = numbers[first ? 1 : 0];
    if (number == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    switch (node.op) {
        case Operator::less:
            made.cuts = {first ? number : number + 1};
            made.values = {first ? 1 : 0, first ? 0 : 1};
            return made;
        case Operator::less_equal:
            made.cuts = {first ? number + 1 : number};
            made.values = {first ? 1 : 0, first ? 0 : 1};
            return made;
        case Operator::equal:
            made.cuts = {number, number + 1};
            made.values = {0, 1, 0};
            return made;
        default: return std::nullopt;
    }
}

/// A look-up whose last user was seen is kept only where a user could not take it into its own.
void Simplifier::drop_inputs(NodeId id, const Node& node) {
    const auto& own = look_ups_[id.index];
    const bool wide = node.form != graph::Form::boolean && hold_of(node) != Hold::i8;
    for (const auto given : node.inputs) {
        if (!given) continue;
        const auto input = seen(node, given);
        const auto& before = look_ups_[input.index];
        if (!own || !before || own->of != before->of || wide) edge_[input.index] = true;
        if (last_user_[input.index] != id.index) continue;
        if (!edge_[input.index] && !order_.stored(input)) look_ups_[input.index].reset();
    }
}

/// Steps saved against what a look-up takes.
bool Simplifier::is_worth(NodeId id) const {
    const auto& look_up = look_ups_[id.index];
    if (!look_up) return false;
    const auto& of = look_up->within;
    auto own = is_by_value(of) ? 1 + static_cast<unsigned>((of.high - of.low) / 16)
                               : 1 + static_cast<unsigned>(look_up->cuts.size());
    const auto hold = hold_of(graph_[id]);
    if (hold == Hold::bits) own += 1;
    if (hold == Hold::i16) own += own + 1;         // byte by byte
    if (hold > Hold::i16 && hold != Hold::bits) {  // row by row
        if (is_linear(graph_[id].op)) return false;
        own += 4;
    }
    return steps_[id.index] > own;
}

}  // namespace meritum::exec
