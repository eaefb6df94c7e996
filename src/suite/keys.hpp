// The keys of each mapping of a suite file: the rows of keys.def. In: a mapping. Out: its keys, and
// a problem for each that is none. Must not know what a key means. Tests:
// tests/suite/read_test.cpp, tests/suite/schema_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/tree.hpp"
#include "suite/problems.hpp"

namespace meritum::suite {

enum class Object : std::uint8_t { suite, one_case, participant, table, expect, error, diagnostic };

/// "a suite", "a case": for messages.
std::string_view name_of(Object object);

const std::vector<std::string>& keys_of(Object object);

/// False with a problem if the tree is no mapping. Keys that the object does not have are problems
/// of their own.
bool is_object(const io::Tree& tree, Object object, Problems& problems);

/// The value of a key; null if it is not given.
const io::Tree* value_of(const io::Tree& mapping, std::string_view key);

/// A text or number as it is written. False with a problem for lists, mappings and nothing.
bool is_text(const io::Tree& tree, std::string_view what, Problems& problems);

}  // namespace meritum::suite
