// See replay.hpp.
#include "scorecard/replay.hpp"

#include <span>

#include "exec/bind.hpp"

namespace meritum::scorecard {
Replay replay(const Scorecard::Body& body) {
    const auto& setting = *body.setting;
    Replay result;
    result.facts = value::select(*setting.facts, setting.graph->schema,
                                 std::span<const std::size_t>(&body.row, 1));
    exec::State before;
    const auto held = setting.before->held.find(body.id);
    if (held != setting.before->held.end()) before.held.insert(*held);
    exec::RunOptions options;
    options.held = &body.held;
    result.run =
        exec::run(exec::bind(setting.graph, Keep::everything), result.facts, before, options);
    return result;
}

}  // namespace meritum::scorecard
