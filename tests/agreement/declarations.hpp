// What a plan declares, by first name, and how facts are read by it. In: the tree and facts. Out:
// declarations and values. Part of the reference evaluator; must not know the engine's checker or
// border.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "agreement/reference.hpp"
#include "meritum/facts.hpp"
#include "syntax/ast.hpp"

namespace meritum::agreement {

class Declarations {
public:
    explicit Declarations(const ast::Document& plan);

    const ast::Document& plan() const { return plan_; }

    /// The fact, param, let, rule, category or outcome of that first name; null if there is none.
    const ast::Statement* find(const std::string& identity) const;

    /// The one statement of that row (`score`, `grade`); null if the plan has none.
    const ast::Statement* only(ast::Row row) const;

    /// A choice's or grade's first name, from any of its names.
    const std::string& choice(const std::string& name) const;

    /// What a fact or field (`declaration` is its node) is worth where `given` stands in the facts
    /// (null: nothing does). Nothing: an optional one that is missing.
    std::optional<Value> read(const ast::Node& declaration, const FactValue* given) const;

    /// A literal: a number, money, text, date, yes, no; `-x` of one.
    std::optional<Value> literal(const ast::Node& node) const;

private:
    void declare_choices(const ast::Node& type);

    const ast::Document& plan_;
    std::map<std::string, const ast::Statement*> by_name_;
    std::map<std::string, std::string> choices_;
};

/// The value of any of these names among the facts of a participant or item; null if there is none.
const FactValue* given_value(const std::vector<Fact>& facts, const ast::Node& names);

/// A list's items, by any of its names; none if the list was not given.
const std::vector<Item>& given_items(const Facts& facts, const ast::Node& names);

/// The field that `key` (or `in order of`) of a list names; null if it names none.
const ast::Node* key_of(const ast::Statement& list);
const ast::Node* order_of(const ast::Statement& list);

bool has_name(const ast::Node& names, const std::string& name);

}  // namespace meritum::agreement
