// Calls of named tables: what is asked, whether some row always matches, what may come out. See
// checker.hpp and named_table.hpp.
#include <algorithm>

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"
#include "check/named_table.hpp"

namespace meritum::check {

using number::Integer;
using number::Rational;
using value::Keys;
using value::Type;

namespace {

std::int64_t small(const Integer& key) {
    const Integer far = Integer(1) << 61;
    return std::clamp(key, Integer(-far), far).convert_to<std::int64_t>();
}

/// The keys between the ends of a value that is a whole multiple of `unit`.
Keys between_ends(const Value& key, const Rational& unit, std::int64_t stride) {
    return {small(number::floor(Rational(key.shape.low) * key.shape.step / unit)),
            small(number::floor(Rational(key.shape.high) * key.shape.step / unit)), stride};
}

/// What any rows that fit the column may give.
number::Interval given_by_any_rows(const NamedTable& table, const TableColumn& column) {
    const auto one = column.within.value_or(number::Interval{0, 1});  // no range: yes and no
    if (table.matching != Matching::sum) return one;
    const Rational most(static_cast<long>(limits::table_rows));
    return {std::min(Rational(0), Rational(one.low * most)),
            std::max(Rational(0), Rational(one.high * most))};
}

}  // namespace

/// The table that is called; null, with a finding, if there is none.
NamedTable* Checker::called_table(const Node& node) {
    const Node& name = node[0];
    const auto found = scope_.find(name.identity);
    if (found == scope_.end()) {
        report_unknown_name(name);
        return nullptr;
    }
    found->second.used = true;
    if (found->second.kind != Declaration::Kind::table) {
        sink_.report(Kind::not_a_table, name.span, {name.text})
            .also(places_[found->first], "declared here")
            .fix("leave a blank before the parenthesis, or name a `table`");
        return nullptr;
    }
    NamedTable& table = tables_[found->second.index];
    if (!table.sound) return nullptr;
    const auto given = node[1].slots.size();
    if (given != table.inputs.size()) {
        std::string columns;
        for (const auto& column : table.inputs)
            columns += (columns.empty() ? "" : ", ") + column.names.front();
        sink_
            .report(Kind::wrong_number_of_arguments, node[1].span,
                    {name.text, std::to_string(table.inputs.size()), std::to_string(given)})
            .also(places_[found->first], "declared here")
            .fix("say what it goes by: `" + name.text + "(" + columns + ")`");
        return nullptr;
    }
    return &table;
}

/// Which of the results is asked for.
std::optional<std::size_t> Checker::asked_result(const Node& node, const NamedTable& table) {
    std::vector<std::string> known;
    std::string all;
    for (std::size_t i = 0; i < table.results.size(); ++i) {
        for (const auto& name : (*table.results[i].node)[0].slots) {
            if (node[2] && name.text == node[2].text) return i;
            known.push_back(name.text);
        }
        all += (i == 0                          ? ""
                : i + 1 == table.results.size() ? " and "
                                                : ", ") +
               in_quotes(table.results[i].names.front());
    }
    if (!node[2] && table.results.size() == 1) return 0;
    const auto call = words(node[0]).front() + "(...)";
    if (!node[2]) {
        sink_.report(Kind::which_result, node.span, {node[0].text, all})
            .also(table.results.front().node->span, "its results")
            .fix("name one of them: `" + call + "." + table.results.front().names.front() + "`");
        return std::nullopt;
    }
    const auto near = nearest_spelling(node[2].text, known);
    sink_.report(Kind::unknown_result, node[2].span, {node[0].text, node[2].text})
        .also(table.results.front().node->span, "its results")
        .fix(near ? "did you mean `" + *near + "`?" : "it gives " + all);
    return std::nullopt;
}

/// Whether an argument is what its column holds; a literal takes the column's unit.
bool Checker::fits_argument(const TableColumn& column, const Node& node, ValueId id) {
    const Value& value = values_[id];
    const auto& like = column.like;
    bool fits = value.type == like.type;
    if (fits && like.type == Type::number && !column.open) {
        fits = value.unit == like.unit || takes_unit(value, like.unit);
    }
    if (!fits) {
        refuse(Kind::wrong_type, node.span,
               {in_quotes(words(node).front()), kind_of(value), column_kind(column)})
            .fix("ask with what column " + in_quotes(column.names.front()) + " holds");
    }
    return fits;
}

/// The step that brings the choices of an argument to the words of a column; with the keys they
/// have.
std::optional<std::uint32_t> Checker::choice_step(const TableColumn& column, const Node& node,
                                                  ValueId argument, std::vector<Keys>& allowed) {
    const Value& of = values_[argument];
    const auto count = choices_in(argument);
    value::Step step;
    step.begin = {0, static_cast<std::uint32_t>(count)};
    std::vector<bool> met(column.words.size(), false);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& names =
            of.choices_of ? plan_.schema.columns[of.choices_of.index].choices[i] : plan_.grades[i];
        std::int64_t key = 0;
        for (const auto& name : names) {
            const auto at = std::lower_bound(column.words.begin(), column.words.end(), name);
            if (at == column.words.end() || *at != name) continue;
            key = at - column.words.begin() + 1;
            met[static_cast<std::size_t>(key - 1)] = true;
        }
        step.from.push_back(i == 0 ? value::least_key : static_cast<std::int64_t>(i));
        step.next.push_back(static_cast<std::uint32_t>(key));
        const Rational position(static_cast<long>(i));
        if (of.range.contains(position)) allowed.push_back({key, key, 1});
    }
    const auto missing = std::find(met.begin(), met.end(), false);
    if (missing != met.end()) {
        const auto& word = column.words[static_cast<std::size_t>(missing - met.begin())];
        std::string all;
        for (std::size_t i = 0; i < count; ++i)
            all += (i == 0 ? "" : ", ") + choice_name(of, static_cast<std::ptrdiff_t>(i));
        sink_.report(Kind::unknown_choice, node.span, {word, all})
            .also(column.node->span,
                  "column " + in_quotes(column.names.front()) + " has " + in_quotes(word))
            .fix("ask with a choice that has all of the column's names");
        return std::nullopt;
    }
    for (std::uint32_t i = 0; i < plan_.steps.size(); ++i) {
        if (plan_.steps[i].begin == step.begin && plan_.steps[i].from == step.from &&
            plan_.steps[i].next == step.next) {
            return i;
        }
    }
    plan_.steps.push_back(std::move(step));
    return static_cast<std::uint32_t>(plan_.steps.size() - 1);
}

