// Running one participant again with everything kept. In: a card's body. Out: their facts alone and
// a Run of them: the same numbers, because what other participants decided is held. Must not know
// words. Tests: tests/scorecard/replay_test.cpp.
#pragma once

#include "exec/run.hpp"
#include "scorecard/body.hpp"
#include "value/columns.hpp"

namespace meritum::scorecard {

struct Replay {
    value::FactColumns facts;  ///< the participant is row 0
    exec::Run run;
};

Replay replay(const Scorecard::Body& body);

}  // namespace meritum::scorecard
