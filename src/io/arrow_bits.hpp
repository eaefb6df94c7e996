// Bits as Arrow has them: the first in the lowest bit of the first byte. Must not know what they
// say. Tests: tests/io/arrow_columns_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace meritum::io {

inline bool bit_at(const void* bits, std::size_t at) {
    return (static_cast<const std::uint8_t*>(bits)[at / 8] >> (at % 8) & 1) != 0;
}

inline void set_bit(std::uint8_t* bits, std::size_t at) {
    bits[at / 8] = static_cast<std::uint8_t>(bits[at / 8] | 1U << (at % 8));
}

}  // namespace meritum::io
