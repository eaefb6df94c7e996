// The board, in both tongues, wide and narrow.
#include "report/table.hpp"

#include <sstream>

#include "report/pages.hpp"
#include "report/terminal.hpp"
#include "shop/shop.hpp"

namespace meritum::report {
namespace {

TEST(Table, Boards) {
    const auto shop = scorecard::make_shop();
    const auto results = scorecard::score(shop);
    check_page("board.en.txt", table(shop.graph->story, results, "en", false, 100));
    check_page("board.zh.txt", table(shop.graph->story, results, "zh", false, 100));
    check_page("board-narrow.zh.txt", table(shop.graph->story, results, "zh", false, 40));
}

TEST(Table, ErrorsStandBelow) {
    const auto shop = scorecard::make_shop(true);
    auto results = scorecard::score(shop);
    results.errors.push_back({"eve", "2026-Q3", "people.csv", 7, 3, "sales", "F0102",
                              "`sales` is -5, but must be at least 0"});
    check_page("board-errors.en.txt", table(shop.graph->story, results, "en", false, 100));
}

TEST(Table, PercentsAreShownAsOnTheCard) {
    const auto shop = scorecard::make_shop();
    const auto results = scorecard::score(shop);
    auto story = shop.graph->story;
    auto& pay = story.outcomes.front().quantity;
    pay.unit = value::Unit::plain;
    pay.currency.clear();
    pay.percent = true;
    const auto board = table(story, results, "en", false, 100);
    EXPECT_NE(board.find("  1300%  gold"), std::string::npos) << board;
}

TEST(Table, AScoreThatNothingMakesIsNotShown) {
    const auto shop = scorecard::make_shop();
    const auto results = scorecard::score(shop);
    auto story = shop.graph->story;
    EXPECT_NE(table(story, results, "en", false, 100).find("Score"), std::string::npos);
    story.totals.front().silent = true;
    const auto board = table(story, results, "en", false, 100);
    EXPECT_EQ(board.find("Score"), std::string::npos) << board;
}

TEST(Table, BehindAColumnThatDoesNotFitNothingIsShown) {
    const auto shop = scorecard::make_shop();
    const auto results = scorecard::score(shop);
    auto story = shop.graph->story;
    ASSERT_EQ(story.categories.size(), 2U);
    story.categories[0].label = {"Everything that was sold"};
    const auto board = table(story, results, "en", false, 90);
    const auto conduct = board.find("Conduct");
    EXPECT_EQ(conduct, board.rfind("Conduct")) << board;
    EXPECT_NE(board.find("Everything that was sold, Conduct\n"), std::string::npos) << board;
}

TEST(Table, SaysHowManyColumnsShowAll) {
    const auto shop = scorecard::make_shop();
    const auto results = scorecard::score(shop);
    const auto narrow = table(shop.graph->story, results, "en", false, 60);
    const auto said = narrow.find(" columns show them: ");
    ASSERT_NE(said, std::string::npos) << narrow;
    const auto begin = narrow.rfind('\n', said) + 1;
    const auto needed = static_cast<std::size_t>(std::stoul(narrow.substr(begin, said - begin)));
    const auto shown = [&](std::size_t columns) {
        return table(shop.graph->story, results, "en", false, columns).find("not shown") ==
               std::string::npos;
    };
    EXPECT_TRUE(shown(needed));
    EXPECT_FALSE(shown(needed - 1));
}

TEST(Table, KeepsItsWidth) {
    const auto shop = scorecard::make_shop();
    const auto results = scorecard::score(shop);
    for (const std::size_t columns : {60, 80, 100, 140}) {
        std::istringstream lines(table(shop.graph->story, results, "zh", false, columns));
        for (std::string line; std::getline(lines, line);) EXPECT_LE(width(line), columns) << line;
    }
}

TEST(Table, ColoursAreOnlyCodes) {
    const auto shop = scorecard::make_shop();
    const auto results = scorecard::score(shop);
    auto colours = table(shop.graph->story, results, "en", true, 100);
    for (auto at = colours.find('\x1b'); at != std::string::npos; at = colours.find('\x1b')) {
        colours.erase(at, colours.find('m', at) + 1 - at);
    }
    EXPECT_EQ(colours, table(shop.graph->story, results, "en", false, 100));
}

TEST(Table, NoCards) {
    const auto shop = scorecard::make_shop();
    EXPECT_EQ(table(shop.graph->story, {}, "en", false, 100), "Shop plan\n\n0 scored\n");
}

}  // namespace
}  // namespace meritum::report
