// The story with nodes for its numbers; the shape is check/story.hpp. What the scorecard reads
// beside a Run. Tests: tests/graph/story_test.cpp, tests/scorecard/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "check/story.hpp"
#include "number/rational.hpp"
#include "value/figure.hpp"
#include "value/types.hpp"

namespace meritum::graph {

using check::Words;

/// A number (or other value) of the plan as nodes: value * step / (product of over).
struct Quantity {
    // What every look at a value asks for stands together.
    NodeId value;
    NodeId known;  ///< none: always known; else a boolean
    /// `step`, or `constant` if value is none, where it is short: for who tells many of them
    /// (find_decimals).
    std::optional<value::ShortDecimal> decimal;
    value::Type type = value::Type::number;
    value::Unit unit = value::Unit::plain;
    bool percent = false;  ///< show as percent
    bool endless =
        false;  ///< a root: its value in quarters of six places, odd where there are more
    TableId table;
    std::vector<NodeId> over;                 ///< positive; empty: a decimal
    std::string currency;                     ///< of money
    std::vector<value::ChoiceNames> choices;  ///< of a choice: names by position
    number::Rational step{1};
    number::Rational constant{
        0};  ///< if value is none: this very number (in a fraction-free constant)
};

struct NodeRefs {
    using Truth = NodeId;
    using Quantity = graph::Quantity;
    using Table = TableId;
};
using StoryParts = check::StoryTypes<NodeRefs>;

using Reading = StoryParts::Reading;
using Condition = StoryParts::Condition;
using Gathering = StoryParts::Gathering;
using Tiers = StoryParts::Tiers;
using Text = StoryParts::Text;
using Limit = StoryParts::Limit;
using Amount = StoryParts::Amount;
using Items = StoryParts::Items;
using Step = StoryParts::Step;
using Advice = StoryParts::Advice;
using Kpi = StoryParts::Kpi;
using Rule = StoryParts::Rule;
using Requirement = StoryParts::Requirement;
using VetoEffect = StoryParts::VetoEffect;
using Category = StoryParts::Category;
using Veto = StoryParts::Veto;
using GradeRow = StoryParts::GradeRow;
using Grade = StoryParts::Grade;
using Outcome = StoryParts::Outcome;
using Rating = StoryParts::Rating;
using Total = StoryParts::Total;
using Story = StoryParts::Story;
using check::MissingPolicy;
using check::RuleKind;

}  // namespace meritum::graph
