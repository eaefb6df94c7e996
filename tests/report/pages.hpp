// Golden pages: a text beside the test, refreshed with MERITUM_REFRESH=1 and reviewed as a diff.
// In: a name and a text. Out: a test failure if they differ.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace meritum::report {

inline void check_page(const std::string& name, const std::string& text) {
    const std::string path = MERITUM_REPOSITORY "/tests/report/pages/" + name;
    if (std::getenv("MERITUM_REFRESH") != nullptr) {
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    std::ostringstream page;
    page << std::ifstream(path, std::ios::binary).rdbuf();
    EXPECT_EQ(text, page.str()) << path;
}

}  // namespace meritum::report
