// See text_index.hpp. Open addressing, one step after the other.
#include "io/text_index.hpp"

#include <algorithm>
#include <array>

namespace meritum::io {

void TextIndex::grow(std::size_t slots) {
    Slots before(slots);
    before.swap(slots_);
    for (const auto& slot : before) {
        if (slot.text == none) continue;
        auto at = slot.hash & mask();
        while (slots_[at].text != none) at = (at + 1) & mask();
        slots_[at] = slot;
    }
}

void TextIndex::reserve(std::size_t texts, std::size_t bytes) {
    bytes_.reserve(bytes);
    ends_.reserve(texts);
    std::size_t slots = 16;
    while (slots / 4 * 3 < texts) slots *= 2;
    if (slots > slots_.size()) grow(slots);
}

std::pair<std::uint32_t, bool> TextIndex::add(std::string_view text, std::uint32_t hash) {
    if (ends_.size() >= slots_.size() / 4 * 3) grow(std::max<std::size_t>(16, slots_.size() * 2));
    auto at = hash & mask();
    for (; slots_[at].text != none; at = (at + 1) & mask()) {
        if (slots_[at].hash == hash && is_same_text((*this)[slots_[at].text], text))
            return {slots_[at].text, false};
    }
    const auto number = static_cast<std::uint32_t>(ends_.size());
    bytes_ += text;
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    slots_[at] = {hash, number};
    return {number, true};
}

std::uint32_t TextIndex::find(std::string_view text, std::uint32_t hash) const {
    if (slots_.empty()) return none;
    for (auto at = hash & mask(); slots_[at].text != none; at = (at + 1) & mask()) {
        if (slots_[at].hash == hash && is_same_text((*this)[slots_[at].text], text))
            return slots_[at].text;
    }
    return none;
}

void TextIndex::expect(std::uint32_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & mask()]);
}

void TextIndex::find(std::span<const Wanted> wanted, std::uint32_t* found) const {
    // Slot, end and bytes of a text lie apart: each is asked for in a round of its own.
    constexpr std::size_t at_once = 32;
    if (slots_.empty()) {
        std::fill_n(found, wanted.size(), none);
        return;
    }
    for (std::size_t begin = 0; begin < wanted.size(); begin += at_once) {
        const auto some = wanted.subspan(begin, std::min(at_once, wanted.size() - begin));
        std::array<std::uint32_t, at_once> likely{};
        for (const auto& one : some) expect(one.hash);
        for (std::size_t i = 0; i < some.size(); ++i) {
            const auto& slot = slots_[some[i].hash & mask()];
            likely[i] = slot.text == none ? 0 : slot.text;
            __builtin_prefetch(ends_.data() + likely[i]);
        }
        for (std::size_t i = 0; i < some.size(); ++i) {
            const auto text = likely[i];
            __builtin_prefetch(bytes_.data() + (text == 0 ? 0 : ends_[text - 1]));
        }
        for (std::size_t i = 0; i < some.size(); ++i)
            found[begin + i] = find(some[i].text, some[i].hash);
    }
}

}  // namespace meritum::io
