// KPIs: rules whose amount is weight x value. What each says, by itself; what becomes of its weight
// where values are missing; how many must be known. That weights add up is proved in weights.cpp.
// See checker.hpp; docs/language.md has the rules. Tests: tests/check/kpis_test.cpp.
#include <algorithm>

#include "check/aside.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using value::Unit;

namespace {

/// Clauses of rules that a kpi may have, and those only a kpi has.
constexpr Row of_both[] = {Row::rule_for,   Row::rule_at_most, Row::rule_at_least,
                           Row::rule_round, Row::rule_because, Row::rule_advise};
constexpr Row of_kpi[] = {Row::kpi_scale, Row::kpi_missing_zero, Row::kpi_missing_skip,
                          Row::kpi_missing_reweight};

template <std::size_t Size>
bool stands_in(const Row (&rows)[Size], Row row) {
    return std::find(std::begin(rows), std::end(rows), row) != std::end(rows);
}

MissingPolicy policy_of(Row row) {
    switch (row) {
        case Row::kpi_missing_zero:
        case Row::score_missing_zero: return MissingPolicy::zero;
        case Row::kpi_missing_skip:
        case Row::score_missing_skip: return MissingPolicy::skip;
        case Row::kpi_missing_reweight:
        case Row::score_missing_reweight: return MissingPolicy::reweight;
        default: return MissingPolicy::none;
    }
}

/// The clause that says what happens without a value; null if none does.
const ast::Node* policy_in(const ast::Statement& statement) {
    const auto found = std::find_if(
        statement.clauses.begin(), statement.clauses.end(),
        [](const ast::Node& clause) { return policy_of(clause.row) != MissingPolicy::none; });
    return found == statement.clauses.end() ? nullptr : &*found;
}

}  // namespace

bool Checker::is_kpi(std::uint32_t rule) const {
    return document_.statements[rule_statements_[rule]].head.row == Row::kpi;
}

/// Those of a total, in the text's order.
std::vector<std::uint32_t> Checker::kpis_of(std::uint32_t total) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t rule = 0; rule < rule_statements_.size(); ++rule) {
        if (rule_total_[rule] == total && is_kpi(rule)) found.push_back(rule);
    }
    return found;
}

/// Clauses that are another kind's, and policies said twice.
bool Checker::check_clauses_of(const ast::Statement& statement, RuleKind kind) {
    const bool kpi = kind == RuleKind::kpi;
    const Node* policy = nullptr;
    bool sound = true;
    for (const auto& clause : statement.clauses) {
        if (kpi ? stands_in(of_both, clause.row) : !stands_in(of_kpi, clause.row)) continue;
        if (kpi && stands_in(of_kpi, clause.row)) {
            const bool says = policy_of(clause.row) != MissingPolicy::none;
            if (says && policy != nullptr && policy->row != clause.row) {
                sink_
                    .report(Kind::repeated_clause, clause.span,
                            {words(*policy).front(), in_quotes(words(statement.head[0]).front())})
                    .also(policy->span, "the first one")
                    .fix("keep one of them");
                sound = false;
            }
            if (says && policy == nullptr) policy = &clause;
            continue;
        }
        const auto text = words(clause).front();
        const bool when = clause.row == Row::rule_when;
        auto finding = sink_.report(Kind::clause_not_of_rule, clause.span, {kind_word(kind), text});
        finding.also(statement.head[0].span, "a " + kind_word(kind));
        finding.fix(when  ? "say whom it is about with `for ...`, or put the condition into the "
                            "value: `... when ..., else 0`"
                    : kpi ? "a kpi gives its weight of its value; put what changes it into the "
                            "value"
                          : "only a `kpi` has a value on a scale that may be missing");
        sound = false;
    }
    return sound;
}

/// What a kpi says, worked out without its points: others of its set ask for it, too.
const KpiParts* Checker::kpi_parts(std::uint32_t rule) {
    auto& kpi = kpis_[rule];
    const auto& statement = document_.statements[rule_statements_[rule]];
    const auto name = ast::first_name(statement.head[0]);
    if (kpi.state == Worked::State::busy) {
        cycle(name, here_);
        return nullptr;
    }
    if (kpi.state == Worked::State::untouched) {
        kpi.state = Worked::State::busy;
        const auto before = sink_.errors();
        {
            const Aside aside(*this, name, &totals_[rule_total_[rule]]);
            read_kpi(statement, kpi);
        }
        kpi.state = Worked::State::done;
        kpi.sound = sink_.errors() == before && kpi.weight && kpi.value;
    }
    return kpi.sound ? &kpi : nullptr;
}

