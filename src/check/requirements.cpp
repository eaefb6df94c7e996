// What a place asks of a value: that it is defined, a decimal, points, known now. See checker.hpp.
// Each refusal says why in the author's words: which fact may be missing, which divisor may be
// zero.
#include <algorithm>
#include <iterator>

#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;
using value::Unit;

namespace {

/// The first node of this kind that nothing beside it (`known`, `else`) takes care of.
template <typename Is>
const ast::Node* open_mention(const ast::Node& node, const Is& is) {
    if (is(node)) {
        return &node;
    }
    for (std::size_t i = node.row == Row::fallback ? 1 : 0;
         node.row != Row::known && i < node.slots.size(); ++i) {
        if (const auto* found = open_mention(node.slots[i], is)) {
            return found;
        }
    }
    return nullptr;
}

}  // namespace

/// A bare name that is nothing declared may be a choice of the value it stands beside.
ValueId Checker::value_like(const Node& node, ValueId like, const Env& env) {
    if (node.row == Row::parenthesis) {
        return value_like(node[0], like, env);
    }
    const bool bare =
        node.row == Row::name && scope_.count(node.identity) == 0 && !is_own_name(node.text);
    if (!like && bare) {
        return {};  // what it stands beside was wrong and said so
    }
    if (like && bare && values_[like].type == Type::text && !may_be_declared(node.text)) {
        sink_.report(Kind::unknown_name, node.span, {node.text})
            .fix("a text stands in quotes: \"" + node.text + "\"");
        return {};
    }
    if (!like || node.row != Row::name || values_[like].type != Type::choice) {
        return value(node, env);
    }
    const auto column = values_[like].choices_of;
    const auto& choices = column ? plan_.schema.columns[column.index].choices : plan_.grades;
    std::string all;
    for (std::uint32_t i = 0; i < choices.size(); ++i) {
        if (std::find(choices[i].begin(), choices[i].end(), node.text) != choices[i].end()) {
            return values_.choice(i, column);
        }
        all += (i == 0 ? "" : ", ") + choices[i].front();
    }
    if (!bare) {
        return value(node, env);
    }
    std::vector<std::string> known;
    for (const auto& choice : choices) {
        known.insert(known.end(), choice.begin(), choice.end());
    }
    const auto near = nearest_spelling(node.text, known);
    auto finding = sink_.report(Kind::unknown_choice, node.span, {node.text, all});
    if (const auto place = places_.find(column ? plan_.schema.columns[column.index].name : "");
        place != places_.end()) {
        finding.also(place->second, "has these choices");
    }
    finding.fix(near ? "did you mean `" + *near + "`?" : "write one of them");
    return {};
}

/// A floor above the cap of the same thing would be silently cut.
bool Checker::in_order(const Node& least, ValueId low, const Node& most, ValueId high,
                       const Env& env) {
    if (values_.always(values_.less_equal(low, high, env))) {
        return true;
    }
    sink_
        .report(Kind::floor_above_cap, least.span,
                {"the floor " + in_quotes(words(least).front()),
                 "the cap " + in_quotes(words(most).front())})
        .also(most.span, "the cap")
        .fix("write a floor that is never above the cap");
    return false;
}

bool Checker::require_number(ValueId id, const Node& node) {
    if (values_[id].type == Type::number) {
        return true;
    }
    refuse(Kind::wrong_type, node.span,
           {in_quotes(words(node).front()), kind_of(values_[id]), "a number"})
        .fix(fix_of_number(id, node));
    return false;
}

bool Checker::require_ordered(ValueId id, const Node& node) {
    if (values_[id].type == Type::number || values_[id].type == Type::date) {
        return true;
    }
    refuse(Kind::not_ordered, node.span, {in_quotes(words(node).front()), kind_of(values_[id])})
        .fix("choose by conditions: `3 when " + words(node).front() + " = ..., else 0`");
    return false;
}

ValueId Checker::defined_value(const Node& node, const Env& env) {
    const auto id = value(node, env);
    return id && require_defined(id, node) ? id : ValueId{};
}

