// See path.hpp.
#include "measure/path.hpp"

#include <hwy/targets.h>

#include "simd/kernels.hpp"

namespace meritum::bench {

std::vector<std::string> paths() {
    std::vector<std::string> names;
    for (const auto& path : simd::paths()) names.push_back(path.name);
    return names;
}

bool take_path(const std::string& name) {
    for (const auto target : hwy::SupportedAndGeneratedTargets()) {
        if (name != hwy::TargetName(target)) continue;
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        return path_taken() == name;
    }
    return false;
}

std::string path_taken() {
    const auto* taken = &simd::kernels();  // chosen once, by what is supported now
    for (const auto& path : simd::paths()) {
        if (path.kernels == taken) return path.name;
    }
    return {};
}

}  // namespace meritum::bench
