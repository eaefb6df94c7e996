// Binding: which lane each node gets, what a run keeps, and when a column may go. In: a valid Graph
// and a Keep. Out: a Program. The only place that turns ranges into widths. Must not know facts.
// Tests: tests/exec/bind_test.cpp.
#include "exec/bind.hpp"

#include <algorithm>
#include <utility>

#include "graph/story_walk.hpp"
#include "graph/verify.hpp"

namespace meritum::exec {
namespace {

using graph::Form;
using graph::Graph;
using graph::Node;
using graph::NodeKind;
using graph::Quantity;

bool fits(const graph::Range& range, unsigned bits) {
    const number::Integer bound = number::Integer(1) << (bits - 1);
    return range.low >= -bound && range.high < bound;
}

Lane lane_of(const Node& node) {
    if (node.form == Form::boolean) return Lane::bit;
    if (fits(node.range, 64)) return Lane::i64;
    return fits(node.range, 128) ? Lane::i128 : Lane::i256;
}

/// Wide enough for the result and for everything it is made of.
Lane work_of(const Graph& graph, const std::vector<Lane>& lanes, std::size_t index) {
    const Node& node = graph.nodes[index];
    Lane work = lanes[index];
    if (node.kind == NodeKind::previous) return work;
    for (const NodeId input : node.inputs) {
        if (input) work = std::max(work, lanes[input.index]);
    }
    return work;
}

/// Marks what a level keeps. Parts of the story, not all of it: conditions and readings are for
/// `explain`, which replays.
class Keeper {
public:
    Keeper(const Graph& graph, std::vector<Instruction>& instructions)
        : graph_(graph), instructions_(instructions) {}

    void results() {
        for (const auto& total : graph_.story.totals) {
            quantity(total.value);
            if (!total.rating) continue;  // why somebody is not rated
            quantity(total.rating->known);
            quantity(total.rating->needed);
        }
        for (const auto& rule : graph_.story.rules) {
            if (!rule.kpi || !rule.kpi->known) continue;
            node(rule.kpi->known->holds);
            node(rule.kpi->known->reached);
        }
        if (graph_.story.grade) quantity(graph_.story.grade->grade);
        for (const auto& outcome : graph_.story.outcomes) quantity(outcome.quantity);
    }

    /// What is the same for everybody needs no column.
    void points() {
        for (const auto& total : graph_.story.totals) {
            points(total.start);
            points(total.low);
            points(total.high);
            points(total.rounding);
        }
        for (const auto& rule : graph_.story.rules) {
            points(rule.line);
            points(rule.cap);
            points(rule.floor);
        }
        for (const auto& category : graph_.story.categories) points(category);
        for (const auto& veto : graph_.story.vetoes) points(veto.line);
    }

    void lines() {
        for (const auto& total : graph_.story.totals) walk_.total(total);
        for (const auto& rule : graph_.story.rules) rule_lines(rule);
        for (const auto& category : graph_.story.categories) {
            quantity(category.start);
            limit(category.choice);
            quantity(category.gate);
            limit(category.cap);
            limit(category.floor);
            quantity(category.points);
        }
        for (const auto& requirement : graph_.story.requirements) {
            node(requirement.holds);
            for (const auto& text : requirement.text) walk_.text(text);
        }
        for (const auto& veto : graph_.story.vetoes) {
            node(veto.fires);
            node(veto.wins);
            quantity(veto.value);
            quantity(veto.line);
            for (const auto& text : veto.because) walk_.text(text);
        }
    }

    void everything() {
        for (Instruction& instruction : instructions_) instruction.keep = true;
    }

    /// What a replay of one participant cannot compute from that participant, and what the next
    /// period needs.
    void beyond_one_row() {
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
            const Node& each = graph_.nodes[i];
            const bool in_group = graph_.tables[each.table.index].kind == graph::TableKind::group;
            const bool carried = each.kind == NodeKind::previous;
            if (crosses(each) || in_group || carried) instructions_[i].keep = true;
            if (carried) node(each.inputs[0]);
        }
    }

private:
    /// What other participants decide. Params and constants come along keys, too, but a replay has
    /// those.
    bool crosses(const Node& node) const {
        if (node.kind == NodeKind::rank) return true;
        if (!node.key) return false;
        const graph::KeyKind key = graph_.keys[node.key.index].kind;
        return key == graph::KeyKind::value ||
               (key == graph::KeyKind::everyone && node.kind == NodeKind::reduce);
    }

    void node(NodeId id) {
        if (id) instructions_[id.index].keep = true;
    }

    void quantity(const Quantity& part) { walk_.quantity(part); }

