// The executor by pieces: some participants at a time, in registers that stay in the processor's
// cache. In: a Program, its Schedule, facts, the state before. Out: the Run that run.hpp gives.
// Tests: tests/exec/chunks_test.cpp, tests/agreement/.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "exec/narrowed.hpp"
#include "exec/run.hpp"
#include "exec/schedule.hpp"
#include "exec/source.hpp"

namespace meritum::exec {

struct ChunkOptions {
    const simd::Kernels* kernels = nullptr;  ///< null: of the processor's best path
    Source* source = nullptr;                ///< null: the columns of the facts
    const Narrowed* narrowed = nullptr;      ///< of the program; null: no piece is tried so
    /// Bytes: of columns that are more together, results go past the processor's caches.
    std::size_t cached = std::size_t{16} << 20;
    unsigned threads = 1;  ///< that work at once, the caller's among them
    /// Called now and then by one of the threads at a time with the pieces done and all of them;
    /// false stops the run. May be empty.
    std::function<bool(std::size_t, std::size_t)> goes_on;
};

/// As exec::run, with the same columns bit for bit, whatever the threads and the path. REQUIRES a
/// schedule of this program, made for `options.poison`. `options.held` must be null. With a source,
/// `facts` hold participants, offsets, params and the dictionary only. Nothing if it was stopped.
std::optional<Run> run_in_chunks(const Program& program, const Schedule& schedule,
                                 const value::FactColumns& facts, const State& before,
                                 const RunOptions& options = {}, const ChunkOptions& how = {});

}  // namespace meritum::exec
