// The words of description_words.def in a tongue. In: a word's id. Out: text. Must not know plans.
// Tests: tests/api/describe_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace meritum::report {

enum class Described : std::uint8_t {
#define WORD(id, english, chinese) id,
#include "report/description_words.def"
#undef WORD
};

/// The word with {0} {1} filled in; another tongue than "zh" is "en".
std::string say(Described word, std::string_view lang,
                std::initializer_list<std::string_view> parts = {});

/// A Description is a plain value that a host may build: what it does not say is empty.
const std::string& in_tongue(const std::vector<std::string>& words, std::size_t tongue);

/// In this tongue, else the first name.
template <class Named>
const std::string& name_in(const Named& named, std::size_t tongue) {
    return tongue < named.names.size() ? named.names[tongue] : named.name;
}

}  // namespace meritum::report
