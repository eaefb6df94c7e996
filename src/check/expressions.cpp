// Expressions: names, literals and arithmetic, with types and units. See checker.hpp; phrases are
// in phrases.cpp.
#include <algorithm>

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "meritum/date.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;
using value::Unit;

namespace {

/// How often the lets behind one may be evaluated anew because more is known; chains of eight
/// conditional lets need it.
constexpr std::size_t let_environments = 500;

const ast::Node& bare(const ast::Node& node) {
    return node.row == Row::parenthesis ? bare(node[0]) : node;
}

}  // namespace

ValueId Checker::value(const Node& node, const Env& env) {
    here_ = node.span;
    switch (node.row) {
        case Row::number: return literal(node);
        case Row::money: return money(node);
        case Row::text: return values_.text(node.text);
        case Row::date: return date(node);
        case Row::yes: return values_.boolean(true);
        case Row::no: return values_.boolean(false);
        case Row::name: return name(node, env);
        case Row::member: return member(node, env);
        case Row::parenthesis: return value(node[0], env);
        case Row::negative: return negative(node, env);
        case Row::add:
        case Row::subtract: return sum(node, env);
        case Row::multiply: return product(node, env);
        case Row::divide: return quotient(node, env);
        case Row::less:
        case Row::less_equal:
        case Row::greater:
        case Row::greater_equal:
        case Row::equal:
        case Row::not_equal:
        case Row::logical_not:
        case Row::logical_and:
        case Row::logical_or:
        case Row::known: return condition(node, env);
        case Row::fallback: return fallback(node, env);
        case Row::conditional: return conditional(node, env);
        case Row::at_least:
        case Row::at_most: return clamp(node, env);
        case Row::round: return rounded(node, env);
        case Row::tiered: return tiered(node, env);
        case Row::rank: return rank(node, env);
        case Row::previous: return previous(node, env);
        case Row::per:
        case Row::per_above:
        case Row::per_below:
        case Row::per_full:
        case Row::per_full_above:
        case Row::per_full_below: return per(node, env);
        default: break;  // rows that are no expressions; the grammar does not put them here
    }
    return {};
}

ValueId Checker::literal(const Node& node) {
    const bool percent = node.text.find('%') != std::string::npos ||
                         node.text.find("\xEF\xBC\x85") != std::string::npos;  // full-width percent
    const auto id = values_.number(number::rational(node.number));
    return percent ? values_.labelled(id, [](Value& value) { value.percent = true; }) : id;
}

ValueId Checker::money(const Node& node) {
    const auto& currency = node[1].text;
    if (plan_.schema.currency.empty()) {
        if (header_unread_) {
            return {};
        }
        auto finding = sink_.report(Kind::no_currency, node.span, {words(node).front()});
        at_plan(finding, "says no currency");
        finding.fix("add `currency " + currency + "` under `plan`");
        return {};
    }
    if (currency != plan_.schema.currency) {
        sink_
            .report(Kind::currency_mismatch, node[1].span,
                    {words(node).front(), currency, plan_.schema.currency})
            .also(only_clause(*statement_of(Row::plan), Row::plan_currency)->span,
                  "the plan's currency")
            .fix("write the amount in " + plan_.schema.currency +
                 "; currencies meet only through a rate that is a fact");
        return {};
    }
    warn_of_point(node[0]);
    return values_.labelled(literal(node[0]), [&](Value& value) {
        value.unit = Unit::money;
        value.currency = currency;
        value.literal = false;
    });
}

ValueId Checker::date(const Node& node) {
    const auto date = Date::parse(node.text);
    if (!date) {
        sink_.report(Kind::bad_date, node.span, {node.text})
            .fix("write a day of the calendar, YYYY-MM-DD");
        return {};
    }
    return values_.date(Rational(date->days()));
}

/// The guard of the place where something is read; a fact or a number is the same everywhere.
ValueId Checker::place_of(ValueId id, const Env& env) const {
    const bool same = !id || values_[id].op == Op::column || values_[id].op == Op::constant;
    return same ? ValueId{} : env.guard;
}

void Checker::read(const Node& node, const Words& label, ValueId id, ValueId place,
                   std::vector<Parts::Reading> from) {
    if (trace_ == nullptr || !id) {
        return;
    }
    for (const auto& reading : trace_->readings) {
        if (values_[reading.quantity].term == values_[id].term) {
            return;
        }
    }
    trace_->readings.push_back(
        {words(node), label, id, values_[id].percent, std::move(from), place});
}

