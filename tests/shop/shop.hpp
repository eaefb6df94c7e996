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

#include "meritum/plan.hpp"
#include "scorecard/setting.hpp"

namespace meritum::scorecard {

struct Shop {
    std::shared_ptr<const graph::Graph> graph;
    std::shared_ptr<const value::FactColumns>
        facts;  ///< ann, bob of the North; cy, dee, 艾莉 of the South
    std::shared_ptr<const Setting> setting;
};

/// `failed`: somebody of ann's team had wrong facts.
Shop make_shop(bool failed = false);

/// Cards of all, by a run that keeps `keep`.
Results score(const Shop& shop, Keep keep = Keep::lines, std::string_view lang = "en");

}  // namespace meritum::scorecard
