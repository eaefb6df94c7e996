// Walking a story: every place where it may name a node is visited, once, and may be renumbered.
#include "graph/decimals.hpp"
#include "graph/story_walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace meritum::graph {
namespace {

/// Gives each place the next number.
class Numbered {
public:
    NodeId next() { return NodeId{count_++}; }

    Quantity quantity() {
        Quantity result;
        result.value = next();
        result.over = {next(), next()};
        result.known = next();
        return result;
    }

    Reading reading(int depth = 1) {
        Reading result;
        result.quantity = quantity();
        result.reached = next();
        result.unless = {next(), next()};
        if (depth > 0) {
            result.from = {reading(depth - 1)};
            result.choices.resize(1);
            result.choices[0].holds = next();
            result.tiers.resize(1);
            result.tiers[0].of = reading(depth - 1);
        }
        return result;
    }

    Condition condition(int depth = 1) {
        Condition result;
        result.holds = next();
        result.left = reading();
        result.right = reading();
        if (depth > 0) result.parts = {condition(depth - 1)};
        return result;
    }

    Limit limit() {
        Limit result;
        result.bound = quantity();
        result.line = quantity();
        return result;
    }

    Text text() {
        Text result;
        result.pieces.resize(2);
        result.pieces[1].reading = reading();
        return result;
    }

    Amount amount() {
        Amount result;
        result.readings = {reading()};
        result.tiers.resize(1);
        result.tiers[0].of = reading();
        result.tiers[0].rows.resize(1);
        result.tiers[0].rows[0].bound = reading();
        result.tiers[0].rows[0].value = reading();
        result.tiers[0].rows[0].reached = next();
        result.quantity = quantity();
        result.steps.resize(1);
        result.steps[0].before = quantity();
        result.steps[0].after = quantity();
        result.steps[0].key = reading();
        result.steps[0].kept = next();
        return result;
    }

    Rule rule() {
        Rule result;
        result.when = {condition()};
        result.applies = next();
        result.items.emplace();
        result.items->where = condition();
        result.items->counts = next();
        result.items->turn = next();
        result.amount = amount();
        result.cap = limit();
        result.floor = limit();
        result.line = quantity();
        result.points = quantity();
        result.because = {text()};
        return result;
    }

    Veto veto() {
        Veto result;
        result.when = {condition()};
        result.fires = next();
        result.value = quantity();
        result.wins = next();
        result.line = quantity();
        result.because = {text()};
        return result;
    }

    Total total() {
        Total result;
        result.start = quantity();
        result.low = limit();
        result.high = limit();
        result.rounding = quantity();
        result.value = quantity();
        result.raw = quantity();
        return result;
    }

    Story story() {
        Story result;
        result.totals = {total()};
        result.rules = {rule()};
        result.categories.resize(1);
        result.categories[0].cap = limit();
        result.categories[0].floor = limit();
        result.categories[0].points = quantity();
        result.vetoes = {veto()};
        result.grade.emplace();
        result.grade->rows.resize(1);
        result.grade->rows[0].bound = reading();
        result.grade->rows[0].reached = next();
        result.grade->grade = quantity();
        result.outcomes.resize(1);
        result.outcomes[0].quantity = quantity();
        result.outcomes[0].readings = {reading()};
        result.outcomes[0].tiers.resize(1);
        result.outcomes[0].tiers[0].of = reading();
        return result;
    }

    std::uint32_t count() const { return count_; }

private:
    std::uint32_t count_ = 0;
};

std::vector<std::uint32_t> visited(const Story& story) {
    std::vector<std::uint32_t> result;
    for_each_node(story, [&result](const NodeId& id) { result.push_back(id.index); });
    return result;
}

TEST(StoryWalk, VisitsEveryPlaceOnceInOrder) {
    Numbered numbered;
    const Story story = numbered.story();
    std::vector<std::uint32_t> all(numbered.count());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    EXPECT_EQ(visited(story), all);
}

TEST(StoryWalk, PassesOverNone) { EXPECT_TRUE(visited(Story{}).empty()); }

TEST(StoryWalk, Renumbers) {
    Numbered numbered;
    Story story = numbered.story();
    const auto before = visited(story);
    for_each_node(story, [](NodeId& id) { id.index += 1000; });
    const auto after = visited(story);
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(after[i], before[i] + 1000);
}

TEST(FindDecimals, LooksAtEveryQuantity) {
    Numbered numbered;
    Story story = numbered.story();
    auto& grade = story.grade->grade;
    auto& bound = story.grade->rows[0].bound->quantity;
    grade.step = number::Rational(number::Integer(1), number::Integer(1'000));
    bound.step = number::Rational(number::Integer(1), number::Integer(3));
    story.outcomes[0].quantity = {};
    story.outcomes[0].quantity.constant = number::Rational(number::Integer(5), number::Integer(2));
    find_decimals(story);
    std::size_t seen = 0;
    auto look = [&](const NodeId&, Role role, const Quantity* of) {
        if (role != Role::value || of == &bound) return;
        EXPECT_TRUE(of->decimal.has_value());
        ++seen;
    };
    StoryWalk<decltype(look)>(look).story(story);
    EXPECT_GT(seen, 20U);
    EXPECT_EQ(grade.decimal->number, 1);
    EXPECT_EQ(grade.decimal->places, 3U);
    EXPECT_FALSE(bound.decimal.has_value());
    EXPECT_EQ(story.outcomes[0].quantity.decimal->number, 25) << "the constant, not the step";
    EXPECT_EQ(story.outcomes[0].quantity.decimal->places, 1U);
}

}  // namespace
}  // namespace meritum::graph
