// Steps bound to kernels: what a thread does for each piece without looking anything up. In: a
// Schedule, kernels, fixed numbers. Out: Links over places of memory. Must not know facts. Tests:
// tests/exec/chunks_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "exec/lanes.hpp"
#include "exec/schedule.hpp"
#include "exec/whole.hpp"
#include "number/wide.hpp"
#include "simd/kernels.hpp"

namespace meritum::exec {

/// Fixed numbers of a run, in the widths that kernels read.
class FixedValues {
public:
    /// The schedule must outlive it.
    explicit FixedValues(const Schedule& schedule)
        : schedule_(schedule), values_(schedule.fixed.size()) {}

    /// Takes what is known so far: everyone's numbers where their columns are there.
    void fix(const WholeColumns& whole);
    const number::Int256& whole(std::size_t index) const { return values_[index].whole; }
    const void* at(std::size_t index, Hold width) const;
    /// Numbers as a kernel reads them; they live as long as this.
    const void* typed(Hold width, const std::vector<std::int64_t>& numbers);

private:
    struct Value {
        std::int8_t i8 = 0;
        std::int16_t i16 = 0;
        std::int32_t i32 = 0;
        std::int64_t i64 = 0;
        number::Int256 whole{0};
    };
    void set(std::size_t index, const number::Int256& value);

    const Schedule& schedule_;
    std::vector<Value> values_;
    std::vector<std::vector<std::int64_t>> blocks_;  ///< memory of what is typed
};

/// out = a & b and the like on bits, 64 rows at a time.
using Logic = void (*)(const void* a, const void* b, const void* c, void* out, std::size_t rows);

struct Link {
    enum class Call : std::uint8_t { unary, binary, ternary, numbers, multiples, other };
    Call call = Call::other;
    TableId table;
    std::array<std::uint32_t, 3> in{};  ///< places
    std::uint32_t out = 0;
    union {
        simd::Unary unary = nullptr;
        simd::Binary binary;
        Logic ternary;        ///< also of simd::Select, Clamp and Ratio, which have the same form
        simd::Count numbers;  ///< also of simd::LookUp
        simd::Multiples multiples;
    };
    std::size_t how_many = 0;                           ///< numbers or terms
    const std::vector<std::uint32_t>* terms = nullptr;  ///< of multiples
    const Step* step = nullptr;
};

/// Places of a thread: the schedule's registers, then these.
struct Linked {
    std::vector<Link> links;
    std::vector<const void*> constants;
};

/// REQUIRES that the fixed numbers of the stage are set; they and the schedule must outlive it.
Linked link(const Schedule& schedule, const Stage& stage, const graph::Graph& graph,
            const simd::Kernels& kernels, FixedValues& fixed);

}  // namespace meritum::exec
