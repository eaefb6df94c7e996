// A CheckedPlan: every value of the plan with its type, unit, grain, range and shape, and the story
// told in these values. In: from_ast. Out: what graph::from_checked lowers without asking anything.
// Knows nothing of nodes or lanes. Tests: tests/check/.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/span.hpp"
#include "base/steady_list.hpp"
#include "check/story.hpp"
#include "number/powers.hpp"
#include "number/rational.hpp"
#include "value/diagram.hpp"
#include "value/schema.hpp"
#include "value/types.hpp"

namespace meritum::check {

using ValueId = Id<struct ValueTag>;  ///< CheckedPlan::values
using TermId = Id<struct TermTag>;  ///< what a value says, whatever is known where it stands: equal
                                    ///< terms, equal numbers

/// What a value is made of. Operands are earlier values.
enum class Op : std::uint8_t {
    constant,       ///< number, boolean, date or choice: `constant`
    text_constant,  ///< `text`
    column,         ///< a fact, field or param: payload is its ColumnId
    column_known,   ///< boolean: the optional column has a value
    negate,
    absolute,
    add,
    subtract,
    multiply,
    divide,
    numerator,       ///< of operand 0, a fraction: the part above the line
    add_months,      ///< date, months
    months_between,  ///< date, date: full months
    minimum,
    maximum,
    round,  ///< to `step` by `mode`
    root,   ///< operand 1 * operand 2 to `exponent` + operand 3 (if any): irrational. Operand 0 is
            ///< its quarters, for whoever tells of it
    quarters,  ///< operand 0 * operand 1 to `exponent`, in quarters of `step`: compares with and
               ///< rounds to multiples of `step` as the value itself would
    less,
    less_equal,
    equal,
    logical_not,
    logical_and,
    logical_or,
    select,          ///< operand 1 where operand 0 holds, else operand 2
    read,            ///< operand 0, a participant's, beside each item of `list`
    item_sum,        ///< operand 0 over the items of the participant
    turn,            ///< how many items up to this one have operand 0
    place,           ///< of operand 0 among the owner's items that have operand 1 (and equal
                     ///< operand 2)
    rank,            ///< of operand 0 within equal operand 1
    lookup,          ///< the state that state 0 leads to with key 1; payload: CheckedPlan::steps;
                     ///< keys are multiples of `step`
    text_key,        ///< the place of a text among CheckedPlan::text_keys[payload], from 1; 0: none
    looked_up,       ///< what leaf 0 gives: CheckedPlan::looked_up[payload]
    previous,        ///< payload: index in CheckedPlan::carried
    previous_known,  ///< boolean: there was a period before
};

/// How fine a value is: of an item, of a participant, or the same for everyone.
enum class Grain : std::uint8_t { everyone, participant, item };

/// A number as integers: numerator * step / (product of over), low <= numerator <= high. `over`
/// holds positive decimals.
struct Shape {
    number::Integer low = 0;
    number::Integer high = 0;
    number::Rational step{1};
    std::vector<ValueId> over;

    bool is_decimal() const { return over.empty(); }
    friend bool operator==(const Shape&, const Shape&) = default;
};

/// What a value is made of, in its own order. No operation takes more than four.
class Operands {
public:
    static constexpr std::size_t most = 4;

    Operands() = default;
    Operands(std::initializer_list<ValueId> ids) {
        for (const auto id : ids) push_back(id);
    }
    void push_back(ValueId id) { ids_[size_++] = id; }
    void clear() { *this = {}; }
    std::size_t size() const { return size_; }
    ValueId operator[](std::size_t at) const { return ids_[at]; }
    ValueId front() const { return ids_.front(); }
    ValueId back() const { return ids_[size_ - 1]; }
    const ValueId* begin() const { return ids_.data(); }
    const ValueId* end() const { return ids_.data() + size_; }
    friend bool operator==(const Operands&, const Operands&) = default;

private:
    std::array<ValueId, most> ids_{};
    std::uint32_t size_ = 0;
};

struct Value {
    Op op = Op::constant;
    Operands operands;
    std::uint32_t payload = 0;
    number::Rational constant{0};
    std::string text;
    number::Rational step{1};  ///< of round and quarters
    number::Rounding mode = number::Rounding::half_up;
    number::Exponent exponent;  ///< of root and quarters

    TermId term;
    value::Type type = value::Type::number;
    value::Unit unit = value::Unit::plain;
    std::string currency;
    bool percent = false;  ///< shown as percent
    bool literal = false;  ///< takes the unit of what it meets
    ColumnId choices_of;   ///< of a choice: the column whose choices it has; none: the grades
    Grain grain = Grain::everyone;
    ListId list;                   ///< of grain item
    number::Interval range{0, 0};  ///< of the value itself; booleans 0 .. 1
    Shape shape;
    ValueId defined;  ///< boolean; none: proved
    ValueId guard;    ///< boolean under which all this holds; none: everywhere

    bool is_fraction() const { return !shape.over.empty(); }
    bool is_root() const { return op == Op::root; }
};

struct ValueRefs {
    using Truth = ValueId;
    using Quantity = ValueId;
    using Table = TableId;
};
using Parts = StoryTypes<ValueRefs>;

/// What `previous` brings from the period before.
struct Carried {
    ValueId value;  ///< may be a later value than those that read it; set when it is known
    TermId term;
};

/// A result of a named table: whole steps, or texts.
struct LookedUp {
    std::vector<std::uint32_t> by_leaf;  ///< the place of what it gives among these:
    std::vector<number::Integer> numbers;
    std::vector<std::string> texts;  ///< of a text; else empty
};

/// Nothing in it can fail on facts that passed the border.
struct CheckedPlan {
    value::Schema schema;
    SteadyList<Value> values;  ///< operands come before
    std::vector<Carried> carried;
    std::vector<value::ChoiceNames> grades;
    std::vector<value::Step> steps;                   ///< of all named tables
    std::vector<std::vector<std::string>> text_keys;  ///< ascending
    std::vector<LookedUp> looked_up;
    Parts::Story story;
    std::set<TermId> percents;  ///< what is shown in percent somewhere
    std::string fingerprint;
    std::optional<number::Interval> effective;  ///< days since 1970-01-01
};

/// How two shapes come to the same step and the same denominators.
struct Alignment {
    number::Rational step;
    std::vector<ValueId> over;
    struct Side {
        number::Integer factor = 1;  ///< multiply the numerator by this
        std::vector<ValueId> times;  ///< and by these
    };
    Side left;
    Side right;
};
Alignment align(const Shape& a, const Shape& b);

/// Whether there is nothing to align.
inline bool are_aligned(const Shape& a, const Shape& b) {
    return a.step == b.step && a.over == b.over;
}

/// What is in `a` but not in `b`, each as often as it is left.
std::vector<ValueId> without(const std::vector<ValueId>& a, const std::vector<ValueId>& b);

}  // namespace meritum::check
