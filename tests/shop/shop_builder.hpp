// The shop's plan (shop.hpp) as nodes and story, side by side. In: nothing. Out: a Graph. Must not
// know who is scored.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "graph/graph_builder.hpp"
#include "meritum/date.hpp"

namespace meritum::scorecard {

/// Builds nodes and story side by side. Points are in hundredths.
class ShopBuilder : public graph::GraphBuilder {
public:
    ShopBuilder() {
        facts();
        values();
        story_head();
        over();
        missed();
        deals();
        returns();
        happy();
        best();
        totals();
        grade();
        outcomes();
    }

    ColumnId sales, target, satisfaction, violations, team, amount, returned, big_from;
    TableId deal_table;

private:
    using Condition = graph::Condition;
    using Operator = value::Operator;
    using Quantity = graph::Quantity;
    using Rational = number::Rational;
    using Reading = graph::Reading;
    using Words = graph::Words;

    const graph::Range wide{-1'000'000'000'000, 1'000'000'000'000};

    NodeId n(Operator op, std::initializer_list<NodeId> in, NodeId guard = {}) {
        return number(op, in, wide, guard);
    }

    static Quantity quantity(NodeId node, Rational step = 1, TableId table = graph::participants) {
        Quantity result;
        result.value = node;
        result.step = std::move(step);
        result.table = table;
        return result;
    }
    static Quantity points(NodeId node) {
        auto result = quantity(node, Rational(1, 100));
        result.unit = value::Unit::points;
        return result;
    }
    static Quantity money(NodeId node, TableId table = graph::participants) {
        auto result = quantity(node, 1, table);
        result.unit = value::Unit::money;
        result.currency = "CNY";
        return result;
    }
    static Reading reading(Words words, Quantity value, Words label = {}) {
        Reading result;
        result.words = std::move(words);
        result.label = std::move(label);
        result.quantity = std::move(value);
        return result;
    }
    static Reading literal(const std::string& words, Rational value, bool percent = false) {
        Quantity constant;
        constant.constant = std::move(value);
        constant.percent = percent;
        return reading({words, words}, constant);
    }
    static Condition compare(Words words, NodeId holds, Reading left, std::string sign,
                             Reading right) {
        Condition result;
        result.kind = Condition::Kind::comparison;
        result.words = std::move(words);
        result.holds = holds;
        result.comparison = std::move(sign);
        result.left = std::move(left);
        result.right = std::move(right);
        return result;
    }
    static graph::Limit limit(Words words, NodeId line) {
        graph::Limit result;
        result.words = std::move(words);
        result.line = points(line);
        return result;
    }

    void facts() {
        sales = fact("sales");
        target = fact("target");
        satisfaction = fact("satisfaction", value::Type::number, true);
        violations = fact("violations");
        team = fact("team", value::Type::text);
        deal_table = list("deals");
        amount = field(deal_table, "amount");
        returned = field(deal_table, "returned", value::Type::boolean);
        big_from = param("big_from");
    }

