// See source.hpp.
#include "exec/source.hpp"

#include <algorithm>

#include "exec/registers.hpp"

namespace meritum::exec {

const void* CheckedSource::load(ColumnId column, std::size_t begin, std::size_t rows, Hold hold,
                                void* out, const simd::Kernels&) {
    const auto& values = facts_.columns[column.index].values;
    with_hold(hold, [&](auto tag) {
        Values<typename decltype(tag)::Value> target(out);
        for (std::size_t i = 0; i < rows; ++i) target.set(i, values[begin + i]);
    });
    return out;
}

void CheckedSource::load_known(ColumnId column, std::size_t begin, std::size_t rows, void* out) {
    const auto& known = facts_.columns[column.index].known;
    Values<bool> target(out);
    for (std::size_t i = 0; i < rows; ++i)
        target.set(i, known.empty() ? std::uint8_t{1} : known[begin + i]);
}

bool CheckedSource::lies_within(ColumnId column, std::size_t begin, std::size_t rows,
                                number::Int128 low, number::Int128 high,
                                const simd::Kernels& /*kernels*/) const {
    const auto* first = facts_.columns[column.index].values.data() + begin;
    return std::all_of(first, first + rows,
                       [&](number::Int128 value) { return value >= low && value <= high; });
}

}  // namespace meritum::exec
