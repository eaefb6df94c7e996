// The files of a page of src/report/codes/ as a plan finds them. In: samples. Out: what the plan
// resolves its files with.
#pragma once

#include <string>
#include <vector>

#include "meritum/codes.hpp"
#include "meritum/resolve.hpp"

namespace meritum {

/// The sample that is the plan; the others stand beside it.
inline bool is_plan(const Sample& sample) { return sample.file == "plan.merit"; }

inline Resolve among(std::vector<Sample> samples) {
    return [samples = std::move(samples)](const std::string& path) -> Resolved {
        for (const Sample& sample : samples) {
            if (sample.file == path) return {sample.text, {}};
        }
        return {{}, "there is no such file"};
    };
}

}  // namespace meritum
