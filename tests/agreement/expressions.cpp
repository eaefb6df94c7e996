// Expressions of the reference evaluator: docs/language.md, "Expressions" and "Missing and
// undefined", row by row. In: a node and whose value is asked for. Out: the value, or nothing where
// it is undefined. Must not know the engine.
#include <algorithm>

#include "agreement/evaluator.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

Value choice(std::string name) { return {Value::Kind::choice, false, 0, std::move(name)}; }

Fraction greater_of(const Fraction& a, const Fraction& b) { return a > b ? a : b; }
Fraction smaller_of(const Fraction& a, const Fraction& b) { return a < b ? a : b; }

/// Dates stay dates under min, max and when a number of days is added.
Value like(const Value& a, Fraction x) { return {a.kind, false, std::move(x), {}}; }

/// A page of the calendar on the wall.
struct Page {
    long year;
    long month;
    long first;  ///< the days before its first one, from 1970-01-01

    void next() {
        first += days_in_month(year, month);
        if (++month > 12) month = 1, ++year;
    }
    void back() {
        if (--month < 1) month = 12, --year;
        first -= days_in_month(year, month);
    }
    /// That day of it, or its last one.
    long day(long wanted) const { return first + std::min(wanted, days_in_month(year, month)) - 1; }
};

Page page_of(long days, long& day) {
    const std::string text = date_text(days);
    day = std::stol(text.substr(8, 2));
    return {std::stol(text.substr(0, 4)), std::stol(text.substr(5, 2)), days - day + 1};
}

/// Page by page: the same day, or the last one of a shorter month.
Fraction shifted(const Value& date, const Value& count, long months) {
    const long by = floor_of(count.number).convert_to<long>() * months;
    long day = 0;
    Page page = page_of(floor_of(date.number).convert_to<long>(), day);
    for (long i = 0; i < by; ++i) page.next();
    for (long i = 0; i > by; --i) page.back();
    return page.day(day);
}

/// As many months as can be added without passing the later day.
long months_between(const Value& a, const Value& b) {
    if (b.number < a.number) return -months_between(b, a);
    long day = 0;
    Page page = page_of(floor_of(a.number).convert_to<long>(), day);
    long months = -1;
    for (; page.day(day) <= b.number; page.next()) ++months;
    return months;
}

/// date + days and days + date are dates, date - date is days.
Value sum(const Value& a, const Value& b) {
    return like(b.kind == Value::Kind::date ? b : a, a.number + b.number);
}

Value difference(const Value& a, const Value& b) {
    if (b.kind == Value::Kind::date) return number(a.number - b.number);
    return like(a, a.number - b.number);
}

}  // namespace

/// Lazy are `else`, the conditional, `and`, `or` and `known`; everything else needs all of its
/// parts.
Maybe Evaluator::value(const ast::Node& node, const Whose& whose) {
    switch (node.row) {
        case Row::number:
        case Row::money:
        case Row::text:
        case Row::date:
        case Row::yes:
        case Row::no: return declarations_.literal(node);
        case Row::parenthesis: return value(node[0], whose);
        case Row::name: return named(node, whose);
        case Row::member: return member(node, whose);
        case Row::call: return called(node, whose);
        case Row::fallback: {
            const Maybe x = value(node[0], whose);
            return x ? x : value(node[1], whose);
        }
        case Row::conditional: return conditional(node, whose);
        case Row::logical_and:
            for (const auto& part : node.slots) {
                const Maybe x = value(part, whose);
                if (!x || !x->yes) return x;
            }
            return yes_or_no(true);
        case Row::logical_or:
            for (const auto& part : node.slots) {
                const Maybe x = value(part, whose);
                if (!x || x->yes) return x;
            }
            return yes_or_no(false);
        case Row::known: return yes_or_no(value(node[0], whose).has_value());
        case Row::tiered:
        case Row::rate: return tiered(node, whose);
        case Row::rate_in_slices: return slices(node, whose);
        case Row::along: return along(node, whose);
        case Row::highest_among:
        case Row::lowest_among: return among(node, whose);
        case Row::is_in: return is_in(node, whose);
        case Row::sum_of:
        case Row::average_of:
        case Row::highest_of:
        case Row::lowest_of:
        case Row::median_of:
        case Row::count_of:
        case Row::any_item:
        case Row::no_item:
        case Row::every_item: return gathered(node, whose);
        case Row::rank: return rank(node, whose);
        case Row::previous: return previous(node, whose);
        default: return strict(node, whose);
    }
}

