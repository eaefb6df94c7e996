// The rules of a random plan: amounts, what changes them, limits. See plan_writer.hpp.
#include <algorithm>

#include "agreement/plan_writer.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

const std::vector<std::pair<const char*, const char*>> rule_names = {
    {"over_achievement", "超额完成"},
    {"big_contract", "大单"},
    {"teamwork", "协作"},
    {"ideas", "建议"},
    {"late", "迟到"},
    {"missed", "未达成"},
    {"complaint_points", "投诉扣分"},
    {"safety", "安全"}};

}  // namespace

/// Whether amounts go in turn.
bool PlanWriter::write_amount(Block& block, Row kind, Unit unit, const Scope& scope, bool items,
                              bool& decimal) {
    const bool takes = kind == Row::deduction;
    if (items && random_.chance(45)) {
        std::vector<std::string> amounts;
        for (long i = random_.between(2, 4); i > 0; --i) {
            Written amount = expressions_.literal(unit, 0, 20);
            if (random_.chance(15)) {
                amount = expressions_.nonnegative(unit, scope, 1);
                if (!amount.decimal) amount = expressions_.literal(unit, 0, 9);
            }
            amounts.push_back(expressions_.at(amount, Written::Level::phrase));
        }
        const Row row = takes ? Row::rule_take_in_turn : Row::rule_give_in_turn;
        block.clauses.push_back(wording_.say(row, {wording_.join(amounts)}));
        return true;
    }
    Written amount;
    if (random_.chance(25) && unit == Unit::points)
        amount = expressions_.tiers(scope, 1, kind != Row::rule);
    else if (kind == Row::rule)
        amount = expressions_.number(unit, scope, 2);
    else
        amount = expressions_.nonnegative(unit, scope, 2);
    if (items && !amount.decimal) {
        amount.text = wording_.say(Row::round, {expressions_.at(amount, Written::Level::phrase),
                                                "0.01", expressions_.mode()});
        amount.decimal = true;
    }
    decimal = amount.decimal;
    block.clauses.push_back(wording_.say(takes ? Row::rule_take : Row::rule_give, {amount.text}));
    return false;
}

/// What changes an amount: times, each, highest per, prorated.
void PlanWriter::write_steps(Block& block, const Scope& scope, bool items, bool in_turn,
                             bool& decimal) {
    static const std::vector<std::string> factors = {"0.5", "2", "150%", "(1 / 4)"};
    for (int i = 0; i < 2; ++i) {
        if (!random_.chance(14)) continue;
        Scope inside = scope;
        const std::string when = random_.chance(60) ? expressions_.guard(inside, 1).text : "";
        block.clauses.push_back(wording_.say(Row::rule_times, {random_.pick(factors), when}));
    }
    if (items && random_.chance(15))
        block.clauses.push_back(
            wording_.say(Row::rule_each_at_most, {std::to_string(random_.between(3, 9))}));
    if (items && random_.chance(10))
        block.clauses.push_back(
            wording_.say(Row::rule_each_at_least, {std::to_string(random_.between(0, 3))}));
    if (items && random_.chance(12)) {
        block.clauses.push_back(wording_.say(Row::rule_each_round, {"0.5", expressions_.mode()}));
    }
    const bool by_turn = items && !in_turn && random_.chance(12);
    if (by_turn) {
        static const std::vector<std::string> growing = {"1, 2", "1, 1.5, 2.25", "100%, 50%, 0",
                                                         "2"};
        block.clauses.push_back(wording_.say(Row::rule_times_in_turn, {random_.pick(growing)}));
    }
    if (items && !in_turn && !by_turn && random_.chance(30)) {
        const auto keys = expressions_.find(
            scope, [](const Declared& d) { return d.what == Declared::What::field && d.defined; });
        if (!keys.empty()) {
            block.clauses.push_back(
                wording_.say(Row::rule_highest_per, {expressions_.use(random_.pick(keys))}));
        }
    }
    if (random_.chance(12)) {
        Scope of_rule = scope;
        of_rule.list = -1;
        Written share = expressions_.nonnegative(Unit::plain, of_rule, 1);
        block.clauses.push_back(wording_.say(
            Row::rule_prorated,
            {wording_.say(Row::at_most, {expressions_.at(share, Written::Level::phrase), "1"})}));
        decimal = decimal && share.decimal;
    }
}

