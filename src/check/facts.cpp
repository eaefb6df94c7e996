// Facts, fields and params, down to columns of the Schema. See checker.hpp; names and the header
// are
// declarations.cpp's.
#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "meritum/date.hpp"
#include "value/columns.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;
using value::Unit;

namespace {

/// Currencies whose minor unit is not a hundredth (ISO 4217, column "minor unit").
constexpr auto without_minor_unit =
    std::to_array<std::string_view>({"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                     "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"});
constexpr auto with_thousandths =
    std::to_array<std::string_view>({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"});

std::optional<Date> day_of(const Rational& days) {
    return Date::from_days(number::floor(days).convert_to<std::int64_t>());
}

}  // namespace

Rational Checker::minor_unit() const {
    const auto& code = plan_.schema.currency;
    if (std::binary_search(without_minor_unit.begin(), without_minor_unit.end(), code)) {
        return 1;
    }
    const bool thousandths =
        std::binary_search(with_thousandths.begin(), with_thousandths.end(), code);
    return thousandths ? Rational(1, 1000) : Rational(1, 100);
}

void Checker::set_type(value::ColumnSchema& column, const Node& type) {
    switch (type.row) {
        case Row::type_money:
            column.unit = Unit::money;
            column.currency = plan_.schema.currency;
            if (column.currency.empty() && !header_unread_) {
                auto finding = sink_.report(Kind::no_currency, type.span, {column.name});
                at_plan(finding, "says no currency");
                finding.fix("add `currency CNY` (or another) under `plan`");
            }
            column.range = {0, Rational(limits::money)};
            column.step = minor_unit();
            break;
        case Row::type_count:
            column.counts = true;
            column.range = {0, Rational(limits::count)};
            break;
        case Row::type_boolean: column.type = Type::boolean; break;
        case Row::type_text: column.type = Type::text; break;
        case Row::type_date:
            column.type = Type::date;
            column.range = {Rational(Date::parse("1900-01-01")->days()),
                            Rational(Date::parse("2199-12-31")->days())};
            break;
        case Row::type_one_of: {
            column.type = Type::choice;
            std::map<std::string, Span> seen;
            for (const auto& names : type[0].slots) {
                for (const auto& name : names.slots) {
                    const auto [taken, fresh] = seen.emplace(name.text, name.span);
                    if (!fresh) {
                        sink_.report(Kind::repeated_choice, name.span, {name.text})
                            .also(taken->second, "the first one")
                            .fix("leave one of them out");
                    }
                }
                column.choices.push_back(names_of(names));
            }
            break;
        }
        default: column.step = Rational(1, 100); break;  // number
    }
}

void Checker::set_range(value::ColumnSchema& column, const Node& type, const Node& traits) {
    const auto* range = trait(traits, Row::trait_range);
    const auto* step = trait(traits, Row::trait_step);
    const bool ranged = column.type == Type::number || column.type == Type::date;
    for (const auto* node : {range, step}) {
        if (node != nullptr && (!ranged || (node == step && column.type == Type::date))) {
            sink_
                .report(Kind::trait_not_fitting, node->span,
                        {words(*node).front(), "a fact of type " + in_quotes(words(type).front())})
                .also(type.span, "the type")
                .fix("leave it out");
            return;
        }
    }
    if (range != nullptr) {
        auto low = constant_value((*range)[0], {});
        auto high = constant_value((*range)[1], {});
        Value like;
        like.type = column.type;
        like.unit = column.unit;
        like.currency = column.currency;
        for (auto* end : {&low, &high}) {
            const auto& node = end == &low ? (*range)[0] : (*range)[1];
            const bool fits =
                *end && values_[*end].type == like.type &&
                (values_[*end].unit == like.unit || takes_unit(values_[*end], like.unit));
            if (*end && !fits) {
                sink_
                    .report(Kind::wrong_type, node.span,
                            {in_quotes(words(node).front()), kind_of(values_[*end]), kind_of(like)})
                    .also(type.span, "the type")
                    .fix("write " + kind_of(like) + " here, or give the fact another type");
                return;
            }
        }
        if (!low || !high) {
            return;
        }
        column.percent = values_[low].percent || values_[high].percent;
        if (values_[low].constant > values_[high].constant) {
            sink_
                .report(Kind::empty_range, range->span,
                        {words((*range)[0]).front(), words((*range)[1]).front()})
                .fix("write the smaller end first");
            return;
        }
        column.range = {values_[low].constant, values_[high].constant};
        if (column.percent && type.row == Row::type_number) {
            column.step = Rational(1, 10000);
        }
    } else if (type.row == Row::type_number) {
        sink_.report(Kind::missing_range, type.span, {column.name})
            .fix("say it: `number 0 .. 100`");
    }
    if (step != nullptr) {
        if (const auto size = positive_constant((*step)[0], column.unit)) {
            column.step = *size;
            if (type.row == Row::type_count && !number::whole_quotient(*size, Rational(1))) {
                sink_
                    .report(Kind::trait_not_fitting, step->span,
                            {words(*step).front(), "a `count`, which is whole"})
                    .also(type.span, "the type")
                    .fix("write a whole step, or make it a `number` with a range");
            }
        }
    }
    if (ranged && range != nullptr) {
        for (const auto slot : {0u, 1u}) {
            const auto& end = slot == 0 ? column.range.low : column.range.high;
            if (!number::whole_quotient(end, column.step)) {
                Value like;
                like.percent = column.percent;
                sink_
                    .report(Kind::off_step, (*range)[slot].span,
                            {written(end, like), written(column.step, like)})
                    .also(step != nullptr ? step->span : type.span, "the step")
                    .fix("write `step` with a finer step, or another end");
            }
        }
    }
    check_width(column, range != nullptr ? range->span : type.span);
}

void Checker::check_width(const value::ColumnSchema& column, Span where) {
    const auto most = std::max(number::digits(number::ceiling(column.range.high / column.step)),
                               number::digits(number::floor(column.range.low / column.step)));
    if (most > 38) {
        sink_.report(Kind::too_wide, where, {column.name, std::to_string(most)})
            .fix("narrow the range or take a coarser step");
    }
}

void Checker::set_default(value::ColumnSchema& column, const Node& type, const Node& traits) {
    const auto* range = trait(traits, Row::trait_range);
    const auto* otherwise = trait(traits, Row::trait_default);
    const auto* optional = trait(traits, Row::trait_optional);
    column.optional = optional != nullptr;
    if (optional != nullptr && otherwise != nullptr) {
        sink_.report(Kind::optional_and_default, optional->span, {column.name})
            .also(otherwise->span, "its default")
            .fix("keep `default` or `optional`");
    }
    if (otherwise == nullptr) {
        return;
    }
    const Node& node = bare((*otherwise)[0]);
    if (column.type == Type::choice) {
        for (const auto& choice : column.choices) {
            if (std::find(choice.begin(), choice.end(), node.text) != choice.end()) {
                column.default_value = FactValue(choice.front());
                return;
            }
        }
        std::string all;
        for (const auto& choice : column.choices) {
            all += (all.empty() ? "" : ", ") + choice.front();
        }
        std::vector<std::string> known;
        for (const auto& choice : column.choices) {
            known.insert(known.end(), choice.begin(), choice.end());
        }
        const auto near = nearest_spelling(node.text, known);
        sink_.report(Kind::unknown_choice, node.span, {words(node).front(), all})
            .also(type.span, "these are the choices")
            .fix(near ? "did you mean `" + *near + "`?" : "write one of them");
        return;
    }
    const auto id = constant_value(node, {});
    if (!id) {
        return;
    }
    const Value& value = values_[id];
    Value like;
    like.type = column.type;
    like.unit = column.unit;
    like.percent = column.percent;
    const bool whole = column.unit == Unit::money || column.counts;
    if (value.type != column.type || (!value.literal && value.unit != column.unit) ||
        (whole && is_share(value))) {
        sink_
            .report(Kind::wrong_type, node.span,
                    {in_quotes(words(node).front()), kind_of(value), kind_of(like)})
            .also(type.span, "the type")
            .fix("write " + kind_of(like) + " as the default");
        return;
    }
    if (column.type == Type::boolean) {
        column.default_value = FactValue(value.constant == 1);
    } else if (column.type == Type::text) {
        column.default_value = FactValue(value.text);
    } else if (!column.range.contains(value.constant)) {
        sink_
            .report(Kind::outside_range, node.span,
                    {words(node).front(), written(column.range.low, like),
                     written(column.range.high, like)})
            .also(range != nullptr ? range->span : type.span, "the range")
            .fix("write a default inside the range");
    } else if (!number::whole_quotient(value.constant, column.step)) {
        const auto* step = trait(traits, Row::trait_step);
        sink_.report(Kind::off_step, node.span, {words(node).front(), written(column.step, like)})
            .also(step != nullptr ? step->span : type.span, "the step")
            .fix("write a multiple of the step");
    } else if (column.type == Type::date) {
        column.default_value = FactValue(*day_of(value.constant));
    } else {
        column.default_value = FactValue(number::to_decimal(value.constant).value());
    }
}

value::ColumnSchema Checker::column_schema(const Node& names, const Node& type, const Node& traits,
                                           const Node& label, ListId list) {
    value::ColumnSchema column;
    column.name = ast::first_name(names);
    column.names = names_of(names);
    column.labels = texts_of(label);
    column.list = list;
    set_type(column, type);
    set_range(column, type, traits);
    set_default(column, type, traits);
    return column;
}

void Checker::check_fact(std::uint32_t statement) {
    const auto& head = document_.statements[statement].head;
    const auto before = sink_.errors();
    auto column = column_schema(head[0], head[1], head[2], head[3], {});
    auto& declaration = scope_.at(ast::first_name(head[0]));
    const ColumnId id{static_cast<std::uint32_t>(plan_.schema.columns.size())};
    plan_.schema.columns.push_back(std::move(column));
    plan_.schema.facts.push_back(id);
    if (declaration.statement == statement && sink_.errors() == before) {
        declaration.column = id;
    }
}

void Checker::check_list(std::uint32_t statement) {
    const auto& list = document_.statements[statement];
    const ListId id{static_cast<std::uint32_t>(plan_.schema.lists.size())};
    plan_.schema.lists.push_back({ast::first_name(list.head[0]),
                                  names_of(list.head[0]),
                                  texts_of(list.head[3]),
                                  {},
                                  {},
                                  {}});
    for (const auto& trait : list.head[2].slots) {
        if (trait.row == Row::trait_key || trait.row == Row::trait_order) {
            continue;  // when its fields are known
        }
        sink_.report(Kind::trait_not_fitting, trait.span, {words(trait).front(), "a list"})
            .also(list.head[1].span, "a list")
            .fix("leave it out: a list that is not given is empty");
    }
    if (list.clauses.empty() && !is_broken(list)) {
        sink_.report(Kind::missing_list_fields, list.head[0].span, {ast::first_name(list.head[0])})
            .fix("write its fields below it, indented: `amount money`");
    }
    std::map<std::string, Span> fields;
    for (const auto& field : list.clauses) {
        if (field.row != Row::field || field[1].row == Row::type_list) {
            sink_
                .report(Kind::trait_not_fitting,
                        field.row == Row::field ? field[1].span : field.span,
                        {words(field.row == Row::field ? field[1] : field).front(), "an item"})
                .also(list.head[0].span, "its list")
                .fix("an item has plain fields; make a list of its own");
            continue;
        }
        for (const auto& name : field[0].slots) {
            const auto [taken, fresh] = fields.emplace(name.text, name.span);
            if (!fresh) {
                sink_.report(Kind::duplicate_name, name.span, {name.text})
                    .also(taken->second, "declared here first")
                    .fix("choose another name for one of them");
            }
        }
        const ColumnId column{static_cast<std::uint32_t>(plan_.schema.columns.size())};
        plan_.schema.columns.push_back(column_schema(field[0], field[1], field[2], field[3], id));
        plan_.schema.lists[id.index].fields.push_back(column);
    }
    order_list(list, id);
}

/// `key f` and `in order of f`: fields that every item has.
void Checker::order_list(const ast::Statement& list, ListId id) {
    const Node* said[2] = {nullptr, nullptr};
    for (const auto& trait : list.head[2].slots) {
        const bool key = trait.row == Row::trait_key;
        if (!key && trait.row != Row::trait_order) {
            continue;
        }
        if (const auto*& first = said[key ? 0 : 1]; first != nullptr) {
            sink_
                .report(Kind::repeated_clause, trait.span,
                        {words(*first).front(), in_quotes(ast::first_name(list.head[0]))})
                .also(first->span, "the first one")
                .fix("keep one of them");
            continue;
        } else {
            first = &trait;
        }
        auto& schema = plan_.schema.lists[id.index];
        const auto found =
            std::find_if(schema.fields.begin(), schema.fields.end(), [&](ColumnId field) {
                const auto& names = plan_.schema.columns[field.index].names;
                return std::find(names.begin(), names.end(), trait[0].text) != names.end();
            });
        if (found == schema.fields.end()) {
            if (!is_broken(list)) {
                sink_.report(Kind::unknown_field, trait[0].span, {schema.name, trait[0].text})
                    .also(list.head[0].span, "the list")
                    .fix("name one of its fields");
            }
            continue;
        }
        const auto& column = plan_.schema.columns[found->index];
        const bool fits = column.type != Type::boolean &&
                          (key || column.type == Type::number || column.type == Type::date);
        if (!fits || column.optional) {
            sink_.report(Kind::no_order_of_items, trait[0].span, {trait[0].text})
                .also(places_[schema.name], "the list")
                .fix(key ? "name a field that every item has and that tells them apart"
                         : "name a number or date that every item has");
            continue;
        }
        (key ? schema.key : schema.order) = *found;
    }
}

/// A param that is a number: its unit, its step and what it may be instead.
void Checker::set_number(value::ColumnSchema& column, const Node& head, ValueId value) {
    const Value first = values_[value];
    column.unit = first.unit;
    column.currency = first.currency;
    column.percent = first.percent;
    column.range = first.range;
    column.step =
        first.unit == Unit::money ? minor_unit() : Rational(1, first.percent ? 10000 : 100);
    const auto fold = [&](const Rational& literal) {
        if (literal != 0) {
            column.step =
                number::common_step(column.step, literal < 0 ? Rational(-literal) : literal);
        }
    };
    fold(first.constant);
    column.default_value = FactValue(number::to_decimal(first.constant).value());
    if (head[2]) {
        auto low = constant_value(head[2], {});
        auto high = constant_value(head[3], {});
        if (low && high && unify(head[1], value, head[2], low, head) &&
            unify(head[1], value, head[3], high, head)) {
            column.unit = values_[low].unit == Unit::money ? Unit::money : column.unit;
            fold(values_[low].constant);
            fold(values_[high].constant);
            set_param_range(column, head, first.constant,
                            {values_[low].constant, values_[high].constant});
        }
    }
    check_width(column, head[1].span);
}

void Checker::set_param_range(value::ColumnSchema& column, const Node& head, const Rational& value,
                              const number::Interval& range) {
    const Span place = join(head[2].span, head[3].span);
    if (range.low > range.high) {
        sink_.report(Kind::empty_range, place, {words(head[2]).front(), words(head[3]).front()})
            .fix("write the smaller end first");
        return;
    }
    column.range = range;
    if (column.range.contains(value)) return;
    sink_
        .report(Kind::outside_range, head[1].span,
                {words(head[1]).front(), words(head[2]).front(), words(head[3]).front()})
        .also(place, "the range")
        .fix("write a value inside the range");
}

/// A param that is a day, yes/no or a text. Days have a range as numbers do; yes/no and texts have
/// none, so a host may always say another.
void Checker::set_no_number(value::ColumnSchema& column, const Node& head, ValueId value) {
    const Value first = values_[value];
    column.type = first.type;
    column.step = Rational(1);
    if (first.type == Type::date) {
        const auto day = day_of(first.constant);
        if (!day) {
            const auto text = words(head[1]).front();
            sink_.report(Kind::date_out_of_range, head[1].span, {in_quotes(text)})
                .fix("write a day inside: 2026-07-01");
            return;
        }
        column.range = first.range;
        column.default_value = FactValue(*day);
    } else if (first.type == Type::boolean) {
        column.default_value = FactValue(first.constant == 1);
    } else {
        column.default_value = FactValue(first.text);
    }
    if (!head[2]) return;
    if (first.type != Type::date) {
        sink_
            .report(Kind::trait_not_fitting, join(head[2].span, head[3].span),
                    {words(head[2]).front() + " .. " + words(head[3]).front(), kind_of(first)})
            .also(head[1].span, kind_of(first))
            .fix("leave it out: only numbers and dates have a range");
        return;
    }
    std::optional<Rational> ends[2];
    for (const auto slot : {0u, 1u}) {
        const Node& node = head[2 + slot];
        const auto end = constant_value(node, {});
        if (end && values_[end].type != Type::date) {
            sink_
                .report(Kind::wrong_type, node.span,
                        {in_quotes(words(node).front()), kind_of(values_[end]), kind_of(first)})
                .also(head[1].span, kind_of(first))
                .fix("write a day as 2026-07-01");
        } else if (end) {
            ends[slot] = values_[end].constant;
        }
    }
    if (ends[0] && ends[1]) set_param_range(column, head, first.constant, {*ends[0], *ends[1]});
}

void Checker::check_param(std::uint32_t statement) {
    const auto& head = document_.statements[statement].head;
    const auto before = sink_.errors();
    value::ColumnSchema column;
    column.name = ast::first_name(head[0]);
    column.names = names_of(head[0]);
    column.labels = texts_of(head[4]);
    const auto value = constant_value(head[1], {});
    if (value && values_[value].type == Type::number) {
        set_number(column, head, value);
    } else if (value) {
        set_no_number(column, head, value);
    }
    auto& declaration = scope_.at(column.name);
    const ColumnId id{static_cast<std::uint32_t>(plan_.schema.columns.size())};
    plan_.schema.columns.push_back(std::move(column));
    plan_.schema.params.push_back(id);
    if (declaration.statement == statement && sink_.errors() == before) {
        declaration.column = id;
    }
}

}  // namespace meritum::check
