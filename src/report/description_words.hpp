// The words of description_words.def in a tongue. In: a word's id. Out: text. Must not know plans.
// Tests: tests/api/describe_test.cpp.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace meritum::report {

enum class Described : std::uint8_t {
#define WORD(id, english, chinese) id,
#include "report/description_words.def"
#undef WORD
};

/// The word with {0} {1} filled in; another tongue than "zh" is "en".
std::string say(Described word, std::string_view lang,
                std::initializer_list<std::string_view> parts = {});

}  // namespace meritum::report
