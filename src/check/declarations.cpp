// Declarations: names and the header. See checker.hpp; facts and params are in facts.cpp.
#include <algorithm>
#include <array>
#include <cctype>

#include "check/checker.hpp"
#include "check/describe.hpp"
#include "syntax/currencies.hpp"

namespace meritum::check {

using ast::Row;
using number::Interval;
using value::Type;

namespace {

bool is_list(const ast::Statement& statement) {
    return statement.head.row == Row::fact && statement.head[1].row == Row::type_list;
}

}  // namespace

void Checker::declare_all() {
    using K = Declaration::Kind;
    std::uint32_t lists = 0;
    for (std::uint32_t i = 0; i < document_.statements.size(); ++i) {
        const auto& head = document_.statements[i].head;
        const auto add = [&](K kind, std::vector<std::uint32_t>* of = nullptr) {
            Declaration declaration;
            declaration.kind = kind;
            declaration.statement = i;
            if (of != nullptr) {
                declaration.index = static_cast<std::uint32_t>(of->size());
                of->push_back(i);
            }
            declare(head[0], declaration);
        };
        switch (head.row) {
            case Row::fact:
                add(is_list(document_.statements[i]) ? K::list : K::fact);
                if (is_list(document_.statements[i])) {
                    if (auto found = scope_.find(ast::first_name(head[0])); found != scope_.end()) {
                        found->second.list = ListId{lists};
                    }
                    ++lists;
                }
                break;
            case Row::param: add(K::param); break;
            case Row::let: add(K::let); break;
            case Row::total: add(K::total, &total_statements_); break;
            case Row::table: add(K::table, &table_statements_); break;
            case Row::category: add(K::category, &category_statements_); break;
            case Row::bonus:
            case Row::deduction:
            case Row::rule:
            case Row::kpi: add(K::rule, &rule_statements_); break;
            case Row::veto: add(K::veto, &veto_statements_); break;
            case Row::outcome:
            case Row::outcome_by_grade: add(K::outcome, &outcome_statements_); break;
            default: break;
        }
    }
    for (std::uint32_t i = 0; i < document_.statements.size(); ++i) {
        if (document_.statements[i].head.row == Row::let_item) declare_item_let(i);
    }
    let_busy_.assign(document_.statements.size(), false);
    rules_.resize(rule_statements_.size());
    categories_.resize(category_statements_.size());
    outcomes_.resize(outcome_statements_.size());
}

/// A value of each item: its names are fields of the list.
void Checker::declare_item_let(std::uint32_t statement) {
    const auto& head = document_.statements[statement].head;
    const auto list = scope_.find(head[2].identity);
    if (list == scope_.end() || list->second.kind != Declaration::Kind::list) {
        sink_.report(Kind::not_a_list, head[2].span, {head[2].text})
            .fix("name a `fact ... list of`");
        return;
    }
    for (const auto& name : head[0].slots) {
        const auto key = std::pair(list->second.list.index, name.text);
        const auto& fields = document_.statements[list->second.statement].clauses;
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const Node& one) {
            return std::any_of(one[0].slots.begin(), one[0].slots.end(),
                               [&](const Node& other) { return other.text == name.text; });
        });
        const auto taken = item_lets_.find(key);
        if (field != fields.end() || taken != item_lets_.end()) {
            sink_.report(Kind::duplicate_name, name.span, {name.text})
                .also(field != fields.end() ? (*field)[0].span
                                            : document_.statements[taken->second].head[0].span,
                      "declared here first")
                .fix("choose another name for one of them");
        } else {
            item_lets_.emplace(key, statement);
        }
    }
}

/// Every name of a declaration, in any tongue, is taken for the whole plan.
void Checker::declare(const Node& names, Declaration declaration) {
    for (std::size_t i = document_.languages.size(); i < names.slots.size(); ++i) {
        names_without_tongue_.emplace_back(names[i].text, names[i].span);
    }
    for (const auto& name : names.slots) {
        if (is_own_name(name.text)) {
            sink_
                .report(Kind::reserved_name, name.span,
                        {name.text, is_score_name(name.text) ? "score" : "grade"})
                .fix("choose another name");
        } else if (const auto taken = places_.find(name.text); taken != places_.end()) {
            sink_.report(Kind::duplicate_name, name.span, {name.text})
                .also(taken->second, "declared here first")
                .fix("choose another name for one of them");
        } else {
            places_[name.text] = name.span;
            aliases_[name.text] = ast::first_name(names);
        }
    }
    scope_.emplace(ast::first_name(names), declaration);
}

