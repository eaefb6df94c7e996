// The executor by pieces: some participants at a time, in registers that stay in the processor's
// cache. In: a Program, its Schedule, facts, the state before. Out: the Run that run.hpp gives.
// Tests: tests/exec/chunks_test.cpp, tests/agreement/.
#pragma once

#include "exec/run.hpp"
#include "exec/schedule.hpp"

namespace meritum::exec {

/// As exec::run, with the same columns bit for bit. REQUIRES a schedule of this program, made for
/// `options.poison`. `kernels`: of the processor's best path if null. `options.held` must be null.
Run run_in_chunks(const Program& program, const Schedule& schedule, const value::FactColumns& facts,
                  const State& before, const RunOptions& options = {},
                  const simd::Kernels* kernels = nullptr);

}  // namespace meritum::exec
