// Reading what is expected: every kind of value, and every way to get one wrong.
#include "suite/reading.hpp"

namespace meritum::suite {
namespace {

std::string expecting(const std::string& what) { return of_case("  expect: {" + what + "}"); }

/// Outcomes of every kind, categories and vetoes.
const std::string kinds = R"(text: |
  plan kinds
    languages en, zh

  fact region | 地区 one of North | 北, South | 南
  fact bad boolean default no
  fact day date
  fact team text

  score
    start 100

  category work

  bonus extra in work
    give 5
    at most 5

  veto red_line "Red line"
    when bad
    score 0

  grade
    A | 优 from 100
    B otherwise

  outcome half = score / 2 round 0.01
  outcome fine = not bad
  outcome where = region
  outcome next_day = day + 1 at most 2199-12-31
  outcome who = team
base: {region: North, day: 2026-07-01, team: "007"}
cases:
- name: one
)";

TEST(Expectations, NamesThatThePlanDoesNotHave) {
    EXPECT_EQ(problems_of(expecting("scoer: 1")),
              "5:12 `scoer` is no key of `expect` / did you mean `score`?\n");
    EXPECT_EQ(problems_of(expecting("rules: {over_achievment: 1}")),
              "5:20 `over_achievment` is no rule of the plan / did you mean `over_achievement`?\n");
    EXPECT_EQ(problems_of(expecting("outcomes: {pay: 1}")),
              "5:23 `pay` is no outcome of the plan\n");
    EXPECT_EQ(problems_of(expecting("totals: {scroe: 1}")),
              "5:21 `scroe` is no total of the plan / did you mean `score`?\n");
    EXPECT_EQ(problems_of(expecting("categories: {x: 1}")),
              "5:25 `x` is no category of the plan\n");
    EXPECT_EQ(problems_of(expecting("vetoes: {x: yes}")), "5:21 `x` is no veto of the plan\n");
    EXPECT_EQ(problems_of(expecting("lines: {score//complaints/rule: 1}")),
              "5:20 `score//complaints/rule` is no line of the plan / did you mean "
              "`score//complaint/rule`?\n");
    EXPECT_EQ(problems_of(expecting("grade: AA")),
              "5:19 `AA` is no value of `grade` / there are `A`, `B`, `C`\n");
    EXPECT_EQ(problems_of(expecting("because: {complant: a}")),
              "5:22 `complant` is no rule or veto of the plan / did you mean `complaint`?\n");
    EXPECT_EQ(problems_of(expecting("because: {complaint: a}")),
              "5:22 `complaint` has no `because` in the plan\n");
    EXPECT_EQ(problems_of("text: \"plan p\\n\\nscore\\n  start 1\\n\"\ncases: [{name: x, expect: "
                          "{grade: A}}]"),
              "2:35 the plan has no grades\n");
}

TEST(Expectations, ValuesThatAreNotWhatThePlanSays) {
    const std::string number =
        " / write it like 118.5, -20, 1_000_000 or 15%; null expects that there is none\n";
    EXPECT_EQ(problems_of(expecting("score: abc")),
              "5:19 `score` is a number, not \"abc\"" + number);
    EXPECT_EQ(problems_of(expecting("score: 1e2")),
              "5:19 `score` is a number, not \"1e2\"" + number);
    EXPECT_EQ(problems_of(expecting("score: [1]")),
              "5:19 `score` is a number, not a list" + number);
    EXPECT_EQ(problems_of(expecting("rules: {complaint: x}")),
              "5:31 `complaint` is a number, not \"x\"" + number);
    EXPECT_EQ(problems_of(expecting("rules: 5")),
              "5:19 `rules` is a mapping, not \"5\" / write {name: value}\n");
    EXPECT_EQ(problems_of(expecting("grade: [A]")), "5:19 `grade` is a text, not a list\n");
    EXPECT_EQ(problems_of(expecting("because: {over_achievement: [a]}")),
              "5:40 the `because` of `over_achievement` is a text, not a list\n");
    EXPECT_EQ(problems_of(kinds + "  expect: {outcomes: {fine: maybe, where: East, next_day: soon, "
                                  "who: [a]}, vetoes: {red_line: 1}}"),
              "35:29 `fine` is yes or no, not \"maybe\"\n"
              "35:43 `East` is no value of `where` / there are `North`, `北`, `South`, `南`\n"
              "35:59 `next_day` is a date, not \"soon\" / write it like 2026-07-01\n"
              "35:70 `who` is a text, not a list\n"
              "35:95 that `red_line` fires is yes or no, not \"1\"\n");
}

TEST(Expectations, ErrorsAndDiagnostics) {
    EXPECT_EQ(problems_of(expecting("errors: {code: F0101}")),
              "5:20 `errors` is a list, not a mapping / write it in brackets, [...]; an empty list "
              "expects none\n");
    EXPECT_EQ(problems_of(expecting("errors: [M0101]")),
              "5:21 `M0101` is no code of an error / codes are like F0102; docs/data.md lists "
              "them\n");
    EXPECT_EQ(problems_of(expecting("errors: [{}]")),
              "5:21 an expected error says nothing / give its code, its fact or what it says\n");
    EXPECT_EQ(problems_of(expecting("errors: [[a]]")),
              "5:21 an expected error is a mapping, not a list / its keys are code, fact, says\n");
    EXPECT_EQ(problems_of(expecting("errors: [null]")),
              "5:21 the code of an error is a text, not empty\n");
    EXPECT_EQ(problems_of(expecting("errors: [{cod: F0101, fact: a}]")),
              "5:22 `cod` is no key of an expected error / did you mean `code`?\n");
    EXPECT_EQ(problems_of(expecting("diagnostics: M0101")),
              "5:25 `diagnostics` is a list, not \"M0101\" / write it in brackets, [...]; an empty "
              "list expects none\n");
    const std::string codes =
        " is no code of a diagnostic / codes are like M0401; `meritum check` shows them\n";
    EXPECT_EQ(problems_of(expecting("diagnostics: [F0101]")), "5:26 `F0101`" + codes);
    EXPECT_EQ(problems_of(expecting("diagnostics: [{line: 1}]")), "5:26 ``" + codes);
    EXPECT_EQ(problems_of(expecting("diagnostics: [{code: M0101, line: 0}]")),
              "5:26 `0` is no line of a plan / lines count from 1\n");
    EXPECT_EQ(problems_of(expecting("diagnostics: [{code: M0101, line: x}]")),
              "5:26 `x` is no line of a plan / lines count from 1\n");
    EXPECT_EQ(problems_of(expecting("diagnostics: [[a]]")),
              "5:26 the code of a diagnostic is a text, not a list\n");
    EXPECT_EQ(problems_of(expecting("diagnostics: [{code: M0101, what: x}]")),
              "5:40 `what` is no key of an expected diagnostic / there are `code`, `line`, "
              "`says`\n");
}

TEST(Expectations, OfEveryKind) {
    EXPECT_EQ(outcome_of(kinds + "  expect: {score: 105, grade: 优, outcomes: {half: 52.50, fine: "
                                 "Yes, where: 北, next_day: 2026-07-02, who: \"007\"}, totals: "
                                 "{score: 105.0}, categories: {work: 5}, rules: {extra: 500%}, "
                                 "vetoes: {red_line: no}, lines: {score/work/extra/cap: null}}"),
              "ok");
    EXPECT_EQ(outcome_of(kinds + "  expect: {score: null, grade: B, outcomes: {half: 52, fine: no, "
                                 "where: South, next_day: 2026-07-01, who: \"7\"}, totals: {score: "
                                 "1}, categories: {work: 6}, rules: {extra: 0}, vetoes: {red_line: "
                                 "yes}, lines: {score/work/extra/rule: null}}"),
              "one: score nothing/105; grade B/A; outcomes.half 52/52.5; outcomes.fine no/yes; "
              "outcomes.where South/North; outcomes.next_day 2026-07-01/2026-07-02; outcomes.who "
              "7/007; totals.score 1/105; categories.work 6/5; rules.extra 0/5; vetoes.red_line "
              "yes/no; lines.score/work/extra/rule nothing/5;\n");
}

}  // namespace
}  // namespace meritum::suite
