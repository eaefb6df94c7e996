// That the weights of kpis add up to 100%: case by case, each condition in a weight and each `for`
// assumed to hold and not to hold. In: what the kpis say (kpis.cpp). Out: proofs, refusals with the
// sums. See checker.hpp. Tests: tests/check/kpis_test.cpp.
#include <algorithm>
#include <map>

#include "base/limits.hpp"
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;
using number::Rational;

/// One combination of what holds, and what then adds up where. A place is a category, or none:
/// directly in the total.
struct Checker::WeightCase {
    std::string holds;  ///< "role = Manager and not senior"; empty: always
    ValueId together;
    std::map<std::uint32_t, ValueId> by_place;
    std::vector<std::uint32_t> concerned;  ///< kpis
    std::vector<std::uint32_t> always_known;
};

namespace {

constexpr std::uint32_t nowhere = Parts::Rule::none;

}  // namespace

std::string Checker::in_parentheses(const Node& condition) const {
    const auto text = words(condition).front();
    return condition.row == Row::name ? text : "(" + text + ")";
}

/// The first condition of a weight, or of a `let` it names, that is not decided here; null if all
/// are.
const ast::Node* Checker::open_condition(const Node& node, const Env& env, std::size_t lets) {
    if (const auto* declared = declaration_of(node)) {
        const auto& head = document_.statements[declared->statement].head;
        const bool opens = declared->kind == Declaration::Kind::let && lets > 0;
        return opens ? open_condition(head[1], env, lets - 1) : nullptr;
    }
    if (node.row == Row::conditional) {
        for (std::size_t i = 0; i + 1 < node.slots.size(); i += 2) {
            const auto holds = condition(node[i + 1], env);
            if (!holds) return nullptr;
            if (values_.always(holds)) return open_condition(node[i], env, lets);
            if (!values_.never(holds)) return &node[i + 1];
        }
        return open_condition(node.slots.back(), env, lets);
    }
    for (const auto& slot : node.slots) {
        if (const auto* found = open_condition(slot, env, lets)) return found;
    }
    return nullptr;
}

/// All cases from here on. False if there are too many.
bool Checker::split_weights(std::uint32_t total, const std::vector<std::uint32_t>& kpis,
                            const Env& env, const std::string& holds,
                            std::vector<WeightCase>& cases) {
    const Node* open = nullptr;
    WeightCase leaf;
    leaf.holds = holds;
    for (const auto rule : kpis) {
        const auto& statement = document_.statements[rule_statements_[rule]];
        if (const auto* clause = only_clause(statement, Row::rule_for)) {
            const auto concerns = condition((*clause)[0], env);
            if (!concerns) return true;
            if (values_.never(concerns)) continue;
            if (!values_.always(concerns)) open = &(*clause)[0];
        }
        if (open == nullptr) open = open_condition(statement.head[4], env, lets_followed);
        if (open != nullptr) break;
        const auto weight = value(statement.head[4], env);
        if (!weight) return true;
        const auto add = [&](ValueId& sum) { sum = sum ? values_.add(sum, weight, env) : weight; };
        add(leaf.together);
        add(leaf.by_place[rule_category_[rule]]);
        leaf.concerned.push_back(rule);
        const auto& known = kpis_[rule].known;
        if (!known || env.truth(values_[known].term) == true) leaf.always_known.push_back(rule);
    }
    if (open == nullptr) {
        cases.push_back(std::move(leaf));
        return true;
    }
    if (cases.size() >= limits::weight_cases) {
        sink_
            .report(Kind::weight_cases, open->span,
                    {plan_.story.totals[total].name, std::to_string(limits::weight_cases)})
            .fix("let fewer conditions decide the weights, or make a total for each role");
        return false;
    }
    const auto decides = condition(*open, env);
    for (const bool truth : {true, false}) {
        const auto inside = values_.inside(env, decides, truth);
        const auto said = (truth ? "" : "not ") + in_parentheses(*open);
        const bool again =
            (" and " + holds + " and ").find(" and " + said + " and ") != std::string::npos;
        const auto both = holds.empty() ? said : again ? holds : holds + " and " + said;
        if (!split_weights(total, kpis, inside, both, cases)) {
            return false;
        }
    }
    return true;
}

