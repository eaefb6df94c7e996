// The waterfall: cards in both tongues and several widths, and bars by hand.
#include "report/waterfall.hpp"

#include <gmock/gmock.h>

#include <deque>
#include <sstream>

#include "base/utf8.hpp"
#include "report/pages.hpp"
#include "scorecard/wording.hpp"
#include "shop/shop.hpp"

namespace meritum::report {
namespace {

using scorecard::Explanation;
using scorecard::Part;
using testing::ElementsAre;

/// Texts of a tree stand elsewhere.
std::string_view kept(std::string text) {
    static std::deque<std::string> all;
    return all.emplace_back(std::move(text));
}

/// A total with a start, if it is not 0, and steps.
Explanation total_of(int start, std::initializer_list<int> steps) {
    Explanation total;
    total.part = Part::total;
    total.title = "Score";
    int sum = 0;
    const auto add = [&](int points, std::string_view id) {
        Explanation line;
        line.part = Part::line;
        line.id = id;
        line.title = id.substr(id.rfind('/') + 1);
        line.number = points;
        line.value = kept(scorecard::with_sign(points, {}));
        total.children.push_back(line);
        sum += points;
    };
    if (start != 0) add(start, "score///start");
    for (const int points : steps) add(points, "score//r/rule");
    total.number = sum;
    total.value = kept(std::to_string(sum));
    return total;
}

/// Its bars alone, each in 32 columns; a run of n signs is "n sign", so that lengths are read.
std::vector<std::string> bars_of(const Explanation& total, Waterfall bars) {
    constexpr std::size_t before = 4 + 2 + 5 + 2;
    std::istringstream rows(waterfall(total, {4, 0}, before + 32, bars, false));
    std::vector<std::string> all;
    for (std::string row; std::getline(rows, row);) {
        std::string runs;
        std::string last;
        std::size_t times = 0;
        const auto add = [&] {
            if (times > 0) runs += (runs.empty() ? "" : ", ") + std::to_string(times) + " " + last;
        };
        for (std::size_t at = std::min(before, row.size()); at < row.size();) {
            const auto length = utf8::decode(row, at).length;
            const auto sign = row[at] == ' ' ? "blank" : row.substr(at, length);
            if (sign != last) add(), last = sign, times = 0;
            ++times;
            at += length;
        }
        add();
        all.push_back(runs);
    }
    return all;
}

TEST(Waterfall, CardsInBothTongues) {
    const auto results = scorecard::score(scorecard::make_shop());
    std::string pages;
    for (const std::size_t width : {48, 80, 120}) {
        for (const std::string lang : {"en", "zh"}) {
            for (const auto& card : results.cards) {
                const auto with = card.explain({lang, width, false, Waterfall::blocks});
                const auto without = card.explain(lang, width);
                // What stands in the one and not in the other.
                const auto at = static_cast<std::size_t>(
                    std::mismatch(without.begin(), without.end(), with.begin()).first -
                    without.begin());
                const auto begin = with.rfind("\n\n", at);
                pages += "--- " + card.id() + ", " + lang + ", " + std::to_string(width) +
                         with.substr(begin + 1, with.size() - without.size());
            }
        }
    }
    check_page("waterfall.txt", pages);
}

TEST(Waterfall, EachBarBeginsWhereTheOneBeforeEnded) {
    EXPECT_THAT(bars_of(total_of(8, {4, -2, 6}), Waterfall::ascii),
                ElementsAre("16 =", "16 blank, 8 +", "20 blank, 4 -", "20 blank, 12 +", "32 ="));
    EXPECT_THAT(bars_of(total_of(8, {4, -2, 6}), Waterfall::blocks),
                ElementsAre("16 █", "16 blank, 8 █", "20 blank, 4 ▒", "20 blank, 12 █", "32 █"));
}

TEST(Waterfall, PartsOfAColumnAreEighthsOrShades) {
    // 32 columns are 256: a step of 1 is an eighth.
    EXPECT_THAT(bars_of(total_of(128, {8, 3, 5, 112, -1, -7}), Waterfall::blocks),
                ElementsAre("16 █", "16 blank, 1 █", "17 blank, 1 ▍", "17 blank, 1 ▐",
                            "18 blank, 14 █", "31 blank, 1 ▒", "31 blank, 1 ▒", "31 █"));
}

TEST(Waterfall, BelowZeroThereIsAnAxis) {
    EXPECT_THAT(bars_of(total_of(0, {-4, -4, 16}), Waterfall::ascii),
                ElementsAre("8 blank, 8 -, 1 |", "8 -, 8 blank, 1 |", "32 +", "16 blank, 16 ="));
    EXPECT_THAT(bars_of(total_of(0, {-4, -12}), Waterfall::blocks),
                ElementsAre("24 blank, 8 ▒", "24 ▒, 7 blank, 1 │", "32 ▒"));
}

TEST(Waterfall, ATotalOfZeroHasNoBar) {
    EXPECT_THAT(bars_of(total_of(8, {-8}), Waterfall::ascii), ElementsAre("32 =", "32 -", ""));
}

TEST(Waterfall, SmallStepsOfAHighLevelCutTheAxis) {
    EXPECT_THAT(bars_of(total_of(900, {8, -4}), Waterfall::ascii),
                ElementsAre("1 ~, 10 =", "11 blank, 21 +", "21 blank, 11 -", "1 ~, 20 ="));
    EXPECT_THAT(bars_of(total_of(20, {8, -4}), Waterfall::ascii).back(), "27 =");
}

TEST(Waterfall, NothingIsDrawnOfOneLineOrWithoutRoom) {
    EXPECT_EQ(waterfall(total_of(100, {}), {4, 0}, 100, Waterfall::blocks, false), "");
    EXPECT_EQ(waterfall(total_of(100, {0, 0}), {4, 0}, 100, Waterfall::blocks, false), "");
    EXPECT_EQ(waterfall(total_of(0, {}), {4, 0}, 100, Waterfall::blocks, false), "");
    EXPECT_EQ(waterfall(total_of(100, {5}), {4, 0}, 29, Waterfall::blocks, false), "");
    EXPECT_NE(waterfall(total_of(100, {5}), {4, 0}, 30, Waterfall::blocks, false), "");
}

TEST(Waterfall, KeepsItsWidth) {
    const auto results = scorecard::score(scorecard::make_shop());
    for (const std::size_t columns : {40, 57, 80, 120}) {
        for (const auto bars : {Waterfall::blocks, Waterfall::ascii}) {
            for (const auto& card : results.cards) {
                std::istringstream lines(card.explain({"zh", columns, false, bars}));
                for (std::string line; std::getline(lines, line);)
                    EXPECT_LE(width(line), columns) << line;
            }
        }
    }
}

TEST(Waterfall, ColoursSayNothingOfTheirOwn) {
    const auto total = total_of(100, {20, -30, 5});
    auto colours = waterfall(total, {4, 0}, 80, Waterfall::blocks, true);
    EXPECT_NE(colours.find("\x1b[31m"), std::string::npos);
    EXPECT_NE(colours.find("\x1b[32m"), std::string::npos);
    for (auto at = colours.find('\x1b'); at != std::string::npos; at = colours.find('\x1b')) {
        colours.erase(at, colours.find('m', at) + 1 - at);
    }
    EXPECT_EQ(colours, waterfall(total, {4, 0}, 80, Waterfall::blocks, false));
}

}  // namespace
}  // namespace meritum::report
