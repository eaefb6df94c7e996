// Declarations and the reading of facts by them. See declarations.hpp.
#include "agreement/declarations.hpp"

#include <type_traits>
#include <variant>

namespace meritum::agreement {

using ast::Row;

namespace {

Value date(long days) { return {Value::Kind::date, false, Fraction(days), {}}; }
Value text(std::string words) { return {Value::Kind::text, false, 0, std::move(words)}; }

Value date_of(const std::string& words) {
    const auto days = days_of(words);
    if (!days) throw Undefined("not a date: " + words);
    return date(*days);
}

Value number_of(const std::string& words) {
    const auto x = fraction_of(words);
    if (!x) throw Undefined("not a number: " + words);
    return number(*x);
}

Value boolean_of(const std::string& words) {
    if (words == "yes" || words == "true") return yes_or_no(true);
    if (words == "no" || words == "false") return yes_or_no(false);
    throw Undefined("neither yes nor no: " + words);
}

/// A text of the facts is taken for the declared type.
Value value_of_words(Row type, const std::string& words) {
    switch (type) {
        case Row::type_text: return text(words);
        case Row::type_date: return date_of(words);
        case Row::type_boolean: return boolean_of(words);
        default: return number_of(words);
    }
}

}  // namespace

Declarations::Declarations(const ast::Document& plan) : plan_(plan) {
    for (const auto& statement : plan.statements) {
        const ast::Node& head = statement.head;
        const bool has_name = head.row != Row::score && head.row != Row::grade &&
                              head.row != Row::plan && head.row != Row::veto &&
                              head.row != Row::let_item && head.row != Row::require_refuse &&
                              head.row != Row::require_warn;
        if (has_name) by_name_[ast::first_name(head[0])] = &statement;
        if (head.row == Row::fact) declare_choices(head[1]);
        for (const auto& clause : statement.clauses) {
            if (clause.row == Row::field) declare_choices(clause[1]);
            if (clause.row == Row::grade_from || clause.row == Row::grade_otherwise) {
                for (const auto& name : clause[0].slots) {
                    choices_[name.text] = ast::first_name(clause[0]);
                }
            }
        }
    }
}

void Declarations::declare_choices(const ast::Node& type) {
    if (type.row != Row::type_one_of) return;
    for (const auto& names : type[0].slots) {
        for (const auto& name : names.slots) choices_[name.text] = ast::first_name(names);
    }
}

const ast::Statement* Declarations::find(const std::string& identity) const {
    const auto found = by_name_.find(identity);
    return found == by_name_.end() ? nullptr : found->second;
}

const ast::Statement* Declarations::only(Row row) const {
    for (const auto& statement : plan_.statements) {
        if (statement.head.row == row) return &statement;
    }
    return nullptr;
}

const std::string& Declarations::choice(const std::string& name) const {
    const auto found = choices_.find(name);
    if (found == choices_.end()) throw Undefined("nothing is called " + name);
    return found->second;
}

std::optional<Value> Declarations::literal(const ast::Node& node) const {
    switch (node.row) {
        case Row::number: return number(to_fraction(node.number));
        case Row::money: return number(to_fraction(node[0].number));
        case Row::text: return text(node.text);
        case Row::date: return date_of(node.text);
        case Row::yes: return yes_or_no(true);
        case Row::no: return yes_or_no(false);
        case Row::parenthesis: return literal(node[0]);
        case Row::negative: {
            auto x = literal(node[0]);
            if (x) x->number = -x->number;
            return x;
        }
        default: return {};
    }
}

std::optional<Value> Declarations::read(const ast::Node& declaration,
                                        const FactValue* given) const {
    const Row type = declaration[1].row;
    if (!given || given->is_missing()) {
        for (const auto& trait : declaration[2].slots) {
            if (trait.row == Row::trait_optional) return {};
            if (trait.row != Row::trait_default) continue;
            const ast::Node& value = trait[0];
            if (value.row != Row::name) return literal(value);
            return Value{Value::Kind::choice, false, 0, choice(value.text)};
        }
        throw Undefined("the fact " + ast::first_name(declaration[0]) + " is missing");
    }
    if (const auto* yes = std::get_if<bool>(&given->get())) return yes_or_no(*yes);
    if (const auto* decimal = std::get_if<Decimal>(&given->get()))
        return number(to_fraction(*decimal));
    if (const auto* day = std::get_if<Date>(&given->get()))
        return date(static_cast<long>(day->days()));
    const auto& words = std::get<std::string>(given->get());
    if (type == Row::type_one_of) return Value{Value::Kind::choice, false, 0, choice(words)};
    return value_of_words(type, words);
}

bool has_name(const ast::Node& names, const std::string& name) {
    for (const auto& one : names.slots) {
        if (one.text == name) return true;
    }
    return false;
}

const FactValue* given_value(const std::vector<Fact>& facts, const ast::Node& names) {
    for (const auto& fact : facts) {
        if (has_name(names, fact.name)) return &fact.value;
    }
    return nullptr;
}

namespace {

const ast::Node* named_field(const ast::Statement& list, Row trait) {
    if (list.head.row != Row::fact) return nullptr;
    for (const auto& one : list.head[2].slots) {
        if (one.row != trait) continue;
        for (const auto& field : list.clauses) {
            if (has_name(field[0], one[0].text)) return &field;
        }
    }
    return nullptr;
}

}  // namespace

const ast::Node* key_of(const ast::Statement& list) { return named_field(list, Row::trait_key); }
const ast::Node* order_of(const ast::Statement& list) {
    return named_field(list, Row::trait_order);
}

const std::vector<Item>& given_items(const Facts& facts, const ast::Node& names) {
    static const std::vector<Item> none;
    for (const auto& list : facts.lists) {
        if (has_name(names, list.name)) return list.items;
    }
    return none;
}

}  // namespace meritum::agreement
