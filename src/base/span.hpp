// A range of bytes in a source text. The only kind of position inside; lines and columns are
// derived on demand.
#pragma once

#include <cstdint>

namespace meritum {

/// Half-open range [begin, end) of bytes in the plan's text after normalisation (see
/// base/source.hpp).
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that holds both.
constexpr Span join(Span a, Span b) {
    return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace meritum
