// What is told about people on stderr: equal messages once, values withheld, warnings, who is in
// another period; and that nothing hangs on stderr.
#include <sys/wait.h>

#include "cli/program.hpp"

namespace meritum::cli {
namespace {

/// Runs a shell's words in the folder; the exit code.
int code_of(const fs::path& folder, const std::string& words) {
    const std::string command = "cd '" + folder.string() + "' && " + words;
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): our own words
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(Program, TellsAMisspeltHeaderOnce) {
    write("bad/participants.csv", "id,sales,targte\na,1,1\nb,1,1\nc,1,1\nd,1,1\n");
    const Outcome outcome = run("score plan.merit bad");
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err,
              "bad/participants.csv:1:10: a: `target` is missing; is the column `targte` meant for "
              "it? [F0501] and 3 more like it: b, c, d\n"
              "meritum: 4 errors in the data; 0 participants scored\n");
    const std::string json = run("score plan.merit bad --format json").out;
    EXPECT_THAT(json, HasSubstr("\"id\":\"d\""));
    write("bad/participants.csv", "id,sales,target\na,,1\nb,,1\n");
    EXPECT_THAT(run("score plan.merit bad").err,
                HasSubstr("csv:2: a: `sales` is missing, and the plan has no default for it "
                          "[F0101]\nbad/participants.csv:3: b: "));
}

TEST_F(Program, TellsWithheldValuesTogether) {
    write("rank.merit",
          "plan p\nfact team text\nfact sales count\nbonus b\n  give 1 per sales\n"
          "outcome place = rank by sales within team\n");
    write("bad/participants.csv", "id,team,sales\na,x,1\nb,x,2\nc,x,3\nd,x,\n");
    const Outcome outcome = run("score rank.merit bad");
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("\n3 participants: `place` is withheld: "));
    EXPECT_THAT(outcome.err, HasSubstr("meritum: 1 error in the data; 3 values withheld; 3 "
                                       "participants scored\n"));
    EXPECT_THAT(run("explain rank.merit bad --for a").err, HasSubstr("a: `place` is withheld"));
}

TEST_F(Program, TellsWarnings) {
    write("plan.merit",
          "plan p\nfact sales count\nfact target count\nbonus b\n  give 1 per sales\n"
          "require sales > target else warn \"only {sales} sold\"\n");
    write("data/participants.csv", "id,sales,target\nann,5,7\nbob,9,7\n");
    EXPECT_EQ(run("score plan.merit data").err, "ann: only 5 sold [warning]\n");
    const Outcome summary = run("summary plan.merit data");
    EXPECT_EQ(summary.err, "ann: only 5 sold [warning]\n");
    EXPECT_THAT(summary.out, StartsWith("2 scored, 1 with warnings\n"));
    EXPECT_THAT(run("summary plan.merit data --format json").out, HasSubstr("\"warned\":1"));
}

TEST_F(Program, TellsWhoIsInAnEarlierPeriodOnly) {
    write("plan.merit", "plan p\n  cycle month\nfact sales count\nbonus b\n  give 1 per sales\n");
    write("data/participants.csv",
          "id,period,sales\na,2026-03,1\nb,2026-03,1\nc,2026-03,1\nd,2026-03,1\ne,2062-03,1\n");
    for (const std::string command :
         {"score plan.merit data", "summary plan.merit data", "explain plan.merit data --for e"}) {
        EXPECT_EQ(run(command).err,
                  "meritum: in 2026-03, but not in 2062-03: 4 participants (a, b, c, ...)\n")
            << command;
    }
    EXPECT_EQ(run("score plan.merit data --period 2026-03").err, "");
    write("data/participants.csv",
          "id,period,sales\na,2026-01,1\nb,2026-01,1\nb,2026-02,1\nc,2026-03,1\nd,2026-04,1\n"
          "e,2026-05,1\n");
    EXPECT_EQ(run("score plan.merit data").err,
              "meritum: in earlier periods, but not in 2026-05: 4 participants (a, b, c, ...)\n");
    EXPECT_EQ(run("score plan.merit data --period 2026-02").err,
              "meritum: in 2026-01, but not in 2026-02: 1 participant (a)\n");
}

