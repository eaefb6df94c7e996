// The program as a person or a script meets it: exit codes, what goes to stdout and what to stderr,
// files replaced as a whole. In: command lines. Knows only the built program.
#include "cli/program.hpp"

namespace meritum::cli {
namespace {

TEST_F(Program, TellsWhatItCanDo) {
    const Outcome bare = run("");
    EXPECT_EQ(bare.code, 1);
    EXPECT_EQ(bare.out, "");
    EXPECT_THAT(bare.err, HasSubstr("explain"));
    const Outcome help = run("--help");
    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(help.out, HasSubstr("Score everyone in the data"));
    EXPECT_EQ(help.err, "");
    for (const std::string command : {"check", "score", "explain", "summary", "replay", "fmt",
                                      "graph", "test", "describe", "data", "new"}) {
        const Outcome more = run(command + " --help");
        EXPECT_EQ(more.code, 0);
        EXPECT_THAT(more.out, HasSubstr("Examples:\n  meritum " + command));
        EXPECT_THAT(more.out, HasSubstr("Exit codes:"));
    }
    EXPECT_THAT(run("--version").out, StartsWith("meritum 0."));
}

TEST_F(Program, ShowsWhatItIsAtOnATerminalOnly) {
    const std::string shown =
        on_terminal("TERM=xterm " MERITUM_PROGRAM " score plan.merit data 2>&1 > out.txt");
    EXPECT_THAT(shown, HasSubstr("Reading data ..."));
    EXPECT_THAT(shown, HasSubstr("Scoring 2 participants ..."));
    EXPECT_TRUE(shown.ends_with("\r\x1b[K")) << shown;
    EXPECT_EQ(run("score plan.merit data").err, "");
}

TEST_F(Program, RefusesWrongArguments) {
    for (const std::string arguments :
         {"nonsense", "score", "score plan.merit", "score plan.merit data --format xml",
          "score plan.merit data --param top", "score plan.merit data --param none=1",
          "score plan.merit data --param top=31", "score plan.merit nowhere",
          "score nowhere.merit data", "score . data", "explain plan.merit data",
          "fmt --write --check plan.merit", "fmt --write -", "fmt --lang xx plan.merit",
          "graph plan.merit --format svg"}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
        EXPECT_NE(outcome.err, "") << arguments;
    }
}

TEST_F(Program, NamesTheWordThatIsWrong) {
    struct Case {
        std::string arguments;
        std::string message;
    };
    const Case cases[] = {
        {"chekc x", "there is no command chekc; did you mean check?"},
        {"help",
         "there is no command help; the commands are check, score, explain, summary, replay, "
         "fmt, graph, test, describe, data, new"},
        {"score plan.merit data --formt json",
         "there is no option --formt; did you mean --format?"},
        {"score --perod=2026 plan.merit data",
         "there is no option --perod; did you mean --period?"},
        {"check --strict plan.merit", "there is no option --strict; see meritum check --help"},
        {"--lang zh score plan.merit data", "--lang stands before the command; options follow it"},
        {"graph plan.merit data", "data is one argument too many; see meritum graph --help"},
        {"score plan.merit", "DATA is required; see meritum score --help"},
        {"score plan.merit data --out \"\"", "--out: the name of the file is empty"},
        {"score plan.merit data --out=", "--out needs a value; see meritum score --help"},
        {"score plan.merit data --param top=", "--param top=: write it as NAME=VALUE"},
        {"check - -", "`-` is given twice, but standard input can be read only once"},
        {"fmt - -", "`-` is given twice, but standard input can be read only once"},
        {"score data plan.merit",
         "the plan comes first, then the data: write plan.merit before data"},
        {"explain x.yaml plan.merit --for ann",
         "the plan comes first, then the data: write plan.merit before x.yaml"},
        {"score plan.merit data --out nodir/x.json",
         "cannot write nodir/x.json: there is no folder nodir"},
    };
    for (const auto& [arguments, message] : cases) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
        EXPECT_THAT(outcome.err, StartsWith("meritum: " + message)) << arguments;
        EXPECT_EQ(outcome.err.find('\n'), outcome.err.size() - 1) << outcome.err;
    }
}

TEST_F(Program, ChecksPlans) {
    const Outcome good = run("check plan.merit");
    EXPECT_EQ(good.code, 0) << good.err;
    EXPECT_THAT(good.out, StartsWith("plan.merit: the plan `hello` is right"));
    EXPECT_THAT(good.out, HasSubstr("sha256:"));
    const Outcome broken = run("check broken.merit plan.merit");
    EXPECT_EQ(broken.code, 1);
    EXPECT_THAT(broken.err, HasSubstr("broken.merit"));
    EXPECT_THAT(broken.err, HasSubstr("nothing_of_that_name"));
    EXPECT_THAT(broken.out, StartsWith("plan.merit:"));
}

TEST_F(Program, OneBadFileHidesNoOther) {
    const Outcome missing = run("check nosuch.merit plan.merit");
    EXPECT_EQ(missing.code, 1);
    EXPECT_THAT(missing.err, HasSubstr("nosuch.merit cannot be read: there is no such file"));
    EXPECT_THAT(missing.out, HasSubstr("plan.merit: the plan"));
    write("facts.yaml", "- id: ann\n");
    const Outcome data = run("check facts.yaml");
    EXPECT_EQ(data.code, 1);
    EXPECT_EQ(data.err, "meritum: facts.yaml is data, not a plan; plans are *.merit files\n");
    const Outcome laid_out = run("fmt facts.yaml");
    EXPECT_EQ(laid_out.code, 1);
    EXPECT_EQ(laid_out.err, data.err);
}

TEST_F(Program, TakesAPlanFromStandardInput) {
    struct Case {
        std::string arguments;
        std::string shown;
    };
    const Case cases[] = {
        {"check -", "stdin: the plan `hello` is right"},
        {"check --format json -", "\"file\":\"stdin\""},
        {"fmt -", "plan hello"},
        {"describe -", "Sales above the target"},
        {"graph -", "plan hello"},
        {"score - data", "ann"},
        {"explain - data --for ann", "Target exceeded"},
        {"summary - data", "2 scored"},
    };
    for (const auto& [arguments, shown] : cases) {
        const Outcome outcome = run(arguments, "plan.merit");
        EXPECT_EQ(outcome.code, 0) << arguments << outcome.err;
        EXPECT_THAT(outcome.out, HasSubstr(shown)) << arguments;
    }
    for (const std::string arguments : {"check - -", "fmt --write -"}) {
        const Outcome outcome = run(arguments, "plan.merit");
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_THAT(outcome.err, HasSubstr("standard input")) << arguments;
    }
    for (const std::string arguments : {"check -", "fmt -", "graph -", "score - data"}) {
        const Outcome outcome = run(arguments, "broken.merit");
        EXPECT_EQ(outcome.code, arguments == "fmt -" ? 0 : 1) << arguments;
    }
}

/// What is not there is told alike by every command that reads it.
TEST_F(Program, TellsWhatIsMissingOrWrittenOtherwise) {
    write("odd.yaml",
          "- {period: 2026-Q1, sales: 1, target: 1}\n- {id: zoe, period: 2026-Q2, "
          "sales: 1, target: 1}\n");
    std::string many;
    for (int i = 0; i < 12; ++i)
        many += "- {id: p" + std::to_string(i) + ", sales: 1, target: 1}\n";
    write("many.yaml", many);
    std::string quarters(plan);
    quarters.insert(quarters.find("  currency"), "  cycle quarter\n");
    write("quarters.merit", quarters);
    struct Case {
        std::string arguments;
        std::string told;
    };
    const Case cases[] = {
        {"score plan.merit data --param =5", "--param =5: write it as NAME=VALUE"},
        {"score plan.merit data --param top=", "--param top=: write it as NAME=VALUE"},
        {"score plan.merit data --map =5", "--map =5: write it as NAME=COLUMN"},
        {"score plan.merit data --map nope.yml", "nope.yml cannot be read: there is no such file"},
        {"score plan.merit data --map nope", "--map nope: write it as NAME=COLUMN, or give"},
        {"graph nope.merit", "nope.merit cannot be read: there is no such file"},
        {"graph broken.merit", "nothing is called `nothing_of_that_name`"},
        {"summary broken.merit data", "nothing is called `nothing_of_that_name`"},
        {"explain broken.merit data", "nothing is called `nothing_of_that_name`"},
        {"data broken.merit", "nothing is called `nothing_of_that_name`"},
        {"explain plan.merit many.yaml", "there are p0, p1, p2, p3, p4, p5, p6, p7, ...\n"},
        {"explain plan.merit many.yaml --for q", "nobody in the data is `q`; there are p0, "},
        {"explain quarters.merit odd.yaml", "but not in 2026-Q2: 1 participant\n"},
        {"explain quarters.merit odd.yaml", "with --for ID; there is zoe\n"},
        {"explain quarters.merit odd.yaml --for zoe --period 2026-Q1",
         "`zoe` has no facts in the period 2026-Q1"},
        {"new ''", "the name of the folder is empty"},
        {"new plan.merit", "cannot write into plan.merit: it is no folder"},
        {"new nope/deeper", "cannot make the folder nope/deeper"},
        {"-", "- is one argument too many"},
        {"check --format json --format json plan.merit", "--format is given twice"},
        {"check --explain M9999", "there is no code M9999"},
    };
    for (const auto& [arguments, told] : cases) {
        const Outcome outcome = run(arguments);
        EXPECT_NE(outcome.code, 0) << arguments;
        EXPECT_THAT(outcome.err, HasSubstr(told)) << arguments;
    }
}

TEST_F(Program, ScoresEveryone) {
    const Outcome table = run("score plan.merit data");
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_THAT(table.out, HasSubstr("ann"));
    EXPECT_THAT(table.out, HasSubstr("120"));
    EXPECT_THAT(table.out, Not(HasSubstr("\x1b"))) << "colours although it is no terminal";
    const Outcome json = run("score plan.merit data --format json");
    EXPECT_EQ(json.code, 0) << json.err;
    EXPECT_THAT(json.out, StartsWith("{"));
    EXPECT_THAT(json.out, HasSubstr("\"errors\""));
    const Outcome csv = run("score plan.merit data --format csv --param top=15");
    EXPECT_EQ(csv.code, 0) << csv.err;
    EXPECT_THAT(csv.out, HasSubstr("115"));
}

TEST_F(Program, ShowsPercentsAsOnTheCard) {
    write("share.merit",
          "plan share\n\nfact part number 0% .. 100%\n\nscore\n  start 1\n\n"
          "outcome share = part\n");
    write("share.yaml", "[{id: ann, part: 12%}, {id: bob, part: 7.5%}]");
    const Outcome outcome = run("score share.merit share.yaml");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("1  12%  "));
    EXPECT_THAT(outcome.out, HasSubstr("1   7.5%"));
    EXPECT_THAT(run("explain share.merit share.yaml --for ann").out, HasSubstr("share = 12%"));
}

