// Finds again what stands in a list, by what it is: hashes and places, the things themselves are
// whoever's list it is. Tests: tests/base/places_by_hash_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace meritum {

/// An open table: what has the hash of another takes the next free slot.
class PlacesByHash {
public:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    /// A place of this hash of which `is_it` holds; none if there is none.
    template <class IsIt>
    std::uint32_t find(std::size_t hash, IsIt is_it) const {
        if (slots_.empty()) return none;
        const auto mixed = mix(hash);
        for (auto at = mixed & mask(); slots_[at].place != none; at = (at + 1) & mask()) {
            if (slots_[at].hash == mixed && is_it(slots_[at].place)) return slots_[at].place;
        }
        return none;
    }

    void add(std::size_t hash, std::uint32_t place) {
        if (used_ * 2 >= slots_.size()) grow();
        put({mix(hash), place});
        ++used_;
    }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t place = none;
    };

    static std::uint32_t mix(std::size_t hash) {
        return static_cast<std::uint32_t>((hash * std::size_t{0x9E37'79B9'7F4A'7C15U}) >> 32);
    }
    std::uint32_t mask() const { return static_cast<std::uint32_t>(slots_.size() - 1); }

    void put(Slot slot) {
        auto at = slot.hash & mask();
        while (slots_[at].place != none) at = (at + 1) & mask();
        slots_[at] = slot;
    }

    void grow() {
        const auto before = std::move(slots_);
        slots_.assign(before.empty() ? 64 : before.size() * 2, Slot{});
        for (const auto& slot : before) {
            if (slot.place != none) put(slot);
        }
    }

    std::vector<Slot> slots_;  ///< a power of two of them, half of them free
    std::size_t used_ = 0;
};

}  // namespace meritum
