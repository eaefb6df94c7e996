// The border: the one place where facts are checked. In: Schema and Facts. Out: FactColumns of the
// good ones, a FactError for everything wrong with the others. After it nothing can fail. Tests:
// tests/value/border_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "meritum/facts.hpp"
#include "meritum/scorecard.hpp"
#include "value/columns.hpp"
#include "value/schema.hpp"

namespace meritum::value {

/// Checks facts of one period. `params` are the host's overrides; the schema's defaults fill the
/// rest. Every wrong value, missing or unknown fact, duplicate id and overlong list is one
/// FactError of that participant (all of them, not the first); errors with an empty id concern the
/// params. Facts the plan does not know are errors with the nearest name in the message (io leaves
/// out the columns of a CSV file that the plan does not read). A single participant needs no id. A
/// list that is not given is empty; an empty text is a missing value, whatever the type. `most`
/// participants are taken, the others are errors.
FactColumns to_columns(const Schema& schema, std::span<const Facts> facts,
                       std::span<const std::pair<std::string, FactValue>> params,
                       std::vector<FactError>& errors, std::size_t most = limits::participants);

/// One value against one column: the integer it becomes, or the error's code and message ("`sales`
/// is -5, but must be at least 0"). Texts of dictionary columns are returned by `dictionary`. What
/// is taken:
///   number   integers, Decimals, texts "1250.50", "010" (ten), "15%" (0.15; plain numbers only);
///   no blanks, separators, exponents boolean  yes/no, a text yes, no, true, false (any case), 是,
///   否; not 1 and 0 date     a Date, an ISO text              choice  a text: any of the choice's
///   names text     a text of at most 200 bytes of UTF-8 without control characters, which is
///   brought to NFC; not a number
/// A missing value or empty text is an error here (defaults are `to_columns`' business).
struct Checked {
    bool ok = false;
    number::Int128 value = 0;
    std::string code;
    std::string message;
};
Checked check_value(const ColumnSchema& column, const FactValue& value, Dictionary& dictionary);

/// Periods: "2026-07", "2026-Q3", "2026-H2", "2026". Ordered by time; consecutive periods differ
/// by 1.
std::optional<std::int64_t> period_index(Cycle cycle, std::string_view text);
std::string period_text(Cycle cycle, std::int64_t index);
/// First and last day of a period, as days since 1970-01-01. REQUIRES an index of period_index.
std::pair<std::int64_t, std::int64_t> period_days(Cycle cycle, std::int64_t index);
std::string period_example(Cycle cycle);  ///< for messages: "2026-Q1"

}  // namespace meritum::value
