// The builder of values: each operation once, with its range, shape, grain and definedness,
// narrowed by the environment it stands in. Equal values are one value. Knows types and units only
// to pass them on; expressions.hpp decides those. Tests: tests/check/, tests/agreement/.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/places_by_hash.hpp"
#include "check/checked_plan.hpp"
#include "check/environment.hpp"

namespace meritum::check {

/// What no operation can do, and where it is carried on with something else.
enum class Trouble : std::uint8_t {
    too_large,        ///< a numerator may pass 77 digits: it is carried on as something small
    power_too_large,  ///< a power may need more than limits::power_bits to be rounded
    not_rounded,      ///< a root, `of`, where a number must stand: six places of it are
};

class Values {
public:
    using Tell = std::function<void(Trouble, ValueId of)>;

    Values(CheckedPlan& plan, Tell tell) : plan_(plan), tell_(std::move(tell)) {}

    const Value& operator[](ValueId id) const { return plan_.values[id.index]; }

    // Leaves.
    ValueId number(const number::Rational& value, bool literal = true);
    ValueId boolean(bool value);
    ValueId text(const std::string& text);
    ValueId date(const number::Rational& days);
    ValueId choice(std::uint32_t position, ColumnId choices_of);
    ValueId column(ColumnId id, const Environment& env);
    ValueId previous(std::uint32_t carried, const Value& like, const Environment& env);
    ValueId rank(ValueId by, ValueId within, const number::Integer& most, const Environment& env);

    // Arithmetic. Units were made to agree before; the result has those of `a` unless said.
    ValueId negate(ValueId a, const Environment& env);
    ValueId add(ValueId a, ValueId b, const Environment& env);
    ValueId subtract(ValueId a, ValueId b, const Environment& env);
    ValueId multiply(ValueId a, ValueId b, const Environment& env);
    ValueId divide(ValueId a, ValueId b, const Environment& env);  ///< undefined where b may be 0
    ValueId add_months(ValueId date, ValueId months, const Environment& env);
    ValueId months_between(ValueId from, ValueId to, const Environment& env);
    ValueId minimum(ValueId a, ValueId b, const Environment& env);
    ValueId maximum(ValueId a, ValueId b, const Environment& env);
    ValueId round(ValueId a, const number::Rational& step, number::Rounding mode,
                  const Environment& env);
    /// base to an exponent that is no whole number. REQUIRES a base of 0 or more, above 0 for an
    /// exponent below 0; where that is not proved it was told.
    ValueId power(ValueId base, number::Exponent exponent, const Environment& env);

    // Booleans.
    ValueId less(ValueId a, ValueId b, const Environment& env);
    ValueId less_equal(ValueId a, ValueId b, const Environment& env);
    ValueId equal(ValueId a, ValueId b, const Environment& env);
    ValueId logical_not(ValueId a, const Environment& env);
    ValueId logical_and(ValueId a, ValueId b, const Environment& env);
    ValueId logical_or(ValueId a, ValueId b, const Environment& env);

    ValueId select(ValueId condition, ValueId a, ValueId b, const Environment& env);
    ValueId beside_items(ValueId a, ListId list, const Environment& env);
    ValueId item_sum(ValueId a, const number::Integer& most, const Environment& env);
    /// The place of an item among those of its owner that count and have its key: 1 for the
    /// greatest, the first of equals; 0 if it does not count. `key` may be none.
    ValueId place(ValueId by, ValueId counts, ValueId key, const number::Integer& most);
    ValueId turn(ValueId counts, const number::Integer& most, const Environment& env);

    /// From a state of a table's step with a key, a multiple of `unit`; `states` can be reached.
    ValueId lookup(std::uint32_t step, ValueId state, ValueId key, const number::Rational& unit,
                   const number::Interval& states, const Environment& env);
    ValueId text_key(std::uint32_t texts, std::size_t count, ValueId text, const Environment& env);
    /// `like` has the type, unit, range and step of the result.
    ValueId looked_up(std::uint32_t result, ValueId leaf, const Value& like,
                      const Environment& env);

