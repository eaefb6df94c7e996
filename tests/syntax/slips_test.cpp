// What other languages and speech write: each row of slips.def is written once in a plan, refused,
// and its fix followed.
#include "syntax/slips.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "syntax/phrase_tries.hpp"
#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

/// The first message as "code [marked] fix".
std::string fix_of(const std::string& text) {
    const Read result = read(text);
    if (result.diagnostics.items.empty()) return "nothing";
    const Diagnostic& d = result.diagnostics.items.front();
    const std::size_t begin = d.primary.begin.offset;
    return d.code + " [" + text.substr(begin, d.primary.end.offset - begin) + "] " + d.fix;
}

/// The plan with what is marked replaced by what the fix says to write or delete.
std::string followed(const std::string& text) {
    const Read result = read(text);
    if (result.diagnostics.items.empty()) return text;
    const Diagnostic& d = result.diagnostics.items.front();
    const std::size_t begin = d.primary.begin.offset;
    const std::size_t size = d.primary.end.offset - begin;
    std::string out = text;
    if (d.fix.starts_with("delete it")) return out.replace(begin, size, "");
    const auto open = d.fix.find('`');
    const auto close = d.fix.find('`', open + 1);
    if (open == std::string::npos || close == std::string::npos) return text;
    return out.replace(begin, size, d.fix.substr(open + 1, close - open - 1));
}

struct Case {
    std::string written;
    std::string instead;  ///< after the fix was followed
};

void check(const std::string& before, const std::vector<Case>& cases) {
    for (const auto& [written, instead] : cases) {
        const std::string text = before + written;
        EXPECT_EQ(followed(text), before + instead) << fix_of(text);
        EXPECT_EQ(codes(followed(text)), "") << text << "\n" << fix_of(text);
    }
}

TEST(Slips, Conditions) {
    check("rule r\n  when ",
          {{"theft is yes", "theft = yes"},
           {"x is 3", "x = 3"},
           {"x is not low", "x != low"},
           {"x = not low", "x != low"},
           {"x == 3", "x = 3"},
           {"x <> 3", "x != 3"},
           {"x => 3", "x >= 3"},
           {"absence more than 2%", "absence > 2%"},
           {"absence is more than 2%", "absence > 2%"},
           {"absence above 2%", "absence > 2%"},
           {"absence over 2%", "absence > 2%"},
           {"absence exceeding 2%", "absence > 2%"},
           {"absence less than 2%", "absence < 2%"},
           {"absence is less than or equal to 2%", "absence <= 2%"},
           {"a = 1 and absence is at least 2%", "a = 1 and absence >= 2%"},
           {"absence > 2 percent", "absence > 2%"},
           {"x > 10 万", "x > 10万"},
           {"age >= 365 days", "age >= 365"},
           {"no theft", "not theft"},
           {"theft unknown", "not theft known"},
           {"a and b + 1 between 8 and 9", "a and b + 1 >= 8 and b + 1 <= 9"},
           {"a or region in North, South", "a or region = North or region = South"},
           {"region in A, B, C", "region = A or region = B or region = C"},
           {"region one of A, B", "region = A or region = B"},
           {"region is one of A or B", "region = A or region = B"},
           {"region in A", "region = A"},
           {"x in 3..5", "x >= 3 and x <= 5"},
           {"x from 3 to 5", "x >= 3 and x <= 5"},
           {"theft true", "theft = yes"},
           {"if theft", "theft"},
           {"x > 8,5", "x > 8.5"}});
    check("规则 r\n  当 ", {{"x 大于 3", "x > 3"},
                            {"x 不低于 3", "x >= 3"},
                            {"x 低于 3", "x < 3"},
                            {"x > 3次", "x > 3"},
                            {"没有 盗窃", "非 盗窃"},
                            {"地区 在 东、西", "地区 = 东 或 地区 = 西"},
                            {"x 等于 3", "x = 3"},
                            {"x 在 3 和 5 之间", "x >= 3 且 x <= 5"}});
}