Maybe Evaluator::conditional(const ast::Node& node, const Whose& whose) {
    std::size_t i = 0;
    for (; i + 1 < node.slots.size(); i += 2) {
        const Maybe holds = value(node[i + 1], whose);
        if (!holds) return {};
        if (holds->yes) return value(node[i], whose);
    }
    return value(node[i], whose);
}

/// An operator on an undefined value is undefined.
Maybe Evaluator::strict(const ast::Node& node, const Whose& whose) {
    std::vector<Value> of;
    for (std::size_t i = 0; i < node.slots.size(); ++i) {
        const bool is_mode = node.row == Row::round && i == 2;
        if (!node[i] || is_mode) continue;
        const Maybe x = value(node[i], whose);
        if (!x) return {};
        of.push_back(*x);
    }
    return operation(node, of);
}

Maybe Evaluator::operation(const ast::Node& node, const std::vector<Value>& of) const {
    const auto is_root = [](const Value& x) { return x.root.has_value(); };
    if (std::any_of(of.begin(), of.end(), is_root)) return of_root(node, of);
    const Value& a = of.at(0);
    const Value& b = of.at(of.size() > 1 ? 1 : 0);
    const Fraction& n = a.number;  // of the `per` phrases: n per s of x above base
    const Fraction& s = b.number;
    const auto steps = [&of, &s] { return Fraction(of.at(2).number / s); };
    const auto above = [&of, &s] {
        return greater_of(0, Fraction((of.at(2).number - of.at(3).number) / s));
    };
    const auto below = [&of, &s] {
        return greater_of(0, Fraction((of.at(3).number - of.at(2).number) / s));
    };
    const bool has_of = of.size() > 2;
    switch (node.row) {
        case Row::negative: return like(a, -a.number);
        case Row::add: return sum(a, b);
        case Row::subtract: return difference(a, b);
        case Row::multiply: return number(a.number * b.number);
        case Row::divide:
            if (b.number == 0) return {};
            return number(a.number / b.number);
        case Row::less: return yes_or_no(a.number < b.number);
        case Row::less_equal: return yes_or_no(a.number <= b.number);
        case Row::greater: return yes_or_no(a.number > b.number);
        case Row::greater_equal: return yes_or_no(a.number >= b.number);
        case Row::equal: return yes_or_no(same_value(a, b));
        case Row::not_equal: return yes_or_no(!same_value(a, b));
        case Row::logical_not: return yes_or_no(!a.yes);
        case Row::at_least: return like(a, greater_of(a.number, b.number));
        case Row::at_most: return like(a, smaller_of(a.number, b.number));
        case Row::square_root:
        case Row::cube_root:
        case Row::to_power: return power(node, of);
        case Row::years_from: {
            const long months = months_between(a, b);
            return number(months < 0 ? -(-months / 12) : months / 12);
        }
        case Row::months_from: return number(months_between(a, b));
        case Row::days_from: return number(b.number - a.number);
        case Row::plus_months: return like(a, shifted(a, b, 1));
        case Row::minus_months: return like(a, shifted(a, b, -1));
        case Row::plus_years: return like(a, shifted(a, b, 12));
        case Row::minus_years: return like(a, shifted(a, b, -12));
        case Row::round: return like(a, round_to(a.number, b.number, node[2].row));
        case Row::per: return number(has_of ? n * steps() : n * s);
        case Row::per_above: return number(n * above());
        case Row::per_below: return number(n * below());
        case Row::per_full: return number(n * Fraction(floor_of(has_of ? steps() : s)));
        case Row::per_full_above: return number(n * Fraction(floor_of(above())));
        case Row::per_full_below: return number(n * Fraction(floor_of(below())));
        default: throw Undefined("not an expression: row " + std::to_string(int(node.row)));
    }
}

/// 1 + the participants of the same period with an equal key and a greater value. Who has none (is
/// not rated) has no place and takes nobody's.
Maybe Evaluator::rank(const ast::Node& node, const Whose& whose) {
    const auto key = [&](const Whose& who) {
        Maybe x = value(node[1], who);
        if (!x) throw Undefined("a key of something undefined");
        return *x;
    };
    const Whose self{whose.period, whose.row};
    const Maybe mine = value(node[0], self);
    if (!mine) return {};
    const Value my_key = key(self);
    long place = 1;
    for (std::size_t row = 0; row < participants(whose.period); ++row) {
        const Whose other{whose.period, row};
        if (!same_value(key(other), my_key)) continue;
        const Maybe theirs = value(node[0], other);
        if (theirs && theirs->number > mine->number) ++place;
    }
    return number(place);
}

