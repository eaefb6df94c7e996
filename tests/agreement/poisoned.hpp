// Scoring by other ways: each executor, with poison, which fills lanes whose guard is false with
// rubbish. In: a plan and facts. Out: cards that must be the same. Goes below the public interface,
// which has no such options.
// Tests: used by trial.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "agreement/facts.hpp"
#include "exec/run.hpp"
#include "meritum/plan.hpp"

namespace meritum::agreement {

/// Columns from a Program; see exec::run.
using Executor = std::function<exec::Run(const exec::Program&, const value::FactColumns&,
                                         const exec::State&, const exec::RunOptions&)>;

/// Whole columns.
exec::Run run_whole(const exec::Program& program, const value::FactColumns& facts,
                    const exec::State& before, const exec::RunOptions& options);

/// By pieces, on the processor path of this number.
Executor run_by_pieces(std::size_t path);

std::vector<Scorecard> score_by(const Executor& executor, bool poison, const Plan& plan,
                                const GeneratedFacts& facts);

}  // namespace meritum::agreement
