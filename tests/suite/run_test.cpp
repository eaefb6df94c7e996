// Running cases: facts in layers, populations, periods, errors, diagnostics, what is explained;
// many suites at once.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "suite/reading.hpp"

namespace meritum::suite {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

TEST(Run, FactsLieOverEachOther) {
    EXPECT_EQ(outcome_of(of_case("  facts: {sales: 1_020_000, contracts: [{amount: 1_00_000}]}\n"
                                 "  expect: {score: 104, errors: []}")),
              "ok");
    EXPECT_EQ(outcome_of("plan: plan.merit\nbase: {sales: 1, target: 1, contracts: [{amount: "
                         "500_000}, {amount: 500_000}]}\ncases:\n"
                         "- {name: a, expect: {score: 110}}\n"
                         "- {name: b, facts: {contracts: [{amount: 100_000}]}, expect: {score: "
                         "102}}\n"
                         "- {name: c, facts: {contracts: []}, expect: {score: 100}}\n"
                         "- {name: d, without: [contracts], expect: {score: 100}}\n"
                         "- {name: e, without: [contracts], facts: {contracts: [{amount: "
                         "100_000}]}, expect: {score: 102}}\n"),
              "ok");
}

TEST(Run, AFactIsTheSameInEveryTongue) {
    const std::string plan =
        "text: |\n  plan p\n    languages en, zh\n\n  fact sales | 销售额 count\n\n  score\n"
        "    start 0\n\n  bonus more\n    give 1 per sales\nbase: {销售额: 1_0}\ncases:\n";
    EXPECT_EQ(
        outcome_of(plan + "- {name: x, facts: {sales: 20}, expect: {score: 20}}\n"
                          "- {name: y, without: [sales], expect: {errors: [{fact: 销售额}]}}\n"),
        "ok");
    EXPECT_EQ(outcome_of(plan + "- {name: x, facts: {sales: 1, 销售额: 2}, expect: {score: 1}}\n")
                  .substr(0, 30),
              "x: errors no such error/F0204 ");
}

TEST(Run, NotRatedIsNotZeroAndNotWithheld) {
    const std::string plan =
        "text: |\n  plan p\n  fact v number 0 .. 100 optional\n  score\n"
        "    known at least 1, else not rated\n"
        "  kpi k weight 100% = v\n    missing zero\ncases:\n";
    EXPECT_EQ(outcome_of(plan + "- {name: x, facts: {}, expect: {score: not rated, totals: "
                                "{score: \u4e0d\u4e88\u8bc4\u5b9a}}}\n"
                                "- {name: y, facts: {}, expect: {score: null}}\n"),
              "ok");
    EXPECT_EQ(outcome_of(plan + "- {name: x, facts: {v: 0}, expect: {score: not rated}}\n"
                                "- {name: y, facts: {}, expect: {score: 0}}\n"),
              "x: score not rated/0;\ny: score 0/not rated;\n");
}

TEST(Run, ACategoryCountsWithThoseItHolds) {
    EXPECT_EQ(
        outcome_of("text: |\n  plan nested\n  fact a count 0 .. 20\n  category outer\n"
                   "  category inner in outer at most 6\n  bonus x in inner\n    give a\n"
                   "  bonus y in outer\n    give 2\n  veto v\n    when a = 9\n"
                   "    category outer 3\ncases:\n"
                   "- {name: x, facts: {a: 9}, expect: {categories: {outer: 3, inner: 6}}}\n"
                   "- {name: y, facts: {a: 8}, expect: {categories: {outer: 8, inner: 6}}}\n"
                   "- {name: z, facts: {a: 1}, expect: {categories: {outer: 3, inner: 1}}}\n"),
        "ok");
}

TEST(Run, WarningsAreExactlyThoseExpected) {
    const std::string plan =
        "text: |\n  plan p\n  fact a count 0 .. 20\n  fact b count 0 .. 20\n"
        "  bonus x\n    give a\n  require a < 10 else warn \"a is {a}\"\n"
        "  require b < 10 else warn \"b is {b}\"\nbase: {a: 1, b: 1}\ncases:\n";
    EXPECT_EQ(outcome_of(plan +
                         "- {name: none, expect: {warnings: []}}\n"
                         "- {name: one, facts: {a: 11}, expect: {score: 11, warnings: [a is 11]}}\n"
                         "- {name: two, facts: {a: 11, b: 12}, expect: {warnings: [a is 11, b is "
                         "12]}}\n"
                         "- name: rows\n  each:\n    columns: [name, a, warnings]\n    rows:\n"
                         "      - [x, 5, null]\n      - [y, 15, a is 15]\n"),
              "ok");
    EXPECT_EQ(outcome_of(plan +
                         "- {name: none, facts: {a: 11}, expect: {warnings: []}}\n"
                         "- {name: order, facts: {a: 11, b: 12}, expect: {warnings: [b is 12, a is "
                         "11]}}\n"
                         "- {name: lost, expect: {warnings: [x]}}\n"
                         "- {name: bad, facts: {a: 21}, expect: {errors: [F0103], warnings: "
                         "[x]}}\n"),
              "none: warnings none/\"a is 11\";\n"
              "order: warnings \"b is 12\", \"a is 11\"/\"a is 11\", \"b is 12\";\n"
              "lost: warnings \"x\"/none;\n"
              "bad: warnings \"x\"/not scored;\n");
}

TEST(Run, AGroupedNumberIsNoText) {
    EXPECT_EQ(outcome_of("text: |\n  plan p\n\n  fact team text\n\n  score\n    start 1\n\n"
                         "  outcome who = team\ncases:\n"
                         "- {name: x, facts: {team: 1_0}, expect: {outcomes: {who: 1_0}}}\n"),
              "ok");
}

TEST(Run, ErrorsAreExactlyThoseExpected) {
    EXPECT_EQ(outcome_of(of_case("  facts: {sales: -1}\n  expect: {errors: [{code: F0102, fact: "
                                 "sales, says: at least 0}]}")),
              "ok");
    EXPECT_EQ(outcome_of(of_case("  facts: {sales: -1}\n  expect: {score: 100}")),
              "one: errors no such error/F0102 `sales` is -1, but must be at least 0 (line 5); "
              "score 100/not scored;\n");
    EXPECT_EQ(outcome_of(of_case("  facts: {sales: -1}\n  expect: {errors: [F0101]}")),
              "one: errors F0101/F0102 `sales` is -1, but must be at least 0 (line 5);\n");
    EXPECT_EQ(outcome_of(of_case("  expect: {score: 100, errors: [{fact: sales}]}")),
              "one: errors sales/no such error;\n");
    EXPECT_EQ(outcome_of(of_case("  facts: {sales: -1}\n  expect: {errors: [{fact: target}]}")),
              "one: errors target/F0102 `sales` is -1, but must be at least 0 (line 5);\n");
    EXPECT_EQ(outcome_of(of_case("  facts: {sales: -1}\n  expect: {errors: [F0102, {says: x}]}")),
              "one: errors \"x\"/no such error;\n");
    // Of shapes, of fields, and of facts that the plan does not have.
    EXPECT_EQ(outcome_of(of_case("  facts: {sales: [1], contracts: [{amout: 1}], salse: 1}\n"
                                 "  expect: {errors: [{fact: sales}, {fact: amout}, {fact: "
                                 "salse}]}"))
                  .substr(0, 12),
              "one: errors ");
    EXPECT_EQ(outcome_of(of_case("  facts: {contracts: [{amount: -1}], salse: 1}\n"
                                 "  expect: {errors: [{fact: amount}, {fact: salse, says: did you "
                                 "mean}]}")),
              "ok");
    EXPECT_EQ(outcome_of(of_case("  facts: {participants: [{id: x}]}\n"
                                 "  expect: {errors: [{fact: participants}]}")),
              "ok");
}

TEST(Run, WhatStopsARunIsAnError) {
    EXPECT_EQ(outcome_of(of_case("  period: summer\n  expect: {score: 100}")).substr(0, 12),
              "one: errors ");
    EXPECT_EQ(outcome_of("text: |\n  plan p\n    cycle quarter\n    effective 2026-01-01 to "
                         "2026-12-31\n\n  score\n    start 1\ncases:\n"
                         "- {name: a, period: 2026-Q4, expect: {score: 1}}\n"
                         "- {name: b, period: 2027-Q1, expect: {errors: [F0309]}}\n"),
              "ok");
    EXPECT_EQ(outcome_of("text: |\n  plan p\n    cycle quarter\n    effective 2026-01-01 to "
                         "2026-12-31\n\n  score\n    start 1\ncases:\n"
                         "- {name: b, period: 2027-Q1, expect: {score: 1}}\n"),
              "b: errors no such error/F0309 the period `2027-Q1` is outside of 2026-01-01 to "
              "2026-12-31, when the plan is effective (line 9); score 1/not scored;\n");
}

const std::string ranked =
    "text: |\n  plan p\n    cycle quarter\n\n  fact team text\n  fact sales count\n\n  score\n"
    "    start 0\n\n  bonus more\n    give 1 per sales\n\n"
    "  outcome place = rank by score within team\n"
    "  outcome before = score previous quarter else -1\n"
    "base: {team: a}\ncases:\n- name: one\n";

TEST(Run, AWholePopulation) {
    EXPECT_EQ(
        outcome_of(ranked + "  participants:\n"
                            "  - {id: ann, facts: {sales: 5}, expect: {outcomes: {place: 1}}}\n"
                            "  - {id: bob, facts: {sales: 3}, expect: {score: 3, outcomes: "
                            "{place: 2}}}\n"
                            "  - {id: cy, facts: {sales: 3, team: b}, expect: {outcomes: "
                            "{place: 1}}}\n"
                            "  - {id: dee, facts: {sales: 0}}\n"),
        "ok");
    EXPECT_EQ(outcome_of(ranked + "  facts: {sales: 3}\n  participants:\n    columns: [id, "
                                  "outcomes.place]\n    rows: [[ann, 1], [bob, 2]]\n"),
              "one: bob: outcomes.place 2/1;\n");
}

TEST(Run, APopulationWithErrors) {
    EXPECT_EQ(outcome_of(ranked + "  participants:\n"
                                  "  - {id: ann, facts: {sales: 5}, expect: {score: 5, outcomes: "
                                  "{place: null}, errors: [F0190]}}\n"
                                  "  - {id: bob, facts: {sales: -1}, expect: {errors: [F0102]}}\n"),
              "ok");
    EXPECT_EQ(outcome_of(ranked + "  participants:\n"
                                  "  - {id: ann, facts: {sales: 5}, expect: {score: 5}}\n"
                                  "  - {id: bob, facts: {sales: 5, team: b}}\n"
                                  "  - {id: ann, facts: {sales: 6}}\n"),
              "one: ann: errors no such error/F0303 `ann` is given more than once in the same "
              "period (line 22); ann: errors no such error/F0190 `place` is withheld: a "
              "participant who may belong to the same `team` has wrong facts, so the group is not "
              "complete;\n");
}

TEST(Run, ErrorsThatAreNobodys) {
    const std::string plan =
        "text: |\n  plan p\n\n  param top = 20 in 10 .. 30\n\n  score\n    start top\n"
        "cases:\n- name: one\n  params: {top: 31}\n"
        "  participants: [{id: ann, expect: {score: null}}, {id: bob}]\n";
    EXPECT_EQ(outcome_of(plan + "  expect: {errors: [F0103]}\n"), "ok");
    EXPECT_EQ(outcome_of(plan),
              "one: errors no such error/F0103 `top` is 31, but must be at most 30;\n");
    EXPECT_EQ(outcome_of(plan + "  expect: {errors: [F0102]}\n"),
              "one: errors F0102/F0103 `top` is 31, but must be at most 30;\n");
}

TEST(Run, SeveralPeriods) {
    EXPECT_EQ(outcome_of(ranked + "  participants:\n    columns: [id, period, sales, "
                                  "outcomes.before, score]\n"
                                  "    rows:\n    - [ann, 2026-Q3, 7, 5, 7]\n"),
              "one: ann: outcomes.before 5/-1;\n");
    EXPECT_EQ(outcome_of(ranked + "  participants:\n"
                                  "  - {id: ann, period: 2026-Q2, facts: {sales: 5}}\n"
                                  "  - {id: ann, period: 2026-Q3, facts: {sales: 7}, expect: "
                                  "{score: 7, outcomes: {before: 5}}}\n"),
              "ok");
    EXPECT_EQ(outcome_of(ranked + "  period: 2026-Q2\n  participants:\n"
                                  "  - {id: ann, facts: {sales: 5}, expect: {score: 5}}\n"
                                  "  - {id: ann, period: 2026-Q3, facts: {sales: 7}, expect: "
                                  "{score: 7}}\n"),
              "one: ann: score 7/not scored;\n");
}

TEST(Run, DiagnosticsOfAPlan) {
    const std::string bad =
        "cases:\n- name: x\n  text: |\n    plan p\n\n    score\n      start q\n    "
        "rule r\n      give z\n  expect: ";
    EXPECT_EQ(outcome_of(bad + "{diagnostics: [M0203, {code: M0203, line: 4, says: q}]}"), "ok");
    EXPECT_EQ(outcome_of(bad + "{diagnostics: [M0203]}"),
              "x: diagnostics no such diagnostic/M0203 in line 6: nothing is called `z`;\n");
    EXPECT_EQ(outcome_of(bad + "{diagnostics: [{code: M0203, line: 5}, M0203, M0101]}"),
              "x: diagnostics M0203 in line 5/M0203 in line 6: nothing is called `z`; diagnostics "
              "M0101/no such diagnostic;\n");
    EXPECT_EQ(outcome_of("plan: plan.merit\ncases: [{name: x, expect: {diagnostics: []}}]"), "ok");
    EXPECT_EQ(outcome_of(of_case("  expect: {diagnostics: [M0203], score: 99}")),
              "one: diagnostics M0203/no such diagnostic; score 99/100;\n");
}

TEST(Run, TheExplanationIsOfWhatDiffers) {
    const auto explained = [](const std::string& expect) {
        const auto result =
            run_beside(of_case("  facts: {sales: 1_320_000, complaints: 1}\n  expect: " + expect));
        return result.cases.at(0).explanation;
    };
    EXPECT_EQ(explained("{score: 118.5}"), "");
    const auto rule = explained("{rules: {over_achievement: 32}}");
    EXPECT_THAT(rule, HasSubstr("+32  Target exceeded"));
    EXPECT_THAT(rule, HasSubstr("-12  at most 20"));
    EXPECT_THAT(rule, HasSubstr("sales = 1,320,000 CNY (Signed sales)"));
    EXPECT_THAT(rule, Not(HasSubstr("Complaints")));
    EXPECT_EQ(explained("{lines: {score//over_achievement/cap: -11}}"), rule);
    EXPECT_EQ(explained("{rules: {over_achievement: 1}, because: {over_achievement: x}}"), rule);
    EXPECT_EQ(explained("{lines: {score///start: 1}}"), explained("{score: 1}"));
    EXPECT_EQ(explained("{score: 1, totals: {score: 1}}"),
              "  +100    Start\n"
              "   +32    Target exceeded\n"
              "   -12    at most 20\n"
              "     0    Big contracts\n"
              "     0    Target missed\n"
              "    -1.5  Complaints\n"
              "  ──────\n"
              "   118.5  Score\n");
    EXPECT_EQ(explained("{grade: B}"), "Grade = A\n  ✓ A from 110\n");
}

TEST(Run, TheExplanationOfCategoriesVetoesAndOutcomes) {
    const auto explained = [](const std::string& expect) {
        const auto result = run_text(
            "plan: plan.merit\ncases:\n- {name: x, facts: {shop: Airport, "
            "base_salary: 1000, sales: 1, target: 1, margin: 22%, "
            "new_customers: 2}, expect: " +
                expect + "}",
            MERITUM_REPOSITORY "/examples/electronics-quarter/x.yaml");
        EXPECT_TRUE(result.problems.empty());
        return result.cases.at(0).explanation;
    };
    const auto category = explained("{categories: {results: 1}}");
    EXPECT_THAT(category, HasSubstr("+1  New customers · Results"));
    EXPECT_THAT(category, HasSubstr("Results = +2: at most 30, at least -20"));
    EXPECT_THAT(category, Not(HasSubstr("give 0.5"))) << "reasons are a rule's";
    EXPECT_EQ(explained("{lines: {score/results//cap: -1}}"), category);
    EXPECT_THAT(explained("{vetoes: {made_up_orders: yes}}"), HasSubstr("Orders made up"));
    EXPECT_EQ(explained("{outcomes: {pay_factor: 2}}").substr(0, 10), "Factor = 1");
}

/// A folder of its own.
class Files : public testing::Test {
protected:
    void SetUp() override {
        top_ = fs::path(testing::TempDir()) / ("meritum_suite_run_" + std::to_string(getpid()));
        fs::remove_all(top_);
        fs::create_directories(top_);
        write("p.merit", "plan p\n\nfact a count\n\nscore\n  start 1\n");
    }
    void TearDown() override { fs::remove_all(top_); }
    void write(const std::string& name, std::string_view text) const {
        fs::create_directories((top_ / name).parent_path());
        std::ofstream(top_ / name, std::ios::binary) << text;
    }

