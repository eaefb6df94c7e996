// Expressions: names, literals and arithmetic, with types and units. See checker.hpp; phrases are
// in phrases.cpp.
#include <algorithm>

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "check/aside.hpp"
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

/// A `let` that is read again in another place is taken apart there, too, unless it has this many
/// parts: lets over lets in branches would double with every level.
constexpr std::size_t parts_told_again = 200;

/// And nowhere if it has this many: nobody reads them, and they would double, too.
constexpr std::size_t parts_told = 1'000;

/// How many parts there are, counted up to `most`.
std::size_t parts_of(const Parts::Condition& condition, std::size_t most);
std::size_t parts_of(const Parts::Tiers& tiers, std::size_t most);
std::size_t parts_of(const Parts::Gathering& gathering, std::size_t most);
std::size_t parts_of(const Parts::Reading& reading, std::size_t most);

template <class Part>
std::size_t parts_in(const std::vector<Part>& all, std::size_t most) {
    std::size_t count = 0;
    for (const auto& part : all) {
        if (count >= most) break;
        count += parts_of(part, most - count);
    }
    return std::min(count, most);
}

std::size_t parts_of(const Parts::Gathering& gathering, std::size_t most) {
    std::size_t count = 0;
    if (gathering.condition) count += parts_of(*gathering.condition, most);
    if (gathering.of) count += parts_of(*gathering.of, most - count);
    return count;
}

template <class Whole>
std::size_t parts_of_all(const Whole& whole, const std::vector<Parts::Reading>& readings,
                         std::size_t most) {
    auto count = parts_in(readings, most);
    count += parts_in(whole.choices, most - count);
    count += parts_in(whole.gathering, most - count);
    return count + parts_in(whole.tiers, most - count);
}

std::size_t parts_of(const Trace& trace, std::size_t most) {
    return parts_of_all(trace, trace.readings, most);
}

std::size_t parts_of(const Parts::Reading& reading, std::size_t most) {
    return most == 0 ? 0 : 1 + parts_of_all(reading, reading.from, most - 1);
}

std::size_t parts_of(const Parts::Condition& condition, std::size_t most) {
    std::size_t count = most == 0 ? 0 : 1;
    for (const auto& side : {&condition.left, &condition.right}) {
        if (*side) count += parts_of(**side, most - count);
    }
    return count + parts_in(condition.parts, most - count);
}

std::size_t parts_of(const Parts::Tiers& tiers, std::size_t most) {
    return std::min(most, 1 + tiers.rows.size());
}

}  // namespace

ValueId Checker::value(const Node& node, const Env& env) {
    const Level level(levels_);
    const auto id = expression(node, env);
    if (id && values_[id].is_root() && node.row != Row::parenthesis) {
        roots_[values_[values_[id].operands[2]].term] = node.span;
    }
    return id;
}

