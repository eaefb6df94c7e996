// How wide the values of a node are held in pieces. In: ranges. Out: Holds. Tests:
// tests/exec/chunks_test.cpp.
#pragma once

#include <cstdint>

#include "exec/schedule.hpp"
#include "graph/graph.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

inline bool fits(const graph::Range& range, const number::Integer& most) {
    return range.low >= -most && range.high < most;
}

/// Numbers of which a few together fit a byte: see items.hpp.
inline constexpr int few_limit = 16;
inline bool is_few(const graph::Range& range) { return range.low >= 0 && range.high < few_limit; }

inline Hold narrowest(const graph::Range& range) {
    if (range.low.is_small() && range.high.is_small()) {
        const auto most = [&range](int bits) {
            return range.low.small() >> bits >= -1 && range.high.small() >> bits <= 0;
        };
        return most(7) ? Hold::i8 : most(15) ? Hold::i16 : most(31) ? Hold::i32 : Hold::i64;
    }
    return fits(range, number::Integer(1) << 127) ? Hold::i128 : Hold::i256;
}

inline Hold hold_of(const graph::Node& node) {
    return node.form == graph::Form::boolean ? Hold::bits : narrowest(node.range);
}

inline std::uint32_t bits_of(Hold hold) {
    switch (hold) {
        case Hold::bits: return 1;
        case Hold::i8: return 8;
        case Hold::i16: return 16;
        case Hold::i32: return 32;
        case Hold::i64: return 64;
        case Hold::i128: return 128;
        case Hold::i256: break;
    }
    return 8 * sizeof(number::Int256);
}

}  // namespace meritum::exec
