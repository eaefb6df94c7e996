// The other half of a refusal: where the author said what makes it so, and what to write instead.
// See checker.hpp. In: the place of an expression. Out: the declaration behind its first name, what
// it divides by, fixes. Tests: the pages of tests/golden/diagnostics/.
#include <algorithm>

#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;
using value::Type;
using value::Unit;

namespace {

bool within(Span inner, Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

/// The first node, in the order of the text, for which `is` holds and which lies within `where`.
template <typename Is>
const ast::Node* first_node(const ast::Node& node, Span where, const Is& is) {
    if (node.span.end <= where.begin || where.end <= node.span.begin) return nullptr;
    if (within(node.span, where) && is(node)) return &node;
    for (const auto& slot : node.slots) {
        if (const auto* found = first_node(slot, where, is)) return found;
    }
    return nullptr;
}

template <typename Is>
const ast::Node* first_node(const ast::Statement& statement, Span where, const Is& is) {
    if (const auto* found = first_node(statement.head, where, is)) return found;
    for (const auto& clause : statement.clauses) {
        if (const auto* found = first_node(clause, where, is)) return found;
    }
    return nullptr;
}

/// What `node` divides by, if it divides.
const ast::Node* divisor_of(const ast::Node& node) {
    const bool steps = node.row == Row::per_above || node.row == Row::per_below ||
                       (node.row == Row::per && node[2]);
    return node.row == Row::divide || steps ? &node[1] : nullptr;
}

/// A number by which every decimal can be divided without endless decimals.
bool divides_evenly(const ast::Node& divisor) {
    if (divisor.row != Row::number) return false;
    const auto by = number::rational(divisor.number);
    return by != 0 && number::is_decimal(number::Rational(1) / by);
}

/// What a fact, field or param may be, as its label: "money, 0 .. 1000", "a choice, optional".
std::string said_of(const value::ColumnSchema& column) {
    Value like;
    like.type = column.type;
    like.unit = column.unit;
    like.percent = column.percent;
    auto text = kind_of(like);
    const bool ranged = column.type == value::Type::number || column.type == value::Type::date;
    if (ranged)
        text += ", " + written(column.range.low, like) + " .. " + written(column.range.high, like);
    return column.optional ? text + ", optional" : text;
}

}  // namespace

const ast::Statement* Checker::statement_at(Span where) const {
    const auto after = places_in_text_.upper_bound(where.begin);
    return after == places_in_text_.begin() ? nullptr : std::prev(after)->second;
}

/// The declaration of a field that a rule reads of its items.
std::optional<Checker::Origin> Checker::origin_of_field(const ast::Statement& rule,
                                                        const std::string& name) const {
    for (const auto& clause : rule.clauses) {
        if (clause.row != Row::rule_for_each) continue;
        const auto list = scope_.find(clause[1].identity);
        if (list == scope_.end() || list->second.kind != Declaration::Kind::list) continue;
        for (const auto& field : document_.statements[list->second.statement].clauses) {
            if (field.row != Row::field) continue;
            for (const auto& alias : field[0].slots) {
                if (alias.text != name) continue;
                for (const auto& column : plan_.schema.columns) {
                    if (column.list == list->second.list &&
                        column.name == ast::first_name(field[0])) {
                        return Origin{field[0].span, said_of(column)};
                    }
                }
            }
        }
    }
    return std::nullopt;
}

/// The declaration behind the first name within `where`; through a `let` to what it is made of.
std::optional<Checker::Origin> Checker::origin(Span where, std::size_t lets) const {
    const auto* statement = statement_at(where);
    if (statement == nullptr) return std::nullopt;
    const auto* node = first_node(*statement, where, [&](const Node& at) {
        if (at.row == Row::member) return true;
        const auto declared = at.row == Row::name ? scope_.find(at.identity) : scope_.end();
        if (declared == scope_.end()) return false;
        const auto place = places_.find(at.text);
        return place == places_.end() ||
               !within(place->second, where);  // not a declared name itself
    });
    if (node == nullptr) return std::nullopt;
    if (node->row == Row::member) return origin_of_field(*statement, (*node)[1].text);
    const auto& declaration = scope_.at(node->identity);
    const auto& head = document_.statements[declaration.statement].head;
    switch (declaration.kind) {
        case Declaration::Kind::fact:
        case Declaration::Kind::param:
            if (!declaration.column) return std::nullopt;
            return Origin{head[0].span, said_of(plan_.schema.columns[declaration.column.index])};
        case Declaration::Kind::let:
            if (lets == 0) return Origin{head[0].span, "declared here"};
            return origin(head[1].span, lets - 1);
        case Declaration::Kind::list:
        case Declaration::Kind::total:
        case Declaration::Kind::category:
        case Declaration::Kind::rule:
        case Declaration::Kind::veto:
        case Declaration::Kind::outcome:
        case Declaration::Kind::table: return Origin{head[0].span, "declared here"};
    }
    return std::nullopt;
}

/// What the expression at `where` divides by, through lets.
std::optional<Checker::Origin> Checker::division(Span where, std::size_t lets) const {
    const auto* statement = statement_at(where);
    if (statement == nullptr) return std::nullopt;
    const auto divides = [](const Node& at) {
        const auto* by = divisor_of(at);
        return by != nullptr && !divides_evenly(*by);
    };
    if (const auto* node = first_node(*statement, where, divides)) {
        return Origin{divisor_of(*node)->span, "divides by this"};
    }
    std::optional<Origin> found;
    first_node(*statement, where, [&](const Node& at) {
        const auto declared = at.row == Row::name ? scope_.find(at.identity) : scope_.end();
        if (lets > 0 && declared != scope_.end() &&
            declared->second.kind == Declaration::Kind::let) {
            const auto& head = document_.statements[declared->second.statement].head;
            if (!within(head[0].span, where)) found = division(head[1].span, lets - 1);
        }
        return found.has_value();
    });
    return found;
}

/// The words of the division by what stands at `divisor`.
std::string Checker::quotient_over(Span divisor) const {
    const auto* statement = statement_at(divisor);
    if (statement == nullptr) return "...";
    const Span all{statement->head.span.begin,
                   static_cast<std::uint32_t>(sink_.source().text().size())};
    const auto* node = first_node(*statement, all, [&](const Node& at) {
        return at.row == Row::divide && within(divisor, at[1].span);
    });
    return node != nullptr ? words(*node).front() : "...";
}

void Checker::report_unknown_name(const Node& node) {
    if (sink_.errors() > limits::diagnostics) {  // nobody reads what was meant
        sink_.report(Kind::unknown_name, node.span, {node.text});
        return;
    }
    if (may_be_declared(node.text)) {
        return;
    }
    sink_.report(Kind::unknown_name, node.span, {node.text}).fix(instead_of_unknown(node));
}

/// What was most likely meant by a name that nothing has.
std::string Checker::instead_of_unknown(const Node& node) const {
    const std::string& name = node.text;
    if (name == "true" || name == "false") {
        return std::string("write `") + (name == "true" ? "yes`" : "no`");
    }
    if (name == "more" || name == "less") {
        return "delete `or " + name + "`: `>=` and `<=` say it";
    }
    if (is_grade_name(name)) {
        return "add a `" + name + "` statement with its rows";
    }
    for (std::size_t i = 0; items_ != nullptr && i < plan_.schema.columns.size(); ++i) {
        const auto& column = plan_.schema.columns[i];
        if (column.list == items_->list &&
            std::find(column.names.begin(), column.names.end(), name) != column.names.end()) {
            return "write `" + items_->item.front() + "." + name + "`";
        }
    }
    for (const auto& names : plan_.grades) {
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            Node grade;
            grade.row = Row::grade;
            grade.slots.resize(1);
            return "it is a grade: compare them, as in `" + words(grade).front() + " = " + name +
                   "`";
        }
    }
    for (const auto& column : plan_.schema.columns) {
        for (const auto& choice : column.choices) {
            if (std::find(choice.begin(), choice.end(), name) != choice.end()) {
                return "it is a choice of `" + column.name + "`: compare them, as in `" +
                       column.name + " = " + name + "`";
            }
        }
    }
    constexpr std::size_t enough = 100;  // errors: nobody reads that many suggestions
    if (sink_.errors() < enough) {
        std::vector<std::string> known{"score"};
        for (const auto& [alias, identity] : aliases_) {
            // What is being said here cannot be what it is made of.
            const auto declared = scope_.find(identity);
            const bool here =
                declared != scope_.end() &&
                within(node.span, document_.statements[declared->second.statement].extent);
            if (!here) known.push_back(alias);
        }
        if (!plan_.grades.empty()) {
            known.emplace_back("grade");
        }
        if (const auto near = nearest_spelling(name, known)) {
            return "did you mean `" + *near + "`?";
        }
    }
    return "declare it: `fact " + name + " count` (or another type), `param " + name +
           " = ...` or `let " + name + " = ...`";
}

