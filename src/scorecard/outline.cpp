// See outline.hpp.
#include "scorecard/outline.hpp"

#include <algorithm>
#include <utility>

#include "graph/strata.hpp"

namespace meritum::scorecard {
namespace {

void sort_out(std::vector<KeyId>& groups) {
    std::sort(groups.begin(), groups.end());
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
}

/// A total, and every line of it: a line may hang on a group that the rounded total no longer
/// shows.
std::vector<KeyId> groups_of_total(const Outline& outline, const graph::Quantity& value,
                                   std::uint32_t total) {
    auto groups = groups_of(outline, value);
    for (const auto& form : outline.forms) {
        if (form.total != total) continue;
        const auto more = groups_of(outline, *form.points);
        groups.insert(groups.end(), more.begin(), more.end());
    }
    sort_out(groups);
    return groups;
}

/// Ranks, what is read from a group, and sums over everyone. A group's own rows are only ever seen
/// through a read; params come along a key, too, but a replay has those itself.
bool crosses(const graph::Graph& graph, const graph::Node& node) {
    switch (node.kind) {
        case graph::NodeKind::rank: return true;
        case graph::NodeKind::read: return graph.keys[node.key.index].kind == graph::KeyKind::value;
        case graph::NodeKind::reduce:
            return graph.keys[node.key.index].kind == graph::KeyKind::everyone;
        case graph::NodeKind::map:
        case graph::NodeKind::scan:
        case graph::NodeKind::previous: return false;
    }
    return false;
}

}  // namespace

bool looks_back(const graph::Graph& graph) {
    return std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const graph::Node& node) {
        return node.kind == graph::NodeKind::previous;
    });
}

std::vector<KeyId> groups_of(const Outline& outline, const graph::Quantity& quantity) {
    std::vector<KeyId> groups;
    const auto add = [&](NodeId node) {
        if (!node) return;
        const auto& behind = outline.groups[node.index];
        groups.insert(groups.end(), behind.begin(), behind.end());
    };
    add(quantity.value);
    add(quantity.known);
    for (const NodeId node : quantity.over) add(node);
    sort_out(groups);
    return groups;
}

std::shared_ptr<const Outline> make_outline(std::shared_ptr<const graph::Graph> graph,
                                            std::shared_ptr<const exec::Prepared> everything) {
    auto outline = std::make_shared<Outline>();
    const auto& story = graph->story;
    outline->forms = line_forms(story);
    for (const auto& rule : story.rules) {
        if (!rule.advice.empty()) outline->advising.push_back(&rule);
    }
    outline->groups = graph::groups_behind(*graph);
    for (std::uint32_t i = 0; i < story.totals.size(); ++i) {
        const auto& value = story.totals[i].value;
        outline->total_steps.push_back(decimal_step(value.step));
        outline->total_groups.push_back(groups_of_total(*outline, value, i));
    }
    if (story.grade) outline->grade_groups = groups_of(*outline, story.grade->grade);
    for (const auto& outcome : story.outcomes) {
        outline->outcome_steps.push_back(decimal_step(outcome.quantity.step));
        outline->outcome_groups.push_back(groups_of(*outline, outcome.quantity));
    }
    for (const auto& node : graph->nodes) outline->guards.push_back(node.guard);
    for (std::uint32_t index = 0; index < graph->nodes.size(); ++index) {
        if (crosses(*graph, graph->nodes[index])) outline->beyond_one_row.push_back({index});
    }
    if (outline->beyond_one_row.empty() && !looks_back(*graph))
        outline->border = value::RecordBorder::make(graph->schema, graph->texts);
    outline->graph = std::move(graph);
    outline->everything = std::move(everything);
    return outline;
}

}  // namespace meritum::scorecard
