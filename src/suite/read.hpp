// The door of reading: a suite's text to a Suite. In: YAML, the file it stands in. Out: cases with
// their plans compiled and names resolved, or problems. Reads the plans that are named. Must not
// run anything. Tests: tests/suite/read_test.cpp.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "suite/document.hpp"
#include "suite/problems.hpp"

namespace meritum::suite {

/// Nothing if there are problems. `file` names the suite; plans are looked for beside it.
std::optional<Suite> read(std::string_view text, const std::filesystem::path& file,
                          Problems& problems);

}  // namespace meritum::suite