void Checker::read_kpi(const ast::Statement& statement, KpiParts& kpi) {
    const auto& head = statement.head;
    if (!check_clauses_of(statement, RuleKind::kpi)) {
        return;
    }
    const Env outer = values_.within(root_);
    Env place = values_.within(outer);
    if (const auto* clause = only_clause(statement, Row::rule_for)) {
        kpi.concerns = condition((*clause)[0], outer);
        if (!kpi.concerns || !require_defined(kpi.concerns, (*clause)[0])) {
            return;
        }
        place = values_.inside(outer, kpi.concerns);
    }
    const auto told = [&](const Node& node, const auto& work_out) {
        Trace trace;
        trace_ = &trace;
        const auto id = work_out(node);
        trace_ = nullptr;
        return id ? reading(node, id, std::move(trace), place) : Parts::Reading{};
    };
    kpi.told_weight = told(head[4], [&](const Node& node) { return weight_of(node, place); });
    kpi.weight = kpi.told_weight.quantity;
    kpi.told_value = told(head[5], [&](const Node& node) { return value(node, place); });
    if (const auto id = kpi.told_value.quantity) {
        check_kpi_value(statement, kpi, id, place);
    }
}

ValueId Checker::weight_of(const Node& node, const Env& env) {
    const auto id = defined_value(node, env);
    if (!id || !require_number(id, node)) {
        return {};
    }
    const Value& weight = values_[id];
    if (weight.unit == Unit::plain && weight.range.low >= 0 && weight.range.high <= 1) {
        return id;
    }
    Value percent = weight;
    percent.percent = true;
    const auto range = weight.op != Op::constant ? written(weight.range.low, percent) + " to " +
                                                       written(weight.range.high, percent)
                       : weight.range.low < 0 ? std::string("below 0%")
                                              : std::string("more than 100%");
    const bool forgot = weight.op == Op::constant && node.row == Row::number && !weight.percent;
    refuse(Kind::no_weight, node.span,
           {in_quotes(words(node).front()), weight.unit == Unit::plain ? range : kind_of(weight)})
        .fix(forgot ? "write `" + words(node).front() + "%`"
                    : "a weight is a share: write it in percent, 0% to 100%");
    return {};
}