/// Whether a member names the item of its own rule, where items cannot be seen.
bool Checker::names_item(const Node& member) const {
    const auto* rule = statement_at(member.span);
    return rule != nullptr &&
           std::any_of(rule->clauses.begin(), rule->clauses.end(), [&](const Node& clause) {
               return clause.row == Row::rule_for_each &&
                      ast::first_name(clause[0]) == member[0].identity;
           });
}

/// What a bare name refers to; null for anything else.
const Declaration* Checker::declaration_of(const Node& node) const {
    const auto found = node.row == Row::name ? scope_.find(node.identity) : scope_.end();
    return found == scope_.end() ? nullptr : &found->second;
}

/// How two values that do not fit are made to.
std::string Checker::instead_of_mismatch(const Node& whole, const Side& left,
                                         const Side& right) const {
    for (const auto& [one, other] : {std::pair(left, right), std::pair(right, left)}) {
        const auto& [node, value] = one;
        const bool beside_money = other.second.unit == Unit::money && value.unit == Unit::plain &&
                                  value.type == Type::number;
        const auto* declared = declaration_of(*node);
        if (beside_money && declared != nullptr && declared->kind == Declaration::Kind::param) {
            const auto& amount = document_.statements[declared->statement].head[1];
            return "write the param with its currency: `" + words(amount).front() + " " +
                   other.second.currency + "`";
        }
        const bool sums = whole.row == Row::add || whole.row == Row::subtract;
        if (beside_money && is_share(value) && !sums) {
            return "say of what it is a share, as in `" + words(*node).front() + " * " +
                   as_operand(*other.first) + "`, or write an amount: `100 " +
                   other.second.currency + "`";
        }
        if (beside_money && node->row == Row::number && !is_share(value)) {
            return "write `" + node->text.substr(0, node->text.find('%')) + " " +
                   other.second.currency + "` instead of `" + node->text + "`";
        }
        if (value.type == Type::text && node->row == Row::text) {
            const auto text = in_quotes(node->text);
            if (other.second.type == Type::boolean) {
                return "write `yes` or `no`, without quotes";
            }
            if (other.second.type == Type::date) {
                return "write the day without quotes: 2026-07-01";
            }
            const bool is_number = node->text.find_first_not_of("0123456789.") == std::string::npos;
            if (other.second.type == Type::choice ||
                (other.second.type == Type::number && is_number)) {
                return "write " + text + " without quotes";
            }
        }
        if (value.type == Type::boolean && other.second.type == Type::number) {
            return "ask for the number alone, or for the yes alone";
        }
    }
    const bool sum = whole.row == Row::add || whole.row == Row::subtract;
    const bool money = left.second.unit == Unit::money || right.second.unit == Unit::money;
    const bool plain = left.second.unit == Unit::plain || right.second.unit == Unit::plain;
    if (money && plain && sum) {
        return "multiply for a share: `" + as_operand(*left.first) + " * " +
               as_operand(*right.first) + "`; say the currency of an amount: `100 " +
               plan_.schema.currency + "`; or turn money into points with `1 per ... of ...`";
    }
    if (money) {
        return "divide money by money, or turn it into points with `1 per ... of ...`";
    }
    return "use two values of one kind";
}

