// The nearest name: what the author may have meant. In: a word and the words that could stand
// there. Out: one or none. Tests: tests/base/spelling_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meritum {

/// Damerau-Levenshtein distance (insert, delete, replace, swap of neighbours) over code points.
std::size_t spelling_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, or nothing if none is near: at most one mistake in up to five
/// characters, two in up to nine, three beyond; never a whole other word. Of equally near ones one
/// of equal length, else the first. Words of over 64 characters match nothing.
std::optional<std::string> nearest_spelling(std::string_view word,
                                            const std::vector<std::string>& candidates);

/// The text without what people write now so, now so: capitals, full width, blanks, `-` and `_`.
/// Two ids of one such form are probably meant to be one. Bad UTF-8 is returned unchanged.
std::string loose_spelling(std::string_view text);

}  // namespace meritum