ValueId Checker::name(const Node& node, const Env& env) {
    if (const auto found = scope_.find(node.identity); found != scope_.end()) {
        found->second.used = true;
        return declared(node, found->second, env);
    }
    ValueId id;
    if (is_score_name(node.text)) {
        id = score_value();
    } else if (is_grade_name(node.text) && statement_of(Row::grade) != nullptr) {
        id = grade_value();
    } else if (items_ != nullptr && node.identity == item_name_) {
        sink_.report(Kind::not_a_value, node.span, {node.text, "an item of a list"})
            .fix("name the field to read: `" + node.text + ".field`");
        return {};
    } else {
        report_unknown_name(node);
        return {};
    }
    read(node, {}, id, place_of(id, env));
    return id;
}

ValueId Checker::declared(const Node& node, Declaration& declaration, const Env& env) {
    using K = Declaration::Kind;
    ValueId id;
    if (path_.size() > limits::definition_chain) {
        sink_.report(Kind::nested_too_deep, node.span, {std::to_string(limits::definition_chain)})
            .fix("say it with fewer definitions that hang on each other");
        return {};
    }
    switch (declaration.kind) {
        case K::fact:
        case K::param:
            if (!declaration.column) {
                return {};  // its declaration was wrong and said so
            }
            id = values_.column(declaration.column, env);
            read(node, plan_.schema.columns[declaration.column.index].labels, id, {});
            return id;
        case K::let: return let_value(node, declaration, env);
        case K::rule: id = rule_points(declaration.index); break;
        case K::category: id = category_points(declaration.index); break;
        case K::outcome: id = outcome_value(declaration.index); break;
        case K::list:
            sink_.report(Kind::not_a_value, node.span, {node.text, "a list"})
                .also(places_[node.text], "declared here")
                .fix("go through its items with `for each item in " + node.text + "`");
            return {};
        case K::veto:
            sink_.report(Kind::not_a_value, node.span, {node.text, "a veto"})
                .also(places_[node.text], "declared here")
                .fix("name the condition with `let` and use it in both places");
            return {};
    }
    if (id) {
        // A total of others is read as it is; what is known here narrows it like any value.
        const auto& statement = document_.statements[declaration.statement];
        read(node, texts_of(statement.head[1]), id, place_of(id, env));
    }
    return id;
}

/// What a `let` is under `env`. It may be narrowed by what is known there, so it is kept in the
/// innermost environment that knows anything of what it asks for; those inside of which that is all
/// there is to know read it from there.
const LetValue& Checker::let_under(const Node& node, std::uint32_t statement, const Env& env) {
    const auto place_of = [&env](const std::set<TermId>& asked, const Env* last) {
        const auto* place = &env;
        while (place != last && place->outer != nullptr && !place->knows_any(asked)) {
            place = place->outer;
        }
        return place;
    };
    const bool tired = lets_inside_ > let_environments && let_depth_ > 0;
    for (const auto* at = &env; at != nullptr; at = at->outer) {
        const auto memo = at->lets.find(statement);
        if (memo == at->lets.end()) {
            continue;
        }
        if (tired || place_of(memo->second.asked, at) == at) {
            if (env.asked != nullptr) {
                env.asked->insert(memo->second.asked.begin(), memo->second.asked.end());
            }
            return memo->second;
        }
        break;
    }
    const auto under = [&](const Env& outer) {
        LetValue let;
        Env inside;
        inside.outer = &outer;
        inside.guard = outer.guard;
        inside.asked = &let.asked;
        Trace inner;
        Trace* trace = trace_;
        const auto* items = items_;
        trace_ = &inner;
        items_ = nullptr;  // a let does not see the items of who uses it
        let.guard = outer.guard;
        let.value = value(document_.statements[statement].head[1], inside);
        items_ = items;
        trace_ = trace;
        let.from = std::move(inner.readings);
        return let;
    };
    let_busy_[statement] = true;
    path_.push_back(node.identity);
    lets_inside_ = let_depth_ == 0 ? 0 : lets_inside_ + 1;
    ++let_depth_;
    // Lets over lets in branches double with every level; past the limit they do without what is
    // known here.
    const auto* place = tired ? place_of({}, nullptr) : &env;
    auto let = under(*place);
    if (!tired && (place = place_of(let.asked, nullptr)) != &env) {
        let = under(*place);  // it holds under that guard, not only under this one
    }
    --let_depth_;
    path_.pop_back();
    let_busy_[statement] = false;
    if (env.asked != nullptr) {
        env.asked->insert(let.asked.begin(), let.asked.end());
    }
    return place->lets[statement] = std::move(let);
}

