// The samples of samples.hpp. The electronics plan is the one of the language's page.
#include "syntax/samples.hpp"

#include "syntax/rows.hpp"

namespace meritum::syntax {

const char* const electronics = R"(# Electronics retailer, sales bonus and deduction plan
# second line

plan electronics | 电子 "Electronics sales bonus and deduction"
  cycle quarter
  # the currency of all money
  currency CNY  # yuan
  effective 2026-07-01 to 2027-06-30
  languages en, zh

fact team              text
fact region            one of North | 北, South, East, West
fact sales | 销售额    money 0 .. 10亿                      "Signed sales" | "本期签约销售额"
fact target | 目标     money 1 .. 1_000_000_000             "Sales target of the period"
fact new_customers     count default 0
# asked once a year
fact satisfaction      number 0 .. 100 step 0.1 optional    "Survey average"
fact violations        count default 0
fact balance           money -1_000_000 .. 1_000_000        # may be negative
fact base_salary       money
fact contracts | 合同  list of                              "Contracts signed in the period"
  amount | 金额 money
  # a field's comment
  signed        date
fact complaints list of
  upheld   boolean
  severity one of minor, major

fact slips list of keyed by number in order of day  "Slips"
  number text
  day date

param big_contract_from = 100_000 CNY in 50_000 .. 400_000 "Big from here"  # may be changed

let attainment = sales / target
let worth = (sales - balance) * 15% + -3 / (2 + 1)
let growth = sales / sales previous quarter else 0
let share = 50 when attainment > 1 and not violations >= 3 or region = North,
  25 when satisfaction known, else 0
let place = rank by sales within team
let table = by sales
  # the first
  from 0        1%
  from 1000000  2%  # the second
let limited = (by sales from 0 1 from 10 2) at least 1 at most 20 round 0.5 half even
let steps = 2 per 3 of sales at most 5
let curve = by sales / target along 80% 0  100% 100  1.2 (worth)
let tax = rate by sales in slices up to 100_000 1%  otherwise 2%
let commission = (rate by sales above 0 1%) + (by region is North 2 is South 3 otherwise 0)
let better = highest among (worth, growth, 1 when region in (North, South), else 0) round 1

let notice = (2026-01-31 plus 3 months) minus 2 years
let due = (notice minus (1 + 1) months plus 1 years) + 5
let age = years from 2000-02-29 to notice
let waits = (months from notice to due + 1) - (days from notice to due)
let worth of each contract in contracts =
  2 * contract.amount when contract.signed > 2026-08-01, else 0
let six = sum of the best 6 of contract.worth dropping highest 1
  for each contract in contracts where contract.amount > 0
let mean = average of contract.amount dropping lowest 1
  for each contract in contracts else 0
let count = count of each complaint in complaints where complaint.upheld or no
let middle = (median of contract.amount for each contract in contracts
  else highest of contract.amount for each contract in contracts
  else lowest of contract.amount for each contract in contracts else 0) round 1
let spotless = no complaint in complaints where complaint.upheld
  and not any contract in contracts where contract.amount < 0
let happy = yes when every contract in contracts has contract.amount > 0, else no

require sales >= 0 and target > 0 else refuse "No sales of {sales}"
require new_customers < 100 else warn

score "Score"
  start 100
  points round 0.01  # every line
  between 0 and 150
  round 0.1 half up  # the score itself
  missing zero
  known at least 2, else not rated

total earned | 提成 "Commission" in CNY
  start 500
  missing skip
total effort
  missing reweight

category results "Results" at most 35
category conduct at least -40 at most 10
category extras in results counts only the highest
category gated in results  # with clauses of its own
  start 5
  counts only the lowest
  # only for the well-behaved
  when conduct >= -10 and violations = 0

bonus over_achievement "Target exceeded" in results
  when attainment > 100%
  give 1 per full 1% of attainment above 100%
  at most 20
  because "{sales} sold against a target of {target}" | "{销售额} / {目标}"

bonus big_contract "Big contracts" in results
  for each contract in contracts where contract.amount > 0

