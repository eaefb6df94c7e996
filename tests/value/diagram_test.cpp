// Decision diagrams against a walk over the rows: with every way of overlapping, at bounds and
// between them, and where rows are too entangled.
#include "value/diagram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace meritum::value {
namespace {

using Rows = std::vector<std::vector<CellKeys>>;

const CellKeys any{Keys{}};

CellKeys from_to(std::int64_t low, std::int64_t high) { return {{low, high, 1}}; }

std::optional<Diagram> diagram_of(const Rows& rows, bool first_only, std::size_t most) {
    std::vector<ColumnKeys> columns(rows.front().size());
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < columns.size(); ++i) columns[i].add(row[i]);
    }
    return build_diagram(columns, first_only, most);
}

std::vector<std::uint32_t> rows_of(const Diagram& diagram, std::uint32_t leaf) {
    const auto rows = diagram.rows_of(leaf);
    return {rows.begin(), rows.end()};
}

bool takes(const CellKeys& cell, std::int64_t key) {
    return std::any_of(cell.begin(), cell.end(),
                       [&](const Keys& keys) { return keys.low <= key && key <= keys.high; });
}

std::vector<std::uint32_t> walk(const Rows& rows, const std::vector<std::int64_t>& keys) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        bool all = true;
        for (std::size_t i = 0; i < keys.size(); ++i) all = all && takes(rows[row][i], keys[i]);
        if (all) found.push_back(row);
    }
    return found;
}

std::uint32_t leaf_of(const Diagram& diagram, const std::vector<std::int64_t>& keys) {
    std::uint32_t state = 0;
    for (const Step& step : diagram.steps) state = follow(step, state, keys[step.column]);
    return state;
}

TEST(Diagram, LeadsToTheRowsThatMatch) {
    const Rows rows{
        {from_to(10, greatest_key), any}, {from_to(5, 9), from_to(1, 1)}, {any, from_to(2, 3)}};
    const auto diagram = diagram_of(rows, false, 1000);
    ASSERT_TRUE(diagram);
    for (std::int64_t a = 3; a < 13; ++a) {
        for (std::int64_t b = -1; b < 5; ++b) {
            EXPECT_EQ(rows_of(*diagram, leaf_of(*diagram, {a, b})), walk(rows, {a, b}));
        }
    }
    EXPECT_TRUE(rows_of(*diagram, 0).empty());
}

TEST(Diagram, OfTheFirstRowOnlyThatOneIsTold) {
    const Rows rows{{from_to(0, 5)}, {any}, {from_to(3, 9)}};
    const auto diagram = diagram_of(rows, true, 1000);
    ASSERT_TRUE(diagram);
    EXPECT_EQ(rows_of(*diagram, leaf_of(*diagram, {4})), (std::vector<std::uint32_t>{0}));
    EXPECT_EQ(rows_of(*diagram, leaf_of(*diagram, {7})), (std::vector<std::uint32_t>{1}));
    EXPECT_EQ(rows_of(*diagram, leaf_of(*diagram, {-1})), (std::vector<std::uint32_t>{1}));
    EXPECT_EQ(std::count(diagram->leaf_rows.begin(), diagram->leaf_rows.end(), 2U), 0);
}

