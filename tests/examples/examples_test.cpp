// The examples and the READMEs are true: plans check, their Chinese is the formatter's, scores are
// those computed by hand (tests/examples/electronics_quarter.py), what a README shows is what comes
// out. Knows only the public headers. MERITUM_REFRESH=1 rewrites the Chinese plans and the cards
// shown; review them as a diff.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <meritum/meritum.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace meritum {
namespace {

namespace fs = std::filesystem;

const fs::path top = MERITUM_REPOSITORY;
const fs::path electronics = top / "examples/electronics-quarter";

std::string read(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    EXPECT_FALSE(text.str().empty()) << file;
    return text.str();
}

void expect_file(const fs::path& file, const std::string& text) {
    if (std::getenv("MERITUM_REFRESH") != nullptr) {
        std::ofstream(file, std::ios::binary) << text;
        return;
    }
    EXPECT_EQ(text, read(file)) << file;
}

std::vector<fs::path> plans() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(top / "examples"))
        if (entry.path().extension() == ".merit" && entry.path().filename() != "company.merit")
            found.push_back(entry.path());  // that one is used by others
    std::sort(found.begin(), found.end());
    return found;
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

TEST(Examples, PlansCheckWithoutAWarning) {
    EXPECT_GE(plans().size(), 4U);
    for (const auto& file : plans()) {
        const auto compiled =
            Plan::compile(read(file), file.string(), files_in(file.parent_path()));
        EXPECT_TRUE(compiled.plan.has_value()) << compiled.diagnostics.to_string();
        EXPECT_TRUE(compiled.diagnostics.items.empty()) << compiled.diagnostics.to_string();
    }
}

TEST(Examples, PlansAreInTheirCanonicalLayout) {
    for (const auto& file : plans())
        EXPECT_EQ(meritum::format(read(file), "", file.string(), files_in(file.parent_path()))
                      .text.value_or(""),
                  read(file))
            << file;
}

TEST(Examples, ChinesePlansAreTheFormatters) {
    for (const auto& file : plans()) {
        const auto name = file.filename().string();
        constexpr std::string_view ending = ".zh.merit";
        if (!name.ends_with(ending)) continue;
        const auto stem = name.substr(0, name.size() - ending.size());
        const auto plan = Plan::load(file.parent_path() / (stem + ".merit"));
        expect_file(file, plan.format("zh"));
        const auto chinese = Plan::load(file);
        EXPECT_EQ(chinese.fingerprint(), plan.fingerprint());
        EXPECT_EQ(chinese.format("en"), plan.format("en"));
    }
}

Results electronics_results(const fs::path& plan_file) {
    const auto plan = Plan::load(plan_file);
    const auto data = read_data(plan, electronics / "data");
    EXPECT_TRUE(data.errors.empty());
    EXPECT_TRUE(data.notices.empty());
    return plan.score_all(data.facts);
}

TEST(Examples, ElectronicsScoresAreThoseComputedByHand) {
    const auto golden = read(top / "tests/examples/electronics-quarter.csv");
    for (const auto* name : {"plan.merit", "plan.zh.merit"}) {
        const auto results = electronics_results(electronics / name);
        EXPECT_TRUE(results.errors.empty());
        EXPECT_EQ(to_csv(results), golden) << name;
    }
}

// The card that `./dev demo` explains, worked out on paper.
TEST(Examples, EveryLineOfChenWei) {
    const std::map<std::string, std::string> expected = {
        {"score///start", "100"},
        {"score/results/over_achievement/rule", "27"},  // 1339800 / 1050000 = 127.6%
        {"score/results/over_achievement/cap", "-7"},
        {"score/results/big_contract/rule", "9"},  // 5 + 2 + 0 + 2; one without deposit
        {"score/results/new_customer/rule", "4.5"},
        {"score/results/margin_result/rule", "-1.2"},  // 0.5 * -2.4
        {"score/results/missed_target/rule", "0"},
        {"score/results//cap", "-2.3"},  // 32.3 becomes 30
        {"score/service/satisfied_customers/rule", "3"},
        {"score/service/idea/rule", "2"},
        {"score/service/complaint/rule", "-15"},  // 1 + 2 + 4 + 8; one not justified
        {"score/conduct/teamwork/rule", "4.5"},
        {"score/conduct/good_colleague/rule", "0"},
        {"score/conduct/poor_collaboration/rule", "0"},
        {"score/conduct/violation/rule", "-7"},
    };
    const auto results = electronics_results(electronics / "plan.merit");
    const auto card =
        std::find_if(results.cards.begin(), results.cards.end(),
                     [](const Scorecard& candidate) { return candidate.id() == "chen-wei"; });
    ASSERT_NE(card, results.cards.end());
    std::map<std::string, std::string> lines;
    for (const auto& line : card->lines()) lines[line.line] = line.points.to_string();
    EXPECT_EQ(lines, expected);
    EXPECT_EQ(card->score(), Decimal::parse("117.5"));
}

/// A README with the cards of an example and what else it shows.
void check_readme(const fs::path& page_file, const fs::path& example, const std::string& id,
                  const std::string& lang) {
    const auto page = read(page_file);
    for (const auto& text : blocks(page, "merit")) {
        const auto compiled = Plan::compile(text, page_file.string());
        EXPECT_TRUE(compiled.plan.has_value()) << compiled.diagnostics.to_string();
    }
    ASSERT_EQ(blocks(page, "merit").size(), 1U);
    EXPECT_EQ(blocks(page, "merit")[0], read(example / "plan.merit"));
    ASSERT_EQ(blocks(page, "yaml").size(), 1U);
    EXPECT_EQ(blocks(page, "yaml")[0], read(example / "data.yaml"));

    const auto plan = Plan::load(example / "plan.merit");
    const auto results = plan.score_all(read_data(plan, example / "data.yaml").facts);
    ASSERT_FALSE(results.cards.empty());
    ASSERT_EQ(results.cards[0].id(), id);
    const auto shown = blocks(page, "text");
    ASSERT_EQ(shown.size(), 1U);
    auto refreshed = page;
    refreshed.replace(page.find(shown[0]), shown[0].size(), results.cards[0].explain(lang));
    expect_file(page_file, refreshed);

    auto hello = read(top / "tests/consumers/hello/main.cpp");
    const std::pair<std::string, std::string> facts[] = {{"\"sales\"", "\"销售额\""},
                                                         {"\"target\"", "\"目标\""}};
    for (const auto& [english, chinese] : facts) {  // each page has the names of its plan
        if (lang == "zh") hello.replace(hello.find(english), english.size(), chinese);
    }
    ASSERT_EQ(blocks(page, "cpp").size(), 1U);
    EXPECT_EQ(blocks(page, "cpp")[0], hello.substr(hello.find("#include")));
}

TEST(Examples, ReadmeShowsWhatComesOut) {
    check_readme(top / "README.md", top / "examples/first-plan", "ann", "en");
}

TEST(Examples, ReadmeInChineseShowsWhatComesOut) {
    check_readme(top / "README.zh.md", top / "examples/first-plan-zh", "陈伟", "zh");
}

// What the hello world prints when it stands beside the plan of the README.
TEST(Examples, HelloWorldScoresTheFirstPlan) {
    const auto plan = Plan::load(top / "examples/first-plan/plan.merit");
    const auto card = plan.score({{"sales", 1'320'000}, {"target", 1'000'000}});
    EXPECT_EQ(card.score(), Decimal(120));
    EXPECT_NE(card.explain().find("132%"), std::string::npos);
}

}  // namespace
}  // namespace meritum
