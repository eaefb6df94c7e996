// Columns back to Facts: what somebody was scored by, so that it can be kept. In: FactColumns. Out:
// Facts that pass the border as these columns again. Must not know results. Tests:
// tests/value/facts_of_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "meritum/facts.hpp"
#include "value/columns.hpp"
#include "value/schema.hpp"

namespace meritum::value {

/// First names, no places; what is missing is left out, so are empty lists.
Facts facts_of(const Schema& schema, const FactColumns& columns, std::size_t row);

/// The params in force, by first name.
std::vector<std::pair<std::string, FactValue>> params_of(const Schema& schema,
                                                         const FactColumns& columns);

/// What is known of somebody who failed: the values by which they are grouped.
Facts facts_of(const Schema& schema, const FactColumns& columns, const FactColumns::Failed& failed);

}  // namespace meritum::value
