// See prepared.hpp.
#include "exec/prepared.hpp"

#include <utility>

namespace meritum::exec {

Prepared::~Prepared() {
    for (auto& each : kept_) delete each.load();
}

const Program& Prepared::program() const {
    std::call_once(bound_, [this] { program_ = bind_(); });
    return program_;
}

const Schedule& Prepared::schedule() const {
    std::call_once(scheduled_, [this] { schedule_ = exec::schedule(program()); });
    return schedule_;
}

const Narrowed* Prepared::narrowed() const {
    std::call_once(narrowed_once_, [this] { narrowed_ = exec::narrowed(program(), schedule()); });
    return narrowed_.get();
}

Prepared::Lent Prepared::record(const value::FactColumns& base) const {
    if (unable_.load(std::memory_order_relaxed)) return {nullptr, {this}};
    for (auto& each : kept_) {
        if (each.load(std::memory_order_relaxed) == nullptr) continue;
        auto* record = each.exchange(nullptr, std::memory_order_acquire);
        if (record != nullptr) return {record, {this}};
    }
    auto made = RecordRun::make(program(), schedule(), base);
    if (!made) unable_.store(true, std::memory_order_relaxed);
    return {made.release(), {this}};
}

void Prepared::give_back(RecordRun* record) const {
    std::unique_ptr<RecordRun> own(record);
    if (own->items_memory() > most_numbers) own->forget_items();
    for (auto& each : kept_) {
        RecordRun* none = nullptr;
        if (each.load(std::memory_order_relaxed) == nullptr &&
            each.compare_exchange_strong(none, own.get(), std::memory_order_release)) {
            static_cast<void>(own.release());  // kept
            return;
        }
    }
}

}  // namespace meritum::exec
