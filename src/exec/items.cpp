// See items.hpp.
#include "exec/items.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <type_traits>
#include <vector>

#include "exec/holds.hpp"
#include "exec/kernels.hpp"
#include "exec/lanes.hpp"

namespace meritum::exec {
namespace {

/// The owner's value beside each item.
template <class Source, class Target>
void expand_rows(const Owners& owners, const Source& source, Target& target) {
    for (std::size_t i = 0; i < owners.count; ++i) {
        const auto value = source.get(i);
        for (auto k = owners.begin(i); k < owners.end(i); ++k) target.set(k, value);
    }
}

/// Of whom this is said that the sums of bytes are right: few_limit times as much fits a byte.
inline constexpr std::uint32_t few_items = 8;
static_assert(few_items * (few_limit - 1) <= 127);

/// By the running sums of all items as bytes, which wrap: differences are right. `sums`: 0, then up
/// to and with each item. REQUIRES values below few_limit; who has more than few_items gets
/// anything.
template <class T>
void few_sums(const Owners& owners, const std::uint8_t* sums, T* target) {
    std::uint8_t before = 0;
    const auto* ends = owners.first + 1;
    const auto* from = sums - owners.first[0];
    const auto count = owners.count;
#pragma GCC unroll 8
    for (std::size_t i = 0; i < count; ++i) {
        const auto after = from[ends[i]];
        target[i] = static_cast<std::uint8_t>(after - before);
        before = after;
    }
}

/// Of who has more than few_items.
template <class T>
void long_sums(const Owners& owners, const std::int8_t* values, std::int64_t most, T* target) {
    for (std::size_t i = 0; i < owners.count; ++i) {
        if (owners.end(i) - owners.begin(i) <= few_items) continue;
        const auto total =
            std::accumulate(values + owners.begin(i), values + owners.end(i), std::int64_t{0});
        target[i] = convert<T>(std::min(total, most));
    }
}

/// By the sum of all items so far: no branch hangs on how many somebody has. What wraps on the way
/// is right in the difference, if Sum is as wide as the target. `room`: for one more than the
/// items. `act(total)` is what the target takes.
template <class Sum, class Source, class Target, class Act>
void sum_up(const Owners& owners, const Source& source, Target& target,
            std::vector<std::byte>& room, const Act& act) {
    if (owners.count == 0) return;
    auto* sums = reinterpret_cast<Sum*>(room.data());
    const auto items = owners.end(owners.count - 1);
    Sum total = 0;
    sums[0] = 0;
    for (std::size_t k = 0; k < items; ++k) {
        total += static_cast<Sum>(static_cast<std::int64_t>(source.get(k)));
        sums[k + 1] = total;
    }
    const auto* first = owners.first;
    const auto base = first[0];
    Sum before = 0;
    for (std::size_t i = 0; i < owners.count; ++i) {
        const Sum after = sums[first[i + 1] - base];
        target.set(i, act(static_cast<std::make_signed_t<Sum>>(after - before)));
        before = after;
    }
}

/// Of wide numbers.
template <class Sum, class Source, class Target>
void sum_one_by_one(const Owners& owners, const Source& source, Target& target) {
    for (std::size_t i = 0; i < owners.count; ++i) {
        Sum total{};
        for (auto k = owners.begin(i); k < owners.end(i); ++k)
            total = wrapping_add(total, convert<Sum>(source.get(k)));
        target.set(i, total);
    }
}

}  // namespace

void ItemSteps::expand(const Step& step, const Owners& owners, const void* in, void* out) {
    with_hold(step.width, [&](auto tag) {
        using T = typename decltype(tag)::Value;
        Values<T> target(out);
        expand_rows(owners, Values<T>(const_cast<void*>(in)), target);
    });
}

void ItemSteps::sum(const Step& step, const Owners& owners, Registers& registers, const void* in,
                    void* out) const {
    if (step.op == 1 && sum_few(step, owners, registers, in, out)) return;
    with_hold(step.width, [&](auto from_tag) {
        using From = typename decltype(from_tag)::Value;
        const Values<From> source(const_cast<void*>(in));
        with_hold(hold_of(step.out), [&](auto to_tag) {
            using To = typename decltype(to_tag)::Value;
            Values<To> target(out);
            if constexpr (sizeof(From) <= sizeof(std::int64_t) &&
                          sizeof(To) <= sizeof(std::int64_t)) {
                if (step.in[1].kind == Operand::Kind::fixed) {
                    const auto cap = convert<std::int64_t>(fixed_.whole(step.in[1].index));
                    return sum_up<std::uint64_t>(
                        owners, source, target, registers.sums(owners.items()),
                        [cap](std::int64_t total) { return std::min(total, cap); });
                }
                using Sum = std::conditional_t<(sizeof(To) > sizeof(std::int32_t)), std::uint64_t,
                                               std::uint32_t>;
                sum_up<Sum>(owners, source, target, registers.sums(owners.items()),
                            [](auto total) { return total; });
            } else {
                using Sum = std::conditional_t<(sizeof(To) > sizeof(From)), To, From>;
                sum_one_by_one<Sum>(owners, source, target);
            }
        });
    });
}

/// Of small numbers; false if most have more than a few items.
bool ItemSteps::sum_few(const Step& step, const Owners& owners, Registers& registers,
                        const void* in, void* out) const {
    if (owners.items() > owners.count * (few_items - 2)) return false;
    const auto* values = static_cast<const std::int8_t*>(in);
    const auto* sums = running_sums(values, owners.items(), registers);
    const bool all_few = kernels_.longest(owners.first, owners.count) <= few_items;
    const bool capped = step.in[1].kind == Operand::Kind::fixed;
    const auto most = capped ? convert<std::int64_t>(fixed_.whole(step.in[1].index))
                             : std::numeric_limits<std::int64_t>::max();
    const auto hold = hold_of(step.out);
    with_hold(hold, [&](auto tag) {
        using To = typename decltype(tag)::Value;
        if constexpr (std::is_integral_v<To> && !std::is_same_v<To, bool>) {
            auto* target = static_cast<To*>(out);
            few_sums(owners, sums, target);
            if (!all_few) long_sums(owners, values, most, target);
        }
    });
    if (!capped) return true;
    constexpr auto least = static_cast<std::size_t>(simd::Arithmetic::minimum);
    constexpr auto by_one = static_cast<std::size_t>(simd::Shape::second_fixed);
    const auto& minimum = kernels_.arithmetic[least][static_cast<std::size_t>(hold)][by_one];
    minimum(out, fixed_.at(step.in[1].index, hold), out, whole_blocks(owners.count));
    return true;
}

/// 0, then the sums up to and with each item, as bytes.
const std::uint8_t* ItemSteps::running_sums(const std::int8_t* values, std::size_t items,
                                            Registers& registers) const {
    auto* room = reinterpret_cast<std::uint8_t*>(registers.sums(items + 16).data());
    room[0] = 0;
    kernels_.running_sum(values, room + 1, items);
    return room;
}

}  // namespace meritum::exec
