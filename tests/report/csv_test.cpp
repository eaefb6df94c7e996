// CSV of results, read back by a small reader of RFC 4180.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scorecard/body.hpp"
#include "shop/shop.hpp"

namespace meritum::report {
namespace {

using ::testing::ElementsAre;
using Rows = std::vector<std::vector<std::string>>;

Rows parse(const std::string& text) {
    Rows rows(1, {""});
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        auto& cell = rows.back().back();
        if (quoted) {
            if (c != '"') {
                cell += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                cell += text[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            rows.back().emplace_back();
        } else if (c == '\n') {
            rows.push_back({""});
        } else {
            cell += c;
        }
    }
    rows.pop_back();  // the end of the last line
    return rows;
}

Results one_card(const std::string& id, decltype(Outcome::value) value) {
    auto body = std::make_shared<Scorecard::Body>();
    body->id = id;
    body->score = Decimal::parse("118.5");
    body->outcomes = {{"note", std::move(value), ""}};
    Results results;
    results.outcomes = {"note"};
    results.cards.emplace_back(std::move(body));
    return results;
}

TEST(Csv, OneRowPerCard) {
    const auto rows = parse(to_csv(scorecard::score(scorecard::make_shop())));
    ASSERT_EQ(rows.size(), 6u);
    EXPECT_THAT(rows[0],
                ElementsAre("id", "score", "grade", "pay", "level", "note", "rated", "due"));
    EXPECT_THAT(rows[1], ElementsAre("ann", "125", "A", "13", "gold", "fine", "yes", "2026-10-15"));
    EXPECT_EQ(rows[5][0], "艾莉");
}

TEST(Csv, WhatIsWithheldIsEmpty) {
    const auto rows = parse(to_csv(scorecard::score(scorecard::make_shop(true))));
    EXPECT_EQ(rows[1][1], "");
    EXPECT_EQ(rows[1][2], "");
    EXPECT_EQ(rows[1][4], "");
    EXPECT_EQ(rows[1][3], "13");
}

TEST(Csv, TextsComeBack) {
    for (const std::string text : {"a,b", "say \"hi\"", "two\nlines", "plain", "", "中文", "a=b"}) {
        EXPECT_EQ(parse(to_csv(one_card("x", text)))[1][3], text);
    }
}

TEST(Csv, FormulasAreDefused) {
    EXPECT_EQ(parse(to_csv(one_card("=1+1", std::string("@x"))))[1][0], "'=1+1");
    EXPECT_EQ(parse(to_csv(one_card("x", std::string("@x"))))[1][3], "'@x");
    EXPECT_EQ(parse(to_csv(one_card("-5", Decimal(-5))))[1][0], "-5");
    EXPECT_EQ(parse(to_csv(one_card("x", Decimal(-5))))[1][3], "-5");
}

TEST(Csv, NoCardsIsAHeader) { EXPECT_EQ(to_csv(Results{}), "id,score,grade\n"); }

}  // namespace
}  // namespace meritum::report
