// What is wrong with a suite: each way to break one, its place and its fix.
#include "base/limits.hpp"
#include "suite/reading.hpp"

namespace meritum::suite {
namespace {

TEST(Read, YamlIsAsStrictAsData) {
    EXPECT_EQ(problems_of(""), "0:0 the file is empty\n");
    EXPECT_EQ(problems_of("plan: &a x\n"), "1:7 anchors (&name) are not taken\n");
    EXPECT_EQ(problems_of("plan: !!str x\n"),
              "1:7 tags (!name) are not taken; the plan declares the types\n");
    EXPECT_EQ(problems_of("plan: x\nplan: y\n"), "2:1 the key `plan` is given twice\n");
    EXPECT_EQ(problems_of("plan: \"\xff\"\n").substr(0, 4), "1:8 ");
    EXPECT_EQ(problems_of("a: " + std::string(20, '[') + std::string(20, ']')),
              "1:19 more than 16 levels inside each other\n");
}

TEST(Read, ASuiteIsAMappingWithAPlanAndCases) {
    const std::string keys =
        " / its keys are plan, text, period, lang, params, base, tables, cases\n";
    EXPECT_EQ(problems_of("nothing"), "1:1 a suite is a mapping, not \"nothing\"" + keys);
    EXPECT_EQ(problems_of("- a"), "1:1 a suite is a mapping, not a list" + keys);
    const std::string none =
        "the suite has no cases / write `cases:` and below it a list, each with `name` and "
        "`expect`\n";
    EXPECT_EQ(problems_of("plan: plan.merit"), "1:1 " + none);
    EXPECT_EQ(problems_of("plan: plan.merit\ncases: []"), "2:8 " + none);
    EXPECT_EQ(problems_of("plan: plan.merit\ncases: ~"), "2:8 " + none);
    EXPECT_EQ(problems_of("plan: plan.merit\ncases: {name: x}"), "2:8 " + none);
    EXPECT_EQ(problems_of("plan: plan.merit\nperoid: 2026-Q3\ncases: [{name: x, expect: {score: "
                          "1}}]"),
              "2:1 `peroid` is no key of a suite / did you mean `period`?\n");
    EXPECT_EQ(problems_of("plan: plan.merit\ncase: [{name: x, expect: {score: 1}}]"),
              "2:1 `case` is no key of a suite / did you mean `cases`?\n");
    EXPECT_EQ(problems_of("cases: [{name: x, expect: {score: 1}}]"),
              "1:9 there is no plan / give `plan` or `text`\n");
    EXPECT_EQ(
        problems_of("plan: plan.merit\ncases: [just words]"),
        "2:9 a case is a mapping, not \"just words\" / its keys are name, plan, text, period, "
        "lang, params, facts, without, each, participants, expect\n");
}

TEST(Read, PlansThatCannotBeRead) {
    const std::string cases = "\ncases: [{name: x, expect: {score: 1}}]";
    const std::string beside = " / the name is relative to the folder of the suite\n";
    EXPECT_EQ(problems_of("plan: gone.merit" + cases),
              "1:7 the plan gone.merit cannot be read: there is no such file" + beside);
    EXPECT_EQ(problems_of("plan: ." + cases),
              "1:7 the plan . is refused / name a file `*.merit` from the folder of the suite\n");
    EXPECT_EQ(problems_of("plan: /gone.merit" + cases),
              "1:7 the plan /gone.merit is refused / name a file `*.merit` from the folder of the "
              "suite\n");
    EXPECT_EQ(problems_of("plan: [a]" + cases), "1:7 `plan` is a text, not a list\n");
    EXPECT_EQ(problems_of("plan: ~" + cases), "1:7 `plan` is a text, not empty\n");
    EXPECT_EQ(problems_of("text: {}" + cases), "1:7 `text` is a text, not a mapping\n");
    EXPECT_EQ(problems_of("plan: a\ntext: b" + cases),
              "2:7 `plan` and `text` both give a plan / leave one of them out\n");
    EXPECT_EQ(problems_of("base: {}\nparams: {}\ncases: [{name: x, plan: plan.merit, facts: "
                          "{sales: 1, target: 1}, expect: {score: 100}}]"),
              "1:7 `base` needs a plan of the suite / give `plan` beside it; a plan of a case "
              "starts from nothing\n"
              "2:9 `params` needs a plan of the suite / give `plan` beside it; a plan of a case "
              "starts from nothing\n");
}

TEST(Read, APlanWithErrorsIsToldOnce) {
    const std::string suite =
        "text: |\n  plan p\n\n  score\n    start q\ncases:\n"
        "- {name: a, expect: {score: 1}}\n- {name: b, expect: {score: 1}}\n";
    const auto page = problems_of(suite);
    EXPECT_EQ(page.find("1:7 the plan has errors:\nerror[M0203]: nothing is called `q`"), 0U);
    EXPECT_NE(page.find("x.test.yaml, text in line 1:4:9"), std::string::npos) << page;
    EXPECT_NE(page.find(" / correct it, or expect its `diagnostics`\n"), std::string::npos);
    EXPECT_EQ(page.find("8:3"), std::string::npos) << page;
}

TEST(Read, OfAPlanWithErrorsOnlyDiagnosticsCanBeExpected) {
    EXPECT_EQ(problems_of("cases:\n- name: x\n  text: plan\n  facts: {}\n  expect: {score: 1, "
                          "diagnostics: [M0101]}"),
              "4:3 `facts` says nothing where the plan has errors / leave it out, or correct the "
              "plan\n"
              "5:12 `score` says nothing where the plan has errors / leave it out, or correct the "
              "plan\n");
}

TEST(Read, CasesSayTheirNameAndExpectSomething) {
    EXPECT_EQ(problems_of("plan: plan.merit\ncases: [{expect: {score: 1}}]"),
              "2:9 a case needs a `name` / say in a few words what it shows\n");
    EXPECT_EQ(problems_of("plan: plan.merit\ncases: [{name: [a], expect: {score: 1}}]"),
              "2:16 `name` is a text, not a list\n");
    EXPECT_EQ(problems_of("plan: plan.merit\ncases: [{name: a, expect: {score: 1}}, {name: a, "
                          "expect: {score: 1}}]"),
              "2:47 another case is called `a`\n");
    const std::string nothing =
        "the case expects nothing / write `expect:` with what should come out\n";
    EXPECT_EQ(problems_of(of_case("")), "4:3 " + nothing);
    EXPECT_EQ(problems_of(of_case("  expect: {}")), "4:3 " + nothing);
    EXPECT_EQ(problems_of(of_case("  expect: {rules: {}}")), "4:3 " + nothing);
    EXPECT_EQ(problems_of(of_case("  each: {columns: [sales], rows: [[1]]}")), "5:35 " + nothing);
    EXPECT_EQ(problems_of(of_case("  participants: [{id: a}]")), "4:3 " + nothing);
    EXPECT_EQ(problems_of(of_case("  expcet: {score: 1}")),
              "5:3 `expcet` is no key of a case / did you mean `expect`?\n");
    EXPECT_EQ(problems_of(of_case("  expect: 100")),
              "5:11 `expect` is a mapping, not \"100\" / its keys are score, grade, outcomes, "
              "totals, rules, categories, vetoes, lines, because, warnings, errors, diagnostics\n");
    EXPECT_EQ(problems_of(of_case("  lang: fr\n  expect: {score: 1}")),
              "5:9 `fr` is a tongue neither of ours nor of the plan / there are en, zh\n");
    EXPECT_EQ(problems_of(of_case("  period: [a]\n  expect: {score: 1}")),
              "5:11 `period` is a text, not a list\n");
}

TEST(Read, FactsAndParams) {
    const std::string expect = "\n  expect: {score: 1}";
    EXPECT_EQ(problems_of(of_case("  facts: [1]" + expect)),
              "5:10 facts are a mapping, not a list / write {sales: 1_000_000}\n");
    EXPECT_EQ(problems_of(of_case("  facts: {id: a}" + expect)),
              "5:11 `id` is no fact / it stands beside `facts`\n");
    EXPECT_EQ(problems_of("plan: plan.merit\nbase: {targit: 1}\ncases:\n- name: a" + expect +
                          "\n- name: b" + expect),
              "2:8 `targit` is no fact of the plan / did you mean `target`?\n");
    EXPECT_EQ(problems_of(of_case("  without: target" + expect)),
              "5:12 `without` is a list, not \"target\" / write [satisfaction]\n");
    EXPECT_EQ(problems_of(of_case("  without: [targit]" + expect)),
              "5:13 `targit` is no fact of the plan / did you mean `target`?\n");
    EXPECT_EQ(problems_of(of_case("  without: [complaints]" + expect)),
              "5:13 `complaints` cannot be taken out; nothing gives it\n");
    EXPECT_EQ(problems_of(of_case("  without: [[a]]" + expect)),
              "5:13 a fact's name is a text, not a list\n");
    EXPECT_EQ(problems_of(of_case("  params: [a]" + expect)),
              "5:11 `params` is a mapping, not a list / write {name: value}\n");
    EXPECT_EQ(problems_of(of_case("  params: {top: 1}" + expect)),
              "5:12 `top` is no param of the plan\n");
    EXPECT_EQ(problems_of("text: \"plan p\\n\\nparam top = 20 in 10 .. 30\\n\\nscore\\n  start "
                          "top\\n\"\nparams: {tpo: 1}\n"
                          "cases:\n- {name: x, params: {top: [1]}, expect: {score: 1}}\n"
                          "- {name: y, expect: {score: 1}}"),
              "2:10 `tpo` is no param of the plan / did you mean `top`?\n"
              "4:27 `top` is a text, not a list\n");
}

TEST(Read, Participants) {
    EXPECT_EQ(problems_of(of_case("  participants: []\n")),
              "5:17 `participants` is empty / write one entry for each, with `id`, `facts` and "
              "`expect`\n");
    EXPECT_EQ(problems_of(of_case("  participants: ann\n")),
              "5:17 `participants` is a list or a table, not \"ann\" / write one entry for each, "
              "with `id`, `facts` and `expect`\n");
    EXPECT_EQ(problems_of(of_case("  participants: [ann]\n")),
              "5:18 a participant is a mapping, not \"ann\" / its keys are id, period, facts, "
              "without, expect\n");
    EXPECT_EQ(problems_of(of_case("  participants: [{expect: {score: 1}}]\n")),
              "5:18 a participant needs an `id`\n");
    EXPECT_EQ(problems_of(of_case("  participants: [{id: a, sales: 1}]\n")),
              "5:26 `sales` is no key of a participant / there are `id`, `period`, `facts`, "
              "`without`, `expect`\n");
    EXPECT_EQ(problems_of(of_case("  participants: [{id: a, expect: {score: 100}}]\n"
                                  "  expect: {score: 1}")),
              "6:11 of whom this is expected is not said / move it into `participants`, under the "
              "one it is about\n");
    EXPECT_EQ(problems_of(of_case("  participants: [{id: a, expect: {diagnostics: []}}]\n")),
              "5:48 `diagnostics` are the plan's, nobody's / move them to the `expect` of the "
              "case\n");
    EXPECT_EQ(problems_of(of_case("  participants: [{id: a, expect: {score: 100}}]\n"
                                  "  each: {columns: [sales, score], rows: [[1, 1]]}")),
              "6:9 a case has either `each` or `participants` / write a case for each row\n");
}

TEST(Read, NoMoreProblemsAreToldThanCanBeRead) {
    std::string rows;
    for (std::size_t i = 0; i < limits::suite_problems; ++i) rows += "    - [1, x]\n";
    const auto suite = of_case("  each:\n    columns: [sales, score]\n    rows:\n" + rows);
    EXPECT_EQ(run_beside(suite).problems.size(), limits::suite_problems);
    const auto more = run_beside(suite + "    - [1, x]\n    - [2, x]\n").problems;
    ASSERT_EQ(more.size(), limits::suite_problems + 1);
    EXPECT_EQ(more.back().message, "there are more problems; they are told when these are gone");
}

TEST(Read, ASuiteHasSoManyCases) {
    std::string suite = of_case("  each:\n    columns: [complaints, score]\n    rows:\n");
    for (std::size_t i = 0; i < limits::suite_cases; ++i) suite += "    - [0, 100]\n";
    Options none;
    none.filter = "no case is called that";  // read, not run
    const auto all = run_beside(suite, none).problems;
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].message, "no case has `no case is called that` in its name");
    const auto more = run_beside(suite + "    - [0, 100]\n", none).problems;
    ASSERT_EQ(more.size(), 1U);
    EXPECT_EQ(more[0].message, "the suite has more than 100000 cases");
}

}  // namespace
}  // namespace meritum::suite
