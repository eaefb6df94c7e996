// Why a text is no YAML or no JSON, in words for whoever wrote it. In: the text, where its parser
// gave up and the parser's own words. Out: the cause and where it stands, which may be earlier.
// Knows no parser. Tests: tests/io/causes_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace meritum::io {

struct Cause {
    std::string message;
    std::size_t offset = 0;
};

Cause yaml_cause(std::string_view text, std::size_t offset, std::string_view words);
Cause json_cause(std::string_view text, std::size_t offset, std::string_view words);

}  // namespace meritum::io
