// Facts of one participant, set one by one or read from JSON. In: names and values. Out: what
// Plan::score takes; nothing is checked against a plan here. Tests: tests/c/score_test.cpp.
#include "facts.hpp"

#include <algorithm>
#include <utility>

#include "meritum/read_json.hpp"
#include "plan.hpp"
#include "texts.hpp"

namespace meritum::c {
namespace {

constexpr std::int32_t most_places = 38;

void replace(std::vector<Fact>& fields, std::string_view name, FactValue value) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Fact& fact) { return fact.name == name; });
    if (found != fields.end()) {
        found->value = std::move(value);
    } else {
        fields.push_back({std::string(name), std::move(value)});
    }
}

List* find_list(Facts& facts, std::string_view name) {
    const auto found = std::find_if(facts.lists.begin(), facts.lists.end(),
                                    [&](const List& list) { return list.name == name; });
    return found == facts.lists.end() ? nullptr : &*found;
}

/// "contracts.amount": of the last item of a list that is there; else a fact.
void set(meritum_facts* facts, const char* name, std::size_t name_size, FactValue value) {
    auto& own = body_of(facts, "facts");
    const auto called = text_of(name, name_size, "name");
    if (called.empty()) throw Mistake("name is empty");
    const auto dot = called.find('.');
    auto* list = dot == std::string_view::npos ? nullptr : find_list(own, called.substr(0, dot));
    if (list != nullptr && !list->items.empty()) {
        replace(list->items.back().fields, called.substr(dot + 1), std::move(value));
    } else if (dot != std::string_view::npos) {
        throw Mistake("there is no item of " + std::string(called.substr(0, dot)) +
                      " whose field could be set; add one first");
    } else {
        own.set(called, std::move(value));
    }
}

FactValue number_of(std::int64_t coefficient, std::int32_t scale) {
    if (scale < 0 || scale > most_places) {
        throw Mistake("scale is " + std::to_string(scale) + "; numbers have 0 to 38 places");
    }
    const auto number =
        Decimal::from_parts(coefficient < 0 ? -1 : 0, static_cast<std::uint64_t>(coefficient),
                            static_cast<unsigned>(scale));
    return number.value();
}

FactValue date_of(std::int64_t days) {
    const auto date = Date::from_days(days);
    if (!date) throw Mistake("days are of no date from 1900-01-01 to 2199-12-31");
    return *date;
}

/// The only one of a document. Throws Error.
Facts only_one(const Data& data) {
    if (!data.errors.empty()) throw Error("the facts cannot be read", {}, data.errors);
    if (!data.tables.empty())
        throw Error("facts of one participant have no rows of tables: use meritum_plan_with_rows",
                    {}, {});
    if (data.facts.size() != 1) {
        throw Error("the document has " + std::to_string(data.facts.size()) +
                        " participants; one is needed",
                    {}, {});
    }
    return data.facts.front();
}

}  // namespace
}  // namespace meritum::c

using namespace meritum::c;

meritum_status meritum_facts_new(const char* id, size_t id_size, const char* period,
                                 size_t period_size, meritum_facts** facts, meritum_error** error) {
    return guarded(error, [&] {
        auto& made = empty_place_of(facts, "facts");
        made = make<meritum_facts>(std::string(text_of(id, id_size, "id")),
                                   std::string(text_of(period, period_size, "period")));
    });
}

meritum_status meritum_facts_from_json(const meritum_plan* plan, const char* json, size_t json_size,
                                       meritum_facts** facts, meritum_error** error) {
    return guarded(error, [&] {
        auto& made = empty_place_of(facts, "facts");
        made = make<meritum_facts>(
            only_one(meritum::read_json(plan_of(plan), bytes_of(json, json_size, "json"))));
    });
}

meritum_status meritum_facts_add_item(meritum_facts* facts, const char* list, size_t list_size,
                                      const char* key, size_t key_size, meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(facts, "facts");
        const auto name = text_of(list, list_size, "list");
        if (name.empty()) throw Mistake("list is empty");
        meritum::Item item;
        item.key = text_of(key, key_size, "key");
        own.add(name, std::move(item));
    });
}

meritum_status meritum_facts_set_number(meritum_facts* facts, const char* name, size_t name_size,
                                        int64_t coefficient, int32_t scale, meritum_error** error) {
    return guarded(error, [&] { set(facts, name, name_size, number_of(coefficient, scale)); });
}

meritum_status meritum_facts_set_text(meritum_facts* facts, const char* name, size_t name_size,
                                      const char* text, size_t text_size, meritum_error** error) {
    return guarded(error, [&] { set(facts, name, name_size, text_of(text, text_size, "text")); });
}

meritum_status meritum_facts_set_boolean(meritum_facts* facts, const char* name, size_t name_size,
                                         int32_t value, meritum_error** error) {
    return guarded(error, [&] { set(facts, name, name_size, read_number("value", value) != 0); });
}

meritum_status meritum_facts_set_date(meritum_facts* facts, const char* name, size_t name_size,
                                      int64_t days, meritum_error** error) {
    return guarded(error, [&] { set(facts, name, name_size, date_of(days)); });
}