TEST_F(Program, ReportsWhoWasNotScoredAndScoresTheOthers) {
    const Outcome outcome = run("score plan.merit bad --format csv");
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.out, HasSubstr("ann"));
    EXPECT_THAT(outcome.out, HasSubstr("120"));
    EXPECT_THAT(outcome.err, StartsWith("bad/participants.csv:3:5: bob: `sales` is -5"));
    EXPECT_THAT(outcome.err, HasSubstr("\nmeritum: 1 error in the data; 1 participant scored\n"));
}

TEST_F(Program, CountsErrorsBecauseNotAllOfThemAreSomebodys) {
    write("bad/participants.csv", "id,sales,target\nann,1,1\nann,2,1\n,3,1\nbob,4,1\n,x,1\n");
    EXPECT_THAT(run("score plan.merit bad").err,
                HasSubstr("\nmeritum: 3 errors in the data; 2 participants scored\n"));
    write("bad/participants.csv", "id,sales,target\nann,1,0\n");
    EXPECT_THAT(run("score plan.merit bad").err,
                HasSubstr("\nmeritum: 1 error in the data; 0 participants scored\n"));
}

TEST_F(Program, AnErrorIsWrittenOneWayEverywhere) {
    const std::string line = "bad/participants.csv:3:5: bob: `sales` is -5, but must be at least 0";
    const Outcome outcome = run("score plan.merit bad --out board.txt");
    EXPECT_THAT(outcome.err, StartsWith(line));
    EXPECT_THAT(read("board.txt"), HasSubstr("\n" + line));
    EXPECT_THAT(run("explain plan.merit bad --for bob").err, StartsWith(line));
}

