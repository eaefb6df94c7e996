// How a Record takes facts: see record_body.hpp. In: values in slots. Out: numbers in the plan's
// steps, or what is wrong with them in words. Tests: tests/api/record_facts_test.cpp.
#include <algorithm>
#include <functional>
#include <string>

#include "api/item_keys.hpp"
#include "api/period.hpp"
#include "api/record_body.hpp"
#include "base/limits.hpp"
#include "value/border.hpp"
#include "value/fact_errors.hpp"
#include "value/gauge.hpp"

namespace meritum {

void Record::Body::resize(List& list, std::size_t items) {
    if (items > limits::list_items)
        refuse("a list has at most " + std::to_string(limits::list_items) + " items");
    const bool more = items > list.capacity;
    if (more) list.capacity = std::max(items, 2 * list.capacity);
    if (quick && more) quick->resize(list.table, list.capacity);  // its memory grows but once
    if (quick) quick->resize(list.table, items);
    for (const auto& field : list.fields) {
        const auto at = field.column.index;
        auto& memory = item_state_memory[at];
        if (more) {
            memory.resize(list.capacity);
            own_items[at].resize(list.capacity);
            item_states[at] = memory.data();
            auto* place = quick ? quick->field(field.column, 0) : nullptr;
            places[at] = place != nullptr ? place : own_items[at].data();
        }
        for (auto item = list.items; item < items; ++item) memory[item] = missing;
    }
    list.items = items;
}

void Record::Body::refuse_field(const Slot& slot) const {
    if (slot.plan_ != number) refuse("the slot is none of the plan of the record");
    refuse(value::quoted_name(column(ColumnId{slot.column_}).name) +
           " is one value of the plan: it has no items");
}

/// A slot of this plan: of a fact without an item, of a field with one that is there.
void Record::Body::require(const Slot& slot, std::optional<std::size_t> item) {
    if (!item && slot.plan_ == number && !slot.is_field_) return;
    if (item || slot.plan_ != number) require_field(slot);
    const ColumnId id{slot.column_};
    const auto& list = schema.lists[column(id).list.index];
    if (!item) {
        refuse(value::quoted_name(list.name + "." + column(id).name) +
               " is a field of items: say of which item");
    }
    const auto items = list_of(id).items;
    if (*item >= items) {
        refuse("item " + std::to_string(*item) + " of " + value::quoted_name(list.name) +
               " is not there: it has " + std::to_string(items) + ", counted from 0");
    }
}

/// `item` only of a field.
void Record::Body::put(const Slot& slot, std::optional<std::size_t> item, const FactValue& value) {
    require(slot, item);
    const ColumnId id{slot.column_};
    const auto at = item.value_or(0);
    auto state = wrong;
    if (value::says_nothing(value)) {
        state = missing;
    } else {
        const auto checked = value::check_value(column(id), value, base.dictionary);
        const auto steps = static_cast<std::int64_t>(checked.value);
        if (checked.ok && steps == checked.value) {
            places[id.index][at] = steps;
            state = there;
        }
    }
    if (state == wrong) wrongs.push_back({id, at, value});
    if (item) {
        item_states[id.index][at] = state;
    } else {
        states[id.index] = state;
    }
}

/// As friendly facts would give it.
void Record::Body::put_number(const Slot& slot, std::optional<std::size_t> item,
                              const Decimal& given) {
    require(slot, item);
    const auto low = static_cast<std::int64_t>(given.low());
    if (column(ColumnId{slot.column_}).type == value::Type::date) {
        const bool narrow = given.high() == (low < 0 ? -1 : 0);
        const auto date = narrow ? Date::from_days(low) : std::nullopt;
        return put(slot, item, date ? FactValue(*date) : FactValue(given.to_string() + " days"));
    }
    put(slot, item, *Decimal::from_parts(given.high(), given.low(), slot.scale_));
}

/// Why a fact cannot be taken.
void Record::Body::tell(ColumnId id, std::optional<std::size_t> item, State state) {
    const auto& own_column = column(id);
    value::Subject subject{own_column.name, {}, 0};
    FactError error;
    error.fact = own_column.name;
    if (item) {
        const auto& list = schema.lists[own_column.list.index];
        subject.list = list.name;
        subject.item = *item + 1;
        error.fact = list.name + "." + own_column.name;
    }
    const auto found = std::find_if(wrongs.rbegin(), wrongs.rend(), [&](const Wrong& one) {
        return one.column == id && one.item == item.value_or(0);
    });
    if (state == wrong && found != wrongs.rend()) {
        auto checked = value::Gauge(own_column).check(subject, found->value, base.dictionary);
        error.code = std::move(checked.code);
        error.message = std::move(checked.message);
    } else {
        error.code = value::trouble_code(value::Trouble::missing);
        error.message = value::trouble_message(value::Trouble::missing, {subject.text()});
    }
    errors.push_back(std::move(error));
}

bool Record::Body::check_facts() {
    if (states != all_there || asks_known) look_at_facts();
    for (auto& list : lists) {
        check_items(list);
        if (list.key && errors.empty()) check_keys(list);
    }
    if (errors.empty()) wrongs.clear();
    return errors.empty();
}

void Record::Body::look_at_facts() {
    for (const auto& fact : facts) {
        const auto state = static_cast<State>(states[fact.column.index]);
        if (fact.known != nullptr) *fact.known = state == there ? 1 : 0;
        if (state == there) continue;
        if (state == missing && fact.stands_in) {
            *fact.place = fact.stand_in;
        } else {
            tell(fact.column, std::nullopt, state);
        }
    }
}

/// Two items of one key would be two lines of one identity, as the border says of friendly facts.
void Record::Body::check_keys(const List& list) {
    const auto* keys = places[list.key.index];
    const auto* end = keys + list.items;
    if (std::adjacent_find(keys, end, std::greater_equal<>()) == end) return;
    sorted.assign(keys, end);
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end()) return;
    const auto& of = schema.lists[column(list.key).list.index];
    for (const auto* key = keys; key != end; ++key) {
        if (std::find(keys, key, *key) == key) continue;
        if (value::written_value(column(list.key), *key, base.dictionary).empty()) continue;
        errors.push_back(key_twice(schema, of, *key, base.dictionary));
    }
}

void Record::Body::check_items(List& list) {
    for (const auto& field : list.fields) {
        const auto at = field.column.index;
        auto* known = quick && field.asks_known ? quick->field_known(field.column, 0) : nullptr;
        for (std::size_t item = 0; item < list.items; ++item) {
            const auto state = static_cast<State>(item_states[at][item]);
            if (known != nullptr) known[item] = state == there ? 1 : 0;
            if (state == there) continue;
            if (state == missing && field.stands_in) {
                places[at][item] = field.stand_in;
            } else {
                tell(field.column, item, state);
            }
        }
    }
}

}  // namespace meritum
