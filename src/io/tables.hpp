// What the readers of a folder of CSV files share. In: names of files. Out: what each is for, and
// the ordinary reading of some rows of a folder. Tests: tests/io/tables_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/read.hpp"

namespace meritum::io {

inline constexpr std::string_view participants_file = "participants.csv";

std::string_view base_name(std::string_view path);
/// The name a list of that file has: without folder and extension.
std::string_view stem(std::string_view path);

/// Of a folder of which only some rows are read: what the others are known to say.
struct Excerpt {
    std::optional<std::string> period;   ///< theirs
    std::vector<std::string> everybody;  ///< ids in NFC, in order; empty if they are very many
};

/// Ids among which one is looked for that may be meant. Of more than these none is.
inline constexpr std::size_t most_near_ids = 2'000;

/// REQUIRES that files of participants and lists hold their header and whole rows, among them all
/// rows of whoever has one, and everybody whose id is like one that is nobody's.
RawData read_excerpt(const std::vector<TextFile>& files, const value::Schema& schema,
                     const Excerpt& others);

}  // namespace meritum::io
