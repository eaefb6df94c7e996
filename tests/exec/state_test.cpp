// What periods hand on: values by id, over three periods, with participants who come, go and fail.
#include "exec/state.hpp"

#include <gtest/gtest.h>

#include "exec/facts_builder.hpp"

namespace meritum::exec {
namespace {

using value::Operator;

/// periods = at most 3 of the periods before and this one; was = whether there was one; last = the
/// sales of the one before.
struct Streak {
    Streak() {
        before = b.previous(0, {0, 3});
        periods = b.number(
            Operator::minimum,
            {b.number(Operator::add, {before, b.constant(1)}, {1, 4}), b.constant(3)}, {1, 3});
        b.remember(before, periods);
        was = b.previous(0, {0, 1});
        NodeId yes = b.constant(1);
        b.graph.nodes[yes.index].form = graph::Form::boolean;
        b.remember(was, yes);
        x = b.input(sales, {0, 1000});
        last = b.previous(7, {0, 1000});
        b.remember(last, x);
    }

    Run run(const State& state, const std::vector<std::string>& ids,
            const std::vector<number::Int128>& values,
            const std::vector<std::string>& failed = {}) {
        FactsBuilder facts(b, ids);
        facts.column(sales, values);
        for (const std::string& id : failed) facts.facts.failed.push_back({id, {}});
        return run_all(b, facts.facts, state);
    }

    GraphBuilder b;
    ColumnId sales = b.fact("sales");
    NodeId before, periods, was, x, last;
};

TEST(State, StartsWithTheFirstValue) {
    Streak s;
    const auto run = s.run({}, {"a", "b"}, {10, 20});
    EXPECT_EQ(numbers(run, s.before), Numbers({0, 0}));
    EXPECT_EQ(numbers(run, s.periods), Numbers({1, 1}));
    EXPECT_EQ(numbers(run, s.was), Numbers({0, 0}));
    EXPECT_EQ(numbers(run, s.last), Numbers({7, 7}));
    EXPECT_EQ(run.next.held.at("b"), Numbers({1, 1, 20}));
}

TEST(State, IsHandedOnByIdAndDropsWhoIsAbsent) {
    Streak s;
    const auto first = s.run({}, {"a", "b", "c"}, {10, 20, 30});
    const auto second = s.run(first.next, {"c", "a"}, {31, 11}, {"d"});
    EXPECT_EQ(numbers(second, s.last), Numbers({30, 10}));
    EXPECT_EQ(numbers(second, s.was), Numbers({1, 1}));
    EXPECT_EQ(second.next.held.size(), 2U);
    EXPECT_EQ(second.next.unknown, std::vector<std::string>{"d"});
    const auto third = s.run(second.next, {"a", "b", "c"}, {12, 22, 32});
    EXPECT_EQ(numbers(third, s.last), Numbers({11, 7, 31}));  // b was away: no period before
    EXPECT_EQ(numbers(third, s.was), Numbers({1, 0, 1}));
    EXPECT_EQ(numbers(third, s.periods), Numbers({3, 1, 3}));
    EXPECT_TRUE(third.next.unknown.empty());
    const auto fourth = s.run(third.next, {"a", "b", "c"}, {0, 0, 0});
    EXPECT_EQ(numbers(fourth, s.periods), Numbers({3, 2, 3}));
}

TEST(State, IsEmptyWithoutPreviousButTellsWhoFailed) {
    GraphBuilder b;
    const ColumnId sales = b.fact("sales");
    b.input(sales, {0, 10});
    FactsBuilder facts(b, {"a"});
    facts.column(sales, {1}).facts.failed.push_back({"z", {}});
    const auto run = run_all(b, facts.facts);
    EXPECT_TRUE(run.next.held.empty());
    EXPECT_EQ(run.next.unknown, std::vector<std::string>{"z"});
}

}  // namespace
}  // namespace meritum::exec