ValueId Checker::let_value(const Node& node, Declaration& declaration, const Env& env) {
    if (let_busy_[declaration.statement]) {
        cycle(node.identity, node.span);
        return {};
    }
    const auto& let = let_under(node, declaration.statement, env);
    here_ = node.span;
    read(node, {}, let.value, let.guard, let.from);
    return let.value;
}

ValueId Checker::member(const Node& node, const Env& env) {
    if (items_ == nullptr && is_broken(*statement_at(node.span))) {
        return {};  // its `for each` may be what could not be read
    }
    if (items_ == nullptr || node[0].identity != item_name_) {
        auto finding = sink_.report(Kind::not_an_item, node[0].span, {node[0].text});
        if (items_ != nullptr) {
            finding.fix("the item here is `" + items_->item.front() + "`");
        } else if (names_item(node)) {
            finding.fix(
                "items are read by the amount and by `where`; here, ask for what the rule "
                "gives, or name the fact itself");
        } else {
            finding.fix("add `for each " + node[0].text + " in ...` to the rule");
        }
        return {};
    }
    const auto& list = plan_.schema.lists[items_->list.index];
    std::vector<std::string> names;
    std::string all;  // first names only
    for (const auto field : list.fields) {
        const auto& column = plan_.schema.columns[field.index];
        if (std::find(column.names.begin(), column.names.end(), node[1].text) !=
            column.names.end()) {
            const auto id = values_.column(field, env);
            read(node, column.labels, id, {});
            return id;
        }
        names.insert(names.end(), column.names.begin(), column.names.end());
        all += (all.empty() ? "`" : ", `") + column.name + '`';
    }
    auto finding = sink_.report(Kind::unknown_field, node[1].span, {list.name, node[1].text});
    const auto near = nearest_spelling(node[1].text, names);
    finding.also(places_[list.name], "the list")
        .fix(near ? "did you mean `" + *near + "`?" : "its fields are " + all);
    return {};
}

ValueId Checker::with_unit(ValueId id, ValueId like) {
    const Value of = values_[like];
    return values_.labelled(id, [&](Value& value) {
        value.unit = of.unit;
        value.currency = of.currency;
        value.percent = of.percent;
        value.literal = of.literal;
    });
}

/// Makes the units of two values agree: a literal takes the other's, a plain number becomes points
/// beside points.
bool Checker::unify(const Node& a_node, ValueId& a, const Node& b_node, ValueId& b,
                    const Node& whole) {
    if (!a || !b) {
        return false;
    }
    const Value left = values_[a];
    const Value right = values_[b];
    const auto take = [&](ValueId& id, const Value& like) {
        id = values_.labelled(id, [&](Value& value) {
            value.unit = like.unit;
            value.currency = like.currency;
            value.literal = value.literal && like.literal;
        });
    };
    const bool same_type = left.type == right.type &&
                           (left.type != Type::choice || left.choices_of == right.choices_of);
    if (same_type && (left.type != Type::number || left.unit == right.unit)) {
        return true;
    }
    if (same_type) {
        if (left.unit == Unit::plain && (left.literal || right.unit == Unit::points)) {
            take(a, right);
            return true;
        }
        if (right.unit == Unit::plain && (right.literal || left.unit == Unit::points)) {
            take(b, left);
            return true;
        }
    }
    const bool compares = whole.row == Row::less || whole.row == Row::less_equal ||
                          whole.row == Row::greater || whole.row == Row::greater_equal ||
                          whole.row == Row::equal || whole.row == Row::not_equal;
    const auto* what = whole.row == Row::add        ? "added"
                       : whole.row == Row::subtract ? "subtracted"
                       : compares                   ? "compared"
                                                    : "mixed";
    sink_
        .report(Kind::unit_mismatch, b_node.span,
                {in_quotes(words(a_node).front()), in_quotes(words(b_node).front()), what,
                 kind_of(left), kind_of(right)})
        .also(a_node.span, kind_of(left))
        .fix(instead_of_mismatch(whole, {&a_node, left}, {&b_node, right}));
    return false;
}

