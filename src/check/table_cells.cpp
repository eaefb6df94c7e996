// Cells of named tables: what they take, the type and unit of their column, and the whole keys they
// are searched by. See checker.hpp and named_table.hpp.
#include <algorithm>
#include <tuple>

#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "check/named_table.hpp"
#include "syntax/table_files.hpp"

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

/// Between a day and the next there is none.
bool holds_no_day(const TableColumn& column, const TableRange& range) {
    return column.like.type == Type::date && range.above && range.below &&
           column.numbers[range.high] == column.numbers[range.low] + 1;
}

bool is_empty(const TableColumn& column, const TableRange& range) {
    if (range.low == range.open || range.high == range.open) return false;
    const Rational& low = column.numbers[range.low];
    const Rational& high = column.numbers[range.high];
    return high < low || (high == low && (range.above || range.below)) ||
           holds_no_day(column, range);
}

bool is_ordered(const TableColumn& column) {
    return column.like.type == Type::number || column.like.type == Type::date;
}

/// Words in their order; cells hold their places in it.
void sort_words(TableColumn& column) {
    std::vector<std::uint32_t> places(column.word_places.size());
    for (const auto& [word, place] : column.word_places) {
        places[place] = static_cast<std::uint32_t>(column.words.size());
        column.words.push_back(word);
    }
    column.word_places.clear();
    for (auto& range : column.taken) {
        if (range.word) range.low = range.high = places[range.low];
    }
}

}  // namespace

std::uint32_t TableNumbers::place_of(const Decimal& number, bool negated) {
    const auto [found, fresh] =
        places_.emplace(std::pair(number, negated), static_cast<std::uint32_t>(all_.size()));
    if (fresh) {
        const auto value = number::rational(number);
        all_.push_back(negated ? Rational(-value) : value);
    }
    return found->second;
}

std::uint32_t TableNumbers::add(Rational number) {
    all_.push_back(std::move(number));
    return static_cast<std::uint32_t>(all_.size() - 1);
}

bool TableNumbers::ByParts::operator()(const Signed& a, const Signed& b) const {
    const auto parts = [](const Signed& one) {
        return std::tuple(one.first.low(), one.first.high(), one.first.scale(), one.second);
    };
    return parts(a) < parts(b);
}

Keys keys_of(const TableColumn& column, const TableRange& range) {
    if (range.word) return {range.low + 1, range.low + 1, 1};
    Keys keys;
    const std::int64_t steps = column.way == KeyWay::both ? 2 : 1;
    if (range.low != range.open) {
        const auto key = column.multiples[range.low] * steps;
        keys.low = range.above ? key + 1 : key;
    }
    if (range.high != range.open) {
        const auto key = column.multiples[range.high] * steps;
        keys.high = range.below ? key - 1 : key;
    }
    return keys;
}

