// The kpis of a random plan: values that may be missing, weights that add up, policies. See
// plan_writer.hpp.
#include <iterator>

#include "agreement/plan_writer.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

constexpr Row own_policies[] = {Row::kpi_missing_zero, Row::kpi_missing_skip,
                                Row::kpi_missing_reweight, Row::kpi_missing_reweight};
constexpr Row block_policies[] = {Row::score_missing_zero, Row::score_missing_skip,
                                  Row::score_missing_reweight};

}  // namespace

/// " to ..."; the score is said now and then.
std::string PlanWriter::to_total(std::size_t total) {
    if (total > 0) return wording_.use(totals_[total].names);
    return random_.chance(10) ? (wording_.is_chinese("得分") ? "得分" : "score") : "";
}

/// A number, most of them bounded by the scale, some of what may be missing.
std::string PlanWriter::kpi_value(bool& defined) {
    Scope scope;
    const auto optional = expressions_.find(scope, [](const Declared& d) {
        return d.what == Declared::What::fact && !d.defined && d.sort == Sort::number &&
               d.unit == Unit::plain;
    });
    defined = optional.empty() || random_.chance(35);
    const Written value = expressions_.nonnegative(Unit::plain, scope, 1);
    const std::string of = defined ? expressions_.at(value, Written::Level::phrase)
                                   : expressions_.use(random_.pick(optional));
    return wording_.say(Row::at_most, {wording_.say(Row::at_least, {of, "0"}), "100"});
}

/// Two or three whose weights are 100% together, in one of the ways to say that.
void PlanWriter::draft_kpis() {
    kpi_total_ = random_.below(totals_.size());
    static const std::vector<std::vector<std::string>> weights = {
        {"40%", "60%"}, {"50%", "30%", "20%"}, {"100%"}, {"33.3%", "33.3%", "33.4%"}};
    std::vector<std::string> chosen = random_.pick(weights);
    Scope scope;
    const auto params = expressions_.find(scope, [](const Declared& d) {
        return d.what == Declared::What::param && d.unit == Unit::plain && d.low > 0 && d.high < 1;
    });
    if (!params.empty() && random_.chance(60)) {
        const auto name = expressions_.use(random_.pick(params));
        chosen = {name, "(100% - " + name + ")"};
    }
    std::string concerns;
    if (chosen.size() == 2 && random_.chance(30)) {
        Scope inside;
        const Written condition = expressions_.condition(inside, 1);
        const auto holds = expressions_.at(condition, Written::Level::logical_or);
        const std::string when = " " + wording_.say(Row::word_when) + " " + holds + ", " +
                                 wording_.say(Row::word_else) + " ";
        if (random_.chance(50)) {
            chosen = {"(40%" + when + "60%)", "(60%" + when + "40%)"};
        } else {
            concerns = holds;
            chosen = {"100%", "100%"};
        }
    }
    bool known = false;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        KpiDraft kpi;
        kpi.weight = chosen[i];
        kpi.value = kpi_value(kpi.defined);
        if (!concerns.empty())
            kpi.concerns = i == 0 ? concerns : wording_.say(Row::word_not) + " (" + concerns + ")";
        if (!kpi.defined && random_.chance(70))
            kpi.missing = own_policies[random_.below(std::size(own_policies))];
        known = known || (kpi.defined && concerns.empty());
        kpis_.push_back(kpi);
    }
    // Somebody is left to take spread weights.
    if (!known || random_.chance(40)) known_ = 1;
}

/// Of the total they stand in: what is missing, how many must be known.
void PlanWriter::write_kpi_clauses(Block& block) {
    bool policy = random_.chance(15);
    for (const auto& kpi : kpis_) policy = policy || (!kpi.defined && kpi.missing == Row::none);
    if (policy)
        block.clauses.push_back(
            wording_.say(block_policies[random_.below(std::size(block_policies))]));
    if (known_ > 0)
        block.clauses.push_back(wording_.say(Row::score_known, {std::to_string(known_)}));
}

void PlanWriter::write_kpi(std::size_t index) {
    static const std::vector<std::pair<const char*, const char*>> names = {
        {"revenue", "营收"}, {"quality", "质量"}, {"growth_kpi", "增长"}};
    const KpiDraft& draft = kpis_[index];
    const Unit unit = totals_[kpi_total_].unit;
    Declared kpi = points_of(Declared::What::rule, fresh(names), 100);
    kpi.unit = unit;
    std::string value = draft.value;
    Block block;
    if (unit == Unit::money) value = "(" + value + ") * 10 " + draft_.currency;
    block.head = wording_.say(Row::kpi, {Wording::declare(kpi.names), label(), "",
                                         to_total(kpi_total_), draft.weight, value});
    if (unit == Unit::money || random_.chance(30)) {
        const std::string high = unit == Unit::money ? "1000 " + draft_.currency : "120";
        block.clauses.push_back(wording_.say(Row::kpi_scale, {"0", high}));
    }
    if (draft.missing != Row::none) block.clauses.push_back(wording_.say(draft.missing));
    if (!draft.concerns.empty())
        block.clauses.push_back(wording_.say(Row::rule_for, {draft.concerns}));
    if (random_.chance(20)) block.clauses.push_back(wording_.say(Row::rule_at_most, {"50"}));
    if (random_.chance(10)) block.clauses.push_back(wording_.say(Row::rule_at_least, {"5"}));
    if (!totals_[kpi_total_].points_round)
        block.clauses.push_back(wording_.say(Row::rule_round, {"0.01", expressions_.mode()}));
    if (random_.chance(30)) block.clauses.push_back(wording_.say(Row::rule_because, {because()}));
    add(std::move(block));
    kpi.after = static_cast<int>(category_of_.size());
    draft_.declared.push_back(kpi);
}

}  // namespace meritum::agreement