    void values() {
        sales_ = input(sales, {0, 1'000'000'000});
        target_ = input(target, {1, 1'000'000'000});
        zero_ = constant(0);
        hundred_ = constant(100);
        owner_ = owner(deal_table);
        attainment_ = reading({"attainment", "达成率"}, quantity(sales_));
        attainment_.quantity.over = {target_};
        attainment_.percent = true;
        attainment_.from = {
            reading({"sales", "销售额"}, money(sales_), {"Signed sales", "签约销售额"}),
            reading({"target", "目标"}, money(target_), {"", ""})};
        raw_ = constant(10'000);
    }

    void story_head() {
        auto& story = graph.story;
        story.plan = "shop";
        story.names = {"shop", "门店"};
        story.label = {"Shop plan", "门店方案"};
        story.tongues = {"en", "zh"};
        graph.fingerprint = "sha256:0";
        story.totals.resize(1);
        story.totals[0].name = "score";
        story.totals[0].start = points({});
        story.totals[0].start.constant = 100;
        graph::Category results;
        results.name = "results";
        results.names = {"results", "业绩"};
        results.label = {"", ""};
        graph::Category conduct;
        conduct.name = "conduct";
        conduct.names = {"conduct", "行为"};
        conduct.label = {"Conduct", "行为表现"};
        story.categories = {results, conduct};
        net_ = {constant(0), constant(0)};
    }

    graph::Rule& rule(const std::string& name, Words names, Words label, graph::RuleKind kind,
                      std::uint32_t category, Words amount_words) {
        graph::Rule result;
        result.name = name;
        result.names = std::move(names);
        result.label = std::move(label);
        result.kind = kind;
        result.category = category;
        result.amount.words = std::move(amount_words);
        graph.story.rules.push_back(std::move(result));
        return graph.story.rules.back();
    }

    /// Adds the rule's points to its category or to the total.
    void finish(graph::Rule& rule, NodeId line, NodeId signed_points) {
        rule.amount.final = rule.amount.quantity;
        rule.line = points(line);
        rule.points = points(signed_points);
        auto& sum = rule.category == graph::Rule::none ? raw_ : net_[rule.category];
        sum = n(Operator::add, {sum, signed_points});
    }

    void over() {
        auto& told =
            rule("over", {"over", "超额"}, {"Target exceeded", "超额完成"}, graph::RuleKind::bonus,
                 0, {"1 per full 1% of attainment above 100%", "1 每满 1% 的 达成率 超过 100%"});
        told.applies = truth(Operator::less, {target_, sales_});
        told.when = {compare({"attainment > 100%", "达成率 > 100%"}, told.applies, attainment_, ">",
                             literal("100%", 1, true))};
        const auto above = n(Operator::subtract, {sales_, target_});
        const auto full = n(Operator::divide_floor,
                            {n(Operator::multiply, {above, hundred_}), target_}, told.applies);
        told.amount.quantity = quantity(full);
        told.amount.quantity.unit = value::Unit::points;
        told.amount.readings = {attainment_};
        const auto sum =
            n(Operator::select,
              {told.applies, n(Operator::multiply, {full, hundred_}, told.applies), zero_});
        const auto capped = n(Operator::minimum, {sum, constant(2'000)});
        told.cap = limit({"at most 20", "最多 20"}, n(Operator::subtract, {capped, sum}));
        graph::Text english;
        english.pieces = {
            {"", reading({"sales", "销售额"}, money(sales_))}, {" sold, ", {}}, {"", attainment_}};
        auto chinese = english;
        chinese.pieces[1].literal = " 销售额,达成率 ";
        told.because = {english, chinese};
        finish(told, sum, capped);
    }

    void missed() {
        auto& told = rule("missed", {"missed", "未达标"}, {"", ""}, graph::RuleKind::deduction, 0,
                          {"1 per 2% of attainment below 100%", "1 每 2% 的 达成率 低于 100%"});
        told.applies = truth(Operator::less, {sales_, target_});
        told.when = {compare({"attainment < 100%", "达成率 < 100%"}, told.applies, attainment_, "<",
                             literal("100%", 1, true))};
        const auto short_of = n(Operator::subtract, {target_, sales_});
        told.amount.quantity = quantity(n(Operator::multiply, {short_of, constant(50)}));
        told.amount.quantity.over = {target_};
        told.amount.readings = {attainment_};
        const auto scaled = n(Operator::multiply, {short_of, constant(5'000)});
        const auto rounded = n(Operator::divide_half_up, {scaled, target_}, told.applies);
        const auto sum = n(Operator::select, {told.applies, rounded, zero_});
        const auto least = n(Operator::select, {told.applies, constant(200), zero_});
        const auto floored = n(Operator::maximum, {sum, least});
        told.floor = limit({"at least 2", "最少 2"}, n(Operator::subtract, {sum, floored}));
        finish(told, n(Operator::negate, {sum}), n(Operator::negate, {floored}));
    }

    graph::Items each_deal(Words where_words, bool is_returned, NodeId& counts) {
        const auto returned_node = input(returned, {0, 1}, deal_table);
        counts = is_returned ? returned_node : truth(Operator::logical_not, {returned_node});
        graph::Items items;
        items.table = deal_table;
        items.list = {0};
        items.item = {"deal", "订单"};
        items.where = Condition{};
        items.where->words = std::move(where_words);
        items.where->holds = counts;
        Condition asked;
        asked.words = {"deal.returned", "订单.退货"};
        asked.holds = returned_node;
        asked.left = reading(asked.words, quantity(returned_node, 1, deal_table));
        asked.left->quantity.type = value::Type::boolean;
        if (is_returned) {
            items.where = asked;
        } else {
            items.where->kind = Condition::Kind::negation;
            items.where->parts = {asked};
        }
        items.counts = counts;
        return items;
    }

    void deals() {
        auto& told = rule("deals", {"deals", "大单"}, {"Big deals", "大额订单"},
                          graph::RuleKind::bonus, 0, {"by deal.amount", "按 订单.金额"});
        NodeId counts;
        told.items = each_deal({"not deal.returned", "非 订单.退货"}, false, counts);
        const auto value = input(amount, {0, 1'000'000}, deal_table);
        const auto all_to_everyone = to_everyone(deal_table);
        const auto big =
            along(graph::NodeKind::read, input(big_from, {0, 1'000'000}, graph::everyone),
                  all_to_everyone, {0, 1'000'000});
        const auto small = constant(100, deal_table);
        const auto none = constant(0, deal_table);
        const auto first = truth(Operator::less_equal, {small, value});
        const auto second = truth(Operator::less_equal, {big, value});
        const auto tier = n(Operator::select, {first, constant(2, deal_table), none});
        const auto given = n(Operator::select, {second, constant(5, deal_table), tier});
        told.amount.quantity = quantity(given, 1, deal_table);
        const auto of = reading({"deal.amount", "订单.金额"}, money(value, deal_table));
        const auto bound = reading({"big_from", "大单起点"}, money(big, deal_table));
        told.amount.readings = {of, bound};
        graph::Tiers tiers;
        tiers.of = of;
        tiers.rows = {{literal("100", 100), literal("2", 2), first, {}},
                      {bound, literal("5", 5), second, {}}};
        told.amount.tiers = {tiers};
        // Only what is not small gives: a step with a condition of its own.
        graph::Step step;
        step.words = {"times 1 when deal.amount >= 100", "乘以 1 当 订单.金额 >= 100"};
        step.when = compare({"deal.amount >= 100", "订单.金额 >= 100"}, first, of,
                            ">=", literal("100", 100));
        step.before = step.after = told.amount.quantity;
        told.amount.steps = {step};
        const auto counted = n(Operator::select, {counts, given, none});
        const auto sum = along(graph::NodeKind::reduce, counted, owner_, wide);
        const auto line = n(Operator::multiply, {sum, hundred_});
        finish(told, line, line);
    }

    void returns() {
        auto& told = rule("returns", {"returns", "退货"}, {"", ""}, graph::RuleKind::deduction, 1,
                          {"1, 2", "1, 2"});
        NodeId counts;
        told.items = each_deal({"deal.returned", "订单.退货"}, true, counts);
        told.items->turn = along(graph::NodeKind::scan, counts, owner_, {0, 10'000});
        told.items->amounts_in_turn = true;
        const auto one = constant(1, deal_table);
        const auto is_first = truth(Operator::less_equal, {told.items->turn, one});
        const auto given = n(Operator::select, {is_first, one, constant(2, deal_table)});
        told.amount.quantity = quantity(given, 1, deal_table);
        const auto counted = n(Operator::select, {counts, given, constant(0, deal_table)});
        const auto sum = along(graph::NodeKind::reduce, counted, owner_, wide);
        const auto line = n(Operator::negate, {n(Operator::multiply, {sum, hundred_})});
        finish(told, line, line);
    }

    void happy() {
        auto& told =
            rule("happy", {"happy", "满意"}, {"", ""}, graph::RuleKind::bonus, 1, {"3", "3"});
        const auto known_node = known(satisfaction);
        const auto value = input(satisfaction, {0, 100});
        auto survey = reading({"satisfaction", "满意度"}, quantity(value));
        survey.quantity.known = known_node;
        const auto high = truth(Operator::less_equal, {constant(90), value}, known_node);
        told.applies = truth(Operator::logical_and, {known_node, high});
        Condition asked;
        asked.kind = Condition::Kind::known;
        asked.words = {"satisfaction known", "满意度 已知"};
        asked.holds = known_node;
        asked.left = survey;
        Condition both;
        both.kind = Condition::Kind::all;
        both.words = {"satisfaction known and satisfaction >= 90", "满意度 已知 且 满意度 >= 90"};
        both.holds = told.applies;
        both.parts = {asked, compare({"satisfaction >= 90", "满意度 >= 90"}, high, survey,
                                     ">=", literal("90", 90))};
        told.when = {both};
        told.amount.quantity = quantity({});
        told.amount.quantity.constant = 3;
        const auto line = n(Operator::select, {told.applies, constant(300), zero_});
        finish(told, line, line);
    }

    void best() {
        auto& told = rule("best", {"best", "第一"}, {"Best of the team", "团队第一"},
                          graph::RuleKind::bonus, graph::Rule::none, {"5", "5"});
        const auto team_node = input(team, {0, 1'000'000});
        const auto place =
            along(graph::NodeKind::rank, sales_, group(team_node, "team"), {1, 10'000'000});
        told.applies = truth(Operator::equal, {place, constant(1)});
        told.when = {compare({"place = 1", "名次 = 1"}, told.applies,
                             reading({"place", "名次"}, quantity(place)), "=", literal("1", 1))};
        told.amount.quantity = quantity({});
        told.amount.quantity.constant = 5;
        const auto line = n(Operator::select, {told.applies, constant(500), zero_});
        finish(told, line, line);
    }

    void totals() {
        auto& story = graph.story;
        const auto results = n(Operator::minimum, {net_[0], constant(2'500)});
        story.categories[0].cap =
            limit({"at most 25", "最多 25"}, n(Operator::subtract, {results, net_[0]}));
        story.categories[0].points = points(results);
        const auto conduct = n(Operator::maximum, {net_[1], constant(-300)});
        story.categories[1].floor =
            limit({"at least -3", "最少 -3"}, n(Operator::subtract, {conduct, net_[1]}));
        story.categories[1].points = points(conduct);
        const auto raw = n(Operator::add, {n(Operator::add, {raw_, results}), conduct});
        story.totals[0].raw = points(raw);
        const auto low = n(Operator::maximum, {raw, zero_});
        const auto high = n(Operator::minimum, {low, constant(12'500)});
        story.totals[0].low =
            limit({"between 0 and 125", "介于 0 和 125"}, n(Operator::subtract, {low, raw}));
        story.totals[0].high =
            limit({"between 0 and 125", "介于 0 和 125"}, n(Operator::subtract, {high, low}));
        const auto after = vetoes(high);
        const auto score =
            n(Operator::multiply, {n(Operator::divide_half_up, {after, hundred_}), hundred_});
        story.totals[0].rounding = points(n(Operator::subtract, {score, after}));
        story.totals[0].rounding_words = {"round 1", "取整 1"};
        story.totals[0].value = points(score);
        score_ = score;
    }

    NodeId vetoes(NodeId before) {
        const auto count = input(violations, {0, 1'000'000});
        const auto read = reading({"violations", "违规"}, quantity(count));
        const auto red = truth(Operator::less_equal, {constant(3), count});
        const auto black = truth(Operator::less_equal, {constant(5), count});
        const auto red_value = n(Operator::minimum, {before, constant(6'000)});
        const auto add = [&](const char* name, Words label, NodeId fires,
                             int bound) -> graph::Veto& {
            graph::Veto veto;
            veto.name = name;
            veto.names = {name, name};
            veto.label = std::move(label);
            veto.fires = fires;
            const auto sign = std::to_string(bound);
            veto.when = {compare({"violations >= " + sign, "违规 >= " + sign}, fires, read,
                                 ">=", literal(sign, bound))};
            graph.story.vetoes.push_back(std::move(veto));
            return graph.story.vetoes.back();
        };
        auto& first = add("red", {"Three violations", "三次违规"}, red, 3);
        first.effect = graph::VetoEffect::total_at_most;
        first.wins = truth(Operator::logical_and, {red, truth(Operator::logical_not, {black})});
        first.value = points(red_value);
        first.line = points(
            n(Operator::select, {first.wins, n(Operator::subtract, {red_value, before}), zero_}));
        const auto red_wins = first.wins;
        graph::Text because;
        because.pieces = {{"", read}, {" violations", {}}};
        first.because = {because, because};
        auto& second = add("black", {"", ""}, black, 5);
        second.wins = black;
        second.value = points(zero_);
        second.line = points(n(Operator::select, {black, n(Operator::negate, {before}), zero_}));
        const auto after_red = n(Operator::select, {red_wins, red_value, before});
        return n(Operator::select, {black, zero_, after_red});
    }

    void grade() {
        graph::Grade told;
        const auto a = truth(Operator::less_equal, {constant(12'000), score_});
        const auto b = truth(Operator::less_equal, {constant(9'000), score_});
        const auto lower = n(Operator::select, {b, constant(1), constant(2)});
        grade_ = n(Operator::select, {a, zero_, lower});
        told.grade = quantity(grade_);
        told.grade.type = value::Type::choice;
        told.grade.choices = {{"A", "甲"}, {"B", "乙"}, {"C", "丙"}};
        told.rows = {{{"A", "甲"}, {}, literal("120", 120), a, {}},
                     {{"B", "乙"}, {}, literal("90", 90), b, {}},
                     {}};
        told.earned = told.grade;
        told.rows[2].names = {"C", "丙"};
        graph.story.grade = told;
    }

    void outcome(const char* name, Words label, Quantity quantity, Words words = {},
                 std::vector<Reading> from = {}) {
        graph::Outcome told;
        told.name = name;
        told.names = {name, name};
        told.label = std::move(label);
        told.quantity = std::move(quantity);
        told.words = std::move(words);
        told.readings = std::move(from);
        graph.story.outcomes.push_back(std::move(told));
    }

    void outcomes() {
        outcome("pay", {"Pay", "奖金"}, money(n(Operator::divide_floor, {sales_, hundred_})),
                {"sales * 1% round 1 floor", "销售额 * 1% 取整 1 向下"},
                {reading({"sales", "销售额"}, money(sales_), {"Signed sales", "签约销售额"})});
        auto level = graph.story.grade->grade;
        level.choices = {{"gold", "金"}, {"silver", "银"}, {"none", "无"}};
        outcome("level", {}, level);
        auto note = quantity(
            n(Operator::select, {graph.story.vetoes[0].fires, text("talk"), text("fine")}));
        note.type = value::Type::text;
        outcome("note", {}, note);
        auto rated = quantity(graph.story.rules[0].applies);
        rated.type = value::Type::boolean;
        outcome("rated", {}, rated);
        auto due = quantity({});
        due.constant = Date::parse("2026-10-15")->days();
        due.type = value::Type::date;
        outcome("due", {}, due);
    }

    NodeId sales_, target_, zero_, hundred_, raw_, score_, grade_;
    KeyId owner_;
    Reading attainment_;
    std::vector<NodeId> net_;
};

}  // namespace meritum::scorecard
