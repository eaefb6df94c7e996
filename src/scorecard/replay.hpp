// Running one participant again with everything kept. In: a card's body. Out: their facts alone and
// a Run of them: the same numbers, because what other participants decided is held. Must not know
// words. Tests: tests/scorecard/replay_test.cpp.
#pragma once

#include <cstddef>

#include "exec/run.hpp"
#include "scorecard/body.hpp"
#include "value/columns.hpp"

namespace meritum::scorecard {

/// The facts of one participant, as if nobody else had been given. Codes of texts stay the same.
value::FactColumns only(const value::FactColumns& facts, const value::Schema& schema,
                        std::size_t row);

struct Replay {
    value::FactColumns facts;  ///< the participant is row 0
    exec::Run run;
};

Replay replay(const Scorecard::Body& body);

}  // namespace meritum::scorecard
