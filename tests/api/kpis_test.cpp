// KPIs and further totals from outside: points, who is not rated, and how both are told in text,
// JSON, CSV and on the board. In: plans and facts from memory. Knows only include/meritum.
#include <gtest/gtest.h>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

Plan plan_of(const std::string& text) {
    auto compiled = Plan::compile("plan p\n  cycle year\n  currency CNY\n" + text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

bool tells(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string lines_of(const Scorecard& card) {
    std::string out;
    for (const auto& line : card.lines())
        out += line.line + " " + line.points.to_string() + " " + line.unit + "\n";
    return out;
}

const std::string review =
    "fact sales number 0 .. 200\nfact survey number 0 .. 100 optional \"Survey\"\n"
    "fact training number 0 .. 5 optional\nfact audit number 0 .. 100 optional\n"
    "score\n  points round 0.01\n  known at least 2, else not rated\n"
    "kpi revenue \"Revenue\" weight 40% = sales at most 100\n"
    "kpi happy \"Satisfaction\" weight 30% = survey\n  missing reweight\n"
    "kpi learned weight 20% = training\n  scale 0 .. 5\n  missing zero\n"
    "kpi clean weight 10% = audit\n  missing skip\n"
    "grade\n  A from 50\n  B otherwise\n"
    "outcome pay by grade A 1.2 B 1 not rated 0.9\n";

TEST(Kpis, GiveWeightTimesValue) {
    const auto card =
        plan_of(review).score({{"sales", 150}, {"survey", 80}, {"training", 4}, {"audit", 100}});
    EXPECT_EQ(lines_of(card),
              "score///start 0 points\nscore//revenue/rule 40 points\nscore//happy/rule 24 points\n"
              "score//learned/rule 0.8 points\nscore//clean/rule 10 points\n");
    EXPECT_EQ(card.score(), Decimal::parse("74.8"));
}

/// 30% are spread over the known 40% and 10%; the missing 20% count as nothing.
TEST(Kpis, SpreadTheWeightsOfMissingOnes) {
    const auto card = plan_of(review).score({{"sales", 50}, {"audit", 90}});
    EXPECT_EQ(lines_of(card),
              "score///start 0 points\nscore//revenue/rule 32 points\nscore//happy/rule 0 points\n"
              "score//learned/rule 0 points\nscore//clean/rule 14.4 points\n");
    const auto text = card.explain();
    EXPECT_TRUE(tells(text, "40% × sales at most 100 = 32\n")) << text;
    EXPECT_TRUE(tells(text, "weight, raised for missing KPIs = 64%\n")) << text;
    EXPECT_TRUE(tells(text, "missing reweight\n         ✗ when survey known: missing\n")) << text;
    EXPECT_TRUE(tells(card.explain("zh"), "分摊缺失指标后的权重 = 64%\n")) << card.explain("zh");
}

/// Without the last one 30% go to 40% alone; it has no line.
TEST(Kpis, LeaveOutWhatIsSkipped) {
    const auto card = plan_of(review).score({{"sales", 50}, {"training", 0}});
    EXPECT_EQ(lines_of(card),
              "score///start 0 points\nscore//revenue/rule 30 points\nscore//happy/rule 0 points\n"
              "score//learned/rule 0 points\n");
}

TEST(Kpis, TooFewKnownAreNotRated) {
    const auto plan = plan_of(review);
    const auto card = plan.score({{"sales", 50}});
    EXPECT_FALSE(card.score());
    EXPECT_EQ(card.grade(), "");
    EXPECT_TRUE(card.lines().empty());
    ASSERT_EQ(card.totals().size(), 1u);
    EXPECT_EQ(card.totals()[0].not_rated,
              "KPIs known: 1, needed: 2, missing: Satisfaction, learned, clean");
    EXPECT_EQ(std::get<Decimal>(card.outcome("pay")->value), Decimal::parse("0.9"));
    EXPECT_TRUE(tells(card.explain(), "Score not rated\n")) << card.explain();
    EXPECT_TRUE(tells(card.explain("zh"), "得分 不予评定\n")) << card.explain("zh");
    EXPECT_TRUE(tells(card.explain_json(), "\"score\":null,\"grade\":null")) << card.explain_json();
    const std::vector<Facts> everybody{Facts("a").set("sales", 50),
                                       Facts("b").set("sales", 50).set("survey", 100)};
    const auto results = plan.score_all(everybody);
    EXPECT_TRUE(results.errors.empty());
    EXPECT_TRUE(tells(to_json(results), "\"not_rated\":{\"score\":\"KPIs known: 1, needed: 2"));
    EXPECT_TRUE(tells(to_table(plan, results), "1 scored, 1 not rated · A 1 · B 0"))
        << to_table(plan, results);
    EXPECT_TRUE(tells(to_csv(results), "id,score,grade,pay\na,,,0.9\n")) << to_csv(results);
}

/// Who is not rated has no rank and moves nobody.
TEST(Kpis, TheUnratedAreLeftOutOfRanks) {
    const auto plan = plan_of(
        "fact team text\nfact v number 0 .. 100 optional\nscore\n"
        "  known at least 1, else not rated\nkpi k weight 100% = v\n  missing zero\n"
        "outcome place = (rank by score within team) else 0\n");
    const std::vector<Facts> everybody{
        Facts("a").set("team", "x").set("v", 0), Facts("b").set("team", "x"),
        Facts("c").set("team", "x").set("v", 50), Facts("d").set("team", "y").set("v", 0)};
    const auto results = plan.score_all(everybody);
    std::string places;
    for (const auto& card : results.cards)
        places += std::get<Decimal>(card.outcome("place")->value).to_string() + " ";
    EXPECT_EQ(places, "2 0 1 1 ");
}

/// Nothing is handed to the next period, not even as 0.
TEST(Kpis, ThePeriodAfterOneWithoutAScore) {
    const auto plan = plan_of(
        "fact v number 0 .. 100 optional\nscore\n  between 0 and 200\n  round 1\n"
        "  known at least 1, else not rated\nkpi k weight 100% = v\n  missing zero\n"
        "rule more\n  give (score previous year else 7)\n"
        "grade\n  A from 60\n  B otherwise\n"
        "outcome before = score previous year else -1\n"
        "outcome was_a = yes when (grade previous year else B) = A, else no\n");
    const std::vector<Facts> years{Facts("a", "2024").set("v", 50), Facts("a", "2025"),
                                   Facts("a", "2026").set("v", 1)};
    const auto of = [&](const std::string& period) {
        ScoreOptions options;
        options.period = period;
        return plan.score_all(years, options).cards.front();
    };
    EXPECT_EQ(of("2024").score(), Decimal(57));
    EXPECT_FALSE(of("2025").score());
    EXPECT_EQ(std::get<Decimal>(of("2025").outcome("before")->value), Decimal(57));
    EXPECT_EQ(of("2026").score(), Decimal(8));
    EXPECT_EQ(std::get<Decimal>(of("2026").outcome("before")->value), Decimal(-1));
}

/// What stands for the missing value on the way keeps to the range of the others.
TEST(Kpis, ThePeriodAfterOneWithoutAScoreThatIsNeverZero) {
    const auto plan = plan_of(
        "fact v number 0 .. 100 optional\nscore\n  start 10\n"
        "  known at least 1, else not rated\nkpi k weight 100% = v\n  missing zero\n"
        "grade\n  A from 100\n  B otherwise\n"
        "outcome before = score previous year else -1\n");
    const std::vector<Facts> years{Facts("a", "2024").set("v", 50), Facts("a", "2025"),
                                   Facts("a", "2026").set("v", 1)};
    const auto before = [&](const std::string& period) {
        ScoreOptions options;
        options.period = period;
        const auto card = plan.score_all(years, options).cards.front();
        return std::get<Decimal>(card.outcome("before")->value);
    };
    EXPECT_EQ(before("2024"), Decimal(-1));
    EXPECT_EQ(before("2025"), Decimal(60));
    EXPECT_EQ(before("2026"), Decimal(-1));
}

TEST(Kpis, AreDescribed) {
    const auto all = plan_of(
                         "fact v number 0 .. 100 optional\nfact w number 0 .. 1\n"
                         "param half = 50% in 40% .. 55%\nscore\n  points round 0.01\n"
                         "kpi a weight 40% = v\n  missing reweight\n"
                         "kpi b weight half = w\n  scale 0 .. 1.2\n"
                         "kpi c weight (60% - half) = w at most half\n  scale 0 .. half\n")
                         .describe();
    ASSERT_EQ(all.rules.size(), 3U);
    const auto& a = *all.rules[0].kpi;
    EXPECT_EQ(a.weight, Decimal::parse("0.4"));
    EXPECT_EQ(a.low, Decimal(0));
    EXPECT_EQ(a.high, Decimal(100));
    EXPECT_EQ(a.missing, MissingType::reweight);
    const auto& b = *all.rules[1].kpi;
    EXPECT_FALSE(b.weight);
    EXPECT_EQ(b.high, Decimal::parse("1.2"));
    EXPECT_EQ(b.missing, MissingType::none);
    EXPECT_FALSE(all.rules[2].kpi->high);
    EXPECT_TRUE(tells(to_text(all), "kpi, weight 40%, scale 0 to 100, missing reweight"));
    EXPECT_TRUE(
        tells(to_json(all), "\"weight\":0.4,\"low\":0,\"high\":100,\"missing\":\"reweight\""));
}

const std::string pay =
    "fact sales money\nfact visits count\nfact fraud boolean default no\n"
    "total commission | 提成 \"Commission\" | \"销售提成\" in CNY\n  start 500\n"
    "  between 0 and 50_000\n"
    "category deals to commission at most 20_000\n"
    "bonus revenue \"Revenue\" in deals\n  give 2% * sales\n  round 0.01\n"
    "total effort\nrule visiting to effort\n  give visits / 10\n"
    "veto fraudulent\n  when fraud\n  total commission 0\n"
    "outcome both = commission + (1 CNY per 1 of effort)\n";

TEST(Totals, OfMoneyAndPointsWithoutAScore) {
    const auto plan = plan_of(pay);
    const auto card = plan.score({{"sales", 1'200'000}, {"visits", 15}});
    EXPECT_FALSE(card.score());
    EXPECT_EQ(lines_of(card),
              "commission///start 500 CNY\ncommission/deals/revenue/rule 24000 CNY\n"
              "commission/deals//cap -4000 CNY\neffort///start 0 points\n"
              "effort//visiting/rule 1.5 points\n");
    ASSERT_EQ(card.totals().size(), 2u);
    EXPECT_EQ(card.totals()[0].unit, "CNY");
    EXPECT_EQ(card.total("commission")->value, Decimal(20'500));
    EXPECT_EQ(card.total("effort")->value, Decimal::parse("1.5"));
    EXPECT_EQ(card.total("score"), nullptr);
    const auto text = card.explain();
    EXPECT_TRUE(tells(text, "Commission 20,500 CNY    effort 1.5\n")) << text;
    EXPECT_TRUE(tells(text, "  +24,000      Revenue · deals\n")) << text;
    EXPECT_TRUE(tells(text, "deals: 24,000 CNY becomes 20,000 CNY\n")) << text;
    EXPECT_TRUE(tells(text, "   20,500 CNY  Commission\n")) << text;
    EXPECT_TRUE(tells(card.explain("zh"), "销售提成 20,500 CNY")) << card.explain("zh");
    EXPECT_FALSE(tells(text, "Score")) << text;
}

TEST(Totals, VetoesAndOutputs) {
    const auto plan = plan_of(pay);
    const std::vector<Facts> everybody{
        Facts("a").set("sales", 1000).set("visits", 0),
        Facts("b").set("sales", 1000).set("visits", 0).set("fraud", true)};
    const auto results = plan.score_all(everybody);
    EXPECT_EQ(results.totals, (std::vector<std::string>{"commission", "effort"}));
    EXPECT_EQ(results.cards[1].line("commission//fraudulent/veto")->points, Decimal(-520));
    EXPECT_EQ(to_csv(results), "id,score,grade,commission,effort,both\na,,,520,0,520\nb,,,0,0,0\n");
    EXPECT_TRUE(tells(to_json(results), "\"totals\":{\"commission\":520,\"effort\":0}"));
    EXPECT_TRUE(tells(to_table(plan, results), "Commission CNY  effort"))
        << to_table(plan, results);
    EXPECT_TRUE(tells(to_table(plan, results), "2 scored\n")) << to_table(plan, results);
    EXPECT_EQ(results.cards[0].explain_part("commission"),
              "  +500      Start\n   +20      Revenue · deals\n     –      fraudulent\n"
              "  ────────\n   520 CNY  Commission\n");
}

TEST(Totals, AreDescribed) {
    const auto description = plan_of(pay).describe();
    ASSERT_EQ(description.totals.size(), 2u);
    EXPECT_EQ(description.totals[0].name, "commission");
    EXPECT_EQ(description.totals[0].names[1], "提成");
    EXPECT_EQ(description.totals[0].unit, "CNY");
    EXPECT_EQ(description.rules[0].total, "commission");
    EXPECT_EQ(description.rules[1].total, "effort");
    EXPECT_EQ(description.categories[0].total, "commission");
    EXPECT_TRUE(tells(to_text(description), "Totals\n  commission  Commission · CNY\n"))
        << to_text(description);
    EXPECT_TRUE(tells(to_json(description), "\"totals\":[\n{\"name\":\"commission\""))
        << to_json(description);
    const auto kpis = plan_of(review).describe();
    EXPECT_EQ(kpis.totals[0].name, "score");
    EXPECT_EQ(kpis.rules[0].type, RuleType::kpi);
    EXPECT_TRUE(tells(to_json(kpis), "\"type\":\"kpi\""));
}

}  // namespace
}  // namespace meritum
