// Explained cards on paper, in both tongues.
#include "report/text.hpp"

#include <set>
#include <sstream>

#include "report/pages.hpp"
#include "report/terminal.hpp"
#include "shop/shop.hpp"

namespace meritum::report {
namespace {

TEST(Text, ExplainedCards) {
    const auto results = scorecard::score(scorecard::make_shop());
    check_page("ann.en.txt", results.cards[0].explain("en"));
    check_page("bob.en.txt", results.cards[1].explain("en"));
    check_page("cy.zh.txt", results.cards[2].explain("zh"));
    check_page("dee.en.txt", results.cards[3].explain("en"));
    check_page("eli.zh.txt", results.cards[4].explain("zh"));
}

TEST(Text, AWithheldCard) {
    check_page("withheld.en.txt",
               scorecard::score(scorecard::make_shop(true)).cards[0].explain("en"));
}

TEST(Text, PartsOfACard) {
    const auto results = scorecard::score(scorecard::make_shop());
    std::string parts;
    for (const auto& card : results.cards) {
        std::set<std::string> names = {"grade", "score"};
        for (const auto& line : card.lines()) names.insert({line.rule, line.category});
        for (const auto& outcome : card.outcomes()) names.insert(outcome.name);
        names.erase("");
        for (const auto& name : names)
            parts += "--- " + card.id() + ": " + name + "\n" + card.explain_part(name);
        EXPECT_EQ(card.explain_part("nothing of that name"), "");
        EXPECT_EQ(card.explain_part(""), "");
    }
    check_page("parts.en.txt", parts);
}

TEST(Text, NoLineIsWiderThanTheTerminal) {
    const auto results = scorecard::score(scorecard::make_shop());
    for (const std::size_t columns : {40, 60, 80}) {
        for (const std::string lang : {"en", "zh"}) {
            for (const auto& card : results.cards) {
                std::istringstream lines(card.explain(lang, columns));
                for (std::string line; std::getline(lines, line);) {
                    EXPECT_LE(width(line), columns) << line;
                }
            }
        }
    }
}

TEST(Text, ColoursSayNothingOfTheirOwn) {
    const auto card = scorecard::score(scorecard::make_shop()).cards[0];
    auto coloured = card.explain("en", 100, true);
    EXPECT_NE(coloured.find("\x1b[1m"), std::string::npos);
    for (const std::string code : {"\x1b[1m", "\x1b[0m"}) {
        for (auto at = coloured.find(code); at != std::string::npos; at = coloured.find(code, at)) {
            coloured.erase(at, code.size());
        }
    }
    EXPECT_EQ(coloured, card.explain("en", 100));
}

// An item that fits is one line; one that does not is spread over several.
TEST(Text, ItemsAreOneLineWhereTheyFit) {
    scorecard::Explanation item;
    item.part = scorecard::Part::item;
    item.title = "deal K1";
    item.value = "+5";
    item.verdict = scorecard::Verdict::holds;
    item.children = {item};
    item.children.front().part = scorecard::Part::reading;
    item.children.front().title = "deal.amount";
    item.children.front().value = "600 CNY";
    item.children.front().verdict = scorecard::Verdict::none;
    scorecard::Explanation line;
    line.part = scorecard::Part::line;
    line.value = "+5";
    line.children = {item};
    scorecard::Explanation total;
    total.part = scorecard::Part::total;
    total.children = {line};
    scorecard::Explanation card;
    card.children = {total};
    EXPECT_NE(text(card, 100).find("✓ deal K1  +5  deal.amount = 600 CNY\n"), std::string::npos);
    EXPECT_NE(text(card, 20).find("✓ deal K1  +5\n"), std::string::npos);
}

}  // namespace
}  // namespace meritum::report