TEST(Diagram, AgreesWithAWalkOverRandomRows) {
    std::mt19937 random(7);  // NOLINT: the same rows every time
    const auto draw = [&](std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(random() % static_cast<unsigned>(high - low + 1));
    };
    for (int round = 0; round < 300; ++round) {
        const auto columns = static_cast<std::size_t>(draw(1, 4));
        Rows rows(static_cast<std::size_t>(draw(1, 8)));
        for (auto& row : rows) {
            for (std::size_t i = 0; i < columns; ++i) {
                if (draw(0, 3) == 0) {
                    row.push_back(any);
                } else if (draw(0, 3) == 0) {
                    row.push_back({{1, 2, 1}, {5, draw(5, 7), 1}});
                } else {
                    const auto low = draw(-5, 5);
                    row.push_back({{draw(0, 4) == 0 ? least_key : low,
                                    draw(0, 4) == 0 ? greatest_key : low + draw(0, 4), 1}});
                }
            }
        }
        for (const bool first : {false, true}) {
            const auto diagram = diagram_of(rows, first, 1'000'000);
            ASSERT_TRUE(diagram);
            for (int probe = 0; probe < 50; ++probe) {
                std::vector<std::int64_t> keys;
                for (std::size_t i = 0; i < columns; ++i) keys.push_back(draw(-7, 11));
                auto expected = walk(rows, keys);
                if (first && expected.size() > 1) expected.resize(1);
                ASSERT_EQ(rows_of(*diagram, leaf_of(*diagram, keys)), expected);
            }
        }
    }
}

TEST(Diagram, ReachesWhatTheKeysAllowAndNamesAnExample) {
    const Rows rows{{from_to(10, greatest_key), any}, {from_to(0, 4), from_to(2, 2)}};
    const auto diagram = diagram_of(rows, false, 1000);
    ASSERT_TRUE(diagram);
    const Reach high(*diagram, {{{12, 20, 1}}, {{0, 9, 1}}});
    EXPECT_FALSE(high.reaches(0));
    const Reach all(*diagram, {{{0, 20, 1}}, {{2, 2, 1}}});
    ASSERT_TRUE(all.reaches(0));
    const auto example = all.example(0);
    EXPECT_TRUE(walk(rows, example).empty());
    EXPECT_TRUE(5 <= example[0] && example[0] <= 9 && example[1] == 2);
}

TEST(Diagram, AStridePassesOverKeysThatCannotCome) {
    const Rows rows{{from_to(least_key, 10)}, {from_to(12, greatest_key)}};
    const auto diagram = diagram_of(rows, false, 1000);
    ASSERT_TRUE(diagram);
    EXPECT_FALSE(Reach(*diagram, {{{0, 100, 2}}}).reaches(0));
    EXPECT_TRUE(Reach(*diagram, {{{0, 100, 1}}}).reaches(0));
    EXPECT_EQ(Reach(*diagram, {{{0, 100, 1}}}).example(0), (std::vector<std::int64_t>{11}));
}

TEST(Diagram, AStateThatDoesNotExistIsTheFirst) {
    const auto diagram = diagram_of(Rows{{from_to(1, 1)}}, false, 10);
    ASSERT_TRUE(diagram);
    EXPECT_EQ(follow(diagram->steps[0], 99, 1), follow(diagram->steps[0], 0, 1));
}

/// n rows that all overlap each other in n ways take about n * n.
TEST(Diagram, GivesUpWhereRowsAreTooEntangled) {
    Rows rows;
    for (std::int64_t i = 0; i < 200; ++i) rows.push_back({from_to(i, i + 200)});
    EXPECT_FALSE(diagram_of(rows, false, 20'000));
    EXPECT_TRUE(diagram_of(rows, false, 100'000));
}

/// A price list is searched for the product first, whatever the order of its columns.
TEST(Diagram, AsksTheColumnThatLeavesFewestRowsFirst) {
    Rows rows;
    for (std::int64_t i = 1; i <= 20'000; ++i) {
        rows.push_back({i % 2 == 0 ? from_to(0, 99) : from_to(100, greatest_key),
                        from_to((i + 1) / 2, (i + 1) / 2)});
    }
    const auto diagram = diagram_of(rows, false, 200'000);
    ASSERT_TRUE(diagram);
    EXPECT_EQ(diagram->steps[0].column, 1U);
    EXPECT_EQ(rows_of(*diagram, leaf_of(*diagram, {150, 777})), (std::vector<std::uint32_t>{1552}));
}

}  // namespace
}  // namespace meritum::value
