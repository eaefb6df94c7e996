// One participant again, alone: the same numbers, whoever else decided them.
#include "scorecard/replay.hpp"

#include <gtest/gtest.h>

#include "exec/bind.hpp"
#include "shop/shop.hpp"

namespace meritum::scorecard {
namespace {

TEST(Replay, FactsOfOneParticipantAlone) {
    const auto shop = make_shop();
    const std::vector<std::size_t> rows = {1};
    const auto bob = value::select(*shop.facts, shop.graph->schema, rows);
    EXPECT_EQ(bob.ids, std::vector<std::string>{"bob"});
    EXPECT_EQ(bob.period, "2026-Q3");
    EXPECT_EQ(bob.offsets, (std::vector<value::Offsets>{{0, 3}}));
    EXPECT_EQ(bob.item_keys[0], (std::vector<std::string>{"1", "2", "3"}));
    for (std::size_t i = 0; i < bob.columns.size(); ++i) {
        const bool is_field = static_cast<bool>(shop.graph->schema.columns[i].list);
        EXPECT_EQ(bob.columns[i].values.size(), is_field ? 3u : 1u) << i;
    }
    const std::vector<std::size_t> others = {0, 2};
    const auto two = value::select(*shop.facts, shop.graph->schema, others);
    EXPECT_EQ(two.ids, (std::vector<std::string>{"ann", "cy"}));
    EXPECT_EQ(two.offsets, (std::vector<value::Offsets>{{0, 4, 4}}));
}

// Every node of the graph, for every participant, items too: alone as among the others.
TEST(Replay, HasTheNumbersOfTheWholeRun) {
    const auto shop = make_shop();
    const auto results = score(shop);
    const auto whole = exec::run(exec::bind(shop.graph, Keep::everything), *shop.facts, {});
    for (std::size_t row = 0; row < results.cards.size(); ++row) {
        const Replay again(results.cards[row].body());
        const auto& alone = again.values();
        for (std::uint32_t index = 0; index < shop.graph->nodes.size(); ++index) {
            const NodeId node{index};
            const auto kind = shop.graph->tables[(*shop.graph)[node].table.index].kind;
            if (kind == graph::TableKind::participants) {
                EXPECT_EQ(alone.integer(node), number::to_integer(exec::value_at(whole, node, row)))
                    << index;
            }
            if (kind != graph::TableKind::list) continue;
            const auto first = shop.facts->offsets[0][row];
            for (std::size_t item = 0; item < alone.items(ListId{0}).second; ++item) {
                EXPECT_EQ(alone.integer(node, item),
                          number::to_integer(exec::value_at(whole, node, first + item)))
                    << index;
            }
        }
    }
}

}  // namespace
}  // namespace meritum::scorecard