void PlanWriter::write_limits(Block& block, Row kind, Unit unit, const Scope& scope) {
    const long low = kind == Row::rule ? random_.between(-20, 5) : random_.between(0, 5);
    if (random_.chance(50)) {
        std::string most = std::to_string(low + random_.between(0, 30));
        if (random_.chance(12)) most += ".5";
        if (random_.chance(10) && unit == Unit::points) {
            const Written value = expressions_.nonnegative(Unit::plain, scope, 1);
            if (value.decimal && value.low >= static_cast<double>(low)) {
                most = expressions_.at(value, Written::Level::phrase);
            }
        }
        block.clauses.push_back(wording_.say(Row::rule_at_most, {most}));
    }
    if (random_.chance(25)) {
        block.clauses.push_back(wording_.say(Row::rule_at_least, {std::to_string(low)}));
    }
}

void PlanWriter::write_rule(int index) {
    static const std::vector<Row> kinds = {Row::bonus, Row::bonus, Row::deduction, Row::deduction,
                                           Row::rule};
    static const std::vector<std::string> steps = {"0.01", "0.1", "1", "0.5", "5"};
    const Row kind = random_.pick(kinds);
    const int category = category_of_[static_cast<std::size_t>(index)];
    Declared rule = points_of(Declared::What::rule, fresh(rule_names), 1e4);
    const auto at = static_cast<std::size_t>(category);
    const auto total =
        category < 0 ? total_of_[static_cast<std::size_t>(index)] : category_total_[at];
    const Unit unit = totals_[total].unit;
    rule.unit = unit;
    Block block{wording_.say(kind, {Wording::declare(rule.names), label(),
                                    category < 0 ? "" : wording_.use(categories_[at]),
                                    category < 0 ? to_total(total) : ""}),
                {}};
    Scope scope;
    scope.rules = index;
    if (random_.chance(15))
        block.clauses.push_back(wording_.say(Row::rule_for, {expressions_.guard(scope, 1).text}));
    for (auto i = random_.below(3); i > 0; --i) {
        const Written when = expressions_.guard(scope, 2);
        block.clauses.push_back(wording_.say(Row::rule_when, {when.text}));
    }
    Scope inside = scope;
    const bool items = !draft_.lists.empty() && random_.chance(60);
    if (items) {
        inside.list = static_cast<int>(random_.below(draft_.lists.size()));
        const ListDraft& list = draft_.lists[static_cast<std::size_t>(inside.list)];
        std::string where;
        if (random_.chance(55)) where = expressions_.guard(inside, 1).text;
        block.clauses.push_back(wording_.say(
            Row::rule_for_each, {Wording::declare(list.item), wording_.use(list.names), where}));
    }
    bool decimal = true;
    const bool in_turn = write_amount(block, kind, unit, inside, items, decimal);
    write_steps(block, inside, items, in_turn, decimal);
    write_limits(block, kind, unit, scope);
    if ((!decimal && !totals_[total].points_round) || random_.chance(20)) {
        block.clauses.push_back(
            wording_.say(Row::rule_round, {random_.pick(steps), expressions_.mode()}));
    }
    if (random_.chance(35)) block.clauses.push_back(wording_.say(Row::rule_because, {because()}));
    if (random_.chance(10)) {
        Scope open;
        const std::string when = random_.chance(50) ? expressions_.condition(open, 1).text : "";
        block.clauses.push_back(wording_.say(Row::rule_advise, {because(), when}));
    }
    if (random_.chance(8))
        std::rotate(block.clauses.begin(), block.clauses.begin() + 1, block.clauses.end());
    add(std::move(block));
    rule.after = index + 1;
    if (kind == Row::bonus) rule.low = 0;
    if (kind == Row::deduction) rule.high = 0;
    draft_.declared.push_back(rule);
}

}  // namespace meritum::agreement