/// The policy where the value may be undefined, and the proof that it keeps to its scale.
void Checker::check_kpi_value(const ast::Statement& statement, KpiParts& kpi, ValueId id,
                              const Env& place) {
    const auto& head = statement.head;
    const auto name = ast::first_name(head[0]);
    const auto defined = values_[id].defined;
    const auto* own = policy_in(statement);
    const auto* block = measure_->statement;
    const auto* policy = own != nullptr || block == nullptr ? own : policy_in(*block);
    if (defined && !values_.always(defined)) {
        kpi.known = defined;
        kpi.missing = policy != nullptr ? policy_of(policy->row) : MissingPolicy::none;
        if (policy != nullptr) kpi.missing_words = words(*policy);
        // A line that could not be read may say it.
        const bool may_say =
            is_broken(statement) ||
            (block != nullptr
                 ? is_broken(*block)
                 : std::any_of(score_words_.begin(), score_words_.end(),
                               [&](const auto& word) { return may_be_declared(word); }));
        if (policy == nullptr && !may_say) {
            refuse(Kind::missing_policy, head[5].span, {name})
                .fix(
                    "add `missing zero`, `missing skip` or `missing reweight`, or say what counts "
                    "instead: `(" +
                    words(head[5]).front() + " else 0)`");
            return;
        }
        tell_known(head[5], kpi, place);
    } else if (own != nullptr) {
        sink_.report(Kind::never_missing, own->span, {name, words(*own).front()})
            .also(head[5].span, "always known")
            .fix("leave it out");
    }
    const Env inside = kpi.known ? values_.inside(place, kpi.known) : values_.within(place);
    // Worked out where it is known, so that guards narrow it.
    auto known = kpi.known ? value(head[5], inside) : id;
    known = known ? values_.taken_as_defined(known) : known;
    if (!known || !require_measure(known, head[5])) {
        return;
    }
    const auto* clause = only_clause(statement, Row::kpi_scale);
    auto low = clause != nullptr ? defined_value((*clause)[0], place) : values_.number(0);
    auto high = clause != nullptr ? defined_value((*clause)[1], place) : values_.number(100);
    const auto& low_node = clause != nullptr ? (*clause)[0] : head;
    const auto& high_node = clause != nullptr ? (*clause)[1] : head;
    if (!low || !high || !require_measure(low, low_node) || !require_measure(high, high_node)) {
        return;
    }
    here_ = head[5].span;
    const Value of = values_[known];
    const auto scale_low = written(values_[low].range.low, values_[low]);
    const auto scale_high = written(values_[high].range.high, values_[high]);
    if (!values_.always(values_.less_equal(low, high, place))) {
        sink_.report(Kind::empty_range, clause->span, {scale_low, scale_high})
            .fix("write the smaller end first");
        return;
    }
    if (!values_.always(values_.less_equal(low, known, inside)) ||
        !values_.always(values_.less_equal(known, high, inside))) {
        auto finding = refuse(Kind::outside_scale, head[5].span,
                              {in_quotes(words(head[5]).front()), written(of.range.low, of),
                               written(of.range.high, of), name, scale_low, scale_high});
        if (clause != nullptr) finding.also(clause->span, "the scale");
        finding.fix("bound it: `" + as_operand(head[5]) + " at least " + scale_low + " at most " +
                    scale_high + "`, or say another scale: `scale " + scale_low + " .. ...`");
        return;
    }
    warn_of_scale(head[5], name, known, high);
    kpi.value = known;
    kpi.low = constant_of(low);
    kpi.high = constant_of(high);
}

/// The number, if it is the same for everybody under all params.
std::optional<number::Rational> Checker::constant_of(ValueId id) const {
    const Value& value = values_[id];
    if (value.op != Op::constant) return std::nullopt;
    return value.constant;
}

/// "satisfaction known", as the card says it.
void Checker::tell_known(const Node& value, KpiParts& kpi, const Env& place) {
    Node node;
    node.row = Row::known;
    node.span = value.span;
    node.slots.push_back(value);
    Parts::Condition told;
    told.kind = Parts::Condition::Kind::known;
    told.words = words(node);
    told.place = value.span;
    told.holds = kpi.known;
    told.reached = place.guard;
    told.left = kpi.told_value;
    kpi.told_known = std::move(told);
}

/// It concerns the participant and its value is known; none: always.
ValueId Checker::counts(const KpiParts& kpi) {
    if (kpi.concerns && kpi.known) {
        return values_.logical_and(kpi.concerns, kpi.known, root_);
    }
    return kpi.concerns ? kpi.concerns : kpi.known;
}

/// `if_it ? of : 0`, without a condition `of`.
ValueId Checker::only_where(ValueId if_it, ValueId of) {
    return if_it ? values_.select(if_it, of, values_.number(0, false), root_) : of;
}

/// Before floor and cap: the weight, with what it got of missing ones, times the value.
ValueId Checker::kpi_amount(Parts::Rule& rule, std::uint32_t index, const ast::Statement& statement,
                            const Env& env) {
    const auto* kpi = kpi_parts(index);
    if (kpi == nullptr || !weights_add_up(rule_total_[index])) {
        return {};
    }
    Parts::Kpi told;
    told.weight = kpi->told_weight;
    told.value = kpi->told_value;
    told.known = kpi->told_known;
    told.low = kpi->low;
    told.high = kpi->high;
    told.missing = kpi->missing;
    told.missing_words = kpi->missing_words;
    here_ = statement.head[5].span;
    auto weight = kpi->weight;
    const auto set = set_of(index);
    const bool spreads = std::any_of(set.begin(), set.end(), [&](std::uint32_t other) {
        return kpis_[other].missing == MissingPolicy::reweight;
    });
    if (spreads) {
        weight = told.counting = reweighted(index, set, env);
    }
    rule.amount.words = words(statement.head[5]);
    rule.amount.place = statement.head[5].span;
    rule.kpi = std::move(told);
    const auto amount = measured(values_.multiply(weight, kpi->value, env));
    rule.amount.quantity = rule.amount.final = amount;
    return amount;
}

