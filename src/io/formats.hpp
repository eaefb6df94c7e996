// The inner doors of io: one function per file format, and the bytes of a file. In: text. Out: a
// Tree, or Facts from a Tree. Who reads another kind of document (src/suite/) begins here, too.
// Tests: tests/io/.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "io/read.hpp"
#include "io/tree.hpp"

namespace meritum::io {

/// The whole file. Throws ReadError if it cannot be read or has more than `most` bytes.
std::string file_bytes(const std::filesystem::path& path, std::size_t most);

/// The CSV files of a folder and those of its tables, in order. Throws ReadError.
std::vector<std::filesystem::path> files_of_folder(const std::filesystem::path& folder,
                                                   const value::Schema& schema);

/// Both throw ReadError. The text has passed `checked_text`.
Tree yaml_tree(std::string_view name, std::string_view text);
Tree json_tree(std::string_view name, std::string_view text,
               std::size_t depth = limits::data_depth);

/// The participants of a document. Throws ReadError if it has none of the shapes of docs/data.md.
RawData facts_from_tree(std::string_view name, Tree tree, const value::Schema& schema);

}  // namespace meritum::io
