// How a Record takes facts: see record_body.hpp. In: values in slots. Out: numbers in the plan's
// steps, or what is wrong with them in words. Tests: tests/api/record_test.cpp.
#include <algorithm>
#include <string>

#include "api/period.hpp"
#include "api/record_body.hpp"
#include "base/limits.hpp"
#include "value/border.hpp"
#include "value/fact_errors.hpp"
#include "value/gauge.hpp"

namespace meritum {

Record::Body::List* Record::Body::list_of(ColumnId id) {
    const auto list = column(id).list;
    for (auto& each : lists) {
        if (list && graph.tables[each.table.index].list == list) return &each;
    }
    return nullptr;
}

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

/// `item` only of a field.
void Record::Body::put(const Slot& slot, std::size_t item, const FactValue& value) {
    const ColumnId id{slot.column_};
    auto& state = column(id).list ? item_states[id.index][item] : states[id.index];
    if (value::says_nothing(value)) {
        state = missing;
        return;
    }
    const auto checked = value::check_value(column(id), value, base.dictionary);
    const auto number = static_cast<std::int64_t>(checked.value);
    if (checked.ok && number == checked.value) {
        places[id.index][item] = number;
        state = there;
    } else {
        state = wrong;
        wrongs.push_back({id, item, value});
    }
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
    for (auto& list : lists) check_items(list);
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
