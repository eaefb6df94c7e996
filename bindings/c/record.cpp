// One participant after the other: places for facts and results by number. In: a plan. Out: a
// Record whose requirements are checked here, since C cannot hold Slots. Tests:
// tests/c/record_test.cpp.
#include "meritum/record.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "handle.hpp"
#include "meritum/description.hpp"
#include "options.hpp"
#include "plan.hpp"
#include "texts.hpp"

namespace meritum::c {
namespace {

struct Place {
    Slot slot;
    std::size_t list = MERITUM_NO_ITEM;  ///< place among the plan's; none: a fact

    bool is_field() const { return list != MERITUM_NO_ITEM; }
};

struct Found {
    ResultSlot slot;
    meritum_type type = MERITUM_NUMBER;
    std::string unit;
    std::string text;  ///< of the number or date that was asked for last
};

bool is_called(const Naming& one, std::string_view name) {
    return one.name == name ||
           std::find(one.names.begin(), one.names.end(), name) != one.names.end();
}

template <class Row>
const Row* find_called(const std::vector<Row>& rows, std::string_view name) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& row) { return is_called(row, name); });
    return found == rows.end() ? nullptr : &*found;
}

meritum_type type_of(FactType type) {
    switch (type) {
        case FactType::number:
        case FactType::money:
        case FactType::count: return MERITUM_NUMBER;
        case FactType::boolean: return MERITUM_BOOLEAN;
        case FactType::text:
        case FactType::choice: return MERITUM_STRING;
        case FactType::date: return MERITUM_DATE;
    }
    return MERITUM_MISSING;
}

struct RecordBody {
    RecordBody(const Plan& of, const Params& params)
        : plan(of),
          description(of.describe()),
          record(of, params),
          items(description.lists.size()) {}

    Plan plan;
    Description description;
    Record record;
    std::vector<Place> places;
    std::vector<Found> results;
    std::vector<std::size_t> items;  ///< by list
    bool scored = false;

    Place place_named(std::string_view name, int scale) const {
        const auto slot = plan.slot(name, scale);
        const auto dot = name.find('.');
        if (dot == std::string_view::npos || find_called(description.facts, name) != nullptr)
            return {slot};
        const auto* list = find_called(description.lists, name.substr(0, dot));
        if (list == nullptr) throw Mistake("name is of no list that is described");
        return {slot, static_cast<std::size_t>(list - description.lists.data())};
    }

    Found result_named(std::string_view name) const {
        Found found;
        found.slot = plan.result(name);
        if (const auto* total = find_called(description.totals, name)) {
            found.unit = total->unit;
        } else if (const auto* outcome = find_called(description.outcomes, name)) {
            found.type = type_of(outcome->type);
            found.unit = outcome->unit;
        } else {
            found.type = MERITUM_STRING;  // the grade
        }
        return found;
    }

    const Place& place(std::uint32_t slot) const {
        if (slot >= places.size())
            throw Mistake("slot is " + std::to_string(slot) + ", of which nobody asked");
        return places[slot];
    }

    const Place& field(std::uint32_t slot) const {
        const auto& own = place(slot);
        if (!own.is_field()) throw Mistake("the slot is of a fact, not of a field of a list");
        return own;
    }

    /// Of a place that goes with the item.
    const Slot& slot_of(std::uint32_t slot, std::size_t item) const {
        const auto& own = place(slot);
        if (own.is_field() != (item != MERITUM_NO_ITEM)) {
            throw Mistake(own.is_field() ? "the slot is of a field: which item?"
                                         : "the slot is of a fact: write MERITUM_NO_ITEM");
        }
        if (own.is_field() && item >= items[own.list]) {
            throw Mistake("item is " + std::to_string(item) + "; the list has " +
                          std::to_string(items[own.list]));
        }
        return own.slot;
    }

    void resize(const Place& field, std::size_t count) {
        record.resize(field.slot, count);
        items[field.list] = count;
    }

