// See recorded.hpp.
#include "agreement/recorded.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace meritum::agreement {
namespace {

/// A result as a card would have it.
std::string said(const Record& record, const ResultSlot& slot, const Outcome& as) {
    if (!record.has(slot)) return "none";
    if (std::holds_alternative<Decimal>(as.value)) return record.decimal(slot).to_string();
    if (std::holds_alternative<std::string>(as.value)) return std::string(record.text(slot));
    if (std::holds_alternative<bool>(as.value)) return record.value(slot) != 0 ? "yes" : "no";
    if (std::holds_alternative<Date>(as.value)) {
        return Date::from_days(record.value(slot))->to_string();
    }
    return "something";
}

std::string said(const Outcome& outcome) {
    if (const auto* number = std::get_if<Decimal>(&outcome.value)) return number->to_string();
    if (const auto* text = std::get_if<std::string>(&outcome.value)) return *text;
    if (const auto* truth = std::get_if<bool>(&outcome.value)) return *truth ? "yes" : "no";
    if (const auto* date = std::get_if<Date>(&outcome.value)) return date->to_string();
    return "none";
}

bool is_called(const ListDescription& list, const std::string& name) {
    return std::find(list.names.begin(), list.names.end(), name) != list.names.end();
}

}  // namespace

std::optional<Record> record_of(const Plan& plan, const Params& params) {
    try {
        return Record(plan, params);
    } catch (const Error&) {  // it compares participants, or the like
        return std::nullopt;
    }
}

void fill(const Plan& plan, Record& record, const Facts& facts) {
    const auto description = plan.describe();
    for (const auto& fact : description.facts) record.clear(plan.slot(fact.name));
    for (const auto& fact : facts.values) record.set(plan.slot(fact.name), fact.value);
    for (const auto& list : description.lists) {
        std::size_t items = 0;
        for (const auto& given : facts.lists) {
            if (is_called(list, given.name)) items = given.items.size();
        }
        const auto slot = plan.slot(list.name + "." + list.fields.front().name);
        record.resize(slot, 0);  // items that stay would keep their fields
        record.resize(slot, items);
    }
    for (const auto& list : facts.lists) {
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            for (const auto& field : list.items[i].fields)
                record.set(plan.slot(list.name + "." + field.name), i, field.value);
        }
    }
}

std::string difference_from(const Plan& plan, Record& record, const Scorecard& card) {
    if (!record.score()) return "refused: " + record.errors().front().message;
    for (const auto& total : card.totals()) {
        const auto slot = plan.result(total.name);
        const auto found = record.has(slot) ? record.decimal(slot).to_string() : "none";
        const auto expected = total.value ? total.value->to_string() : "none";
        if (found != expected) return total.name + " is " + found + ", not " + expected;
    }
    if (!card.grade().empty()) {
        const auto grade = record.text(plan.result("grade"));
        if (grade != card.grade())
            return "grade is " + std::string(grade) + ", not " + card.grade();
    }
    for (const auto& outcome : card.outcomes()) {
        const auto found = said(record, plan.result(outcome.name), outcome);
        if (found != said(outcome)) {
            return outcome.name + " is " + found + ", not " + said(outcome);
        }
    }
    return "";
}

}  // namespace meritum::agreement
