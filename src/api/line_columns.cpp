// See line_columns.hpp.
#include "api/line_columns.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "number/rational.hpp"

namespace meritum {
namespace {

/// How many of the finer step are one of the other; nothing if neither is a multiple.
std::optional<std::int64_t> multiple(const Decimal& coarse, const Decimal& fine) {
    const auto factor = number::whole_quotient(number::rational(coarse), number::rational(fine));
    if (!factor || !factor->is_small()) return std::nullopt;
    return factor->small();
}

template <class T>
Integers sum(const Integers& a, std::int64_t a_times, const Integers& b, std::int64_t b_times) {
    auto values = std::make_shared<std::vector<T>>(a.size());
    for (std::size_t row = 0; row < a.size(); ++row)
        (*values)[row] = static_cast<T>(a[row] * a_times + b[row] * b_times);
    const auto* data = values->data();
    return Integers::of(std::shared_ptr<const void>(std::move(values)), data, a.size());
}

/// At most one of them is not 0, so no width is left.
Integers joined(const Integers& a, std::int64_t a_times, const Integers& b, std::int64_t b_times) {
    const auto bytes = a_times == 1 && b_times == 1 ? std::max(a.bytes(), b.bytes()) : 8;
    switch (bytes) {
        case 1: return sum<std::int8_t>(a, a_times, b, b_times);
        case 2: return sum<std::int16_t>(a, a_times, b, b_times);
        case 4: return sum<std::int32_t>(a, a_times, b, b_times);
        default: return sum<std::int64_t>(a, a_times, b, b_times);
    }
}

}  // namespace

void add_line(std::vector<LineColumn>& lines, LineColumn line) {
    const bool again = !lines.empty() && lines.back().total == line.total &&
                       lines.back().points.name == line.points.name;
    if (!again) {
        lines.push_back(std::move(line));
        return;
    }
    auto& known = lines.back().points;
    if (const auto of_known = multiple(known.step, line.points.step)) {
        known.values = joined(known.values, *of_known, line.points.values, 1);
        known.step = line.points.step;
    } else if (const auto of_line = multiple(line.points.step, known.step)) {
        known.values = joined(known.values, 1, line.points.values, *of_line);
    } else {
        lines.push_back(std::move(line));
    }
}

}  // namespace meritum
