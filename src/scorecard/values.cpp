// See values.hpp.
#include "scorecard/values.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace meritum::scorecard {
namespace {

/// A broken promise of an earlier stage is our own bug; a wrong number on a scorecard would be
/// worse than no scorecard.
[[noreturn]] void broken(const char* invariant) {
    std::fprintf(stderr, "meritum: broken invariant: %s\n", invariant);
    std::abort();
}

/// Below this a product of two such numbers has at most 38 digits.
constexpr std::int64_t short_way = 1'000'000'000'000'000'000;

Decimal decimal_of(const number::Rational& value) {
    const auto decimal = number::to_decimal(value);
    if (!decimal) broken("what leaves a row is a decimal of at most 38 digits");
    return *decimal;
}

/// Quarters lie between the same places as what they stand for.
number::Rational first_places(const number::Rational& quarters) {
    return number::round(quarters, number::Rational(1, 1'000'000), number::Rounding::down);
}

const std::vector<KeyId>& no_groups() {
    static const std::vector<KeyId> none;
    return none;
}

}  // namespace

Values::Values(const Outline& outline, const value::RecordFacts& facts, const exec::RecordRun& run)
    : outline_(outline),
      graph_(*outline.graph),
      own_(&facts),
      record_(&run),
      incomplete_(no_groups()) {}

std::size_t Values::row_of(NodeId node, ItemRow item) const {
    switch (graph_.tables[graph_[node].table.index].kind) {
        case graph::TableKind::participants: return row_;
        case graph::TableKind::everyone: return 0;
        case graph::TableKind::list:
            if (!item) broken("a value of an item is read where an item is told");
            return *item;
        case graph::TableKind::group: break;
    }
    broken("the story reads a group's value along a key");
}

/// A column without rows counts as not kept; there is nothing to ask it.
bool Values::is_kept(NodeId node) const {
    if (record_ != nullptr) return record_->keeps(node);
    return std::visit([](const auto& column) { return !column.empty(); },
                      run_->columns[node.index]);
}

bool Values::small_in_run(NodeId node, ItemRow item, std::int64_t& value) const {
    const auto row = row_of(node, item);
    return std::visit(
        [row, &value](const auto& column) {
            constexpr bool fits = sizeof(column[row]) <= sizeof(std::int64_t);
            if constexpr (fits) value = std::int64_t{column[row]};
            return fits;
        },
        run_->columns[node.index]);
}

// A guard may stand behind a guard of its own, and then its lane is not to be believed either. A
// run that kept only results or lines dropped its guards, but from those only what is read
// everywhere, or where its rule applies, is asked for.
bool Values::is_open(NodeId guard, ItemRow item) const {
    return !is_kept(guard) || (reached(guard, item) && is_true(guard, item));
}

bool Values::withheld(const graph::Quantity& quantity) const {
    if (incomplete_.empty()) return false;
    const auto groups = groups_of(outline_, quantity);
    return std::any_of(groups.begin(), groups.end(), [this](KeyId key) {
        return std::find(incomplete_.begin(), incomplete_.end(), key) != incomplete_.end();
    });
}

number::Integer Values::integer(NodeId node, ItemRow item) const {
    std::int64_t value = 0;
    if (small(node, item, value)) return number::Integer(value);
    return number::to_integer(exec::value_at(*run_, node, row_of(node, item)));
}

// Codes below zero are texts of the plan that no fact holds: -1 is the first of Graph::texts, -2
// the second.
std::string_view Values::text_of(NodeId node, ItemRow item) const {
    const auto& own = graph_[node];
    if (own.kind == graph::NodeKind::map && own.op == value::Operator::text_constant) {
        return graph_.texts[own.payload];
    }
    const auto code = static_cast<std::int64_t>(integer(node, item));
    if (code < 0) return graph_.texts[static_cast<std::size_t>(-1 - code)];
    return record_ != nullptr ? outline_.border->text(*own_, code) : facts_->dictionary.text(code);
}

std::string_view Values::text(const graph::Quantity& quantity, ItemRow item) const {
    return text_of(quantity.value, item);
}

std::int64_t Values::whole(const graph::Quantity& quantity) const {
    if (quantity.value && quantity.over.empty() && quantity.step == 1) {
        std::int64_t value = 0;
        if (small(quantity.value, {}, value)) return value;
    }
    return of(quantity).number.floor();
}

