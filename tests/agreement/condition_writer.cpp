// Random conditions, plain ones and those that let more be used where they hold. See
// expression_writer.hpp.
#include "agreement/expression_writer.hpp"

namespace meritum::agreement {

using ast::Row;

Written ExpressionWriter::compared(const Written& a, const std::string& sign, const Written& b) {
    Written out;
    out.text = at(a, Level::phrase) + " " + sign + " " + at(b, Level::phrase);
    out.level = Level::comparison;
    return out;
}

Written ExpressionWriter::comparison(const Scope& scope, int depth) {
    static const std::vector<std::string> signs = {">=", ">", "<", "<=", "=", "!="};
    const std::string& sign = random_.pick(signs);
    if (random_.chance(10)) {
        const Written a = date(scope);
        return compared(a, sign, date(scope));
    }
    if (depth > 0 && random_.chance(8)) return root_compared(scope, depth - 1);
    const Unit unit = some_unit(scope);
    const Written a = number(unit, scope, depth);
    if (random_.chance(75)) {
        // Nearer to the middle of the range the condition is neither always true nor always false.
        const double high = a.high > 1e6 ? a.high / 1000 : a.high;
        return compared(a, sign, literal(unit, a.low, high));
    }
    return compared(a, sign, number(unit, scope, depth));
}

/// Texts, choices, yes and no with = and !=.
Written ExpressionWriter::equality(const Scope& scope) {
    const std::string sign = random_.chance(70) ? "=" : "!=";
    const auto names = find(scope, [](const Declared& d) {
        return (d.sort == Sort::choice || d.sort == Sort::text || d.sort == Sort::boolean) &&
               d.defined;
    });
    if (names.empty()) return comparison(scope, 0);
    const auto one = random_.pick(names);
    Written a;
    a.text = use(one);
    Written b;
    switch (draft_.declared[one].sort) {
        case Sort::choice: b.text = wording_.use(random_.pick(draft_.declared[one].choices)); break;
        case Sort::text: b = text(scope); break;
        case Sort::boolean: b.text = wording_.say(random_.chance(50) ? Row::yes : Row::no); break;
        case Sort::number:
        case Sort::date: break;
    }
    if (draft_.declared[one].sort != Sort::text && random_.chance(10)) std::swap(a, b);
    return compared(a, sign, b);
}

/// One of several.
Written ExpressionWriter::within(const Scope& scope) {
    const auto names = find(scope, [](const Declared& d) {
        return (d.sort == Sort::choice || d.sort == Sort::text || d.sort == Sort::number) &&
               d.defined && d.decimal;
    });
    if (names.empty()) return comparison(scope, 0);
    const auto one = random_.pick(names);
    const Declared declared = draft_.declared[one];
    std::vector<std::string> set;
    for (long i = random_.between(1, 3); i > 0; --i) {
        switch (declared.sort) {
            case Sort::choice: set.push_back(wording_.use(random_.pick(declared.choices))); break;
            case Sort::text: set.push_back(text(scope).text); break;
            default: set.push_back(literal(declared.unit, declared.low, 100).text); break;
        }
    }
    Written out;
    out.text = wording_.say(Row::is_in, {use(one), wording_.join(set)});
    out.level = Level::phrase;
    return out;
}

/// Something that is itself yes or no.
Written ExpressionWriter::truth(const Scope& scope) {
    const auto names = find(scope, [](const Declared& d) { return d.sort == Sort::boolean; });
    const auto unsure = find(scope, [](const Declared& d) { return !d.defined; });
    Written out;
    if (!unsure.empty() && random_.chance(30)) {
        out.text = wording_.say(Row::known, {use(random_.pick(unsure))});
        out.level = Level::phrase;
    } else if (names.empty()) {
        return comparison(scope, 1);
    } else {
        const auto one = random_.pick(names);
        out.text = use(one);
        if (is_defined(one, scope)) return out;
        const Row other = random_.chance(50) ? Row::yes : Row::no;
        out.text += " " + wording_.say(Row::word_else) + " " + wording_.say(other);
        out.level = Level::conditional;
    }
    return out;
}

/// and, or, not; the right sides may use what the left ones prove.
Written ExpressionWriter::joined(const Scope& scope, int depth) {
    Written out;
    if (random_.chance(25)) {
        out.text =
            wording_.say(Row::word_not) + " " + at(condition(scope, depth), Level::logical_not);
        out.level = Level::logical_not;
        return out;
    }
    Scope inside = scope;
    const auto unsure =
        find(scope, [](const Declared& d) { return !d.defined && d.sort == Sort::number; });
    const bool both = random_.chance(55);
    out.level = both ? Level::logical_and : Level::logical_or;
    if (!both && !unsure.empty() && random_.chance(60)) {  // not x known or x > ...
        const auto x = random_.pick(unsure);
        out.text = wording_.say(Row::word_not) + " " + wording_.say(Row::known, {use(x)});
        inside.known.insert(x);
    } else {
        out.text = at(both ? guard(inside, depth) : condition(inside, depth), Level::logical_not);
    }
    const int more = random_.chance(80) ? 1 : 2;
    for (int i = 0; i < more; ++i) {
        out.text += " " + wording_.say(both ? Row::word_and : Row::word_or) + " " +
                    at(condition(inside, depth), Level::logical_not);
    }
    return out;
}

Written ExpressionWriter::condition(const Scope& scope, int depth) {
    const auto draw = random_.below(100);
    if (depth > 0 && draw < 25) return joined(scope, depth - 1);
    if (draw < 32) return within(scope);
    if (draw < 45) return equality(scope);
    if (draw < 49) return asked_of_items(scope);
    if (draw < 55) return truth(scope);
    if (draw < 57) {
        Written out;
        out.text = wording_.say(random_.chance(50) ? Row::yes : Row::no);
        return out;
    }
    return comparison(scope, depth);
}

Written ExpressionWriter::guard(Scope& scope, int depth) {
    const auto unsure = find(scope, [](const Declared& d) { return !d.defined; });
    const auto zero = find(scope, [](const Declared& d) {
        return d.sort == Sort::number && d.low <= 0 && d.high > 0 && d.defined &&
               d.unit != Unit::points;
    });
    const auto draw = random_.below(100);
    Written out;
    if (draw < 35 && !unsure.empty()) {
        const auto x = random_.pick(unsure);
        out.text = wording_.say(Row::known, {use(x)});
        out.level = Level::phrase;
        scope.known.insert(x);
    } else if (draw < 60 && !zero.empty()) {
        const auto x = random_.pick(zero);
        Written a;
        a.text = use(x);
        out = compared(a, ">",
                       literal(draft_.declared[x].unit, 0, draft_.declared[x].high / 4, true));
        scope.positive.insert(x);
    } else if (draw < 75 && zero.size() > 1) {
        const auto x = random_.pick(zero);
        const auto y = random_.pick(zero);
        if (x == y || draft_.declared[x].unit != draft_.declared[y].unit)
            return condition(scope, depth);
        Written a;
        Written b;
        a.text = use(x);
        b.text = use(y);
        const bool strict = random_.chance(50);
        out = random_.chance(50) ? compared(a, strict ? ">" : ">=", b)
                                 : compared(b, strict ? "<" : "<=", a);
        scope.ordered.emplace_back(x, y);
    } else {
        return condition(scope, depth);
    }
    if (random_.chance(25)) {
        const Written more = condition(scope, 0);
        out.text = at(out, Level::logical_not) + " " + wording_.say(Row::word_and) + " " +
                   at(more, Level::logical_not);
        out.level = Level::logical_and;
    }
    return out;
}

}  // namespace meritum::agreement
