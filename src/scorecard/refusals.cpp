// See refusals.hpp.
#include "scorecard/refusals.hpp"

#include "graph/story_walk.hpp"
#include "scorecard/because.hpp"
#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

/// The plan's own text, or the words of the condition with both sides: "requires end >= start:
/// 2026-01-31 is below 2026-02-01".
std::string text_of(const graph::Requirement& requirement, const Values& values,
                    const Wording& wording) {
    if (!requirement.text.empty()) return warning(requirement, values, wording);
    Paper paper;
    Pen pen(wording, paper);
    Telling telling(values, pen);
    Explanation told(&paper);
    tell_condition(requirement.condition, telling, {}, Word::required, told);
    std::string text(told.title);
    for (const auto note : told.notes) text = wording.say(Word::of_that, {text, note});
    return text;
}

/// The first fact a condition reads of the participant, not of an item.
std::string fact_of(const graph::Graph& graph, const graph::Requirement& requirement) {
    std::string found;
    auto visit = [&](const NodeId& id, graph::Role, const graph::Quantity*) {
        const auto& node = graph[id];
        const bool input = node.kind == graph::NodeKind::map && node.op == value::Operator::input;
        if (!input || !found.empty() || graph.schema.columns[node.payload].list) return;
        found = graph.schema.columns[node.payload].name;
    };
    graph::StoryWalk<decltype(visit)>(visit).condition(requirement.condition);
    return found;
}

}  // namespace

std::vector<Refusal> refusals(const Outline& outline,
                              const std::shared_ptr<const value::FactColumns>& facts,
                              const exec::Run& run, std::string_view lang) {
    std::vector<Refusal> found;
    const auto& graph = *outline.graph;
    const Wording wording(graph.story, lang);
    const std::vector<KeyId> no_groups;  // a requirement reads none
    for (std::size_t row = 0; row < facts->ids.size(); ++row) {
        for (const auto& requirement : graph.story.requirements) {
            if (!requirement.refuses || exec::value_at(run, requirement.holds, row) != 0) continue;
            const Values values(outline, *facts, run, row, no_groups);
            found.push_back(
                {row, text_of(requirement, values, wording), fact_of(graph, requirement)});
            break;  // what comes after relies on it
        }
    }
    return found;
}

}  // namespace meritum::scorecard
