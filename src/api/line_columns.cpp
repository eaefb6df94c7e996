// See line_columns.hpp.
#include "api/line_columns.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "exec/run.hpp"
#include "number/rational.hpp"

namespace meritum {
namespace {

/// How many of the finer step are one of the other; nothing if neither is a multiple.
std::optional<std::int64_t> multiple(const Decimal& coarse, const Decimal& fine) {
    const auto factor = number::whole_quotient(number::rational(coarse), number::rational(fine));
    if (!factor || !factor->is_small()) return std::nullopt;
    return factor->small();
}

/// Calls act with a number of the type that has so many bytes.
template <class Act>
Integers with_type(std::uint8_t bytes, const Act& act) {
    switch (bytes) {
        case 1: return act(std::int8_t{});
        case 2: return act(std::int16_t{});
        case 4: return act(std::int32_t{});
        default: return act(std::int64_t{});
    }
}

/// At most one of them is not 0, so as wide as the wider one is wide enough, or 64 bits for
/// multiples.
Integers joined(const Integers& a, std::int64_t a_times, const Integers& b, std::int64_t b_times) {
    const bool as_they_are = a_times == 1 && b_times == 1;
    const auto sum = [&](auto one, auto other, auto wide) {
        using T = decltype(wide);
        const auto* first = static_cast<const decltype(one)*>(a.data());
        const auto* second = static_cast<const decltype(other)*>(b.data());
        auto values = std::make_shared<exec::Column<T>>(a.size());
        auto* to = values->data();
        for (std::size_t row = 0; as_they_are && row < a.size(); ++row)
            to[row] = static_cast<T>(T{first[row]} + T{second[row]});
        for (std::size_t row = 0; !as_they_are && row < a.size(); ++row)
            to[row] = static_cast<T>(first[row] * a_times + second[row] * b_times);
        return Integers::of(std::shared_ptr<const void>(std::move(values)), to, a.size());
    };
    return with_type(a.bytes(), [&](auto one) {
        return with_type(b.bytes(), [&](auto other) {
            using Wider =
                std::conditional_t<(sizeof(one) > sizeof(other)), decltype(one), decltype(other)>;
            return as_they_are ? sum(one, other, Wider{}) : sum(one, other, std::int64_t{});
        });
    });
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