/// The value of the same participant one period ago; nothing if there was none.
Maybe Evaluator::previous(const ast::Node& node, const Whose& whose) {
    const auto before = periods_.find(whose.period - 1);
    if (before == periods_.end()) return {};
    for (std::size_t row = 0; row < before->second.size(); ++row) {
        if (before->second[row]->id == facts(whose).id) {
            return value(node[0], Whose{whose.period - 1, row});
        }
    }
    return {};
}

Maybe Evaluator::member(const ast::Node& node, const Whose& whose) {
    if (!whose.item) throw Undefined("there is no item " + node[0].text + " here");
    for (const auto& field : whose.list->clauses) {
        if (has_name(field[0], node[1].text)) {
            return declarations_.read(field, given_value(whose.item->fields, field[0]));
        }
    }
    for (const auto& statement : declarations_.plan().statements) {  // named for each item
        const ast::Node& head = statement.head;
        if (head.row != Row::let_item || !has_name(head[0], node[1].text)) continue;
        if (declarations_.find(head[2].identity) == whose.list) return value(head[3], whose);
    }
    throw Undefined("the item has no field " + node[1].text);
}

Maybe Evaluator::named(const ast::Node& node, const Whose& whose) {
    const ast::Statement* statement = declarations_.find(node.identity);
    const bool is_grade = node.text == "grade" || node.text == "等级";
    if (!statement && is_grade && declarations_.only(Row::grade)) {
        const auto mine = grade(whose);
        return mine ? Maybe(choice(*mine)) : Maybe();
    }
    if (!statement && (node.text == "score" || node.text == "得分")) {
        const auto points = total("score", Whose{whose.period, whose.row});
        return points.rated ? Maybe(number(points.rounded)) : Maybe();
    }
    if (!statement) return choice(declarations_.choice(node.text));
    const auto key = std::make_tuple(whose.period, whose.row, node.identity);
    const auto found = remembered_.find(key);
    if (found != remembered_.end()) return found->second;
    if (++depth_ > 500) throw Undefined(node.identity + " depends on itself");
    const Maybe result = declared(*statement, Whose{whose.period, whose.row});
    --depth_;
    return remembered_[key] = result;
}

Maybe Evaluator::declared(const ast::Statement& statement, const Whose& whose) {
    const ast::Node& head = statement.head;
    switch (head.row) {
        case Row::fact: return declarations_.read(head, given_value(facts(whose).values, head[0]));
        case Row::param: return param(statement);
        case Row::let: return value(head[1], whose);
        case Row::outcome: return value(head[2], whose);
        case Row::outcome_by_grade: return outcome_by_grade(statement, whose);
        case Row::total: {
            const auto points = total(ast::first_name(head[0]), whose);
            return points.rated ? Maybe(number(points.rounded)) : Maybe();
        }
        case Row::category: return number(category(statement, whose).points);
        default: return number(rule(statement, whose).capped);
    }
}

Maybe Evaluator::param(const ast::Statement& statement) {
    const ast::Node& head = statement.head;
    for (const auto& [name, given] : params_) {
        if (!has_name(head[0], name)) continue;
        if (const auto* decimal = std::get_if<Decimal>(&given.get()))
            return number(to_fraction(*decimal));
        if (const auto* words = std::get_if<std::string>(&given.get())) {
            if (const auto x = fraction_of(*words)) return number(*x);
        }
        throw Undefined("the param " + name + " is not a number");
    }
    if (head[1].row == Row::name) return choice(declarations_.choice(head[1].text));
    return declarations_.literal(head[1]);
}

Maybe Evaluator::outcome_by_grade(const ast::Statement& statement, const Whose& whose) {
    const auto mine = grade(whose);
    for (const auto& pair : statement.head[2].slots) {
        if (pair.row == Row::not_rated_pair) {
            if (!mine) return value(pair[0], whose);
            continue;
        }
        if (mine && declarations_.choice(pair[0].text) == *mine) return value(pair[1], whose);
    }
    throw Undefined("the outcome has no value for the grade " + mine.value_or("of nobody"));
}

}  // namespace meritum::agreement
