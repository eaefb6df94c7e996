// Columns that a caller keeps: the same answers as from facts, wrong rows reported, layouts of
// every width. Knows only include/meritum.
#include "meritum/fact_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

Plan plan_of(const std::string& text) {
    auto compiled = Plan::compile("plan p\n  cycle year\n  currency CNY\n" + text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

/// Columns of a table, and the same as facts.
struct People {
    std::vector<std::int64_t> sales;  // cents
    std::vector<std::int32_t> target;
    std::vector<std::int8_t> complaints;
    std::vector<std::int16_t> rating;  // tenths
    std::vector<std::uint8_t> has_rating;
    std::vector<std::uint8_t> trained;
    std::vector<std::int8_t> region;
    std::vector<std::int32_t> hired;
    std::vector<std::int32_t> offsets{0};
    std::vector<std::int32_t> amounts;
    std::array<std::string_view, 3> regions{"north", "south", "east"};

    explicit People(std::size_t count, unsigned seed = 1) {
        std::mt19937 random(seed);
        const auto draw = [&](int low, int high) {
            return std::uniform_int_distribution<int>(low, high)(random);
        };
        for (std::size_t i = 0; i < count; ++i) {
            sales.push_back(draw(0, 150'000'00));
            target.push_back(draw(1, 100'000));
            complaints.push_back(static_cast<std::int8_t>(draw(0, 20)));
            rating.push_back(static_cast<std::int16_t>(draw(0, 1000)));
            has_rating.resize(i / 8 + 1);
            trained.resize(i / 8 + 1);
            if (draw(0, 3) > 0) has_rating[i / 8] |= static_cast<std::uint8_t>(1U << (i % 8));
            if (draw(0, 1) > 0) trained[i / 8] |= static_cast<std::uint8_t>(1U << (i % 8));
            region.push_back(static_cast<std::int8_t>(draw(0, 2)));
            hired.push_back(draw(10'000, 20'000));
            for (int left = draw(0, 4); left > 0; --left) amounts.push_back(draw(0, 90'000));
            offsets.push_back(static_cast<std::int32_t>(amounts.size()));
        }
    }

    FactTable table() const {
        FactTable table;
        table.participants = sales.size();
        table.columns = {{"sales", ColumnView::integers<std::int64_t>(sales, 2)},
                         {"target", ColumnView::integers<std::int32_t>(target)},
                         {"complaints", ColumnView::integers<std::int8_t>(complaints)},
                         {"rating", ColumnView::integers<std::int16_t>(rating, 1).with_validity(
                                        has_rating.data())},
                         {"trained", ColumnView::booleans(trained.data(), sales.size())},
                         {"region", ColumnView::texts<std::int8_t>(region, regions)},
                         {"team", ColumnView::texts<std::int8_t>(region, regions)},
                         {"hired", ColumnView::integers<std::int32_t>(hired)}};
        table.lists = {
            {"deals", offsets, {{"amount", ColumnView::integers<std::int32_t>(amounts)}}}};
        return table;
    }

    std::vector<Facts> facts() const {
        std::vector<Facts> all;
        for (std::size_t i = 0; i < sales.size(); ++i) {
            const auto bit = [&](const std::vector<std::uint8_t>& bits) {
                return (bits[i / 8] >> (i % 8) & 1) != 0;
            };
            Facts one("p" + std::to_string(i));
            one.set("sales", *Decimal::from_parts(0, static_cast<std::uint64_t>(sales[i]), 2))
                .set("target", target[i])
                .set("complaints", static_cast<int>(complaints[i]))
                .set("trained", bit(trained))
                .set("region", regions[static_cast<std::size_t>(region[i])])
                .set("team", regions[static_cast<std::size_t>(region[i])])
                .set("hired", *Date::from_days(hired[i]));
            if (bit(has_rating))
                one.set("rating",
                        *Decimal::from_parts(0, static_cast<std::uint64_t>(rating[i]), 1));
            one.add_list("deals");
            for (auto at = offsets[i]; at < offsets[i + 1]; ++at)
                one.add("deals", {{"amount", amounts[static_cast<std::size_t>(at)]}});
            all.push_back(std::move(one));
        }
        return all;
    }
};

const std::string facts_text =
    "fact sales money 0 .. 150_000\nfact target money 1 .. 100_000\nfact complaints count 0 .. 20\n"
    "fact rating number 0 .. 100 step 0.1 optional\nfact trained boolean\n"
    "fact region one of north, south, east\nfact team text\nfact hired date 1980-01-01 .. "
    "2040-12-31\n"
    "fact deals list of\n  amount money 0 .. 90_000\n";

const std::string rules =
    "let att = sales / target round 0.000001 half even\n"
    "category c\n  at most 35\n"
    "bonus over in c\n  give 1 per full 1% of att above 100%\n  at most 20\n"
    "bonus big in c\n  for each d in deals\n  give by d.amount from 10_000 2 from 50_000 5\n"
    "  at most 15\n"
    "bonus good\n  when rating known and rating >= 90\n  give 3\n"
    "bonus trained_one\n  when trained and hired < 2010-01-01\n  give 1.5\n"
    "deduction complaint\n  take 2 * complaints\n"
    "rule where\n  give by region is north 1.5 is south -0.5 is east 0\n"
    "score\n  start 100\n  between 0 and 150\n  round 0.1\n"
    "grade\n  A from 110\n  B from 95\n  C otherwise\n"
    "outcome pay = sales * 1.5% round 0.01\n"
    "outcome best = highest of d.amount for each d in deals else 0\n"
    "outcome is_big = any d in deals where d.amount > 80_000\n"
    "outcome since = hired + 30\n";

std::int64_t millionths(const Decimal& number) {
    auto all = static_cast<std::int64_t>(number.low());  // far below 64 bits
    for (auto scale = number.scale(); scale < 6; ++scale) all *= 10;
    return all;
}

/// Every line of a card stands in its column, and where a card has none the column says 0.
void expect_same_lines(const Scorecard& card, const TableResults& table, std::size_t row) {
    std::map<std::string, Decimal> told;
    for (const auto& line : card.lines()) {
        told[line.line] = line.points;
        const auto column =
            std::find_if(table.lines.begin(), table.lines.end(),
                         [&](const auto& one) { return one.points.name == line.line; });
        ASSERT_NE(column, table.lines.end()) << line.line;
        ASSERT_EQ(column->rule, line.rule);
        ASSERT_EQ(column->category, line.category);
        ASSERT_EQ(column->total, line.total);
        ASSERT_EQ(column->points.unit, line.unit);
    }
    for (const auto& line : table.lines) {
        ASSERT_EQ(line.points.has(row), table.column(line.total)->has(row));
        if (!line.points.has(row)) continue;
        const auto& points = told[line.points.name];  // 0 where there is none
        ASSERT_EQ(line.points.decimal(row), points) << line.points.name << " of " << row;
    }
}

/// What a card says, and what the columns say.
void expect_same(const Plan& plan, const People& people, const TableOptions& options = {}) {
    const auto facts = people.facts();
    ScoreOptions scoring;
    scoring.params = options.params;
    scoring.keep = options.keep;
    const auto cards = plan.score_all(facts, scoring);
    const auto table = plan.score_table(people.table(), options);
    ASSERT_EQ(cards.cards.size(), facts.size());
    ASSERT_TRUE(table.errors.empty()) << table.errors.front().error.message;
    for (std::size_t row = 0; row < facts.size(); ++row) {
        const auto& card = cards.cards[row];
        ASSERT_TRUE(table.scored(row));
        if (options.keep == Keep::lines) expect_same_lines(card, table, row);
        for (const auto& total : card.totals()) {
            const auto& column = *table.column(total.name);
            ASSERT_EQ(column.has(row), total.value.has_value());
            if (total.value) {
                ASSERT_EQ(column.decimal(row), *total.value) << row;
            }
        }
        if (const auto* grade = table.column("grade")) {
            ASSERT_EQ(grade->texts[static_cast<std::size_t>(grade->values[row])], card.grade());
        }
        for (const auto& outcome : card.outcomes()) {
            const auto& column = *table.column(outcome.name);
            const auto value = column.values[row];
            if (const auto* number = std::get_if<Decimal>(&outcome.value)) {
                ASSERT_EQ(column.decimal(row), *number) << outcome.name << " " << row;
            } else if (const auto* truth = std::get_if<bool>(&outcome.value)) {
                ASSERT_EQ(value != 0, *truth) << outcome.name << " " << row;
            } else if (const auto* date = std::get_if<Date>(&outcome.value)) {
                ASSERT_EQ(value, date->days()) << outcome.name << " " << row;
            } else if (const auto* text = std::get_if<std::string>(&outcome.value)) {
                ASSERT_EQ(column.texts[static_cast<std::size_t>(value)], *text) << row;
            }
        }
    }
}

TEST(FactTable, AgreesWithFacts) {
    const auto plan = plan_of(facts_text + rules);
    for (const std::size_t count : {1U, 63U, 64U, 65U, 5000U}) expect_same(plan, People(count));
}

TEST(FactTable, KeepsLinesThatAddUp) {
    const auto plan = plan_of(facts_text + rules +
                              "total commission in CNY\n  start 10\n  between 0 and 900\n"
                              "bonus share to commission\n  give 1% * sales\n  at most 800\n"
                              "veto late\n  when complaints > 15\n  score at most 60\n");
    TableOptions options;
    options.keep = Keep::lines;
    expect_same(plan, People(3000), options);
    const auto table = plan.score_table(People(3000).table(), options);
    for (std::size_t row = 0; row < 3000; ++row) {
        for (const char* total : {"score", "commission"}) {
            std::int64_t sum = 0;
            for (const auto& line : table.lines) {
                if (line.total == total) sum += millionths(line.points.decimal(row));
            }
            ASSERT_EQ(sum, millionths(table.column(total)->decimal(row))) << row;
        }
    }
    EXPECT_TRUE(plan.score_table(People(3).table()).lines.empty());
    std::set<std::string> identities;  // both bounds of a total are one line, as on a card
    for (const auto& line : table.lines)
        EXPECT_TRUE(identities.insert(line.points.name).second) << line.points.name;
}

TEST(FactTable, KeepsLinesWhereSomeAreNotScoredOrRated) {
    const auto plan = plan_of(facts_text +
                              "kpi quality weight 100% = rating at least 0 at most 100\n"
                              "score\n  start 1\n  known at least 1, else not rated\n"
                              "  missing skip\n"
                              "outcome place = rank by sales within team\n");
    TableOptions options;
    options.keep = Keep::lines;
    expect_same(plan, People(500), options);
    People people(500);
    people.sales[7] = -1;
    auto facts = people.facts();
    facts[7].set("sales", -1);
    const auto cards = plan.score_all(facts, {});
    const auto table = plan.score_table(people.table(), options);
    ASSERT_FALSE(table.scored(7));
    for (const auto& line : table.lines) EXPECT_FALSE(line.points.has(7));
    for (const auto& card : cards.cards)
        expect_same_lines(card, table, std::stoul(card.id().substr(1)));
}

TEST(FactTable, DoesNotKeepEverything) {
    const auto plan = plan_of(facts_text + rules);
    TableOptions options;
    options.keep = Keep::everything;
    EXPECT_THAT([&] { plan.score_table(People(1).table(), options); },
                ThrowsMessage<Error>(HasSubstr("use score_all")));
}

TEST(FactTable, AgreesOnRanksAndSumsOfGroups) {
    const auto plan = plan_of(facts_text + rules +
                              "outcome place = rank by score within team\n"
                              "outcome whose = team\n");
    expect_same(plan, People(4000));
}

TEST(FactTable, AgreesOnAnyNumberOfThreads) {
    const auto plan = plan_of(facts_text + rules + "outcome place = rank by score within region\n");
    TableOptions options;
    options.threads = 4;
    expect_same(plan, People(20'000), options);
}

TEST(FactTable, TakesParams) {
    const auto plan = plan_of("param factor = 2 in 1 .. 5\n" + facts_text +
                              "bonus b\n  give factor * complaints\n");
    TableOptions options;
    options.params = {{"factor", 3}};
    expect_same(plan, People(100), options);
    options.params = {{"factor", 9}};
    EXPECT_THAT([&] { plan.score_table(People(1).table(), options); },
                ThrowsMessage<Error>(HasSubstr("the params do not fit the plan")));
}

TEST(FactTable, WrongRowsAreReportedAndTheOthersScored) {
    const auto plan = plan_of(facts_text + rules);
    People people(200);
    const auto before = plan.score_table(people.table());
    people.sales[70] = -1;
    people.complaints[3] = 21;
    people.region[5] = 7;
    people.amounts[static_cast<std::size_t>(people.offsets[100])] = 90'001;
    std::vector<std::uint8_t> no_target(200 / 8, 0xff);
    no_target[1] = 0xfe;  // row 8
    auto table = people.table();
    table.columns[1].column = table.columns[1].column.with_validity(no_target.data());
    const auto results = plan.score_table(table);
    std::vector<std::string> told;
    for (const auto& wrong : results.errors)
        told.push_back(std::to_string(wrong.row) + " " + wrong.error.code + " " + wrong.error.fact +
                       " " + wrong.error.message);
    const auto owner = static_cast<std::size_t>(
        std::upper_bound(people.offsets.begin(), people.offsets.end(), people.offsets[100]) -
        people.offsets.begin() - 1);
    EXPECT_THAT(told, testing::UnorderedElementsAre(
                          "3 F0103 complaints `complaints` is 21, but must be at most 20",
                          "5 F0113 region `region` is 7, but must be one of north, south, east",
                          "5 F0114 team `team` is 7, but must be a text",
                          "8 F0101 target `target` is missing, and the plan has no default for it",
                          "70 F0102 sales `sales` is -0.01, but must be at least 0",
                          testing::StartsWith(std::to_string(owner) +
                                              " F0103 deals.amount `amount` in item 1 of "
                                              "`deals` is 90001")));
    for (std::size_t row = 0; row < 200; ++row) {
        const bool wrong = row == 3 || row == 5 || row == 8 || row == 70 || row == owner;
        ASSERT_EQ(results.scored(row), !wrong) << row;
        ASSERT_EQ(results.column("score")->has(row), !wrong) << row;
        if (!wrong) {
            ASSERT_EQ(results.column("score")->values[row], before.column("score")->values[row]);
        }
    }
}

/// A rank is withheld where somebody of the group could not be scored.
TEST(FactTable, AWrongRowMakesItsGroupIncomplete) {
    const auto plan = plan_of(
        facts_text + "bonus b\n  give complaints\noutcome place = rank by score within team\n");
    People people(100);
    people.sales[10] = -5;
    auto facts = people.facts();
    facts[10].set("sales", -5);
    const auto cards = plan.score_all(facts);
    const auto results = plan.score_table(people.table());
    std::size_t at = 0;
    for (std::size_t row = 0; row < 100; ++row) {
        if (row == 10) {
            EXPECT_FALSE(results.scored(row));
            continue;
        }
        const auto& outcome = cards.cards[at++].outcomes()[0];
        const auto* place = std::get_if<Decimal>(&outcome.value);
        ASSERT_EQ(results.column("place")->has(row), place != nullptr)
            << row << (cards.errors.empty() ? "" : cards.errors.back().message);
        if (place != nullptr) {
            ASSERT_EQ(results.column("place")->decimal(row), *place);
        }
    }
}

TEST(FactTable, WhoIsRefusedIsReported) {
    const auto plan = plan_of(facts_text +
                              "require sales >= target else refuse \"too little\"\n"
                              "bonus b\n  give 1 per 1 of (sales - target) / 1 CNY\n");
    People people(50);
    const auto results = plan.score_table(people.table());
    for (std::size_t row = 0; row < 50; ++row)
        ASSERT_EQ(results.scored(row), people.sales[row] >= 100LL * people.target[row]) << row;
    EXPECT_EQ(results.errors.front().error.code, "F0191");
    EXPECT_EQ(results.errors.front().error.message, "too little");
}

TEST(FactTable, StepsMeetTheScaleOfTheColumn) {
    const auto plan = plan_of("fact x number 0 .. 100 step 0.05\nbonus b\n  give x\n");
    const std::vector<std::int32_t> fine{1000, 1050, 1051, 100'000, 100'050};
    FactTable table;
    table.participants = fine.size();
    table.columns = {{"x", ColumnView::integers<std::int32_t>(fine, 3)}};
    const auto results = plan.score_table(table);
    EXPECT_EQ(results.column("score")->decimal(1), Decimal::parse("1.05"));
    EXPECT_EQ(results.column("score")->decimal(3), Decimal::parse("100"));
    ASSERT_EQ(results.errors.size(), 2U);
    EXPECT_EQ(results.errors[0].error.message,
              "`x` is 1.051, which is finer than the step of 0.05; values are never rounded");
    EXPECT_EQ(results.errors[1].error.message, "`x` is 100.05, but must be at most 100");
}

/// 128 bits, the low half first.
using Wide = std::array<std::uint64_t, 2>;

template <class T>
std::vector<Wide> widened(const std::vector<T>& numbers) {
    std::vector<Wide> all;
    for (const std::int64_t each : numbers) {
        all.push_back({static_cast<std::uint64_t>(each), each < 0 ? ~std::uint64_t{0} : 0});
    }
    return all;
}

TEST(FactTable, TakesNumbersOf128Bits) {
    const auto plan = plan_of(facts_text + rules);
    const People people(5000);
    const auto sales = widened(people.sales);
    const auto target = widened(people.target);
    const auto rating = widened(people.rating);
    const auto amounts = widened(people.amounts);
    auto table = people.table();
    table.columns[0].column = ColumnView::wide_integers(sales.data(), sales.size(), 2);
    table.columns[1].column = ColumnView::wide_integers(target.data(), target.size());
    table.columns[3].column = ColumnView::wide_integers(rating.data(), rating.size(), 1)
                                  .with_validity(people.has_rating.data());
    table.lists[0].fields[0].column = ColumnView::wide_integers(amounts.data(), amounts.size());
    const auto narrow = plan.score_table(people.table());
    const auto wide = plan.score_table(table);
    EXPECT_TRUE(wide.errors.empty());
    ASSERT_EQ(wide.columns.size(), narrow.columns.size());
    for (std::size_t i = 0; i < narrow.columns.size(); ++i) {
        for (std::size_t row = 0; row < narrow.participants; ++row) {
            ASSERT_EQ(wide.columns[i].has(row), narrow.columns[i].has(row)) << row;
            ASSERT_EQ(wide.columns[i].values[row], narrow.columns[i].values[row]) << row;
        }
    }
}

/// As a slice of Arrow arrays: items begin somewhere, bits in the middle of a byte.
TEST(FactTable, TakesSlices) {
    const auto plan = plan_of(facts_text + rules);
    const People people(1000);
    const auto whole = plan.score_table(people.table());
    constexpr std::size_t first = 333;
    auto table = people.table();
    table.participants -= first;
    for (auto& [name, column] : table.columns) {
        column.rows -= first;
        if (column.layout == ColumnView::Layout::booleans) {
            column.offset += first;
        } else {
            column.values = static_cast<const std::byte*>(column.values) + first * column.bytes;
        }
        column.validity_offset += first;
    }
    table.lists[0].offsets = table.lists[0].offsets.subspan(first);
    const auto part = plan.score_table(table);
    for (std::size_t row = 0; row < table.participants; ++row) {
        ASSERT_EQ(part.column("score")->values[row], whole.column("score")->values[row + first]);
        ASSERT_EQ(part.column("best")->values[row], whole.column("best")->values[row + first]);
    }
}

TEST(FactTable, ATableThatDoesNotFitIsRefusedWithAllReasons) {
    const auto plan = plan_of(facts_text + rules);
    const People people(10);
    auto table = people.table();
    table.columns.erase(table.columns.begin());                  // sales
    table.columns[0].column.rows = 9;                            // target
    table.columns[1].column.layout = ColumnView::Layout::texts;  // complaints
    table.lists[0].offsets = table.lists[0].offsets.first(5);
    EXPECT_THAT([&] { plan.score_table(table); },
                ThrowsMessage<Error>(testing::AllOf(
                    HasSubstr("`sales` is not there"), HasSubstr("`target` has 9 rows, not 10"),
                    HasSubstr("`complaints` holds texts, but is a number: give integers"),
                    HasSubstr("`deals` has 5 offsets, but needs one more than participants: 11"))));
}

TEST(FactTable, ARunCanBeFollowedAndStopped) {
    const auto plan = plan_of(facts_text + rules);
    const People people(10'000);
    TableOptions options;
    double last = 0;
    options.goes_on = [&](double share) {
        EXPECT_GT(share, last);
        last = share;
        return true;
    };
    plan.score_table(people.table(), options);
    EXPECT_EQ(last, 1.0);
    options.goes_on = [](double) { return false; };
    EXPECT_THAT([&] { plan.score_table(people.table(), options); },
                ThrowsMessage<Error>(HasSubstr("stopped")));
}

TEST(FactTable, NobodyIsScoredInAnEmptyTable) {
    const auto results = plan_of(facts_text + rules).score_table(People(0).table());
    EXPECT_EQ(results.participants, 0U);
    EXPECT_EQ(results.column("score")->values.size(), 0U);
    EXPECT_EQ(results.column("nothing"), nullptr);
}

TEST(FactTable, APlanThatReadsTheLastPeriodNeedsFacts) {
    const auto plan = plan_of("fact x count\nbonus b\n  give (x previous year else 0)\n");
    EXPECT_THAT([&] { plan.score_table({}); }, ThrowsMessage<Error>(HasSubstr("score_all")));
}

}  // namespace
}  // namespace meritum
