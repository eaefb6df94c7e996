// A generated plan with some of its statements in a file that it uses. In: text. Out: two texts
// that mean the same plan.
#pragma once

#include <string>
#include <utility>

#include "agreement/random.hpp"
#include "meritum/resolve.hpp"

namespace meritum::agreement {

struct Parts {
    std::string plan;
    std::string common;  ///< what the plan uses as "common.merit"

    /// `files`: of tables.
    Resolve beside(Resolve files) const {
        return [text = common, files = std::move(files)](const std::string& path) {
            return path == "common.merit" ? Resolved{text, {}} : files(path);
        };
    }
};

/// Some statements behind the first go into the other file. `plan` is empty if there are none.
Parts take_apart(const std::string& text, Random& random);

}  // namespace meritum::agreement