/// The parts of "it is defined" that are not proved, each with its reason.
bool Checker::require_defined(ValueId id, const Node& node) {
    const auto reasons = values_[id].defined;
    if (!reasons || values_.always(reasons)) {
        return true;
    }
    if (const auto* statement = statement_at(node.span);
        statement != nullptr && is_broken(*statement)) {
        return false;  // the line that could not be read may be what proves it
    }
    std::vector<ValueId> open{reasons};
    bool said = false;
    while (!open.empty()) {
        const Value part = values_[open.back()];
        open.pop_back();
        if (part.op == Op::logical_and || part.op == Op::logical_or ||
            part.op == Op::select) {  // which branch is taken is no reason
            const auto first = part.operands.begin() + (part.op == Op::select ? 1 : 0);
            open.insert(open.end(), std::make_reverse_iterator(part.operands.end()),
                        std::make_reverse_iterator(first));
        } else if (ratings_.count(part.term) > 0) {
            report_not_rated(part.term, node);
            said = true;
        } else if (part.op == Op::column_known) {
            report_missing(plan_.schema.columns[part.payload], node);
            said = true;
        } else if (part.op == Op::previous_known) {
            const auto* of =
                open_mention(node, [](const Node& at) { return at.row == Row::previous; });
            const auto* cycle = only_clause(*statement_of(Row::plan), Row::plan_cycle);
            sink_.report(Kind::no_previous, of != nullptr ? of->span : node.span)
                .also(cycle->span,
                      "the first " + words((*cycle)[0]).front() + " has none before it")
                .fix("say what counts in the first period: `(" +
                     words(of != nullptr ? *of : node).front() + " else ...)`");
            said = true;
        } else if (const auto gap = gaps_.find(part.term); gap != gaps_.end()) {
            report_gap(gap->second, node);
            said = true;
        } else if (const auto divisor = divisors_.find(part.term); divisor != divisors_.end()) {
            const Span by = divisor->second.first;
            const bool here = node.span.begin <= by.begin && by.end <= node.span.end;
            said = true;
            if (!here && !zero_said_.insert(by.begin).second) {
                continue;  // a `let` that is read in many places is one problem
            }
            auto finding = sink_.report(Kind::division_by_zero, here ? by : node.span,
                                        {divisor->second.second});
            const auto from = here ? origin(by) : Origin{by, "divides by this"};
            if (from) {
                finding.also(from->place, from->text);
            }
            finding.fix("add `when " + divisor->second.second +
                        " > 0`, or say what counts instead: `(" + quotient_over(by) + " else 0)`");
        }
    }
    if (const auto by = said ? std::nullopt : division(node.span)) {
        const std::string divisor(sink_.source().text(by->place));
        auto finding = sink_.report(Kind::division_by_zero, by->place, {divisor});
        if (const auto from = origin(by->place)) {
            finding.also(from->place, from->text);
        }
        finding.fix("add `when " + divisor + " > 0`, or say what counts instead: `(" +
                    quotient_over(by->place) + " else 0)`");
    } else if (!said) {
        refuse(Kind::may_be_missing, node.span, {words(node).front()})
            .fix("say what counts instead: `(" + words(node).front() +
                 (values_[id].type == Type::boolean ? " else no)`" : " else 0)`"));
    }
    return false;
}

void Checker::report_gap(const TableGap& gap, const Node& node) {
    const bool here = node.span.begin <= gap.place.begin && gap.place.end <= node.span.end;
    if (!here && !zero_said_.insert(gap.place.begin).second) {
        return;  // a `let` that is read in many places is one problem
    }
    auto finding =
        sink_.report(Kind::no_row_matches, here ? gap.place : node.span, {gap.table, gap.example});
    if (!here) finding.also(gap.place, "the table is asked here");
    if (const auto place = places_.find(gap.table); place != places_.end()) {
        finding.also(place->second, "declared here");
    }
    const auto* call = open_mention(
        node, [&](const Node& at) { return at.row == Row::call && at[0].text == gap.table; });
    const std::string asked(sink_.source().text(call != nullptr ? call->span : gap.place));
    finding.fix((gap.from_data ? "add a last row `otherwise gives ...`"
                               : "add a row for it or a last row `otherwise gives ...`") +
                (", or say what counts instead: `(" + asked + " else 0)`"));
}

