// The suites of the examples pass, and the document shows what comes out.
#include <fstream>
#include <sstream>

#include "suite/reading.hpp"

namespace meritum::suite {
namespace {

std::string read_file(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(MERITUM_REPOSITORY "/" + name, std::ios::binary).rdbuf();
    return text.str();
}

/// What stands between ```LANGUAGE and ```, each block.
std::vector<std::string> blocks(const std::string& page, const std::string& language) {
    const std::string opening = "\n```" + language + "\n";
    std::vector<std::string> found;
    for (auto at = page.find(opening); at != std::string::npos; at = page.find(opening, at + 1)) {
        const auto begin = at + opening.size();
        found.push_back(page.substr(begin, page.find("```", begin) - begin));
    }
    return found;
}

TEST(SuiteExamples, Pass) {
    const auto report = run({MERITUM_REPOSITORY "/examples"});
    EXPECT_TRUE(report.passed()) << to_text(report);
    EXPECT_GE(report.suites.size(), 2U);
    EXPECT_GE(report.cases(), 100U);
}

TEST(SuiteExamples, TheDocumentIsTrue) {
    const auto page = read_file("docs/suites.md");
    const auto yaml = blocks(page, "yaml");
    ASSERT_EQ(yaml.size(), 4U);
    EXPECT_EQ(outcome_of(yaml[0]), "ok");
    EXPECT_EQ(outcome_of(yaml[1]), "ok");
    const std::string ranked =
        "text: |\n  plan p\n\n  fact sales number 0 .. 9_000_000 default 0\n\n  score\n    start "
        "1\n\n"
        "  outcome place = rank by sales within q\n  fact q text default \"x\"\ncases:\n";
    EXPECT_EQ(outcome_of(ranked + yaml[2]), "ok");
    EXPECT_EQ(outcome_of(ranked + "  - name: a table\n" + yaml[3]), "ok");

    auto wrong = yaml[0];
    wrong.replace(wrong.find("complaint: -4.5"), 15, "complaint: -5");
    Report report;
    report.suites = {run_beside(wrong)};
    auto text = to_text(report);
    for (auto at = text.find(folder + "x"); at != std::string::npos; at = text.find(folder + "x"))
        text.replace(at, folder.size() + 1, "plan");
    ASSERT_EQ(blocks(page, "text").size(), 1U);
    EXPECT_EQ(text, blocks(page, "text")[0]);
}

}  // namespace
}  // namespace meritum::suite
