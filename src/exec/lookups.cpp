// Implements lookups.hpp.
#include "exec/lookups.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <variant>

#include "exec/lanes.hpp"
#include "number/wide.hpp"

namespace meritum::exec {
namespace {

/// Bounds of tables are far from the ends of 64 bits, so a key beyond them lies beyond every bound.
template <class T>
std::int64_t as_key(const T& value) {
    if constexpr (sizeof(T) <= sizeof(std::int64_t)) {
        return static_cast<std::int64_t>(value);
    } else {
        constexpr auto low = std::numeric_limits<std::int64_t>::min();
        constexpr auto high = std::numeric_limits<std::int64_t>::max();
        if (value < T(low)) return low;
        return T(high) < value ? high : convert<std::int64_t>(value);
    }
}

Column<std::int64_t> as_keys(const Lanes& column) {
    Column<std::int64_t> keys;
    std::visit(
        [&keys](const auto& values) {
            keys.reserve(values.size());
            for (const auto& value : values) keys.push_back(as_key(value));
        },
        column);
    return keys;
}

std::int64_t place_of(const std::vector<std::string>& texts, std::string_view text) {
    const auto found = std::lower_bound(texts.begin(), texts.end(), text);
    return found != texts.end() && *found == text ? found - texts.begin() + 1 : 0;
}

std::size_t within(std::int64_t index, std::size_t size) {
    return index < 0 || static_cast<std::uint64_t>(index) >= size ? 0
                                                                  : static_cast<std::size_t>(index);
}

}  // namespace

Column<std::int64_t> look_up(const value::Step& step, const Lanes& states, const Lanes& keys) {
    const auto from = as_keys(states);
    const auto with = as_keys(keys);
    Column<std::int64_t> to;
    to.reserve(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
        const auto state = static_cast<std::uint32_t>(within(from[i], step.begin.size() - 1));
        to.push_back(value::follow(step, state, with[i]));
    }
    return to;
}

std::vector<std::int64_t> text_keys(const std::vector<std::string>& texts,
                                    const value::Dictionary& dictionary) {
    std::vector<std::int64_t> keys;
    keys.reserve(dictionary.size());
    for (std::size_t code = 0; code < dictionary.size(); ++code) {
        keys.push_back(place_of(texts, dictionary.text(static_cast<std::int64_t>(code))));
    }
    return keys;
}

Column<std::int64_t> keys_of_codes(const std::vector<std::int64_t>& key_by_code,
                                   const std::vector<std::string>& table,
                                   const std::vector<std::string>& plan, const Lanes& codes) {
    auto keys = as_keys(codes);
    for (auto& key : keys) {
        const auto code = key;
        const auto own = -1 - code;
        key = 0;
        if (code >= 0 && static_cast<std::size_t>(code) < key_by_code.size()) {
            key = key_by_code[static_cast<std::size_t>(code)];
        } else if (code < 0 && static_cast<std::uint64_t>(own) < plan.size()) {
            key = place_of(table, plan[static_cast<std::size_t>(own)]);
        }
    }
    return keys;
}

Lanes looked_up(const graph::LookedUp& result, const std::vector<std::int64_t>& text_codes,
                const Lanes& leaves, Lane lane) {
    const auto at = as_keys(leaves);
    return with_lane(lane, [&](auto tag) -> Lanes {
        using T = typename decltype(tag)::Value;
        const auto given = [&](const number::Integer& value) {
            return convert<T>(result.texts
                                  ? number::Int256(text_codes[value.convert_to<std::size_t>()])
                                  : number::to_int256(value));
        };
        const auto place_of = [&](std::int64_t leaf) {
            return result.by_leaf[within(leaf, result.by_leaf.size())];
        };
        Column<T> out;
        out.reserve(at.size());
        if (at.size() < result.values.size()) {  // few are asked for: no need to convert them all
            for (const auto leaf : at) out.push_back(given(result.values[place_of(leaf)]));
            return out;
        }
        Column<T> all;
        all.reserve(result.values.size());
        for (const auto& value : result.values) all.push_back(given(value));
        for (const auto leaf : at) out.push_back(all[place_of(leaf)]);
        return out;
    });
}

}  // namespace meritum::exec