value::CellKeys cell_keys(const TableColumn& column, std::size_t row) {
    value::CellKeys keys;
    for (const auto& range : column.cell(row)) keys.push_back(keys_of(column, range));
    if (keys.size() == 1) return keys;
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

std::vector<Keys> keys_of_column(const TableColumn& column) {
    const auto type = column.like.type;
    if (type == Type::boolean) return {{0, 1, 1}};
    if (type == Type::text || type == Type::choice) {
        return {{0, static_cast<std::int64_t>(column.words.size()), 1}};
    }
    Keys all{widest, -widest, 1};
    for (const auto& range : column.taken) {
        const auto keys = keys_of(column, range);
        if (range.low != range.open)
            all.low = std::min(all.low, keys.low), all.high = std::max(all.high, keys.low);
        if (range.high != range.open)
            all.low = std::min(all.low, keys.high), all.high = std::max(all.high, keys.high);
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
bool Checker::fits_column(TableColumn& column, const Node& node, const CellKind& cell) {
    if (!column.typed) {
        column.typed = true;
        column.said = node.span;
        column.like.type = cell.type;
    }
    auto& like = column.like;
    bool fits = cell.type == like.type;
    if (fits && cell.type == Type::number) {
        const bool says = cell.unit != Unit::plain;
        fits = says ? column.open || cell.unit == like.unit
                    : like.unit != Unit::money || !cell.percent;
        if (like.unit != Unit::money && !column.within) like.percent |= cell.percent;
        if (says && column.open) {
            column.open = false;
            like.unit = cell.unit;
            like.currency = cell.currency;
        }
    }
    if (!fits) {
        Value said;
        said.type = cell.type;
        said.unit = cell.unit;
        said.currency = cell.currency;
        said.percent = cell.percent;
        said.literal = true;
        said.constant = 1;  // any but 0: see is_share
        sink_
            .report(Kind::wrong_type, node.span,
                    {in_quotes(words(node).front()), kind_of(said), column_kind(column)})
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

/// A word of a cell: a text in quotes or the bare name of a choice. Null if it is neither.
const std::string* Checker::cell_word(TableColumn& column, const Node& node, bool& fits) {
    const Node& inner = bare(node);
    const bool named = inner.row == Row::name && scope_.count(inner.identity) == 0;
    if (inner.row != Row::text && !named) return nullptr;
    fits = fits_column(column, node, {inner.row == Row::text ? Type::text : Type::choice});
    if (named && fits) fits = is_declared_choice(column, node);
    return inner.row == Row::text ? &inner.text : &inner.identity;
}

/// What a literal says, told without making a value of it: a table has many.
std::optional<CellLiteral> Checker::cell_literal(const Node& node) {
    switch (node.row) {
        case Row::number:
            return CellLiteral{{Type::number, Unit::plain, {}, says_percent(node)}, node.number};
        case Row::money: {
            if (plan_.schema.currency.empty() || node[1].text != plan_.schema.currency) return {};
            warn_of_point(node[0]);
            return CellLiteral{{Type::number, Unit::money, node[1].text, says_percent(node[0])},
                               node[0].number};
        }
        case Row::negative: {
            auto literal = node[0].row == Row::number || node[0].row == Row::money
                               ? cell_literal(node[0])
                               : std::nullopt;
            if (literal) literal->negated = true;
            return literal;
        }
        case Row::date: {
            const auto date = Date::parse(node.text);
            if (!date) return {};
            return CellLiteral{{Type::date}, Decimal(date->days())};
        }
        default: return {};
    }
}

/// What stands in a cell as one value: number, text, day or yes/no. Numbers go to `numbers`.
std::optional<CellPlace> Checker::cell_value(TableColumn& column, const Node& node,
                                             TableNumbers& numbers) {
    CellPlace place;
    if (const auto literal = cell_literal(node)) {
        if (!fits_column(column, node, literal->kind)) return std::nullopt;
        place.at = numbers.place_of(literal->number, literal->negated);
    } else {
        const auto id = constant_value(node, {});
        if (!id) return std::nullopt;
        const Value& value = values_[id];
        if (!fits_column(column, node, {value.type, value.unit, value.currency, value.percent}))
            return std::nullopt;
        if (value.type == Type::text) return CellPlace{column.place_of(value.text), true};
        place.at = numbers.add(value.constant);
    }
    if (!is_in_column_range(column, node, numbers[place.at])) return std::nullopt;
    return place;
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
    TableNumbers ends;
    const auto low = cell_value(column, range[0], ends);
    const auto high = cell_value(column, range[1], ends);
    if (low && high && ends[low->at] > ends[high->at]) {
        sink_
            .report(Kind::empty_range, range.span,
                    {words(range[0]).front(), words(range[1]).front()})
            .fix("write the smaller end first");
    } else if (low && high) {
        column.within = number::Interval{ends[low->at], ends[high->at]};
    }
}

bool Checker::is_in_column_range(const TableColumn& column, const Node& node,
                                 const Rational& value) {
    if (column.within && !column.within->contains(value)) {
        const auto end = [&](std::size_t slot, const Rational& of_type) {
            return column.range != nullptr ? words((*column.range)[slot]).front()
                                           : written(of_type, column.like);
        };
        sink_
            .report(Kind::outside_range, node.span,
                    {words(node).front(), end(0, column.within->low), end(1, column.within->high)})
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
    if (const auto* word = cell_word(column, node, fits)) {
        const auto place = column.place_of(*word);
        cell.push_back({place, place, false, false, true});
        return fits;
    }
    const auto place = cell_value(column, node, column.numbers);
    if (!place) return false;
    cell.push_back({place->at, place->at, false, false, place->word});
    return true;
}

/// A bound lies on a line: it is a number or a day.
std::optional<std::uint32_t> Checker::cell_bound(TableColumn& column, const Node& node) {
    const auto place = cell_value(column, node, column.numbers);
    if (!place) return std::nullopt;
    if (!is_ordered(column)) {
        sink_
            .report(Kind::not_ordered, node.span,
                    {in_quotes(words(node).front()), column_kind(column)})
            .fix("write the value alone, or several as `in (a, b)`");
        return std::nullopt;
    }
    return place->at;
}

bool Checker::read_cell(TableColumn& column, const Node& node, TableCell& cell) {
    if (node.row == Row::cell_any) {
        cell.emplace_back();
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
    for (const auto& [end, place] : {std::pair(low, &range.low), std::pair(high, &range.high)}) {
        if (end == nullptr) continue;
        const auto bound = cell_bound(column, *end);
        if (!bound) return false;
        *place = *bound;
    }
    if (is_empty(column, range)) {
        sink_.report(Kind::empty_cell, node.span, {in_quotes(words(node).front())})
            .fix(column.numbers[range.high] < column.numbers[range.low]
                     ? "write the lower bound first"
                 : holds_no_day(column, range)
                     ? "no day lies between the two: move one of the bounds"
                     : "write `" + words(*low).front() +
                           "` alone for exactly that, or move one of the bounds");
        return false;
    }
    cell.push_back(range);
    return true;
}

/// How fine the keys of a column are, and which side its bounds belong to.
bool Checker::choose_keys(const NamedTable& table, TableColumn& column) {
    if (!column.typed && syntax::has_rows_elsewhere(*table.written)) return false;  // M0518
    if (!column.typed) {
        sink_.report(Kind::column_says_nothing, column.node->span, {column.names.front()})
            .fix("leave the column out, or say its type behind its name: `" + column.names.front() +
                 " text`");
        return false;
    }
    const Node& type = (*column.node)[1];
    if (table.from_data && type.row == Row::type_one_of) {  // whichever of them the rows name
        for (const auto& names : type[0].slots) column.place_of(ast::first_name(names));
    }
    sort_words(column);
    const auto& numbers = column.numbers.all();
    const bool numeric = column.like.type == Type::number;
    if (numeric) {
        Rational step{0};
        for (const auto& number : numbers) {
            if (number == 0) continue;
            const Rational size = number < 0 ? Rational(-number) : number;
            step = step == 0 ? size : number::common_step(step, size);
        }
        bool below = false;
        bool above = false;
        for (const auto& range : column.taken) {
            const bool low = range.low != range.open;
            const bool high = range.high != range.open;
            below = below || (low && !range.above) || (high && range.below);
            above = above || (low && range.above) || (high && !range.below);
        }
        column.step = step == 0 ? Rational(1) : step;
        column.way = below && above ? KeyWay::both : above ? KeyWay::ceiling : KeyWay::floor;
    }
    bool wide = false;
    for (const auto& number : numbers) {
        const auto key = multiple(number, column.step);
        wide = wide || (numeric && abs(key) > widest / 4);
        column.multiples.push_back(small(key));
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
