// The noun of "why": a tree whose root is a card and whose leaves are facts. In: explain. Out: what
// report/ renders. All words are filled in, in one tongue; a renderer needs no plan. Tests:
// tests/scorecard/explain_test.cpp.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "scorecard/paper.hpp"
#include "value/figure.hpp"

namespace meritum::scorecard {

enum class Part : std::uint8_t {
    card,       ///< the root: the participant; title is the plan's, label the period
    total,      ///< the score or a further total; its children are lines and vetoes
    line,       ///< signed points; label is the category
    veto,       ///< one that did not fire, hence has no line
    condition,  ///< with a verdict; notes say both sides
    amount,     ///< what a rule gives, as the plan writes it
    reading,    ///< a fact, param or `let` and its value; children: what it is made of
    tiers,      ///< a tier table and what it was entered with
    tier,       ///< a row of it: the one reached, or the next
    step,       ///< what changes an amount: `times`, `each at most`, `highest per`
    item,       ///< of a list
    category,   ///< its points after cap and floor
    grade,      ///< the grade
    grade_row,  ///< a row of it: the one reached, or the next better
    outcome,
};

enum class Verdict : std::uint8_t { none, holds, fails, not_reached };

/// A part of a card. Texts are where the card keeps them: a part may be copied, but not outlive it.
struct Explanation {
    using Texts = std::vector<std::string_view, OnPaper<std::string_view>>;
    /// A part stays where it was added, so that it can be told there.
    using Parts = std::list<Explanation, OnPaper<Explanation>>;

    Explanation() = default;
    /// A part of a card on this paper.
    explicit Explanation(Paper* paper) : notes(paper), children(paper) {}

    /// A further child, on the same paper.
    Explanation& add(Part what) {
        auto& child = children.emplace_back(children.get_allocator().paper);
        child.part = what;
        return child;
    }

    Part part = Part::card;
    Verdict verdict = Verdict::none;
    bool silent = false;  ///< for programs only: it says nothing to a reader
    bool wide = false;    ///< of the card: its own words are Chinese, and so are its colons
    std::string_view id;  ///< a line's identity, a first name or a participant's id; may be empty
    std::string_view title;
    std::string_view label;                        ///< a second title; may be empty
    std::string_view value;                        ///< as people write it; empty: it has none
    std::optional<meritum::value::Figure> number;  ///< the same, exactly, if it is a number
    std::string_view digits;  ///< of the number, in full; empty: its notation never ends
    std::string_view unit;    ///< of the number: "points", "CNY", "days" or ""
    Texts notes;
    Parts children;
};

/// What the texts of a card stand on.
struct Kept;

struct KeepsTexts {
    std::shared_ptr<const Kept> kept;
};

/// The root; what it keeps is there longer than its parts.
struct CardExplanation : KeepsTexts, Explanation {
    CardExplanation() = default;
    explicit CardExplanation(Paper* paper) : Explanation(paper), advice(paper) {}
    CardExplanation(CardExplanation&&) = default;
    /// What is assigned first would go before what stands on it.
    CardExplanation& operator=(CardExplanation&&) = delete;

    Texts advice;  ///< what the notes of its lines advise, bare
};

}  // namespace meritum::scorecard
