// The least that any loop over the workload can take: its columns are read and its results written,
// and nothing is worked out. In and out: bytes.
#include <algorithm>
#include <cstring>

#include "loops/bare.hpp"

extern "C" uint64_t bare_memory(const void* in, size_t in_bytes, void* out, size_t out_bytes) {
    constexpr size_t piece = size_t{1} << 15;
    const auto* from = static_cast<const char*>(in);
    auto* to = static_cast<char*>(out);
    const size_t pieces = (in_bytes + piece - 1) / piece;
    uint64_t sum = 0;
    for (size_t k = 0; k < pieces; ++k) {
        const size_t end = std::min(in_bytes, (k + 1) * piece) / sizeof(uint64_t);
        for (size_t i = k * piece / sizeof(uint64_t); i < end; ++i) {
            uint64_t word;
            std::memcpy(&word, from + i * sizeof(uint64_t), sizeof word);
            sum += word;
        }
        const size_t written = out_bytes / pieces * k / sizeof(uint64_t);
        const size_t last = k + 1 == pieces ? out_bytes / sizeof(uint64_t)
                                            : out_bytes / pieces * (k + 1) / sizeof(uint64_t);
        for (size_t i = written; i < last; ++i) {
            const uint64_t word = sum + i;
            std::memcpy(to + i * sizeof(uint64_t), &word, sizeof word);
        }
    }
    return sum;
}

extern "C" const char* bare_compiler(void) { return __VERSION__; }
