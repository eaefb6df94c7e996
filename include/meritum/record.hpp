/// One participant after the other, each as quickly as can be: facts go into places found once, and
/// once as many items were there before, nothing allocates.
///
///     const auto sales = plan.slot("sales", 2);  // whole numbers of cents
///     const auto amount = plan.slot("contracts.amount", 2);
///     const auto score = plan.result("score");
///     meritum::Record record(plan);
///     for (const auto& person : people) {
///         record.set(sales, person.cents);
///         record.resize(amount, person.contracts.size());
///         for (std::size_t i = 0; i < person.contracts.size(); ++i)
///             record.set(amount, i, person.contracts[i]);
///         if (record.score()) use(record.decimal(score));
///     }
///
/// The answers are those of Plan::score, to the last digit.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "meritum/decimal.hpp"
#include "meritum/export.hpp"
#include "meritum/facts.hpp"
#include "meritum/scorecard.hpp"

namespace meritum {

class Plan;

/// Built-in whole numbers; truths and characters are none.
template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !Character<T> && sizeof(T) <= 8;

template <WholeNumber T>
using Widest = std::conditional_t<std::unsigned_integral<T>, std::uint64_t, std::int64_t>;

/// What no fact takes, as with FactValue: a binary double is not exact, and 'A' is not 65.
template <class T>
concept NoFact = std::floating_point<T> || Character<T>;

/// A fact of a plan, or a field of the items of a list: Plan::slot. Of use only with Records
/// of plans with the same fingerprint.
class Slot {
private:
    friend class Plan;
    friend class Record;
    /// Whole numbers, as they are given, that may be taken at a look. At first there are none.
    struct Range {
        std::int64_t low = 1;
        std::int64_t high = 0;

        /// What 64 bits with a sign cannot hold, no range does.
        template <WholeNumber T>
        bool holds(T value) const {
            const auto number = static_cast<std::int64_t>(value);
            return std::in_range<std::int64_t>(value) && number >= low && number <= high;
        }
    };
    Range numbers_;            ///< of a fact
    Range item_numbers_;       ///< of a field
    std::int64_t factor_ = 0;  ///< steps of one
    std::uint32_t column_ = 0;
    std::uint32_t choices_ = 0;  ///< of a fact that is a choice
    std::uint32_t plan_ = 0;     ///< its number
    std::uint8_t scale_ = 0;     ///< numbers are value / 10^scale
    bool is_field_ = false;
    bool is_truth_ = false;  ///< a fact that is a yes or no
    bool is_item_truth_ = false;
};

/// A total, "grade" or an outcome, by any of its names: Plan::result.
class ResultSlot {
private:
    friend class Plan;
    friend class Record;
    std::uint32_t result_of_ = 0;  ///< the plan's number
    std::uint32_t place_ = 0;      ///< among the plan's results
};

/// Facts of one participant at a time and what the plan says of them. Keeps its plan alive. Not
/// thread-safe: one per thread.
///
/// Plans that its constructor refuses, as one participant's own numbers do not tell: those that
/// compare participants (ranks, shares, groups), read the period before, take items of a list in an
/// order, have a fact that may need more than 64 bits in its steps, or lack rows of tables `rows
/// from data`. There are no periods, so `effective` is not looked at, and no lines or explanations:
/// those are of Plan::score. Items have no keys but those of a field (`keyed by`).
///
/// Throws Error for a fact's slot with an item or a field's without one, and for slots of other
/// plans, except where a number, truth or choice is set that the slot takes: there is no time to
/// look.
class MERITUM_API Record {
public:
    /// `params`: those the host overrides. Throws Error if they do not fit, if the plan has not all
    /// rows, or if it cannot be asked so.
    explicit Record(const Plan& plan,
                    const std::vector<std::pair<std::string, FactValue>>& params = {});
    Record(Record&&) noexcept;
    Record& operator=(Record&&) noexcept;
    ~Record();

