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
    Said() = default;
    Said(const Said& other) : size_(other.size_), many_(other.many_) {
        std::copy_n(other.few_.begin(), size_, few_.begin());
    }
    Said& operator=(const Said&) = delete;

    bool has(std::string_view text) const {
        const auto is_it = [&](const Text& one) {
            return std::string_view(one.begin, one.size) == text;
        };
        return std::any_of(few_.begin(), few_.begin() + size_, is_it) ||
               (many_ && many_->count(text) > 0);
    }
    /// False if it was said.
    bool say(std::string_view text) {
        if (has(text)) return false;
        if (size_ < few_.size()) {
            few_[size_++] = {text.data(), text.size()};
        } else {
            if (!many_) many_.emplace();
            many_->insert(text);
        }
        return true;
    }

private:
    struct Text {
        const char* begin;
        std::size_t size;
    };

    std::array<Text, 8> few_;  // as memory is found: there is one of these for each `let`
    std::uint32_t size_ = 0;
    std::optional<std::set<std::string_view>> many_;
};

/// Who tells, and what was told already: a `let` is taken apart once per rule.
struct Telling {
    Telling(const Values& of, Pen& with) : values(of), pen(with) {}

    const Values& values;
    Pen& pen;
    Said told;
    std::size_t level = 0;  ///< of the `let` being taken apart
};

/// Levels of a `let` made of `let`s that are taken apart. Plans have three; this keeps the tree's
/// recursion shallow.
inline constexpr std::size_t reading_levels = 16;

/// `as` is the word that stands before it: Word::when or Word::where.
void tell_condition(const graph::Condition& condition, Telling& telling, ItemRow item, Word as,
                    Explanation& told);

// Each of these adds a part to another one and tells it there.

inline Explanation& add_condition(const graph::Condition& condition, Telling& telling, ItemRow item,
                                  Word as, Explanation& to) {
    auto& told = to.add(Part::condition);
    tell_condition(condition, telling, item, as, told);
    return told;
}

/// A table: what it was entered with, the row that decided and the next.
void add_tiers(const graph::Tiers& tiers, Telling& telling, ItemRow item, Explanation& to);

/// A named table that is asked: with what, and which rows decide.
void add_call(const graph::Tiers& tiers, Telling& telling, ItemRow item, Explanation& to);

/// The value as people write it, its label, and what a `let` is made of.
Explanation& add_reading(const graph::Reading& reading, const Value& value, Telling& telling,
                         ItemRow item, Explanation& to);
inline Explanation& add_reading(const graph::Reading& reading, Telling& telling, ItemRow item,
                                Explanation& to) {
    return add_reading(reading, telling.values.of(reading, item), telling, item, to);
}

/// What a rule gives: formula, readings, tiers; of its items each, if it has them. `line` is the
/// rule's, with its identity and points.
void add_amount(const graph::Rule& rule, Telling& telling, Explanation& line);

/// What something is made of, as the story lists it.
struct Inputs {
    const std::vector<graph::Condition>& choices;
    const std::vector<graph::Reading>& readings;
    const std::vector<graph::Tiers>& tiers;
};

/// The branches that were looked at, up to the one that held; what was read, but for what these or
/// a table told; then tables. What was not reached is left out.
void add_inputs(const Inputs& inputs, Telling& telling, ItemRow item, Explanation& to);

/// Of what is gathered of items: how many count, and each of them, those first that decide.
void add_gathering(const graph::Reading& reading, Telling& telling, Explanation& to);

/// "contract K-1".
std::string_view item_title(const graph::Words& name, ListId list, std::size_t row,
                            const Telling& telling);

/// Sets number and digits.
void put_number(Explanation& explanation, const value::Figure& number, Pen& pen);

/// And the value, with its sign.
void put_points(Explanation& explanation, const value::Figure& points, const Form& form, Pen& pen);

/// Sets value, number, digits and unit.
void put_value(Explanation& explanation, const Value& value, const graph::Quantity& quantity,
               const Form& form, Pen& pen);
inline void put_value(Explanation& explanation, const Value& value, const graph::Quantity& quantity,
                      Pen& pen) {
    put_value(explanation, value, quantity, quantity, pen);
}
inline void put_value(Explanation& explanation, const Value& value, const graph::Reading& reading,
                      Pen& pen) {
    put_value(explanation, value, reading.quantity, reading, pen);
}

/// A name with its value behind it, "big_contract_from (100,000 CNY)"; a literal stands for itself.
std::string_view name_with_value(const graph::Reading& reading, Telling& telling, ItemRow item);

/// Two sides that are compared are shown alike: `95%` beside `100%`, `1000 CNY` beside `900 CNY`.
void show_alike(Form& a, Form& b);

}  // namespace meritum::scorecard
