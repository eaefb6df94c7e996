// What a plan says and what can never act: conditions, rules, limits, rows. Warnings only, each
// with its reason. See checker.hpp.
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

namespace {

constexpr const char* never_fix = "check the ranges of the facts in it, or leave it out";
constexpr const char* limit_fix = "leave it out, or check the ranges of the facts in the amount";

}  // namespace

/// `holds` is what the condition comes to where it stands.
void Checker::warn_of_condition(const Node& condition, ValueId holds, const Env& env,
                                std::string_view if_always) {
    const bool never = values_.never(holds);
    if ((!never && !values_.always(holds)) || !may_warn(env)) {
        return;
    }
    sink_
        .report(never ? Kind::never_holds : Kind::always_holds, condition.span,
                {in_quotes(words(condition).front())})
        .fix(percent_meant_in(condition.span).value_or(never ? never_fix : std::string(if_always)));
}

/// A floor or cap that changes nothing: `before` it acts the value lies on its good side anyway.
void Checker::warn_of_floor(const Node* clause, ValueId floor, ValueId before,
                            std::string_view of) {
    if (clause == nullptr || !(values_[floor].range.high < values_[before].range.low)) {
        return;
    }
    sink_
        .report(Kind::floor_never_acts, clause->span,
                {std::string(of), written(values_[before].range.low, values_[before])})
        .fix(limit_fix);
}

void Checker::warn_of_cap(const Node* clause, ValueId cap, ValueId before, std::string_view of) {
    const auto& range = values_[before].range;
    const bool nothing = range.low == 0 && range.high == 0;  // that is said of the amount
    if (clause == nullptr || nothing || !(range.high < values_[cap].range.low)) {
        return;
    }
    sink_
        .report(Kind::cap_never_acts, clause->span,
                {std::string(of), written(values_[before].range.high, values_[before])})
        .fix(limit_fix);
}

/// A percentage beside a fact or points that go to 100: nearly nothing, where most of it is meant.
/// A quotient may go to anything and be a share all the same.
void Checker::warn_of_percent(const Node& literal, ValueId bound, const std::string& name,
                              ValueId of) {
    const Value& said = values_[bound];
    const Value& value = values_[of];
    const bool percentage =
        said.op == Op::constant && said.percent && literal.row == ast::Row::number;
    const bool declared =
        value.op == Op::column && value.unit == value::Unit::plain && !value.percent;
    const bool scored = value.unit == value::Unit::points && value.range.high <= 1000;
    const auto meant = said.constant * 100;
    if (!percentage || !(declared || scored) || value::holds_shares(value.range) || meant <= 0 ||
        !value.range.contains(meant)) {
        return;
    }
    const auto whole = words(literal).front();
    sink_
        .report(Kind::percent_of_plain, literal.span,
                {whole, number::to_string(said.constant), name, written(value.range.high, value)})
        .fix("write `" + whole.substr(0, whole.size() - 1) + "`");
}

/// A share given to a scale of points: nobody would come near the top of it.
void Checker::warn_of_scale(const Node& value, const std::string& kpi, ValueId id, ValueId high) {
    const Value& of = values_[id];
    const Value& top = values_[high];
    const bool far =
        of.range.low >= 0 && of.range.low < of.range.high && of.range.high * 10 <= top.range.low;
    if (!far || sink_.has_any_in(value.span)) {
        return;
    }
    const auto most = written(of.range.high, of);
    const auto as_said = words(value).front();
    const auto scaled = value.row == ast::Row::name ? as_said : "(" + as_said + ")";
    sink_
        .report(Kind::scale_far_above, value.span,
                {in_quotes(kpi), most, written(top.range.low, top)})
        .fix("bring it to the scale, as in `" + scaled + " * 100`, or say its own: `scale 0 .. " +
             most + "`");
}

/// A rule whose amount is 0 whatever the facts are, though its conditions may hold and nothing in
/// it was warned of.
void Checker::warn_of_nothing(const Parts::Rule& rule, const Node& amount, ValueId sum) {
    const auto& range = values_[sum].range;
    const bool applies = !rule.applies || !values_.never(rule.applies);
    const bool counts = !rule.items || !rule.items->counts || !values_.never(rule.items->counts);
    const auto* statement = statement_at(rule.place);
    const bool said = statement != nullptr && sink_.has_any_in(statement->extent);
    if (range.low != 0 || range.high != 0 || !applies || !counts || said) {
        return;
    }
    const bool takes = rule.kind == RuleKind::deduction;
    sink_
        .report(Kind::rule_gives_nothing, amount.span,
                {in_quotes(rule.name), takes ? "takes" : "gives"})
        .fix("check the ranges of the facts in the amount, or leave the rule out");
}

}  // namespace meritum::check