TEST(Slips, Amounts) {
    check("rule r\n  ",
          {{"give 2 points", "give 2"},
           {"give +2", "give 2"},
           {"give 10% of score", "give 10% * score"},
           {"give x squared", "give x to the power 2"},
           {"give x cubed", "give x to the power 3"},
           {"give x ** 1.5", "give x to the power 1.5"},
           {"give x to the power of 2", "give x to the power 2"},
           {"give x raised to 2", "give x to the power 2"},
           {"give x power 2", "give x to the power 2"},
           {"give sqrt(x + 1)", "give square root of (x + 1)"},
           {"give cbrt(x)", "give cube root of (x)"},
           {"give root of x", "give square root of x"},
           {"give the square root of x", "give square root of x"},
           {"加 x 的 1.5 次方", "加 x 之 1.5 次方"},
           {"加 x 的 平方", "加 x 之 2 次方"},
           {"加 平方根 x", "加 x 的 平方根"},
           {"加 立方根 x", "加 x 的 立方根"},
           {"give 3 max 20", "give 3 at most 20"},
           {"give 3 up to 20", "give 3 at most 20"},
           {"give 3 at maximum 20", "give 3 at most 20"},
           {"give max(x, 3)", "give x at least 3"},
           {"give min(x, 3)", "give x at most 3"},
           {"give x x 2", "give x * 2"},
           {"each atmost 2", "each at most 2"},
           {"give 3 atmost 20", "give 3 at most 20"},
           {"give sum of the best of 3 i.h for each i in t",
            "give sum of the best 3 of i.h for each i in t"},
           {"give sum of best 3 of i.h for each i in t",
            "give sum of the best 3 of i.h for each i in t"},
           {"give count of t", "give count of each i in t"},
           {"give count of t where x > 2", "give count of each i in t where x > 2"},
           {"give count(t)", "give count of each i in t"},
           {"give number of t", "give count of each i in t"},
           {"give 1 per every 2 of x", "give 1 per 2 of x"},
           {"give 1 per EUR 100 of x", "give 1 per 100 EUR of x"},
           {"give 10k", "give 10_000"},
           {"give 10分", "give 10"},
           {"give by x\n    70% 3", "give by x\n    from 70% 3"},
           {"give by x\n    from 70% 3\n    85% 4", "give by x\n    from 70% 3\n    from 85% 4"},
           {"give by x\n    from 70% to 85% 3", "give by x\n    from 70% 3"},
           {"give by x\n    70% to 85% 3", "give by x\n    from 70% 3"},
           {"give by x\n    from 70%, 3", "give by x\n    from 70% 3"},
           {"give by x\n    from 70% give 3", "give by x\n    from 70% 3"},
           {"give 3 min 20", "give 3 at least 20"},
           {"give if a then 3 else 4", "give 3 when a, else 4"},
           {"give 3 if a > 2", "give 3 when a > 2, else 0"},
           {"give 3 unless a", "give 3 when not a, else 0"},
           {"give 1 per full 1% of x over 2%", "give 1 per full 1% of x above 2%"},
           {"give by x from 70%: 3", "give by x from 70% 3"},
           {"give by x\n    >= 70% 3", "give by x\n    from 70% 3"},
           {"give by x\n    from 70% 3\n    >= 85% 4", "give by x\n    from 70% 3\n    from 85% 4"},
           {"give 3:", "give 3"},
           {"give x round to 0.1", "give x round  0.1"}});
    check("规则 r\n  ", {{"加 10 分", "加 10"},
                         {"加 a 除以 b", "加 a / b"},
                         {"给 3", "加 3"},
                         {"加 项数 t 其中 x > 2", "加 项数 i 于 t 其中 x > 2"},
                         {"对每个 i 于 t", "逐项 i 于 t"},
                         {"每 投诉 扣 3", "扣 3 每 投诉"},
                         {"加 按 x\n    70% 3", "加 按 x\n    从 70% 3"}});
}

TEST(Slips, FunctionsOfSheets) {
    check("let y = ", {{"round(a / 3, 2)", "a / 3 round 0.01"},
                       {"round(a/3, 0)", "a/3 round 1"},
                       {"ROUND(a/3)", "a/3 round 1"},
                       {"round((a + b) / 3, 1) + 1", "((a + b) / 3 round 0.1) + 1"},
                       {"roundup(a/3,2)", "a/3 round 0.01 up"},
                       {"int(a)", "a round 1 down"},
                       {"floor(a)", "a round 1 floor"},
                       {"ceil(a)", "a round 1 ceiling"},
                       {"abs(a - b)", "a - b when a - b >= 0, else -(a - b)"},
                       {"min(a,3,5)", "lowest among (a, 3, 5)"},
                       {"1 + max(a, 3, b, 5)", "1 + (highest among (a, 3, b, 5))"},
                       {"四舍五入(a / 3, 2)", "a / 3 取整 0.01"},
                       {"最大值(a, 3)", "a 最少 3"},
                       {"IF(a>3,1,2)", "1 when a>3, else 2"},
                       {"years between a and b", "years from a to b"}});
    EXPECT_EQ(fix_of("let y = vlookup(a, b)").substr(0, 5), "M0134");
    EXPECT_EQ(fix_of("指标 产量 \"产量\" weight 20% = a"),
              "M0127 [weight] write `权重`: a phrase keeps to one language");
}

