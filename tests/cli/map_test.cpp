// meritum score --map and --encoding: files of other people, with their names and their bytes.
#include "cli/program.hpp"

namespace meritum::cli {
namespace {

constexpr std::string_view shop =
    "plan p\n  currency CNY\n  cycle quarter\nfact sales money 0 .. 1_000_000\n"
    "fact contracts list of\n  amount money 0 .. 1_000_000\n"
    "bonus b\n  give 1 per full 1000 of sales\n"
    "bonus c\n  for each contract in contracts\n  give 1 per full 1000 of contract.amount\n";

TEST_F(Program, ReadsTheColumnNamesOfOthers) {
    write("shop.merit", shop);
    fs::create_directories(top_ / "export");
    write("export/participants.csv",
          "Name,Employee no.,Quarter,Net sales\nAnn Lee,a1,2026-Q3,5000\nBob,b2,2026-Q3,3000\n");
    write("export/deals.csv", "Deal,Employee no.,Value\nD-1,a1,2000\nD-2,b2,1000\n");
    write("names.yaml",
          "id: Employee no.\nparticipant: Employee no.\nperiod: Quarter\nkey: Deal\n"
          "contracts: deals\n");
    const std::string command =
        "score shop.merit export --map names.yaml --map sales=\"Net sales\" "
        "--map contracts.amount=Value --format csv";
    const Outcome outcome = run(command);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "id,score,grade\na1,7,\nb2,4,\n");
    EXPECT_THAT(
        run("explain shop.merit export --for a1 --map names.yaml --map contracts.amount=Value"
            " --map sales=\"Net sales\"")
            .out,
        HasSubstr("contract D-1"));
    write("export/participants.csv", "Employee no.,Quarter,Net sales\na1,2026-Q3,-5\nb2,2026,7\n");
    const Outcome wrong = run(command);
    EXPECT_EQ(wrong.code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("participants.csv:2:12: a1: `Net sales` is -5, but must"));
    EXPECT_THAT(wrong.err, HasSubstr("b2: the period `2026` is none"));
}

/// What a message says to add, typed as it says.
TEST_F(Program, SaysWhichNameToAdd) {
    write("shop.merit", shop);
    fs::create_directories(top_ / "export");
    write("export/participants.csv", "id,sales\na1,5000\nb2,3000\n");
    write("export/deals.csv", "participant,value\na1,2000\na1,1000\nb2,1000\nb2,1000\n");
    const std::string command = "score shop.merit export --map contracts=deals";
    EXPECT_THAT(
        run(command).err,
        HasSubstr("deals.csv:1:1: a1: `deals.csv` has no column `amount`; if `value` is it, "
                  "add --map deals.amount=value [F0508]\n"));
    EXPECT_EQ(run(command + " --map deals.amount=value --format csv").out,
              "id,score,grade\na1,8,\nb2,5,\n");
}

TEST_F(Program, ReadsTheKeysOfOthersInYaml) {
    write("shop.merit", shop);
    write("q3.yaml", "- {who: a1, sold: 5000, deals: [{value: 2000}]}\n");
    write("names.yaml", "id: who\nsales: sold\ncontracts: deals\n");
    EXPECT_EQ(run("score shop.merit q3.yaml --map names.yaml --map contracts.amount=value "
                  "--format csv")
                  .out,
              "id,score,grade\na1,7,\n");
    const Outcome missing = run("score shop.merit q3.yaml --map names.yaml");
    EXPECT_THAT(missing.err, HasSubstr("`value` in item 1 of `deals`"));
}

TEST_F(Program, RefusesNamesThatDoNotFit) {
    write("list.yaml", "- sales\n");
    write("deep.yaml", "sales: [a]\n");
    struct Case {
        std::string arguments;
        std::string message;
    };
    const Case cases[] = {
        {"--map sals=x",
         "`sals` is no fact, list, field or column of the plan; did you mean "
         "`sales`?"},
        {"--map sales=x --map sales=y", "`sales` is given two names"},
        {"--map sales=target", "two columns would be called `target`"},
        {"--map sales=", "--map sales=: write it as NAME=COLUMN"},
        {"--map nowhere.yaml", "nowhere.yaml cannot be read: there is no such file"},
        {"--map list.yaml", "list.yaml:1:1: names are written as `sales: Net sales`"},
        {"--map deep.yaml", "deep.yaml:1:8: `sales` should be a name, but is a list"},
        {"--map id=\"No.\"", "there is no column `No.`"},
        {"--encoding klingon", "meritum: --encoding klingon: there is no such encoding; "},
        {"--encoding ascii//translit", "--encoding ascii//translit: there is no such"},
    };
    for (const auto& [arguments, message] : cases) {
        const Outcome outcome = run("score plan.merit data " + arguments);
        EXPECT_EQ(outcome.code, 1) << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
        EXPECT_THAT(outcome.err, HasSubstr(message)) << arguments;
    }
    // Two facts may change their names.
    EXPECT_EQ(run("score plan.merit data --map sales=target --map target=sales").code, 0);
}

TEST_F(Program, ReadsOtherEncodings) {
    write("zh.merit", "plan p\nfact 销售额 count\nbonus b\n  give 1 per 销售额\n");
    fs::create_directories(top_ / "gb");
    const std::string sales = "\xCF\xFA\xCA\xDB\xB6\xEE";  // 销售额
    const std::string who = "\xB3\xC2\xCE\xB0";            // 陈伟
    write("gb/participants.csv", "id," + sales + "\n" + who + ",7\n");
    EXPECT_EQ(run("score zh.merit gb --encoding gb18030 --format csv").out,
              "id,score,grade\n陈伟,7,\n");
    EXPECT_THAT(run("score zh.merit gb").err, HasSubstr("not valid UTF-8"));
    write("gb/participants.csv", "id," + sales + "\n" + who + ",7\nx\xFF,1\n");
    EXPECT_THAT(run("score zh.merit gb --encoding gb18030").err,
                HasSubstr("gb/participants.csv:3: this line is not gb18030"));
    write("gb/participants.csv", "\xEF\xBB\xBFid,销售额\n陈伟,7\n");
    EXPECT_EQ(run("score zh.merit gb --encoding gb18030").code, 0) << "it says that it is UTF-8";
}

}  // namespace
}  // namespace meritum::cli