Presence Values::presence_of_any(const graph::Quantity& quantity, ItemRow item) const {
    if (withheld(quantity)) return Presence::withheld;
    // Known before reached: what hangs on a missing fact is called missing even where a guard asked
    // first.
    if (quantity.known && truth(quantity.known, item) == false) return Presence::missing;
    if (!quantity.value) return Presence::there;
    bool there = reached(quantity.value, item);
    for (const NodeId node : quantity.over) there = there && reached(node, item);
    return there ? Presence::there : Presence::not_reached;
}

Value Values::of(const graph::Quantity& quantity, ItemRow item) const {
    const auto found = presence(quantity, item);
    if (found != Presence::there) return {found, {}, {}};
    if (quantity.value && quantity.type == value::Type::text)
        return {found, {}, text_of(quantity.value, item)};
    if (quantity.value && quantity.endless) {
        const auto quarters = integer(quantity.value, item);
        return {
            found, first_places(number::Rational(quarters) * quantity.step), {}, quarters % 4 != 0};
    }
    return {found, figure(quantity, item), {}};
}

/// Without fractions where the step and the value allow it.
value::Figure Values::figure_of_any(const graph::Quantity& quantity, ItemRow item) const {
    if (!quantity.value) {
        return quantity.decimal ? value::Figure(*quantity.decimal)
                                : value::Figure(quantity.constant);
    }
    std::int64_t value = 0;
    if (quantity.decimal && quantity.over.empty() && small(quantity.value, item, value)) {
        const auto product = static_cast<number::Int128>(value) * quantity.decimal->number;
        const auto narrow = static_cast<std::int64_t>(product);
        if (product == narrow) return value::ShortDecimal{narrow, quantity.decimal->places};
    }
    auto number = number::Rational(integer(quantity.value, item)) * quantity.step;
    for (const NodeId node : quantity.over) {
        const auto divisor = integer(node, item);
        if (divisor <= 0) broken("a divisor that is reached is positive");
        number /= number::Rational(divisor);
    }
    return number;
}

/// Known before reached, as above.
Value Values::of(const graph::Reading& reading, ItemRow item) const {
    if (reading.reached && truth(reading.reached, item) != true) {
        Value value;
        value.presence = presence(reading, item);
        return value;
    }
    return of(reading.quantity, item);
}

Presence Values::presence(const graph::Reading& reading, ItemRow item) const {
    const auto own = presence(reading.quantity, item);
    const bool behind = own == Presence::there && truth(reading.reached, item) != true;
    return behind ? Presence::not_reached : own;
}

Decimal Values::decimal(const graph::Quantity& quantity,
                        const std::optional<DecimalStep>& step) const {
    if (!quantity.value) return decimal_of(quantity.constant);
    if (!quantity.over.empty()) broken("a line is a decimal");
    std::int64_t value = 0;
    const bool is_small = small(quantity.value, {}, value);
    if (is_small && value == 0) return {};
    if (is_small && step && step->factor < short_way && value > -short_way && value < short_way) {
        const auto product = static_cast<number::Int128>(value) * step->factor;
        const auto bits = static_cast<number::UInt128>(product);
        if (const auto result =
                Decimal::from_parts(static_cast<std::int64_t>(bits >> 64),
                                    static_cast<std::uint64_t>(bits), step->scale)) {
            return *result;
        }
    }
    return decimal_of(number::Rational(integer(quantity.value)) * quantity.step);
}

std::pair<std::size_t, std::size_t> Values::items(ListId list) const {
    if (record_ != nullptr) return {0, outline_.border->items(*own_, list)};
    const auto& offsets = facts_->offsets[list.index];
    return {offsets[row_], offsets[row_ + 1]};
}

std::string Values::item_key(ListId list, std::size_t row) const {
    return record_ != nullptr ? outline_.border->key(*own_, list, row)
                              : facts_->item_keys[list.index][row];
}

std::string_view unit_name(const graph::Quantity& quantity) {
    if (quantity.type != value::Type::number) return {};
    switch (quantity.unit) {
        case value::Unit::plain: break;
        case value::Unit::points: return "points";
        case value::Unit::money: return quantity.currency;
        case value::Unit::days: return "days";
    }
    return {};
}

}  // namespace meritum::scorecard
