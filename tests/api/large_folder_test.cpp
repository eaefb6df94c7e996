// Very many participants in columns: the same bytes and messages as by facts and cards, whatever
// troubles the files hold. Folders are made up from seeds, with everything that may be in a cell, a
// row or a file. Knows only include/meritum.
#include "meritum/large_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "api/drafted_folder.hpp"
#include "meritum/meritum.hpp"

namespace meritum {
namespace {

namespace fs = std::filesystem;

Plan plan_of(const std::string& text) {
    auto compiled = Plan::compile(text);
    EXPECT_TRUE(compiled.plan) << compiled.diagnostics.to_string();
    return *compiled.plan;
}

/// For DraftedFolder: every type, missing values of each kind, ordered and keyed items, a total
/// beside the score.
const std::string shop =
    "plan shop | 店\n"
    "  cycle quarter\n"
    "  currency CNY\n"
    "  languages en, zh\n"
    "fact sales | 销售额 money 0 .. 1_000_000\n"
    "fact target money 1 .. 9_000_000_000_000\n"
    "fact visits count default 3\n"
    "fact satisfaction number 0 .. 100 step 0.1 optional\n"
    "fact margin number -50% .. 60% optional\n"
    "fact grid number 0 .. 10 step 0.25 default 1\n"
    "fact team | 组 text optional\n"
    "fact region one of North | 北, South | 南\n"
    "fact trained boolean default no\n"
    "fact hired date optional\n"
    "fact contracts | 合同 list of\n"
    "  amount money 0 .. 100_000\n"
    "  urgent boolean optional\n"
    "fact calls list of keyed by number in order of made\n"
    "  number text\n"
    "  made date\n"
    "  minutes count default 30\n"
    "bonus sold\n"
    "  give 1 per full 1000 of sales\n"
    "  at most 500\n"
    "bonus big\n"
    "  for each contract in contracts where contract.urgent else no\n"
    "  give 1.5 per 1000 of contract.amount round 0.01\n"
    "deduction called\n"
    "  for each call in calls\n"
    "  take 1, 2, 4 in turn\n"
    "  times 2 when call.minutes > 20\n"
    "bonus placed\n"
    "  give 3 when region = North, else 1.5\n"
    "bonus satisfied\n"
    "  give (satisfaction else 50) + grid + (visits / 2 round 0.1)\n"
    "total commission in CNY\n"
    "rule paid to commission\n"
    "  give sales * (margin else 1%) round 0.01\n"
    "score\n"
    "  start 100\n"
    "grade\n"
    "  A from 200\n"
    "  B from 150\n"
    "  C otherwise\n"
    "outcome group = team else \"none\"\n"
    "outcome share = sales / target round 0.0001\n"
    "outcome place = region\n"
    "outcome ready = trained and satisfaction known\n"
    "outcome since = hired else 2020-02-29\n";

/// What comes out, with all that is told.
struct Told {
    std::string csv;
    std::string json;
    std::vector<std::string> warnings;
    std::vector<std::string> errors;
    std::vector<std::string> notices;
    std::size_t scored = 0;
    std::string refused;  ///< an Error
};

std::vector<std::string> lines_of(const std::vector<FactError>& errors) {
    std::vector<std::string> lines;
    for (const auto& error : errors) {
        lines.push_back(error.id + "|" + error.period + "|" + error.file + ":" +
                        std::to_string(error.line) + ":" + std::to_string(error.column) + "|" +
                        error.fact + "|" + error.code + "|" + error.message);
    }
    return lines;
}

Told ordinary(Plan plan, const fs::path& folder, const ScoreOptions& options) try {
    const auto data = read_data(plan, folder, {options.names, {}});
    if (!plan.has_all_rows()) plan = plan.with_tables(data.tables);
    auto how = options;
    how.unread = data.errors;
    const auto results = plan.score_all(data.facts, how);
    std::size_t scored = 0;
    for (const auto& card : results.cards) {
        const auto& first = card.totals().front();
        if (first.value || !first.not_rated.empty()) ++scored;
    }
    std::vector<std::string> warnings;
    for (const auto& card : results.cards) {
        for (const auto& warning : card.warnings()) warnings.push_back(card.id() + warning);
    }
    return {to_csv(results), to_json(results), warnings, lines_of(results.errors),
            data.notices,    scored,           {}};
} catch (const Error& error) {
    return {{}, {}, {}, {}, {}, 0, error.what()};
}

std::optional<Told> large(Plan plan, const fs::path& folder, const ScoreOptions& options,
                          unsigned threads = 2, std::size_t least = 0) try {
    LargeOptions how;
    how.threads = threads;
    how.least_participants = least;
    const auto read = LargeFolder::read(plan, folder, {options.names, {}}, how);
    if (!read) return std::nullopt;
    if (!plan.has_all_rows()) plan = plan.with_tables(read->tables());
    const auto results = read->score(plan, options, how);
    Told told;
    const auto run =
        read->write_json(plan, options, how, [&](std::string_view text) { told.json += text; });
    told.notices = read->notices();
    if (run) {
        told.errors = lines_of(run->results.errors);
        told.scored = run->scored;
        for (const auto& [id, warning] : run->warnings) told.warnings.push_back(id + warning);
    }
    if (!results) return run ? std::optional(told) : std::nullopt;
    if (run) {
        EXPECT_EQ(lines_of(results->others().errors), told.errors);
        EXPECT_EQ(results->scored(), told.scored);
    }
    results->write_csv([&](std::string_view text) { told.csv += text; });
    told.errors = lines_of(results->others().errors);
    told.scored = results->scored();
    return told;
} catch (const Error& error) {
    return Told{{}, {}, {}, {}, {}, 0, error.what()};
}

void expect_same(const Told& large, const Told& ordinary) {
    EXPECT_EQ(large.refused, ordinary.refused);
    EXPECT_TRUE(!large.csv.empty() || !large.json.empty() || !large.refused.empty());
    if (!large.csv.empty()) {
        EXPECT_EQ(large.csv, ordinary.csv);
    }
    if (!large.json.empty()) {
        EXPECT_TRUE(large.json == ordinary.json);
        EXPECT_EQ(large.warnings, ordinary.warnings);
    }
    EXPECT_EQ(large.errors, ordinary.errors);
    EXPECT_EQ(large.notices, ordinary.notices);
    EXPECT_EQ(large.scored, ordinary.scored);
}

class LargeFolderTest : public testing::Test {
protected:
    void SetUp() override {
        top_ = fs::path(testing::TempDir()) / ("meritum_large_" + std::to_string(getpid()));
        clear();
    }
    void TearDown() override { fs::remove_all(top_); }

