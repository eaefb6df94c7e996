// See text_hash.hpp.
#include "base/text_hash.hpp"

#include <cstring>
#include <random>

namespace meritum {
namespace {

__extension__ typedef unsigned __int128 TwoWords;

std::uint64_t secret() {
    static const std::uint64_t drawn = [] {
        std::random_device device;
        return static_cast<std::uint64_t>(device()) << 32 | device();
    }();
    return drawn;
}

/// Both halves of a product: each bit of the result hangs on all bits of both.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<TwoWords>(a) * b;
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

std::uint32_t text_hash(std::string_view text) {
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

}  // namespace meritum
