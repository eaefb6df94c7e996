// A Graph as a Graphviz drawing. In: a valid Graph. Out: a digraph. Must not know facts or lanes.
// Tests: tests/graph/print_test.cpp.
#include <map>
#include <utility>
#include <vector>

#include "graph/formula.hpp"
#include "graph/print.hpp"
#include "graph/strata.hpp"

namespace meritum::graph {
namespace {

std::string name(std::size_t index) { return "n" + std::to_string(index); }

/// A quoted string of the dot language: only the quote and the backslash mean something there, and
/// a line break would end up in the drawing as one.
std::string dot_string(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '\n') {
            result += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

/// The lines and results of the story, as captions of their nodes.
std::map<NodeId, std::string> captions(const Story& story) {
    std::map<NodeId, std::string> result;
    const auto caption = [&result](const Quantity& quantity, const std::string& words) {
        if (quantity.value) result.emplace(quantity.value, words);
    };
    for (const Total& total : story.totals) caption(total.value, total.name);
    if (story.grade) caption(story.grade->grade, "grade");
    for (const Outcome& outcome : story.outcomes) caption(outcome.quantity, outcome.name);
    for (const Rule& rule : story.rules) caption(rule.points, rule.name);
    for (const Category& category : story.categories) caption(category.points, category.name);
    for (const Veto& veto : story.vetoes) caption(veto.line, veto.name);
    return result;
}

std::string box(const Graph& graph, std::uint32_t index,
                const std::map<NodeId, std::string>& captions) {
    const NodeId id{index};
    std::string label = name(index) + ": " + formula(graph, id);
    const std::string range = range_text(graph[id]);
    if (!range.empty()) label += "\n" + range;
    const auto caption = captions.find(id);
    if (caption != captions.end()) label = caption->second + "\n" + label;
    const bool truth = graph[id].form == Form::boolean;
    return name(index) + " [label=" + dot_string(label) + (truth ? ", style=rounded" : "") +
           (caption != captions.end() ? ", penwidth=2" : "") + "];\n";
}

std::string edges(const Graph& graph, std::uint32_t index) {
    const Node& node = graph.nodes[index];
    const bool previous = node.kind == NodeKind::previous;
    std::string text;
    for (const NodeId input : node.inputs) {
        if (!input) continue;
        text += "  " + name(input.index) + " -> " + name(index);
        text += previous ? " [style=dashed, constraint=false];\n" : ";\n";
    }
    if (node.guard) {
        text += "  " + name(node.guard.index) + " -> " + name(index) +
                " [style=dotted, arrowhead=empty, constraint=false];\n";
    }
    return text;
}

}  // namespace

std::string to_dot(const Graph& graph) {
    const Strata of = strata(graph);
    const auto words = captions(graph.story);
    std::string text = "digraph " + dot_string(graph.story.plan) + " {\n  rankdir=LR;\n";
    text += "  node [shape=box, fontname=\"sans-serif\", fontsize=10];\n";
    for (std::uint32_t table = 0; table < graph.tables.size(); ++table) {
        std::map<std::uint32_t, std::string> boxes;  // by stratum
        for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
            if (graph.nodes[i].table.index != table) continue;
            boxes[of.of[i]] += "      " + box(graph, i, words);
        }
        if (boxes.empty()) continue;
        text += "  subgraph cluster_" + std::to_string(table) +
                " {\n    label=" + dot_string(graph.tables[table].name) + ";\n";
        for (const auto& [stratum, inside] : boxes) {
            text += "    subgraph cluster_" + std::to_string(table) + "_" +
                    std::to_string(stratum) +
                    " {\n      label=" + dot_string("stratum " + std::to_string(stratum)) + ";\n" +
                    inside + "    }\n";
        }
        text += "  }\n";
    }
    for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) text += edges(graph, i);
    return text + "}\n";
}

}  // namespace meritum::graph
