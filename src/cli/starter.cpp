// See starter.hpp.
#include "cli/starter.hpp"

namespace meritum::cli {

namespace {

// --- in English ---

constexpr std::string_view plan_en =
    R"(# A plan is read like the rules on paper. Change it, then: meritum check plan.merit
plan sales_plan "Sales plan"
  cycle quarter
  currency CNY

# Facts: what is known about each person at the end of the period. Ranges say what can be right.
fact sales        money 0 .. 100_000_000    "Signed sales"
fact target       money 1 .. 100_000_000    "Sales target"
fact satisfaction number 0 .. 100 optional  "Customer survey"
fact complaints   count default 0           "Justified complaints"

# A list has any number of items for each person; its data is a file of its own.
fact contracts list of  "Contracts signed"
  amount money 0 .. 100_000_000  "Amount"

# A param can be changed for a run: meritum score plan.merit data --param most_for_sales=30
param most_for_sales = 20 in 10 .. 40 "Most points for sales"

let attainment = sales / target

score
  start 100
  between 0 and 150

# Rules of a category share its bounds.
category results "Results" at most 30

bonus over_achievement "Target exceeded" in results
  give 1 per full 1% of attainment above 100%
  at most most_for_sales
  because "{sales} sold against a target of {target}"

bonus big_contract "Big contracts" in results
  for each contract in contracts
  give by contract.amount
    from 100_000  2
    from 500_000  5

# An optional fact is asked for before it is used.
bonus satisfied_customers "Satisfied customers"
  when satisfaction known and satisfaction >= 90
  give 5

deduction missed_target "Target missed"
  take 1 per full 2% of attainment below 100%

deduction complaint "Complaints"
  take 1.5 per complaints
  at most 15

# A veto decides whatever the rules gave.
veto too_many_complaints "Ten complaints or more"
  when complaints >= 10
  score at most 60

grade
  A from 115
  B from 95
  C otherwise

outcome bonus_pay "Bonus" by grade
  A 5000 CNY   B 2000 CNY   C 0 CNY
)";

constexpr std::string_view people_en =
    "id,sales,target,satisfaction,complaints\n"
    "ann,1320000,1000000,94,1\n"
    "bob,874500,900000,,0\n"
    "eve,1010000,1000000,88.5,11\n";

constexpr std::string_view contracts_en =
    "participant,key,amount\n"
    "ann,K-1,640000\n"
    "ann,K-2,85000\n"
    "eve,K-3,120000\n";

constexpr std::string_view suite_en =
    R"(# What the plan should do. After a change of the plan run: meritum test plan.test.yaml
plan: plan.merit
base: {sales: 1_000_000, target: 1_000_000}

cases:
  - name: on target
    expect: {score: 100, grade: B, outcomes: {bonus_pay: 2000}}

  - name: above target, with a big contract and a complaint
    facts: {sales: 1_320_000, satisfaction: 94, complaints: 1, contracts: [{amount: 640_000}]}
    expect:
      score: 128.5
      grade: A
      rules: {over_achievement: 20, big_contract: 5, complaint: -1.5}
      categories: {results: 25}

  - name: below target
    facts: {sales: 900_000}
    expect: {score: 95, rules: {missed_target: -5}}

  - name: ten complaints are too many
    facts: {complaints: 10}
    expect: {score: 60, grade: C, vetoes: {too_many_complaints: yes}}
)";

constexpr std::string_view readme_en = R"(# Sales plan

`plan.merit` says how scores come about, `data/` holds the facts of one period: a row per person in
`participants.csv`, a row per contract in `contracts.csv`.

Change the plan, then run

    meritum check plan.merit
    meritum score plan.merit data
    meritum explain plan.merit data --for ann
    meritum test plan.test.yaml

`plan.test.yaml` says what should come out; a change of the plan that was not meant shows there.
`meritum describe plan.merit` says what each column takes.
)";

// --- in Chinese ---

constexpr std::string_view plan_zh =
    R"(# 方案读起来就像纸上的规定。修改之后运行：meritum check plan.merit
方案 销售方案 "销售考核方案"
  周期 季度
  货币 CNY

# 事实：期末时每个人的已知情况。范围说明哪些数值是合理的。
事实 销售额 金额 0 .. 100_000_000  "本期签约销售额"
事实 目标   金额 1 .. 100_000_000  "本期销售目标"
事实 满意度 数值 0 .. 100 可缺     "客户满意度"
事实 投诉数 个数 默认 0            "属实的投诉"

