// Random numbers that are the same everywhere for the same seed (splitmix64). Must not use
// <random>, whose distributions differ between standard libraries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace meritum::agreement {

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    /// 0 .. count - 1. REQUIRES count > 0.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

    /// low .. high, both included.
    long between(long low, long high) {
        return low + static_cast<long>(next() % static_cast<std::uint64_t>(high - low + 1));
    }

    bool chance(unsigned percent) { return next() % 100 < percent; }

    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }

private:
    std::uint64_t state_;
};

}  // namespace meritum::agreement
