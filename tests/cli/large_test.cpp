// meritum score of very many participants: by columns where they do, with the same output and the
// same words as by cards; a bar on a terminal, times where they are asked for.
#include "cli/program.hpp"

namespace meritum::cli {
namespace {

constexpr std::string_view crowd =
    "plan crowd\n  currency CNY\nfact sales money 0 .. 1_000_000\nfact team text\n"
    "fact deals list of\n  amount money 0 .. 9_000\n"
    "bonus b\n  give 1 per full 1000 of sales\n  at most 70\n"
    "bonus d\n  for each deal in deals\n  give 1 per full 1000 of deal.amount\n"
    "grade\n  A from 60\n  B otherwise\noutcome o = team\n";

class Crowd : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        write("crowd.merit", crowd);
        write("warning.merit", std::string(crowd) + "require sales < 999_000 else warn \"many\"\n");
        fs::create_directories(top_ / "crowd");
        std::string people = "id,sales,team,phone\n";
        std::string deals = "participant,amount\n";
        for (int i = 0; i < 12'000; ++i) {
            const auto id = "p" + std::to_string(i);
            people += id + "," + std::to_string(i * 83) + ".50,t" + std::to_string(i % 9) + ",5\n";
            deals += id + "," + std::to_string(i % 9'000) + "\n";
        }
        write("crowd/participants.csv", people + "x,-5,t1,\ny,1,\"a \"\"b\"\"\",\nx,7,t,\n");
        write("crowd/deals.csv", deals + "nobody,5\nP3,6\n");
    }
};

TEST_F(Crowd, IsScoredAsByCards) {
    const Outcome quick = run("score crowd.merit crowd --format csv");
    // Cards say what is warned of; nobody is warned here but one.
    const Outcome cards = run("score warning.merit crowd --format csv");
    EXPECT_EQ(quick.code, 2);
    EXPECT_EQ(cards.code, 2);
    EXPECT_EQ(quick.out, cards.out);
    EXPECT_THAT(quick.out, HasSubstr("\np4,0,B,t4\n"));
    EXPECT_THAT(quick.out, HasSubstr("\ny,0,B,\"a \"\"b\"\"\"\n"));
    EXPECT_THAT(quick.out, Not(HasSubstr("\np3,")));
    EXPECT_EQ(quick.err, cards.err);
    EXPECT_THAT(quick.err, HasSubstr("1 column is not in the plan: phone"));
    EXPECT_THAT(quick.err, HasSubstr("participants.csv:12002:3: x: `sales` is -5"));
    EXPECT_THAT(quick.err, HasSubstr("12000 participants scored"));
}

TEST_F(Crowd, IsWrittenAsJson) {
    write("warning.merit", std::string(crowd) + "require sales < 995_900 else warn \"many\"\n");
    const Outcome quick = run("score warning.merit crowd --format json");
    EXPECT_EQ(quick.code, 2);
    EXPECT_THAT(quick.out, StartsWith("{\"plan\":\"crowd\""));
    EXPECT_THAT(quick.out, HasSubstr("\n{\"id\":\"p11999\","));
    EXPECT_THAT(quick.err, HasSubstr("p11999: many [warning]\n"));
    // A cell with a line break sends all of it the ordinary way.
    write("crowd/notes.csv", "");
    const std::string people = read("crowd/participants.csv");
    write("crowd/participants.csv", people + ",,,\"\n\"\n");
    const Outcome cards = run("score warning.merit crowd --format json --out all.json");
    EXPECT_EQ(cards.code, 2);
    const std::string all = read("all.json");
    EXPECT_EQ(quick.out.substr(0, quick.out.find("\"errors\"")),
              all.substr(0, all.find("\"errors\"")));
}

TEST_F(Crowd, IsWrittenToAFile) {
    write("one.csv", "old");
    const Outcome quick = run("score crowd.merit crowd --format csv --out one.csv --threads 1");
    EXPECT_EQ(quick.code, 2);
    EXPECT_EQ(quick.out, "");
    EXPECT_EQ(read("one.csv"), run("score crowd.merit crowd --format csv --threads 3").out);
    EXPECT_EQ(run("score crowd.merit crowd --format csv --out /dev/full").code, 1);
    EXPECT_THAT(run("score crowd.merit crowd --format csv --out nowhere/x.csv").err,
                HasSubstr("there is no folder nowhere"));
}

TEST_F(Crowd, TellsTimesWhereTheyAreAskedFor) {
    EXPECT_THAT(
        run("score crowd.merit crowd --format csv --times").err,
        testing::ContainsRegex("meritum: read [0-9.]+ MB in [0-9.]+ s \\([0-9]+% of the time, "
                               "[0-9]+ MB/s per core\\), scored in [0-9.]+ s, written in "
                               "[0-9.]+ s\n"));
    EXPECT_THAT(run("score plan.merit data --times").err,
                testing::ContainsRegex("meritum: read in [0-9.]+ s"));
}

TEST_F(Crowd, ShowsABarOnATerminal) {
    const std::string shown = on_terminal("TERM=xterm " MERITUM_PROGRAM
                                          " score crowd.merit crowd --format csv 2>&1 > out.txt || "
                                          "test $? = 2");
    EXPECT_THAT(shown, HasSubstr("Reading crowd [########################] 100%"));
    EXPECT_THAT(shown, HasSubstr("Scoring 12002 participants ["));
    EXPECT_THAT(shown, HasSubstr("\r\x1b[K"));
    EXPECT_THAT(shown, HasSubstr("of the time"));
}

TEST_F(Crowd, RefusesAsByCards) {
    for (const std::string more : {"--param none=1", "--period 2026", "--map nothing=x"}) {
        const Outcome quick = run("score crowd.merit crowd --format csv " + more);
        const Outcome cards = run("score warning.merit crowd --format csv " + more);
        EXPECT_EQ(quick.code, cards.code) << more;
        EXPECT_EQ(quick.err, cards.err) << more;
        EXPECT_EQ(quick.out, cards.out) << more;
    }
    write("crowd/deals.csv", "participant,amount\n\"p1\"x,5\n");
    EXPECT_THAT(run("score crowd.merit crowd --format csv").err,
                HasSubstr("deals.csv:2:5: text follows a closing quote"));
}

}  // namespace
}  // namespace meritum::cli
