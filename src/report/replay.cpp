// A Replay as text and as JSON, the shape of docs/json.md. In: a Replay. Out: text. Must not know a
// plan. Tests: tests/api/replay_test.cpp, tests/cli/archive_test.cpp.
#include "meritum/replay.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "report/json.hpp"
#include "report/terminal.hpp"

namespace meritum {
namespace {

using report::JsonWriter;
using report::safe;

std::string_view name_of(ReplayVerdict verdict) {
    switch (verdict) {
        case ReplayVerdict::identical: return "identical";
        case ReplayVerdict::differs: return "differs";
        case ReplayVerdict::impossible: return "impossible";
    }
    return {};
}

std::string words_of(const Difference& difference) {
    const auto what = safe(difference.what) + ": ";
    if (difference.replayed.empty())
        return what + safe(difference.archived) + " is no longer on the card";
    if (difference.archived.empty()) return what + safe(difference.replayed) + " is new";
    return what + "was " + safe(difference.archived) + ", is now " + safe(difference.replayed);
}

/// Another plan, or other facts to it, and yet every number came out.
bool has_same_numbers(const ReplayedCard& card) {
    return card.verdict == ReplayVerdict::differs && card.differences.empty();
}

/// What is not as it was for several cards and how many, in the order of the cards. It is told
/// once.
using Shared = std::vector<std::pair<std::string, std::size_t>>;

Shared shared_changes(const Replay& replay) {
    std::map<std::string_view, std::size_t> counts;
    const auto each = [&](const auto& see) {
        for (const auto& card : replay.cards) {
            if (card.verdict == ReplayVerdict::impossible) continue;  // says why itself
            for (const auto& change : card.changes) see(change);
        }
    };
    each([&](const std::string& change) { ++counts[change]; });
    Shared shared;
    each([&](const std::string& change) {
        const auto count = std::exchange(counts[change], 0);
        if (count > 1) shared.emplace_back(change, count);
    });
    return shared;
}

/// A card in the words that are its own; nothing if there are none.
std::string told(const ReplayedCard& card, const Shared& shared) {
    std::string own;
    for (const auto& change : card.changes) {
        const bool is_shared = card.verdict != ReplayVerdict::impossible &&
                               std::any_of(shared.begin(), shared.end(),
                                           [&](const auto& one) { return one.first == change; });
        if (!is_shared) own += "  " + safe(change) + "\n";
    }
    const bool same = has_same_numbers(card);
    if (own.empty() && (same || card.verdict == ReplayVerdict::identical)) return {};
    auto text = safe(card.id) + (card.period.empty() ? "" : " \u00B7 " + safe(card.period));
    text += card.verdict == ReplayVerdict::impossible
                ? ": cannot be replayed\n"
                : ": " + std::string(name_of(card.verdict)) + "\n";
    text += own;
    if (same) text += "  every number is the same\n";
    for (const auto& difference : card.differences) text += "  " + words_of(difference) + "\n";
    return text;
}

std::string replayed_json(const ReplayedCard& card) {
    JsonWriter out;
    out.begin_object();
    out.key("id"), out.text(card.id);
    out.key("period"), out.text_or_null(card.period);
    out.key("verdict"), out.text(name_of(card.verdict));
    out.key("changes"), out.begin_array();
    for (const auto& change : card.changes) out.text(change);
    out.end_array();
    out.key("differences"), out.begin_array();
    for (const auto& difference : card.differences) {
        out.begin_object();
        out.key("what"), out.text(difference.what);
        out.key("archived"), out.text_or_null(difference.archived);
        out.key("replayed"), out.text_or_null(difference.replayed);
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

}  // namespace

std::size_t Replay::count(ReplayVerdict verdict) const {
    return static_cast<std::size_t>(
        std::count_if(cards.begin(), cards.end(),
                      [&](const ReplayedCard& card) { return card.verdict == verdict; }));
}

std::string to_text(const Replay& replay) {
    std::string text;
    const auto shared = shared_changes(replay);
    for (const auto& [change, count] : shared)
        text += "of " + std::to_string(count) + " cards: " + safe(change) + "\n";
    for (const auto& card : replay.cards) text += told(card, shared);
    text +=
        std::to_string(replay.cards.size()) + (replay.cards.size() == 1 ? " card: " : " cards: ");
    text += std::to_string(replay.count(ReplayVerdict::identical)) + " identical";
    const auto same = static_cast<std::size_t>(
        std::count_if(replay.cards.begin(), replay.cards.end(), has_same_numbers));
    if (same > 0) text += ", " + std::to_string(same) + " of another plan with the same numbers";
    const auto differ = replay.count(ReplayVerdict::differs) - same;
    if (differ > 0) text += ", " + std::to_string(differ) + (differ == 1 ? " differs" : " differ");
    const auto impossible = replay.count(ReplayVerdict::impossible);
    if (impossible > 0) text += ", " + std::to_string(impossible) + " not replayed";
    return text + "\n";
}

std::string to_json(const Replay& replay) {
    JsonWriter out;
    out.begin_object();
    out.key("cards"), out.number(Decimal(replay.cards.size()));
    for (const auto verdict :
         {ReplayVerdict::identical, ReplayVerdict::differs, ReplayVerdict::impossible}) {
        out.key(name_of(verdict)), out.number(Decimal(replay.count(verdict)));
    }
    out.end_object();
    auto text = out.take_open() + "\n\"results\":";
    report::append_list(replay.cards, replayed_json, text);
    return text + "}\n";
}

}  // namespace meritum
