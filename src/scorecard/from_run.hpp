// The door to scorecards. In: story + run + the row of one participant. Out: the public Scorecard,
// and an error for each value that had to be withheld. Must not know executors or formats. Tests:
// tests/scorecard/from_run_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "exec/record.hpp"
#include "exec/run.hpp"
#include "meritum/plan.hpp"
#include "scorecard/setting.hpp"
#include "value/record_border.hpp"

namespace meritum::scorecard {

/// REQUIRES a run of the setting's graph and facts that kept at least `keep`, and a row of its
/// participants. `lang` is the tongue of the `because` texts; one the plan does not have falls back
/// to its first.
Scorecard from_run(const std::shared_ptr<const Setting>& setting, const exec::Run& run,
                   std::size_t row, Keep keep, std::string_view lang,
                   std::vector<FactError>& errors);

/// Of a record that was run with these facts by a program that keeps at least `keep`.
Scorecard from_record(const std::shared_ptr<const Outline>& outline, value::RecordFacts&& facts,
                      const exec::RecordRun& run, Keep keep, std::string_view lang);

}  // namespace meritum::scorecard
