// Interning, leaves, choice and lists of values. See values.hpp; arithmetic and conditions are in
// arithmetic.cpp and assume.cpp, how large they may be in sizes.cpp.
#include "check/values.hpp"

#include <algorithm>
#include <functional>

#include "value/calendar.hpp"

namespace meritum::check {

using number::Integer;
using number::Interval;
using number::Rational;

namespace {

/// Codes of texts: those below 0 are texts of the plan that the run's dictionary has not.
Integer greatest_code() { return Integer(1) << 40; }

bool commutes(Op op) {
    return op == Op::add || op == Op::multiply || op == Op::minimum || op == Op::maximum ||
           op == Op::equal || op == Op::logical_and || op == Op::logical_or;
}

bool is_boolean(Op op) {
    return op == Op::less || op == Op::less_equal || op == Op::equal || op == Op::logical_not ||
           op == Op::logical_and || op == Op::logical_or;
}

bool is_arithmetic(Op op) {
    return op == Op::add || op == Op::subtract || op == Op::multiply || op == Op::divide ||
           op == Op::minimum || op == Op::maximum || op == Op::round || op == Op::negate ||
           op == Op::absolute || op == Op::numerator;
}

Interval interval_of(const Shape& shape) {
    return {Rational(shape.low) * shape.step, Rational(shape.high) * shape.step};
}

}  // namespace

/// A term says what a value is, not what is known of it: it has the operands' terms and no ranges.
TermId Values::term(const Value& value) {
    Term said{value.op, value.payload, {}, {}};
    const auto count = value.operands.size();
    for (std::size_t i = 0; i < count; ++i) said.operands[i] = (*this)[value.operands[i]].term;
    if (commutes(value.op)) std::sort(said.operands.begin(), said.operands.begin() + count);
    if (value.op == Op::constant) {
        said.more = value.constant.str() + '/' + static_cast<char>(value.type) +
                    std::to_string(value.choices_of.index);
    } else if (value.op == Op::text_constant) {
        said.more = value.text;
    } else if (value.op == Op::round) {
        said.more = value.step.str() + '/' + static_cast<char>(value.mode);
    } else if (value.op == Op::root || value.op == Op::quarters) {
        said.more = value.step.str() + '/' + std::to_string(value.exponent.above) + '/' +
                    std::to_string(value.exponent.below);
    }
    const auto hash = hash_of(said);
    auto at = known_terms_.find(hash, [&](std::uint32_t known) { return terms_[known] == said; });
    if (at == PlacesByHash::none) {
        at = static_cast<std::uint32_t>(terms_.size());
        known_terms_.add(hash, at);
        terms_.push_back(std::move(said));
        latest_.emplace_back();
    }
    return TermId{at};
}

std::size_t Values::hash_of(const Term& term) {
    std::size_t hash = std::hash<std::string>()(term.more);
    const auto add = [&hash](std::size_t part) {
        hash = (hash ^ part) * std::size_t{0x9E37'79B9'7F4A'7C15U};
        hash ^= hash >> 29;
    };
    add(std::size_t{term.payload} << 8 | static_cast<std::size_t>(term.op));
    for (const auto operand : term.operands) add(operand.index);
    return hash;
}

ValueId Values::intern(Value&& value) {
    auto& latest = latest_[value.term.index];
    for (auto id = latest; id; id = before_[id.index]) {
        auto& other = plan_.values[id.index];
        if (other.operands == value.operands && other.range == value.range &&
            other.shape == value.shape && other.unit == value.unit && other.type == value.type &&
            other.percent == value.percent && other.literal == value.literal &&
            other.defined == value.defined && other.currency == value.currency) {
            if (other.guard != value.guard) {
                other.guard = ValueId{};  // read under two guards: it holds under either
            }
            return id;
        }
    }
    const ValueId id{static_cast<std::uint32_t>(plan_.values.size())};
    before_.push_back(latest);
    latest = id;
    plan_.values.push_back(std::move(value));
    return id;
}

/// A value made of operands: as fine as the finest of them, defined where all are.
Value Values::from(Op op, Operands operands, const Environment& env) {
    Value value;
    value.op = op;
    for (const auto operand : operands) {
        const Value& of = (*this)[operand];
        if (of.is_root()) {
            tell_(Trouble::not_rounded, operand);
        }
        value.grain = std::max(value.grain, of.grain);
        if (of.grain == Grain::item) {
            value.list = of.list;
        }
        value.defined = both_defined(value.defined, of.defined, env);
    }
    value.operands = operands;
    value.guard = env.guard;
    if (is_boolean(op)) {
        value.type = value::Type::boolean;
        value.range = {Rational(0), Rational(1)};
        value.shape.high = 1;
    } else if (is_arithmetic(op)) {
        // The unit of the first operand that has one of its own.
        const Value& first = (*this)[value.operands.front()];
        const Value& like = first.literal ? (*this)[value.operands.back()] : first;
        value.unit = like.unit;
        value.currency = like.currency;
        value.percent = like.percent;
    }
    return value;
}

ValueId Values::both_defined(ValueId a, ValueId b, const Environment& env) {
    if (!a || a == b) {
        return b;
    }
    return b ? logical_and(a, b, env) : a;
}

/// What the environment knows of the term cuts the range; a decimal's range are whole steps.
void Values::narrow(Value& value, const Environment& env) {
    if (const auto known = env.range(value.term)) {
        if (const auto both = number::intersect(value.range, *known)) {
            value.range = *both;
        }
    }
    if (value.type == value::Type::boolean) {
        if (const auto truth = env.truth(value.term)) {
            value.range = {Rational(*truth ? 1 : 0), Rational(*truth ? 1 : 0)};
        }
    }
    const bool whole_steps = value.shape.is_decimal() && value.type != value::Type::text;
    if (whole_steps && value.range != interval_of(value.shape)) {
        const auto low =
            std::max(value.shape.low, number::ceiling(value.range.low / value.shape.step));
        const auto high =
            std::min(value.shape.high, number::floor(value.range.high / value.shape.step));
        if (low <= high) {  // else a place that is never reached: what is known is kept
            value.shape.low = low;
            value.shape.high = high;
            value.range = interval_of(value.shape);
        }
    }
    if (value.defined && env.truth((*this)[value.defined].term) == true) {
        value.defined = ValueId{};
    }
}

ValueId Values::put(Value&& value, const Environment& env) {
    // What is known may contradict itself: a place that is never reached.
    value.range.high = std::max(value.range.low, value.range.high);
    value.shape.high = std::max(value.shape.low, value.shape.high);
    keep_small(value);
    value.term = term(value);
    narrow(value, env);
    return intern(std::move(value));
}

ValueId Values::number(const Rational& value, bool literal) {
    const auto hash = number::hash_of(value);
    const auto known = numbers_.find(hash, [&](std::uint32_t at) {
        const Value& other = plan_.values[at];
        return other.constant == value && other.literal == literal;
    });
    if (known != PlacesByHash::none) return ValueId{known};
    Value constant;
    constant.constant = value;
    constant.literal = literal;
    constant.range = {value, value};
    constant.shape.low = constant.shape.high = numerator(value);
    constant.shape.step = Rational(1, denominator(value));
    const auto id = put(std::move(constant), {});
    numbers_.add(hash, id.index);
    return id;
}

ValueId Values::boolean(bool value) {
    auto& known = truths_[value ? 1 : 0];
    if (known) return known;
    Value constant = (*this)[number(value ? 1 : 0, false)];
    constant.type = value::Type::boolean;
    known = put(std::move(constant), {});
    return known;
}

ValueId Values::date(const Rational& days) {
    Value constant = (*this)[number(days, false)];
    constant.type = value::Type::date;
    return put(std::move(constant), {});
}

ValueId Values::choice(std::uint32_t position, ColumnId choices_of) {
    Value constant = (*this)[number(position, false)];
    constant.type = value::Type::choice;
    constant.choices_of = choices_of;
    return put(std::move(constant), {});
}

ValueId Values::text(const std::string& text) {
    Value constant;
    constant.op = Op::text_constant;
    constant.text = text;
    constant.type = value::Type::text;
    constant.range = {Rational(-greatest_code()), Rational(greatest_code())};
    constant.shape.low = -greatest_code();
    constant.shape.high = greatest_code();
    return put(std::move(constant), {});
}

ValueId Values::column(ColumnId id, const Environment& env) {
    const auto& column = plan_.schema.columns[id.index];
    Value value;
    value.op = Op::column;
    value.payload = id.index;
    value.type = column.type;
    value.unit = column.unit;
    value.currency = column.currency;
    value.percent = column.percent;
    const bool param = std::find(plan_.schema.params.begin(), plan_.schema.params.end(), id) !=
                       plan_.schema.params.end();
    value.grain = column.list ? Grain::item : param ? Grain::everyone : Grain::participant;
    value.list = column.list;
    value.range = column.range;
    value.shape.step = column.step;
    if (column.type == value::Type::text) {
        value.range = {Rational(-greatest_code()), Rational(greatest_code())};
    } else if (column.type == value::Type::boolean) {
        value.range = {Rational(0), Rational(1)};
    } else if (column.type == value::Type::choice) {
        value.choices_of = id;
        value.range = {Rational(0), Rational(static_cast<long>(column.choices.size()) - 1)};
    }
    value.shape.low = number::ceiling(value.range.low / value.shape.step);
    value.shape.high = number::floor(value.range.high / value.shape.step);
    if (column.optional) {
        Value known = value;
        known.op = Op::column_known;
        known.type = value::Type::boolean;
        known.choices_of = ColumnId{};
        known.unit = value::Unit::plain;
        known.currency.clear();
        known.percent = false;
        known.range = {Rational(0), Rational(1)};
        known.shape = Shape{0, 1, Rational(1), {}};
        value.defined = put(std::move(known), {});
    }
    value.guard = env.guard;
    return put(std::move(value), env);
}

ValueId Values::previous(std::uint32_t carried, const Value& like, const Environment& env) {
    Value known;
    known.op = Op::previous_known;
    known.type = value::Type::boolean;
    known.grain = Grain::participant;
    known.range = {Rational(0), Rational(1)};
    known.shape.high = 1;
    Value value = like;
    value.op = Op::previous;
    value.operands.clear();
    value.payload = carried;
    value.grain = Grain::participant;
    value.literal = false;
    value.defined = put(std::move(known), {});
    value.guard = env.guard;
    return put(std::move(value), env);
}

ValueId Values::rank(ValueId by, ValueId within, const Integer& most, const Environment& env) {
    Value value = from(Op::rank, {by, within}, {});
    value.grain = Grain::participant;
    value.range = {Rational(1), Rational(most)};
    value.shape.low = 1;
    value.shape.high = most;
    return put(std::move(value), env);
}

namespace {

std::int64_t whole(const Integer& value) {
    const Integer far = 1'000'000'000;
    return std::clamp(value, Integer(-far), far).convert_to<std::int64_t>();
}

}  // namespace

/// Later days and more months give later days, so the ends of the ranges give the ends.
ValueId Values::add_months(ValueId date, ValueId months, const Environment& env) {
    Value value = from(Op::add_months, {date, months}, env);
    const Shape& a = (*this)[date].shape;
    const Interval& b = (*this)[months].range;
    value.type = value::Type::date;
    value.unit = value::Unit::plain;
    value.shape.low = calendar::add_months(whole(a.low), whole(number::floor(b.low)));
    value.shape.high = calendar::add_months(whole(a.high), whole(number::ceiling(b.high)));
    value.range = interval_of(value.shape);
    return put(std::move(value), env);
}

ValueId Values::months_between(ValueId earlier, ValueId later, const Environment& env) {
    Value value = from(Op::months_between, {earlier, later}, env);
    const Shape& a = (*this)[earlier].shape;
    const Shape& b = (*this)[later].shape;
    value.unit = value::Unit::plain;
    value.shape.low = calendar::months_between(whole(a.high), whole(b.low));
    value.shape.high = calendar::months_between(whole(a.low), whole(b.high));
    if (at_most(earlier, later, env)) {
        value.shape.low = std::max(value.shape.low, Integer(0));
        value.shape.high = std::max(value.shape.high, value.shape.low);
    }
    value.range = interval_of(value.shape);
    return put(std::move(value), env);
}

ValueId Values::select(ValueId condition, ValueId a, ValueId b, const Environment& env) {
    const bool decided = !(*this)[condition].defined;  // else it may hold nowhere
    if (decided && (always(condition) || a == b)) {
        return a;
    }
    if (decided && never(condition)) {
        return b;
    }
    Value value = from(Op::select, {condition, a, b}, env);
    const Value& left = (*this)[a];
    value.type = left.type;
    value.unit = left.unit;
    value.currency = left.currency;
    value.percent = left.percent || (*this)[b].percent;
    value.choices_of = left.choices_of;
    const auto shapes = aligned(a, b);
    value.shape = shapes.first;
    value.shape.low = std::min(shapes.first.low, shapes.second.low);
    value.shape.high = std::max(shapes.first.high, shapes.second.high);
    value.range = number::hull((*this)[a].range, (*this)[b].range);
    // A branch's definedness matters only where the branch is taken.
    const auto da = defined(a, env);
    const auto db = defined(b, env);
    const auto dc = (*this)[condition].defined;
    if (always(da) && always(db)) {
        value.defined = dc;
    } else {
        value.defined = both_defined(dc, select(taken_as_defined(condition), da, db, env), env);
    }
    return put(std::move(value), env);
}

/// A participant's value as each of the items sees it, so that it can be counted once for each.
ValueId Values::beside_items(ValueId a, ListId list, const Environment& env) {
    const Value of = (*this)[a];
    if (of.grain == Grain::item) {
        return a;
    }
    Value value = from(Op::read, {a}, env);
    value.grain = Grain::item;
    value.list = list;
    value.payload = list.index;
    value.type = of.type;
    value.unit = of.unit;
    value.currency = of.currency;
    value.percent = of.percent;
    value.choices_of = of.choices_of;
    value.range = of.range;
    value.shape = of.shape;
    return put(std::move(value), env);
}

ValueId Values::item_sum(ValueId a, const Integer& most, const Environment& env) {
    Value value = from(Op::item_sum, {a}, env);
    const Value& item = (*this)[a];
    value.grain = Grain::participant;
    value.payload = item.list.index;
    value.list = ListId{};
    value.type = item.type;
    value.unit = item.unit;
    value.currency = item.currency;
    value.percent = item.percent;
    value.shape = item.shape;
    value.shape.low = std::min(Integer(0), item.shape.low) * most;
    value.shape.high = std::max(Integer(0), item.shape.high) * most;
    value.range = interval_of(value.shape);
    return put(std::move(value), env);
}

ValueId Values::turn(ValueId counts, const Integer& most, const Environment& env) {
    Value value = from(Op::turn, {counts}, env);
    value.range = {Rational(0), Rational(most)};
    value.shape.high = most;
    return put(std::move(value), env);
}

ValueId Values::place(ValueId by, ValueId counts, ValueId key, const Integer& most) {
    Operands operands{by, counts};
    if (key) {
        operands.push_back(key);
    }
    Value value = from(Op::place, operands, {});
    value.range = {Rational(0), Rational(most)};
    value.shape.high = most;
    return put(std::move(value), {});
}

ValueId Values::lookup(std::uint32_t step, ValueId state, ValueId key, const Rational& unit,
                       const Interval& states, const Environment& env) {
    Value value = from(Op::lookup, {state, key}, env);
    value.payload = step;
    value.step = unit;
    value.range = states;
    value.shape = Shape{number::floor(states.low), number::floor(states.high), Rational(1), {}};
    return put(std::move(value), env);
}

ValueId Values::text_key(std::uint32_t texts, std::size_t count, ValueId text,
                         const Environment& env) {
    Value value = from(Op::text_key, {text}, env);
    value.payload = texts;
    value.range = {Rational(0), Rational(static_cast<long>(count))};
    value.shape = Shape{0, Integer(static_cast<long>(count)), Rational(1), {}};
    return put(std::move(value), env);
}

ValueId Values::looked_up(std::uint32_t result, ValueId leaf, const Value& like,
                          const Environment& env) {
    Value value = from(Op::looked_up, {leaf}, env);
    value.payload = result;
    value.type = like.type;
    value.unit = like.unit;
    value.currency = like.currency;
    value.percent = like.percent;
    value.range = like.range;
    value.shape = like.shape;
    return put(std::move(value), env);
}

ValueId Values::labelled(ValueId a, const std::function<void(Value&)>& change) {
    Value value = (*this)[a];
    change(value);
    return intern(std::move(value));
}

ValueId Values::taken_as_defined(ValueId a) {
    return labelled(a, [](Value& value) { value.defined = ValueId{}; });
}

ValueId Values::defined_where(ValueId a, ValueId condition, const Environment& env) {
    if (always(condition)) {
        return a;
    }
    const auto known = both_defined((*this)[a].defined, condition, env);
    return labelled(a, [&](Value& value) { value.defined = known; });
}

ValueId Values::defined(ValueId a, const Environment&) {
    const auto known = (*this)[a].defined;
    return known ? known : boolean(true);
}

}  // namespace meritum::check
