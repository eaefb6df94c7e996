// Archives and summaries as a person or a script meets them: what is written, what is said about
// it, exit codes. In: command lines. Knows only the built program.
#include "cli/program.hpp"

namespace meritum::cli {
namespace {

TEST_F(Program, ReplaysWhatItArchived) {
    EXPECT_EQ(run("score plan.merit data --archive --param top=15 --out q3.json").code, 0);
    const Outcome same = run("replay plan.merit q3.json");
    EXPECT_EQ(same.code, 0) << same.err;
    EXPECT_EQ(same.out, "2 cards: 2 identical\n");
    EXPECT_EQ(same.err, "");

    std::string archive = read("q3.json");
    const auto at = archive.find("\"score\":115");
    ASSERT_NE(at, std::string::npos) << archive;
    write("tampered.json", archive.replace(at, 11, "\"score\":116"));
    const Outcome tampered = run("replay plan.merit tampered.json q3.json");
    EXPECT_EQ(tampered.code, 1);
    EXPECT_EQ(tampered.out,
              "ann: differs\n"
              "  plan and engine are the same, so the archive was changed after it was written\n"
              "  score: was 116, is now 115\n"
              "4 cards: 3 identical, 1 differs\n");
    EXPECT_THAT(run("replay plan.merit tampered.json --format json").out,
                HasSubstr("\"archived\":\"116\",\"replayed\":\"115\""));
}

TEST_F(Program, ReplaysCardsOfOneLineEach) {
    write("cards.jsonl", run("explain plan.merit data --for ann --archive").out +
                             run("explain plan.merit data --for bob --archive --lang zh").out);
    const Outcome both = run("replay plan.merit cards.jsonl");
    EXPECT_EQ(both.code, 0) << both.out << both.err;
    EXPECT_EQ(both.out, "2 cards: 2 identical\n");
    write("plain.json", run("score plan.merit data --format json").out);
    const Outcome plain = run("replay plan.merit plain.json");
    EXPECT_EQ(plain.code, 1);
    EXPECT_THAT(plain.out, HasSubstr("ann: cannot be replayed\n  it holds no facts: archive cards "
                                     "with --archive"));
}

TEST_F(Program, TroubleWithAReplayIsNoDifference) {
    write("q3.json", run("score plan.merit data --archive").out);
    for (const std::string arguments :
         {"replay plan.merit", "replay plan.merit nowhere.json", "replay plan.merit plan.merit",
          "replay nowhere.merit q3.json", "replay broken.merit q3.json", "replay - -",
          "replay plan.merit q3.json --format xml", "replay plan.merit q3.json --strict"}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 2) << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
        EXPECT_NE(outcome.err, "") << arguments;
    }
    write("data.yaml", "\nsales: 1\n");
    EXPECT_EQ(run("replay plan.merit data.yaml").err,
              "meritum: data.yaml is no archive of cards; score --archive and explain --archive "
              "write one\n");
    EXPECT_EQ(run("score plan.merit data --archive --format csv").code, 1);
    EXPECT_EQ(run("explain plan.merit data --for ann --archive --format markdown").code, 1);
}

TEST_F(Program, SumsUpEverybody) {
    const Outcome text = run("summary plan.merit data");
    EXPECT_EQ(text.code, 0) << text.err;
    EXPECT_THAT(text.out, StartsWith("2 scored\n\nScore\n"));
    EXPECT_THAT(run("summary plan.merit data --lang zh").out, StartsWith("已评分 2 人\n\n得分\n"));
    const Outcome json = run("summary plan.merit data --format json --ends 1");
    EXPECT_THAT(json.out, StartsWith("{\"plan\":\"hello\""));
    EXPECT_THAT(json.out,
                HasSubstr("\"best\":[\n{\"id\":\"ann\",\"score\":120,\"grade\":null}\n]"));
    const Outcome bad = run("summary plan.merit bad");
    EXPECT_EQ(bad.code, 2);
    EXPECT_THAT(bad.out, StartsWith("1 scored, 1 with wrong facts\n"));
    EXPECT_THAT(bad.err, HasSubstr("bob: `sales` is -5"));
}

TEST_F(Program, ATableOfManyHasASummaryBelow) {
    EXPECT_THAT(run("score plan.merit data").out, Not(HasSubstr("median")));
    EXPECT_THAT(run("score plan.merit data --summary always").out, HasSubstr("median 110"));
    std::string many = "id,sales,target\n";
    for (int i = 0; i < 10; ++i) many += "p" + std::to_string(i) + ",1000000,1000000\n";
    write("data/participants.csv", many);
    const std::string table = run("score plan.merit data").out;
    EXPECT_THAT(table, HasSubstr("\n\n10 scored\n"));
    EXPECT_THAT(table, HasSubstr("median 100"));
    EXPECT_THAT(run("score plan.merit data --summary never").out, Not(HasSubstr("median")));
    EXPECT_THAT(run("score plan.merit data --format csv").out, Not(HasSubstr("median")));
    EXPECT_EQ(run("score plan.merit data --out board.txt").code, 0);
    EXPECT_THAT(read("board.txt"), HasSubstr("median 100"));
}

}  // namespace
}  // namespace meritum::cli
