// The plan and data that `meritum new` begins with. In: a tongue. Out: files. Knows nothing of
// where they are written. Tests: tests/cli/new_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "cli/folder.hpp"

namespace meritum::cli {

/// A plan, its data and a README, which check, format and score without a word of complaint.
std::vector<NewFile> starter(std::string_view lang);

}  // namespace meritum::cli