    meritum_value value(Found& from) {
        meritum_value made = {};
        made.unit = view_of(from.unit);
        if (!record.has(from.slot)) return made;
        made.type = from.type;
        if (from.type == MERITUM_NUMBER) {
            const auto number = record.decimal(from.slot);
            split(number, made.coefficient, made.scale);
            write_number(number, from.text);
            made.text = view_of(from.text);
        } else if (from.type == MERITUM_STRING) {
            const auto text = record.text(from.slot);
            from.text.assign(text);
            made.text = view_of(from.text);
        } else {
            made.coefficient = record.value(from.slot);
            from.text = from.type == MERITUM_BOOLEAN
                            ? (made.coefficient != 0 ? "yes" : "no")
                            : Date::from_days(made.coefficient).value_or(Date()).to_string();
            made.text = view_of(from.text);
        }
        return made;
    }
};

}  // namespace

template <>
struct Kind<meritum_record> {
    using Body = RecordBody;
    static constexpr std::uint64_t mark = 0x4d65726974060672;
    static constexpr const char* name = "record";
};

}  // namespace meritum::c

using namespace meritum::c;

meritum_status meritum_record_new(const meritum_plan* plan, const meritum_param* params,
                                  size_t param_count, meritum_record** record,
                                  meritum_error** error) {
    return guarded(error, [&] {
        auto& made = empty_place_of(record, "record");
        made = make<meritum_record>(plan_of(plan), params_of(params, param_count));
    });
}

meritum_status meritum_record_slot(meritum_record* record, const char* name, size_t name_size,
                                   int32_t scale, uint32_t* slot, meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        auto& place = place_of(slot, "slot");
        own.places.push_back(own.place_named(text_of(name, name_size, "name"), scale));
        place = static_cast<std::uint32_t>(own.places.size() - 1);
    });
}

meritum_status meritum_record_result(meritum_record* record, const char* name, size_t name_size,
                                     uint32_t* result, meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        auto& place = place_of(result, "result");
        own.results.push_back(own.result_named(text_of(name, name_size, "name")));
        own.results.back().text.reserve(48);
        place = static_cast<std::uint32_t>(own.results.size() - 1);
    });
}

meritum_status meritum_record_resize(meritum_record* record, uint32_t field, size_t items,
                                     meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        own.resize(own.field(field), items);
    });
}

meritum_status meritum_record_set_number(meritum_record* record, uint32_t slot, size_t item,
                                         int64_t value, meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        const auto& place = own.slot_of(slot, item);
        if (item == MERITUM_NO_ITEM) {
            own.record.set(place, value);
        } else {
            own.record.set(place, item, value);
        }
    });
}

meritum_status meritum_record_set_numbers(meritum_record* record, uint32_t field,
                                          const int64_t* values, size_t count,
                                          meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        const auto& place = own.field(field);
        if (values == nullptr && count != 0) throw Mistake("values is NULL and has a length");
        own.resize(place, count);
        for (std::size_t i = 0; i < count; ++i) own.record.set(place.slot, i, values[i]);
    });
}

meritum_status meritum_record_set_boolean(meritum_record* record, uint32_t slot, size_t item,
                                          int32_t value, meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        const auto& place = own.slot_of(slot, item);
        const bool truth = read_number("value", value) != 0;
        if (item == MERITUM_NO_ITEM) {
            own.record.set(place, truth);
        } else {
            own.record.set(place, item, truth);
        }
    });
}

meritum_status meritum_record_set_text(meritum_record* record, uint32_t slot, size_t item,
                                       const char* text, size_t text_size, meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        const auto& place = own.slot_of(slot, item);
        const auto words = text_of(text, text_size, "text");
        if (item == MERITUM_NO_ITEM) {
            own.record.set(place, words);
        } else {
            own.record.set(place, item, words);
        }
    });
}

meritum_status meritum_record_score(meritum_record* record, meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        own.scored = false;
        own.scored = own.record.score();
        if (own.scored) return;
        std::string words = "the facts do not fit the plan:";
        for (const auto& wrong : own.record.errors()) words += "\n  " + wrong.message;
        throw meritum::Error(words, {}, own.record.errors());
    });
}

meritum_status meritum_record_value(meritum_record* record, uint32_t result, meritum_value* value,
                                    meritum_error** error) {
    return guarded(error, [&] {
        auto& own = body_of(record, "record");
        if (result >= own.results.size())
            throw Mistake("result is " + std::to_string(result) + ", of which nobody asked");
        if (!own.scored) throw Mistake("there are no results: the last score is not MERITUM_OK");
        give(own.value(own.results[result]), value, first_value, "value");
    });
}