/// The key of an argument, a whole number of `column.step`s, and which keys it may be. `any_rows`:
/// of a table `rows from data`.
ValueId Checker::argument_key(const TableColumn& column, bool any_rows, const Node& node,
                              ValueId id, std::vector<Keys>& allowed, const Env& env) {
    switch (column.like.type) {
        case Type::boolean:
        case Type::date: allowed = {between_ends(values_[id], 1, 1)}; return id;
        case Type::text: {
            const auto words = any_rows ? limits::named_file_bytes : column.words.size();
            allowed = {{0, static_cast<std::int64_t>(words), 1}};
            return values_.text_key(column.text_keys, words, id, env);
        }
        case Type::choice: {
            const auto step = choice_step(column, node, id, allowed);
            if (!step) return {};
            const auto words = static_cast<long>(column.words.size());
            return values_.lookup(*step, values_.number(0, false), id, 1,
                                  {Rational(0), Rational(words)}, env);
        }
        case Type::number: break;
    }
    const auto& shape = values_[id].shape;
    const auto steps = shape.is_decimal() ? number::whole_quotient(shape.step, column.step)
                                          : std::optional<Integer>();
    auto key = values_.round(
        id, column.step,
        column.way == KeyWay::ceiling ? number::Rounding::ceiling : number::Rounding::floor, env);
    const bool both = column.way == KeyWay::both;
    if (both) {
        const auto above = values_.round(id, column.step, number::Rounding::ceiling, env);
        key = values_.add(key, above, env);
    }
    const auto stride = steps ? small(*steps * (both ? 2 : 1)) : 1;
    allowed = {between_ends(values_[key], column.step, stride)};
    return key;
}

