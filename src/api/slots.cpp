// See slots.hpp. Plan::slot and Plan::result, which include/meritum/record.hpp describes.
#include "api/slots.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "api/period.hpp"
#include "api/plan_body.hpp"
#include "meritum/record.hpp"
#include "number/rational.hpp"
#include "value/fact_errors.hpp"

namespace meritum {
namespace {

using graph::Quantity;
using number::Integer;
using number::Rational;
using value::Type;

constexpr std::uint32_t most_scale = 18;

std::int64_t held(const Integer& value) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    return std::clamp(value, Integer(least), Integer(most)).convert_to<std::int64_t>();
}

std::vector<std::string> names_of(const value::Schema& schema,
                                  const std::vector<ColumnId>& columns) {
    std::vector<std::string> all;
    for (const auto id : columns) {
        const auto& names = schema.columns[id.index].names;
        all.insert(all.end(), names.begin(), names.end());
    }
    return all;
}

/// What the names of a schema are not, with what may have been meant.
[[noreturn]] void refuse_field(const value::Schema& schema, std::string_view list,
                               std::string_view field) {
    const auto quoted = value::quoted_name(list);
    if (is_one_of(names_of(schema, schema.facts), list))
        refuse(quoted + " is one value of the plan: it has no fields");
    std::vector<std::string> known;
    for (const auto& one : schema.lists) {
        if (is_one_of(one.names, list)) {
            refuse("the list " + quoted + " has no field " + value::quoted_name(field) +
                   value::did_you_mean(field, names_of(schema, one.fields)));
        }
        known.insert(known.end(), one.names.begin(), one.names.end());
    }
    refuse("the plan has no list " + quoted + value::did_you_mean(list, known));
}

[[noreturn]] void refuse_fact(const value::Schema& schema, std::string_view name) {
    const auto quoted = value::quoted_name(name);
    auto known = names_of(schema, schema.facts);
    for (const auto& list : schema.lists) {
        if (is_one_of(list.names, name)) {
            const auto& field = schema.columns[list.fields.front().index].name;
            refuse(quoted + " is a list of the plan, and a slot is of one of its fields, such as " +
                   value::quoted_name(std::string(name) + "." + field));
        }
        known.insert(known.end(), list.names.begin(), list.names.end());
    }
    if (is_one_of(names_of(schema, schema.params), name))
        refuse(quoted + " is a param of the plan: give its value to the Record");
    refuse("the plan has no fact " + quoted + value::did_you_mean(name, known));
}

}  // namespace

std::vector<std::pair<std::string, const Quantity*>> results_of(const graph::Story& story) {
    std::vector<std::pair<std::string, const Quantity*>> all;
    for (const auto& total : story.totals) all.emplace_back(total.name, &total.value);
    if (story.grade) all.emplace_back("grade", &story.grade->grade);
    for (const auto& outcome : story.outcomes) all.emplace_back(outcome.name, &outcome.quantity);
    return all;
}

std::uint32_t plan_number(const Plan::Body& plan) {
    constexpr std::string_view before = "sha256:";
    constexpr std::size_t digits = 8;
    const auto& text = plan.graph->fingerprint;
    std::uint32_t number = 0;
    const auto* first = text.data() + before.size();
    std::from_chars(first, first + digits, number, 16);
    return std::max(number, 1U);
}

Slot Plan::slot(std::string_view name, int scale) const {
    const auto& schema = body_->graph->schema;
    if (scale < 0 || scale > static_cast<int>(most_scale))
        refuse("a slot's numbers have 0 to 18 decimal places");
    const auto dot = name.find('.');
    const auto named = [&](const std::vector<ColumnId>& columns, std::string_view own) {
        const auto found = std::find_if(columns.begin(), columns.end(), [&](ColumnId id) {
            return is_one_of(schema.columns[id.index].names, own);
        });
        return found == columns.end() ? ColumnId{} : *found;
    };
    auto id = named(schema.facts, name);
    for (const auto& list : schema.lists) {
        if (id || dot == std::string_view::npos) break;
        if (is_one_of(list.names, name.substr(0, dot)))
            id = named(list.fields, name.substr(dot + 1));
    }
    if (!id && dot == std::string_view::npos) refuse_fact(schema, name);
    if (!id) refuse_field(schema, name.substr(0, dot), name.substr(dot + 1));
    const auto& column = schema.columns[id.index];
    Slot slot;
    slot.plan_ = plan_number(*body_);
    slot.column_ = id.index;
    slot.scale_ = static_cast<std::uint8_t>(scale);
    slot.is_field_ = static_cast<bool>(column.list);
    (slot.is_field_ ? slot.is_item_truth_ : slot.is_truth_) = column.type == Type::boolean;
    if (column.type == Type::choice && !slot.is_field_)
        slot.choices_ = static_cast<std::uint32_t>(column.choices.size());
    if (column.type != Type::number && column.type != Type::date) return slot;
    Integer unit = 1;
    for (int i = 0; i < scale; ++i) unit *= 10;
    const Rational steps = Rational(1) / (Rational(unit) * column.step);
    const auto low = held(number::ceiling(column.range.low * Rational(unit)));
    const auto high = held(number::floor(column.range.high * Rational(unit)));
    const auto most = std::max(abs(Integer(low)), abs(Integer(high)));
    const bool narrow = most * numerator(steps) < (Integer(1) << 63);
    // Steps may be broken, or too many: each number is looked at then.
    if (denominator(steps) != 1 || !narrow) return slot;
    (slot.is_field_ ? slot.item_numbers_ : slot.numbers_) = {low, high};
    slot.factor_ = held(numerator(steps));
    return slot;
}

ResultSlot Plan::result(std::string_view name) const {
    const auto& story = body_->graph->story;
    std::vector<std::vector<std::string>> all;  // in the order of results_of
    for (const auto& total : story.totals)
        all.push_back(total.names.empty() ? std::vector{total.name} : total.names);
    if (story.grade) all.push_back({"grade"});
    for (const auto& outcome : story.outcomes) all.push_back(outcome.names);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto& names) { return is_one_of(names, name); });
    if (found == all.end()) {
        std::vector<std::string> known;
        for (const auto& names : all) known.insert(known.end(), names.begin(), names.end());
        refuse("the plan has no total, grade or outcome " + value::quoted_name(name) +
               value::did_you_mean(name, known));
    }
    ResultSlot slot;
    slot.result_of_ = plan_number(*body_);
    slot.place_ = static_cast<std::uint32_t>(found - all.begin());
    return slot;
}

}  // namespace meritum
