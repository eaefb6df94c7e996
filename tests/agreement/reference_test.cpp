// The reference evaluator by hand: one plan of every step, worked out on paper.
#include <gtest/gtest.h>

#include "agreement/reference.hpp"
#include "syntax/parse.hpp"

namespace meritum::agreement {
namespace {

ast::Document parse(const std::string& text) {
    Source source("plan.merit", text);
    DiagnosticSink sink(source);
    auto plan = syntax::parse(source, sink);
    EXPECT_FALSE(sink.has_errors()) << sink.diagnostics().to_string();
    return plan;
}

std::string lines_of(const ReferenceCard& card) {
    std::string out;
    for (const auto& line : card.lines)
        out += line.identity + " " + fraction_text(line.points) + "\n";
    return out;
}

constexpr const char* plan_text = R"(plan shop
  cycle quarter
  currency CNY
fact sales money
fact target money 1 .. 1_000_000
fact team text
fact satisfaction number 0 .. 100 optional
fact contracts list of
  amount money
fact late list of
  minutes count
let attainment = sales / target
score
  start 100
  points round 0.01
  between 0 and 118
  round 0.1
category results at most 15
bonus over in results
  give 1 per full 1% of attainment above 100%
  at most 20
bonus deals in results
  for each deal in contracts where deal.amount >= 100
  give by deal.amount from 100 2 from 500 5
bonus happy
  when satisfaction known and satisfaction >= 90
  give satisfaction / 7
deduction lateness
  for each one in late where one.minutes > 5
  take 1, 2, 4 in turn
rule rising
  give (attainment - (sales previous quarter else sales) / target) * 10 at least -3
bonus first
  when (rank by sales within team) = 1
  give 1
veto barred
  when sales = 0
  score at most 60
veto zero
  when sales = 0
  score 0
grade
  A from 110
  B from 90
  C otherwise
outcome pay by grade A 2 B 1.5 C 0
outcome bonus_pay = sales * 1% * pay round 0.01
)";

Facts person(const std::string& id, const std::string& period, long sales) {
    Facts facts(id, period);
    facts.set("sales", sales).set("target", 300).set("team", "x");
    return facts;
}

TEST(Reference, WorksOutAPlanAsOneWouldOnPaper) {
    auto ann = person("ann", "2026-Q3", 345);
    ann.set("satisfaction", "95");
    ann.add("contracts", {{"amount", 99}})
        .add("contracts", {{"amount", 100}})
        .add("contracts", {{"amount", 500}});
    ann.add("late", {{"minutes", 6}}).add("late", {{"minutes", 5}}).add("late", {{"minutes", 7}});
    ann.add("late", {{"minutes", 9}}).add("late", {{"minutes", 8}});
    const std::vector<Facts> facts = {person("ann", "2026-Q2", 300), ann,
                                      person("bob", "2026-Q3", 0)};
    const auto cards = evaluate(parse(plan_text), facts, {}, "2026-Q3");
    ASSERT_EQ(cards.size(), 2U);
    // 345 / 300 is exactly 15 % over; 95 / 7 = 13.571...; late: 1 + 2 + 4 + 4; rising: (1.15 - 1)
    // * 10.
    EXPECT_EQ(lines_of(cards[0]),
              "score///start 100\nscore/results/over/rule 15\nscore/results/deals/rule "
              "7\nscore//happy/rule 13.57\n"
              "score//lateness/rule -11\nscore//rising/rule 1.5\nscore//first/rule "
              "1\nscore/results//cap -7\n"
              "score///bounds -2.07\n");
    EXPECT_EQ(fraction_text(*cards[0].score()), "118");
    EXPECT_EQ(cards[0].grade, "A");
    EXPECT_EQ(value_text(cards[0].outcomes[1].second), "6.9");
    // Nothing sold: both vetoes fire, the lower one wins. Bob is second in the team.
    EXPECT_EQ(lines_of(cards[1]),
              "score///start 100\nscore/results/over/rule 0\nscore/results/deals/rule "
              "0\nscore//happy/rule 0\n"
              "score//lateness/rule 0\nscore//rising/rule 0\nscore//first/rule 0\n"
              "score//barred/veto 0\nscore//zero/veto -100\n");
    EXPECT_EQ(cards[1].grade, "C");
}

TEST(Reference, RoundsHalvesByEveryMode) {
    using ast::Row;
    const auto rounded = [](const char* x, Row mode) {
        return fraction_text(round_to(*fraction_of(x), 1, mode));
    };
    EXPECT_EQ(rounded("2.5", Row::none) + " " + rounded("-2.5", Row::none), "3 -3");
    EXPECT_EQ(rounded("2.5", Row::mode_half_even) + " " + rounded("-3.5", Row::mode_half_even),
              "2 -4");
    EXPECT_EQ(rounded("2.1", Row::mode_up) + " " + rounded("-2.1", Row::mode_up), "3 -3");
    EXPECT_EQ(rounded("2.9", Row::mode_down) + " " + rounded("-2.9", Row::mode_down), "2 -2");
    EXPECT_EQ(rounded("2.9", Row::mode_floor) + " " + rounded("-2.1", Row::mode_floor), "2 -3");
    EXPECT_EQ(rounded("2.1", Row::mode_ceiling) + " " + rounded("-2.9", Row::mode_ceiling), "3 -2");
}

TEST(Reference, ThrowsWhereAnAcceptedPlanCouldNotBe) {
    const auto plan = parse("plan p\nfact x count optional\nbonus b\n  give x\n");
    EXPECT_THROW(evaluate(plan, {Facts("a")}, {}, ""), Undefined);
}

TEST(Reference, CountsDaysOfTheCalendar) {
    EXPECT_EQ(days_of("1970-01-01"), 0);
    EXPECT_EQ(days_of("2000-03-01"), 11017);
    EXPECT_EQ(days_of("1900-02-28"), -25509);
    EXPECT_FALSE(days_of("1900-02-29"));
    EXPECT_EQ(date_text(-25509), "1900-02-28");
    EXPECT_EQ(date_text(11016), "2000-02-29");
}

}  // namespace
}  // namespace meritum::agreement
