// Values as people write them, in two tongues, and the table of our own words.
#include "scorecard/wording.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace meritum::scorecard {
namespace {

using number::Rational;

graph::Story two_tongues() {
    graph::Story story;
    story.tongues = {"en", "zh"};
    return story;
}

std::string show(const Rational& number, const graph::Quantity& form,
                 std::string_view lang = "en") {
    return Wording(two_tongues(), lang).show({Presence::there, number, {}}, form);
}

TEST(Wording, MoneyIsGroupedByThousands) {
    EXPECT_EQ(in_thousands("0"), "0");
    EXPECT_EQ(in_thousands("999.125"), "999.125");
    EXPECT_EQ(in_thousands("1000"), "1,000");
    EXPECT_EQ(in_thousands("-100000.5"), "-100,000.5");
    EXPECT_EQ(in_thousands("+1234567.333333…"), "+1,234,567.333333…");
    EXPECT_EQ(in_thousands("–"), "–");
    EXPECT_EQ(in_thousands(""), "");
    EXPECT_EQ(in_thousands("-"), "-");
    EXPECT_EQ(in_thousands("-999"), "-999");
    EXPECT_EQ(in_thousands("123456"), "123,456");
    EXPECT_EQ(money("0.5"), "0.50");
    EXPECT_EQ(money("-1234567.25"), "-1,234,567.25");
}

TEST(Wording, NumbersAreExactOrSaySo) {
    EXPECT_EQ(shortest(Rational(237, 2)), "118.5");
    EXPECT_EQ(shortest(Rational(4, 3)), "1.333333…");
    EXPECT_EQ(shortest(Rational(-1, 3)), "-0.333333…");
    EXPECT_EQ(shortest(Rational(1'000'000)), "1000000");
    graph::Quantity of;
    of.unit = value::Unit::points;
    EXPECT_EQ(with_sign(Rational(1, 2), of), "+0.5");
    EXPECT_EQ(with_sign(Rational(0), of), "0");
    EXPECT_EQ(with_sign(Rational(-2), of), "-2");
    of.unit = value::Unit::money;
    EXPECT_EQ(with_sign(Rational(13201, 2), of), "+6,600.50");
}

TEST(Wording, UnitsAreSaid) {
    graph::Quantity form;
    form.percent = true;
    EXPECT_EQ(show(Rational(23, 20), form), "115%");
    EXPECT_EQ(show(Rational(4, 3), form), "133.3333…%");
    form.percent = false;
    form.unit = value::Unit::money;
    form.currency = "CNY";
    EXPECT_EQ(show(Rational(2641, 2), form), "1,320.50 CNY");
    EXPECT_EQ(show(5, form), "5 CNY");
    EXPECT_EQ(show(Rational(1, 1000), form), "0.001 CNY");
    EXPECT_EQ(show(Rational(1, 3), form), "0.333333… CNY");
    form.unit = value::Unit::days;
    EXPECT_EQ(show(1, form), "1 day");
    EXPECT_EQ(show(30, form), "30 days");
    EXPECT_EQ(show(30, form, "zh"), "30 天");
}

TEST(Wording, OtherTypesAreSaid) {
    graph::Quantity form;
    form.type = value::Type::boolean;
    EXPECT_EQ(show(1, form), "yes");
    EXPECT_EQ(show(0, form, "zh"), "否");
    form.type = value::Type::date;
    EXPECT_EQ(show(0, form), "1970-01-01");
    form.type = value::Type::choice;
    form.choices = {{"North", "北"}, {"South"}};
    EXPECT_EQ(show(0, form, "zh"), "北");
    EXPECT_EQ(show(1, form, "zh"), "South");
}

TEST(Wording, WhatIsNotThereSaysWhy) {
    const Wording english(two_tongues(), "en");
    const Wording chinese(two_tongues(), "zh");
    const graph::Quantity form;
    EXPECT_EQ(english.show({Presence::missing, 0, {}}, form), "missing");
    EXPECT_EQ(english.show({Presence::not_reached, 0, {}}, form), "not reached");
    EXPECT_EQ(chinese.show({Presence::not_reached, 0, {}}, form), "无需判断");
    EXPECT_EQ(english.show({Presence::withheld, 0, {}}, form), "withheld");
}

TEST(Wording, AnUnknownTongueFallsBack) {
    const Wording other(two_tongues(), "fr");
    EXPECT_EQ(other.say(Word::yes), "yes");
    EXPECT_EQ(other.pick({"sales", "销售额"}), "sales");
    EXPECT_EQ(Wording(two_tongues(), "zh").pick({"sales"}), "sales");
    EXPECT_EQ(other.pick({}), "");
}

TEST(Wording, WhatIsFilledInIsNotLookedIntoAgain) {
    EXPECT_EQ(Wording(two_tongues(), "en").say(Word::is_above, {"{1}", "x"}), "{1} is above x");
}

// A slot that one tongue fills and the other forgets would lose a number.
TEST(Words, EveryTongueFillsTheSameSlots) {
    constexpr std::string_view rows[][2] = {
#define WORD(id, english, chinese) {english, chinese},
#include "scorecard/words.def"
    };
    for (const auto& row : rows) {
        for (const std::string_view slot : {"{0}", "{1}"}) {
            EXPECT_EQ(row[0].find(slot) == std::string_view::npos,
                      row[1].find(slot) == std::string_view::npos)
                << row[0];
        }
        EXPECT_FALSE(row[1].empty()) << row[0];
    }
}

}  // namespace
}  // namespace meritum::scorecard
