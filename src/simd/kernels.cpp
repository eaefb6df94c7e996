// Which kernels this processor runs. In: kernels-inl.hpp, compiled once per path. Out: tables of
// functions.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simd/kernels-inl.hpp"
#include <hwy/foreach_target.h>

#include "simd/kernels-inl.hpp"

#if HWY_ONCE

#include <hwy/targets.h>

namespace meritum::simd {
namespace {

HWY_EXPORT(table);

}  // namespace

const Kernels& kernels() {
    static const Kernels& best = *HWY_DYNAMIC_DISPATCH(table)();
    return best;
}

std::vector<Path> paths() {
    std::vector<Path> all;
    for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        all.push_back({hwy::TargetName(target), HWY_DYNAMIC_DISPATCH(table)()});
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return all;
}

}  // namespace meritum::simd

#endif
