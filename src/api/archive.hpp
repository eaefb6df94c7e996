// Archived cards, as they were written. In: the text of an archive (src/report/card_json.cpp writes
// it), or several, one per line. Out: runs with their cards. Must not know a plan: facts stay trees
// until a schema reads them. Tests: tests/api/replay_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/tree.hpp"
#include "meritum/facts.hpp"
#include "meritum/table_rows.hpp"

namespace meritum {

/// What stands on a card, in its order: "score", "outcomes.bonus", "lines.score/results/over/cap".
/// Numbers are texts; a missing value is null.
using CardValues = std::vector<std::pair<std::string, FactValue>>;

struct ArchivedCard {
    std::string id;
    CardValues values;
    std::optional<io::Tree> facts;      ///< a mapping; nothing: it is no archive
    std::vector<std::string> previous;  ///< what the period before handed on
};

struct ArchivedRun {
    std::string plan;
    std::string fingerprint;
    std::string edition;
    std::string engine;
    std::string period;
    std::vector<std::pair<std::string, FactValue>> params;
    std::vector<TableRows> tables;  ///< rows that came with the data
    std::string rows;               ///< all that these rows say, to compare them
    std::size_t participants = 0;   ///< who were scored together
    std::vector<Facts> failed;      ///< and who were not: what is known of them
    std::vector<ArchivedCard> cards;
};

/// Throws io::ReadError if the text is no JSON, or none of such cards.
std::vector<ArchivedRun> read_archive(std::string_view file, std::string_view text);

}  // namespace meritum
