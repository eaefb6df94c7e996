// Rubbish for rows nobody may read; see poison.hpp. Tests: tests/exec/poison_test.cpp.
#include "exec/poison.hpp"

#include <type_traits>

namespace meritum::exec {

void poison(Lanes& column, const Lanes& guard) {
    const auto& holds = std::get<Column<std::uint8_t>>(guard);
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
