// The other half of a refusal: where the author said what makes it so, or what was meant. See
// checker.hpp. In: the place of an expression. Out: the declaration behind its first name, what it
// divides by, the nearest name. Tests: the pages of tests/golden/diagnostics/.
#include <algorithm>

#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;

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
    std::vector<std::string> known;
    for (const auto& [alias, identity] : aliases_) {
        known.push_back(alias);
    }
    known.emplace_back("score");
    if (!plan_.grades.empty()) {
        known.emplace_back("grade");
    }
    if (may_be_declared(node.text)) {
        return;
    }
    auto finding = sink_.report(Kind::unknown_name, node.span, {node.text});
    if (const auto near = nearest_spelling(node.text, known)) {
        finding.fix("did you mean `" + *near + "`?");
    } else {
        finding.fix("declare it: `fact " + node.text + " ...`, `param " + node.text +
                    " = ...` or `let " + node.text + " = ...`");
    }
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
