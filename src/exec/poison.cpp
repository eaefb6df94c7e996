// Rubbish for rows nobody may read; see poison.hpp. Tests: tests/exec/poison_test.cpp.
#include "exec/poison.hpp"

#include <limits>
#include <type_traits>

namespace meritum::exec {
namespace {

/// The extremes of a lane, told by its own type: numeric_limits knows no Int128 under -std=c++20.
template <class T>
struct Extremes {
    static T high() { return std::numeric_limits<T>::max(); }
    static T low() { return std::numeric_limits<T>::lowest(); }
};
template <>
struct Extremes<number::Int128> {
    static number::Int128 high() { return static_cast<number::Int128>(~number::UInt128{0} >> 1); }
    static number::Int128 low() { return -high() - 1; }
};

template <class T>
T rubbish(std::size_t row) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        return static_cast<T>(row % 2);
    } else {
        const auto anything = 0x5a5a5a5a5a5a0000 + static_cast<std::int64_t>(row);
        switch (row % 4) {
            case 0: return Extremes<T>::high();
            case 1: return Extremes<T>::low();
            case 2: return static_cast<T>(-1);
            default: return static_cast<T>(anything);
        }
    }
}

}  // namespace

void poison(Lanes& column, const Lanes& guard) {
    const auto& holds = std::get<std::vector<std::uint8_t>>(guard);
    std::visit(
        [&holds](auto& values) {
            using T = std::decay_t<decltype(values[0])>;
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (holds[i] == 0) values[i] = rubbish<T>(i);
            }
        },
        column);
}

}  // namespace meritum::exec
