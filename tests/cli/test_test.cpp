// meritum test, as a person or a build server meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace meritum::cli {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// A folder of its own with a plan, a suite that passes and one that does not.
class TestCommand : public testing::Test {
protected:
    void SetUp() override {
        top_ = fs::path(testing::TempDir()) / ("meritum_cli_test_" + std::to_string(getpid()));
        fs::remove_all(top_);
        fs::create_directories(top_ / "good");
        write("p.merit",
              "plan p\n\nfact a count\n\nscore\n  start 1\n\nbonus more\n  give 2 per a\n");
        write("good/p.test.yaml",
              "plan: ../p.merit\ncases:\n- name: steps\n  each: {columns: [a, score], rows: [[0, "
              "1], [1, 3]]}\n");
        write("bad.test.yaml",
              "plan: p.merit\ncases:\n- {name: right, facts: {a: 1}, expect: {score: 3}}\n"
              "- {name: wrong, facts: {a: 2}, expect: {score: 5, rules: {more: 3}}}\n");
    }
    void TearDown() override { fs::remove_all(top_); }

    void write(const std::string& name, std::string_view text) const {
        std::ofstream(top_ / name, std::ios::binary) << text;
    }
    std::string read(const std::string& name) const {
        std::ifstream in(top_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    struct Outcome {
        int code = -1;
        std::string out;
        std::string err;
    };
    Outcome run(const std::string& arguments) const {
        const std::string command = "cd '" + top_.string() + "' && " + MERITUM_PROGRAM + " test " +
                                    arguments + " > out.txt 2> err.txt < /dev/null";
        const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): our own words
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("out.txt"), read("err.txt")};
    }

    fs::path top_;
};

TEST_F(TestCommand, ASuiteThatPasses) {
    const Outcome outcome = run("good");
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out, "✓ good/p.test.yaml: 2 cases\n1 suite, 2 cases: 2 passed, 0 failed\n");
    EXPECT_EQ(outcome.err, "");
}

TEST_F(TestCommand, ACaseThatFails) {
    const Outcome outcome = run(".");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.out,
              "✗ ./bad.test.yaml: 2 cases, 1 failed\n\n"
              "  wrong\n"
              "  ./bad.test.yaml:4:3\n"
              "                expected  actual\n"
              "    rules.more  3         4\n\n"
              "      +4  more\n"
              "          give 2 per a = 4\n"
              "            a = 2\n\n"
              "✓ ./good/p.test.yaml: 2 cases\n"
              "2 suites, 4 cases: 3 passed, 1 failed\n");
    EXPECT_EQ(run("bad.test.yaml --filter right").code, 0);
    EXPECT_EQ(run("bad.test.yaml --filter wrong --jobs 1").code, 1);
}

TEST_F(TestCommand, NothingToTestIsAFailure) {
    fs::create_directories(top_ / "empty");
    for (const std::string arguments : {"empty", "nowhere", "good --filter nothing"}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_THAT(outcome.out, EndsWith("0 suites, 0 cases: 0 passed, 0 failed\n"));
    }
    EXPECT_EQ(run("good nowhere").code, 1);
    write("none.test.yaml", "plan: p.merit\ncases: []\n");
    const Outcome outcome = run("none.test.yaml");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.out, HasSubstr("none.test.yaml:2:8: the suite has no cases\n"));
}

TEST_F(TestCommand, OtherFormats) {
    const Outcome json = run("bad.test.yaml --format json");
    EXPECT_EQ(json.code, 1);
    EXPECT_THAT(json.out, StartsWith("{\"passed\":false,\"suites\":1,\"cases\":2,\"failed\":1,"));
    const Outcome junit = run(". --format junit --out results.xml");
    EXPECT_EQ(junit.code, 1);
    EXPECT_EQ(junit.out, "");
    EXPECT_THAT(read("results.xml"), StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    EXPECT_THAT(read("results.xml"),
                HasSubstr("<failure message=\"rules.more: expected 3, actual 4\">"));
    EXPECT_EQ(run("good --format junit").code, 0);
}

TEST_F(TestCommand, NothingFromOutsideSteersTheTerminal) {
    write("evil.test.yaml",
          "plan: \"\\e[31m\"\ncases: [{name: \"\\e[31m\", expect: {score: 1}}]\n");
    EXPECT_THAT(run("evil.test.yaml").out, Not(HasSubstr("\x1b")));
    write("evil.test.yaml",
          "plan: p.merit\ncases: [{name: \"a\\eb\", facts: {a: \"\\e[31m\"}, "
          "expect: {score: 1}}]\n");
    const Outcome outcome = run("evil.test.yaml");
    EXPECT_THAT(outcome.out, HasSubstr("a\uFFFDb"));
    EXPECT_THAT(outcome.out, Not(HasSubstr("\x1b")));
}

TEST_F(TestCommand, RefusesWrongArguments) {
    for (const std::string arguments : {"", "good --format xml", "good --jobs 0", "good --jobs x",
                                        "good --fliter x", "good --out nowhere/x.json"}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
        EXPECT_THAT(outcome.err, StartsWith("meritum: ")) << arguments;
    }
    EXPECT_THAT(run("good --fliter x").err, HasSubstr("did you mean --filter?"));
}

}  // namespace
}  // namespace meritum::cli
