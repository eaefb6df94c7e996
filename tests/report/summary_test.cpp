// Summaries: exact numbers by hand, and pages in both tongues.
#include "report/summary.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "report/pages.hpp"
#include "report/terminal.hpp"
#include "scorecard/body.hpp"
#include "shop/shop.hpp"

namespace meritum::report {
namespace {

using testing::IsEmpty;

Decimal d(std::string_view text) { return *Decimal::parse(text); }

Results shop_results() { return scorecard::score(scorecard::make_shop()); }

Summary shop_summary(const SummaryOptions& options = {}) {
    return summarize(scorecard::make_shop().graph->story, shop_results(), options);
}

/// Results with these scores and nothing else.
Results scores_of(const std::vector<std::string>& scores) {
    Results results;
    const auto some = shop_results();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        auto body = std::make_shared<Scorecard::Body>();
        body->id = "p" + std::to_string(i);
        body->score = d(scores[i]);
        body->totals = {{"score", d(scores[i]), "points", ""}};
        body->outline = some.cards.front().body().outline;
        body->setting = some.cards.front().body().setting;
        results.cards.emplace_back(std::move(body));
    }
    return results;
}

Summary summary_of(const std::vector<std::string>& scores, const SummaryOptions& options = {}) {
    return summarize(graph::Story(), scores_of(scores), options);
}

// 60, 96, 106, 125, 0: sorted 0, 60, 96, 106, 125.
TEST(Summary, OfAShop) {
    const auto summary = shop_summary();
    EXPECT_EQ(summary.plan, "shop");
    EXPECT_EQ(summary.period, "2026-Q3");
    EXPECT_EQ(summary.scored, 5U);
    EXPECT_EQ(summary.not_rated + summary.refused + summary.failed, 0U);
    ASSERT_EQ(summary.totals.size(), 1U);
    const auto& spread = summary.totals[0].spread;
    EXPECT_EQ(summary.totals[0].total, "score");
    EXPECT_EQ(spread.count, 5U);
    EXPECT_EQ(spread.lowest, d("0"));
    EXPECT_EQ(spread.lower_quartile, d("60"));
    EXPECT_EQ(spread.median, d("96"));
    EXPECT_EQ(spread.upper_quartile, d("106"));
    EXPECT_EQ(spread.highest, d("125"));
    EXPECT_EQ(spread.sum, d("387"));
    EXPECT_EQ(spread.mean, d("77.4"));
    ASSERT_EQ(summary.grades.size(), 3U);
    EXPECT_EQ(summary.grades[0].grade, "A");
    EXPECT_EQ(summary.grades[0].count, 1U);
    EXPECT_EQ(summary.grades[1].count, 2U);
    EXPECT_EQ(summary.grades[2].count, 2U);
    ASSERT_EQ(summary.outcomes.size(), 1U) << "only money";
    EXPECT_EQ(summary.outcomes[0].outcome, "pay");
    EXPECT_EQ(summary.outcomes[0].unit, "CNY");
    EXPECT_EQ(summary.outcomes[0].spread.sum, d("59"));  // 13, 12, 10, 12, 12
}

TEST(Summary, QuartilesAreInProportionAndExact) {
    const auto spread = summary_of({"4", "1", "2", "3.5"}).totals[0].spread;
    EXPECT_EQ(spread.lower_quartile, d("1.75"));  // 1, 2 at 0.75
    EXPECT_EQ(spread.median, d("2.75"));
    EXPECT_EQ(spread.upper_quartile, d("3.625"));
    EXPECT_EQ(spread.mean, d("2.625"));
    EXPECT_EQ(summary_of({"1", "1", "2"}).totals[0].spread.mean, d("1.333333"));
    EXPECT_EQ(summary_of({"-1", "-1", "0"}).totals[0].spread.mean, d("-0.666667"));
}

TEST(Summary, BinsAreRoundAndHoldEverybodyOnce) {
    const auto bins = summary_of({"0", "19.9", "20", "61", "100"}, {3, 10, 5}).totals[0].bins;
    ASSERT_EQ(bins.size(), 5U);
    EXPECT_EQ(bins[0].from, d("0"));
    EXPECT_EQ(bins[0].to, d("20"));
    EXPECT_EQ(bins[0].count, 2U);
    EXPECT_EQ(bins[1].count, 1U) << "20 belongs to the bin that begins with it";
    EXPECT_EQ(bins[2].count, 0U);
    EXPECT_EQ(bins[4].to, d("100"));
    EXPECT_EQ(bins[4].count, 1U) << "the last one takes its end";
    const auto fine = summary_of({"0.001", "0.0035"}).totals[0].bins;
    EXPECT_EQ(fine.front().from, d("0.001"));
    EXPECT_EQ(fine.back().to, d("0.0035"));
    EXPECT_EQ(fine.size(), 5U);
    EXPECT_EQ(summary_of({"2", "4"}, {3, 10, 1}).totals[0].bins.size(), 1U);
    const auto whole = summary_of({"-2", "4"}, {3, 10, 0}).totals[0].bins;
    ASSERT_EQ(whole.size(), 1U) << "0 counts as 1";
    EXPECT_EQ(whole[0].from, d("-2"));
    EXPECT_EQ(whole[0].to, d("4"));
    EXPECT_EQ(whole[0].count, 2U);
    EXPECT_LE(summary_of({"2", "4"}, {3, 10, SIZE_MAX}).totals[0].bins.size(), most_summary_bins);
    const auto below = summary_of({"-7", "3"}, {3, 10, 4}).totals[0].bins;
    EXPECT_EQ(below.front().from, d("-10"));
    EXPECT_EQ(below.back().to, d("5"));
}

TEST(Summary, NobodyAndOneAndAllAlike) {
    const auto nobody = summary_of({});
    EXPECT_EQ(nobody.scored, 0U);
    EXPECT_THAT(nobody.totals, IsEmpty());
    EXPECT_THAT(nobody.best, IsEmpty());
    const auto one = summary_of({"7.5"});
    EXPECT_EQ(one.totals[0].spread.upper_quartile, d("7.5"));
    ASSERT_EQ(one.totals[0].bins.size(), 1U);
    EXPECT_EQ(one.totals[0].bins[0].from, one.totals[0].bins[0].to);
    EXPECT_EQ(one.best.size(), 1U);
    EXPECT_THAT(one.worst, IsEmpty());
    const auto alike = summary_of({"3", "3", "3", "3"});
    EXPECT_EQ(alike.totals[0].bins.size(), 1U);
    EXPECT_EQ(alike.totals[0].bins[0].count, 4U);
    EXPECT_EQ(alike.best.front().id, "p0") << "equal ones as in the data";
    ASSERT_EQ(alike.worst.size(), 2U) << "nobody is at both ends";
    EXPECT_EQ(alike.worst.front().id, "p3");
}

TEST(Summary, WhatDoesNotFitIsLeftOut) {
    const std::string most(38, '9');
    const auto spread = summary_of({most, most, most, "0"}).totals[0].spread;
    EXPECT_FALSE(spread.sum);
    EXPECT_FALSE(spread.mean);
    EXPECT_EQ(spread.highest, d(most));
}

TEST(Summary, MoversAreRulesWithTheirCaps) {
    const auto summary = shop_summary();
    std::vector<std::string> movers;
    for (const auto& mover : summary.movers) {
        movers.push_back(mover.category + "/" + mover.rule + "/" + mover.kind + " " +
                         mover.moved->to_string() + " " + mover.net->to_string() + " " +
                         std::to_string(mover.participants));
    }
    // Of "over" ann has +32 and its cap -12; of "missed" dee -0.19 and its floor -1.81.
    EXPECT_THAT(movers, testing::Contains("results/over/rule 20 20 1"));
    EXPECT_THAT(movers, testing::Contains(testing::StartsWith("results/missed/rule ")));
    EXPECT_EQ(movers.front(), "/black/veto 100 -100 1");
    EXPECT_EQ(shop_summary({3, 2, 10}).movers.size(), 2U);
    EXPECT_THAT(summarize(scorecard::make_shop().graph->story,
                          scorecard::score(scorecard::make_shop(), Keep::results), {})
                    .movers,
                IsEmpty());
}

TEST(Summary, CountsWhoHasNoScore) {
    auto results = scorecard::score(scorecard::make_shop(true));
    results.errors.push_back({"eve", "", "", 0, 0, "sales", "F0102", ""});
    results.errors.push_back({"eve", "", "", 0, 0, "", "F0191", ""});
    results.errors.push_back({"fay", "", "", 0, 0, "", "F0191", ""});
    results.errors.push_back({"", "", "", 0, 0, "", "F0301", ""});
    const auto summary = summarize(scorecard::make_shop().graph->story, results, {});
    EXPECT_EQ(summary.scored, 3U);
    EXPECT_EQ(summary.not_rated, 2U);
    EXPECT_EQ(summary.refused, 1U);
    EXPECT_EQ(summary.failed, 1U);
}

TEST(Summary, Pages) {
    const auto story = scorecard::make_shop().graph->story;
    std::string pages;
    for (const std::string lang : {"en", "zh"}) {
        for (const std::size_t width : {100, 44}) {
            pages += "--- " + lang + ", " + std::to_string(width) + "\n" +
                     text(story, shop_summary(), lang, false, width);
        }
    }
    pages += "--- one\n" + text(story, summary_of({"7.5"}), "en", false, 80);
    pages += "--- nobody\n" + text(story, summary_of({}), "en", false, 80);
    auto withheld = scorecard::score(scorecard::make_shop(true));
    withheld.errors.push_back({"eve", "", "", 0, 0, "sales", "F0102", ""});
    pages += "--- withheld\n" + text(story, summarize(story, withheld, {}), "zh", false, 80);
    check_page("summary.txt", pages);
    check_page("summary.json", to_json(shop_summary()) + to_json(summary_of({})));
}

TEST(Summary, KeepsItsWidthAndColoursAreOnlyCodes) {
    const auto story = scorecard::make_shop().graph->story;
    for (const std::size_t columns : {60, 80, 120}) {
        std::istringstream lines(text(story, shop_summary(), "zh", false, columns));
        for (std::string line; std::getline(lines, line);) EXPECT_LE(width(line), columns) << line;
    }
    auto colours = text(story, shop_summary(), "en", true, 80);
    for (auto at = colours.find('\x1b'); at != std::string::npos; at = colours.find('\x1b'))
        colours.erase(at, colours.find('m', at) + 1 - at);
    EXPECT_EQ(colours, text(story, shop_summary(), "en", false, 80));
}

}  // namespace
}  // namespace meritum::report
