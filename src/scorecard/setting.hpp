// What all cards of one run share: made once, then held by each card so that it can be explained
// later. In: the plan's outline, the facts of a period and the state before it. Out: a Setting.
// Must not know words or a single participant. Tests: tests/scorecard/from_run_test.cpp.
#pragma once

#include <memory>

#include "exec/run.hpp"
#include "scorecard/outline.hpp"
#include "value/columns.hpp"

namespace meritum::scorecard {

struct Setting {
    std::shared_ptr<const Outline> outline;
    std::shared_ptr<const value::FactColumns> facts;
    std::shared_ptr<const exec::State> before;
};

/// `before` may be null: no earlier period.
std::shared_ptr<const Setting> make_setting(std::shared_ptr<const Outline> outline,
                                            std::shared_ptr<const value::FactColumns> facts,
                                            std::shared_ptr<const exec::State> before);

}  // namespace meritum::scorecard
