// Types and units of values, in the field's words. Tests: tests/value/.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace meritum::value {

enum class Type : std::uint8_t { number, boolean, text, choice, date };

/// What a number counts. A count is a plain number of step 1.
enum class Unit : std::uint8_t { plain, points, money, days };

/// One value of a `one of`, or a grade: its names by tongue, the first is its identity.
using ChoiceNames = std::vector<std::string>;

/// The plan's cycle; a period is a cycle's whole unit of the calendar.
enum class Cycle : std::uint8_t { month, quarter, half, year };

}  // namespace meritum::value