TEST(Slips, BeginningsOfLines) {
    check("bonus b\n  ", {{"unless theft", "when not theft"},
                          {"if theft", "when theft"},
                          {"max 20", "at most 20"},
                          {"cap 20", "at most 20"},
                          {"up to 20", "at most 20"},
                          {"maximum 20", "at most 20"},
                          {"min 20", "at least 20"}});
    check("加分 b\n  ", {{"如果 x", "当 x"}, {"上限 20", "最多 20"}});
    check("grade\n  ", {{"Gold >= 85", "Gold from 85"},
                        {"Gold 85", "Gold from 85"},
                        {"from 85 Gold", "Gold from 85"},
                        {"otherwise None", "None otherwise"},
                        {"None else", "None otherwise"}});
    check("score\n  ", {{"start at 50", "start  50"},
                        {"start with 50", "start 50"},
                        {"round to 0.1", "round  0.1"}});
    check("", {{"score:\n  start 3", "score\n  start 3"},
               {"category c \"C\" max 30", "category c \"C\" at most 30"},
               {"penalty p\n  take 3", "deduction p\n  take 3"},
               {"scheme p", "plan p"},
               {"制度 p", "方案 p"},
               {"bonus 超额 属于 业绩", "bonus 超额 in 业绩"},
               {"加分 超额 in 业绩", "加分 超额 属于 业绩"},
               {"等级\n  甲 >= 80", "等级\n  甲 从 80"},
               {"plan p\n  effective from 2026-01-01 to 2026-12-31",
                "plan p\n  effective  2026-01-01 to 2026-12-31"}});
}

TEST(Slips, CellsOfTables) {
    check("table t\n  by x gives v\n  ", {{"> 5 gives 1", "above 5 gives 1"},
                                          {">= 5 gives 1", "from 5 gives 1"},
                                          {"< 5 gives 1", "below 5 gives 1"},
                                          {"<= 5 gives 1", "up to 5 gives 1"},
                                          {"over 5 gives 1", "above 5 gives 1"},
                                          {"under 5 gives 1", "below 5 gives 1"},
                                          {"at least 5 gives 1", "from 5 gives 1"},
                                          {"at most 5 gives 1", "up to 5 gives 1"},
                                          {"* gives 1", "any gives 1"},
                                          {"else gives 1", "otherwise gives 1"},
                                          {"from 5 then 1", "from 5 gives 1"}});
    check("表 t\n  按 x 得 v\n  ", {{"大于 5 得 1", "高于 5 得 1"},
                                    {"小于 5 得 1", "低于 5 得 1"},
                                    {"不低于 5 得 1", "从 5 得 1"},
                                    {"不超过 5 得 1", "至 5 得 1"},
                                    {"否则 得 1", "其余 得 1"},
                                    {"从 5 则 1", "从 5 得 1"}});
    EXPECT_EQ(fix_of("table t\n  by x gives v\n  from 1 to 5 gives 2").substr(0, 5), "M0134");
}

TEST(Slips, Types) {
    check("fact x ", {{"bool", "boolean"},
                      {"yes/no", "boolean"},
                      {"integer", "count"},
                      {"percent", "number 0% .. 100%"},
                      {"choice of A, B", "one of A, B"},
                      {"string", "text"},
                      {"one of A, B or C", "one of A, B, C"},
                      {"one of A / B", "one of A, B"},
                      {"number from 0 to 3", "number 0 .. 3"},
                      {"number between 0 and 3", "number 0 .. 3"},
                      {"number 0 to 3", "number 0 .. 3"},
                      {"number 0...3", "number 0 .. 3"},
                      {"money in EUR", "money"},
                      {"number 0 .. 1 亿", "number 0 .. 1亿"},
                      {"decimal", "number 0 .. 100"}});
}

