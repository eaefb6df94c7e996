// docs/language.md and docs/language.zh.md are true: every snippet is checked and scored, what they
// show is what comes out, and each phrase of the language stands in a snippet of both.
// MERITUM_REFRESH=1 rewrites what comes out; review it as a diff.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/diagnostics.hpp"
#include "base/source.hpp"
#include "docs/reader.hpp"
#include "syntax/parse.hpp"
#include "syntax/phrase_tries.hpp"
#include "syntax/rows.hpp"

namespace meritum::docs {
namespace {

namespace fs = std::filesystem;

const fs::path top = MERITUM_REPOSITORY;

std::string read_text(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

void expect_file(const fs::path& file, const std::string& text) {
    if (std::getenv("MERITUM_REFRESH") != nullptr) {
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return;
    }
    EXPECT_EQ(text, read_text(file)) << file;
}

struct Followed {
    Reader reader;
    std::vector<std::string> texts;
};

Followed follow(const Page& page, const std::string& tongue) {
    Followed followed{Reader(tongue, fs::temp_directory_path() / ("meritum-docs-" + tongue + "-" +
                                                                  std::to_string(getpid()))),
                      {}};
    for (const auto& block : page.blocks) followed.texts.push_back(followed.reader.read(block));
    return followed;
}

struct Language {
    std::string tongue;
    std::string page;
    std::string example;  ///< where the plan of the tutorial is kept
};

class LanguagePage : public testing::TestWithParam<Language> {
protected:
    fs::path file = top / GetParam().page;
    Page page = read_page(read_text(file));
    Followed followed = follow(page, GetParam().tongue);
};

TEST_P(LanguagePage, ShowsWhatComesOut) {
    EXPECT_GE(page.blocks.size(), 50U);
    for (const auto& problem : followed.reader.problems())
        ADD_FAILURE() << GetParam().page << " " << problem;
    if (std::getenv("MERITUM_REFRESH") != nullptr) {
        expect_file(file, with_texts(page, followed.texts));
        return;
    }
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        const auto& block = page.blocks[i];
        EXPECT_EQ(block.text, followed.texts[i])
            << GetParam().page << ":" << block.line << ": " << block.words()
            << " (MERITUM_REFRESH=1 writes what comes out now)";
    }
}

TEST_P(LanguagePage, ShowsEveryPhrase) {
    EXPECT_THAT(followed.reader.shown().missing(), testing::IsEmpty())
        << "phrases of src/syntax/phrases.def that no snippet of " << GetParam().page << " shows";
}

/// The words of a tongue that a plan cannot declare as a fact without backticks.
std::set<std::string> words_that_need_backticks(const std::string& tongue) {
    const auto& tries = syntax::Phrases::standard().tries();
    std::set<std::string> words;
    for (const auto& row : syntax::row_specs()) {
        for (const auto& flat :
             syntax::expansions(tries.pattern(row.row, *tries.find_tongue(tongue)))) {
            for (const auto& part : flat) words.insert(part.word);
        }
    }
    std::erase_if(words, [](const std::string& word) {
        Source source("plan.merit", "fact " + word + " number 0 .. 1\n");
        DiagnosticSink sink(source);
        syntax::parse(source, sink);
        const auto found = sink.diagnostics().items;
        return std::none_of(found.begin(), found.end(),
                            [](const auto& one) { return one.code == "M0129"; });
    });
    return words;
}

TEST_P(LanguagePage, NamesTheWordsThatNeedBackticks) {
    const auto text = read_text(file);
    const std::string begin =
        GetParam().tongue == "en" ? "Only these need backticks" : "只有 `不予";
    const std::string end = GetParam().tongue == "en" ? ". So does" : " 作名称时";
    const auto from = text.find(begin);
    const auto list = text.substr(from, text.find(end, from) - from);
    std::set<std::string> named;
    for (auto open = list.find('`'); open != std::string::npos;) {
        const auto close = list.find('`', open + 1);
        named.insert(list.substr(open + 1, close - open - 1));
        open = list.find('`', close + 1);
    }
    EXPECT_THAT(named, testing::ContainerEq(words_that_need_backticks(GetParam().tongue)));
}

TEST_P(LanguagePage, LinksToItsHeadings) {
    std::vector<std::string> anchors;
    for (const auto& heading : page.headings) anchors.push_back(heading.anchor);
    for (const auto& link : page.links) EXPECT_THAT(anchors, testing::Contains(link));
    std::sort(anchors.begin(), anchors.end());
    EXPECT_EQ(std::adjacent_find(anchors.begin(), anchors.end()), anchors.end())
        << "two headings of the same words";
}

TEST_P(LanguagePage, KeepsThePlanOfTheTutorial) {
    const auto folder = top / GetParam().example;
    expect_file(folder / "plan.merit", followed.reader.plan());
    expect_file(folder / "data.yaml", followed.reader.data());
    expect_file(folder / "plan.test.yaml", followed.reader.suite());
}

INSTANTIATE_TEST_SUITE_P(EveryTongue, LanguagePage,
                         testing::Values(Language{"en", "docs/language.md", "examples/tutorial"},
                                         Language{"zh", "docs/language.zh.md",
                                                  "examples/tutorial-zh"}),
                         [](const auto& tested) { return tested.param.tongue; });

// What stands in one page stands in the other, at the same place.
TEST(LanguagePages, GoTheSameWay) {
    std::vector<std::string> ways;
    for (const auto* name : {"docs/language.md", "docs/language.zh.md"}) {
        const auto page = read_page(read_text(top / name));
        std::string way;
        std::size_t heading = 0;
        for (const auto& block : page.blocks) {
            for (; heading < page.headings.size() && page.headings[heading].line < block.line;
                 ++heading)
                way += std::string(page.headings[heading].level, '#') + "\n";
            way += block.info[0] + (block.info.size() > 1 ? " " + block.info[1] : "") + "\n";
        }
        ways.push_back(way);
    }
    EXPECT_EQ(ways[0], ways[1]);
}

// --- The reader finds what is wrong. ---

std::string problem_in(const std::string& text) {
    const auto followed = follow(read_page(text), "en");
    return followed.reader.problems().empty() ? "" : followed.reader.problems()[0];
}

std::string refreshed(const std::string& text) {
    const auto page = read_page(text);
    return with_texts(page, follow(page, "en").texts);
}

TEST(Reader, RefusesAPieceThatIsNotRight) {
    EXPECT_THAT(problem_in("```merit plan\nplan p\nlet a = b\n```\n"),
                testing::StartsWith("line 1: the plan is not right:\nerror[M0203]"));
    EXPECT_THAT(problem_in("```merit facts\nfact n count\n```\n```merit example\nlet a = m\n```\n"),
                testing::StartsWith("line 4: the plan is not right:\nerror[M0203]"));
}

TEST(Reader, RefusesAWrongPieceThatIsRight) {
    EXPECT_EQ(problem_in("```merit plan\nplan p\n```\n```merit wrong\noutcome a = 1\n```\n"),
              "line 4: nothing is wrong with this piece");
}

TEST(Reader, RefusesAnotherTongueAndUnknownBlocks) {
    EXPECT_EQ(problem_in("```merit plan\n方案 p\n结果 a = 1\n```\n"),
              "line 1: the plan is in another tongue");
    EXPECT_THAT(problem_in("```merit\nplan p\n```\n"), testing::HasSubstr("a block is `merit`"));
    EXPECT_THAT(problem_in("```\nplan p\n```\n"), testing::HasSubstr("a block is ``"));
}

TEST(Reader, SaysWhatNamesComeTo) {
    EXPECT_EQ(refreshed("```merit facts\nfact n count\n```\n```yaml data\nn: 3\n```\n"
                        "```merit example\nlet a = n * 2  # → 0\nbonus b  # → 0\n  give n\n```\n"),
              "```merit facts\nfact n count\n```\n```yaml data\nn: 3\n```\n"
              "```merit example\nlet a = n * 2  # → 6\nbonus b  # → 3\n  give n\n```\n");
}

TEST(Reader, SaysWhatTheCheckerAndTheCardSay) {
    const std::string plan = "```merit plan\nplan p\nfact n count\noutcome a = n\n```\n";
    EXPECT_THAT(refreshed(plan + "```yaml data\n- {id: ann, n: 3}\n```\n```text card ann a\n```\n"),
                testing::EndsWith("```text card ann a\na = 3: n\n  n = 3\n```\n"));
    EXPECT_THAT(refreshed(plan + "```merit wrong\noutcome b = m\n```\n```text check\nx\n```\n"),
                testing::HasSubstr("```text check\nerror[M0203]: nothing is called `m`\n"));
}

TEST(Shown, TellsPhrasesAndPartsThatAreNot) {
    Shown shown;
    shown.add("plan p\nbonus b\n  give 2\n  times 2\n");
    const auto missing = shown.missing();
    for (const auto* there : {"plan", "rule_give", "rule_times"})
        EXPECT_THAT(missing, testing::Not(testing::Contains(there)));
    for (const auto* not_there : {"rule_times.condition", "rule_take", "word_or", "plan.label"})
        EXPECT_THAT(missing, testing::Contains(not_there));
}

TEST(Assembly, PutsStatementsWhereTheyBelong) {
    auto plan = split("plan p\n\nbonus b\n  give 1\n");
    amend(plan, "# Why.\nfact n count\n");
    amend(plan, "bonus b\n  give 2\nfact m count\n");
    EXPECT_EQ(join(plan), "plan p\n\n# Why.\nfact n count\nfact m count\n\nbonus b\n  give 2\n");
}

TEST(Page, MakesAnchorsAsGitHubDoes) {
    EXPECT_EQ(anchor_of("Words and names"), "words-and-names");
    EXPECT_EQ(anchor_of("8. Vetoes, grades, pay"), "8-vetoes-grades-pay");
    EXPECT_EQ(anchor_of("数字、日期 `15%`"), "数字日期-15");
}

}  // namespace
}  // namespace meritum::docs
