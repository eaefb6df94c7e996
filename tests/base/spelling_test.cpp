// Nearest names: distance and threshold.
#include "base/spelling.hpp"

#include <gtest/gtest.h>

namespace meritum {

namespace {

TEST(Spelling, CountsInsertsDeletesReplacementsAndSwaps) {
    EXPECT_EQ(spelling_distance("sales", "sales"), 0u);
    EXPECT_EQ(spelling_distance("sales", "sale"), 1u);
    EXPECT_EQ(spelling_distance("sales", "slaes"), 1u);
    EXPECT_EQ(spelling_distance("sales", "salts"), 1u);
    EXPECT_EQ(spelling_distance("", "abc"), 3u);
    EXPECT_EQ(spelling_distance("销售额", "销额售"), 1u);
    EXPECT_EQ(spelling_distance("When", "when"), 0u);
}

TEST(Spelling, FindsTheNearest) {
    const std::vector<std::string> names{"satisfaction", "sales", "target", "at most"};
    EXPECT_EQ(nearest_spelling("slaes", names), "sales");
    EXPECT_EQ(nearest_spelling("satisfcation", names), "satisfaction");
    EXPECT_EQ(nearest_spelling("at mots", names), "at most");
    EXPECT_EQ(nearest_spelling("销售颔", {"销售额"}), "销售额");
}

TEST(Spelling, DoesNotGuessWildly) {
    EXPECT_FALSE(nearest_spelling("profit", {"sales", "target"}));
    EXPECT_FALSE(nearest_spelling("a", {"b"}));
    EXPECT_FALSE(nearest_spelling("ab", {"cd"}));
    EXPECT_FALSE(nearest_spelling("sales", {"sales"}));
    EXPECT_FALSE(nearest_spelling("sales", {}));
    EXPECT_FALSE(nearest_spelling(std::string(65, 'a'), {std::string(64, 'a')}));
    EXPECT_TRUE(nearest_spelling(std::string(63, 'a'), {std::string(64, 'a')}));
}

TEST(Spelling, OfEquallyNearOnesTakesEqualLength) {
    EXPECT_EQ(nearest_spelling("质检份", {"质检", "质检分"}), "质检分");
}

TEST(Spelling, IsLooseWhereTwoAreOne) {
    for (const char* written :
         {"Ann-Lee 1", "ann_lee1", "ANN LEE 1", "Ａnn Lee-1", "Ａｎｎ\u3000ｌｅｅ１"})
        EXPECT_EQ(loose_spelling(written), "annlee1") << written;
    EXPECT_EQ(loose_spelling("Élan"), "élan");
    EXPECT_EQ(loose_spelling("陈伟"), "陈伟");
    EXPECT_EQ(loose_spelling("an"), "an");
    EXPECT_EQ(loose_spelling(""), "");
    EXPECT_EQ(loose_spelling("\xFF-"), "\xFF-");
}

}  // namespace

}  // namespace meritum
