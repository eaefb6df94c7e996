// See replay.hpp.
#include "scorecard/replay.hpp"

#include <span>

namespace meritum::scorecard {

Replay::Replay(const Scorecard::Body& body) {
    const auto& outline = *body.outline;
    if (!body.setting) record_ = outline.everything->record(outline.border->base());
    if (record_) {
        record_->load(body.record);
        record_->run();
        values_.emplace(outline, body.record, *record_);
        return;
    }
    const auto setting = setting_of(body);
    facts_ = value::select(*setting->facts, outline.graph->schema,
                           std::span<const std::size_t>(&body.row, 1));
    exec::State before;
    const auto held = setting->before->held.find(body.id);
    if (held != setting->before->held.end()) before.held.insert(*held);
    exec::RunOptions options;
    options.held = &body.held;
    run_ = exec::run(outline.everything->program(), facts_, before, options);
    values_.emplace(outline, facts_, run_, 0, body.incomplete);
}

}  // namespace meritum::scorecard
