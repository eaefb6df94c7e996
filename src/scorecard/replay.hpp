// Running one participant again with everything kept. In: a card's body. Out: their facts alone and
// a Run of them: the same numbers, because what other participants decided is held. Must not know
// words. Tests: tests/scorecard/replay_test.cpp.
#pragma once

#include <optional>

#include "exec/prepared.hpp"
#include "exec/run.hpp"
#include "scorecard/body.hpp"
#include "scorecard/values.hpp"
#include "value/columns.hpp"

namespace meritum::scorecard {

/// How one participant is run; both give the same numbers.
enum class Way { quickest, columns };

class Replay {
public:
    explicit Replay(const Scorecard::Body& body, Way way = Way::quickest);
    /// They live as long as this and the body.
    const Values& values() const { return *values_; }

private:
    const value::RecordFacts* as_record(const Scorecard::Body& body);

    std::optional<value::RecordFacts> own_;  ///< of a row of columns
    exec::Prepared::Lent record_;
    value::FactColumns facts_;  ///< the participant is row 0
    exec::Run run_;
    std::optional<Values> values_;
};

}  // namespace meritum::scorecard
