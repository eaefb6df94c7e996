// See setting.hpp.
#include "scorecard/setting.hpp"

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
std::vector<KeyId> groups_of_total(const Setting& setting, const graph::Quantity& value,
                                   std::uint32_t total) {
    auto groups = groups_of(setting, value);
    for (const auto& form : setting.forms) {
        if (form.total != total) continue;
        const auto more = groups_of(setting, *form.points);
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

std::vector<KeyId> groups_of(const Setting& setting, const graph::Quantity& quantity) {
    std::vector<KeyId> groups;
    const auto add = [&](NodeId node) {
        if (!node) return;
        const auto& behind = setting.groups[node.index];
        groups.insert(groups.end(), behind.begin(), behind.end());
    };
    add(quantity.value);
    add(quantity.known);
    for (const NodeId node : quantity.over) add(node);
    sort_out(groups);
    return groups;
}

std::shared_ptr<const Setting> make_setting(std::shared_ptr<const graph::Graph> graph,
                                            std::shared_ptr<const value::FactColumns> facts,
                                            std::shared_ptr<const exec::State> before) {
    auto setting = std::make_shared<Setting>();
    const auto& story = graph->story;
    setting->forms = line_forms(story);
    setting->groups = graph::groups_behind(*graph);
    for (std::uint32_t i = 0; i < story.totals.size(); ++i) {
        const auto& value = story.totals[i].value;
        setting->total_steps.push_back(decimal_step(value.step));
        setting->total_groups.push_back(groups_of_total(*setting, value, i));
    }
    if (story.grade) setting->grade_groups = groups_of(*setting, story.grade->grade);
    for (const auto& outcome : story.outcomes) {
        setting->outcome_steps.push_back(decimal_step(outcome.quantity.step));
        setting->outcome_groups.push_back(groups_of(*setting, outcome.quantity));
    }
    for (std::uint32_t index = 0; index < graph->nodes.size(); ++index) {
        if (crosses(*graph, graph->nodes[index])) setting->beyond_one_row.push_back({index});
    }
    setting->graph = std::move(graph);
    setting->facts = std::move(facts);
    setting->before = before ? std::move(before) : std::make_shared<const exec::State>();
    return setting;
}

}  // namespace meritum::scorecard
