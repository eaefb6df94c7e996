// The keys of JSON that cards and archives have in common: what a card holds, and what it was made
// from. In: a card. Out: keys of an object that is open. The reader is src/api/archive.cpp. Tests:
// tests/report/json_test.cpp.
#pragma once

#include <string>

#include "meritum/scorecard.hpp"
#include "report/json.hpp"

namespace meritum::report {

/// Throws Error if the card's lines were not kept: an archive of it would be half of one.
void require_lines(const Scorecard& card);

/// Of which plan, edition, engine and period.
void write_head(std::string_view plan, std::string_view fingerprint, std::string_view period,
                JsonWriter& out);

/// id, score, grade, outcomes, totals, lines, advice, warnings.
void write_card(const Scorecard& card, JsonWriter& out);

/// What all cards of a run share: params, how many cards there are, and what is known of those who
/// failed.
void write_run(const Scorecard& card, JsonWriter& out);

/// The facts of a card, and what it was handed by the period before.
void write_facts(const Scorecard& card, JsonWriter& out);

}  // namespace meritum::report