TEST(Slips, WhatCannotBeReplacedIsSaid) {
    const std::vector<Case> cases{
        {"let a = 1.000,50", "M0107 [1.000,50] write a decimal with a point: `1000.50`"},
        {"let a = .5", "M0110 [.5] write `0.5`"},
        {"let a = x * .25", "M0110 [.25] write `0.25`"},
        {"let a = 2026-3-5",
         "M0111 [2026-3-5] write it as `2026-03-05`; put blanks around `-` to subtract"},
        {"veto v\n  score at least 5",
         "M0134 [score at least] a veto only lowers: `score 0` sets the score, `score at most 60` "
         "caps it; a lowest score is `between 0 and 100` under `score`"},
        {"score\n  at least 0", "M0124 [at least] write both bounds: `between 0 and 100`"},
        {"fact x number 0 .. 1 million", "M0134 [million] write all digits, as in `1_000_000`"},
        {"fact x optional number 0 .. 1",
         "M0127 [optional] write it last, behind the type and the range"},
        {"grade\n  Silver from 65 to 84",
         "M0134 [to 84] delete `to 84`: a grade reaches up to the one above"},
        {"rule r\n  give by x up to 1 2, otherwise 3",
         "M0134 [, otherwise] no comma stands between the rows of a table: write `otherwise`"},
        {"rule r\n  give 1 per 1% above 2%",
         "M0134 [per 1% above] say of what before it: `of ... above ...`"},
        {"bonus big deal", "M0128 [deal] a name of several words is joined: `big_deal`"},
        {"bonus b in results \"Big\"", "M0128 [\"Big\"] write the title before `in`"},
        {"rule r\n  give 3 when a otherwise 2", "M0131 [when] write `else` for `otherwise`"},
        {"rule r\n  for each i in t when i.h > 3", "M0128 [when] write `where`"},
        {"bonus full house", "M0128 [house] a name of several words is joined: `full_house`"},
        {"fact x one of Front Desk, Back",
         "M0128 [Desk] a name of several words is joined: `Front_Desk`"},
        {"veto stolen \"Theft\" when theft",
         "M0128 [when] write it on a line of its own, indented"},
        {"rule r\n  give 3 because \"x\"",
         "M0128 [because] write it on a line of its own, indented"},
        {"rule r\n  give 3\n      because \"x\"",
         "M0128 [because] this line is indented deeper, so it continues the one above; if "
         "`because` begins a clause, indent it by 2 blanks"},
        {"rule r\n  give 3\n    when x",
         "M0131 [when] this line is indented deeper, so it continues the one above; if `when` "
         "begins a clause, indent it by 2 blanks"},
        {"rule r\n  give t.h\n    at most 8",
         "M0908 [at most] indent it like `give` to make it a clause of its own, or write it at the "
         "end "
         "of that line"},
    };
    for (const auto& [written, said] : cases) EXPECT_EQ(fix_of(written), said) << written;
}

TEST(Slips, Characters) {
    const std::vector<Case> cases{
        {"rule r\n  when !theft", "M0103 [!] write `not`, and `!=` for not equal"},
        {"let a = x ^ 2", "M0103 [^] write it in words: `x to the power 2`"},
        {"let a = √x", "M0103 [√] write it in words: `square root of x`"},
        {"let a = 20'000", "M0103 ['000] write `20_000`"},
        {"let a = 1'020'000", "M0103 ['020'000] write `1_020_000`"},
        {"fact x number 0 … 20", "M0103 […] write two points between the ends of a range: `..`"},
        {"let a = x – y", "M0103 [–] write `-` to subtract, and `..` between the ends of a range"},
        {"score „Theft“", "M0103 [„Theft“] write texts in double quotes: `\"Theft\"`"},
        {"plan p\n  currency EUR\nlet a = €100",
         "M0103 [€] write the currency's code behind the amount: `100 EUR`"},
        {"plan p\n  currency €", "M0103 [€] write its code, `EUR`"},
        {"plan p\n  currency EUR\nlet a = 5元", "M0110 [5元] write `5 EUR`"},
        {"let a = 31.10.2026", "M0111 [31.10.2026] write it as `2026-10-31`"},
        {"let a = 1.250.000", "M0110 [1.250.000] write `1_250_000`"},
        {"grade\n  优秀 90分以上", "M0110 [90分以上] write `从 90`"},
        {"let a = 10万元", "M0110 [10万元] write `10万 CNY`"},
        {"规则 r\n  当 完成率超过100%",
         "M0103 [%] put blanks between names, words and numbers: `完成率 > 100%`"},
    };
    for (const auto& [written, said] : cases) {
        EXPECT_EQ(fix_of(written), said) << written;
        EXPECT_EQ(codes(written).size(), 5U) << written;
    }
}

/// A phrase that changes its words leaves no row behind that still offers the old ones.
TEST(Slips, OfferWordsOfTheLanguageOnly) {
    constexpr std::string_view offers[] = {
#define SLIP(places, written, instead) instead,
#define ADVICE(places, written, advice)
#include "syntax/slips.def"
    };
    const auto& tries = Phrases::standard().tries();
    std::set<std::string> known{"i"};  // any name for an item
    const auto learn = [&](const Pattern& pattern, const auto& again) -> void {
        for (const PatternPart& part : pattern) {
            if (part.kind == PatternPart::Kind::word) known.insert(part.word);
            again(part.inner, again);
        }
    };
    for (const RowSpec& spec : row_specs()) {
        for (std::size_t t = 0; t < tries.tongues().size(); ++t)
            learn(tries.pattern(spec.row, t), learn);
    }
    for (const std::string_view offer : offers) {
        std::string words(offer);
        std::replace(words.begin(), words.end(), ',', ' ');
        std::istringstream in(words);
        for (std::string word; in >> word;) {
            const bool is_word = (word.front() >= 'a' && word.front() <= 'z') ||
                                 static_cast<unsigned char>(word.front()) >= 0x80;
            if (!is_word) continue;
            EXPECT_EQ(known.count(word), 1U) << offer << ": " << word;
        }
    }
}

}  // namespace

}  // namespace meritum::syntax