TEST_F(Program, NothingFromOutsideSteersTheTerminal) {
    const std::string evil = "\x1b[31m\xE2\x80\xAE\xFFx";
    const std::string shown = "\uFFFD[31m\uFFFD\uFFFDx";
    write("bad/participants.csv", "id,sales,target\n" + evil + ",-5,1\n\"two\nlines\",1,1\n");
    write(evil + ".merit", "plan broken\n\nscore\n  start none\n");
    write(evil + ".yaml", "[");
    const std::string word = "\"$(printf '\\033[31m\\342\\200\\256\\377x')\"";
    for (const std::string& arguments :
         {"explain plan.merit data --for " + word, "score plan.merit " + word + ".yaml",
          "score plan.merit nowhere/" + word, "check " + word + ".merit", "fmt nowhere/" + word,
          "score plan.merit data --out nowhere/" + word, word, "score --" + word,
          "score plan.merit data --format " + word, "score plan.merit data --param " + word,
          "score plan.merit data --param " + word + "=1", "score plan.merit data " + word}) {
        const Outcome outcome = run(arguments);
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_THAT(outcome.err, Not(HasSubstr("\x1b"))) << arguments;
        EXPECT_THAT(outcome.err, Not(HasSubstr("\xE2\x80\xAE"))) << arguments;
        EXPECT_THAT(outcome.err, Not(HasSubstr("\xFF"))) << arguments;
    }
    EXPECT_THAT(run("explain plan.merit data --for " + word).err, HasSubstr("`" + shown + "`"));
    write("ids.json", R"([{"id": "\u001b[31mx", "sales": -5, "target": 1}])");
    EXPECT_THAT(run("score plan.merit ids.json").err, StartsWith("ids.json:1: \uFFFD[31mx: "));
    EXPECT_THAT(run("fmt --check " + word + ".merit").out, Not(HasSubstr("\x1b")));
}

TEST_F(Program, ReplacesAFileAsAWhole) {
    const std::string json = run("score plan.merit data --format json").out;
    write("results.json", "old");
    const std::size_t files = count_files();
    const Outcome outcome = run("score plan.merit data --format json --out results.json");
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(read("results.json"), json);
    EXPECT_EQ(count_files(), files) << "something was left behind";
}

TEST_F(Program, TellsWhenItCannotWrite) {
    for (const std::string out : {"nowhere/results.json", "data", "/dev/full"}) {
        const Outcome outcome = run("score plan.merit data --out " + out);
        EXPECT_EQ(outcome.code, 1) << out;
        EXPECT_THAT(outcome.err, HasSubstr("cannot write " + out));
    }
    const std::string command = "cd '" + top_.string() + "' && " + MERITUM_PROGRAM +
                                " score plan.merit data > /dev/full 2> /dev/null";
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): our own words
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 1);
}