ValueId Checker::number_value(const Node& node, const Env& env) {
    const auto id = value(node, env);
    if (id && values_[id].type != Type::number) {
        refuse(Kind::wrong_type, node.span,
               {in_quotes(words(node).front()), kind_of(values_[id]), "a number"})
            .fix(fix_of_number(id, node));
        return {};
    }
    here_ = node.span;
    return id;
}

ValueId Checker::sum(const Node& node, const Env& env) {
    auto a = value(node[0], env);
    auto b = value(node[1], env);
    if (!a || !b) {
        return {};
    }
    const bool adds = node.row == Row::add;
    here_ = node.span;
    const Value left = values_[a];
    const Value right = values_[b];
    const auto days = [](const Value& value) {
        return value.type == Type::number &&
               (value.unit == Unit::days || value.unit == Unit::plain) &&
               value.shape.is_decimal() && value.shape.step == 1;
    };
    if (left.type == Type::date && right.type == Type::date && !adds) {
        return values_.labelled(values_.subtract(a, b, env),
                                [](Value& value) { value.unit = Unit::days; });
    }
    if (left.type == Type::date && days(right)) {
        const auto id = adds ? values_.add(a, b, env) : values_.subtract(a, b, env);
        return values_.labelled(id, [](Value& value) { value.type = Type::date; });
    }
    for (const auto* side : {&node[0], &node[1]}) {
        const auto id = side == &node[0] ? a : b;
        if (values_[id].type != Type::number) {
            refuse(Kind::wrong_type, side->span,
                   {in_quotes(words(*side).front()), kind_of(values_[id]), "a number"})
                .fix(fix_of_number(id, *side));
            return {};
        }
    }
    if (!unify(node[0], a, node[1], b, node)) {
        return {};
    }
    const auto like = a;  // constants are folded to bare numbers
    const auto id = adds ? values_.add(a, b, env) : values_.subtract(a, b, env);
    return values_[id].op == Op::constant ? with_unit(id, like) : id;
}

ValueId Checker::product(const Node& node, const Env& env) {
    const auto a = number_value(node[0], env);
    const auto b = number_value(node[1], env);
    if (!a || !b) {
        return {};
    }
    here_ = node.span;
    const Value left = values_[a];
    const Value right = values_[b];
    if (left.unit != Unit::plain && right.unit != Unit::plain) {
        sink_
            .report(Kind::cannot_multiply, node[1].span,
                    {in_quotes(words(node[0]).front()), in_quotes(words(node[1]).front()),
                     kind_of(left), kind_of(right)})
            .also(node[0].span, kind_of(left))
            .fix(left.unit == Unit::points || right.unit == Unit::points
                     ? "count the points in steps: " + per_points(node, right.unit == Unit::points)
                     : "at most one side of `*` may have a unit");
        return {};
    }
    const Value& like = left.unit != Unit::plain ? left : right;
    return values_.labelled(values_.multiply(a, b, env), [&](Value& value) {
        value.unit = like.unit;
        value.currency = like.currency;
        value.percent = left.percent && right.percent;
        value.literal = left.literal && right.literal;
    });
}

ValueId Checker::quotient(const Node& node, const Env& env) {
    const auto a = number_value(node[0], env);
    const auto b = number_value(node[1], env);
    if (!a || !b) {
        return {};
    }
    here_ = node.span;
    const Value left = values_[a];
    const Value right = values_[b];
    if (right.unit != Unit::plain && right.unit != left.unit) {
        sink_
            .report(Kind::cannot_divide, node[1].span,
                    {in_quotes(words(node[0]).front()), in_quotes(words(node[1]).front()),
                     kind_of(left), kind_of(right)})
            .also(node[0].span, kind_of(left))
            .fix("divide by a value of the same kind, or by a plain number");
        return {};
    }
    const auto id = values_.labelled(values_.divide(a, b, env), [&](Value& value) {
        const bool keeps = right.unit == Unit::plain;
        value.unit = keeps ? left.unit : Unit::plain;
        value.currency = keeps ? left.currency : std::string();
        value.percent = false;
        value.literal = left.literal && right.literal;
    });
    // Whoever meets this undefined value wants to say which divisor may be zero.
    const auto zero = values_.equal(b, values_.number(0), env);
    divisors_.emplace(values_[values_.logical_not(zero, env)].term,
                      std::pair(bare(node[1]).span, words(bare(node[1])).front()));
    return id;
}

ValueId Checker::negative(const Node& node, const Env& env) {
    const auto a = number_value(node[0], env);
    here_ = node.span;
    return a ? values_.negate(a, env) : a;
}

}  // namespace meritum::check
