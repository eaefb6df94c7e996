// The workload as a plan. In: how many copies of the rules. Out: a text in the language of plans.
#pragma once

#include <cstdint>
#include <string>

namespace meritum::bench {

enum class Ranks : bool { no, yes };

/// One copy is the book as people write it; of several the score takes the mean. `place` is then
/// the rank of the score within the region.
std::string plan_text(std::int64_t copies, Ranks ranks = Ranks::no);

/// As the workload counts them: fifteen a copy and seven that are there once.
constexpr std::int64_t rules_of(std::int64_t copies) { return 15 * copies + 7; }

}  // namespace meritum::bench
