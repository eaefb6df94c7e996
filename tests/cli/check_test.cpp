// meritum check for programs (JSON, SARIF) and `--explain`: what is written, and the exit codes.
#include "cli/program.hpp"

namespace meritum::cli {
namespace {

TEST_F(Program, ChecksForPrograms) {
    const Outcome json = run("check --format json broken.merit plan.merit");
    EXPECT_EQ(json.code, 1);
    EXPECT_EQ(json.err, "");
    EXPECT_THAT(json.out, StartsWith("{\"plans\":[\n{\"file\":\"broken.merit\",\"errors\":1,"));
    EXPECT_THAT(json.out, HasSubstr("{\"file\":\"plan.merit\",\"errors\":0,\"warnings\":0,"
                                    "\"diagnostics\":[]}\n]}\n"));
    EXPECT_EQ(run("check --format json plan.merit").code, 0);
    const Outcome sarif = run("check --format sarif broken.merit");
    EXPECT_EQ(sarif.code, 1);
    EXPECT_THAT(sarif.out, HasSubstr("\"version\":\"2.1.0\""));
    EXPECT_THAT(sarif.out, HasSubstr("\"uri\":\"broken.merit\""));
    const Outcome none = run("check --format json plan.merit nowhere.merit");
    EXPECT_EQ(none.code, 1);
    EXPECT_EQ(none.out, "") << "half a document";
    EXPECT_THAT(none.err, HasSubstr("nowhere.merit cannot be read: there is no such file"));
    EXPECT_EQ(run("check --format json plan.merit > /dev/full #").code, 1);
}

TEST_F(Program, ExplainsCodes) {
    for (const std::string word : {"M0401", "m0401", "division_by_zero"}) {
        const Outcome outcome = run("check --explain " + word);
        EXPECT_EQ(outcome.code, 0) << word;
        EXPECT_THAT(outcome.out, StartsWith("M0401 division_by_zero\n"));
        EXPECT_THAT(outcome.out, HasSubstr("\nWrong: plan.merit\n    plan p\n"));
        EXPECT_THAT(outcome.out, HasSubstr("\nRight: plan.merit\n    plan p\n"));
    }
    EXPECT_THAT(run("check --explain F0301").out, HasSubstr("\nWrong: data.yaml\n    - id: ann\n"));
    EXPECT_THAT(run("check --explain M0901").out, StartsWith("M0901 unused_name (warning)\n"));
    EXPECT_THAT(run("check --explain M0102").out, Not(HasSubstr("\x01")));
    EXPECT_THAT(run("check --explain M0411x").err, HasSubstr("did you mean M0411?"));
    EXPECT_THAT(run("check --explain m0481").err, HasSubstr("did you mean M0401?"));
    EXPECT_THAT(run("check --explain zero").err, HasSubstr("codes are written as in messages"));
    EXPECT_THAT(run("check --explain M0401 plan.merit").err, HasSubstr("it takes no plans"));
    EXPECT_THAT(run("check").err, StartsWith("meritum: PLAN is required; see meritum check"));
    EXPECT_EQ(run("check --explain zero").code, 1);
}

}  // namespace
}  // namespace meritum::cli
