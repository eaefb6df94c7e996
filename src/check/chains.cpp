// Lets that hang on each other, looked at before any is worked out: what is read through a chain
// that is too long would be evaluated in as many places as it is read in. See checker.hpp. Tests:
// tests/check/growth_test.cpp.
#include <algorithm>

#include "base/limits.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

namespace {

/// A let on the way down, and which of those it reads come next.
struct ChainStep {
    std::uint32_t statement = 0;
    std::vector<std::pair<std::uint32_t, Span>> reads;
    std::size_t next = 0;
};

}  // namespace

/// The lets read inside a node, each with its place.
void Checker::add_lets_read(const Node& node,
                            std::vector<std::pair<std::uint32_t, Span>>& reads) const {
    if (node.row == ast::Row::name) {
        const auto found = scope_.find(node.identity);
        if (found != scope_.end() && found->second.kind == Declaration::Kind::let) {
            reads.emplace_back(found->second.statement, node.span);
        }
    }
    for (const auto& slot : node.slots) {
        add_lets_read(slot, reads);
    }
}

/// Reports the read by which a chain becomes too long; lets on such a chain have no value.
void Checker::refuse_long_chains() {
    std::map<std::uint32_t, std::size_t> lengths;  // 0: on the way, so it reads itself
    const auto step_of = [&](std::uint32_t statement) {
        ChainStep step{statement, {}, 0};
        add_lets_read(document_.statements[statement].head[1], step.reads);
        lengths.emplace(statement, 0);
        return step;
    };
    for (const auto& [name, declaration] : scope_) {
        if (declaration.kind != Declaration::Kind::let ||
            lengths.count(declaration.statement) != 0) {
            continue;
        }
        std::vector<ChainStep> way{step_of(declaration.statement)};
        while (!way.empty()) {
            auto& step = way.back();
            if (step.next < step.reads.size()) {
                const auto read = step.reads[step.next++].first;
                if (lengths.count(read) == 0) {
                    way.push_back(step_of(read));
                }
                continue;
            }
            std::size_t longest = 0;
            for (const auto& [read, place] : step.reads) {
                if (lengths[read] == limits::definition_chain) {
                    report_long_chain(place, limits::definition_chain);
                }
                longest = std::max(longest, lengths[read]);
            }
            lengths[step.statement] = longest + 1;
            if (longest >= limits::definition_chain) {
                too_long_.insert(step.statement);
            }
            way.pop_back();
        }
    }
}

/// Whether no more definitions may be followed, and says so.
bool Checker::is_too_deep(Span where) {
    if (path_.size() > limits::definitions_at_once) {
        report_long_chain(where, limits::definitions_at_once);
        return true;
    }
    if (levels_ > limits::levels_at_once) {
        sink_.report(Kind::nested_too_deep, where, {std::to_string(limits::levels_at_once)})
            .fix("read it less deep inside a formula; the formulas around that one count, too");
        return true;
    }
    return false;
}

void Checker::report_long_chain(Span where, std::size_t most) {
    const std::string name(sink_.source().text(where));
    sink_.report(Kind::chain_too_long, where, {in_quotes(name), std::to_string(most)})
        .fix("write what some of them say where they are read");
}

}  // namespace meritum::check