/// A total that is asked for where it may have no value, or the grade that goes by it.
void Checker::report_not_rated(TermId rating, const Node& node) {
    const auto& total = plan_.story.totals[ratings_.at(rating)];
    const auto* of = open_mention(node, [&](const Node& at) {
        const bool goes_by = total_of(at) || (is_grade_name(at.text) && !declaration_of(at));
        return at.row == Row::name && goes_by;
    });
    const auto name = words(of != nullptr ? *of : node).front();
    auto finding =
        sink_.report(Kind::may_be_missing, of != nullptr ? of->span : node.span, {name})
            .also(total.rating ? total.rating->place : total.place, "not everybody is rated");
    const Node* rank = open_mention(node, [](const Node& at) { return at.row == Row::rank; });
    if (rank != nullptr) {  // it goes by everybody's, so that asking for one's own says nothing
        finding.fix("say what counts for who is not rated: `" + words(*rank).front() + " else 0`");
        return;
    }
    finding.fix("ask first: `when " + name + " known`, or say what counts instead: `(" + name +
                " else ...)`");
}

void Checker::report_missing(const value::ColumnSchema& column, const Node& node) {
    const auto* of = open_mention(node, [&](const Node& at) {
        const bool field = at.row == Row::member && column.list;
        const auto& name = field ? at[1].text : at.identity;
        return (field || (at.row == Row::name && !column.list)) &&
               std::find(column.names.begin(), column.names.end(), name) != column.names.end();
    });
    const bool hidden_field = column.list && items_ != nullptr;
    const auto name = of != nullptr  ? words(*of).front()
                      : hidden_field ? items_->item.front() + "." + column.name
                                     : column.name;
    auto finding = sink_.report(Kind::may_be_missing, of != nullptr ? of->span : node.span, {name});
    if (const auto place = places_.find(column.name); !column.list && place != places_.end()) {
        finding.also(place->second, "declared optional");
    } else if (const auto from = of != nullptr ? origin(of->span) : std::nullopt) {
        finding.also(from->place, "declared optional");
    }
    const auto* statement = statement_at(node.span);
    const bool late = statement != nullptr && asks_later(*statement, node.span, name);
    const auto ask =
        late ? "ask before it, on its left: `" + name + " known and ...`"
             : std::string("ask first: `") + (column.list ? "where " : "when ") + name + " known`";
    finding.fix(ask + ", or say what counts instead: `(" + name + " else " +
                (column.type == Type::number    ? "0"
                 : column.type == Type::boolean ? "no"
                 : column.type == Type::choice  ? column.choices.front().front()
                                                : "...") +
                ")`");
}

/// Whether a clause asks `x known` behind the place where x is read.
bool Checker::asks_later(const ast::Statement& statement, Span where,
                         const std::string& name) const {
    const auto asks = [&](const Node& clause) {
        return clause.span.begin <= where.begin && where.end <= clause.span.end &&
               open_mention(clause, [&](const Node& at) {
                   return at.row == Row::known && at.span.begin > where.begin &&
                          words(at[0]).front() == name;
               }) != nullptr;
    };
    return asks(statement.head) ||
           std::any_of(statement.clauses.begin(), statement.clauses.end(), asks);
}

/// The first name in a constant expression that stands for more than numbers: nothing but a `let`
/// made of numbers is known when the plan is written.
const ast::Node* Checker::open_name(const Node& node, std::size_t lets) const {
    if (node.row == Row::member || node.row == Row::rank || node.row == Row::previous) {
        return &node;
    }
    if (node.row == Row::name) {
        const auto* declared = declaration_of(node);
        if (declared == nullptr) {
            return is_own_name(node.text) ? &node : nullptr;
        }
        if (declared->kind != Declaration::Kind::let || lets == 0) {
            return &node;
        }
        const Node& inner = document_.statements[declared->statement].head[1];
        return open_name(inner, lets - 1) != nullptr ? &node : nullptr;
    }
    for (const auto& slot : node.slots) {
        if (const auto* found = open_name(slot, lets)) {
            return found;
        }
    }
    return nullptr;
}

