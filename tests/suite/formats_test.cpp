// Reports as text, JSON and JUnit, also of what wants to break them.
#include <gmock/gmock.h>

#include "io/formats.hpp"
#include "suite/reading.hpp"

namespace meritum::suite {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A suite that passed, one that did not, one that could not be run.
Report sample() {
    Report report;
    report.suites.resize(3);
    report.suites[0].file = "a.test.yaml";
    report.suites[0].cases = {{"good", {"a.test.yaml", 3, 5}, {}, ""}};
    report.suites[1].file = "b.test.yaml";
    report.suites[1].cases = {{"good", {"b.test.yaml", 3, 5}, {}, ""},
                              {"bad",
                               {"b.test.yaml", 9, 5},
                               {{"score", "100", "101", {"b.test.yaml", 10, 14}},
                                {"grade", "A", "nothing", {"b.test.yaml", 11, 14}}},
                               "  +1  Target exceeded\n\n      sales = 1\n"}};
    report.suites[2].file = "c.test.yaml";
    report.suites[2].problems = {
        {{"c.test.yaml", 2, 1}, "`peroid` is no key of a suite", "did you mean `period`?"},
        {{"c.test.yaml", 0, 0}, "the plan has errors:\nerror[M0203]\n  | q", ""}};
    return report;
}

TEST(Formats, Text) {
    EXPECT_EQ(to_text(sample()), R"(✓ a.test.yaml: 1 case
✗ b.test.yaml: 2 cases, 1 failed

  bad
  b.test.yaml:9:5
           expected  actual
    score  100       101
    grade  A         nothing

      +1  Target exceeded

          sales = 1

✗ c.test.yaml: cannot be run
  c.test.yaml:2:1: `peroid` is no key of a suite
    did you mean `period`?
  c.test.yaml: the plan has errors:
    error[M0203]
      | q

3 suites, 3 cases: 2 passed, 1 failed, 1 suite cannot be run
)");
    Report good;
    good.suites = {sample().suites[0]};
    EXPECT_TRUE(good.passed());
    EXPECT_EQ(to_text(good), "✓ a.test.yaml: 1 case\n1 suite, 1 case: 1 passed, 0 failed\n");
    EXPECT_EQ(to_text(Report()), "0 suites, 0 cases: 0 passed, 0 failed\n");
}

TEST(Formats, ColoursSayNothingOfTheirOwn) {
    auto coloured = to_text(sample(), true);
    EXPECT_THAT(coloured, HasSubstr("\x1b[31m"));
    EXPECT_THAT(coloured, HasSubstr("\x1b[32m"));
    for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b'))
        coloured.erase(at, coloured.find('m', at) - at + 1);
    EXPECT_EQ(coloured, to_text(sample()));
}

TEST(Formats, Json) {
    EXPECT_EQ(
        to_json(sample()),
        R"({"passed":false,"suites":3,"cases":3,"failed":1,"broken":1,"problems":[],)"
        "\n\"results\":[\n"
        R"({"file":"a.test.yaml","passed":true,"problems":[],"cases":[)"
        "\n"
        R"({"name":"good","line":3,"column":5,"passed":true,"differences":[],)"
        R"("explanation":null})"
        "\n]},\n"
        R"({"file":"b.test.yaml","passed":false,"problems":[],"cases":[)"
        "\n"
        R"({"name":"good","line":3,"column":5,"passed":true,"differences":[],)"
        R"("explanation":null},)"
        "\n"
        R"({"name":"bad","line":9,"column":5,"passed":false,"differences":[)"
        R"({"what":"score","expected":"100","actual":"101","line":10,"column":14},)"
        R"({"what":"grade","expected":"A","actual":"nothing","line":11,"column":14}],)"
        R"("explanation":"  +1  Target exceeded\n\n      sales = 1\n"})"
        "\n]},\n"
        R"({"file":"c.test.yaml","passed":false,"problems":[)"
        R"({"file":"c.test.yaml","line":2,"column":1,"message":"`peroid` is no key of a suite",)"
        R"("fix":"did you mean `period`?"},)"
        R"({"file":"c.test.yaml","line":null,"column":null,)"
        R"("message":"the plan has errors:\nerror[M0203]\n  | q","fix":null}],"cases":[]})"
        "\n]}\n");
    EXPECT_EQ(to_json(Report()),
              "{\"passed\":false,\"suites\":0,\"cases\":0,\"failed\":0,\"broken\":0,\"problems\":[]"
              ",\n\"results\":[]}\n");
}

TEST(Formats, Junit) {
    EXPECT_EQ(to_junit(sample()), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="1" errors="1">
  <testsuite name="a.test.yaml" tests="1" failures="0" errors="0">
    <testcase classname="a.test.yaml" name="good" file="a.test.yaml" line="3"/>
  </testsuite>
  <testsuite name="b.test.yaml" tests="2" failures="1" errors="0">
    <testcase classname="b.test.yaml" name="good" file="b.test.yaml" line="3"/>
    <testcase classname="b.test.yaml" name="bad" file="b.test.yaml" line="9">
      <failure message="score: expected 100, actual 101">b.test.yaml:9:5
score: expected 100, actual 101
grade: expected A, actual nothing

  +1  Target exceeded

      sales = 1
</failure>
    </testcase>
  </testsuite>
  <testsuite name="c.test.yaml" tests="1" failures="0" errors="1">
    <testcase classname="c.test.yaml" name="the suite can be run" file="c.test.yaml">
      <error message="`peroid` is no key of a suite">c.test.yaml:2:1: `peroid` is no key of a suite
  did you mean `period`?
c.test.yaml: the plan has errors:
error[M0203]
  | q
</error>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST(Formats, ProblemsOfTheSearchAreToldEverywhere) {
    Report report;
    report.problems = {{{"gone", 0, 0}, "there is no such file or folder", ""}};
    EXPECT_THAT(to_text(report), HasSubstr("gone: there is no such file or folder\n"));
    EXPECT_THAT(to_json(report), HasSubstr("\"problems\":[{\"file\":\"gone\""));
    EXPECT_THAT(to_junit(report), HasSubstr("<error message=\"there is no such file or folder\">"));
    EXPECT_THAT(to_junit(report),
                HasSubstr("<testsuites tests=\"1\" failures=\"0\" errors=\"1\">"));
}

TEST(Formats, HostileNames) {
    const std::string evil =
        "\x1b[31m]]> <b attr=\"x\"> & 'q'\r\n\t\xE2\x80\xAE\xFF\xEF\xBF\xBE\x01";
    Report report;
    report.suites.resize(1);
    report.suites[0].file = evil;
    report.suites[0].cases = {{evil, {evil, 1, 1}, {{evil, evil, evil, {}}}, evil}};
    const auto text = to_text(report);
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xAE")));
    EXPECT_THAT(text, Not(HasSubstr("\xFF")));
    EXPECT_NO_THROW(io::json_tree("report", to_json(report)));
    const auto junit = to_junit(report);
    for (const char* bad : {"\x1b", "\xFF", "\xEF\xBF\xBE", "\x01", "]]>", "<b", "& ", "\r"})
        EXPECT_THAT(junit, Not(HasSubstr(bad)));
    EXPECT_THAT(junit, HasSubstr("name=\"\uFFFD[31m]]&gt; &lt;b attr=&quot;x&quot;&gt; &amp; 'q'"
                                 "&#13;&#10;&#9;\xE2\x80\xAE\uFFFD\uFFFD\uFFFD\""));
}

}  // namespace
}  // namespace meritum::suite
