// The names of one table, in every tongue, and where they lead. In: names of the schema. Out: an
// index for a name from outside, in any normal form of Unicode. Tests: tests/value/border_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_hash.hpp"
#include "value/unicode.hpp"

namespace meritum::value {

/// Hashed with a secret: names come from outside. The names learnt must outlive it.
class NameIndex {
public:
    /// A name that leads somewhere already stays there.
    void learn(const std::vector<std::string>& names, std::uint32_t index) {
        for (const auto& name : names) add(name, index);
    }

    /// Null if nothing is called so.
    const std::uint32_t* find(std::string_view name) const {
        const auto* found = find_as_written(name);
        if (found != nullptr) return found;
        const auto normal = normal_form(name);
        return normal && *normal != name ? find_as_written(*normal) : nullptr;
    }

    /// In order.
    std::vector<std::string> all() const {
        std::vector<std::string> names;
        for (const auto& slot : slots_) {
            if (slot.taken) names.emplace_back(slot.name);
        }
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    struct Slot {
        std::string_view name;
        std::uint32_t hash = 0;
        std::uint32_t index = 0;
        bool taken = false;
    };

    std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

    /// The slot of the name, or the free one where it would be.
    std::size_t place_of(std::string_view name, std::uint32_t hash) const {
        auto at = hash & (slots_.size() - 1);
        while (slots_[at].taken && (slots_[at].hash != hash || slots_[at].name != name))
            at = next(at);
        return at;
    }

    const std::uint32_t* find_as_written(std::string_view name) const {
        if (slots_.empty()) return nullptr;
        const auto& slot = slots_[place_of(name, text_hash(name))];
        return slot.taken ? &slot.index : nullptr;
    }

    void add(std::string_view name, std::uint32_t index) {
        if (2 * (names_ + 1) > slots_.size()) grow();
        const auto hash = text_hash(name);
        auto& slot = slots_[place_of(name, hash)];
        if (slot.taken) return;
        slot = {name, hash, index, true};
        ++names_;
    }

    void grow() {
        std::vector<Slot> before(std::max<std::size_t>(8, 2 * slots_.size()));
        before.swap(slots_);
        for (const auto& slot : before) {
            if (slot.taken) slots_[place_of(slot.name, slot.hash)] = slot;
        }
    }

    std::vector<Slot> slots_;  ///< a power of two; at most half are taken
    std::size_t names_ = 0;
};

}  // namespace meritum::value
