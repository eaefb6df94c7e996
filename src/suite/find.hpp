// Finding suites. In: files and folders. Out: the files of suites, in the order of their paths,
// each once; what cannot be searched. Reads no file. Tests: tests/suite/find_test.cpp.
#pragma once

#include <filesystem>
#include <vector>

#include "meritum/suite.hpp"

namespace meritum::suite {

struct Found {
    std::vector<std::filesystem::path> files;
    std::vector<Problem> problems;
};

/// A file is a suite whatever its name; in folders, what is called *.test.yaml or *.test.yml, be it
/// a broken link: that it cannot be read is told later. Links to folders are not followed.
Found find(const std::vector<std::filesystem::path>& paths);

}  // namespace meritum::suite
