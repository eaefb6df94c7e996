// See replay.hpp.
#include "scorecard/replay.hpp"

#include <span>

namespace meritum::scorecard {

/// Null where columns are the way.
const value::RecordFacts* Replay::as_record(const Scorecard::Body& body) {
    const auto& outline = *body.outline;
    if (!body.setting) return &body.record;
    if (!outline.border) return nullptr;
    if (!outline.explained_one.load(std::memory_order_relaxed)) {
        outline.explained_one.store(true, std::memory_order_relaxed);
        return nullptr;
    }
    own_ = outline.border->row_of(*body.setting->facts, body.row);
    return own_ ? &*own_ : nullptr;
}

Replay::Replay(const Scorecard::Body& body, Way way) {
    const auto& outline = *body.outline;
    const auto* own = way == Way::columns ? nullptr : as_record(body);
    if (own != nullptr) record_ = outline.everything->record(outline.border->base());
    if (record_) {
        record_->load(*own);
        record_->run();
        values_.emplace(outline, *own, *record_);
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
