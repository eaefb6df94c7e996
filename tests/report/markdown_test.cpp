// Cards for a mail, in both tongues; nothing in them is taken for markup.
#include "report/markdown.hpp"

#include <gmock/gmock.h>

#include "report/pages.hpp"
#include "shop/shop.hpp"

namespace meritum::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Markdown, Cards) {
    const auto results = scorecard::score(scorecard::make_shop());
    check_page("ann.en.md", results.cards[0].explain_markdown("en"));
    check_page("bob.zh.md", results.cards[1].explain_markdown("zh"));
    check_page("cy.en.md", results.cards[2].explain_markdown("en"));
    check_page("withheld.en.md",
               scorecard::score(scorecard::make_shop(true)).cards[0].explain_markdown("en"));
}

TEST(Markdown, MarksAreEscapedWhereTheyMeanSomething) {
    EXPECT_EQ(escaped("a|b*c`d<e>[f]&amp;~$\\"), "a\\|b\\*c\\`d\\<e>\\[f\\]\\&amp;\\~\\$\\\\");
    EXPECT_EQ(escaped("big_contract_from"), "big_contract_from");
    EXPECT_EQ(escaped("_a_ b_"), "\\_a\\_ b\\_");
    EXPECT_EQ(escaped("- a"), "\\- a");
    EXPECT_EQ(escaped("+20"), "+20");
    EXPECT_EQ(escaped("-1.5"), "-1.5");
    EXPECT_EQ(escaped("# a"), "\\# a");
    EXPECT_EQ(escaped("a #"), "a \\#");
    EXPECT_EQ(escaped("> a > b"), "\\> a > b");
    EXPECT_EQ(escaped(">5 deals"), "\\>5 deals") << "a quotation needs no blank";
    EXPECT_EQ(escaped("-"), "\\-");
    EXPECT_EQ(escaped("a _b c_ d"), "a \\_b c\\_ d");
    EXPECT_EQ(escaped("  "), "  ");
    EXPECT_EQ(escaped("12. a"), "12\\. a");
    EXPECT_EQ(escaped("12.5"), "12.5");
    EXPECT_EQ(escaped("3)"), "3\\)");
    EXPECT_EQ(escaped("==="), "\\===");
    EXPECT_EQ(escaped("得分 100 分，优秀"), "得分 100 分，优秀");
}

TEST(Markdown, NoAddressAndNoMentionIsLive) {
    EXPECT_EQ(escaped("see https://evil.example"), "see https&#58;//evil.example");
    EXPECT_EQ(escaped("Ftp://a WWW.b.c"), "Ftp&#58;//a WWW&#46;b.c");
    EXPECT_EQ(escaped("@team a@b.example"), "&#64;team a&#64;b.example");
    EXPECT_EQ(escaped("ratio 3:2, a.b, 12:30"), "ratio 3:2, a.b, 12:30");
    EXPECT_EQ(escaped("<https://x> [x](y) &#64;"), "\\<https&#58;//x> \\[x\\](y) \\&#64;");
}

TEST(Markdown, NoLineIsBrokenAndNothingSteers) {
    EXPECT_EQ(escaped("a\nb\r\tc"), "a b  c");
    EXPECT_EQ(escaped("a\x1b[1mb\xFF"), "a\uFFFD\\[1mb\uFFFD");
}

TEST(Markdown, NamesOfOthersMakeNoMarkup) {
    const std::string evil = "<b>x|y*z`\n# ]";
    scorecard::CardExplanation card;
    card.id = evil;
    card.label = evil;
    card.title = evil;
    card.notes = {evil};
    card.advice = {evil};
    scorecard::Explanation total;
    total.part = scorecard::Part::total;
    total.title = evil;
    total.value = evil;
    total.notes = {evil};
    scorecard::Explanation line;
    line.part = scorecard::Part::line;
    line.title = line.label = line.value = evil;
    line.notes = {evil};
    scorecard::Explanation outcome = line;
    outcome.part = scorecard::Part::outcome;
    line.children = {outcome};
    outcome.children = {line};
    total.children = {line};
    card.children = {total, outcome};
    const auto text = markdown(card, scorecard::Wording(graph::Story(), "en"));
    const std::string shown = "\\<b>x\\|y\\*z\\` # \\]";
    std::size_t times = 0;
    for (auto at = text.find("<b>"); at != std::string::npos; at = text.find("<b>", at + 1)) {
        EXPECT_EQ(text.substr(at - 1, 8), "\\<b>x\\|y") << text;
        ++times;
    }
    EXPECT_GE(times, 12U) << text;
    EXPECT_THAT(text, HasSubstr("| " + shown + " | " + shown + " \u00B7 " + shown + " | " + shown));
    EXPECT_THAT(text, Not(HasSubstr("\n# ]")));
}

TEST(Markdown, AdviceStandsOnceBelowTheTable) {
    scorecard::CardExplanation card;
    card.id = "ann";
    card.advice = {"Call them."};
    scorecard::Explanation total;
    total.part = scorecard::Part::total;
    total.title = "Score";
    scorecard::Explanation line;
    line.part = scorecard::Part::line;
    line.title = "Calls";
    line.value = "0";
    line.notes = {"advice: Call them."};
    total.children = {line};
    card.children = {total};
    const auto text = markdown(card, scorecard::Wording(graph::Story(), "en"));
    EXPECT_THAT(text, HasSubstr("| 0 | Calls | |\n"));
    EXPECT_TRUE(text.ends_with("\n**Advice**\n\n- Call them.\n")) << text;
}

}  // namespace
}  // namespace meritum::report