/// What a sum is whatever its parts are, as `w + (100% - w)` is 100%: sums and multiples are taken
/// apart, and what is left of each part is counted. Nothing if something is left.
std::optional<Rational> Checker::sure_sum(ValueId sum) const {
    std::map<TermId, Rational> left;
    Rational constant = 0;
    std::vector<std::pair<ValueId, Rational>> open{{sum, Rational(1)}};
    while (!open.empty()) {
        const auto [id, factor] = open.back();
        open.pop_back();
        const Value& value = values_[id];
        const auto operand = [&](std::size_t i) { return value.operands[i]; };
        const bool times = value.op == Op::multiply;
        if (value.op == Op::constant) {
            constant += factor * value.constant;
        } else if (value.op == Op::add || value.op == Op::subtract) {
            open.emplace_back(operand(0), factor);
            open.emplace_back(operand(1), value.op == Op::add ? factor : Rational(-factor));
        } else if (value.op == Op::negate) {
            open.emplace_back(operand(0), -factor);
        } else if (times && values_[operand(0)].op == Op::constant) {
            open.emplace_back(operand(1), factor * values_[operand(0)].constant);
        } else if (times && values_[operand(1)].op == Op::constant) {
            open.emplace_back(operand(0), factor * values_[operand(1)].constant);
        } else {
            left[value.term] += factor;
        }
    }
    const bool all =
        std::all_of(left.begin(), left.end(), [](const auto& part) { return part.second == 0; });
    const auto& range = values_[sum].range;
    return all                ? std::optional(constant)
           : range.is_point() ? std::optional(range.low)
                              : std::nullopt;
}

/// Proved once for each total: all its weights together are 100%, or those of each place by
/// themselves.
bool Checker::weights_add_up(std::uint32_t total) {
    auto& work = totals_[total];
    if (!work.weights) {
        work.weights = false;  // a weight cannot read a kpi's points, but let nothing go in circles
        const auto kpis = kpis_of(total);
        const bool sound = std::all_of(kpis.begin(), kpis.end(), [&](std::uint32_t rule) {
            return kpi_parts(rule) != nullptr;
        });
        work.weights = sound && check_weights(total, kpis);
    }
    return *work.weights;
}

bool Checker::check_weights(std::uint32_t total, const std::vector<std::uint32_t>& kpis) {
    std::vector<WeightCase> cases;
    Trace* trace = trace_;
    trace_ = nullptr;
    supposing_ = true;
    const bool all = split_weights(total, kpis, values_.within(root_), {}, cases);
    supposing_ = false;
    trace_ = trace;
    if (!all) {
        return false;
    }
    const auto whole = [&](ValueId sum) {
        return sure_sum(sum) == Rational(1) ||
               values_.always(values_.equal(sum, values_.number(1, false), root_));
    };
    const auto is_together = [&](const WeightCase& one) {
        return !one.together || whole(one.together);
    };
    const auto is_by_place = [&](const WeightCase& one) {
        return std::all_of(one.by_place.begin(), one.by_place.end(),
                           [&](const auto& place) { return whole(place.second); });
    };
    totals_[total].together = std::all_of(cases.begin(), cases.end(), is_together);
    if (!totals_[total].together && !std::all_of(cases.begin(), cases.end(), is_by_place)) {
        const auto wrong = std::find_if(cases.begin(), cases.end(), [&](const WeightCase& one) {
            return !is_together(one) && !is_by_place(one);
        });
        const auto& told = wrong != cases.end()
                               ? *wrong
                               : *std::find_if_not(cases.begin(), cases.end(), is_together);
        report_weights(total, told);
        return false;
    }
    return check_spreading(total, kpis, cases);
}

/// "90%"; "80% to 120%" where it is not known now.
std::string Checker::sum_words(ValueId sum) const {
    Value value = values_[sum];
    value.percent = true;
    if (const auto sure = sure_sum(sum)) return written(*sure, value);
    const auto low = written(value.range.low, value);
    return low + " to " + written(value.range.high, value);
}

/// " (20% + 15%)"; nothing of one weight or where they are not all known now.
std::string Checker::summands(const WeightCase& told) const {
    constexpr std::size_t most = 16;
    std::string all;
    for (const auto rule : told.concerned) {
        Value weight = values_[kpis_[rule].weight];
        if (!weight.range.is_point()) return {};
        weight.percent = true;
        all += (all.empty() ? " (" : " + ") + written(weight.range.low, weight);
    }
    return told.concerned.size() < 2 || told.concerned.size() > most ? "" : all + ")";
}

