// A hash of a text that comes from outside, with a secret of this process, so that nobody can
// choose texts that make a table slow. In: bytes. Out: a number, another one in the next process.
// Must not know whose text it is. Tests: tests/base/text_hash_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace meritum {

std::uint32_t text_hash(std::string_view text);

}  // namespace meritum
