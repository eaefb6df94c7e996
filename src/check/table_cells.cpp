// Cells of named tables: what they take, the type and unit of their column, and the whole keys they
// are searched by. See checker.hpp and named_table.hpp.
#include <algorithm>

#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "check/named_table.hpp"

namespace meritum::check {

using ast::Row;
using number::Integer;
using number::Rational;
using value::Keys;
using value::Type;
using value::Unit;

namespace {

/// Keys of a plan's bounds stay far from the ends, so that what follows one is a key, too.
constexpr std::int64_t widest = std::int64_t{1} << 60;

std::int64_t small(const Integer& key) {
    return std::clamp(key, Integer(-widest), Integer(widest)).convert_to<std::int64_t>();
}

Integer multiple(const Rational& bound, const Rational& step) {
    return number::floor(bound / step);
}

bool is_ordered(const TableColumn& column) {
    return column.like.type == Type::number || column.like.type == Type::date;
}

}  // namespace

Keys keys_of(const TableColumn& column, const TableRange& range) {
    Keys keys;
    const bool both = column.way == KeyWay::both;
    if (range.low) {
        auto key = multiple(*range.low, column.step) * (both ? 2 : 1);
        keys.low = small(range.above ? key + 1 : key);
    }
    if (range.high) {
        auto key = multiple(*range.high, column.step) * (both ? 2 : 1);
        keys.high = small(range.below ? key - 1 : key);
    }
    return keys;
}

value::CellKeys cell_keys(const TableColumn& column, const TableCell& cell) {
    value::CellKeys keys;
    if (cell.any) return {Keys{}};
    for (const auto& range : cell.ranges) keys.push_back(keys_of(column, range));
    for (const auto& word : cell.words) {
        const auto at = std::lower_bound(column.words.begin(), column.words.end(), word);
        const auto key = static_cast<std::int64_t>(at - column.words.begin()) + 1;
        keys.push_back({key, key, 1});
    }
    std::sort(keys.begin(), keys.end(), [](const Keys& a, const Keys& b) { return a.low < b.low; });
    value::CellKeys apart;
    for (const auto& next : keys) {
        if (!apart.empty() && next.low <= apart.back().high) {
            apart.back().high = std::max(apart.back().high, next.high);
        } else {
            apart.push_back(next);
        }
    }
    return apart;
}

std::vector<Keys> keys_of_column(const NamedTable& table, std::size_t input) {
    const auto& column = table.inputs[input];
    const auto type = column.like.type;
    if (type == Type::boolean) return {{0, 1, 1}};
    if (type == Type::text || type == Type::choice) {
        return {{0, static_cast<std::int64_t>(column.words.size()), 1}};
    }
    Keys all{widest, -widest, 1};
    for (const auto& row : table.rows) {
        for (const auto& range : row.cells[input].ranges) {
            const auto keys = keys_of(column, range);
            if (range.low)
                all.low = std::min(all.low, keys.low), all.high = std::max(all.high, keys.low);
            if (range.high)
                all.low = std::min(all.low, keys.high), all.high = std::max(all.high, keys.high);
        }
    }
    if (all.low > all.high) return {{0, 0, 1}};  // no bound: all are alike
    return {{all.low - 1, all.high + 1, 1}};
}

Rational value_of_key(const TableColumn& column, std::int64_t key,
                      const std::optional<number::Interval>& within, const Rational& fine) {
    const auto inside = [&](Rational value) {
        if (within) value = std::clamp(value, within->low, within->high);
        return value;
    };
    switch (column.way) {
        case KeyWay::exact: return Rational(key);
        case KeyWay::floor:
        case KeyWay::ceiling: return inside(Rational(key) * column.step);
        case KeyWay::both: break;
    }
    const Integer below = number::floor(Rational(key, 2));
    const Rational bound = Rational(below) * column.step;
    if (key % 2 == 0) return inside(bound);
    const Rational middle = bound + column.step / 2;
    if (fine <= 0 || number::whole_quotient(middle, fine)) return inside(middle);
    return inside((Rational(number::floor(bound / fine)) + 1) * fine);
}

/// Of a column, what a cell of it may be.
std::string Checker::column_kind(const TableColumn& column) const {
    return column.like.type == Type::number && column.open ? "a number" : kind_of(column.like);
}

/// A cell says what its column holds, or must be of what others said.
bool Checker::fits_column(TableColumn& column, const Node& node, const Value& cell) {
    if (!column.typed) {
        column.typed = true;
        column.said = node.span;
        column.like.type = cell.type;
    }
    auto& like = column.like;
    bool fits = cell.type == like.type;
    if (fits && cell.type == Type::number) {
        like.percent = like.percent || cell.percent;
        const bool says = cell.unit != Unit::plain;
        fits = !says || column.open || cell.unit == like.unit;
        if (says && column.open) {
            column.open = false;
            like.unit = cell.unit;
            like.currency = cell.currency;
        }
    }
    if (!fits) {
        sink_
            .report(Kind::wrong_type, node.span,
                    {in_quotes(words(node).front()), kind_of(cell), column_kind(column)})
            .also(column.said,
                  "column " + in_quotes(column.names.front()) + " holds " + column_kind(column))
            .fix("write " + column_kind(column) + " here, or `any`");
    }
    return fits;
}

/// A cell names one of the choices that its column declares, if it declares any.
bool Checker::is_declared_choice(const TableColumn& column, const Node& node) {
    const Node& type = (*column.node)[1];
    if (type.row != Row::type_one_of) return true;
    const auto& name = bare(node).text;
    std::vector<std::string> known;
    std::string all;
    for (const auto& names : type[0].slots) {
        all += (all.empty() ? "" : ", ") + names[0].text;
        for (const auto& one : names.slots) known.push_back(one.text);
    }
    if (std::find(known.begin(), known.end(), name) != known.end()) return true;
    const auto near = nearest_spelling(name, known);
    sink_.report(Kind::unknown_choice, node.span, {name, all})
        .also(type.span, "these are the choices")
        .fix(near ? "did you mean `" + *near + "`?" : "write one of them");
    return false;
}

/// The bare name of a choice in a cell. None if it is something else.
std::optional<std::string> Checker::cell_choice(TableColumn& column, const Node& node, bool& fits) {
    const Node& inner = bare(node);
    if (inner.row != Row::name || scope_.count(inner.identity) != 0) return std::nullopt;
    Value choice;
    choice.type = Type::choice;
    fits = fits_column(column, node, choice) && is_declared_choice(column, node);
    return inner.identity;
}

/// What stands in a cell as one value: number, text, day or yes/no.
ValueId Checker::cell_value(TableColumn& column, const Node& node) {
    const auto id = constant_value(node, {});
    const bool fits = id && fits_column(column, node, values_[id]) &&
                      is_in_column_range(column, node, values_[id].constant);
    return fits ? id : ValueId{};
}

/// `factor number 0% .. 200%`: what a cell says beyond it is a slip.
void Checker::set_column_range(TableColumn& column, const Node& range) {
    const auto& type = (*column.node)[1];
    if (!is_ordered(column)) {
        sink_
            .report(Kind::trait_not_fitting, range.span,
                    {words(range).front(), "a column of type " + in_quotes(words(type).front())})
            .also(type.span, "the type")
            .fix("leave it out");
        return;
    }
    const auto low = cell_value(column, range[0]);
    const auto high = cell_value(column, range[1]);
    if (!low || !high) return;
    const number::Interval within{values_[low].constant, values_[high].constant};
    if (within.low > within.high) {
        sink_
            .report(Kind::empty_range, range.span,
                    {words(range[0]).front(), words(range[1]).front()})
            .fix("write the smaller end first");
    } else {
        column.within = within;
    }
}

bool Checker::is_in_column_range(const TableColumn& column, const Node& node,
                                 const Rational& value) {
    if (column.within && !column.within->contains(value)) {
        sink_
            .report(Kind::outside_range, node.span,
                    {words(node).front(), written(column.within->low, column.like),
                     written(column.within->high, column.like)})
            .also(column.range != nullptr ? column.range->span : column.said,
                  "the range of the column")
            .fix("write a value inside the range, or widen the range");
        return false;
    }
    if (column.grid && !number::whole_quotient(value, *column.grid)) {
        sink_
            .report(Kind::off_step, node.span,
                    {words(node).front(), written(*column.grid, column.like)})
            .also(column.said, "the column")
            .fix("write a multiple of the step, or say a finer `step` in the plan");
        return false;
    }
    return true;
}

bool Checker::read_cell_value(TableColumn& column, const Node& node, TableCell& cell) {
    bool fits = true;
    if (const auto choice = cell_choice(column, node, fits)) {
        cell.words.push_back(*choice);
        return fits;
    }
    const auto id = cell_value(column, node);
    if (!id) return false;
    const Value& value = values_[id];
    if (value.type == Type::text) {
        cell.words.push_back(value.text);
    } else {
        cell.ranges.push_back({value.constant, value.constant, false, false});
    }
    return true;
}

/// A bound lies on a line: it is a number or a day.
std::optional<Rational> Checker::cell_bound(TableColumn& column, const Node& node) {
    const auto at = cell_value(column, node);
    if (!at) return std::nullopt;
    if (!is_ordered(column)) {
        sink_
            .report(Kind::not_ordered, node.span,
                    {in_quotes(words(node).front()), column_kind(column)})
            .fix("write the value alone, or several as `in (a, b)`");
        return std::nullopt;
    }
    return values_[at].constant;
}

bool Checker::read_cell(TableColumn& column, const Node& node, TableCell& cell) {
    cell.node = &node;
    if (node.row == Row::cell_any) {
        cell.any = true;
        return true;
    }
    if (node.row == Row::cell_is) return read_cell_value(column, node[0], cell);
    if (node.row == Row::cell_in) {
        return std::all_of(node[0].slots.begin(), node[0].slots.end(),
                           [&](const Node& one) { return read_cell_value(column, one, cell); });
    }
    const bool starts = node.row != Row::cell_up_to && node.row != Row::cell_below;
    const Node* low = starts ? &node[0] : nullptr;
    const Node* high = starts ? &node[1] : &node[0];
    if (!*high) high = nullptr;
    TableRange range;
    range.above = node.row == Row::cell_above || node.row == Row::cell_above_up_to;
    range.below =
        node.row == Row::cell_from || node.row == Row::cell_above || node.row == Row::cell_below;
    if (low != nullptr && !(range.low = cell_bound(column, *low))) return false;
    if (high != nullptr && !(range.high = cell_bound(column, *high))) return false;
    const bool empty =
        range.low && range.high &&
        (*range.high < *range.low || (*range.high == *range.low && (range.above || range.below)));
    if (empty) {
        sink_.report(Kind::empty_cell, node.span, {in_quotes(words(node).front())})
            .fix(*range.high < *range.low
                     ? "write the lower bound first"
                     : "write `" + words(*low).front() +
                           "` alone for exactly that, or move one of the bounds");
        return false;
    }
    cell.ranges.push_back(range);
    return true;
}

/// How fine the keys of a column are, and which side its bounds belong to.
bool Checker::choose_keys(NamedTable& table, std::size_t input) {
    auto& column = table.inputs[input];
    if (!column.typed && table.from_data) return false;  // syntax reported it
    if (!column.typed) {
        sink_.report(Kind::column_says_nothing, column.node->span, {column.names.front()})
            .fix("leave the column out, or say its type behind its name: `" + column.names.front() +
                 " text`");
        return false;
    }
    const Node& type = (*column.node)[1];
    if (table.from_data && type.row == Row::type_one_of) {  // whichever of them the rows name
        for (const auto& names : type[0].slots) column.words.push_back(ast::first_name(names));
    }
    Rational step{0};
    bool below = false;
    bool above = false;
    bool wide = false;
    for (const auto& row : table.rows) {
        const auto& cell = row.cells[input];
        column.words.insert(column.words.end(), cell.words.begin(), cell.words.end());
        for (const auto& range : cell.ranges) {
            for (const auto& bound : {range.low, range.high}) {
                if (!bound || *bound == 0) continue;
                const Rational size = *bound < 0 ? Rational(-*bound) : *bound;
                step = step == 0 ? size : number::common_step(step, size);
            }
            below = below || (range.low && !range.above) || (range.high && range.below);
            above = above || (range.low && range.above) || (range.high && !range.below);
        }
    }
    std::sort(column.words.begin(), column.words.end());
    column.words.erase(std::unique(column.words.begin(), column.words.end()), column.words.end());
    if (column.like.type != Type::number) return true;
    column.step = step == 0 ? Rational(1) : step;
    column.way = below && above ? KeyWay::both : above ? KeyWay::ceiling : KeyWay::floor;
    for (const auto& row : table.rows) {
        for (const auto& range : row.cells[input].ranges) {
            for (const auto& bound : {range.low, range.high}) {
                wide = wide || (bound && abs(multiple(*bound, column.step)) > widest / 4);
            }
        }
    }
    if (wide) {
        sink_.report(Kind::bounds_too_fine, column.node->span, {column.names.front()})
            .fix("write its bounds with fewer digits");
    }
    return !wide;
}

/// "product = "A", sales = 1000"
std::string Checker::example_of(const NamedTable& table, const std::vector<std::int64_t>& keys,
                                const std::vector<ValueId>& arguments) const {
    std::string text;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto& column = table.inputs[i];
        text += (i == 0                 ? ""
                 : i + 1 == keys.size() ? " and "
                                        : ", ") +
                column.names.front() + " = ";
        const auto key = keys[i];
        switch (column.like.type) {
            case Type::boolean: text += key == 0 ? "no" : "yes"; break;
            case Type::text:
                text += key == 0 ? "any other text"
                                 : '"' + column.words[static_cast<std::size_t>(key - 1)] + '"';
                break;
            case Type::choice:
                text += key == 0
                            ? other_choice(column, arguments.empty() ? ValueId{} : arguments[i])
                            : column.words[static_cast<std::size_t>(key - 1)];
                break;
            case Type::number:
            case Type::date: {
                Value like = column.like;
                std::optional<number::Interval> within;
                Rational fine{0};
                if (!arguments.empty()) {
                    const Value& of = values_[arguments[i]];
                    within = of.range;
                    if (of.shape.is_decimal()) fine = of.shape.step;
                    like.percent = like.percent || of.percent;
                }
                text += written(value_of_key(column, key, within, fine), like);
            }
        }
    }
    return text;
}

/// The first choice of the argument that the column does not name.
std::string Checker::other_choice(const TableColumn& column, ValueId argument) const {
    if (!argument) return "any other choice";
    const Value& of = values_[argument];
    const auto count = choices_in(argument);
    for (std::size_t i = 0; i < count; ++i) {
        if (Rational(static_cast<long>(i)) < of.range.low ||
            of.range.high < Rational(static_cast<long>(i)))
            continue;
        const auto name = choice_name(of, static_cast<std::ptrdiff_t>(i));
        if (!std::binary_search(column.words.begin(), column.words.end(), name)) return name;
    }
    return "any other choice";
}

}  // namespace meritum::check
