// Whether the story's nodes are what the story says they are. In: a Graph with all indices in
// place. Out: sentences. Must not know how nodes are computed. Tests: tests/graph/verify_test.cpp.
#include <optional>

#include "graph/story_walk.hpp"
#include "graph/verify_nodes.hpp"

namespace meritum::graph {
namespace {

class StoryFit {
public:
    explicit StoryFit(const Graph& graph) : graph_(graph) {}

    std::vector<std::string> violations() {
        auto visit = [this](const NodeId& id, Role role, const Quantity* quantity) {
            mention(id, role, quantity);
        };
        StoryWalk<decltype(visit)>(visit).story(graph_.story);
        lines();
        return std::move(found_);
    }

private:
    template <class... Parts>
    void expect(bool holds, const Parts&... violation) {
        if (!holds) found_.push_back(sentence("the story ", violation...));
    }

    void mention(NodeId id, Role role, const Quantity* quantity) {
        const Node& node = graph_[id];
        if (quantity) {
            expect(quantity->table == node.table, "places ", id, " on another table");
        }
        const bool boolean = node.form == Form::boolean;
        switch (role) {
            case Role::value:
                expect(boolean == (quantity->type == value::Type::boolean), "gives ", id,
                       " a type of another form");
                return;
            case Role::divisor:
                expect(node.range.low >= 1, "divides by ", id, ", which may be below 1");
                return;
            case Role::known:
            case Role::truth: expect(boolean, "takes the number ", id, " as a truth"); return;
            case Role::turn: expect(!boolean, "takes the truth ", id, " as a number"); return;
        }
    }

    /// What becomes a line or a result is a decimal: a node (or, without one, a constant) over
    /// nothing.
    void decimal(const Quantity& quantity, std::string_view part, std::string_view name) {
        expect(quantity.over.empty(), "leaves ", part, name, " a fraction");
        expect(quantity.step > 0 && number::is_decimal(quantity.step), "gives ", part, name,
               " a step that is no positive decimal");
        if (quantity.value) return;
        expect(!quantity.known, "says when ", part, name, " is known and not what it is");
        expect(number::is_decimal(quantity.constant), "gives ", part, name,
               " a constant that is no decimal");
    }

    void limit(const Rare<Limit>& limit, std::string_view part, std::string_view name) {
        if (limit) decimal(limit->line, part, name);
    }

    void total(const Total& part) {
        decimal(part.start, "the start of ", part.name);
        decimal(part.raw, "the sum of ", part.name);
        decimal(part.value, "the total ", part.name);
        decimal(part.rounding, "the rounding of ", part.name);
        limit(part.low, "the lower bound of ", part.name);
        limit(part.high, "the upper bound of ", part.name);
    }

    void in_total(std::uint32_t index, const std::string& name) {
        expect(index < graph_.story.totals.size(), "puts ", name,
               " into a total that does not exist");
    }

    void lines() {
        const Story& story = graph_.story;
        for (const Total& each : story.totals) total(each);
        for (const Rule& rule : story.rules) {
            decimal(rule.line, "the line of ", rule.name);
            decimal(rule.points, "the points of ", rule.name);
            limit(rule.cap, "the cap of ", rule.name);
            limit(rule.floor, "the floor of ", rule.name);
            in_total(rule.total, rule.name);
            expect(rule.category == Rule::none || rule.category < story.categories.size(), "puts ",
                   rule.name, " into a category that does not exist");
        }
        for (const Category& category : story.categories) {
            decimal(category.points, "the points of ", category.name);
            decimal(category.gate, "the gate of ", category.name);
            limit(category.choice, "the choice of ", category.name);
            in_total(category.total, category.name);
            expect(category.outer == Rule::none || category.outer < story.categories.size(),
                   "puts ", category.name, " into a category that does not exist");
            limit(category.cap, "the cap of ", category.name);
            limit(category.floor, "the floor of ", category.name);
        }
        for (const Veto& veto : story.vetoes) {
            decimal(veto.line, "the line of ", veto.name);
            in_total(veto.total, veto.name);
        }
        if (story.grade) decimal(story.grade->grade, "the grade", "");
        for (const Outcome& outcome : story.outcomes)
            decimal(outcome.quantity, "the outcome ", outcome.name);
    }

    const Graph& graph_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> unfit_story(const Graph& graph) { return StoryFit(graph).violations(); }

}  // namespace meritum::graph
