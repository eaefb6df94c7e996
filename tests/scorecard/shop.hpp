// A small shop's plan as a hand-built graph and story, with every kind of line, and five people.
// In: nothing. Out: cards. Knows no text of a plan. For the tests of scorecard and report.
//
//   start 100, between 0 and 150, round 1
//   category results at most 25, category conduct at least -3
//   bonus over in results        when attainment > 100%            give 1 per full 1% of attainment
//   above 100%, at most 20 deduction missed in results  when attainment < 100%            take 1
//   per 2% of attainment below 100%, at least 2, round 0.01 bonus deals in results       for each
//   deal where not returned  give by deal.amount from 100 2 from big_from 5 deduction returns in
//   conduct for each deal where returned      take 1, 2 in turn bonus happy in conduct       when
//   satisfaction known and satisfaction >= 90    give 3 bonus best                   when place = 1
//   give 5             (place = rank by sales within team) veto red                     when
//   violations >= 3              score at most 60 veto black                   when violations >= 5
//   score 0 grade A from 120, B from 90, C otherwise outcome pay (money), level (choice), note
//   (text), rated (yes/no), due (date)
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "exec/bind.hpp"
#include "exec/facts_builder.hpp"
#include "meritum/plan.hpp"
#include "scorecard/from_run.hpp"
#include "scorecard/setting.hpp"
#include "scorecard/shop_builder.hpp"

namespace meritum::scorecard {

struct Shop {
    std::shared_ptr<const graph::Graph> graph;
    std::shared_ptr<const value::FactColumns>
        facts;  ///< ann, bob of the North; cy, dee, 艾莉 of the South
    std::shared_ptr<const Setting> setting;
};

/// `failed`: somebody of ann's team had wrong facts.
inline Shop make_shop(bool failed = false) {
    const ShopBuilder builder;
    exec::FactsBuilder rows(builder, {"ann", "bob", "cy", "dee", "艾莉"});
    rows.column(builder.sales, {1'320, 1'235, 1'000, 1'295, 1'200})
        .column(builder.target, {1'000, 1'300, 1'000, 1'300, 1'300})
        .column(builder.satisfaction, {95, 0, 80, 91, 0}, {1, 0, 1, 1, 0})
        .column(builder.violations, {0, 3, 6, 1, 0})
        .column(builder.amount, {600, 150, 50, 700, 100, 100, 100})
        .column(builder.returned, {0, 0, 0, 0, 1, 1, 1})
        .column(builder.big_from, {500})
        .texts(builder.team, {"North", "North", "South", "South", "South"});
    rows.facts.offsets = {{0, 4, 7, 7, 7, 7}};
    rows.facts.item_keys = {{"K1", "K2", "K3", "K4", "1", "2", "3"}};
    rows.facts.period = "2026-Q3";
    if (failed) rows.facts.failed = {{"eve", {{builder.team, 0}}}};
    Shop shop;
    shop.graph = std::make_shared<const graph::Graph>(builder.graph);
    shop.facts = std::make_shared<const value::FactColumns>(rows.facts);
    shop.setting = make_setting(shop.graph, shop.facts, nullptr);
    return shop;
}

/// Cards of all, by a run that keeps `keep`.
inline Results score(const Shop& shop, Keep keep = Keep::lines, std::string_view lang = "en") {
    const auto run = exec::run(exec::bind(shop.graph, keep), *shop.facts, {});
    Results results;
    results.plan = shop.graph->story.plan;
    results.fingerprint = shop.graph->fingerprint;
    results.period = shop.facts->period;
    for (const auto& outcome : shop.graph->story.outcomes) results.outcomes.push_back(outcome.name);
    for (std::size_t row = 0; row < shop.facts->ids.size(); ++row) {
        results.cards.push_back(from_run(shop.setting, run, row, keep, lang, results.errors));
    }
    return results;
}

}  // namespace meritum::scorecard