    fs::path top_;
};

TEST_F(Files, TheReportDoesNotDependOnTheNumberOfJobs) {
    for (int i = 0; i < 40; ++i) {
        const auto rows =
            "plan: p.merit\ncases:\n- name: x\n  each: {columns: [a, score], rows: "
            "[[1, 1], [2, " +
            std::to_string(i % 3) + "]]}\n";
        write("s" + std::to_string(i) + ".test.yaml", i % 7 == 0 ? "plan: gone" : rows);
    }
    Options options;
    options.jobs = 1;
    const auto alone = run({top_}, options);
    EXPECT_EQ(alone.suites.size(), 40U);
    EXPECT_FALSE(alone.passed());
    for (const std::size_t jobs : {0, 2, 7, 1000}) {
        options.jobs = jobs;
        EXPECT_EQ(to_json(run({top_}, options)), to_json(alone)) << jobs;
    }
}

TEST_F(Files, TheFilterLooksAtFilesAndNames) {
    const std::string cases =
        "cases: [{name: one, facts: {a: 1}, expect: {score: 1}}, {name: two, "
        "facts: {a: 1}, expect: {score: 2}}]";
    write("x.test.yaml", "plan: p.merit\n" + cases);
    write("y/z.test.yaml", "plan: ../p.merit\n" + cases);
    Options options;
    options.filter = "one";
    EXPECT_TRUE(run({top_}, options).passed());
    EXPECT_EQ(run({top_}, options).cases(), 2U);
    options.filter = "z.test.yaml: two";
    const auto one = run({top_}, options);
    EXPECT_EQ(one.suites.size(), 1U);
    EXPECT_EQ(one.failed(), 1U);
    options.filter = "three";
    const auto none = run({top_}, options);
    EXPECT_FALSE(none.passed());
    ASSERT_EQ(none.problems.size(), 1U);
    EXPECT_EQ(none.problems[0].message, "no case has `three` in its name");
    write("broken.test.yaml", "[");
    EXPECT_EQ(run({top_}, options).broken(), 1U) << "what is broken is told all the same";
}

TEST_F(Files, WhatCannotBeReadHasFailed) {
    write("x.test.yaml/inside.test.yml",
          "plan: ../p.merit\ncases: [{name: a, facts: {a: 1}, expect: {score: 1}}]");
    EXPECT_TRUE(run({top_}).passed());
    fs::create_symlink("nowhere", top_ / "broken.test.yaml");
    fs::create_symlink("me.test.yaml", top_ / "me.test.yaml");
    const auto report = run({top_});
    EXPECT_FALSE(report.passed());
    EXPECT_EQ(report.broken(), 2U);
    EXPECT_EQ(report.cases(), 1U);
    EXPECT_EQ(report.suites[0].problems.at(0).message,
              "the suite cannot be read: there is no such file");
    write("large.yaml", std::string((16U << 20U) + 1, '#'));
    EXPECT_EQ(run({top_ / "large.yaml"}).suites.at(0).problems.at(0).message,
              "the suite cannot be read: the file has more than 16777216 bytes");
    EXPECT_EQ(run({"/dev/null"}).suites.at(0).problems.at(0).message,
              "the suite cannot be read: it is no file");
}

TEST_F(Files, NothingIsNotAPass) {
    EXPECT_FALSE(run({}).passed());
    ASSERT_EQ(run({}).problems.size(), 1U);
    EXPECT_EQ(run({}).problems[0].message, "no suite found");
    Options options;
    options.filter = "zzz";
    const auto none = run_text(
        "text: |\n  plan p\n  score\n    start 1\ncases:\n"
        "- {name: a, facts: {}, expect: {score: 1}}\n",
        "m", options);
    ASSERT_EQ(none.problems.size(), 1U);
    EXPECT_EQ(none.problems[0].message, "no case has `zzz` in its name");
    EXPECT_FALSE(run({top_}).passed());
    EXPECT_FALSE(SuiteResult().passed());
    EXPECT_FALSE(Report().passed());
}

}  // namespace
}  // namespace meritum::suite
