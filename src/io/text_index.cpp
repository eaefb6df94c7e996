// See text_index.hpp. Open addressing, one step after the other.
#include "io/text_index.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <random>

#include "number/integer.hpp"

namespace meritum::io {
namespace {

std::uint64_t secret() {
    static const std::uint64_t drawn = [] {
        std::random_device device;
        return static_cast<std::uint64_t>(device()) << 32 | device();
    }();
    return drawn;
}

/// Both halves of a product: each bit of the result hangs on all bits of both.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<number::UInt128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

template <class T>
T word(const char* at) {
    T read;
    std::memcpy(&read, at, sizeof read);
    return read;
}

/// Of up to eight bytes; short ones by reads that overlap.
std::uint64_t last_word(const char* at, std::size_t bytes) {
    if (bytes == 8) return word<std::uint64_t>(at);
    if (bytes >= 4) {
        return word<std::uint32_t>(at) | std::uint64_t{word<std::uint32_t>(at + bytes - 4)} << 32;
    }
    if (bytes == 0) return 0;
    const auto byte = [&](std::size_t i) {
        return std::uint64_t{static_cast<unsigned char>(at[i])};
    };
    return byte(0) | byte(bytes / 2) << 8 | byte(bytes - 1) << 16;
}

}  // namespace

std::uint32_t TextIndex::hash(std::string_view text) {
    // Odd numbers without a pattern: digits of pi and e.
    constexpr std::uint64_t first = 0x243F6A8885A308D3;
    constexpr std::uint64_t second = 0xB7E151628AED2A6B;
    const auto own = secret();
    std::uint64_t state = mixed(own ^ text.size(), first);
    const char* at = text.data();
    auto left = text.size();
    for (; left > 8; at += 8, left -= 8)
        state = mixed(state ^ word<std::uint64_t>(at), second ^ own);
    state = mixed(state ^ last_word(at, left), second ^ own);
    state = mixed(state, first);
    return static_cast<std::uint32_t>(state ^ state >> 32);
}

void TextIndex::grow(std::size_t slots) {
    std::vector<Slot> before(slots);
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
        if (slots_[at].hash == hash && (*this)[slots_[at].text] == text)
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
        if (slots_[at].hash == hash && (*this)[slots_[at].text] == text) return slots_[at].text;
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
