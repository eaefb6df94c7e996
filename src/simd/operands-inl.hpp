// Operands of kernels, for one processor path. In: places of memory. Out: vectors. Must not be
// included but by kernels. Tests: tests/exec/simd_test.cpp.
#if defined(MERITUM_SIMD_OPERANDS) == defined(HWY_TARGET_TOGGLE)
#ifdef MERITUM_SIMD_OPERANDS
#undef MERITUM_SIMD_OPERANDS
#else
#define MERITUM_SIMD_OPERANDS
#endif

#include <hwy/highway.h>

#include <cstddef>

#include "simd/kernels.hpp"

HWY_BEFORE_NAMESPACE();
namespace meritum::simd::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// A register, or one number for all rows.
template <class T, bool fixed>
struct Operand;

template <class T>
struct Operand<T, false> {
    const T* at;
    explicit Operand(const void* data) : at(static_cast<const T*>(data)) {}
    template <class D>
    HWY_INLINE hn::Vec<D> load(D d, std::size_t row) const {
        return hn::LoadU(d, at + row);
    }
};

template <class T>
struct Operand<T, true> {
    T number;
    explicit Operand(const void* data) : number(*static_cast<const T*>(data)) {}
    template <class D>
    HWY_INLINE hn::Vec<D> load(D d, std::size_t /*row*/) const {
        return hn::Set(d, number);
    }
};

constexpr bool first_fixed(Shape shape) {
    return shape == Shape::first_fixed || shape == Shape::both_fixed;
}
constexpr bool second_fixed(Shape shape) {
    return shape == Shape::second_fixed || shape == Shape::both_fixed;
}

}  // namespace meritum::simd::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
