// What a Plan holds: the compiled graph and what is asked of it later. Seen by src/api and, for the
// names of a plan, src/suite/vocabulary.cpp.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/source.hpp"
#include "check/checked_plan.hpp"
#include "exec/bind.hpp"
#include "exec/prepared.hpp"
#include "graph/graph.hpp"
#include "meritum/plan.hpp"
#include "number/rational.hpp"
#include "scorecard/outline.hpp"
#include "syntax/ast.hpp"

namespace meritum {

struct Plan::Body {
    std::string file;
    Source source{"", ""};   ///< the plan and the files it names
    ast::Document document;  ///< without rows from data
    bool has_all_rows = true;
    Diagnostics diagnostics;
    std::shared_ptr<const graph::Graph> graph;
    std::optional<number::Interval> effective;                      ///< days since 1970-01-01
    std::array<std::shared_ptr<const exec::Prepared>, 3> programs;  ///< by Keep
    std::shared_ptr<const exec::Prepared> points;  ///< results and lines, as tables keep them

    std::shared_ptr<const exec::Prepared> requirements;  ///< null if the plan refuses nobody

    /// Made when somebody is first scored.
    struct Later {
        std::once_flag once;
        std::shared_ptr<const scorecard::Outline> made;
        std::atomic<bool> scored_one{false};
    };
    std::shared_ptr<Later> later;

    /// Fills the graph and what is made of it.
    void bind(check::CheckedPlan&& checked);

    const exec::Prepared& prepared(Keep keep) const {
        return *programs[static_cast<std::size_t>(keep)];
    }
    const exec::Program& program(Keep keep) const { return prepared(keep).program(); }
    const exec::Schedule& schedule(Keep keep) const { return prepared(keep).schedule(); }

    /// Whether one participant was scored before: what makes it quick takes longer than one such
    /// score, so it is made for the second.
    bool scores_again() const {
        if (later->scored_one.load(std::memory_order_relaxed)) return true;
        later->scored_one.store(true, std::memory_order_relaxed);
        return false;
    }

    const std::shared_ptr<const scorecard::Outline>& outline() const {
        std::call_once(later->once, [&] {
            const auto everything = static_cast<std::size_t>(Keep::everything);
            later->made = scorecard::make_outline(graph, programs[everything]);
        });
        return later->made;
    }
};

}  // namespace meritum
