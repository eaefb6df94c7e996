// What a Scorecard holds: the numbers, and what is needed to tell them again. In: from_run. Out:
// the public members and explain. Must not know how anything is shown. Tests: tests/scorecard/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "meritum/scorecard.hpp"
#include "scorecard/setting.hpp"

namespace meritum {

struct Scorecard::Body {
    std::string id;
    std::string period;
    std::optional<Decimal> score;
    std::string grade;
    std::vector<Outcome> outcomes;
    std::vector<Total> totals;
    std::vector<Line> lines;
    std::vector<Advice> advice;
    std::vector<std::string> warnings;
    bool has_lines = false;  ///< they were kept, even if there are none

    // For the replay: either a row of a run, or a record.
    std::shared_ptr<const scorecard::Outline> outline;
    std::shared_ptr<const scorecard::Setting> setting;  ///< null: a record
    std::size_t row = 0;                                ///< in the setting's facts
    value::RecordFacts record;
    exec::Held held;  ///< what other participants decided: ranks, values of groups and of everyone
    std::vector<KeyId> incomplete;  ///< groups of this participant that lack somebody
};

namespace scorecard {

/// What the card was scored in, with facts in columns; of a record they are made now.
std::shared_ptr<const Setting> setting_of(const Scorecard::Body& body);

}  // namespace scorecard
}  // namespace meritum