TEST_F(Program, GoesOnWithoutStderr) {
    EXPECT_EQ(code_of(top_, MERITUM_PROGRAM " check /nope 2>&-"), 1);
    EXPECT_EQ(code_of(top_, MERITUM_PROGRAM " check /nope 2>/dev/full"), 1);
    EXPECT_EQ(code_of(top_, MERITUM_PROGRAM " score plan.merit bad --out r.txt 2>&-"), 2);
    EXPECT_THAT(read("r.txt"), HasSubstr("ann"));
    EXPECT_THAT(read("bad/participants.csv"), StartsWith("id,sales")) << "nothing was put into it";
    EXPECT_EQ(code_of(top_, MERITUM_PROGRAM " check plan.merit >&- 2>&-"), 1);
}

TEST_F(Program, DoesNotReplaceWhatItReads) {
    write("data.yaml", "{sales: 1, target: 1}");
    const std::pair<const char*, const char*> cases[] = {
        {"score plan.merit data --out plan.merit", "would replace what is read"},
        {"score plan.merit data.yaml --out ./data.yaml", "would replace what is read"},
        {"score plan.merit data --out data/participants.csv", "would be a sheet of the data"},
        {"score plan.merit data --format csv --out data/results.CSV", "would be a sheet"},
    };
    for (const auto& [arguments, message] : cases) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_THAT(outcome.err, HasSubstr(message)) << arguments;
    }
    EXPECT_EQ(read("plan.merit"), plan);
    EXPECT_EQ(read("data/participants.csv"), people);
    EXPECT_EQ(read("data.yaml"), "{sales: 1, target: 1}");
    EXPECT_EQ(run("score plan.merit data --format json --out data/results.json").code, 0);
}

TEST_F(Program, RefusesFormatsThatWouldSayNothing) {
    const std::pair<const char*, const char*> cases[] = {
        {"score plan.merit data --archive --format csv", "leave --format csv out"},
        {"score plan.merit data --archive --format table", "leave --format table out"},
        {"explain plan.merit data --for ann --archive --format text", "leave --format text out"},
        {"check --explain M0401 --format json", "leave --format json out"},
        {"score plan.merit data --format json --format csv", "--format is given twice"},
        {"score plan.merit data --format", "--format needs a value"},
        {"score plan.merit data --map calls",
         "--map calls: write it as NAME=COLUMN, or give a YAML file of names"},
        {"score plan.merit data --param night=80", "`night` is no param of the plan; it has `top`"},
    };
    for (const auto& [arguments, message] : cases) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_THAT(outcome.err, HasSubstr(message)) << arguments;
    }
    EXPECT_EQ(run("score plan.merit data --archive --format json").code, 0);
    EXPECT_EQ(run("explain plan.merit data --for ann --archive --format json").code, 0);
    EXPECT_THAT(run("check --help").out, Not(HasSubstr("not scored")));
    EXPECT_THAT(run("score --help").out, HasSubstr("2 some participants were not scored"));
}

TEST_F(Program, TellsOfListsWithoutAFileAndColumnsOfOtherNames) {
    write("plan.merit",
          "plan p\nfact sales count\nfact absent count default 0\nfact complaints list of\n"
          "  severe count\nbonus b\n  give 1 per sales\ndeduction d\n  take 1 per absent\n"
          "deduction c\n  for each complaint in complaints\n  take 1 per complaint.severe\n");
    write("data/participants.csv", "id,sales,missed\nann,5,7\n");
    EXPECT_EQ(run("score plan.merit data").err,
              "meritum: participants.csv: 1 column is not in the plan: missed\n"
              "meritum: participants.csv: no column for `absent`: everybody gets 0\n"
              "meritum: no file for list `complaints`: nobody has any\n");
    write("data/participants.csv", "id,sales\nann,5\n");
    write("data/letters.csv", "x\n");
    EXPECT_EQ(run("score plan.merit data").err,
              "meritum: letters.csv is not read: the plan has no list of that name\n"
              "meritum: no file for list `complaints`: nobody has any; is `letters.csv` it?\n");
}

TEST_F(Program, ReadsUtf16WhenTold) {
    const std::string utf8 = "id,sales,target\nann,1320000,1000000\n";
    std::string utf16 = "\xFF\xFE";
    for (const char c : utf8) utf16 += std::string{c, '\0'};
    write("data/participants.csv", utf16);
    EXPECT_THAT(run("score plan.merit data").err, HasSubstr("--encoding utf-16"));
    EXPECT_EQ(run("score plan.merit data --encoding utf-16 --format csv").out,
              "id,score,grade\nann,120,\n");
}

}  // namespace
}  // namespace meritum::cli
