// A Program and what is made of it, each when it is first asked for, and kept: its schedule, and
// records that work out one participant after the other. In: who binds a Program. Out: the same,
// quicker the second time. Shared by threads: a record is lent to one of them at a time. Must not
// know facts. Tests: tests/api/score_record_test.cpp.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "exec/narrowed.hpp"
#include "exec/program.hpp"
#include "exec/record.hpp"
#include "exec/schedule.hpp"
#include "value/columns.hpp"

namespace meritum::exec {

class Prepared {
public:
    /// `bind` is called when the program is first asked for.
    explicit Prepared(std::function<Program()> bind) : bind_(std::move(bind)) {}
    ~Prepared();
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    const Program& program() const;
    const Schedule& schedule() const;
    /// Null if there is none: see narrowed.hpp.
    const Narrowed* narrowed() const;

    struct GiveBack {
        const Prepared* to = nullptr;
        void operator()(RecordRun* record) const { to->give_back(record); }
    };
    using Lent = std::unique_ptr<RecordRun, GiveBack>;

    /// A record that nobody else has; null if the program needs more than records can do. REQUIRES
    /// the same `base` each time, and that this and `base` outlive what was lent.
    Lent record(const value::FactColumns& base) const;

private:
    void give_back(RecordRun* record) const;

    /// Kept for the next who asks: threads beyond that many make theirs anew.
    static constexpr std::size_t most_kept = 16;
    /// Numbers of items: whoever had a very long list does not leave its memory behind.
    static constexpr std::size_t most_numbers = std::size_t{1} << 14;

    std::function<Program()> bind_;
    mutable std::once_flag bound_;
    mutable Program program_;
    mutable std::once_flag scheduled_;
    mutable Schedule schedule_;
    mutable std::once_flag narrowed_once_;
    mutable std::unique_ptr<const Narrowed> narrowed_;
    mutable std::array<std::atomic<RecordRun*>, most_kept> kept_{};
    mutable std::atomic<bool> unable_{false};
};

}  // namespace meritum::exec
