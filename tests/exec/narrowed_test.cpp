// Narrower lanes for facts that are smaller than they may be: which ranges follow, what is left
// alone, and that pieces with a great fact go the wide way. Generated plans: tests/agreement/.
#include "exec/narrowed.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "exec/bind.hpp"
#include "exec/facts_builder.hpp"
#include "exec/table_source.hpp"

namespace meritum::exec {
namespace {

using graph::NodeKind;
using graph::Range;
using number::Integer;
using value::Operator;

constexpr std::int64_t great = std::int64_t{1} << 55;

/// A fact that may be great, divided by one that may be, too.
struct Attainment {
    GraphBuilder b;
    ColumnId sales = fact("sales", 0);
    ColumnId target = fact("target", 1);
    NodeId x = b.input(sales, {0, great});
    NodeId y = b.input(target, {1, great});
    NodeId product = b.number(Operator::multiply, {x, b.constant(1'000'000)},
                              {0, Integer(great) * Integer(1'000'000)});
    NodeId quotient = b.number(Operator::divide_half_even, {product, y},
                               {0, Integer(great) * Integer(1'000'000)});
    NodeId capped = b.number(Operator::minimum, {quotient, b.constant(3'000'000)}, {0, 3'000'000});

    ColumnId fact(const char* name, std::int64_t low) {
        const auto id = b.fact(name);
        b.graph.schema.columns[id.index].range = {low, great};
        return id;
    }
    Program program() const {
        auto graph = b.graph;
        return bind(std::make_shared<const graph::Graph>(graph), Keep::everything);
    }
};

const Range& range_of(const Narrowed& narrow, NodeId id) { return (*narrow.graph)[id].range; }

TEST(Narrowed, RangesFollowFromTheLimits) {
    const Attainment plan;
    const auto program = plan.program();
    const auto narrow = narrowed(program, schedule(program));
    ASSERT_NE(narrow, nullptr);
    const auto most = std::int64_t{1} << 30;
    ASSERT_EQ(narrow->limits.size(), 2U);
    EXPECT_EQ(narrow->limits[0].column, plan.sales);
    EXPECT_EQ(narrow->limits[0].low, 0);
    EXPECT_EQ(narrow->limits[0].high, most);
    EXPECT_EQ(narrow->limits[1].low, 1);
    EXPECT_EQ(range_of(*narrow, plan.x), (Range{0, most}));
    EXPECT_EQ(range_of(*narrow, plan.product), (Range{0, Integer(most) * Integer(1'000'000)}));
    EXPECT_EQ(range_of(*narrow, plan.quotient), (Range{0, Integer(most) * Integer(1'000'000)}));
    EXPECT_EQ(range_of(*narrow, plan.capped), (Range{0, 3'000'000}));
    const auto& registers = narrow->schedule.registers;
    EXPECT_TRUE(std::all_of(registers.begin(), registers.end(),
                            [](const auto& each) { return each.hold <= Hold::bits; }));
}

TEST(Narrowed, IsNoneWhereItWouldNotHelp) {
    GraphBuilder b;
    const auto id = b.fact("x");
    b.graph.schema.columns[id.index].range = {0, 100};
    b.number(Operator::add, {b.input(id, {0, 100}), b.constant(1)}, {1, 101});
    const auto program = bind(std::make_shared<const graph::Graph>(b.graph), Keep::everything);
    EXPECT_EQ(narrowed(program, schedule(program)), nullptr);
}

/// Of a rank all participants count, whatever piece they are in.
TEST(Narrowed, IsNoneWhereRowsSeeOthers) {
    Attainment plan;
    const auto everyone =
        plan.b.group(plan.b.input(plan.b.fact("team", value::Type::text), {0, 1'000'000}), "team");
    plan.b.along(NodeKind::rank, plan.product, everyone, {1, 10'000'000});
    const auto program = plan.program();
    EXPECT_EQ(narrowed(program, schedule(program)), nullptr);
}

/// Great facts here and there: their pieces are wide, and every answer is that of whole columns.
TEST(Narrowed, PiecesWithGreatFactsGoTheWideWay) {
    const Attainment plan;
    std::mt19937_64 random(3);
    constexpr std::size_t people = 20'000;
    std::vector<std::string> ids;
    std::vector<number::Int128> sales;
    std::vector<number::Int128> target;
    for (std::size_t i = 0; i < people; ++i) {
        ids.push_back("p" + std::to_string(i));
        const bool is_great = i > people / 2 && random() % 1000 == 0;
        const auto most = static_cast<std::uint64_t>(is_great ? great : 1'000'000);
        sales.push_back(static_cast<std::int64_t>(random() % most));
        target.push_back(static_cast<std::int64_t>(1 + random() % most));
    }
    FactsBuilder facts(plan.b, ids);
    facts.column(plan.sales, sales).column(plan.target, target);
    const auto program = plan.program();
    const auto planned = schedule(program);
    const auto narrow = narrowed(program, planned);
    ASSERT_NE(narrow, nullptr);
    const auto whole = run(program, facts.facts, {}, {});
    for (const auto& path : simd::paths()) {
        ChunkOptions how;
        how.kernels = path.kernels;
        how.threads = 2;
        how.narrowed = narrow.get();
        const auto found = *run_in_chunks(program, planned, facts.facts, {}, {}, how);
        for (const auto node : {plan.product, plan.quotient, plan.capped})
            ASSERT_EQ(numbers(found, node), numbers(whole, node)) << path.name;
    }
}

/// The limits are in steps, the caller's numbers in units of their scale; what is missing counts as
/// what stands for it.
TEST(Narrowed, LimitsAreAskedOfColumnsAsTheyAreGiven) {
    value::Schema schema;
    value::ColumnSchema column;
    column.name = "x";
    column.names = {"x"};
    column.step = number::Rational(1) / number::Rational(100);
    column.range = {0, 1'000'000};
    column.optional = true;
    schema.columns = {column};
    schema.facts = {ColumnId{0}};
    value::Dictionary dictionary;
    TableSource source(schema, dictionary);
    const std::vector<std::int64_t> tenths{0, 5, 100, 5'000};
    auto view = ColumnView::integers<std::int64_t>(tenths, 1);
    source.add(ColumnId{0}, &view);
    const auto lies = [&](std::size_t rows, int high) {
        return source.lies_within(ColumnId{0}, 0, rows, 0, high, simd::kernels());
    };
    EXPECT_TRUE(lies(4, 50'000));
    EXPECT_FALSE(lies(4, 49'999));
    EXPECT_TRUE(lies(3, 1'000));
    EXPECT_FALSE(lies(3, 999));
    EXPECT_FALSE(source.lies_within(ColumnId{0}, 0, 1, 1, 9, simd::kernels()));  // 0 stands in
    const std::uint8_t first_three = 7;
    view.validity = &first_three;
    EXPECT_TRUE(lies(4, 1'000));  // the last is missing
}

}  // namespace
}  // namespace meritum::exec
