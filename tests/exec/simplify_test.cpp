// What nodes become before they are worked out. That it changes no value, the generated plans say.
#include "exec/simplify.hpp"

#include <gtest/gtest.h>

#include "exec/facts_builder.hpp"

namespace meritum::exec {
namespace {

using value::Operator;

/// Of one result.
Recipe recipe_of(const GraphBuilder& b, NodeId result, bool plain = false) {
    auto program = bind(std::make_shared<const graph::Graph>(b.graph), Keep::results);
    program.instructions[result.index].keep = true;
    return simplify(program, Order(program, plain), plain).recipes[result.index];
}

/// 10 from 8 on, 5 from 3 on, else 0.
NodeId tiers(GraphBuilder& b, NodeId x) {
    const auto number = [&](int value) { return b.constant(value); };
    const auto low = b.truth(Operator::less_equal, {number(3), x});
    const auto high = b.truth(Operator::less_equal, {number(8), x});
    const auto inner = b.number(Operator::select, {low, number(5), number(0)}, {0, 5});
    return b.number(Operator::select, {high, number(10), inner}, {0, 10});
}

TEST(Simplify, MakesTiersALookUp) {
    GraphBuilder b;
    const auto x = b.input(b.fact("x"), {0, 1'000'000});
    const auto result = tiers(b, x);
    const auto recipe = recipe_of(b, result);
    const auto& made = std::get<LookUp>(recipe);
    EXPECT_EQ(made.of, x);
    EXPECT_EQ(made.cuts, (std::vector<std::int64_t>{3, 8}));
    EXPECT_EQ(made.values, (std::vector<std::int64_t>{0, 5, 10}));
    EXPECT_TRUE(std::holds_alternative<Plain>(recipe_of(b, result, true)));
}

TEST(Simplify, LeavesWhatTakesNoStepsLess) {
    GraphBuilder b;
    const auto x = b.input(b.fact("x"), {0, 1'000'000});
    const auto result = b.truth(Operator::less, {x, b.constant(5)});
    EXPECT_TRUE(std::holds_alternative<Plain>(recipe_of(b, result)));
}

TEST(Simplify, JoinsBounds) {
    GraphBuilder b;
    const auto x = b.input(b.fact("x"), {-1000, 1000});
    const auto from = b.number(Operator::maximum, {x, b.constant(0)}, {0, 1000});
    const auto made = b.number(Operator::minimum, {from, b.constant(20)}, {0, 20});
    const auto recipe = recipe_of(b, made);
    const auto& within = std::get<Clamp>(recipe);
    EXPECT_EQ(within.of, x);
    EXPECT_EQ(within.low, 0);
    EXPECT_EQ(within.high, 20);
    const auto useless = b.number(Operator::minimum, {x, b.constant(1000)}, {-1000, 1000});
    EXPECT_EQ(std::get<Same>(recipe_of(b, useless)).of, x);
}

/// A divisor that is made safe is used in every row, though what it is made of holds in few.
TEST(Simplify, KeepsBoundsOfWhatHoldsInFewRows) {
    GraphBuilder b;
    const auto column = b.fact("x");
    b.graph.schema.columns[column.index].range = {-20, 30};
    const auto x = b.input(column, {-20, 30});
    const auto is_positive = b.truth(Operator::less, {b.constant(0), x});
    const auto positive = b.input(column, {1, 25});
    b.graph.nodes[positive.index].guard = is_positive;
    const auto from = b.number(Operator::maximum, {positive, b.constant(1)}, {1, 25});
    const auto safe = b.number(Operator::minimum, {from, b.constant(25)}, {1, 25});
    b.graph.nodes[positive.index].range.low = 5;
    const auto recipe = recipe_of(b, safe);
    EXPECT_EQ(std::get<Clamp>(recipe).of, positive);
    EXPECT_EQ(std::get<Clamp>(recipe).low, 1);
    EXPECT_EQ(std::get<Clamp>(recipe).high, 25);
}

/// Few numbers are looked up by what the fact may be, not by what is read of it somewhere.
TEST(Simplify, LooksUpWhateverTheLaneMayHold) {
    GraphBuilder b;
    const auto column = b.fact("x");
    b.graph.schema.columns[column.index].range = {0, 15};
    const auto x = b.input(column, {3, 8});
    const auto result = tiers(b, x);
    const auto recipe = recipe_of(b, result);
    const auto& made = std::get<LookUp>(recipe);
    EXPECT_EQ(made.within.low, 0);
    EXPECT_EQ(made.within.high, 15);
    EXPECT_EQ(made.cuts, (std::vector<std::int64_t>{3, 8}));
}

/// Beyond what floats hold exactly a quotient may be off by a little in rows nobody reads.
TEST(Simplify, KeepsBoundsOfQuotientsThatFloatsRound) {
    GraphBuilder b;
    const auto column = b.fact("x");
    b.graph.schema.columns[column.index].range = {0, 33'554'431};
    const auto x = b.input(column, {0, 8'000'000});
    const auto quotient = b.number(Operator::divide_floor, {x, b.constant(1)}, {0, 40'000'000});
    const auto made =
        b.number(Operator::minimum, {quotient, b.constant(33'554'431)}, {0, 33'554'431});
    const auto recipe = recipe_of(b, made);
    EXPECT_EQ(std::get<Clamp>(recipe).high, 33'554'431);
}

TEST(Simplify, BoundsWhatIsDivided) {
    for (const auto op :
         {Operator::divide_floor, Operator::divide_half_even, Operator::divide_up}) {
        GraphBuilder b;
        const auto x = b.input(b.fact("x"), {-100'000'000, 100'000'000});
        const auto quotient = b.number(op, {x, b.constant(10'000)}, {-10'000, 10'000});
        const auto from = b.number(Operator::maximum, {quotient, b.constant(-3)}, {-3, 10'000});
        const auto made = b.number(Operator::minimum, {from, b.constant(20)}, {-3, 20});
        const auto recipe = recipe_of(b, made);
        const auto& bounded = std::get<BoundedQuotient>(recipe);
        EXPECT_EQ(bounded.of, x);
        EXPECT_EQ(bounded.low, -30'000);
        EXPECT_EQ(bounded.high, 200'000);
        EXPECT_EQ(bounded.by, 10'000);
        EXPECT_EQ(bounded.division, op);
    }
}

TEST(Simplify, CapsSumsOfSmallNumbersAtOnce) {
    GraphBuilder b;
    const auto deals = b.list("deals");
    const auto points = b.input(b.field(deals, "points"), {0, 15}, deals);
    const auto sum = b.along(graph::NodeKind::reduce, points, b.owner(deals), {0, 15'000'000});
    const auto made = b.number(Operator::minimum, {sum, b.constant(20)}, {0, 20});
    const auto recipe = recipe_of(b, made);
    EXPECT_EQ(std::get<CappedSum>(recipe).sum, sum);
    EXPECT_EQ(std::get<CappedSum>(recipe).cap, 20);
    const auto other = b.along(graph::NodeKind::reduce, points, b.owner(deals), {0, 15'000'000});
    const auto too_much = b.number(Operator::minimum, {other, b.constant(200)}, {0, 200});
    EXPECT_TRUE(std::holds_alternative<Clamp>(recipe_of(b, too_much)));
}

TEST(Simplify, OpensSumsOfMultiples) {
    GraphBuilder b;
    const auto x = b.input(b.fact("x"), {0, 30'000});
    const auto y = b.input(b.fact("y"), {0, 30'000});
    const auto five_x = b.number(Operator::multiply, {x, b.constant(5)}, {0, 150'000});
    const auto both = b.number(Operator::subtract, {five_x, y}, {-30'000, 150'000});
    const auto less = b.number(Operator::negate, {both}, {-150'000, 30'000});
    const auto sum = b.number(Operator::add, {less, b.constant(7)}, {-149'993, 30'007});
    const auto recipe = recipe_of(b, sum);
    const auto& made = std::get<Multiples>(recipe);
    EXPECT_EQ(made.rest, 7);
    ASSERT_EQ(made.terms.size(), 2U);
    for (const auto& term : made.terms) EXPECT_EQ(term.factor, term.node == x ? -5 : 1);
}

TEST(Simplify, FindsWhatCancels) {
    GraphBuilder b;
    const auto x = b.input(b.fact("x"), {0, 30'000});
    const auto y = b.input(b.fact("y"), {0, 30'000});
    const auto sum = b.number(Operator::add, {x, y}, {0, 60'000});
    const auto other = b.number(Operator::subtract, {sum, y}, {0, 60'000});
    const auto rest = b.number(Operator::subtract, {other, x}, {-60'000, 60'000});
    const auto seven = b.number(Operator::add, {rest, b.constant(7)}, {-60'000, 60'007});
    const auto recipe = recipe_of(b, seven);
    const auto& made = std::get<Multiples>(recipe);
    EXPECT_TRUE(made.terms.empty());
    EXPECT_EQ(made.rest, 7);
}

/// A param that is added twice is no multiple: no kernel multiplies bytes.
TEST(Simplify, AddsNumbersForAllRowsOneByOne) {
    GraphBuilder b;
    auto param = b.input(b.param("least"), {0, 9});
    b.graph.nodes[param.index].table = graph::everyone;
    const auto all =
        b.along(graph::NodeKind::read, param, b.to_everyone(graph::participants), {0, 9});
    const auto x = b.input(b.fact("x"), {0, 9});
    const auto once = b.number(Operator::add, {x, all}, {0, 18});
    const auto twice = b.number(Operator::add, {once, all}, {0, 27});
    const auto recipe = recipe_of(b, twice);
    const auto& made = std::get<Multiples>(recipe);
    ASSERT_EQ(made.terms.size(), 3U);
    for (const auto& term : made.terms) EXPECT_EQ(term.factor, 1);
}

TEST(Simplify, TakesARatioAtOnce) {
    GraphBuilder b;
    const auto sales = b.input(b.fact("sales"), {0, 300'000'000});
    const auto target = b.input(b.fact("target"), {1, 200'000'000});
    const auto million = b.constant(1'000'000);
    const auto product =
        b.number(Operator::multiply, {sales, million}, {0, number::Integer(300'000'000'000'000)});
    const auto quotient =
        b.number(Operator::divide_half_even, {product, target}, {0, 2'000'000'000});
    const auto recipe = recipe_of(b, quotient);
    EXPECT_EQ(std::get<Ratio>(recipe).of, sales);
    EXPECT_EQ(std::get<Ratio>(recipe).factor, 1'000'000);
    EXPECT_EQ(std::get<Ratio>(recipe).by, target);
}

}  // namespace
}  // namespace meritum::exec
