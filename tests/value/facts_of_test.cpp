// Columns back to facts: of them the border makes the same columns again.
#include "value/facts_of.hpp"

#include <gtest/gtest.h>

#include "value/border.hpp"
#include "value/sample_schema.hpp"

namespace meritum::value {
namespace {

FactColumns columns_of(const std::vector<Facts>& facts) {
    std::vector<FactError> errors;
    auto columns = to_columns(SampleSchema(), facts, {{{"bonus_from", FactValue(12)}}}, errors);
    EXPECT_TRUE(errors.empty()) << errors.front().message;
    return columns;
}

std::vector<Facts> people() {
    Facts ann("ann", "2026-Q3");
    ann.set("sales", "100.5").set("satisfaction", 95).set("margin", "-12.5%").set("团队", "red");
    ann.set("region", "北").set("manager", "yes").set("hired", "2026-01-01");
    ann.add("contracts", {{"amount", 5}, {"urgent", "no"}}).add("contracts", {{"amount", "0.5"}});
    ann.lists[0].items[1].key = "K";
    Facts bob("bob", "2026-Q3");
    bob.set("sales", 0);
    Facts cy("cy", "2026-Q3");
    cy.set("sales", 1).set("team", "blue").add("contracts", {{"amount", 7}});
    return {ann, bob, cy};
}

TEST(FactsOf, TellWhatWasScoredUnderFirstNames) {
    const auto facts = facts_of(SampleSchema(), columns_of(people()), 0);
    EXPECT_EQ(facts.id, "ann");
    EXPECT_EQ(facts.period, "2026-Q3");
    std::string told;
    for (const auto& fact : facts.values) told += fact.name + "=" + fact.value.to_string() + " ";
    EXPECT_EQ(told,
              "sales=100.5 visits=0 satisfaction=95 margin=-0.125 team=red region=North "
              "manager=yes hired=2026-01-01 ");
    ASSERT_EQ(facts.lists.size(), 1U);
    EXPECT_EQ(facts.lists[0].items[0].key, "1");
    EXPECT_EQ(facts.lists[0].items[1].key, "K");
    EXPECT_EQ(facts.lists[0].items[1].fields.size(), 1U) << "what is missing is left out";
    EXPECT_TRUE(facts_of(SampleSchema(), columns_of(people()), 1).lists.empty());
}

TEST(FactsOf, PassTheBorderAgain) {
    const auto columns = columns_of(people());
    std::vector<Facts> again;
    for (std::size_t row = 0; row < 3; ++row)
        again.push_back(facts_of(SampleSchema(), columns, row));
    const auto second = columns_of(again);
    EXPECT_EQ(second.ids, columns.ids);
    EXPECT_EQ(second.period, columns.period);
    EXPECT_EQ(second.offsets, columns.offsets);
    EXPECT_EQ(second.item_keys, columns.item_keys);
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
        EXPECT_EQ(second.columns[i].values, columns.columns[i].values) << i;
        EXPECT_EQ(second.columns[i].known, columns.columns[i].known) << i;
    }
}

TEST(FactsOf, ParamsAreThoseInForce) {
    const auto params = params_of(SampleSchema(), columns_of(people()));
    ASSERT_EQ(params.size(), 1U);
    EXPECT_EQ(params[0].first, "bonus_from");
    EXPECT_EQ(params[0].second.to_string(), "12");
}

TEST(FactsOf, OfTheFailedWhatTheyAreGroupedBy) {
    auto some = people();
    some[1].set("sales", -5).set("team", "red");
    std::vector<FactError> errors;
    const auto columns = to_columns(SampleSchema(), some, {}, errors);
    ASSERT_EQ(columns.failed.size(), 1U);
    const auto bob = facts_of(SampleSchema(), columns, columns.failed[0]);
    EXPECT_EQ(bob.id, "bob");
    ASSERT_FALSE(bob.values.empty());
    EXPECT_EQ(bob.values[0].name, "team");
    EXPECT_EQ(bob.values[0].value.to_string(), "red");
}

}  // namespace
}  // namespace meritum::value