TEST_F(Program, ExplainsOne) {
    const Outcome text = run("explain plan.merit data --for ann");
    EXPECT_EQ(text.code, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("120"));
    EXPECT_THAT(run("explain plan.merit data --for ann --format json").out, StartsWith("{"));
    const Outcome nobody = run("explain plan.merit data --for zoe");
    EXPECT_EQ(nobody.code, 1);
    EXPECT_THAT(nobody.err, HasSubstr("`zoe`; there are ann, bob"));
    const Outcome unscored = run("explain plan.merit bad --for bob");
    EXPECT_EQ(unscored.code, 2);
    EXPECT_THAT(unscored.err, HasSubstr("bob: `sales` is -5"));
    EXPECT_EQ(run("explain plan.merit bad --for ann").code, 0);
}

TEST_F(Program, DrawsAWaterfallOnATerminalOrWhenAsked) {
    const std::string bars = "██";
    EXPECT_THAT(run("explain plan.merit data --for ann").out, Not(HasSubstr(bars)));
    const auto in = [&](const std::string& locale, const std::string& when) {
        ::setenv("LC_ALL", locale.c_str(), 1);
        const Outcome outcome = run("explain plan.merit data --for ann --waterfall " + when);
        ::unsetenv("LC_ALL");
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome.out;
    };
    EXPECT_THAT(in("C.UTF-8", "always"), HasSubstr(bars));
    EXPECT_THAT(in("zh_CN.utf8", "always"), HasSubstr(bars));
    EXPECT_THAT(in("C.UTF-8", "auto"), Not(HasSubstr(bars)));
    EXPECT_THAT(in("C.UTF-8", "never"), Not(HasSubstr(bars)));
    EXPECT_THAT(in("C", "always"), AllOf(HasSubstr("===="), Not(HasSubstr(bars))));
    ::setenv("LC_ALL", "C.UTF-8", 1);
    const std::string shown =
        on_terminal("TERM=xterm " MERITUM_PROGRAM " explain plan.merit data --for ann");
    EXPECT_THAT(shown, HasSubstr(bars));
    EXPECT_THAT(on_terminal("TERM=xterm " MERITUM_PROGRAM
                            " explain plan.merit data --for ann --waterfall never"),
                Not(HasSubstr(bars)));
    ::unsetenv("LC_ALL");
}