    /// The same value with other words for the outside: unit, currency, percent, literal.
    ValueId labelled(ValueId a, const std::function<void(Value&)>& change);
    /// The same value, its definedness dealt with by whoever asks.
    ValueId taken_as_defined(ValueId a);
    /// The same value, defined only where `condition` holds, too.
    ValueId defined_where(ValueId a, ValueId condition, const Environment& env);
    /// The boolean that says a is defined; the constant yes where that is proved.
    ValueId defined(ValueId a, const Environment& env);

    /// Narrows `env` by a condition that holds there (or does not).
    void assume(ValueId condition, bool truth, Environment& env);
    /// An environment inside `outer` that knows nothing more.
    static Environment within(const Environment& outer);
    /// A new environment inside `outer` where `condition` is `truth`, guarded by it.
    Environment inside(const Environment& outer, ValueId condition, bool truth = true);

    bool always(ValueId boolean) const { return (*this)[boolean].range.low == 1; }
    bool never(ValueId boolean) const { return (*this)[boolean].range.high == 0; }

private:
    /// What a value says, whatever is known of it.
    struct Term {
        Op op = Op::constant;
        std::uint32_t payload = 0;
        std::array<TermId, Operands::most> operands{};
        std::string more{};  ///< the constant, text or step
        friend bool operator==(const Term&, const Term&) = default;
    };

    Value from(Op op, Operands operands, const Environment& env);
    ValueId put(Value&& value, const Environment& env);
    ValueId intern(Value&& value);
    TermId term(const Value& value);
    static std::size_t hash_of(const Term& term);
    void narrow(Value& value, const Environment& env);
    void fit(Shape& shape);
    void keep_small(Value& value);
    ValueId both_defined(ValueId a, ValueId b, const Environment& env);
    ValueId unless(ValueId decides, ValueId a, ValueId b);
    number::Interval product_range(const std::vector<ValueId>& over) const;
    Shape scaled(const Shape& shape, const Alignment::Side& side, const Alignment& aligned);
    std::pair<Shape, Shape> aligned(ValueId a, ValueId b);
    ValueId positive(ValueId divisor, const Environment& env, bool& flips);
    ValueId compare(Op op, ValueId a, ValueId b, const Environment& env);
    // roots.cpp
    bool is_root(ValueId id) const { return (*this)[id].is_root(); }
    ValueId root(const Value& like, ValueId scale, ValueId base, ValueId offset,
                 const Environment& env);
    ValueId quarters(const Value& like, ValueId scale, ValueId base, const number::Rational& step,
                     const Environment& env);
    ValueId scaled_root(ValueId root, const std::function<ValueId(ValueId)>& scaled,
                        const Environment& env);
    ValueId shifted_root(ValueId root, ValueId by, const Environment& env);
    ValueId stand_in(ValueId root, const number::Rational& step, const Environment& env);
    bool compares_exactly(ValueId& a, ValueId& b, const Environment& env);
    void assume_less(ValueId a, ValueId b, bool strict, Environment& env);
    void assume_equal(ValueId a, ValueId b, bool truth, Environment& env);
    void skip_denied(ValueId choice, Environment& env);
    void narrow_to(ValueId a, const number::Interval& range, Environment& env);
    void mark_nonzero(ValueId a, Environment& env);
    std::optional<bool> at_most(ValueId small, ValueId great, const Environment& env) const;
    struct Multiple {
        TermId of;
        number::Rational factor;
        number::Rational least;  ///< `of` is never below it
    };
    Multiple multiple(ValueId id) const;
    ValueId decided(bool truth, ValueId comparison);

    CheckedPlan& plan_;
    Tell tell_;
    std::vector<Term> terms_;
    PlacesByHash known_terms_;
    std::vector<ValueId> latest_;    ///< by term: the last value that says it
    std::vector<ValueId> before_;    ///< by value: the one before it that says the same
    PlacesByHash numbers_;           ///< plain ones: their values
    std::array<ValueId, 2> truths_;  ///< no, yes
};

}  // namespace meritum::check
