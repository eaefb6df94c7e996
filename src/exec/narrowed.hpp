// The same plan for facts that are smaller than they may be: most populations are, where a plan's
// ranges are generous. In: a Program and its Schedule. Out: limits of facts, and a Schedule with
// narrower lanes for pieces whose facts keep them. The only place that assumes anything of facts;
// what it assumes is looked at for each piece. Tests: tests/exec/narrowed_test.cpp,
// tests/agreement/.
#pragma once

#include <memory>
#include <vector>

#include "exec/piece.hpp"
#include "exec/program.hpp"
#include "exec/schedule.hpp"
#include "exec/source.hpp"
#include "number/integer.hpp"

namespace meritum::exec {

struct Narrowed {
    /// Of a fact or field, in steps, inclusive.
    struct Limit {
        ColumnId column;
        TableId table;
        number::Int128 low = 0;
        number::Int128 high = 0;
    };
    std::vector<Limit> limits;
    std::shared_ptr<const graph::Graph> graph;  ///< with ranges as the limits make them; no story
    Schedule schedule;
};

/// What is assumed.
struct Assumption {
    /// Steps of a fact: a thousand million of them fit 32 bits, and a million times as many can be
    /// divided.
    std::int64_t most_steps = std::int64_t{1} << 30;
    bool even_if_useless = false;  ///< for tests: whatever it saves
};

/// Null where facts are small anyhow, where it would save little, and where rows see
/// others than those of their piece.
std::unique_ptr<const Narrowed> narrowed(const Program& program, const Schedule& wide,
                                         const Assumption& assumed = {});

/// Whether all facts of the piece keep the limits.
bool keeps_limits(const Narrowed& narrowed, const Piece& piece, Source& source,
                  const simd::Kernels& kernels);

}  // namespace meritum::exec