  give by contract.amount
    from big_contract_from   2
    from 500_000             5  # half a million
    from 1_000_000          10
  at most 15

rule happy_customers in conduct
  when satisfaction known and satisfaction >= 90
  give 0.5 per new_customers
  at least 0.5
  round 0.1 down
  for region != West
  times 0.5 when violations > 0
  times 2
  prorated by new_customers / 90
  advise "Ask them" when not satisfaction known
  advise "Again"

bonus deals "Deals" to earned
  give 1% * sales

category visits to effort at most 10

kpi revenue "Revenue" in results weight 40% = attainment * 100 at most 100
  missing reweight
kpi happiness to effort weight (60% when region = North, else 100%) = satisfaction
  scale 0 .. 5
  missing zero
  for region != West
kpi trained weight 60% = new_customers
  missing skip

deduction missed_target in results
  take 1 per 2% of attainment below 100%

deduction complaint "Upheld complaints" in conduct
  for each complaint in complaints where complaint.upheld
  take 1, 2, 4, 8 in turn
  each at most 3
  each at least 1
  each round 0.5 up

deduction matter in conduct
  for each complaint in complaints
  take 1
  highest per complaint.severity

veto red_line "Three violations"
  when violations >= 3
  score 0
veto yellow_line
  when violations = 2
  score at most 60
  because "{{two}} violations"
veto grey_line
  when violations = 1
  grade at most A
veto black_line
  when violations = 4
  category conduct -40
veto green_line
  when violations = 5
  total earned 0
veto blue_line
  when violations = 6
  total effort at most 60

grade
  S | 优 from 120
  A from 105 when violations = 0
  D otherwise

outcome pay_factor by grade
  S 1.5   A 1.2   D 0.5   not rated 1
outcome bonus_pay = base_salary * pay_factor round 0.01
outcome paid = yes when sales != 0, else no

# the end

# of all
)";

const char* const electronics_in_chinese = R"(方案 电子 "电子产品销售加减分方案"
  周期 季度
  货币 CNY

事实 销售额 金额 0 .. 10亿
事实 目标   金额 1 .. 10亿
事实 新客户 个数 默认 0
事实 投诉记录 清单
  属实 是非

令 达成率 = 销售额 ／ 目标

类别 业绩 最多 35
类别 行为 最少 -40

加分 超额完成 “超额完成销售目标” 属于 业绩
  当 达成率 ＞ １００％
  加 1 每满 1% 的 达成率 超过 100%
  最多 20

扣分 客户投诉 属于 行为
  逐项 投诉 于 投诉记录 其中 投诉.属实
  依次扣 1， 2， 4， 8
)";

namespace {

const std::map<std::string, std::string>& turned_around() {
    static const std::map<std::string, std::string> patterns{
        {"fact", "fakt {name} [{label}] being {type} {traits}"},
        {"category", "kategori [inside {category}] [into {total}] {bounds} named {name} [{label}]"},
        {"bonus", "bonu [inside {category}] [into {total}] {name} [{label}]"},
        {"outcome", "outkom {value} as {name} [{label}]"},
        {"score_between", "mellan {high} downto {low}"},
        {"rule_for_each", "ever {item} [such that {condition}] out of_all {list}"},
        {"rule_give_in_turn", "giva turnwise {amounts}"},
        {"grade_from", "reaching {bound} {grade} [given_that {condition}]"},
        {"tier_from", "{value} reaching {bound}"},
        {"kpi",
         "ratio {value} of_weight {weight} [inside {category}] [into {total}] {name} [{label}]"},
        {"grade_pair", "gives {value} til {grade}"},
        {"trait_range", "{high} downto {low}"},
        // These follow a value in English and stand before it here.
        {"known", "given {of}"},
        {"at_most", "capped to {value} holding {of}"},
        {"round", "rounded to {step} [{mode}] over {of}"},
        {"previous", "last {cycle} before {of}"},
        {"per", "grant {amount} ea {step} [whereof {of}]"},
        {"per_above", "grant {amount} ea {step} whereof {of} beyond {base}"},
        {"per_below", "grant {amount} ea {step} whereof {of} under {base}"},
        {"per_full", "grant {amount} whole {step} [whereof {of}]"},
        {"per_full_above", "grant {amount} whole {step} whereof {of} beyond {base}"},
        {"per_full_below", "grant {amount} whole {step} whereof {of} under {base}"},
        // And these stand before it in English.
        {"tiered", "{of} graded {tiers}"},
        {"rate_in_slices", "{of} sliced {tiers}"},
        {"is_in", "found {of} inside_of {set}"},
        {"rank", "{by} ranked inside {within}"},
    };
    return patterns;
}

/// The English pattern with every word changed: "start" becomes "starto".
std::string with_new_words(const std::string& english) {
    std::string out;
    std::string word;
    const auto end_word = [&] {
        const bool is_word = !word.empty() && word.front() >= 'a' && word.front() <= 'z';
        out += is_word ? word + "o" : word;
        word.clear();
    };
    bool inside_slot = false;
    for (const char c : english) {
        if (c == '{') inside_slot = true;
        const bool letter = c >= 'a' && c <= 'z' && !inside_slot;
        if (letter) {
            word += c;
        } else {
            end_word();
            out += c;
        }
        if (c == '}') inside_slot = false;
    }
    end_word();
    return out;
}

}  // namespace

std::map<std::string, std::string> made_up_tongue() {
    std::map<std::string, std::string> patterns = turned_around();
    for (const RowSpec& row : row_specs()) patterns.emplace(row.id, with_new_words(row.english));
    return patterns;
}

}  // namespace meritum::syntax