/// w * (what known ones and missing ones that are spread have) / (what known ones have): together
/// the set gives what it would, had nothing of it been missing but those that are not spread. Where
/// this one counts its own weight is among the known ones, so that nothing is divided by zero.
ValueId Checker::reweighted(std::uint32_t index, const std::vector<std::uint32_t>& set,
                            const Env& env) {
    const auto& own = kpis_[index];
    const auto whole = values_.number(1, false);
    auto known = own.weight;
    auto kept = whole;
    for (const auto other : set) {
        const auto& kpi = kpis_[other];
        if (other == index) continue;
        known = values_.add(known, only_where(counts(kpi), kpi.weight), env);
        if (kpi.known && kpi.missing != MissingPolicy::reweight) {
            const auto missing = values_.logical_not(kpi.known, root_);
            const auto lost =
                kpi.concerns ? values_.logical_and(kpi.concerns, missing, root_) : missing;
            kept = values_.subtract(kept, only_where(lost, kpi.weight), env);
        }
    }
    // Proved when the weights were added up; said here for the ranges.
    known = values_.minimum(known, whole, env);
    kept = values_.maximum(kept, values_.number(0, false), env);
    const auto part = values_.divide(values_.multiply(own.weight, kept, env), known, env);
    return values_.labelled(values_.minimum(part, whole, env), [](Value& value) {
        value.unit = Unit::plain;
        value.currency.clear();
        value.percent = true;
        value.literal = false;
    });
}

/// How many kpis of a total are known; none if one of them is wrong.
ValueId Checker::known_kpis(std::uint32_t total) {
    auto count = values_.number(0, false);
    for (const auto rule : kpis_of(total)) {
        const auto* kpi = kpi_parts(rule);
        if (kpi == nullptr) return {};
        count = values_.add(count, only_where(counts(*kpi), values_.number(1, false)), root_);
    }
    return count;
}

/// `known at least n`: n, a number; none if it is wrong.
ValueId Checker::needed_kpis(const TotalWork& total) {
    const Node& node = (*total.known)[0];
    const auto id = defined_value(node, values_.within(root_));
    if (!id || !require_number(id, node)) {
        return {};
    }
    if (values_[id].unit != Unit::plain) {
        refuse(Kind::wrong_type, node.span,
               {in_quotes(words(node).front()), kind_of(values_[id]), "a number of kpis"})
            .fix("write how many must be known: `known at least 3, else not rated`");
        return {};
    }
    return id;
}

/// Whoever lacks too many kpis has no total: it is undefined there.
ValueId Checker::rated(std::uint32_t index, ValueId result) {
    const auto& work = totals_[index];
    auto& total = plan_.story.totals[index];
    const auto kpis = kpis_of(index);
    const auto count = known_kpis(index);
    const auto needed = needed_kpis(work);
    if (!count || !needed) {
        return {};
    }
    here_ = work.known->span;
    const auto enough = values_.less_equal(needed, count, root_);
    if (values_.never(enough)) {
        sink_
            .report(
                Kind::too_many_needed, (*work.known)[0].span,
                {in_quotes(words((*work.known)[0]).front()),
                 std::to_string(kpis.size()) + (kpis.size() == 1 ? " kpi" : " kpis"), total.name})
            .fix(kpis.empty() ? "add its kpis: `kpi revenue weight 40% = ...`"
                              : "write a number up to " + std::to_string(kpis.size()));
        return {};
    }
    if (values_.always(enough)) {
        sink_.report(Kind::not_rated_never, work.known->span, {words(*work.known).front()})
            .fix("leave it out, or ask for more");
        return result;
    }
    total.rating = Parts::Rating{words(*work.known), work.known->span, enough, count, needed};
    ratings_.emplace(values_[enough].term, index);
    return values_.defined_where(result, enough, root_);
}

}  // namespace meritum::check
