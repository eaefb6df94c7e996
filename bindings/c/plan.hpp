// Plans as handles. Tests: tests/c/plan_test.cpp.
#pragma once

#include <utility>

#include "handle.hpp"
#include "meritum/plan.hpp"
#include "options.hpp"

namespace meritum::c {

struct PlanBody {
    explicit PlanBody(Plan of) : plan(std::move(of)) {}
    Plan plan;
};

template <>
struct Kind<meritum_plan> {
    using Body = PlanBody;
    static constexpr std::uint64_t mark = 0x4d65726974030370;
    static constexpr const char* name = "plan";
};

inline const Plan& plan_of(const meritum_plan* plan) { return body_of(plan, "plan").plan; }

/// Texts of options live in the options that were given.
ScoreOptions score_options_of(const meritum_score_options* options);

}  // namespace meritum::c
