// The shop's people, and how they are scored. See shop.hpp.
#include "shop/shop.hpp"

#include "exec/bind.hpp"
#include "exec/facts_builder.hpp"
#include "scorecard/from_run.hpp"
#include "shop/shop_builder.hpp"

namespace meritum::scorecard {

Shop make_shop(bool failed) {
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
    const auto everything = std::make_shared<const exec::Prepared>(
        [graph = shop.graph] { return exec::bind(graph, Keep::everything); });
    shop.setting = make_setting(make_outline(shop.graph, everything), shop.facts, nullptr);
    return shop;
}

Results score(const Shop& shop, Keep keep, std::string_view lang) {
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