/// What may come out, and where nothing does.
ValueId Checker::called_result(const Node& node, NamedTable& table, std::size_t result,
                               const value::Reach& reach, const std::vector<ValueId>& arguments,
                               ValueId leaf, const Env& env) {
    const auto& column = table.results[result];
    const auto last = table.diagram.steps.size();
    Value like = column.like;
    std::vector<bool> given(column.numbers.all().size(), false);
    for (const auto at : reach.states(last)) {
        if (at != 0 || table.always_gives()) given[table.given[result][at]] = true;
    }
    std::optional<number::Interval> range;
    for (std::uint32_t at = 0; at < given.size(); ++at) {
        if (!given[at]) continue;
        const number::Interval one{column.numbers[at], column.numbers[at]};
        range = range ? number::hull(*range, one) : one;
    }
    like.range = range.value_or(number::Interval{0, 0});
    if (table.from_data) like.range = given_by_any_rows(table, column);
    if (like.type == Type::text) {
        const Value& any = values_[values_.text("")];
        like.range = any.range;
        like.shape = any.shape;
    } else {
        like.shape = Shape{number::floor(like.range.low / column.step),
                           number::floor(like.range.high / column.step),
                           column.step,
                           {}};
    }
    const auto id =
        values_.looked_up(table.first_result + static_cast<std::uint32_t>(result), leaf, like, env);
    if (table.always_gives() || (!table.from_data && !reach.reaches(0))) return id;
    const auto matched = values_.less(values_.number(0, false), leaf, env);
    auto example =
        table.from_data ? "the data has none" : example_of(table, reach.example(0), arguments);
    gaps_.emplace(values_[matched].term,
                  TableGap{node.span, node[0].text, std::move(example), table.from_data});
    return values_.defined_where(id, matched, env);
}

ValueId Checker::call(const Node& node, const Env& env) {
    Trace inner;
    Trace* outer = trace_;
    trace_ = outer != nullptr ? &inner : nullptr;
    NamedTable* table = called_table(node);
    std::vector<ValueId> arguments;
    std::vector<ValueId> keys;
    std::vector<std::vector<Keys>> allowed(node[1].slots.size());
    bool sound = table != nullptr;
    for (std::size_t i = 0; i < node[1].slots.size(); ++i) {
        const auto id = value(node[1][i], env);
        sound = sound && id && fits_argument(table->inputs[i], node[1][i], id);
        here_ = node.span;
        arguments.push_back(id);
        keys.push_back(sound ? argument_key(table->inputs[i], table->from_data, node[1][i], id,
                                            allowed[i], env)
                             : ValueId{});
        sound = sound && keys.back();
    }
    const auto result = table != nullptr ? asked_result(node, *table) : std::nullopt;
    trace_ = outer;
    if (!sound || !result) return {};
    const value::Reach reach(table->diagram, allowed);
    here_ = node.span;
    auto leaf = values_.number(0, false);
    for (std::size_t i = 0; i < table->diagram.steps.size(); ++i) {
        const auto states = reach.states(i + 1);
        const auto last = table->from_data ? limits::table_cases : states.back();
        const auto column = table->diagram.steps[i].column;
        leaf = values_.lookup(table->first_step + static_cast<std::uint32_t>(i), leaf, keys[column],
                              table->inputs[column].like.type == Type::number
                                  ? table->inputs[column].step
                                  : Rational(1),
                              {Rational(table->from_data ? 0L : static_cast<long>(states.front())),
                               Rational(static_cast<long>(last))},
                              env);
    }
    const auto id = called_result(node, *table, *result, reach, arguments, leaf, env);
    if (outer != nullptr) {
        Parts::Tiers story;
        story.reached = env.guard;
        story.of = bare_reading(words(node), id, values_[id].percent, place_of(id, env));
        story.call.emplace();
        story.call->table = table->story;
        story.call->leaf = leaf;
        story.call->keys = keys;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const bool percent = values_[arguments[i]].percent || table->inputs[i].like.percent;
            if (percent) shown_in_percent(arguments[i]);
            story.call->arguments.push_back(
                told_argument(node[1][i], arguments[i], inner.readings, env));
            story.call->arguments.back().percent = percent;
        }
        inner.tiers.push_back(std::move(story));
        outer->take(std::move(inner));
    }
    return id;
}

/// An argument on a card; a `let` keeps what it is made of. It is read wherever the table is asked,
/// also if another argument reads it in fewer places.
Parts::Reading Checker::told_argument(const Node& node, ValueId id,
                                      const std::vector<Parts::Reading>& read,
                                      const Env& env) const {
    const auto own = words(node);
    const auto found = std::find_if(read.begin(), read.end(), [&](const Parts::Reading& one) {
        return one.words == own && one.quantity == id;
    });
    auto told = found != read.end() ? *found : bare_reading(own, id, values_[id].percent);
    told.reached = place_of(id, env);
    told.unless.clear();
    return told;
}

}  // namespace meritum::check
