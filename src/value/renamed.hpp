// A schema with the names of other people's files. In: a Schema and pairs of names. Out: the Schema
// by which such files are read and spoken of. Must not know files. Tests:
// tests/value/renamed_test.cpp.
#pragma once

#include <span>
#include <string>
#include <utility>

#include "value/schema.hpp"

namespace meritum::value {

/// The plan's name of a fact, a list, a field ("contracts.amount") or of a column that is no fact
/// ("id", "participant", "period", "key"), and what the files call it.
using NamePair = std::pair<std::string, std::string>;

struct Renamed {
    Schema schema;
    std::string problem;  ///< why it cannot be; empty: it can
};

/// What is renamed has its new name only. It is a problem if the plan has no such name, if one is
/// renamed twice, and if two things would have the same name.
Renamed renamed(const Schema& schema, std::span<const NamePair> names);

}  // namespace meritum::value
