// Scoring by other ways. See poisoned.hpp.
#include "agreement/poisoned.hpp"

#include <iterator>
#include <map>
#include <memory>

#include "api/plan_body.hpp"
#include "exec/chunks.hpp"
#include "exec/run.hpp"
#include "scorecard/from_run.hpp"
#include "simd/kernels.hpp"
#include "value/border.hpp"

namespace meritum::agreement {

exec::Run run_whole(const exec::Program& program, const value::FactColumns& facts,
                    const exec::State& before, const exec::RunOptions& options) {
    return exec::run(program, facts, before, options);
}

Executor run_by_pieces(std::size_t path) {
    static const auto paths = simd::paths();
    const auto* kernels = paths[path % paths.size()].kernels;
    // Facts that are sometimes as small as that, and sometimes not.
    constexpr std::int64_t sizes[] = {10, 300, 10'000, 1'000'000, 1'000'000'000};
    const exec::Assumption assumed{sizes[path % std::size(sizes)], true};
    const bool past_caches = path % 3 == 0;
    return [kernels, assumed, past_caches](
               const exec::Program& program, const value::FactColumns& facts,
               const exec::State& before, const exec::RunOptions& options) {
        exec::ChunkOptions how;
        how.kernels = kernels;
        if (past_caches) how.cached = 0;
        const auto schedule = exec::schedule(program, options.poison);
        const auto small = options.poison ? nullptr : exec::narrowed(program, schedule, assumed);
        how.narrowed = small.get();
        return *exec::run_in_chunks(program, schedule, facts, before, options, how);
    };
}

std::vector<Scorecard> score_by(const Executor& executor, bool poison, const Plan& plan,
                                const GeneratedFacts& facts) {
    const Plan::Body& body = plan.body();
    std::map<std::int64_t, std::vector<Facts>> periods;
    for (const auto& one : facts.facts) {
        const auto& cycle = body.graph->schema.cycle;
        const auto index = cycle ? value::period_index(*cycle, one.period) : std::nullopt;
        periods[index.value_or(0)].push_back(one);
    }
    exec::RunOptions options;
    options.poison = poison;
    std::vector<FactError> errors;
    auto before = std::make_shared<exec::State>();
    auto last = periods.begin()->first;
    for (const auto& [index, population] : periods) {
        if (index > last + 1)
            before = std::make_shared<exec::State>();  // a gap: nothing is carried over it
        last = index;
        const auto columns = std::make_shared<value::FactColumns>(
            value::to_columns(body.graph->schema, population, facts.params, errors));
        auto run = executor(body.program(Keep::lines), *columns, *before, options);
        if (index == periods.rbegin()->first) {
            const auto setting = scorecard::make_setting(body.outline(), columns, before);
            std::vector<Scorecard> cards;
            for (std::size_t row = 0; row < columns->ids.size(); ++row) {
                cards.push_back(scorecard::from_run(setting, run, row, Keep::lines, "en", errors));
            }
            return cards;
        }
        before = std::make_shared<exec::State>(std::move(run.next));
    }
    return {};
}

}  // namespace meritum::agreement