/// A condition out of what is none.
std::string Checker::fix_of_condition(ValueId id, const Node& node) const {
    const auto text = words(node).front();
    if (node.row == Row::at_least || node.row == Row::at_most) {
        return "write `" + words(node[0]).front() + (node.row == Row::at_least ? " >= " : " <= ") +
               words(node[1]).front() + "`";
    }
    switch (values_[id].type) {
        case Type::choice: return "compare it, as in `" + text + " = ...`";
        case Type::text: return "compare it: `" + text + " = \"...\"`";
        case Type::date: return "compare it: `" + text + " >= 2026-07-01`";
        case Type::number:
        case Type::boolean: break;
    }
    return "compare it: `" + text + " > 0`";
}

/// What gives in a deduction, or takes in a bonus. A number with a minus says the sign twice.
std::string Checker::fix_of_negative(bool deduction, const Node& slot, ValueId id) const {
    const Node& amount = slot.row == Row::list && slot.slots.size() == 1 ? slot[0] : slot;
    if (amount.row == Row::negative && values_[id].op == Op::constant) {
        const auto size = words(amount[0]).front();
        return deduction ? "write `take " + size + "`: a deduction takes"
                         : "make it a `deduction` with `take " + size + "`";
    }
    if (slot.row == Row::list && slot.slots.size() > 1) {
        return "write each as its size, without a sign, or make it a `rule`, which may do both";
    }
    return "write `" + as_operand(slot) + " at least 0`, or make it a `rule`, which may do both";
}