    void limit(const Rare<graph::Limit>& part) {
        if (part) quantity(part->line);
    }

    void points(const Quantity& part) {
        if (!same_for_all(graph_, part)) quantity(part);
    }

    void points(const Rare<graph::Limit>& part) {
        if (part) points(part->line);
    }

    void points(const graph::Category& category) {
        points(category.start);
        points(category.choice);
        points(category.gate);
        points(category.cap);
        points(category.floor);
    }

    void rule_lines(const graph::Rule& rule) {
        node(rule.concerns);
        node(rule.applies);
        quantity(rule.line);
        quantity(rule.points);
        limit(rule.cap);
        limit(rule.floor);
        for (const auto& text : rule.because) walk_.text(text);
        for (const auto& advice : rule.advice) {
            node(advice.shown);
            for (const auto& text : advice.text) walk_.text(text);
        }
    }

    struct Mark {
        std::vector<Instruction>& instructions;
        void operator()(const NodeId& id, graph::Role, const Quantity*) const {
            instructions[id.index].keep = true;
        }
    };

    const Graph& graph_;
    std::vector<Instruction>& instructions_;
    Mark mark_{instructions_};
    graph::StoryWalk<Mark> walk_{mark_};
};

/// The last node that looks at each column. Guards are looked at when lanes are poisoned; `by` when
/// its groups are made.
void find_last_uses(const Graph& graph, std::vector<Instruction>& instructions) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        const NodeId here{static_cast<std::uint32_t>(i)};
        instructions[i].last_use = here;
        if (node.guard) instructions[node.guard.index].last_use = here;
        if (node.kind == NodeKind::previous) continue;
        for (const NodeId input : node.inputs) {
            if (input) instructions[input.index].last_use = here;
        }
    }
}

}  // namespace

namespace {

/// Every node with its lanes, nothing kept yet.
Program with_lanes(const Graph& graph, Keep keep) {
    std::vector<Lane> lanes;
    lanes.reserve(graph.nodes.size());
    for (const Node& node : graph.nodes) lanes.push_back(lane_of(node));
    Program program;
    program.keep = keep;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const NodeId id{static_cast<std::uint32_t>(i)};
        program.instructions.push_back({id, lanes[i], work_of(graph, lanes, i), false, false, id});
    }
    return program;
}

/// What a node looks at.
void need_inputs(const Graph& graph, const Node& node, std::vector<Instruction>& instructions) {
    const auto need = [&](NodeId id) {
        if (id) instructions[id.index].skip = false;
    };
    need(node.guard);
    if (node.kind == NodeKind::previous) return;  // from the state alone
    for (const NodeId input : node.inputs) need(input);
    if (node.key) need(graph.keys[node.key.index].by);
}

}  // namespace

Program bind_requirements(std::shared_ptr<const Graph> graph) {
    graph::require_valid(*graph);
    Program program = with_lanes(*graph, Keep::results);
    program.hands_on = false;
    for (Instruction& each : program.instructions) each.skip = true;
    auto ask = [&program](const NodeId& id, graph::Role, const Quantity*) {
        program.instructions[id.index].skip = false;
    };
    graph::StoryWalk<decltype(ask)> walk(ask);
    for (const auto& requirement : graph->story.requirements) {
        if (requirement.refuses) walk.requirement(requirement);
    }
    for (std::size_t i = graph->nodes.size(); i-- > 0;) {  // inputs stand before
        Instruction& each = program.instructions[i];
        each.keep = !each.skip;
        if (each.keep) need_inputs(*graph, graph->nodes[i], program.instructions);
    }
    find_last_uses(*graph, program.instructions);
    program.graph = std::move(graph);
    return program;
}

bool same_for_all(const Graph& graph, const Quantity& points) {
    if (!points.value) return true;
    const Node& node = graph[points.value];
    return !node.guard && node.range.low == node.range.high;
}

Program bind_points(std::shared_ptr<const Graph> graph) {
    Program program = with_lanes(*graph, Keep::results);
    program.hands_on = false;
    Keeper keeper(*graph, program.instructions);
    keeper.results();
    keeper.points();
    find_last_uses(*graph, program.instructions);
    program.graph = std::move(graph);
    return program;
}

Program bind(std::shared_ptr<const Graph> graph, Keep keep) {
    graph::require_valid(*graph);
    Program program = with_lanes(*graph, keep);
    Keeper keeper(*graph, program.instructions);
    keeper.results();
    if (keep != Keep::results) keeper.lines();
    if (keep == Keep::everything) keeper.everything();
    keeper.beyond_one_row();
    find_last_uses(*graph, program.instructions);
    program.graph = std::move(graph);
    return program;
}

}  // namespace meritum::exec
