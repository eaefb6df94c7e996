// The inner doors of io: one function per file format. In: text. Out: a Tree, or Facts from a Tree.
// Tests: tests/io/.
#pragma once

#include <string_view>

#include "io/read.hpp"
#include "io/tree.hpp"

namespace meritum::io {

/// Both throw ReadError. The text has passed `checked_text`.
Tree yaml_tree(std::string_view name, std::string_view text);
Tree json_tree(std::string_view name, std::string_view text);

/// The participants of a document. Throws ReadError if it has none of the shapes of docs/data.md.
RawData facts_from_tree(std::string_view name, Tree tree, const value::Schema& schema);

}  // namespace meritum::io
