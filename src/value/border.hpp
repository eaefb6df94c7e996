// The border: the one place where facts are checked. In: Schema and Facts. Out: FactColumns of the good ones, a FactError
// for everything wrong with the others. After it nothing can fail. Tests: tests/value/border_test.cpp.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "meritum/facts.hpp"
#include "meritum/scorecard.hpp"
#include "value/columns.hpp"
#include "value/schema.hpp"

namespace meritum::value {

/// Checks facts of one period. `params` are the host's overrides; the schema's defaults fill the rest. Every wrong value,
/// missing or unknown fact, duplicate id and overlong list is one FactError of that participant (all of them, not the first); errors
/// with an empty id concern the params. Facts the plan does not know are errors with the nearest name in the
/// message (`unknown_facts_are_errors` false: ignored, as for files with more columns than the plan reads).
FactColumns to_columns(const Schema& schema, std::span<const Facts> facts,
                       std::span<const std::pair<std::string, FactValue>> params, std::vector<FactError>& errors);

/// One value against one column: the integer it becomes, or the error's code and message ("`sales` is -5, but must be at
/// least 0"). Texts of dictionary columns are returned by `dictionary`.
struct Checked {
    bool ok = false;
    number::Int128 value = 0;
    std::string code;
    std::string message;
};
Checked check_value(const ColumnSchema& column, const FactValue& value, Dictionary& dictionary);

/// Periods: "2026-07", "2026-Q3", "2026-H2", "2026". Ordered by time; consecutive periods differ by 1.
std::optional<std::int64_t> period_index(Cycle cycle, std::string_view text);
std::string period_text(Cycle cycle, std::int64_t index);

}  // namespace meritum::value