/// A number beside percents that would fit as a percentage: most likely its `%` was forgotten.
std::string Checker::percent_meant(const Node& node, ValueId bound, bool percent,
                                   ValueId of) const {
    const Value& value = values_[bound];
    const bool number = value.op == Op::constant && value.type == Type::number && !value.percent &&
                        node.row == Row::number;
    if (!percent || !number || value.constant <= 1 ||
        !values_[of].range.contains(value.constant / 100)) {
        return {};
    }
    return "for " + node.text + " per cent write `" + node.text + "%`";
}

std::string Checker::percent_or(const Node& node, ValueId bound, ValueId of,
                                std::string other) const {
    auto meant = percent_meant(node, bound, values_[of].percent, of);
    return meant.empty() ? std::move(other) : std::move(meant);
}

std::optional<std::string> Checker::percent_meant_in(Span where) const {
    const auto found = percents_.lower_bound(where.begin);
    return found != percents_.end() && found->first < where.end ? std::optional(found->second)
                                                                : std::nullopt;
}

std::string Checker::fix_of_order(const Node& before, ValueId bound_before, const Node& row,
                                  ValueId bound, ValueId of) const {
    for (const auto& [node, id] : {std::pair(&before, bound_before), std::pair(&row, bound)}) {
        const bool percent = values_[bound].percent || values_[bound_before].percent;
        if (auto meant = percent_meant(*node, id, percent, of); !meant.empty()) {
            return meant;
        }
    }
    if (values_[bound].op == Op::constant && values_[bound_before].op == Op::constant) {
        return "order the rows from the lowest bound to the highest";
    }
    const auto grain = std::max(values_[bound].grain, values_[bound_before].grain);
    return grain == Grain::everyone
               ? "give the params ranges that do not overlap, in the order of the rows"
               : "make sure of it: `require " + words(before).front() + " < " + words(row).front() +
                     " else refuse`";
}

/// "D otherwise", in the plan's tongue: a grade that an outcome names already, or a new one.
std::string Checker::row_of_the_rest() const {
    const auto& last = plan_.grades.back().front();
    std::string name = static_cast<unsigned char>(last.front()) >= 0x80 ? "无" : "None";
    for (const auto* series : {"A B C D E F G", "甲 乙 丙 丁 戊"}) {
        const std::string_view letters = series;
        const auto at = letters.find(last);
        if (at != std::string_view::npos && at + last.size() < letters.size()) {
            name = letters.substr(at + last.size() + 1, last.size());
        }
    }
    for (const auto index : outcome_statements_) {
        const auto& head = document_.statements[index].head;
        if (head.row != Row::outcome_by_grade) continue;
        for (const auto& pair : head[2].slots) {
            const bool known =
                std::any_of(plan_.grades.begin(), plan_.grades.end(), [&](const auto& names) {
                    return std::find(names.begin(), names.end(), pair[0].text) != names.end();
                });
            if (!known && pair[0].row == Row::name) name = pair[0].text;
        }
    }
    Node row;
    row.row = Row::grade_otherwise;
    row.slots.resize(1);
    row.slots[0].row = Row::list;
    row.slots[0].slots.resize(1);
    Node& own = row.slots[0].slots[0];
    own.row = Row::name;
    own.text = own.identity = name;
    return words(row).front();
}

