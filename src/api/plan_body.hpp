// What a Plan holds: the compiled graph and what is asked of it later. Seen by src/api and, for the
// names of a plan, src/suite/vocabulary.cpp.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/source.hpp"
#include "check/checked_plan.hpp"
#include "exec/bind.hpp"
#include "exec/schedule.hpp"
#include "graph/graph.hpp"
#include "meritum/plan.hpp"
#include "number/rational.hpp"
#include "syntax/ast.hpp"

namespace meritum {

struct Plan::Body {
    std::string file;
    Source source{"", ""};   ///< the plan and the files it names
    ast::Document document;  ///< without rows from data
    bool has_all_rows = true;
    Diagnostics diagnostics;
    std::shared_ptr<const graph::Graph> graph;
    std::optional<number::Interval> effective;  ///< days since 1970-01-01

    std::shared_ptr<const exec::Program> requirements;  ///< null if the plan refuses nobody

    /// What is made when it is first asked for, whoever asks.
    template <class T>
    class Later {
    public:
        template <class Make>
        const T& get(const Make& make) {
            std::call_once(once_, [&] { made_.emplace(make()); });
            return *made_;
        }

    private:
        std::once_flag once_;
        std::optional<T> made_;
    };
    struct Bound {
        Later<exec::Program> program;
        Later<exec::Schedule> schedule;
    };
    std::array<std::shared_ptr<Bound>, 3> bound;  ///< by Keep
    std::shared_ptr<Bound> points;                ///< results and lines, as tables keep them

    /// Fills the graph and what is made of it.
    void bind(check::CheckedPlan&& checked);

    const exec::Program& program(Keep keep) const {
        return bound[static_cast<std::size_t>(keep)]->program.get(
            [&] { return exec::bind(graph, keep); });
    }

    const exec::Schedule& schedule(Keep keep) const {
        return bound[static_cast<std::size_t>(keep)]->schedule.get(
            [&] { return exec::schedule(program(keep)); });
    }

    const exec::Program& points_program() const {
        return points->program.get([&] { return exec::bind_points(graph); });
    }

    const exec::Schedule& points_schedule() const {
        return points->schedule.get([&] { return exec::schedule(points_program()); });
    }
};

}  // namespace meritum