# 清单：每个人可以有任意多项，数据另放一个文件。
事实 合同清单 清单  "签订的合同"
  合同额 金额 0 .. 100_000_000  "合同金额"

# 参数可以在运行时改变：meritum score plan.merit data --param 销售加分上限=30
参数 销售加分上限 = 20 介于 10 .. 40 "销售最多加分"

令 达成率 = 销售额 / 目标

得分
  起始 100
  介于 0 和 150

# 同一类别的规则共用上限和下限。
类别 业绩 "业绩" 最多 30

加分 超额完成 "超额完成目标" 属于 业绩
  加 1 每满 1% 的 达成率 超过 100%
  最多 销售加分上限
  因为 "目标 {目标}，实际签约 {销售额}"

加分 大额合同 "大额合同" 属于 业绩
  逐项 合同 于 合同清单
  加 按 合同.合同额
    从 100_000  2
    从 500_000  5

# 可缺的事实，先问是否已知，再使用。
加分 客户满意 "客户满意"
  当 满意度 已知 且 满意度 >= 90
  加 5

扣分 未达目标 "未达目标"
  扣 1 每满 2% 的 达成率 低于 100%

扣分 投诉 "客户投诉"
  扣 1.5 每 投诉数
  最多 15

# 否决：不论规则加了多少分。
否决 投诉过多 "投诉十次及以上"
  当 投诉数 >= 10
  得分 最多 60

等级
  优 从 115
  良 从 95
  中 其余

结果 奖金 "奖金" 按 等级
  优 5000 CNY   良 2000 CNY   中 0 CNY
)";

constexpr std::string_view people_zh =
    "\xEF\xBB\xBFid,销售额,目标,满意度,投诉数\n"
    "陈伟,1320000,1000000,94,1\n"
    "李娜,874500,900000,,0\n"
    "王芳,1010000,1000000,88.5,11\n";

constexpr std::string_view contracts_zh =
    "\xEF\xBB\xBFparticipant,key,合同额\n"
    "陈伟,K-1,640000\n"
    "陈伟,K-2,85000\n"
    "王芳,K-3,120000\n";

constexpr std::string_view suite_zh =
    R"(# 用例：方案应当得出什么。修改方案之后运行：meritum test plan.test.yaml
plan: plan.merit
lang: zh
base: {销售额: 1_000_000, 目标: 1_000_000}

cases:
  - name: 刚好完成目标
    expect: {score: 100, grade: 良, outcomes: {奖金: 2000}}

  - name: 超额完成，有大额合同和一次投诉
    facts: {销售额: 1_320_000, 满意度: 94, 投诉数: 1, 合同清单: [{合同额: 640_000}]}
    expect:
      score: 128.5
      grade: 优
      rules: {超额完成: 20, 大额合同: 5, 投诉: -1.5}
      categories: {业绩: 25}

  - name: 未达目标
    facts: {销售额: 900_000}
    expect: {score: 95, rules: {未达目标: -5}}

  - name: 投诉十次
    facts: {投诉数: 10}
    expect: {score: 60, grade: 中, vetoes: {投诉过多: yes}}
)";

constexpr std::string_view readme_zh = R"(# 销售考核方案

`plan.merit` 规定得分如何产生，`data/` 存放一个周期的事实：`participants.csv` 每人一行，
`合同清单.csv` 每份合同一行。

修改方案，然后运行

    meritum check plan.merit
    meritum score plan.merit data --lang zh
    meritum explain plan.merit data --for 陈伟 --lang zh
    meritum test plan.test.yaml

`plan.test.yaml` 写明方案应当得出的结果，改动若出乎意料便会显现。
`meritum describe plan.merit --lang zh` 说明每一列填什么。
)";

}  // namespace

std::vector<NewFile> starter(std::string_view lang) {
    const bool chinese = lang == "zh";
    const auto pick = [&](std::string_view english, std::string_view other) {
        return std::string(chinese ? other : english);
    };
    // Whatever else a new plan begins with is a row here.
    return {
        {"plan.merit", pick(plan_en, plan_zh)},
        {"plan.test.yaml", pick(suite_en, suite_zh)},
        {"data/participants.csv", pick(people_en, people_zh)},
        {pick("data/contracts.csv", "data/合同清单.csv"), pick(contracts_en, contracts_zh)},
        {"README.md", pick(readme_en, readme_zh)},
    };
}

}  // namespace meritum::cli
