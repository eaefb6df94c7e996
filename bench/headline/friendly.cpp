// One participant through the friendly facts, explanations, and what keeping lines costs.
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "headline/figures.hpp"
#include "measure/alternate.hpp"
#include "measure/ours.hpp"

namespace meritum::bench {
namespace {

constexpr std::size_t asked = 500;

/// Microseconds of one of the asked.
double us(double seconds) { return seconds * 1e6 / static_cast<double>(asked); }

void require_right(const Quarter& quarter, const std::vector<Scorecard>& cards) {
    for (std::size_t row = 0; row < cards.size(); ++row) {
        const auto right = answer(quarter, row, 1);
        const auto score =
            Decimal::from_parts(0, static_cast<std::uint64_t>(right.score), 1).value();
        if (cards[row].score() == score && cards[row].grade() == grades[right.grade]) continue;
        std::cerr << "friendly facts: a wrong answer in row " << row << '\n';
        std::exit(1);
    }
}

}  // namespace

void friendly_figures(const Quarter& quarter) {
    const auto plan = compile(plan_text(1));
    ScoreOptions results, lines, everything;
    results.keep = Keep::results;
    lines.keep = Keep::lines;
    everything.keep = Keep::everything;
    std::vector<Facts> facts;
    for (std::size_t row = 0; row < asked; ++row) facts.push_back(quarter.facts(row));
    std::vector<Scorecard> cards;
    for (const auto& one : facts) cards.push_back(plan.score(one, everything));
    require_right(quarter, cards);
    std::size_t bytes = 0;
    const auto all_with = [&](const ScoreOptions& options) {
        for (const auto& one : facts) bytes += plan.score(one, options).grade().size();
    };
    const auto timed = alternate({[&] { all_with(results); }, [&] { all_with(lines); },
                                  [&] {
                                      for (std::size_t row = 0; row < asked; ++row)
                                          bytes += quarter.facts(row).id.size();
                                  },
                                  [&] { bytes += plan.score_all(facts, results).cards.size(); },
                                  [&] { bytes += plan.score_all(facts, lines).cards.size(); },
                                  [&] {
                                      for (const auto& card : cards)
                                          bytes += card.explain_json().size();
                                  },
                                  [&] {
                                      for (const auto& card : cards) bytes += card.explain().size();
                                  }},
                                 up_to(4));
    figure("keep_lines_vs_results", timed[4].best / timed[3].best, "x",
           "score_all on friendly facts");
    figure("friendly_facts_us", us(timed[0].best), "us", "Plan::score, keep results, ready Facts");
    figure("friendly_facts_lines_us", us(timed[1].best), "us", "Plan::score, keep lines");
    figure("friendly_facts_made_us", us(timed[2].best), "us", "making the Facts alone");
    figure("friendly_facts_together_us", us(timed[3].best), "us",
           "score_all of 500, each, keep results");
    figure("explanation_us", us(timed[5].best), "us",
           "explain_json of a card with everything kept");
    figure("explanation_text_us", us(timed[6].best), "us", "explain of such a card");
    if (bytes == 0) std::exit(1);  // so that nothing is left out as unused
}

}  // namespace meritum::bench
