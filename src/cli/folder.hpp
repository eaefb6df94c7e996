// Writing several new files as one step: all of them, or none. In: texts. Out: files. Knows nothing
// of plans. Tests: tests/cli/.
#pragma once

#include <string>
#include <vector>

namespace meritum::cli {

struct NewFile {
    std::string name;  ///< in its folder, perhaps in a folder of that: "data/participants.csv"
    std::string text;
};

/// Writes the files into a folder, which is made if it is not there. Throws Failure (command.hpp)
/// if one of them exists already, unless they may be replaced, or cannot be written; what was made
/// up to then is removed again.
void write_folder(const std::string& folder, const std::vector<NewFile>& files, bool replace);

}  // namespace meritum::cli
