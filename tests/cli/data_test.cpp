// meritum describe and meritum data: what is written, and that no file is replaced unasked.
#include "cli/program.hpp"

namespace meritum::cli {
namespace {

constexpr std::string_view listed =
    "plan p\n  languages en, zh\nfact visits | 拜访 list of\n  hours | 小时 count  \"Hours\"\n"
    "bonus b\n  for each visit in visits\n  give 1 per visit.hours\n";

TEST_F(Program, DescribesAPlan) {
    const Outcome text = run("describe plan.merit");
    EXPECT_EQ(text.code, 0) << text.err;
    EXPECT_THAT(text.out, StartsWith("hello · Sales above the target\nCNY\nsha256:"));
    EXPECT_THAT(text.out, HasSubstr("\n  sales   money, 0 to 1,000,000,000 CNY, step 0.01\n"));
    EXPECT_THAT(text.out, HasSubstr("\n  top  20; number, 10 to 30, step 0.01\n"));
    EXPECT_THAT(run("describe plan.merit --lang zh").out, HasSubstr("\n事实\n"));
    EXPECT_THAT(run("describe plan.merit --format json").out, StartsWith("{\"name\":\"hello\""));
    EXPECT_THAT(run("describe plan.merit --format schema").out, StartsWith("{\"$schema\":"));
    EXPECT_EQ(run("describe broken.merit").code, 1);
    EXPECT_EQ(run("describe plan.merit > /dev/full #").code, 1);
}

TEST_F(Program, WritesEmptySheets) {
    write("listed.merit", listed);
    const Outcome outcome = run("data listed.merit --out sheets");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(read("sheets/participants.csv"), "id\n");
    EXPECT_EQ(read("sheets/visits.csv"), "participant,key,hours\n");
    EXPECT_THAT(outcome.out, StartsWith("sheets/participants.csv\n  id  who it is"));
    EXPECT_THAT(outcome.out, HasSubstr("\n  hours        Hours · whole number, 0 to 1,000,000\n"));
    EXPECT_THAT(outcome.out, HasSubstr("  meritum score listed.merit sheets\n"));
    EXPECT_EQ(run("score listed.merit sheets").code, 0);
    EXPECT_THAT(run("data listed.merit --out 表/ --lang zh").out,
                HasSubstr("填好各行，然后运行：\n  meritum score listed.merit 表/ --lang zh\n"));
    EXPECT_EQ(read("表/拜访.csv"), "\xEF\xBB\xBFparticipant,key,小时\n");
    EXPECT_EQ(run("score listed.merit 表").code, 0);
}

/// The plan's words in its own third tongue, the program's in English.
TEST_F(Program, SpeaksEveryTongueOfThePlan) {
    write("tongues.merit",
          "plan t | t_de \"Visits\" | \"Besuche\"\n  languages en, de\nfact x | zahl count\n"
          "rule r | regel \"Rule\" | \"Regel\"\n  give 1.5 per x\n"
          "  because \"{x} visits\" | \"{x} Besuche\"\n");
    write("one.yaml", "x: 4\n");
    EXPECT_EQ(run("explain tongues.merit one.yaml --lang de").out,
              "Besuche\n\nScore 6\n\n  +6  Regel\n      4 Besuche\n      give 1.5 per zahl = 6\n"
              "        zahl = 4\n  \u2500\u2500\n   6  Score\n");
    EXPECT_THAT(run("describe tongues.merit --lang de").out, HasSubstr("\nFacts\n  zahl"));
    EXPECT_EQ(run("data tongues.merit --lang de --out de").code, 0);
    EXPECT_EQ(read("de/participants.csv"), "id,zahl\n");
    EXPECT_EQ(run("score tongues.merit one.yaml --lang zh").code, 0);
    for (const std::string command :
         {"explain tongues.merit one.yaml", "score tongues.merit one.yaml",
          "summary tongues.merit one.yaml", "describe tongues.merit",
          "data tongues.merit --out fr"}) {
        const Outcome outcome = run(command + " --lang fr");
        EXPECT_EQ(outcome.code, 1) << command;
        EXPECT_EQ(outcome.err,
                  "meritum: --lang fr: neither the program nor the plan has it; there are en, zh, "
                  "de\n");
    }
    EXPECT_FALSE(exists("fr"));
}

TEST_F(Program, ReplacesNoSheetUnasked) {
    write("listed.merit", listed);
    fs::create_directories(top_ / "sheets");
    write("sheets/visits.csv", "mine\n");
    const Outcome outcome = run("data listed.merit --out sheets");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("sheets/visits.csv is there already; --force replaces it"));
    EXPECT_EQ(read("sheets/visits.csv"), "mine\n");
    EXPECT_FALSE(exists("sheets/participants.csv")) << "half of it was written";
    EXPECT_EQ(run("data listed.merit --out sheets --force").code, 0);
    EXPECT_EQ(read("sheets/visits.csv"), "participant,key,hours\n");
}

TEST_F(Program, LeavesNothingBehindWhereItCannotWrite) {
    write("listed.merit", listed);
    write("file", "x");
    EXPECT_THAT(run("data listed.merit --out file").err, HasSubstr("it is no folder"));
    EXPECT_THAT(run("data listed.merit --out no/where").err,
                HasSubstr("cannot make the folder no/where: there is no folder no"));
    EXPECT_THAT(run("data listed.merit --out \"\"").err, HasSubstr("the folder is empty"));
    fs::create_directories(top_ / "sheets/visits.csv");  // so that the second file fails
    const Outcome outcome = run("data listed.merit --out sheets --force");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, HasSubstr("cannot write sheets/visits.csv: it is a folder"));
    EXPECT_FALSE(exists("sheets/participants.csv"));
    write("slash.merit", "plan p\nfact `a/b` list of\n  hours count\n");
    EXPECT_THAT(run("data slash.merit").err, HasSubstr("`a/b` cannot be a sheet"));
    EXPECT_FALSE(exists("data/a"));
}

}  // namespace
}  // namespace meritum::cli