    /// A number: value / 10^scale of its slot; of a date: days since 1970-01-01. What is out of
    /// range or no whole step, or of another type than the fact, is told by `score`. Facts stay
    /// until they are set again.
    template <WholeNumber T>
    void set(const Slot& fact, T value) {
        if (fact.numbers_.holds(value)) [[likely]] {
            places_[fact.column_][0] = static_cast<std::int64_t>(value) * fact.factor_;
            states_[fact.column_] = there;
        } else {
            set_slowly(fact, Widest<T>{value});
        }
    }
    /// A yes or no: of a boolean only.
    template <std::same_as<bool> T>
    void set(const Slot& fact, T value) {
        if (fact.is_truth_) [[likely]] {
            places_[fact.column_][0] = value ? 1 : 0;
            states_[fact.column_] = there;
        } else {
            set_slowly(fact, value);
        }
    }
    template <NoFact T>
    void set(const Slot& fact, T value) = delete;
    /// A text, or one of the plan's choices by any of its names; what a file has of another type.
    /// An empty text is a missing value, so is null.
    void set(const Slot& fact, std::string_view text);
    void set(const Slot& fact, const std::string& text) { set(fact, std::string_view(text)); }
    void set(const Slot& fact, const char* text) {
        return text == nullptr ? clear(fact) : set(fact, std::string_view(text));
    }
    /// The plan's choice in this place, from 0; what is beyond, or no choice, is told by `score`.
    void choose(const Slot& fact, std::size_t place) {
        if (place < fact.choices_) [[likely]] {
            places_[fact.column_][0] = static_cast<std::int64_t>(place);
            states_[fact.column_] = there;
        } else {
            choose_slowly(fact, place);
        }
    }
    /// Any value as friendly facts have it.
    void set(const Slot& fact, const FactValue& value);
    /// There is none.
    void clear(const Slot& fact);

    /// How many items the list of this field has. New ones have no values.
    void resize(const Slot& field, std::size_t items);
    /// The same of an item, from 0 on. REQUIRES item < the list's size.
    template <WholeNumber T>
    void set(const Slot& field, std::size_t item, T value) {
        if (field.item_numbers_.holds(value)) [[likely]] {
            places_[field.column_][item] = static_cast<std::int64_t>(value) * field.factor_;
            item_states_[field.column_][item] = there;
        } else {
            set_slowly(field, item, Widest<T>{value});
        }
    }
    template <std::same_as<bool> T>
    void set(const Slot& field, std::size_t item, T value) {
        if (field.is_item_truth_) [[likely]] {
            places_[field.column_][item] = value ? 1 : 0;
            item_states_[field.column_][item] = there;
        } else {
            set_slowly(field, item, value);
        }
    }
    template <NoFact T>
    void set(const Slot& field, std::size_t item, T value) = delete;
    void set(const Slot& field, std::size_t item, std::string_view text);
    void set(const Slot& field, std::size_t item, const std::string& text) {
        set(field, item, std::string_view(text));
    }
    void set(const Slot& field, std::size_t item, const char* text) {
        return text == nullptr ? clear(field, item) : set(field, item, std::string_view(text));
    }
    void set(const Slot& field, std::size_t item, const FactValue& value);
    void clear(const Slot& field, std::size_t item);

    /// Works everything out. False if facts are wrong or missing, or refused by the plan: see
    /// `errors`; there are no results then.
    bool score();
    /// Of the last `score`.
    const std::vector<FactError>& errors() const;

    /// REQUIRES that the last `score` was true. False: not rated, or hanging on a fact that is
    /// missing.
    bool has(const ResultSlot& result) const;
    /// REQUIRES a number that is there.
    Decimal decimal(const ResultSlot& result) const;
    /// The number in steps of the result (`ResultColumn::step`); days of a date; 0 or 1; the place
    /// of a choice or grade, from 0. REQUIRES a value that is there, of 64 bits.
    std::int64_t value(const ResultSlot& result) const;
    /// The name of a choice or grade, or a text. REQUIRES one that is there. Valid until the next
    /// `score`.
    std::string_view text(const ResultSlot& result) const;

private:
    enum State : std::uint8_t { missing, there, wrong };

    void set_slowly(const Slot& fact, std::int64_t number);
    void set_slowly(const Slot& fact, std::uint64_t number);
    void set_slowly(const Slot& fact, bool truth);
    void choose_slowly(const Slot& fact, std::size_t place);
    void set_slowly(const Slot& field, std::size_t item, std::int64_t number);
    void set_slowly(const Slot& field, std::size_t item, std::uint64_t number);
    void set_slowly(const Slot& field, std::size_t item, bool truth);

    struct Body;
    std::unique_ptr<Body> body_;
    std::int64_t* const* places_ = nullptr;  ///< by column: the value, or those of items
    std::uint16_t* states_ = nullptr;        ///< by column; bytes might be anything, to a compiler
    std::uint8_t* const* item_states_ = nullptr;
};

}  // namespace meritum
