// One participant at a time. See include/meritum/record.hpp. What a schedule on single numbers
// cannot do (numbers beyond 64 bits, powers, months, named tables) goes the way of whole columns of
// one row: slower, never another answer. Tests: tests/api/record_test.cpp, tests/agreement/.
#include "meritum/record.hpp"

#include "api/period.hpp"
#include "api/record_body.hpp"
#include "api/slots.hpp"
#include "exec/lanes.hpp"
#include "number/rational.hpp"
#include "scorecard/refusals.hpp"
#include "value/border.hpp"
#include "value/fact_errors.hpp"
#include "value/gauge.hpp"

namespace meritum {
namespace {

using number::Integer;
using value::Type;

}  // namespace

Record::Body::Body(const Plan& of, const std::vector<std::pair<std::string, FactValue>>& params)
    : plan(of), number(plan_number(of.body())), graph(*of.body().graph), schema(graph.schema) {
    require_all_rows(plan.body());
    if (scorecard::looks_back(graph))
        refuse("the plan reads the period before: use score or score_all");
    if (!plan.body().outline()->beyond_one_row.empty()) {
        refuse("the plan compares participants: use score_all or score_table");
    }
    for (const auto& list : schema.lists) {
        if (list.order)
            refuse("items of " + value::quoted_name(list.name) +
                   " are ordered by a field: use score or score_all");
    }
    for (const auto& one : schema.columns) {
        const Integer most = Integer(1) << 63;
        const bool fits = one.range.low / one.step >= -most && one.range.high / one.step < most;
        if (one.type == Type::number && !fits)
            refuse(value::quoted_name(one.name) + " may be more than 64 bits hold: use score");
    }
    base = value::to_columns(schema, {}, params, errors);
    if (!errors.empty()) refuse("the params do not fit the plan:", std::move(errors));
    for (const auto& known : graph.texts) base.dictionary.code(known);
    base.nameless = 1;
    for (auto& offsets : base.offsets) offsets = {0, 0};
    const auto& body = plan.body();
    quick = exec::RecordRun::make(body.program(Keep::results), body.schedule(Keep::results), base);
    const auto columns = schema.columns.size();
    places.resize(columns);
    all_there.assign(columns, there);
    states = all_there;
    for (const auto id : schema.facts) states[id.index] = missing;
    item_states.resize(columns);
    list_at.resize(columns);
    own_items.resize(columns);
    item_state_memory.resize(columns);
    for (const auto id : schema.facts) {
        facts.push_back(input(id));
        asks_known = asks_known || facts.back().known != nullptr;
    }
    for (std::uint32_t i = 0; i < graph.tables.size(); ++i) {
        const auto& table = graph.tables[i];
        if (table.kind != graph::TableKind::list) continue;
        auto& list = lists.emplace_back();
        list.table = TableId{i};
        list.key = schema.lists[table.list.index].key;
        for (const auto id : schema.lists[table.list.index].fields)
            list.fields.push_back(input(id));
        for (const auto& field : list.fields)
            list_at[field.column.index] = static_cast<std::uint32_t>(lists.size() - 1);
        resize(list, 1);  // so that there is memory
        resize(list, 0);
    }
    find_results();
}

Record::Body::Input Record::Body::input(ColumnId id) {
    const auto& own_column = column(id);
    Input made;
    made.column = id;
    made.stands_in = own_column.optional || own_column.default_value.has_value();
    const value::Gauge gauge(own_column);
    made.stand_in = static_cast<std::int64_t>(
        own_column.default_value
            ? gauge.check({own_column.name, {}, 0}, *own_column.default_value, base.dictionary)
                  .value
            : gauge.placeholder(base.dictionary));
    made.asks_known = own_column.optional;
    if (own_column.list) return made;
    if (quick) {
        made.place = quick->fact(id);
        made.known = quick->known(id);
    }
    if (made.place == nullptr) made.place = &own.emplace_back(0);
    places[id.index] = made.place;
    return made;
}

void Record::Body::find_results() {
    for (const auto& [name, quantity] : results_of(graph.story)) {
        auto& made = results.emplace_back();
        made.quantity = quantity;
        made.step = number::to_decimal(quantity->step).value_or(Decimal(1));
        if (!quantity->value) {
            made.step = number::to_decimal(quantity->constant).value_or(Decimal());
        }
        if (quick && quantity->value) made.value = quick->result(quantity->value);
        if (quick && quantity->known) made.known = quick->result(quantity->known);
        for (const auto& choice : quantity->choices) made.names.push_back(choice.front());
        if (graph.story.grade && quantity == &graph.story.grade->grade) {
            made.names.clear();
            for (const auto& row : graph.story.grade->rows) made.names.push_back(row.names.front());
        }
    }
}

// --- results ---

std::shared_ptr<value::FactColumns> Record::Body::as_columns() const {
    auto all = std::make_shared<value::FactColumns>(base);
    all->nameless = 0;
    all->ids = {""};
    all->source_rows = {0};
    for (const auto& fact : facts) {
        auto& one = all->columns[fact.column.index];
        one.values = {*fact.place};
        if (column(fact.column).optional) one.known = {states[fact.column.index] == there};
    }
    for (const auto& list : lists) {
        const auto index = graph.tables[list.table.index].list.index;
        all->offsets[index] = {0, static_cast<std::uint32_t>(list.items)};
        all->item_keys[index].resize(list.items);
        for (const auto& field : list.fields) {
            const auto at = field.column.index;
            auto& one = all->columns[at];
            one.values.assign(places[at], places[at] + list.items);
            one.known.clear();
            for (std::size_t i = 0; i < list.items && column(field.column).optional; ++i)
                one.known.push_back(item_states[at][i] == there);
        }
    }
    return all;
}

const Record::Body::Result& Record::Body::result(const ResultSlot& slot) const {
    if (slot.result_of_ != number) refuse("the result is none of the plan of the record");
    return results[slot.place_];
}

/// What the plan itself requires.
bool Record::Body::is_accepted() {
    const auto& required = plan.body().requirements;
    if (!required) return true;
    const auto columns = as_columns();
    const auto run = exec::run(required->program(), *columns, {});
    for (auto& refusal : scorecard::refusals(*plan.body().outline(), columns, run, "en")) {
        FactError error;
        error.fact = refusal.fact;
        error.code = value::trouble_code(value::Trouble::refused);
        error.message = value::trouble_message(value::Trouble::refused, {refusal.text});
        errors.push_back(std::move(error));
    }
    return errors.empty();
}

bool Record::Body::score() {
    errors.clear();
    if (!check_facts() || !is_accepted()) return false;
    if (quick) {
        quick->run();
    } else {
        slow = exec::run(plan.body().program(Keep::results), *as_columns(), {});
    }
    return true;
}

Record::Record(const Plan& plan, const std::vector<std::pair<std::string, FactValue>>& params)
    : body_(std::make_unique<Body>(plan, params)),
      places_(body_->places.data()),
      states_(body_->states.data()),
      item_states_(body_->item_states.data()) {}

Record::Record(Record&&) noexcept = default;
Record& Record::operator=(Record&&) noexcept = default;
Record::~Record() = default;

void Record::set_slowly(const Slot& fact, std::int64_t number) {
    body_->put_number(fact, std::nullopt, number);
}

void Record::set_slowly(const Slot& fact, std::uint64_t number) {
    body_->put_number(fact, std::nullopt, number);
}

void Record::set_slowly(const Slot& field, std::size_t item, std::int64_t number) {
    body_->put_number(field, item, number);
}

void Record::set_slowly(const Slot& field, std::size_t item, std::uint64_t number) {
    body_->put_number(field, item, number);
}

void Record::set_slowly(const Slot& fact, bool truth) { set(fact, FactValue(truth)); }

void Record::set_slowly(const Slot& field, std::size_t item, bool truth) {
    set(field, item, FactValue(truth));
}

/// Never a value of the fact: where a number or text would be one, the place is no such thing.
void Record::choose_slowly(const Slot& fact, std::size_t place) {
    body_->require(fact, std::nullopt);
    const auto type = body_->column(ColumnId{fact.column_}).type;
    const bool takes_numbers = type != Type::choice && type != Type::text;
    set(fact,
        takes_numbers ? FactValue("choice " + std::to_string(place)) : FactValue(Decimal(place)));
}

void Record::set(const Slot& fact, std::string_view text) { set(fact, FactValue(text)); }

void Record::set(const Slot& fact, const FactValue& value) {
    body_->put(fact, std::nullopt, value);
}

void Record::clear(const Slot& fact) {
    body_->require(fact, std::nullopt);
    states_[fact.column_] = missing;
}

void Record::set(const Slot& field, std::size_t item, std::string_view text) {
    set(field, item, FactValue(text));
}

void Record::set(const Slot& field, std::size_t item, const FactValue& value) {
    body_->put(field, item, value);
}

void Record::clear(const Slot& field, std::size_t item) {
    body_->require(field, item);
    item_states_[field.column_][item] = missing;
}

void Record::resize(const Slot& field, std::size_t items) {
    body_->require_field(field);
    body_->resize(body_->list_of(ColumnId{field.column_}), items);
}

bool Record::score() { return body_->score(); }
const std::vector<FactError>& Record::errors() const { return body_->errors; }

bool Record::has(const ResultSlot& result) const {
    const auto& own = body_->result(result);
    if (!own.quantity->known) return true;
    return own.known != nullptr ? *own.known != 0 : body_->wide(own.quantity->known) != 0;
}

std::int64_t Record::value(const ResultSlot& result) const {
    const auto& own = body_->result(result);
    if (!own.quantity->value) return 1;
    return own.value != nullptr ? *own.value
                                : exec::convert<std::int64_t>(body_->wide(own.quantity->value));
}

Decimal Record::decimal(const ResultSlot& result) const {
    const auto& own = body_->result(result);
    if (own.value != nullptr || !own.quantity->value) {
        return number::multiple(own.step, value(result));
    }
    const auto steps = number::to_integer(body_->wide(own.quantity->value));
    return number::to_decimal(number::Rational(steps) * own.quantity->step).value_or(Decimal());
}

std::string_view Record::text(const ResultSlot& result) const {
    const auto& own = body_->result(result);
    const auto place = value(result);
    if (own.quantity->type != Type::text) {
        const bool named = place >= 0 && std::cmp_less(place, own.names.size());
        return named ? own.names[static_cast<std::size_t>(place)] : std::string_view();
    }
    return place >= 0 ? body_->base.dictionary.text(place)
                      : std::string_view(body_->graph.texts[static_cast<std::size_t>(-1 - place)]);
}

}  // namespace meritum