TEST_F(Program, WritesACardForAMail) {
    const Outcome card = run("explain plan.merit data --for ann --format markdown");
    EXPECT_EQ(card.code, 0) << card.err;
    EXPECT_THAT(card.out, StartsWith("# ann\n\nSales above the target\n\n**Score 120**\n"));
    EXPECT_THAT(card.out, HasSubstr("\n| +32 | Target exceeded | "));
    EXPECT_THAT(run("explain plan.merit data --for ann --format markdown --lang zh").out,
                HasSubstr("**得分 120**"));
}

TEST_F(Program, ExplainsTheOnlyOneWithoutAnId) {
    write("one.yaml", "{sales: 1320000, target: 1000000}");
    const Outcome one = run("explain plan.merit one.yaml");
    EXPECT_EQ(one.code, 0) << one.err;
    EXPECT_THAT(one.out, HasSubstr("120"));
    EXPECT_THAT(run("explain plan.merit one.yaml --for zoe").err,
                HasSubstr("`zoe`; its one participant has no id, so leave --for out"));
    write("one.yaml", "{sales: -1, target: 1000000}");
    const Outcome wrong = run("explain plan.merit one.yaml");
    EXPECT_EQ(wrong.code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("one.yaml:1:9: `sales` is -1"));
    EXPECT_THAT(wrong.err, HasSubstr("meritum: the participant was not scored"));
    const Outcome several = run("explain plan.merit data");
    EXPECT_EQ(several.code, 1);
    EXPECT_THAT(several.err, HasSubstr("with --for ID; there are ann, bob\n"));
    write("none.yaml", "[]");
    EXPECT_THAT(run("explain plan.merit none.yaml").err, HasSubstr("there is nobody in the data"));
    EXPECT_THAT(run("explain --help").out, HasSubstr("one participant only"));
}

TEST_F(Program, LaysOutPlans) {
    const Outcome once = run("fmt plan.merit");
    EXPECT_EQ(once.code, 0) << once.err;
    write("plan.merit", "plan   hello\n\n\n\nscore\n      start 100\n");
    EXPECT_EQ(run("fmt --check plan.merit").code, 1);
    const Outcome written = run("fmt --write plan.merit");
    EXPECT_EQ(written.code, 0) << written.err;
    EXPECT_EQ(written.out, "plan.merit\n");
    EXPECT_EQ(run("fmt --check plan.merit").code, 0);
    EXPECT_EQ(run("fmt --write plan.merit").out, "") << "nothing is left to change";
    EXPECT_THAT(run("fmt --lang zh plan.merit").out, StartsWith("方案 hello"));
}

TEST_F(Program, ShowsTheGraph) {
    EXPECT_EQ(run("graph plan.merit").code, 0);
    EXPECT_THAT(run("graph plan.merit --format dot").out, StartsWith("digraph"));
}

}  // namespace
}  // namespace meritum::cli