void Checker::report_weights(std::uint32_t total, const WeightCase& told) {
    const auto last = told.concerned.back();
    const auto& statement = document_.statements[rule_statements_[last]];
    const auto sum = sure_sum(told.together);
    const bool known = sum.has_value();
    std::string text =
        known ? "add up to " + sum_words(told.together) + summands(told) + ", not 100%"
              : "are not proved to add up to 100%: they may be " + sum_words(told.together);
    if (told.by_place.size() > 1) {
        text += known ? "" : " together";
        const char* before = ", and by place: ";
        for (const auto& [place, part] : told.by_place) {
            text += before +
                    (place == nowhere ? std::string("in no category")
                                      : "`" + plan_.story.categories[place].name + "`") +
                    " " + sum_words(part);
            before = ", ";
        }
    }
    if (!told.holds.empty()) text += ", where " + in_quotes(told.holds);
    auto finding = sink_.report(Kind::weights_not_whole, statement.head[4].span,
                                {plan_.story.totals[total].name, text});
    std::string all;
    for (const auto rule : told.concerned) {
        const auto& weight = document_.statements[rule_statements_[rule]].head[4];
        all += (all.empty() ? "" : " + ") + as_operand(weight);
        if (rule != last) finding.also(weight.span, sum_words(kpis_[rule].weight));
    }
    const auto own = values_[kpis_[last].weight].range;
    const Rational rest = Rational(1) - sum.value_or(1) + own.low;
    Value percent;
    percent.percent = true;
    if (told.by_place.size() > 1) {
        finding.fix("let the weights of each place be 100%, or all of them together");
    } else if (!known) {
        finding.fix("make sure of it: `require " + all + " = 100% else refuse`");
    } else if (own.is_point() && rest > 0 && rest <= 1) {
        finding.fix("write weights that are 100% together: `weight " + written(rest, percent) +
                    "` here would do");
    } else {
        finding.fix("write weights that are 100% together");
    }
}

/// The kpis among which a missing one's weight is spread.
std::vector<std::uint32_t> Checker::set_of(std::uint32_t rule) const {
    auto set = kpis_of(rule_total_[rule]);
    if (!totals_[rule_total_[rule]].together) {
        std::erase_if(set, [&](std::uint32_t other) {
            return rule_category_[other] != rule_category_[rule];
        });
    }
    return set;
}

/// Where weights are spread each is above 0, and somebody is always left to take them: one that is
/// always known, or one of so many that must be known that not all of them can be others.
bool Checker::check_spreading(std::uint32_t total, const std::vector<std::uint32_t>& kpis,
                              const std::vector<WeightCase>& cases) {
    Rational needed = 0;
    if (totals_[total].known != nullptr) {
        const auto id = needed_kpis(totals_[total]);
        if (!id) return false;
        needed = values_[id].range.low;
    }
    for (const auto rule : kpis) {
        if (kpis_[rule].missing != MissingPolicy::reweight) continue;
        const auto set = set_of(rule);
        const auto belongs = [&](std::uint32_t other) {
            return std::find(set.begin(), set.end(), other) != set.end();
        };
        for (const auto other : set) {
            const Value& weight = values_[kpis_[other].weight];
            if (weight.range.low > 0) continue;
            const auto& head = document_.statements[rule_statements_[other]].head;
            Value percent;
            percent.percent = true;
            sink_
                .report(Kind::weight_may_be_zero, head[4].span,
                        {ast::first_name(head[0]), written(weight.range.low, percent)})
                .also(document_.statements[rule_statements_[rule]].head[0].span,
                      "its weight is spread where it is missing")
                .fix("write a weight above 0%, or say whom the kpi is about with `for ...`");
            return false;
        }
        for (const auto& one : cases) {
            const auto concerned =
                std::count_if(one.concerned.begin(), one.concerned.end(), belongs);
            const auto others = static_cast<long>(one.concerned.size()) - concerned;
            const bool left =
                concerned == 0 || needed > others ||
                std::any_of(one.always_known.begin(), one.always_known.end(), belongs);
            if (left) continue;
            std::string names;
            for (const auto other : set) {
                names += (names.empty() ? "`" : ", `") +
                         ast::first_name(document_.statements[rule_statements_[other]].head[0]) +
                         "`";
            }
            const auto& score = plan_.story.totals[total].name;
            sink_
                .report(Kind::all_may_be_missing,
                        document_.statements[rule_statements_[rule]].head[5].span, {names})
                .fix("add `known at least " + std::to_string(others + 1) +
                     ", else not rated` under `" + (score == "score" ? "" : "total ") + score +
                     "`, or say in one of them what counts instead: `(... else 0)`");
            return false;
        }
    }
    return true;
}

}  // namespace meritum::check
