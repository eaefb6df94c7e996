// Memory that will be read soon, called into the processor's cache a little at a time while other
// work is done. In: spans of memory. Must not know what is there. Tests: the benches; it changes no
// answer.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace meritum::exec {

class Ahead {
public:
    /// Forgets what was not fetched yet.
    void clear() {
        spans_.clear();
        lines_ = 0;
        next_ = 0;
        at_ = 0;
    }

    void add(std::span<const std::byte> memory) {
        if (memory.empty()) return;
        spans_.push_back(memory);
        lines_ += memory.size() / line + 1;
    }

    /// In so many steps all of it is fetched.
    void divide(std::size_t steps) { share_ = lines_ / std::max<std::size_t>(steps, 1) + 1; }

    void step() {
        for (auto left = share_; left > 0 && next_ < spans_.size();) {
            const auto& memory = spans_[next_];
            const auto end = std::min(memory.size(), at_ + left * line);
            left -= (end - at_ + line - 1) / line;
            for (; at_ < end; at_ += line) __builtin_prefetch(memory.data() + at_, 0, 2);
            if (at_ < memory.size()) return;
            at_ = 0;
            ++next_;
        }
    }

private:
    static constexpr std::size_t line = 64;
    std::vector<std::span<const std::byte>> spans_;
    std::size_t lines_ = 0;
    std::size_t share_ = 1;
    std::size_t next_ = 0;  ///< in spans_
    std::size_t at_ = 0;    ///< bytes of it
};

}  // namespace meritum::exec
