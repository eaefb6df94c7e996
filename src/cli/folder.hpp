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

/// What becomes of files that are there already.
enum class Existing {
    refused,
    refused_without_force,  ///< and the message says that --force replaces them
    replaced,
};

/// Writes the files into a folder, which is made if it is not there. Throws Failure (command.hpp)
/// if one of them exists and may not be replaced, or cannot be written; what was made up to then is
/// removed again.
void write_folder(const std::string& folder, const std::vector<NewFile>& files, Existing existing);

}  // namespace meritum::cli
