// The statements of a random plan but its facts. See plan_writer.hpp.
#include <algorithm>

#include "agreement/plan_writer.hpp"

namespace meritum::agreement {

using ast::Row;

void PlanWriter::write_plan() {
    static const std::vector<std::string> currencies = {"CNY", "CNY", "USD", "EUR", "JPY"};
    static const std::vector<Row> cycles = {Row::cycle_month, Row::cycle_quarter, Row::cycle_half,
                                            Row::cycle_year};
    draft_.currency = random_.pick(currencies);
    Block block{
        wording_.say(Row::plan, {Wording::declare(some_names("electronics", "电子")), label()}),
        {}};
    if (random_.chance(60)) {
        draft_.cycle = random_.pick(cycles);
        block.clauses.push_back(wording_.say(Row::plan_cycle, {wording_.say(draft_.cycle)}));
    }
    block.clauses.push_back(wording_.say(Row::plan_currency, {draft_.currency}));
    if (random_.chance(30)) {
        block.clauses.push_back(wording_.say(Row::plan_effective, {"2020-01-01", "2027-12-31"}));
    }
    if (random_.chance(20)) {
        block.clauses.push_back(
            wording_.say(Row::plan_languages, {random_.chance(50) ? "en, zh" : "zh, en"}));
    }
    add(std::move(block));
    draft_.has_grade = random_.chance(55);
    if (!draft_.has_grade) return;
    static const std::vector<std::vector<Names>> grades = {{{"S"}, {"A"}, {"B"}, {"C"}},
                                                           {{"A", "优"}, {"B", "良"}, {"C", "差"}},
                                                           {{"优秀"}, {"合格"}}};
    Declared grade;
    grade.what = Declared::What::grade;
    grade.names = {"grade", "等级"};
    grade.sort = Sort::choice;
    grade.choices = random_.pick(grades);
    draft_.declared.push_back(grade);
}

void PlanWriter::write_param() {
    Declared param;
    param.what = Declared::What::param;
    param.names = fresh({{"big_from", "大单起点"},
                         {"rate", "比率"},
                         {"weight", "权重"},
                         {"quota", "配额"},
                         {"bonus_rate", "奖励率"}});
    param.unit = random_.chance(30) ? Unit::money : Unit::plain;
    const long scale = param.unit == Unit::money ? 10000 : 1;
    const long value = random_.between(param.unit == Unit::money ? 1 : -2, 20) * scale;
    const std::string unit = param.unit == Unit::money ? " " + draft_.currency : "";
    std::string low;
    std::string high;
    std::string text = std::to_string(value) + unit;
    param.low = param.high = static_cast<double>(value);
    if (param.unit == Unit::plain && random_.chance(30)) {  // a percent
        text += "%";
        param.low = param.high = static_cast<double>(value) / 100;
        if (random_.chance(50)) {
            low = std::to_string(value - 5) + "%";
            high = std::to_string(value + 20) + "%";
            param.low = static_cast<double>(value - 5) / 100;
            param.high = static_cast<double>(value + 20) / 100;
        }
    } else if (random_.chance(60)) {
        const long span = random_.between(0, 10) * scale;
        param.low = static_cast<double>(value - span / 2);
        param.high = static_cast<double>(value + span);
        low = std::to_string(value - span / 2);
        high = std::to_string(value + span);
        if (param.unit == Unit::plain && random_.chance(30)) {
            high += ".5";
            param.high += value + span < 0 ? -0.5 : 0.5;
            if (param.high < static_cast<double>(value))
                high = std::to_string(value), param.high = static_cast<double>(value);
        }
    }
    param.constant = low.empty();
    add({wording_.say(Row::param, {Wording::declare(param.names), text, low, high, label()}), {}});
    draft_.declared.push_back(param);
}

void PlanWriter::write_let(const Scope& scope) {
    Declared let;
    let.what = Declared::What::let;
    let.names = fresh({{"attainment", "达成率"},
                       {"balance", "差额"},
                       {"is_good", "达标"},
                       {"effort", "投入"},
                       {"base_points", "基础分"}});
    let.after = scope.rules;
    Written value;
    const auto draw = random_.below(100);
    if (draw < 20) {
        let.sort = Sort::boolean;
        value = expressions_.condition(scope, 2);
    } else if (draw < 26) {
        let.sort = Sort::date;
        value = expressions_.date(scope);
    } else {
        let.unit = random_.chance(25) && draw > 60 ? Unit::money : Unit::plain;
        if (scope.rules > 0 && random_.chance(50)) let.unit = Unit::points;
        value = expressions_.number(let.unit, scope, 3);
    }
    let.low = value.low;
    let.high = value.high;
    let.decimal = value.decimal;
    add({wording_.say(Row::let, {Wording::declare(let.names), value.text}), {}});
    draft_.declared.push_back(let);
}

/// A value of each item of a list: a field that is worked out.
void PlanWriter::write_item_let() {
    Declared let;
    let.what = Declared::What::field;
    let.names = fresh({{"worth", "价值"}, {"is_big", "大额"}});
    let.list = static_cast<int>(random_.below(draft_.lists.size()));
    const ListDraft list = draft_.lists[static_cast<std::size_t>(let.list)];
    Scope scope;
    scope.list = let.list;
    Written value;
    if (random_.chance(30)) {
        let.sort = Sort::boolean;
        value = expressions_.condition(scope, 1);
    } else {
        let.unit = random_.chance(40) ? Unit::money : Unit::plain;
        value = expressions_.number(let.unit, scope, 2);
    }
    let.low = value.low;
    let.high = value.high;
    let.decimal = value.decimal;
    add({wording_.say(Row::let_item, {Wording::declare(let.names), Wording::declare(list.item),
                                      wording_.use(list.names), value.text}),
         {}});
    draft_.declared.push_back(let);
}

void PlanWriter::write_total_clauses(Block& block, std::size_t total) {
    static const std::vector<std::string> starts = {"100", "0", "60", "-10", "12.5"};
    static const std::vector<std::string> steps = {"0.01", "0.1", "1", "0.5", "5"};
    auto& draft = totals_[total];
    if (random_.chance(80))
        block.clauses.push_back(wording_.say(Row::score_start, {random_.pick(starts)}));
    const bool kpis = !kpis_.empty() && kpi_total_ == total;
    draft.points_round = random_.chance(kpis ? 90 : 50);
    if (draft.points_round) {
        block.clauses.push_back(
            wording_.say(Row::score_points, {random_.pick(steps), expressions_.mode()}));
    }
    const bool between = random_.chance(55);
    if (total == 0) between_ = between;
    if (between) {
        block.clauses.push_back(
            wording_.say(Row::score_between,
                         {random_.chance(70) ? "0" : "-50", random_.chance(50) ? "150" : "80"}));
    }
    if (random_.chance(50)) {
        block.clauses.push_back(
            wording_.say(Row::score_round, {random_.pick(steps), expressions_.mode()}));
    }
    if (kpis) write_kpi_clauses(block);
    if (random_.chance(20)) std::reverse(block.clauses.begin(), block.clauses.end());
}

void PlanWriter::write_score() {
    Block block{wording_.say(Row::score, {label()}), {}};
    write_total_clauses(block, 0);
    add(std::move(block));
}

/// Further totals: points, or money.
void PlanWriter::write_totals() {
    static const std::vector<Names> names = {{"commission", "提成"}, {"effort", "投入度"}};
    for (std::size_t i = 1; i < totals_.size(); ++i) {
        auto& draft = totals_[i];
        draft.names = some_names(names[i - 1][0].c_str(), names[i - 1][1].c_str());
        Block block{wording_.say(Row::total, {Wording::declare(draft.names), label(),
                                              draft.unit == Unit::money ? draft_.currency : ""}),
                    {}};
        write_total_clauses(block, i);
        add(std::move(block));
        Declared total = points_of(Declared::What::total, draft.names, 1e6);
        total.unit = draft.unit;
        total.defined = kpi_total_ != i || known_ == 0;
        draft_.declared.push_back(total);
    }
}

/// Floor and cap behind the name, or everything on lines of its own; some stand in the one before.
void PlanWriter::write_categories() {
    for (std::size_t i = 0; i < categories_.size(); ++i) {
        std::vector<std::string> limits;
        if (random_.chance(60)) {
            limits.push_back(
                wording_.say(Row::bound_at_most, {std::to_string(random_.between(0, 40))}));
        }
        if (random_.chance(45)) {
            limits.push_back(
                wording_.say(Row::bound_at_least, {std::to_string(-random_.between(0, 40))}));
        }
        if (random_.chance(25))
            limits.push_back(
                wording_.say(Row::bound_start, {std::to_string(random_.between(-5, 20))}));
        if (random_.chance(20))
            limits.push_back(wording_.say(Row::bound_highest));
        else if (random_.chance(15))
            limits.push_back(wording_.say(Row::bound_lowest));
        if (limits.size() > 1 && random_.chance(40)) std::swap(limits.front(), limits.back());
        const bool inner = i > 0 && random_.chance(40);
        const std::string outer = inner ? wording_.use(categories_[i - 1]) : "";
        category_total_.push_back(inner ? category_total_[i - 1] : random_.below(totals_.size()));
        const auto total = category_total_.back();
        Block block;
        std::string behind;
        const bool on_lines = random_.chance(40);
        for (const auto& limit : limits) {
            if (on_lines)
                block.clauses.push_back(limit);
            else
                behind += (behind.empty() ? "" : " ") + limit;
        }
        if (random_.chance(25)) {
            Scope scope;
            block.clauses.push_back(
                wording_.say(Row::bound_when, {expressions_.guard(scope, 1).text}));
        }
        block.head = wording_.say(Row::category, {Wording::declare(categories_[i]), label(), outer,
                                                  inner ? "" : to_total(total), behind});
        add(std::move(block));
        Declared category = points_of(Declared::What::category, categories_[i], 1e4);
        category.after = static_cast<int>(category_of_.size());
        category.unit = totals_[total].unit;
        draft_.declared.push_back(category);
    }
}

std::string PlanWriter::because() {
    const auto names = expressions_.find(
        Scope{}, [](const Declared& d) { return d.what == Declared::What::fact && d.defined; });
    if (names.empty()) return "\"as agreed\"";
    const std::string text = "\"because of {" + expressions_.use(random_.pick(names)) + "}\"";
    return random_.chance(25) ? text + " | \"依据 {" + expressions_.use(random_.pick(names)) + "}\""
                              : text;
}

/// What must hold of facts; who does not fulfil it is refused or warned.
void PlanWriter::write_requirement() {
    Scope scope;
    const Written condition = expressions_.guard(scope, 1);
    const Row row = random_.chance(35) ? Row::require_refuse : Row::require_warn;
    add({wording_.say(row, {expressions_.at(condition, Written::Level::logical_or),
                            random_.chance(40) ? because() : ""}),
         {}});
}

void PlanWriter::write_veto(int index) {
    Scope scope;
    scope.rules = static_cast<int>(category_of_.size());
    Block block{wording_.say(Row::veto,
                             {Wording::declare(some_names(index == 0 ? "red_line" : "second_line",
                                                          index == 0 ? "红线" : "二线")),
                              label()}),
                {}};
    for (auto i = 1 + random_.below(2); i > 0; --i) {
        block.clauses.push_back(wording_.say(Row::veto_when, {expressions_.guard(scope, 1).text}));
    }
    const Declared* grade = nullptr;
    for (const auto& one : draft_.declared) {
        if (one.what == Declared::What::grade) grade = &one;
    }
    if (draft_.has_grade && grade != nullptr && random_.chance(25)) {
        block.clauses.push_back(
            wording_.say(Row::veto_grade_at_most, {wording_.use(random_.pick(grade->choices))}));
    } else if (!categories_.empty() && random_.chance(30)) {
        block.clauses.push_back(wording_.say(
            Row::veto_category,
            {wording_.use(random_.pick(categories_)), std::to_string(random_.between(-20, 10))}));
        block.clauses.erase(block.clauses.begin(), block.clauses.end() - 1);
        Scope facts_only;
        block.clauses.insert(
            block.clauses.begin(),
            wording_.say(Row::veto_when, {expressions_.guard(facts_only, 1).text}));
    } else if (totals_.size() > 1 && random_.chance(50)) {
        const bool at_most = random_.chance(50);
        const auto name = wording_.use(totals_[1 + random_.below(totals_.size() - 1)].names);
        block.clauses.push_back(
            at_most ? wording_.say(Row::veto_total_at_most, {name, random_.chance(60) ? "60" : "0"})
                    : wording_.say(Row::veto_total, {name, random_.chance(60) ? "0" : "10.5"}));
    } else if (random_.chance(50)) {
        block.clauses.push_back(wording_.say(Row::veto_score, {random_.chance(60) ? "0" : "10.5"}));
    } else {
        block.clauses.push_back(
            wording_.say(Row::veto_score_at_most, {random_.chance(60) ? "60" : "0"}));
    }
    if (random_.chance(30)) block.clauses.push_back(wording_.say(Row::veto_because, {because()}));
    vetoes_ = true;
    add(std::move(block));
}

void PlanWriter::write_grade() {
    Declared* grade = nullptr;
    for (auto& one : draft_.declared) {
        if (one.what == Declared::What::grade) grade = &one;
    }
    Block block{wording_.say(Row::grade, {label()}), {}};
    long bound = random_.between(80, 120);
    for (std::size_t i = 0; i < grade->choices.size(); ++i) {
        const std::string names = Wording::declare(grade->choices[i]);
        if (i + 1 < grade->choices.size()) {
            std::string gate;
            if (random_.chance(20)) {
                Scope scope;
                scope.rules = static_cast<int>(category_of_.size());
                gate = expressions_.guard(scope, 1).text;
            }
            block.clauses.push_back(wording_.say(
                Row::grade_from,
                {names, std::to_string(bound) + (random_.chance(20) ? ".5" : ""), gate}));
            if (gate.empty() || random_.chance(60)) bound -= random_.between(5, 30);
        } else if (between_ && !vetoes_ && random_.chance(30)) {
            block.clauses.push_back(wording_.say(Row::grade_from, {names, "-50", ""}));
        } else {
            block.clauses.push_back(wording_.say(Row::grade_otherwise, {names}));
        }
    }
    add(std::move(block));
}

void PlanWriter::write_outcome_by_grade(int index) {
    Declared outcome;
    outcome.what = Declared::What::outcome;
    outcome.names = Names{"pay_" + std::to_string(index)};
    const Declared* grade = nullptr;
    for (const auto& one : draft_.declared) {
        if (one.what == Declared::What::grade) grade = &one;
    }
    static const std::vector<Sort> sorts = {Sort::number, Sort::number,  Sort::number,
                                            Sort::text,   Sort::boolean, Sort::date};
    outcome.sort = random_.pick(sorts);
    if (outcome.sort == Sort::number && random_.chance(25)) outcome.unit = Unit::money;
    std::string pairs;
    std::string last;
    for (const auto& names : grade->choices) {
        std::string value;
        switch (outcome.sort) {
            case Sort::text: value = random_.chance(50) ? "\"good\"" : "\"不错\""; break;
            case Sort::boolean:
                value = wording_.say(random_.chance(50) ? Row::yes : Row::no);
                break;
            case Sort::date: value = expressions_.date_literal(); break;
            case Sort::number:
            case Sort::choice: {
                value = std::to_string(random_.between(0, 30));
                if (random_.chance(40)) value += ".5";
                if (outcome.unit == Unit::money)
                    value = std::to_string(random_.between(1, 9)) + "000 " + draft_.currency;
                break;
            }
        }
        last = value;
        pairs += (pairs.empty() ? "" : " ") +
                 wording_.say(Row::grade_pair, {wording_.use(names), value});
    }
    // Needed where not everybody is rated.
    if (!grade->defined) {
        pairs += " " + wording_.say(Row::not_rated_pair, {last});
    }
    outcome.high = 10000;
    add({wording_.say(Row::outcome_by_grade, {Wording::declare(outcome.names), label(), pairs}),
         {}});
    draft_.declared.push_back(outcome);
}

void PlanWriter::write_outcome(int index) {
    Declared outcome;
    outcome.what = Declared::What::outcome;
    outcome.names = random_.chance(50)
                        ? Names{"pay_" + std::to_string(index), "薪酬" + std::to_string(index)}
                        : Names{"pay_" + std::to_string(index)};
    Scope scope;
    scope.results = true;
    scope.rules = static_cast<int>(category_of_.size());
    Written value;
    const auto draw = random_.below(100);
    if (draw < 60) {
        static const std::vector<Unit> units = {Unit::plain, Unit::points, Unit::points,
                                                Unit::money, Unit::days};
        outcome.unit = random_.pick(units);
        value = expressions_.decimal(outcome.unit, scope, 3);
        outcome.low = value.low;
        outcome.high = value.high;
    } else if (draw < 75) {
        outcome.sort = Sort::boolean;
        value = expressions_.condition(scope, 2);
    } else if (draw < 85) {
        outcome.sort = Sort::text;
        value = expressions_.text(scope);
    } else if (draw < 93) {
        outcome.sort = Sort::date;
        value = expressions_.date(scope);
    } else {
        const auto names = expressions_.find(
            scope, [](const Declared& d) { return d.sort == Sort::choice && d.defined; });
        if (names.empty()) return;
        const auto one = random_.pick(names);
        outcome.sort = Sort::choice;
        outcome.choices = draft_.declared[one].choices;
        value.text = expressions_.use(one);
    }
    add({wording_.say(Row::outcome, {Wording::declare(outcome.names), label(), value.text}), {}});
    draft_.declared.push_back(outcome);
}

}  // namespace meritum::agreement
