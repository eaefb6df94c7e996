// Telling the parts of a rule: conditions, amounts, readings, tiers, items. In: pieces of the story
// and one participant's values. Out: Explanations. Must not know lines or their order (explain.cpp
// does). Tests: tests/scorecard/explain_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "scorecard/explanation.hpp"
#include "scorecard/pen.hpp"
#include "scorecard/values.hpp"
#include "scorecard/wording.hpp"

namespace meritum::scorecard {

/// Texts that were said already: few, most often.
class Said {
public:
    bool has(std::string_view text) const {
        const auto end = few_.begin() + static_cast<std::ptrdiff_t>(size_);
        return std::find(few_.begin(), end, text) != end || (many_ && many_->count(text) > 0);
    }
    /// False if it was said.
    bool say(std::string_view text) {
        if (has(text)) return false;
        if (size_ < few_.size()) {
            few_[size_++] = text;
        } else {
            if (!many_) many_.emplace();
            many_->insert(text);
        }
        return true;
    }

private:
    std::array<std::string_view, 8> few_{};
    std::size_t size_ = 0;
    std::optional<std::set<std::string_view>> many_;
};

/// Who tells, and what was told already: a `let` is taken apart once per rule.
struct Telling {
    const Values& values;
    Pen& pen;
    Said told;
    std::size_t level = 0;  ///< of the `let` being taken apart
};

/// Levels of a `let` made of `let`s that are taken apart. Plans have three; this keeps the tree's
/// recursion shallow.
inline constexpr std::size_t reading_levels = 16;

/// `as` is the word that stands before it: Word::when or Word::where.
Explanation tell_condition(const graph::Condition& condition, Telling& telling, ItemRow item,
                           Word as);

/// What something is made of, as the story lists it.
struct Inputs {
    const std::vector<graph::Condition>& choices;
    const std::vector<graph::Reading>& readings;
    const std::vector<graph::Tiers>& tiers;
};

/// The branches that were looked at, up to the one that held; what was read, but for what these or
/// a table told; then tables. What was not reached is left out.
void add_inputs(const Inputs& inputs, Telling& telling, ItemRow item, Explanation& told);

/// A table: what it was entered with, the row that decided and the next.
Explanation tell_tiers(const graph::Tiers& tiers, Telling& telling, ItemRow item);

/// A named table that is asked: with what, and which rows decide.
Explanation tell_call(const graph::Tiers& tiers, Telling& telling, ItemRow item);

/// The value as people write it, its label, and what a `let` is made of.
Explanation tell_reading(const graph::Reading& reading, Telling& telling, ItemRow item);

/// Of what is gathered of items: how many count, and each of them, those first that decide. They
/// become parts of `told`.
void add_gathering(const graph::Reading& reading, Telling& telling, Explanation& told);

/// "contract K-1".
std::string_view item_title(const graph::Words& name, ListId list, std::size_t row,
                            const Telling& telling);

/// What a rule gives: formula, readings, tiers; of its items each, if it has them. `line` is the
/// rule's identity of line.
Explanation tell_amount(const graph::Rule& rule, std::string_view line, Telling& telling);

/// Sets value, number and unit.
void put_value(Explanation& explanation, const Value& value, const graph::Quantity& quantity,
               Pen& pen);

/// Likewise without the value as people write it.
void put_number(Explanation& explanation, const Value& value, const graph::Quantity& quantity);

/// A name with its value behind it, "big_contract_from (100,000 CNY)"; a literal stands for itself.
std::string_view name_with_value(const graph::Reading& reading, Telling& telling, ItemRow item);

/// Two sides that are compared are shown alike: `95%` beside `100%`, `1000 CNY` beside `900 CNY`.
void show_alike(Form& a, Form& b);

}  // namespace meritum::scorecard
