// Tables of other programs: the answers of score_table, ids beside them, errors as a table;
// batches, lists as tables of their own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "io/arrow_arrays.hpp"
#include "io/arrow_shown.hpp"
#include "meritum/meritum.hpp"
#include "number/integer.hpp"

namespace meritum {
namespace {

using io::OutColumn;
using io::shown;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

using Batches = std::vector<std::vector<OutColumn>>;

const char* const plain = R"(
fact sales money 0 .. 1_000_000 "Sales"
fact region one of north, south
fact hired date
fact team text default "none"
fact trained boolean default no
fact deals list of
  amount money 0 .. 1_000
score
  start 100
  between 0 and 1000
bonus sold
  give 1 per full 1_000 of sales
bonus dealt
  for each deal in deals
  give 0.5 when deal.amount > 10, else 0
bonus schooled
  when trained
  give 2
grade
  A from 110
  B otherwise
outcome whose = team
outcome since = hired
outcome paid = 1_000 CNY when grade = A, else 0 CNY
outcome good = score > 100
)";

Plan plan_of(const std::string& text) {
    auto compiled = Plan::compile("plan p\n  cycle year\n  currency CNY\n" + text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

std::string results_of(const ArrowScores& scores) {
    ArrowArrayStream out;
    scores.results(out);
    return shown(out);
}

std::string errors_of(const ArrowScores& scores) {
    ArrowArrayStream out;
    scores.errors(out);
    return shown(out);
}

std::vector<OutColumn> people(const std::vector<std::string>& ids = {"ann", "bob", "cy"}) {
    return {
        io::named("id", io::made_texts(ids)),
        io::named("sales", io::made<std::int64_t>("l", {5'500, 20'000, 0})),
        io::named("region", io::made_texts({"north", "south", "north"})),
        io::named("hired", io::made<std::int32_t>("tdD", {20'000, 20'001, 0})),
        io::named("team", io::coded<std::uint8_t>("C", {0, 1, 0}, io::made_texts({"x", "y"}))),
        io::named("trained", io::made_bools({true, false, false})),
        io::named("deals",
                  io::made_lists<std::int64_t>(
                      "+L", {0, 1, 3, 3},
                      io::made_structs({io::named(
                          "amount", io::made<number::Int128>("d:38,2", {5'000, 900, 2'000}))})))};
}

ArrowScores scored(const Plan& plan, const Batches& batches, const ArrowOptions& options = {}) {
    auto stream = io::stream_of(batches);
    auto scores = score_arrow(plan, stream, {}, options);
    EXPECT_EQ(stream.release, nullptr);
    return scores;
}

TEST(ScoreArrow, GivesATableWithTheIds) {
    const auto scores = scored(plan_of(plain), {people()});
    EXPECT_EQ(results_of(scores),
              "id score grade whose since paid good\n"
              "ann 107.5 B x 2024-10-04 0 yes\n"
              "bob 120.5 A y 2024-10-05 1000 yes\n"
              "cy 100 B x 1970-01-01 0 no");
    EXPECT_EQ(scores.participants(), 3U);
    EXPECT_EQ(scores.scored(), 3U);
    EXPECT_EQ(errors_of(scores), "row id fact code message");
    EXPECT_THAT(scores.notices(), ElementsAre());
}

TEST(ScoreArrow, KeepsBatchesAndReadsRowsWhereverTheyBegin) {
    Batches batches;
    for (const auto& [first, rows] : {std::pair{1, 2}, {0, 0}, {0, 1}}) {
        auto batch = people();
        for (auto& column : batch) column = io::cut(std::move(column), first, rows);
        batches.push_back(std::move(batch));
    }
    EXPECT_EQ(results_of(scored(plan_of(plain), batches)),
              "id score grade whose since paid good\n"
              "bob 120.5 A y 2024-10-05 1000 yes\n"
              "cy 100 B x 1970-01-01 0 no\n=\n=\n"
              "ann 107.5 B x 2024-10-04 0 yes");
}

TEST(ScoreArrow, ANobodyHasAShape) {
    auto batch = people();
    for (auto& column : batch) column = io::cut(std::move(column), 0, 0);
    EXPECT_EQ(results_of(scored(plan_of(plain), {batch})), "id score grade whose since paid good");
    ArrowArrayStream stream;
    io::make_stream(stream, people(), 0, [](std::size_t) { return std::vector<OutColumn>(); });
    const auto scores = score_arrow(plan_of(plain), stream);
    EXPECT_EQ(results_of(scores), "id score grade whose since paid good");
    EXPECT_EQ(scores.participants(), 0U);
}

TEST(ScoreArrow, ReportsWrongFactsAndScoresTheOthers) {
    auto first = people();
    first[1] = io::named("sales", io::made<std::int64_t>("l", {5'500, -1, 0}));
    auto second = people({"dan", "eve", "fay"});
    second[2] = io::named("region", io::made_texts({"north", "west", "north"}));
    const auto scores = scored(plan_of(plain), {first, second});
    EXPECT_EQ(scores.scored(), 4U);
    EXPECT_EQ(errors_of(scores),
              "row id fact code message\n"
              "1 bob sales F0102 `sales` is -1, but must be at least 0\n"
              "4 eve region F0113 `region` is \"west\", but must be one of north, south");
    EXPECT_EQ(results_of(scores),
              "id score grade whose since paid good\n"
              "ann 107.5 B x 2024-10-04 0 yes\n"
              "bob - - - - - -\n"
              "cy 100 B x 1970-01-01 0 no\n=\n"
              "dan 107.5 B x 2024-10-04 0 yes\n"
              "eve - - - - - -\n"
              "fay 100 B x 1970-01-01 0 no");
}

TEST(ScoreArrow, LinesAddUpToTheScore) {
    ArrowOptions options;
    options.table.keep = Keep::lines;
    const auto scores = scored(plan_of(plain), {people()}, options);
    ArrowArrayStream out;
    scores.lines(out);
    EXPECT_EQ(shown(out),
              "id score///start score//sold/rule score//dealt/rule score//schooled/rule "
              "score///bounds\n"
              "ann 100 5 0.5 2 0\n"
              "bob 100 20 0.5 0 0\n"
              "cy 100 0 0 0 0");
    ArrowArrayStream none;
    EXPECT_THAT([&] { scored(plan_of(plain), {people()}).lines(none); },
                ThrowsMessage<Error>(HasSubstr("the lines were not kept")));
}

TEST(ScoreArrow, TellsEveryColumnThatDoesNotGo) {
    auto batch = people();
    batch[1] = io::named("sales", io::made<double>("g", {1, 2, 3}));
    batch[2] = io::named("region", io::made<std::int32_t>("i", {1, 2, 3}));
    batch[6].children[0].children[0] = io::named("amount", io::made_texts({"1", "2", "3"}));
    batch.push_back(io::named("salez", io::made_texts({"1", "2", "3"})));
    EXPECT_THAT([&] { scored(plan_of(plain), {batch}); },
                ThrowsMessage<Error>(
                    "the table does not fit the plan:\n"
                    "  `sales` holds binary floats of 64 bits, which are not exact: most decimals, "
                    "such as 0.1, are none of them. Cast it to integers or decimals, or allow "
                    "floats\n"
                    "  `region` holds integers of 32 bits, but is one of the plan's choices: cast "
                    "it to texts\n"
                    "  `deals` has a field `amount` that holds texts, but is a number: cast it to "
                    "integers or decimals"));
    batch = people();
    batch.push_back(io::named("salez", io::made_texts({"1", "2", "3"})));
    EXPECT_THAT(scored(plan_of(plain), {batch}).notices(),
                ElementsAre("the plan does not know `salez`; did you mean `sales`?"));
    batch.pop_back();
    batch.erase(batch.begin() + 1);
    EXPECT_THAT([&] { scored(plan_of(plain), {batch}); },
                ThrowsMessage<Error>(HasSubstr("`sales` is not there")));
}

TEST(ScoreArrow, AllowsFloatsWhereTheHostSaysSo) {
    auto batch = people();
    batch[1] = io::named("sales", io::made<double>("g", {5'500.10, 20'000, 0.1 + 0.2}));
    ArrowOptions options;
    options.allow_floats = true;
    const auto scores = scored(plan_of(plain), {batch}, options);
    EXPECT_THAT(errors_of(scores), HasSubstr("2 cy sales F0104 `sales` is 0.30000000000000004"));
    EXPECT_EQ(scores.scored(), 2U);
}

// --- lists that are tables ---

std::vector<OutColumn> without_deals() {
    auto batch = people();
    batch.pop_back();
    return batch;
}

ArrowScores with_deals(const Batches& batches, const Batches& deals) {
    auto stream = io::stream_of(batches);
    auto items = io::stream_of(deals);
    return score_arrow(plan_of(plain), stream, {{"deals", &items}});
}

std::vector<OutColumn> deals_of(const std::vector<std::string>& owners,
                                const std::vector<std::int64_t>& amounts) {
    return {io::named("participant", io::made_texts(owners)),
            io::named("amount", io::made<std::int64_t>("l", amounts))};
}

TEST(ScoreArrow, BringsItemsToTheirOwners) {
    auto second = without_deals();
    second[0] = io::named("id", io::made_texts({"dan", "eve", "fay"}));
    const auto scores = with_deals(
        {without_deals(), second},
        {deals_of({"fay", "ann", "fay"}, {20, 30, 40}), deals_of({"zed", "fay"}, {1, 5})});
    EXPECT_EQ(results_of(scores),
              "id score grade whose since paid good\n"
              "ann 107.5 B x 2024-10-04 0 yes\n"
              "bob 120 A y 2024-10-05 1000 yes\n"
              "cy 100 B x 1970-01-01 0 no\n=\n"
              "dan 107 B x 2024-10-04 0 yes\n"
              "eve 120 A y 2024-10-05 1000 yes\n"
              "fay 101 B x 1970-01-01 0 yes");
    EXPECT_EQ(errors_of(scores),
              "row id fact code message\n"
              "- zed deals F0503 an item of `deals` belongs to `zed`, who is not in the table of "
              "participants");
}

TEST(ScoreArrow, IdsOfOwnersMayBeNumbers) {
    auto batch = without_deals();
    batch[0] = io::named("id", io::made<std::uint16_t>("S", {7, 8, 65535}));
    const Batches deals = {{io::named("participant", io::made<std::int64_t>("l", {65535, 7})),
                            io::named("amount", io::made<std::int64_t>("l", {20, 20}))}};
    EXPECT_EQ(results_of(with_deals({batch}, deals)),
              "id score grade whose since paid good\n"
              "7 107.5 B x 2024-10-04 0 yes\n"
              "8 120 A y 2024-10-05 1000 yes\n"
              "65535 100.5 B x 1970-01-01 0 yes");
}

TEST(ScoreArrow, OwnersNeedIdsThatAreThereOnce) {
    const auto deals = deals_of({"ann"}, {20});
    auto twice = without_deals();
    twice[0] = io::named("id", io::made_texts({"ann", "bob", "ann"}));
    EXPECT_THAT([&] { with_deals({twice}, {deals}); },
                ThrowsMessage<Error>(HasSubstr("column `id` has `ann` twice, in rows 0 and 2")));
    auto missing = without_deals();
    missing[0] = io::with_nulls(missing[0], {true, false, true});
    EXPECT_THAT([&] { with_deals({missing}, {deals}); },
                ThrowsMessage<Error>(HasSubstr("column `id` has none in row 1")));
    auto nameless = without_deals();
    nameless.erase(nameless.begin());
    EXPECT_THAT([&] { with_deals({nameless}, {deals}); },
                ThrowsMessage<Error>(HasSubstr("needs ids of participants: their column `id` is "
                                               "not there")));
    EXPECT_THAT([&] { with_deals({without_deals()}, {{deals[1]}}); },
                ThrowsMessage<Error>(HasSubstr("is a table without the column `participant`")));
    EXPECT_THAT([&] { with_deals({people()}, {deals}); },
                ThrowsMessage<Error>(HasSubstr("`deals` is a column of lists and a table")));
}

TEST(ScoreArrow, ReleasesAllStreamsWhateverHappens) {
    auto stream = io::stream_of({people()});
    auto items = io::stream_of({deals_of({"ann"}, {20})});
    auto others = io::stream_of({deals_of({"ann"}, {20})});
    EXPECT_THAT(
        [&] {
            score_arrow(plan_of(plain), stream, {{"deals", &items}, {"dealz", &others}});
        },
        ThrowsMessage<Error>(HasSubstr("`dealz` is no list of the plan; did you mean")));
    EXPECT_EQ(stream.release, nullptr);
    EXPECT_EQ(items.release, nullptr);
    EXPECT_EQ(others.release, nullptr);
    auto last = io::stream_of({deals_of({"ann"}, {20})});
    EXPECT_THAT(
        [&] {
            score_arrow(plan_of(plain), stream, {{"deals", &last}});
        },
        ThrowsMessage<Error>("the table of participants: the stream was read already"));
    EXPECT_EQ(last.release, nullptr);
}

TEST(ScoreArrow, NobodyNeedsItems) {
    const auto expected = results_of(with_deals({without_deals()}, {deals_of({}, {})}));
    EXPECT_THAT(expected, HasSubstr("bob 120 A"));
    OutColumn nulls;
    nulls.format = "n";
    nulls.rows = 3;
    auto none = nulls;
    none.rows = 0;
    // Lists that are null, lists of nothing, and tables without rows whose columns have no type.
    auto batch = without_deals();
    batch.push_back(io::named("deals", nulls));
    EXPECT_EQ(results_of(scored(plan_of(plain), {batch})), expected);
    batch.back() = io::named("deals", io::made_lists<std::int32_t>("+l", {0, 0, 0, 0}, none));
    EXPECT_EQ(results_of(scored(plan_of(plain), {batch})), expected);
    EXPECT_EQ(results_of(with_deals({without_deals()},
                                    {{io::named("participant", none), io::named("amount", none)}})),
              expected);
    const auto stray =
        with_deals({without_deals()}, {{io::named("participant", io::cut(nulls, 0, 1)),
                                        io::named("amount", io::cut(nulls, 0, 1))}});
    EXPECT_THAT(errors_of(stray), HasSubstr("an item of `deals` says of nobody whose it is"));
}

TEST(ScoreArrow, IdsAreOnesOwn) {
    const auto with_ids = [](OutColumn ids) {
        auto batch = people();
        batch[0] = io::named("id", std::move(ids));
        return batch;
    };
    const auto plan = plan_of(plain);
    EXPECT_THAT(
        [&] {
            scored(plan, {with_ids(io::made_texts({"b", "a", "b"}))});
        },
        ThrowsMessage<Error>("the column `id` has `b` twice, in rows 0 and 2"));
    EXPECT_THAT(
        [&] {
            scored(plan, {with_ids(io::made<std::int32_t>("i", {7, 9, 9}))});
        },
        ThrowsMessage<Error>("the column `id` has `9` twice, in rows 1 and 2"));
    EXPECT_THAT(
        [&] {
            scored(plan, {people(), people()});
        },
        ThrowsMessage<Error>("the column `id` has `ann` twice, in rows 0 and 3"));
    EXPECT_EQ(scored(plan, {with_ids(io::made<std::int32_t>("i", {9, 7, -9}))}).scored(), 3U);
    EXPECT_THAT(
        [&] {
            scored(plan, {with_ids(io::made<double>("g", {1, 2, 3}))});
        },
        ThrowsMessage<Error>(HasSubstr("but ids are texts or integers")));
    ArrowOptions options;
    options.id = "nobody";
    EXPECT_THAT([&] { scored(plan, {people()}, options); },
                ThrowsMessage<Error>("the column `nobody` that is to hold the ids is not there"));
}

TEST(ScoreArrow, OwnersAreMeantInAnyNormalForm) {
    auto batch = without_deals();
    batch[0] = io::named("id", io::made_texts({"e\xcc\x81ve", "bob", "cy"}));   // e and an accent
    const auto scores = with_deals({batch}, {deals_of({"\xc3\xa9ve"}, {20})});  // one letter
    EXPECT_THAT(results_of(scores), HasSubstr("ve 107.5 B"));
    EXPECT_EQ(errors_of(scores), "row id fact code message");
}

TEST(ScoreArrow, ATableHoldsOnePeriod) {
    const auto plan = plan_of("  effective 2026-01-01 to 2027-12-31\n" + std::string(plain));
    const auto of = [](std::vector<std::string> periods) {
        auto batch = people();
        batch.push_back(io::named("period", io::made_texts(periods)));
        return batch;
    };
    EXPECT_THAT(scored(plan, {of({"2026", "2026", ""})}).notices(), ElementsAre());
    EXPECT_THAT(
        [&] {
            scored(plan, {of({"2026", "2027", "2026"})});
        },
        ThrowsMessage<Error>("the column `period` has `2026` and `2027`, but a table holds "
                             "one period"));
    EXPECT_THAT(
        [&] {
            scored(plan, {of({"2020", "2020", "2020"})});
        },
        ThrowsMessage<Error>(HasSubstr("outside of 2026-01-01 to 2027-12-31")));
    EXPECT_THAT(
        [&] {
            scored(plan, {of({"2026-Q1", "2026-Q1", "2026-Q1"})});
        },
        ThrowsMessage<Error>(HasSubstr("is none of this plan's cycle")));
}

TEST(ScoreArrow, ANameThatIsNearlyOneIsNoGuess) {
    auto batch = people();
    batch[4].name = "teem";  // `team` has a default, which nobody asked for
    EXPECT_THAT(
        [&] { scored(plan_of(plain), {batch}); },
        ThrowsMessage<Error>("the table does not fit the plan:\n  `teem` is not in the plan; "
                             "is it meant for `team`, which is not there?"));
    batch = people();
    batch[6].name = "Deals";
    EXPECT_THAT(
        [&] { scored(plan_of(plain), {batch}); },
        ThrowsMessage<Error>(HasSubstr("`Deals` is not in the plan; is it meant for `deals`")));
    batch = people();
    batch[1].name = "slaes";
    EXPECT_THAT([&] { scored(plan_of(plain), {batch}); },
                ThrowsMessage<Error>("the table does not fit the plan:\n  `sales` is not there; is "
                                     "`slaes` meant for it?"));
}

// --- where participants are compared, batches are one ---

const char* const ranked = R"(
fact sales money 0 .. 1_000_000
fact region text
score
  between 0 and 1000
bonus sold
  give 1 per full 1_000 of sales
outcome place = rank by score within region
)";

TEST(ScoreArrow, ComparesParticipantsOfAllBatches) {
    const auto batch = [](std::vector<std::string> ids, std::vector<std::int64_t> sales,
                          std::vector<std::string> regions) {
        return std::vector<OutColumn>{io::named("id", io::made_texts(ids)),
                                      io::named("sales", io::made<std::int64_t>("l", sales)),
                                      io::named("region", io::made_texts(regions))};
    };
    const Batches batches = {batch({"a", "b"}, {1'000, 5'000}, {"n", "s"}),
                             batch({"c", "d"}, {9'000, 2'000}, {"s", "n"})};
    EXPECT_EQ(results_of(scored(plan_of(ranked), batches)),
              "id score place\na 1 2\nb 5 2\n=\nc 9 1\nd 2 1");
}

TEST(ScoreArrow, WhatIsWithheldIsTold) {
    const std::vector<OutColumn> batch = {
        io::named("id", io::made_texts({"a", "b", "c"})),
        io::named("sales", io::made<std::int64_t>("l", {1'000, -5, 2'000})),
        io::named("region", io::made_texts({"n", "n", "s"}))};
    const auto scores = scored(plan_of(ranked), {batch});
    EXPECT_EQ(results_of(scores), "id score place\na 1 -\nb - -\nc 2 1");
    EXPECT_EQ(errors_of(scores),
              "row id fact code message\n"
              "0 a region F0190 `place` is withheld: a participant who may belong to the same "
              "`region` has wrong facts, so the group is not complete\n"
              "1 b sales F0102 `sales` is -5, but must be at least 0");
    EXPECT_EQ(scores.scored(), 2U);
}

TEST(ScoreArrow, GoesOnThroughAllBatchesAndCanBeStopped) {
    ArrowOptions options;
    std::vector<double> shares;
    options.table.goes_on = [&](double share) {
        shares.push_back(share);
        return true;
    };
    scored(plan_of(plain), {people(), people({"dan", "eve", "fay"})}, options);
    ASSERT_FALSE(shares.empty());
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
    EXPECT_EQ(shares.back(), 1.0);
    options.table.goes_on = [](double) { return false; };
    EXPECT_THAT([&] { scored(plan_of(plain), {people()}, options); },
                ThrowsMessage<Error>(HasSubstr("the run was stopped")));
}

}  // namespace
}  // namespace meritum
