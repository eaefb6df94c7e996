/// The files a plan names beside itself: `use "common.merit"`, tables in files.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "meritum/export.hpp"

namespace meritum {

/// A file a plan names: its bytes, or why there are none, in words ("there is no such file").
struct Resolved {
    std::optional<std::string> text;
    std::string problem;  ///< empty if `text` is set
};

/// How a host gives the files a plan names. `path` is relative to the plan's folder, has `/`
/// between its parts and never leaves the folder ("shared/common.merit"). Called while a plan
/// is compiled, on that thread, once per file. What it throws is the problem (its
/// `what()`). The bytes are part of the plan: give the same for the same plan.
using Resolve = std::function<Resolved(const std::string& path)>;

/// Files in a folder of the file system, the usual place: next to the plan. A link that leads
/// out of the folder is refused. May be called from several threads.
MERITUM_API Resolve files_in(std::filesystem::path folder);

}  // namespace meritum
