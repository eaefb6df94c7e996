// Random values over the items of a list: sums, averages, the best of them, any, no, every. See
// expression_writer.hpp.
#include "agreement/expression_writer.hpp"

namespace meritum::agreement {

using ast::Row;

/// A scope inside some list: its items may be read, those of the statement may not.
Scope ExpressionWriter::of_items(const Scope& scope, std::string& item, std::string& list) {
    Scope inside;
    inside.rules = scope.rules;
    inside.results = scope.results;
    inside.list = static_cast<int>(random_.below(draft_.lists.size()));
    const ListDraft& draft = draft_.lists[static_cast<std::size_t>(inside.list)];
    item = Wording::declare(draft.item);
    list = wording_.use(draft.names);
    return inside;
}

Written ExpressionWriter::gathered(Unit unit, const Scope& scope) {
    if (draft_.lists.empty()) return leaf(unit, scope);
    std::string item;
    std::string list;
    Scope inside = of_items(scope, item, list);
    const std::string where =
        random_.chance(40) ? at(guard(inside, 1), Level::logical_or) : std::string();
    Written out;
    out.level = Level::comparison;
    if (unit == Unit::plain && random_.chance(25)) {
        out.text = wording_.say(Row::count_of, {item, list, where});
        out.high = 100;
        return out;
    }
    const Written of = decimal(unit, inside, 1);
    const std::string text = at(of, Level::phrase);
    out.low = std::min(0.0, of.low * 100);
    out.high = std::max(0.0, of.high * 100);
    if (random_.chance(60)) {
        const bool sum = random_.chance(50);
        std::string best;
        std::string lowest;
        std::string highest;
        if (random_.chance(25)) best = std::to_string(random_.between(1, 3));
        if (random_.chance(15)) lowest = std::to_string(random_.between(1, 2));
        if (random_.chance(15)) highest = "1";
        out.text = wording_.say(sum ? Row::sum_of : Row::average_of,
                                {text, best, lowest, highest, item, list, where});
        out.decimal = sum;
        out.defined = sum;
    } else {
        static const std::vector<Row> rows = {Row::highest_of, Row::lowest_of, Row::median_of};
        const Row row = random_.pick(rows);
        out.text = wording_.say(row, {text, item, list, where});
        out.decimal = row != Row::median_of || of.decimal;
        out.defined = false;
    }
    return define(out, unit, scope);
}

Written ExpressionWriter::asked_of_items(const Scope& scope) {
    if (draft_.lists.empty()) return comparison(scope, 0);
    std::string item;
    std::string list;
    Scope inside = of_items(scope, item, list);
    static const std::vector<Row> rows = {Row::any_item, Row::no_item, Row::every_item};
    Written out;
    const Row row = random_.pick(rows);
    out.text = wording_.say(row, {item, list, at(guard(inside, 1), Level::logical_or)});
    out.level = Level::comparison;
    return out;
}

}  // namespace meritum::agreement
