// The other half of a refusal: where the author said what makes it so, and what to write instead.
// See checker.hpp. In: the place of an expression. Out: the declaration behind its first name, what
// it divides by, fixes. Tests: the pages of tests/golden/diagnostics/.
#include <algorithm>

#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using value::Type;
using value::Unit;

namespace {

bool within(Span inner, Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

/// The first node, in the order of the text, for which `is` holds and which lies within `where`.
template <typename Is>
const ast::Node* first_node(const ast::Node& node, Span where, const Is& is) {
    if (node.span.end <= where.begin || where.end <= node.span.begin) return nullptr;
    if (within(node.span, where) && is(node)) return &node;
    for (const auto& slot : node.slots) {
        if (const auto* found = first_node(slot, where, is)) return found;
    }
    return nullptr;
}

template <typename Is>
const ast::Node* first_node(const ast::Statement& statement, Span where, const Is& is) {
    if (const auto* found = first_node(statement.head, where, is)) return found;
    for (const auto& clause : statement.clauses) {
        if (const auto* found = first_node(clause, where, is)) return found;
    }
    return nullptr;
}

/// What `node` divides by, if it divides.
const ast::Node* divisor_of(const ast::Node& node) {
    const bool steps = node.row == Row::per_above || node.row == Row::per_below ||
                       (node.row == Row::per && node[2]);
    return node.row == Row::divide || steps ? &node[1] : nullptr;
}

/// What a fact, field or param may be, as its label: "money, 0 .. 1000", "a choice, optional".
std::string said_of(const value::ColumnSchema& column) {
    Value like;
    like.type = column.type;
    like.unit = column.unit;
    like.percent = column.percent;
    auto text = kind_of(like);
    const bool ranged = column.type == value::Type::number || column.type == value::Type::date;
    if (ranged)
        text += ", " + written(column.range.low, like) + " .. " + written(column.range.high, like);
    return column.optional ? text + ", optional" : text;
}

}  // namespace

const ast::Statement* Checker::statement_at(Span where) const {
    const auto& statements = document_.statements;
    const auto after = std::upper_bound(statements.begin(), statements.end(), where.begin,
                                        [](std::uint32_t at, const ast::Statement& statement) {
                                            return at < statement.head.span.begin;
                                        });
    return after == statements.begin() ? nullptr : &*(after - 1);
}

/// The declaration of a field that a rule reads of its items.
std::optional<Checker::Origin> Checker::origin_of_field(const ast::Statement& rule,
                                                        const std::string& name) const {
    for (const auto& clause : rule.clauses) {
        if (clause.row != Row::rule_for_each) continue;
        const auto list = scope_.find(clause[1].identity);
        if (list == scope_.end() || list->second.kind != Declaration::Kind::list) continue;
        for (const auto& field : document_.statements[list->second.statement].clauses) {
            if (field.row != Row::field) continue;
            for (const auto& alias : field[0].slots) {
                if (alias.text != name) continue;
                for (const auto& column : plan_.schema.columns) {
                    if (column.list == list->second.list &&
                        column.name == ast::first_name(field[0])) {
                        return Origin{field[0].span, said_of(column)};
                    }
                }
            }
        }
    }
    return std::nullopt;
}

/// The declaration behind the first name within `where`; through a `let` to what it is made of.
std::optional<Checker::Origin> Checker::origin(Span where, std::size_t lets) const {
    const auto* statement = statement_at(where);
    if (statement == nullptr) return std::nullopt;
    const auto* node = first_node(*statement, where, [&](const Node& at) {
        if (at.row == Row::member) return true;
        const auto declared = at.row == Row::name ? scope_.find(at.identity) : scope_.end();
        if (declared == scope_.end()) return false;
        const auto place = places_.find(at.text);
        return place == places_.end() ||
               !within(place->second, where);  // not a declared name itself
    });
    if (node == nullptr) return std::nullopt;
    if (node->row == Row::member) return origin_of_field(*statement, (*node)[1].text);
    const auto& declaration = scope_.at(node->identity);
    const auto& head = document_.statements[declaration.statement].head;
    switch (declaration.kind) {
        case Declaration::Kind::fact:
        case Declaration::Kind::param:
            if (!declaration.column) return std::nullopt;
            return Origin{head[0].span, said_of(plan_.schema.columns[declaration.column.index])};
        case Declaration::Kind::let:
            if (lets == 0) return Origin{head[0].span, "declared here"};
            return origin(head[1].span, lets - 1);
        case Declaration::Kind::list:
        case Declaration::Kind::category:
        case Declaration::Kind::rule:
        case Declaration::Kind::veto:
        case Declaration::Kind::outcome: return Origin{head[0].span, "declared here"};
    }
    return std::nullopt;
}

/// What the expression at `where` divides by, through lets.
std::optional<Checker::Origin> Checker::division(Span where, std::size_t lets) const {
    const auto* statement = statement_at(where);
    if (statement == nullptr) return std::nullopt;
    const auto divides = [](const Node& at) { return divisor_of(at) != nullptr; };
    if (const auto* node = first_node(*statement, where, divides)) {
        return Origin{divisor_of(*node)->span, "divides by this"};
    }
    std::optional<Origin> found;
    first_node(*statement, where, [&](const Node& at) {
        const auto declared = at.row == Row::name ? scope_.find(at.identity) : scope_.end();
        if (lets > 0 && declared != scope_.end() &&
            declared->second.kind == Declaration::Kind::let) {
            const auto& head = document_.statements[declared->second.statement].head;
            if (!within(head[0].span, where)) found = division(head[1].span, lets - 1);
        }
        return found.has_value();
    });
    return found;
}

void Checker::report_unknown_name(const Node& node) {
    if (may_be_declared(node.text)) {
        return;
    }
    sink_.report(Kind::unknown_name, node.span, {node.text}).fix(instead_of_unknown(node.text));
}

/// What was most likely meant by a name that nothing has.
std::string Checker::instead_of_unknown(const std::string& name) const {
    if (name == "true" || name == "false") {
        return std::string("write `") + (name == "true" ? "yes`" : "no`");
    }
    if (is_grade_name(name)) {
        return "add a `" + name + "` statement with its rows";
    }
    for (std::size_t i = 0; items_ != nullptr && i < plan_.schema.columns.size(); ++i) {
        const auto& column = plan_.schema.columns[i];
        if (column.list == items_->list &&
            std::find(column.names.begin(), column.names.end(), name) != column.names.end()) {
            return "write `" + items_->item.front() + "." + name + "`";
        }
    }
    for (const auto& column : plan_.schema.columns) {
        for (const auto& choice : column.choices) {
            if (std::find(choice.begin(), choice.end(), name) != choice.end()) {
                return "it is a choice of `" + column.name + "`: compare them, as in `" +
                       column.name + " = " + name + "`";
            }
        }
    }
    std::vector<std::string> known{"score"};
    for (const auto& [alias, identity] : aliases_) {
        known.push_back(alias);
    }
    if (!plan_.grades.empty()) {
        known.emplace_back("grade");
    }
    constexpr std::size_t enough = 100;  // errors: nobody reads that many suggestions
    const auto near = sink_.errors() < enough ? nearest_spelling(name, known) : std::nullopt;
    if (near) {
        return "did you mean `" + *near + "`?";
    }
    return "declare it: `fact " + name + " ...`, `param " + name + " = ...` or `let " + name +
           " = ...`";
}

/// Whether a member names the item of its own rule, where items cannot be seen.
bool Checker::names_item(const Node& member) const {
    const auto* rule = statement_at(member.span);
    return rule != nullptr &&
           std::any_of(rule->clauses.begin(), rule->clauses.end(), [&](const Node& clause) {
               return clause.row == Row::rule_for_each &&
                      ast::first_name(clause[0]) == member[0].identity;
           });
}

/// What a bare name refers to; null for anything else.
const Declaration* Checker::declaration_of(const Node& node) const {
    const auto found = node.row == Row::name ? scope_.find(node.identity) : scope_.end();
    return found == scope_.end() ? nullptr : &found->second;
}

/// How two values that do not fit are made to.
std::string Checker::instead_of_mismatch(const Node& right_node, const Value& left,
                                         const Value& right) const {
    const auto* declared = declaration_of(right_node);
    if (left.unit == Unit::money && declared != nullptr && right.unit == Unit::plain &&
        declared->kind == Declaration::Kind::param) {
        return "write the param with its currency, as in `1000 " + left.currency + "`";
    }
    if (left.unit == Unit::money || right.unit == Unit::money) {
        return "divide money by money, or turn it into points with `1 per ... of ...`";
    }
    if (left.type == Type::choice && right.type == Type::text) {
        return "write the choice without quotes";
    }
    if (left.type == Type::date && right.type == Type::text) {
        return "write the day without quotes: 2026-07-01";
    }
    return "use two values of one kind";
}

/// Money by points: how that is said.
std::string Checker::per_points(const Node& product, bool right_is_points) const {
    const auto left = as_operand(product[0]);
    const auto right = as_operand(product[1]);
    return "`" + (right_is_points ? left + " per 1 of " + right : right + " per 1 of " + left) +
           "`, or `per 100 of` for a hundredth";
}

/// How to make a number of what is none.
std::string Checker::fix_of_number(ValueId id, const Node& node) const {
    const auto text = words(node).front();
    switch (values_[id].type) {
        case Type::boolean: return "say what a yes is worth: `(1 when " + text + ", else 0)`";
        case Type::date: return "subtract another date from it: that is a number of days";
        default: return "say what each case is worth: `(1 when " + text + " = ..., else 0)`";
    }
}

std::string Checker::nearest_grade(const std::string& name) const {
    std::vector<std::string> known;
    std::string all;
    for (const auto& names : plan_.grades) {
        known.insert(known.end(), names.begin(), names.end());
        all += (all.empty() ? "`" : ", `") + names.front() + '`';
    }
    const auto near = nearest_spelling(name, known);
    return near ? "did you mean `" + *near + "`?" : "the grades are " + all;
}

/// Points to the line that opens the plan, for what it does not say.
Finding& Checker::at_plan(Finding& finding, std::string text) {
    const auto* plan = statement_of(Row::plan);
    return plan != nullptr ? finding.also(plan->head.span, std::move(text)) : finding;
}

Finding Checker::refuse(Kind kind, Span where, const std::vector<std::string>& words) {
    auto finding = sink_.report(kind, where, words);
    if (const auto from = origin(where)) finding.also(from->place, from->text);
    return finding;
}

}  // namespace meritum::check
