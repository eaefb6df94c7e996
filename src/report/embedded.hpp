// Texts that are embedded when the program is built (cmake/MeritumEmbed.cmake): the files of
// src/report/codes/. In: nothing. Out: their bytes. Must not know what they say. Tests:
// tests/golden/codes_test.cpp.
#pragma once

#include <span>
#include <string_view>

namespace meritum::report {

struct Page {
    std::string_view name;  ///< of the file, without its extension
    std::string_view text;
};

/// In the order of their names.
std::span<const Page> code_pages();

}  // namespace meritum::report