ValueId Checker::expression(const Node& node, const Env& env) {
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
        case Row::call: return call(node, env);
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
        case Row::is_in:
        case Row::known: return condition(node, env);
        case Row::square_root:
        case Row::cube_root:
        case Row::to_power: return power(node, env);
        case Row::fallback: return fallback(node, env);
        case Row::conditional: return conditional(node, env);
        case Row::at_least:
        case Row::at_most: return clamp(node, env);
        case Row::round: return rounded(node, env);
        case Row::tiered:
        case Row::rate:
        case Row::rate_in_slices: return tiered(node, env);
        case Row::along: return along(node, env);
        case Row::sum_of:
        case Row::average_of:
        case Row::highest_of:
        case Row::lowest_of:
        case Row::median_of:
        case Row::count_of:
        case Row::any_item:
        case Row::no_item:
        case Row::every_item: return aggregate(node, env);
        case Row::highest_among:
        case Row::lowest_among: return among(node, env);
        case Row::years_from:
        case Row::months_from:
        case Row::days_from: return span_of_time(node, env);
        case Row::plus_months:
        case Row::minus_months:
        case Row::plus_years:
        case Row::minus_years: return shifted_date(node, env);
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
    const auto id = values_.number(number::rational(node.number));
    return says_percent(node) ? values_.labelled(id, [](Value& value) { value.percent = true; })
                              : id;
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

/// What is read in several places is kept once for each: only one of them may be reached, and what
/// is known there may differ.
void Checker::read(const Node& node, const Words& label, ValueId id, ValueId place, Trace from) {
    if (trace_ == nullptr || !id) {
        return;
    }
    bool again = false;
    for (const auto& reading : trace_->readings) {
        if (values_[reading.quantity].term != values_[id].term) {
            continue;
        }
        const bool everywhere =
            !reading.reached && reading.unless.empty() && !values_[reading.quantity].guard;
        const bool same_place = reading.reached == place && reading.unless.empty();
        if (everywhere || (same_place && reading.quantity == id)) {
            return;
        }
        again = true;
    }
    if (values_[id].percent) {
        shown_in_percent(id);
    }
    const auto most = again ? parts_told_again : parts_told;
    if (parts_of(from, most) == most) {
        from = {};
    }
    trace_->readings.push_back({words(node),
                                label,
                                id,
                                values_[id].percent,
                                std::move(from.readings),
                                place,
                                std::move(from.choices),
                                std::move(from.tiers),
                                std::move(from.gathering),
                                {},
                                std::move(from.formula)});
}

/// What stands beside percents in one place is shown so in all of them.
void Checker::shown_in_percent(ValueId id) {
    const Value& value = values_[id];
    const bool shows = value.type == Type::number && value.unit == Unit::plain;
    if (shows && value.op != Op::constant && may_be_share(value)) {
        plan_.percents.insert(value.term);
    }
}

ValueId Checker::name(const Node& node, const Env& env) {
    if (const auto found = scope_.find(node.identity); found != scope_.end()) {
        found->second.used = true;
        return declared(node, found->second, env);
    }
    ValueId id;
    if (is_own_name(node.text) && !may_be_required(node, "a total")) {
        return {};
    }
    if (const auto score = total_of(node)) {
        id = total_value(*score);
    } else if (is_grade_name(node.text) && statement_of(Row::grade) != nullptr) {
        id = grade_value();
    } else if (items_ != nullptr && node.identity == item_name_) {
        sink_.report(Kind::not_a_value, node.span, {node.text, "an item of a list"})
            .fix("name the field to read, as in `" + a_field() + "`");
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
    if (too_long_.count(declaration.statement) != 0) {
        return {};
    }
    if (is_too_deep(node.span)) return {};
    switch (declaration.kind) {
        case K::fact:
        case K::param:
            if (!declaration.column) {
                return {};  // its declaration was wrong and said so
            }
            id = values_.column(declaration.column, env);
            read(node, plan_.schema.columns[declaration.column.index].labels, id, env.guard);
            return id;
        case K::let: return let_value(node, declaration, env);
        case K::rule:
            if (may_be_required(node, "a rule")) id = rule_points(declaration.index);
            break;
        case K::total:
            if (may_be_required(node, "a total")) id = total_value(declaration.index);
            break;
        case K::category:
            if (may_be_required(node, "a category")) id = category_points(declaration.index);
            break;
        case K::outcome:
            if (may_be_required(node, "an outcome")) id = outcome_value(declaration.index);
            break;
        case K::list:
            sink_.report(Kind::not_a_value, node.span, {node.text, "a list"})
                .also(places_[node.text], "declared here")
                .fix("go through its items with `for each item in " + node.text + "`");
            return {};
        case K::table:
            sink_.report(Kind::not_a_value, node.span, {node.text, "a table"})
                .also(places_[node.text], "declared here")
                .fix("say what it goes by: `" + node.text + "(...)`");
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
        const auto& body = document_.statements[statement].head[1];
        let.value = value(body, inside);
        inner.formula = formula_of(body, inner);
        items_ = items;
        trace_ = trace;
        let.from = std::move(inner);
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

/// What a `let` says; nothing where that is another name, or told as branches and tables.
Words Checker::formula_of(const Node& body, const Trace& told) const {
    const bool bare = body.row == Row::name || body.row == Row::number || body.row == Row::money;
    const bool in_parts = !told.choices.empty() || !told.tiers.empty();
    return bare || in_parts ? Words{} : words(body);
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
    if (item_lets_.count({items_->list.index, node[1].text}) != 0) {
        return item_let(node, env);
    }
    const auto& list = plan_.schema.lists[items_->list.index];
    std::vector<std::string> names;
    std::string all;  // first names only
    for (const auto field : list.fields) {
        const auto& column = plan_.schema.columns[field.index];
        if (std::find(column.names.begin(), column.names.end(), node[1].text) !=
            column.names.end()) {
            const auto id = values_.column(field, env);
            read(node, column.labels, id, env.guard);
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

/// One that the item at hand has, to show how fields are read.
std::string Checker::a_field() const {
    const auto& fields = plan_.schema.lists[items_->list.index].fields;
    const auto field = fields.empty() ? "..." : plan_.schema.columns[fields.front().index].name;
    return items_->item.front() + "." + field;
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

}  // namespace meritum::check
