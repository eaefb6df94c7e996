// The invariants of a Graph, checked in two passes. In: any Graph. Out: sentences. Must not know
// how nodes are computed. Tests: tests/graph/verify_test.cpp breaks each invariant once.
//
// The first pass asks only whether every index points at something that may be looked at; the
// second, which runs when the first found nothing, asks whether what is there fits. Whatever is
// reported is wrong; not everything wrong is found: ranges that hold because of conditions are the
// checker's word.
#include "graph/verify.hpp"
#include "graph/story_walk.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "graph/verify_nodes.hpp"

namespace meritum::graph {
namespace {

/// Every index inside its vector, every node after what it needs.
class Structure {
public:
    explicit Structure(const Graph& graph) : graph_(graph) {}

    std::vector<std::string> violations() {
        tables();
        keys();
        results();
        for (std::size_t i = 0; i < graph_.nodes.size(); ++i) node(i);
        story();
        return std::move(found_);
    }

private:
    template <class Subject, class... Parts>
    void expect(bool holds, const Subject& subject, const Parts&... violation) {
        if (!holds) found_.push_back(sentence(subject, " ", violation...));
    }

    bool has(TableId id) const { return id.index < graph_.tables.size(); }
    bool has(KeyId id) const { return id.index < graph_.keys.size(); }
    bool has(NodeId id) const { return id.index < graph_.nodes.size(); }

    void tables() {
        const auto& all = graph_.tables;
        expect(!all.empty() && all[0].kind == TableKind::participants, "table 0",
               "is not participants");
        expect(all.size() > 1 && all[1].kind == TableKind::everyone, "table 1", "is not everyone");
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string name = "table " + std::to_string(i);
            switch (all[i].kind) {
                case TableKind::participants: expect(i == 0, name, "is participants again"); break;
                case TableKind::everyone: expect(i == 1, name, "is everyone again"); break;
                case TableKind::list:
                    expect(all[i].list.index < graph_.schema.lists.size(), name,
                           "is of a list that the schema does not have");
                    break;
                case TableKind::group:
                    expect(has(all[i].key), name, "is of a key that does not exist");
                    break;
            }
        }
    }

    void keys() {
        for (std::size_t i = 0; i < graph_.keys.size(); ++i) {
            const Key& key = graph_.keys[i];
            const std::string name = "key " + std::to_string(i);
            expect(has(key.from) && has(key.to), name, "joins a table that does not exist");
            const bool by_value = key.kind == KeyKind::value;
            expect(
                by_value ? has(key.by) : !key.by, name,
                by_value ? "goes by a node that does not exist" : "goes by a node and needs none");
        }
    }

    static unsigned arity(const Node& node) {
        // What holds; or what holds and is compared, with a key or without.
        if (node.kind == NodeKind::scan) return !node.inputs[1] ? 1 : node.inputs[2] ? 3 : 2;
        return node.kind == NodeKind::map ? value::row(node.op).arity : 1;
    }

    static bool needs_key(NodeKind kind) {
        switch (kind) {
            case NodeKind::map:
            case NodeKind::previous: return false;
            case NodeKind::read:
            case NodeKind::reduce:
            case NodeKind::scan:
            case NodeKind::rank: return true;
        }
        return false;
    }

    void node(std::size_t index) {
        const Node& node = graph_.nodes[index];
        const NodeId name{static_cast<std::uint32_t>(index)};
        expect(has(node.table), name, "is of a table that does not exist");
        for (std::size_t k = 0; k < node.inputs.size(); ++k) {
            const NodeId input = node.inputs[k];
            if (k >= arity(node)) {
                expect(!input, name, "has more inputs than it takes");
                continue;
            }
            const bool may_be_later = node.kind == NodeKind::previous;
            expect(has(input), name, "lacks an input");
            expect(!has(input) || may_be_later || input.index < index, name, "reads ", input,
                   ", which comes later");
        }
        if (needs_key(node.kind)) {
            expect(has(node.key), name, "lacks its key");
        } else {
            expect(!node.key, name, "has a key and needs none");
        }
        expect(!node.guard || (has(node.guard) && node.guard.index < index), name,
               "has a guard that does not come before it");
        payload(node, name);
    }

    void payload(const Node& node, NodeId name) {
        if (node.kind == NodeKind::previous) {
            expect(node.payload < graph_.constants.size(), name, "lacks its first value");
        }
        if (node.kind != NodeKind::map) return;
        std::size_t size = 0;
        if (node.op == value::Operator::constant) {
            size = graph_.constants.size();
        } else if (node.op == value::Operator::power) {
            size = graph_.exponents.size();
        } else if (node.op == value::Operator::text_constant) {
            size = graph_.texts.size();
        } else if (node.op == value::Operator::input || node.op == value::Operator::input_known) {
            size = graph_.schema.columns.size();
        } else if (node.op == value::Operator::lookup) {
            size = graph_.steps.size();
        } else if (node.op == value::Operator::text_key) {
            size = graph_.text_keys.size();
        } else if (node.op == value::Operator::looked_up) {
            size = graph_.looked_up.size();
        } else {
            return;
        }
        expect(node.payload < size, name, "has a payload that does not exist");
    }

    void results() {
        for (std::size_t i = 0; i < graph_.looked_up.size(); ++i) {
            const auto& result = graph_.looked_up[i];
            const bool fit = std::all_of(result.by_leaf.begin(), result.by_leaf.end(),
                                         [&](auto at) { return at < result.values.size(); });
            expect(fit && !result.by_leaf.empty(), "result " + std::to_string(i),
                   "gives a value that does not exist");
        }
    }

    void story() {
        auto visit = [this](const NodeId& id, Role, const Quantity*) {
            expect(has(id), "the story", "names ", id, ", which does not exist");
        };
        StoryWalk<decltype(visit)>(visit).story(graph_.story);
    }

    const Graph& graph_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> verify(const Graph& graph) {
    std::vector<std::string> found = Structure(graph).violations();
    if (!found.empty()) return found;
    found = unfit_keys_and_nodes(graph);
    for (std::string& violation : unfit_story(graph)) found.push_back(std::move(violation));
    return found;
}

void require_valid(const Graph& graph) {
    const std::vector<std::string> found = verify(graph);
    if (found.empty()) return;
    std::fputs("meritum: a graph that is not valid:\n", stderr);
    for (const std::string& violation : found) std::fprintf(stderr, "  %s\n", violation.c_str());
    std::abort();
}

}  // namespace meritum::graph
