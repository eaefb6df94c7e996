// What is told of a key that two items of one participant have, by every way that takes facts other
// than friendly ones. In: a list and the key in steps. Out: the error that facts get. Must not know
// where items are kept. Tests: tests/api/record_facts_test.cpp, tests/api/table_errors_test.cpp.
#pragma once

#include "meritum/scorecard.hpp"
#include "value/columns.hpp"
#include "value/schema.hpp"

namespace meritum {

/// REQUIRES a list with a key.
FactError key_twice(const value::Schema& schema, const value::ListSchema& list,
                    const number::Int128& key, const value::Dictionary& dictionary);

}  // namespace meritum
