// meritum new: everything it writes checks, formats and scores without a word of complaint.
#include "cli/program.hpp"

#include <algorithm>

namespace meritum::cli {
namespace {

TEST_F(Program, BeginsAPlanThatIsRight) {
    for (const std::string lang : {"en", "zh"}) {
        const Outcome made = run("new begun-" + lang + "/ --lang " + lang);
        EXPECT_EQ(made.code, 0) << made.err;
        EXPECT_THAT(made.out, StartsWith("begun-" + lang + "/plan.merit\n"));
        EXPECT_THAT(made.out, HasSubstr(lang == "zh" ? "\n请修改方案，然后运行：\n"
                                                     : "\nNow change the plan, and run:\n"));
        const std::string plan = "begun-" + lang + "/plan.merit";
        const std::string data = " begun-" + lang + "/data";
        const Outcome check = run("check " + plan);
        EXPECT_EQ(check.code, 0);
        EXPECT_EQ(check.err, "") << "a warning";
        EXPECT_EQ(run("fmt --check " + plan).code, 0) << run("fmt " + plan).out;
        EXPECT_EQ(run("fmt " + plan).out, read(plan));
        const Outcome score = run("score " + plan + data + " --format csv");
        EXPECT_EQ(score.code, 0);
        EXPECT_EQ(score.err, "");
        EXPECT_EQ(std::count(score.out.begin(), score.out.end(), '\n'), 4) << score.out;
        // What it says to run next, word by word; what it says is in the README, too.
        EXPECT_NE(read("begun-" + lang + "/README.md"), "");
        std::size_t commands = 0;
        for (auto at = made.out.find("\n  meritum "); at != std::string::npos;
             at = made.out.find("\n  meritum ", at + 1), ++commands) {
            const auto begin = at + std::string("\n  meritum ").size();
            const auto command = made.out.substr(begin, made.out.find('\n', begin) - begin);
            const Outcome next = run(command);
            EXPECT_EQ(next.code, 0) << command << "\n" << next.err;
            EXPECT_EQ(next.err, "") << command;
        }
        EXPECT_EQ(commands, 4U);
        EXPECT_THAT(run("test begun-" + lang).out,
                    HasSubstr("1 suite, 4 cases: 4 passed, 0 failed"));
    }
}

TEST_F(Program, BeginsNothingOverWhatIsThere) {
    fs::create_directories(top_ / "mine/data");
    write("mine/data/participants.csv", "mine\n");
    const Outcome outcome = run("new mine");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr("mine/data/participants.csv is there already"));
    EXPECT_EQ(read("mine/data/participants.csv"), "mine\n");
    EXPECT_FALSE(exists("mine/plan.merit"));
    EXPECT_THAT(run("new plan.merit").err, HasSubstr("it is no folder"));
    EXPECT_THAT(run("new").err, HasSubstr("DIR is required"));
    EXPECT_THAT(run("new \"\"").err, HasSubstr("the folder is empty"));
    EXPECT_EQ(run("new begun > /dev/full #").code, 1);
}

}  // namespace
}  // namespace meritum::cli
