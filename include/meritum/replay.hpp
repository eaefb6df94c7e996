/// Replay: archived cards are computed again, and come out the same to the digit, or it is said
/// what is not as it was.
///
///     write_file("q3.json", meritum::to_archive(plan.score_all(facts)));
///     ...
///     const auto replay = plan.replay(read_file("q3.json"), "q3.json");
///     if (!replay.identical()) std::cout << meritum::to_text(replay);
///
/// An archive is the JSON of `to_json(results)` with all that decided: edition, engine, params,
/// facts with defaults filled in, and what was known of participants who failed. Of texts
/// (`because`, advice, warnings) nothing is compared: they hang on a tongue.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/export.hpp"
#include "meritum/scorecard.hpp"

namespace meritum {

/// A value of a card that comes out another than archived. Values as in JSON: "118.5", "null".
struct Difference {
    std::string what;      ///< where it stands on the card: "score", "outcomes.bonus",
                           ///< "lines.score/results/over/cap"
    std::string archived;  ///< empty: was not on the card
    std::string replayed;  ///< empty: is no longer
};

enum class ReplayVerdict {
    identical,   ///< every digit is the same, and the plan is the one it was
    differs,     ///< or not
    impossible,  ///< it could not be computed; `changes` say why
};

struct ReplayedCard {
    std::string id;
    std::string period;
    ReplayVerdict verdict = ReplayVerdict::identical;
    /// What is not as it was when the card was archived, a sentence each: plan, edition, engine, a
    /// fact or param that is gone, a param outside its range. An engine alone is no difference.
    std::vector<std::string> changes;
    std::vector<Difference> differences;  ///< in the order of the card
    std::optional<Scorecard> card;        ///< as it comes out now; nothing if impossible
};

/// In the order of the archive.
struct Replay {
    std::vector<ReplayedCard> cards;

    MERITUM_API std::size_t count(ReplayVerdict verdict) const;
    bool identical() const { return count(ReplayVerdict::identical) == cards.size(); }
};

/// For people: a line for each card that is not identical with its changes and differences, and a
/// count. In English.
MERITUM_API std::string to_text(const Replay& replay);

/// The shape of docs/json.md.
MERITUM_API std::string to_json(const Replay& replay);

}  // namespace meritum