ValueId Checker::constant_value(const Node& node, const Env& env) {
    if (const auto* open = open_name(node, lets_followed)) {
        if (const auto declared = scope_.find(open->identity); declared != scope_.end()) {
            declared->second.used = true;
        }
        refuse(Kind::constant_needed, open->span, {in_quotes(words(*open).front())})
            .fix("write the value itself");
        return {};
    }
    const auto id = defined_value(node, env);
    if (id && values_[id].op != Op::constant && values_[id].op != Op::text_constant) {
        refuse(Kind::constant_needed, node.span, {in_quotes(words(node).front())})
            .fix("write the value itself");
        return {};
    }
    return id;
}

/// A number that is known now, plain or in `unit`.
std::optional<Rational> Checker::positive_constant(const Node& node, Unit unit) {
    const auto id = constant_value(node, {});
    if (!id) {
        return std::nullopt;
    }
    const Value& value = values_[id];
    if (value.type != Type::number || (value.unit != Unit::plain && value.unit != unit)) {
        refuse(Kind::wrong_type, node.span,
               {in_quotes(words(node).front()), kind_of(value), "a plain number"})
            .fix("write a plain number, as in `round 0.01`");
        return std::nullopt;
    }
    if (value.constant <= 0) {
        refuse(Kind::not_positive, node.span,
               {in_quotes(words(node).front()), written(value.constant, value)})
            .fix("write a number above 0, as in `round 0.01`");
        return std::nullopt;
    }
    return value.constant;
}

/// The words of a value that another phrase can follow.
std::string Checker::as_operand(const Node& node) const {
    const Node& inner = node.row == Row::list && node.slots.size() == 1 ? node[0] : node;
    const bool open = inner.row == Row::conditional || inner.row == Row::fallback ||
                      inner.row == Row::tiered || inner.row == Row::rate ||
                      inner.row == Row::rate_in_slices || inner.row == Row::along;
    const auto text = words(inner).front();
    return open ? "(" + text + ")" : text;
}

bool Checker::require_decimal(ValueId id, const Node& node, std::string_view what) {
    const auto& shape = values_[id].shape;
    const bool root = values_[id].is_root();
    if (!root && shape.is_decimal() && number::is_decimal(shape.step)) {
        return true;
    }
    const auto text = as_operand(node);
    auto finding = sink_.report(Kind::not_decimal, node.span,
                                {in_quotes(words(node).front()), std::string(what)});
    const auto by = root ? std::nullopt : division(node.span);
    if (const auto from = by ? by : origin(node.span)) {
        finding.also(from->place, from->text);
    }
    finding.fix(node.row == Row::rule_prorated ? "say how fine the points are: add `round 0.01`"
                                               : "say how fine: `" + text + " round 0.01`");
    return false;
}

/// What leaves a row is a decimal of at most 38 digits.
bool Checker::leaves_as_decimal(ValueId id, const Node& node, std::string_view what) {
    if (!require_decimal(id, node, what)) {
        return false;
    }
    const auto digits =
        std::max(number::digits(values_[id].shape.low), number::digits(values_[id].shape.high));
    if (digits > 38) {
        refuse(Kind::too_large_to_leave, node.span,
               {in_quotes(words(node).front()), std::to_string(digits), std::string(what)})
            .fix("bound it with `at most`, or round it to a coarser step");
        return false;
    }
    return true;
}

/// Ranks and periods compare participants; an item has neither.
bool Checker::require_participant(ValueId id, const Node& node) {
    if (values_[id].grain != Grain::item) {
        return true;
    }
    refuse(Kind::wrong_type, node.span,
           {in_quotes(words(node).front()), "a value of an item", "a value of the participant"})
        .fix("make a rule of the items first and name it here");
    return false;
}

}  // namespace meritum::check
