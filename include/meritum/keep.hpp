/// How much a run keeps.
#pragma once

namespace meritum {

/// Each level holds what is above it.
enum class Keep {
    results,     ///< score, grade, outcomes, totals
    lines,       ///< and the lines
    everything,  ///< and every value, so that `explain` need not replay
};

}  // namespace meritum