    void clear() const {
        fs::remove_all(top_);
        fs::create_directories(top_);
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(top_ / name, std::ios::binary) << text;
    }
    /// The same by both ways; whether columns were used.
    bool compare(const Plan& plan, const ScoreOptions& options = {}) const {
        const auto quick = large(plan, top_, options);
        if (quick) expect_same(*quick, ordinary(plan, top_, options));
        return quick.has_value();
    }

    fs::path top_;
};

TEST_F(LargeFolderTest, GivesWhatFactsGive) {
    const auto plan = plan_of(shop);
    int in_columns = 0;
    int troubled = 0;
    constexpr unsigned seeds = 300;
    for (unsigned seed = 0; seed < seeds && !HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        clear();
        DraftedFolder draft(seed);
        write("participants.csv", draft.people());
        write(draft.draw(2) == 0 ? "contracts.csv" : "合同.csv", draft.contracts());
        if (draft.draw(4) != 0) write("calls.csv", draft.calls());
        if (draft.draw(9) == 0) write("notes.csv", "a,b\n");
        const auto quick = large(plan, top_, {});
        if (!quick) continue;
        expect_same(*quick, ordinary(plan, top_, {}));
        ++in_columns;
        if (!quick->errors.empty()) ++troubled;
    }
    // Some files hold several periods, or line ends in quotes: nothing comes of these.
    EXPECT_GT(in_columns, 60);
    EXPECT_GT(troubled, 50);
}

/// Everybody's rows, one of them wrong if `wrong` says so.
std::string many(int people, const std::string& wrong = {}) {
    std::string text = "id,sales,team\n";
    for (int i = 0; i < people; ++i) {
        text += "p" + std::to_string(i) + "," + std::to_string(i % 977) + ",t" +
                std::to_string(i % 7) + "\n";
        if (i == people / 2) text += wrong;
    }
    return text;
}

const std::string sales = "plan p\n  cycle quarter\nfact sales count 0 .. 1000\nfact team text\n";

/// Blocks of a quarter of a megabyte, read by several threads: rows at their borders, items far
/// from their owners.
TEST_F(LargeFolderTest, ReadsManyBlocks) {
    const auto plan = plan_of(sales +
                              "fact calls list of\n  minutes count 0 .. 99\n"
                              "bonus b\n  give sales + (sum of c.minutes for each c in calls)\n"
                              "outcome o = team\n");
    constexpr int people = 60'000;
    write("participants.csv", many(people, "p7,1,x\n,5,x\nq,1001,x\nu,1\n"));
    std::string calls = "participant,key,minutes\n";
    for (int i = 0; i < 90'000; ++i) {
        calls += "p" + std::to_string(i * 7'919 % people) + ",k" + std::to_string(i) + "," +
                 std::to_string(i % 99) + "\n";
        if (i % 20'000 == 0) calls += "P-" + std::to_string(i) + ",,5\nnobody,,1\nq,,1\n";
    }
    write("calls.csv", calls);
    const auto expected = ordinary(plan, top_, {});
    EXPECT_EQ(expected.errors.size(), 17U);
    for (const unsigned threads : {1U, 2U, 5U}) {
        const auto quick = large(plan, top_, {}, threads);
        ASSERT_TRUE(quick);
        expect_same(*quick, expected);
    }
    EXPECT_FALSE(large(plan, top_, {}, 1, people + 10));  // too few for it
}

/// A cell as long as a block, and rows of nothing but text that is not read.
TEST_F(LargeFolderTest, ReadsLongLines) {
    const auto plan = plan_of(sales + "bonus b\n  give sales\n");
    for (const std::size_t length : {60'000U, 70'000U, 300'000U}) {
        std::string text = "id,sales,team,note\n";
        for (int i = 0; i < 30; ++i)
            text += "p" + std::to_string(i) + ",5,x," + std::string(length, 'x') + "\n";
        write("participants.csv", text);
        EXPECT_TRUE(compare(plan)) << length;  // beyond 64 KiB the file is refused
    }
}

TEST_F(LargeFolderTest, RefusesBrokenFilesAsTheOrdinaryWayDoes) {
    const auto plan = plan_of(sales + "bonus b\n  give sales\n");
    for (const std::string row :
         {"\"x,1,a\n", "\"x\"y,1,a\n", "x\r,1,a\n", "\xFF,1,a\n", "x\xE9\n"}) {
        write("participants.csv", many(100, row));
        const auto quick = large(plan, top_, {});
        ASSERT_TRUE(quick) << row;
        EXPECT_NE(quick->refused, "");
        expect_same(*quick, ordinary(plan, top_, {}));
    }
    write("participants.csv", many(100, std::string("x") + '\0' + ",1,a\n"));
    EXPECT_THAT(large(plan, top_, {})->refused, testing::HasSubstr("a NUL byte"));
    write("participants.csv", many(100) + "x,1,a\r");
    EXPECT_THAT(large(plan, top_, {})->refused, testing::HasSubstr("a carriage return"));
    // A line end in quotes is right, but lines are then no rows.
    write("participants.csv", many(100, "x,1,\"a\nb\"\n"));
    EXPECT_FALSE(large(plan, top_, {}));
}

/// What columns cannot tell is left to cards.
TEST_F(LargeFolderTest, LeavesWhatIsNotForColumns) {
    write("participants.csv", many(100));
    const auto give = [&](const std::string& more) { return plan_of(sales + more); };
    const std::string bonus = "bonus b\n  give sales\n";
    EXPECT_TRUE(compare(give(bonus)));
    EXPECT_FALSE(compare(give("bonus b\n  give sales previous quarter else 0\n")));
    // Cards, but of some people at a time.
    const auto warned = large(give("require sales < 90 else warn \"many\"\n" + bonus), top_, {});
    ASSERT_TRUE(warned);
    EXPECT_EQ(warned->csv, "");
    EXPECT_EQ(warned->warnings.size(), 10U);
    EXPECT_TRUE(compare(give("require sales < 90 else warn \"many\"\n" + bonus)));
    ScoreOptions options;
    options.period = "2026-Q3";
    EXPECT_TRUE(compare(give(bonus), options));
    options.period = "2026-07";
    EXPECT_FALSE(compare(give(bonus), options));
    write("participants.csv", "id,sales,team,period\na,1,x,2026-Q2\nb,2,x,2026-Q2\n");
    EXPECT_TRUE(compare(give(bonus)));
    options.period = "2026-Q3";
    EXPECT_FALSE(compare(give(bonus), options));
    options.period = "2026-Q2";
    EXPECT_TRUE(compare(give(bonus), options));
    EXPECT_FALSE(
        compare(plan_of("plan p\n  cycle quarter\n  effective 2026-07-01 to 2026-12-31\n"
                        "fact sales count\n" +
                        bonus)));
    write("participants.csv", "id,sales,team,period\na,1,x,2026-Q2\nb,2,x,2026-Q3\n");
    EXPECT_FALSE(compare(give(bonus)));
    options = {};
    write("participants.csv", "id,sales,tea\na,1,x\n");
    EXPECT_FALSE(compare(give(bonus)));  // a misspelt column
    fs::remove(top_ / "participants.csv");
    EXPECT_FALSE(compare(give(bonus)));
    EXPECT_FALSE(compare(give(bonus), options));
}

/// Whoever the plan refuses is looked at once more, so that what is said has a place in the file.
TEST_F(LargeFolderTest, TellsWhomThePlanRefuses) {
    write("participants.csv", many(100, "q,x,t1\n"));
    const std::string refuse = "require sales < 90 else refuse \"{sales} are too many\"\n";
    EXPECT_TRUE(compare(plan_of(sales + refuse + "bonus b\n  give sales\n")));
    const auto told = large(plan_of(sales + refuse + "bonus b\n  give sales\n"), top_, {});
    ASSERT_TRUE(told);
    EXPECT_EQ(told->errors.size(), 11U);
    EXPECT_EQ(told->scored, 90U);
    // Some of those who are refused are set aside already, and their ids are not in NFC.
    write("participants.csv",
          many(100, "q,x,t1\n\"r \"\"1\"\"\",95,t1\ne\u0301,96,\"a \"\"b\"\"\"\ns,5,\"\"\"\"\n"));
    EXPECT_TRUE(compare(plan_of(sales + refuse + "bonus b\n  give sales\n")));
}

/// Numbers of columns are written as those of cards, whatever their step; texts that begin as a
/// formula, too.
TEST_F(LargeFolderTest, WritesWhatCardsWrite) {
    const auto plan = plan_of(
        "plan p\nfact n number -900_000_000_000_000_000 .. 900_000_000_000_000_000 step 1\n"
        "fact m number -1000 .. 1000 step 0.000001\nfact t text\n"
        "total pay\nrule b to pay\n  give 0.25 * (m round 1 floor)\n"
        "outcome same = n\noutcome part = n * 0.25\noutcome more = n * 7\n"
        "outcome thousands = (n / 1000) round 1000 floor\noutcome fine = m\noutcome note = t\n"
        "outcome good = n > 0\n");
    std::string text = "id,n,m,t\n";
    for (const std::string n : {"0", "1", "-1", "10", "-250", "999999999", "1000000000",
                                "-1000000001", "899999999999999999", "-900000000000000000"}) {
        for (const std::string m : {"0", "-0.000001", "12.5", "-999.999999", "1000", "0.100000"})
            text += "+" + n + "/" + m + "," + n + "," + m + ",=" + m + "\n";
    }
    write("participants.csv", text);
    EXPECT_TRUE(compare(plan));
}

/// In a comparison everybody must be in the columns.
TEST_F(LargeFolderTest, ComparesPeople) {
    const std::string rank = "outcome place = rank by sales within team\n";
    const std::string bonus = "bonus b\n  give sales\n";
    write("participants.csv", many(500));
    EXPECT_TRUE(compare(plan_of(sales + bonus + rank)));
    const std::string refuse = "require sales < 90 else refuse \"many\"\n";
    EXPECT_FALSE(compare(plan_of(sales + refuse + bonus + rank)));
    write("participants.csv", many(500, "q,x,t1\n"));
    EXPECT_FALSE(compare(plan_of(sales + bonus + rank)));
    EXPECT_TRUE(compare(plan_of(sales + bonus)));
}

TEST_F(LargeFolderTest, TakesParamsNamesAndTables) {
    const auto plan = plan_of(
        "plan p\nfact product text\nfact amount count\nparam times = 2 in 1 .. 9\n"
        "table rates\n  by product text gives rate count\n  rows from data\n  otherwise gives 7\n"
        "bonus b\n  give rates(product) * times + amount\n");
    write("participants.csv", "Who,What,amount\na,A-1,1\nb,B-2,x\nc,C,5\n");
    write("rates.csv", "product,rate\nA-1,10\n\"in (\"\"B-2\"\", \"\"B-3\"\")\",20\n");
    ScoreOptions options;
    options.names = {{"id", "Who"}, {"product", "What"}};
    options.params = {{"times", FactValue(3)}};
    EXPECT_TRUE(compare(plan, options));
    const auto told = large(plan, top_, options);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->csv, "id,score,grade\na,31,\nc,26,\n");
    options.params = {{"times", FactValue(10)}};
    EXPECT_TRUE(compare(plan, options));  // refused
    options.params = {};
    options.names = {{"nothing", "x"}};
    EXPECT_FALSE(large(plan, top_, options));
    const auto read = LargeFolder::read(plan, top_, {{}, "gb18030"}, {});
    EXPECT_FALSE(read);
}

TEST_F(LargeFolderTest, TellsHowFarItIsAndCanBeStopped) {
    const auto plan = plan_of(sales + "bonus b\n  give sales\n");
    write("participants.csv", many(60'000));
    LargeOptions options;
    std::vector<double> shares;
    options.threads = 2;
    options.goes_on = [&](double share) {
        shares.push_back(share);
        return true;
    };
    const auto folder = LargeFolder::read(plan, top_, {}, options);
    ASSERT_TRUE(folder);
    EXPECT_GT(shares.size(), 2U);
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
    EXPECT_LE(shares.back(), 1.0);
    EXPECT_EQ(folder->participants(), 60'000U);
    EXPECT_EQ(folder->bytes(), fs::file_size(top_ / "participants.csv"));
    options.goes_on = [](double) { return false; };
    EXPECT_THROW(LargeFolder::read(plan, top_, {}, options), Error);
    EXPECT_THROW(folder->score(plan, {}, options), Error);
}

}  // namespace
}  // namespace meritum