/// `10.000 EUR`: three decimals where the currency has two are thousands in half of the world.
void Checker::warn_of_point(const Node& amount) {
    const auto point = amount.text.find('.');
    const bool three = point != std::string::npos && point > 0 && point <= 3 &&
                       amount.text.size() == point + 4 &&
                       amount.text.find_first_not_of("0123456789.") == std::string::npos;
    if (!three || amount.text.front() == '0' || minor_unit() < Rational(1, 100)) {
        return;
    }
    const auto value = number::to_string(number::rational(amount.number));
    const auto thousands = amount.text.substr(0, point) + "_" + amount.text.substr(point + 1);
    sink_.report(Kind::point_of_thousands, amount.span, {amount.text, value, thousands})
        .fix("write `" + thousands + "` for thousands, or `" + value + "`");
}

/// `between` acts before the vetoes, so what a veto sets may lie above it.
void Checker::warn_above_bound(const Node* sets, ValueId value, std::uint32_t total) {
    const auto& high = plan_.story.totals[total].high;
    if (sets == nullptr || !high || values_[value].range.high <= values_[high->bound].range.high) {
        return;
    }
    const auto bound = written(values_[high->bound].range.high, values_[high->bound]);
    sink_
        .report(Kind::veto_above_bound, sets->span,
                {in_quotes(words(*sets).front()), bound, plan_.story.totals[total].name})
        .also(totals_[total].between->span, "the bounds, which act before vetoes")
        .fix("set it to " + bound + " at most, or widen the bounds");
}

/// Money by points: how that is said.
std::string Checker::per_points(const Node& product, bool right_is_points) const {
    const auto left = as_operand(product[0]);
    const auto right = as_operand(product[1]);
    return "`" + (right_is_points ? left + " per 1 of " + right : right + " per 1 of " + left) +
           "`, or `per 100 of` for a hundredth";
}

/// How to make a number of what is none.
std::string Checker::fix_of_number(ValueId id, const Node& node) const {
    const auto text = words(node).front();
    switch (values_[id].type) {
        case Type::boolean: return "say what a yes is worth: `(1 when " + text + ", else 0)`";
        case Type::date: return "subtract another date from it: that is a number of days";
        default: return "say what each case is worth: `(1 when " + text + " = ..., else 0)`";
    }
}

std::string Checker::nearest_grade(const std::string& name) const {
    std::vector<std::string> known;
    std::string all;
    for (const auto& names : plan_.grades) {
        known.insert(known.end(), names.begin(), names.end());
        all += (all.empty() ? "`" : ", `") + names.front() + '`';
    }
    const auto near = nearest_spelling(name, known);
    return near ? "did you mean `" + *near + "`?" : "the grades are " + all;
}

/// Unless a row that could not be read may be the one.
void Checker::report_unknown_grade(const Node& name) {
    const auto& grades = *statement_of(Row::grade);
    if (!is_broken(grades)) {
        sink_.report(Kind::unknown_grade, name.span, {name.text})
            .also(grades.head.span, "the grades")
            .fix(nearest_grade(name.text));
    }
}

/// Points to the line that opens the plan, for what it does not say.
Finding& Checker::at_plan(Finding& finding, std::string text) {
    const auto* plan = statement_of(Row::plan);
    return plan != nullptr ? finding.also(plan->head.span, std::move(text)) : finding;
}

Finding Checker::refuse(Kind kind, Span where, const std::vector<std::string>& words) {
    auto finding = sink_.report(kind, where, words);
    if (const auto from = origin(where)) finding.also(from->place, from->text);
    return finding;
}

}  // namespace meritum::check
