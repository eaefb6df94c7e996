// The operators of named tables: map nodes that read a table beside their operands. In: columns of
// states, keys and text codes. Out: columns. Must not know nodes or the story. Total: a state or
// leaf that does not exist is taken as 0. Tests: tests/exec/lookups_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "exec/run.hpp"
#include "graph/graph.hpp"
#include "value/columns.hpp"
#include "value/diagram.hpp"

namespace meritum::exec {

/// Where each state leads with the key beside it.
Column<std::int64_t> look_up(const value::Step& step, const Lanes& states, const Lanes& keys);

/// By code of the dictionary: the place among the table's texts, from 1; 0: none.
std::vector<std::int64_t> text_keys(const std::vector<std::string>& texts,
                                    const value::Dictionary& dictionary);

/// The key of each code. Texts of the plan that no fact holds have codes below 0, the first -1.
Column<std::int64_t> keys_of_codes(const std::vector<std::int64_t>& key_by_code,
                                   const std::vector<std::string>& table,
                                   const std::vector<std::string>& plan, const Lanes& codes);

/// What each leaf gives, in a lane that holds it; `text_codes` are those of the graph's texts.
Lanes looked_up(const graph::LookedUp& result, const std::vector<std::int64_t>& text_codes,
                const Lanes& leaves, Lane lane);

}  // namespace meritum::exec
