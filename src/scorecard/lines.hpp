// The lines a plan can make, in the order of presentation. In: the story. Out: one form per line,
// everything but its points. The only place that knows identities and their order; from_run fills
// the forms in, explain tells them. Must not know a run. Tests: tests/scorecard/from_run_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/story.hpp"
#include "meritum/scorecard.hpp"

namespace meritum::scorecard {

enum class LineKind : std::uint8_t {
    start,
    rule,
    choice,
    gate,
    floor,
    cap,
    bounds,
    veto,
    rounding
};

/// A decimal quantity's step as factor * 10^-scale, so that a card of plain numbers needs no
/// fractions.
struct DecimalStep {
    std::int64_t factor = 1;
    unsigned scale = 0;
};

/// Nothing if the step is no decimal of that size.
std::optional<DecimalStep> decimal_step(const number::Rational& step);

/// A line before its points are known. Points into the story it was made from.
struct LineForm {
    LineKind kind = LineKind::start;
    Line blank;               ///< points and because are still to come
    std::uint32_t total = 0;  ///< index in Story::totals
    const graph::Quantity* points = nullptr;
    std::optional<DecimalStep> step;            ///< of `points`
    const graph::Rule* rule = nullptr;          ///< of a rule, and of its cap and floor
    const graph::Category* category = nullptr;  ///< of all lines of a category
    const graph::Veto* veto = nullptr;
    const graph::Limit* limit = nullptr;  ///< of choice, cap, floor and bounds

    /// Its rule or veto says why.
    bool has_because() const {
        return (kind == LineKind::rule && !rule->because.empty()) ||
               (kind == LineKind::veto && !veto->because.empty());
    }

    /// The start and rules are listed even with 0 points, a veto when it fires, everything else
    /// when it changed something.
    bool always() const {
        return (kind == LineKind::start && category == nullptr) || kind == LineKind::rule;
    }
};

/// Total by total: start; rules in the text's order, each with its floor and cap; categories, inner
/// ones before outer ones, each with start, choice, gate, floor, cap and vetoes; bounds; vetoes;
/// rounding.
std::vector<LineForm> line_forms(const graph::Story& story);

}  // namespace meritum::scorecard
