// Random facts for a plan: at, just below and just above everything the plan compares with. In: the
// tree of a plan, draws. Out: valid facts of several participants and periods, params, and the YAML
// that shows them. Must not know the checker or the engine.
#pragma once

#include <string>
#include <vector>

#include "agreement/random.hpp"
#include "agreement/reference.hpp"

namespace meritum::agreement {

struct GeneratedFacts {
    std::vector<Facts> facts;  ///< all periods
    std::string period;        ///< the one to score
    Params params;
};

GeneratedFacts generate_facts(const ast::Document& plan, Random& random);

/// Makes one value of one participant of `facts.period` wrong: out of range, not a multiple, of the
/// wrong type, missing or unknown. Returns that participant's id.
std::string spoil(GeneratedFacts& facts, const ast::Document& plan, Random& random);

/// Facts and params as a person would write them, for messages.
std::string show(const GeneratedFacts& facts);

}  // namespace meritum::agreement
