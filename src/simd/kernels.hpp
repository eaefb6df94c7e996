// Arithmetic on chunks of narrow whole numbers: each operation once, for every processor path. In:
// registers of rows. Out: registers. Must not know nodes, tables or facts. Total like
// exec/kernels.hpp: rows nobody reads may hold anything. Tests: tests/exec/simd_test.cpp.
//
// A register is an array of one width whose rows are rounded up to whole blocks: kernels work on
// whole blocks, what lies behind the last row is read and written too. Truths are one bit per row,
// the first row in the lowest bit of the first byte.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace meritum::simd {

/// Rows that kernels handle at once, and what registers are rounded up to.
inline constexpr std::size_t block_rows = 64;
/// Of the first byte of a register, for every processor.
inline constexpr std::size_t register_alignment = 64;

enum class Width : std::uint8_t { i8, i16, i32, i64 };
inline constexpr std::size_t widths = 4;

constexpr std::size_t bytes_of(Width width) {
    return std::size_t{1} << static_cast<unsigned>(width);
}

/// Operands are columns or one number for all rows.
enum class Shape : std::uint8_t { columns, first_fixed, second_fixed, both_fixed };
inline constexpr std::size_t shapes = 4;

enum class Arithmetic : std::uint8_t {
    negate,
    absolute,
    add,
    subtract,
    multiply,
    minimum,
    maximum
};
inline constexpr std::size_t arithmetics = 7;

enum class Comparison : std::uint8_t { less, less_equal, equal };
inline constexpr std::size_t comparisons = 3;

/// As the operators of value/operators.def; a divisor below 1 is taken as 1.
enum class Division : std::uint8_t { floor, ceiling, half_up, half_even, up, down };
inline constexpr std::size_t divisions = 6;

/// Numbers below this in size can be divided here: their quotients as doubles are rounded as the
/// exact ones would be (quotients-inl.hpp).
inline constexpr std::int64_t divisible = std::int64_t{1} << 50;
/// The same of floats.
inline constexpr std::int64_t divisible_quickly = std::int64_t{1} << 22;

/// Of a sum of multiples in one step.
inline constexpr std::size_t most_terms = 8;
/// Of a look-up.
inline constexpr std::size_t most_values = 64;

/// out[i] = f(a[i], b[i]); a fixed operand points to one number. `rows` is a multiple of
/// block_rows. `out` may be `a` or `b`.
using Binary = void (*)(const void* a, const void* b, void* out, std::size_t rows);
/// out[i] = holds[i] ? a[i] : b[i].
using Select = void (*)(const void* holds, const void* a, const void* b, void* out,
                        std::size_t rows);
/// out[i] = a[i] within low .. high; both point to one number.
using Clamp = void (*)(const void* a, const void* low, const void* high, void* out,
                       std::size_t rows);
/// out[i] = a[i] * factor / by[i], rounded; of 32 bits but for the factor, which points to 64.
/// Products are below `divisible` where somebody reads.
using Ratio = void (*)(const void* a, const void* factor, const void* by, void* out,
                       std::size_t rows);
/// out[i] = a[i] + the sum of terms[k][i] * factors[k], wrapped at the width of `out`, in which `a`
/// and the factors are as well; `a` points to one number if it is fixed. At most `most_terms`.
using Multiples = void (*)(const void* a, const void* const* terms, const void* factors,
                           std::size_t count, void* out, std::size_t rows);
/// out[i] (of 8 bits) = how many of the cuts are not above a[i].
using Count = void (*)(const void* a, const void* cuts, std::size_t count, void* out,
                       std::size_t rows);
/// out[i] = values[a[i]], a of 8 bits. `values` are `most_values` numbers; other places give
/// anything.
using LookUp = void (*)(const void* a, const void* values, std::size_t count, void* out,
                        std::size_t rows);
using Unary = void (*)(const void* a, void* out, std::size_t rows);
/// Widens `low` and `high` to hold all of a[0 .. rows); any number of rows.
using Extent = void (*)(const void* a, std::size_t rows, std::int64_t& low, std::int64_t& high);
/// Whether all of a[0 .. rows) lie within low .. high; any number of rows.
using Within = bool (*)(const void* a, std::size_t rows, std::int64_t low, std::int64_t high);
/// Unary and Within at once: what is outside makes anything of `out`.
using UnaryWithin = bool (*)(const void* a, void* out, std::size_t rows, std::int64_t low,
                             std::int64_t high);
/// The greatest of the differences of offsets[0 .. rows], each to the next, as 32 bits without a
/// sign: where one is below the one before, of more than 31 bits. Any number of rows.
using Longest = std::uint32_t (*)(const std::uint32_t* offsets, std::size_t rows);
/// Whole numbers of 128 bits as 64: false if one does not fit, `out` is anything then. Any number
/// of rows.
using NarrowWide = bool (*)(const void* a, std::int64_t* out, std::size_t rows);

/// Bytes to where they are not looked at soon: past the caches, which need not read that memory
/// first.
using Copy = void (*)(const void* from, void* to, std::size_t bytes);

struct Kernels {
    /// Null where there is none: multiplication of i8; arithmetic of i64 wraps like the others.
    std::array<std::array<std::array<Binary, shapes>, widths>, arithmetics> arithmetic{};
    /// Of i64 whose operands fit 32 bits.
    std::array<Binary, shapes> multiply_halves{};
    std::array<std::array<std::array<Binary, shapes>, widths>, comparisons> comparison{};
    /// Of i32 and i64 only; REQUIRES operands below `divisible` where somebody reads.
    std::array<std::array<std::array<Binary, shapes>, widths>, divisions> division{};
    /// Of i32; REQUIRES operands below `divisible_quickly` where somebody reads.
    std::array<std::array<Binary, shapes>, divisions> quick_division{};
    std::array<std::array<Select, shapes>, widths> select{};
    std::array<Clamp, widths> clamp{};
    /// [of terms][of out][a is fixed]; null where terms are wider than out, and to i64 but from
    /// i32.
    std::array<std::array<std::array<Multiples, 2>, widths>, widths> multiples{};
    std::array<Ratio, divisions> ratio{};
    std::array<Count, widths> count{};
    std::array<LookUp, widths> look_up{};
    /// [from][to]; what does not fit the narrower width is somebody else's.
    std::array<std::array<Unary, widths>, widths> convert{};
    std::array<std::array<UnaryWithin, widths>, widths> convert_within{};
    NarrowWide narrow_wide = nullptr;
    std::array<Within, widths> within{};
    std::array<Extent, widths> extent{};
    /// Bits to 0 and 1.
    std::array<Unary, widths> from_bits{};
    Longest longest = nullptr;
    /// out[i] = the sum of a[0 .. i], bytes that wrap; any number of rows, of which whole sixteens
    /// are read and written.
    Unary running_sum = nullptr;
    Copy copy_past = nullptr;  ///< null where no path gains by it
    /// After copies, by the same thread, before another one looks at them.
    void (*end_copies)() = nullptr;
};

/// Those of the best path of this processor. Thread-safe; the choice is made once.
const Kernels& kernels();

/// Every path this processor has, by name ("AVX2"), the best first. For tests and benches.
struct Path {
    std::string name;
    const Kernels* kernels;
};
std::vector<Path> paths();

}  // namespace meritum::simd