void Checker::check_header() {
    const auto* plan = statement_of(Row::plan);
    const auto& statements = document_.statements;
    const auto own = std::find_if(statements.begin(), statements.end(),
                                  [](const auto& statement) { return statement.file == 0; });
    const auto& first = own != statements.end() ? *own : statements.front();
    const Span at = first.head.span;
    const bool unread = std::any_of(broken_.begin(), broken_.end(),
                                    [&](Span broken) { return broken.begin < at.begin; });
    if (first.head.row != Row::plan && !unread) {
        sink_.report(Kind::missing_plan, at)
            .fix(
                "begin with `plan name \"Title\"`; a file for `use` is checked with the plan "
                "that uses it");
    }
    header_unread_ = plan == nullptr || is_broken(*plan);
    if (plan == nullptr) {
        return;
    }
    plan_.story.plan = ast::first_name(plan->head[0]);
    plan_.story.names = names_of(plan->head[0]);
    plan_.story.label = texts_of(plan->head[1]);
    if (const auto* cycle = only_clause(*plan, Row::plan_cycle)) {
        static constexpr Row cycles[] = {Row::cycle_month, Row::cycle_quarter, Row::cycle_half,
                                         Row::cycle_year};
        const auto* found = std::find(std::begin(cycles), std::end(cycles), (*cycle)[0].row);
        plan_.schema.cycle = static_cast<value::Cycle>(found - std::begin(cycles));
    }
    if (const auto* currency = only_clause(*plan, Row::plan_currency)) {
        if (syntax::is_currency((*currency)[0].text)) {
            plan_.schema.currency = (*currency)[0].text;
        } else {
            header_unread_ = true;
            auto code = (*currency)[0].text;
            std::transform(code.begin(), code.end(), code.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
            if (code == "RMB" || code == "人民币" || code == "元") code = "CNY";
            sink_.report(Kind::unknown_currency, (*currency)[0].span, {(*currency)[0].text})
                .fix(syntax::is_currency(code)
                         ? "write `" + code + "`"
                         : "write a code of ISO 4217, such as CNY, EUR or USD");
        }
    }
    check_languages(only_clause(*plan, Row::plan_languages));
    if (const auto* effective = only_clause(*plan, Row::plan_effective)) {
        const auto day = [&](const Node& node) {
            const auto id = constant_value(node, {});
            if (id && values_[id].type != Type::date) {
                sink_
                    .report(Kind::wrong_type, node.span,
                            {in_quotes(words(node).front()), kind_of(values_[id]), "a date"})
                    .fix("write a day as 2026-07-01");
                return ValueId{};
            }
            return id;
        };
        const auto from = day((*effective)[0]);
        const auto to = day((*effective)[1]);
        if (from && to && values_[from].constant > values_[to].constant) {
            sink_.report(Kind::bad_effective, (*effective)[1].span)
                .also((*effective)[0].span, "the first day")
                .fix("write the earlier day first");
        } else if (from && to) {
            plan_.effective = Interval{values_[from].constant, values_[to].constant};
        }
    }
}

/// Which tongue each name of `a | b` is in: codes, each once, and no name without one.
void Checker::check_languages(const Node* clause) {
    std::map<std::string, Span> seen;
    for (std::size_t i = 0; clause != nullptr && i < (*clause)[0].slots.size(); ++i) {
        const Node& code = (*clause)[0][i];
        const bool short_word = code.text.size() == 2 || code.text.size() == 3;
        const bool letters = std::all_of(code.text.begin(), code.text.end(),
                                         [](char c) { return c >= 'a' && c <= 'z'; });
        const auto [first, fresh] = seen.emplace(code.text, code.span);
        if (!short_word || !letters) {
            sink_.report(Kind::unknown_language, code.span, {code.text})
                .fix("write codes of ISO 639, such as `languages en, zh`");
        } else if (!fresh) {
            sink_.report(Kind::repeated_clause, code.span, {code.text, "this line"})
                .also(first->second, "the first one")
                .fix("keep one of them");
        }
    }
    for (const auto& [name, extra] : names_without_tongue_) {
        auto finding = sink_.report(Kind::name_without_language, extra, {name});
        if (clause != nullptr) {
            finding.also(clause->span, "the languages of names");
        }
        finding.fix("leave it out, or name its language: `languages en, zh, ...` under `plan`");
    }
}

const ast::Node* Checker::trait(const Node& traits, Row row) {
    const Node* found = nullptr;
    for (const auto& node : traits.slots) {
        if (node.row == row && found != nullptr) {
            sink_.report(Kind::repeated_clause, node.span, {words(*found).front(), "this line"})
                .also(found->span, "the first one")
                .fix("keep one of them");
        } else if (node.row == row) {
            found = &node;
        }
    }
    return found;
}

const ast::Node* Checker::only_clause(const ast::Statement& statement, Row row) {
    const Node* found = nullptr;
    for (const auto& clause : statement.clauses) {
        if (clause.row == row && found != nullptr) {
            sink_
                .report(Kind::repeated_clause, clause.span,
                        {words(*found).front(), in_quotes(words(statement.head).front())})
                .also(found->span, "the first one")
                .fix("keep one of them");
        } else if (clause.row == row) {
            found = &clause;
        }
    }
    return found;
}

}  // namespace meritum::check
