// Many texts, each once, and the number of each: ids of participants, texts of columns. In: texts.
// Out: numbers from 0 in order of appearance. What comes from outside is hashed with a secret of
// this run, so that nobody can choose texts that make it slow. Must not know whose texts they are.
// Tests: tests/io/text_index_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text_hash.hpp"
#include "io/large_pages.hpp"

namespace meritum::io {

/// a == b of short texts, by reads that overlap.
inline bool is_same_text(std::string_view a, std::string_view b) {
    const auto size = a.size();
    const auto differ = [&]<class T>(T word, std::size_t at) {
        T other;
        std::memcpy(&word, a.data() + at, sizeof word);
        std::memcpy(&other, b.data() + at, sizeof other);
        return word ^ other;
    };
    if (size != b.size()) return false;
    if (size < 4 || size > 16) return a == b;
    if (size < 8) return (differ(std::uint32_t{}, 0) | differ(std::uint32_t{}, size - 4)) == 0;
    return (differ(std::uint64_t{}, 0) | differ(std::uint64_t{}, size - 8)) == 0;
}

class TextIndex {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    static std::uint32_t hash(std::string_view text) { return text_hash(text); }

    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::size_t at) const {
        const std::size_t begin = at == 0 ? 0 : ends_[at - 1];
        return {bytes_.data() + begin, ends_[at] - begin};
    }

    /// Its number, and whether it is new.
    std::pair<std::uint32_t, bool> add(std::string_view text, std::uint32_t hash);
    /// Its number, or none.
    std::uint32_t find(std::string_view text, std::uint32_t hash) const;
    /// The numbers of several at once, which is quicker: memory is asked for early.
    struct Wanted {
        std::string_view text;
        std::uint32_t hash = 0;
    };
    void find(std::span<const Wanted> wanted, std::uint32_t* found) const;
    /// That the slot of a hash will be needed soon.
    void expect(std::uint32_t hash) const;

    void reserve(std::size_t texts, std::size_t bytes);
    /// Texts stay, but can no longer be found.
    void forget_places() { slots_ = Slots(); }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t text = none;
    };
    using Slots = std::vector<Slot, InLargePages<Slot>>;

    std::size_t mask() const { return slots_.size() - 1; }
    void grow(std::size_t slots);

    std::string bytes_;
    std::vector<std::uint32_t> ends_;
    std::vector<Slot, InLargePages<Slot>>
        slots_;  ///< a power of two; at most three quarters are taken
};

}  // namespace meritum::io
