// Values over the items of a list in the reference evaluator: docs/language.md, "Over the items of
// a list", row by row. In: a node and whose value is asked for. Out: the value, or nothing where it
// is undefined. Must not know the engine.
#include <algorithm>

#include "agreement/evaluator.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

Fraction sum_of(const std::vector<Fraction>& values) {
    Fraction sum = 0;
    for (const auto& one : values) sum += one;
    return sum;
}

Fraction median_of(std::vector<Fraction> values) {
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return n % 2 == 1 ? values[n / 2] : Fraction((values[n / 2 - 1] + values[n / 2]) / 2);
}

}  // namespace

/// By what `in order of` names, then by key, then as they were given.
std::vector<const Item*> Evaluator::items_of(const ast::Statement& list, const Whose& whose) const {
    std::vector<const Item*> items;
    for (const Item& item : given_items(facts(whose), list.head[0])) items.push_back(&item);
    const ast::Node* order = order_of(list);
    const ast::Node* key = key_of(list);
    if (!order) return items;
    const auto read = [this](const ast::Node& field, const Item& item) {
        return *declarations_.read(field, given_value(item.fields, field[0]));
    };
    std::stable_sort(items.begin(), items.end(), [&](const Item* a, const Item* b) {
        const Value first = read(*order, *a);
        const Value second = read(*order, *b);
        if (first.number != second.number) return first.number < second.number;
        if (!key) return false;
        const Value one = read(*key, *a);
        const Value other = read(*key, *b);
        if (one.kind == Value::Kind::text) return one.text < other.text;
        if (one.kind != Value::Kind::choice) return one.number < other.number;
        for (const auto& choice : (*key)[1][0].slots) {  // the first of the two in the plan
            if (ast::first_name(choice) == one.text) return one.text != other.text;
            if (ast::first_name(choice) == other.text) return false;
        }
        return false;
    });
    return items;
}

/// The items of a list for which a condition holds; all if there is none.
std::vector<Whose> Evaluator::items_where(const ast::Node& list, const ast::Node& where,
                                          const Whose& whose) {
    const ast::Statement& statement = *declarations_.find(list.identity);
    std::vector<Whose> found;
    for (const Item* item : items_of(statement, whose)) {
        const Whose here{whose.period, whose.row, item, &statement};
        if (!where || holds(where, here)) found.push_back(here);
    }
    return found;
}

/// `best n of` keeps the n greatest, `dropping` leaves out the n smallest or greatest; of equals it
/// does not matter which.
std::vector<Fraction> Evaluator::chosen(const ast::Node& node, std::vector<Fraction> values,
                                        const Whose& whose) {
    std::sort(values.begin(), values.end());
    const auto places = [&](const ast::Node& slot) {
        return slot ? std::min(values.size(), fraction(slot, whose).convert_to<std::size_t>())
                    : std::size_t{0};
    };
    std::size_t from = 0;
    std::size_t to = values.size();
    if (node[1]) from = values.size() - places(node[1]);
    from = std::max(from, places(node[2]));
    to -= places(node[3]);
    if (from >= to) return {};
    return {values.begin() + static_cast<std::ptrdiff_t>(from),
            values.begin() + static_cast<std::ptrdiff_t>(to)};
}

Maybe Evaluator::gathered(const ast::Node& node, const Whose& whose) {
    const std::size_t at =
        node.row == Row::sum_of || node.row == Row::average_of ? 4
        : node.row == Row::highest_of || node.row == Row::lowest_of || node.row == Row::median_of
            ? 1
            : 0;
    if (node.row == Row::every_item) {
        const auto all = items_where(node[at + 1], ast::Node{}, whose);
        return yes_or_no(std::all_of(all.begin(), all.end(),
                                     [&](const Whose& here) { return holds(node[at + 2], here); }));
    }
    const auto items = items_where(node[at + 1], node[at + 2], whose);
    if (node.row == Row::count_of) return number(static_cast<long>(items.size()));
    if (node.row == Row::any_item) return yes_or_no(!items.empty());
    if (node.row == Row::no_item) return yes_or_no(items.empty());
    std::vector<Fraction> values;
    for (const auto& here : items) values.push_back(fraction(node[0], here));
    if (node.row == Row::sum_of) return number(sum_of(chosen(node, values, whose)));
    if (node.row == Row::average_of) {
        const auto left = chosen(node, values, whose);
        if (left.empty()) return {};
        return number(sum_of(left) / static_cast<long>(left.size()));
    }
    if (values.empty()) return {};
    if (node.row == Row::median_of) return number(median_of(values));
    return number(node.row == Row::highest_of ? *std::max_element(values.begin(), values.end())
                                              : *std::min_element(values.begin(), values.end()));
}

}  // namespace meritum::agreement
