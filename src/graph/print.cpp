// A Graph as text. In: a valid Graph. Out: lines of columns, then the story's outline. Must not
// know facts or lanes. Tests: tests/graph/print_test.cpp.
#include "graph/print.hpp"
#include "graph/story_walk.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "graph/formula.hpp"

namespace meritum::graph {
namespace {

using Row = std::vector<std::string>;

/// Cells padded to the widest of their column; the last is not padded. A column wider than the
/// limit does not push others.
std::string aligned(const std::vector<Row>& rows) {
    constexpr std::size_t limit = 44;
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].size() <= limit) widths[i] = std::max(widths[i], row[i].size());
        }
    }
    std::string text;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (row[i].size() < widths[i]) line.append(widths[i] - row[i].size(), ' ');
            line += "  ";
        }
        while (!line.empty() && line.back() == ' ') line.pop_back();
        text += line + "\n";
    }
    return text;
}

/// The step of each node's numbers, where the story tells.
std::map<NodeId, std::string> steps(const Story& story) {
    std::map<NodeId, std::string> result;
    auto visit = [&result](const NodeId& id, Role role, const Quantity* quantity) {
        if (role != Role::value || quantity->type != value::Type::number) return;
        result.emplace(id, "x " + number::to_string(quantity->step));
    };
    StoryWalk<decltype(visit)>(visit).story(story);
    return result;
}

/// The indented outline of a story, with the nodes of each part.
class Outline {
public:
    explicit Outline(const Story& story) : story_(story) {}

    std::vector<Row> rows() {
        for (std::uint32_t i = 0; i < story_.totals.size(); ++i) total(i);
        if (story_.grade) row(0, "grade", number(story_.grade->grade));
        for (const Outcome& outcome : story_.outcomes) {
            row(0, "outcome " + outcome.name, number(outcome.quantity));
        }
        return std::move(rows_);
    }

private:
    void total(std::uint32_t index) {
        const Total& total = story_.totals[index];
        row(0, "total " + total.name, number(total.value));
        row(1, "start", number(total.start));
        for (const Rule& each : story_.rules) {
            if (each.total == index) rule(each);
        }
        for (const Category& category : story_.categories) {
            if (category.total != index) continue;
            row(1, "category " + category.name, number(category.points));
            limits(category.cap, category.floor, "cap", "floor");
        }
        row(1, "raw", number(total.raw));
        limits(total.high, total.low, "upper bound", "lower bound");
        for (const Veto& veto : story_.vetoes) {
            if (veto.total != index) continue;
            row(1, "veto " + veto.name, number(veto.line));
            truth(2, "fires", veto.fires);
            truth(2, "wins", veto.wins);
        }
        if (total.rounding.value) row(1, "rounding", number(total.rounding));
    }

    void row(std::size_t depth, const std::string& words, const std::string& nodes) {
        rows_.push_back({std::string(2 * depth, ' ') + words, nodes});
    }

    static std::string number(const Quantity& quantity) {
        if (!quantity.value) return number::to_string(quantity.constant);
        std::string text = name_of(quantity.value);
        if (quantity.step != 1) text += " x " + number::to_string(quantity.step);
        for (const NodeId divisor : quantity.over) text += " / " + name_of(divisor);
        if (quantity.known) text += " if " + name_of(quantity.known);
        return text;
    }

    void truth(std::size_t depth, const std::string& words, NodeId id) {
        if (id) row(depth, words, name_of(id));
    }

    void limits(const Rare<Limit>& high, const Rare<Limit>& low, const std::string& high_words,
                const std::string& low_words) {
        if (low) row(2, low_words, number(low->line));
        if (high) row(2, high_words, number(high->line));
    }

    void rule(const Rule& rule) {
        std::string words = "bonus ";
        if (rule.kind == RuleKind::deduction) words = "deduction ";
        if (rule.kind == RuleKind::rule) words = "rule ";
        if (rule.category != Rule::none) words += story_.categories[rule.category].name + "/";
        row(1, words + rule.name, number(rule.points));
        truth(2, "applies", rule.applies);
        if (rule.items) {
            truth(2, "item counts", rule.items->counts);
            truth(2, "in turn", rule.items->turn);
        }
        row(2, "amount", number(rule.amount.quantity));
        row(2, "line", number(rule.line));
        limits(rule.cap, rule.floor, "cap", "floor");
    }

    const Story& story_;
    std::vector<Row> rows_;
};

}  // namespace

std::string to_text(const Graph& graph) {
    const auto step_of = steps(graph.story);
    std::vector<Row> rows;
    for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
        const NodeId id{i};
        const Node& node = graph[id];
        const auto step = step_of.find(id);
        rows.push_back({name_of(id), graph.tables[node.table.index].name, formula(graph, id),
                        range_text(node), step == step_of.end() ? "" : step->second,
                        node.guard ? "where " + name_of(node.guard) : ""});
    }
    std::string text = "plan " + graph.story.plan + "\n";
    if (!graph.fingerprint.empty()) text += graph.fingerprint + "\n";
    return text + "\n" + aligned(rows) + "\n" + aligned(Outline(graph.story).rows());
}

}  // namespace meritum::graph
