// An explanation as JSON, the shape of docs/json.md. In: what names the card, and the tree. Out:
// text. Must not know plans. Tests: tests/report/json_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "meritum/decimal.hpp"
#include "report/json.hpp"
#include "scorecard/explanation.hpp"

namespace meritum::report {

/// What a program wants to know before it looks at the tree.
struct CardHead {
    std::string_view plan;
    std::string_view fingerprint;
    std::string_view id;
    std::string_view period;
    std::optional<Decimal> score;
    std::string_view grade;
};

void write(const scorecard::Explanation& node, JsonWriter& out);

std::string explanation_json(const CardHead& head, const scorecard::Explanation& card);

}  // namespace meritum::report
