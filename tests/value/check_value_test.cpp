// One value against one column: both sides of every bound, and every kind of trouble a value can be
// in.
#include <gtest/gtest.h>

#include "value/gauge.hpp"
#include "value/sample_schema.hpp"

namespace meritum::value {
namespace {

struct Case {
    std::string column;
    FactValue value;
    long long expected = 0;  ///< where `message` is empty
    std::string message = {};
};

std::string nines(std::size_t count) { return std::string(count, '9'); }

void check_all(const std::vector<Case>& cases) {
    const SampleSchema schema;
    for (const auto& test : cases) {
        Dictionary dictionary;
        const auto checked = check_value(schema.named(test.column), test.value, dictionary);
        const auto shown = test.column + " = " + test.value.to_string();
        EXPECT_EQ(checked.ok, test.message.empty()) << shown << ": " << checked.message;
        EXPECT_EQ(checked.message, test.message) << shown;
        EXPECT_EQ(checked.ok, checked.code.empty());
        if (checked.ok) {
            EXPECT_EQ(number::to_string(checked.value), std::to_string(test.expected)) << shown;
        }
    }
}

TEST(CheckValue, TakesNumbers) {
    check_all({
        {"sales", 0, 0},
        {"sales", "0.00", 0},
        {"sales", "1250.50", 125050},
        {"sales", "+12", 1200},
        {"sales", "010", 1000},
        {"sales", Decimal::parse("0.01").value(), 1},
        {"sales", 1'000'000'000, 100'000'000'000},
        {"sales", "0.010000", 1},
        {"visits", "1000000", 1'000'000},
        {"visits", "3.0", 3},
        {"satisfaction", "100", 10000},
        {"satisfaction", "50%", 0,
         "`satisfaction` is 50%, but must be a number such as 12.5, not a percentage"},
        {"margin", "15%", 150},
        {"margin", "15.5%", 155},
        {"margin", "-50%", -500},
        {"margin", "-0.5", -500},
        {"margin", "100%", 1000},
        {"margin", "0.001", 1},
    });
}

TEST(CheckValue, RefusesNumbersInThePlansWords) {
    const std::string amount = "an amount such as 1250.5";
    check_all({
        {"sales", FactValue(), 0, "`sales` is missing, and the plan has no default for it"},
        {"sales", "", 0, "`sales` is missing, and the plan has no default for it"},
        {"sales", -5, 0, "`sales` is -5, but must be at least 0"},
        {"sales", "-0.01", 0, "`sales` is -0.01, but must be at least 0"},
        {"sales", "1000000000.01", 0, "`sales` is 1000000000.01, but must be at most 1000000000"},
        {"sales", nines(38), 0, "`sales` is " + nines(38) + ", but must be at most 1000000000"},
        {"sales", "-" + nines(38), 0, "`sales` is -" + nines(38) + ", but must be at least 0"},
        {"sales", "0.005", 0,
         "`sales` is 0.005, which is finer than the step of 0.01; values are never rounded"},
        {"sales", "abc", 0, "`sales` is \"abc\", but must be " + amount},
        {"sales", " 5", 0, "`sales` is \" 5\", but must be " + amount},
        {"sales", "5 CNY", 0, "`sales` is \"5 CNY\", but must be " + amount},
        {"sales", "a\x1B[2J", 0, "`sales` is \"a\\x1B[2J\", but must be " + amount},
        {"sales", true, 0, "`sales` is yes, but must be " + amount},
        {"sales", Date(), 0, "`sales` is 1970-01-01, but must be " + amount},
        {"sales", ".5", 0, "`sales` is \".5\", but must be " + amount},
        {"sales", "%", 0, "`sales` is \"%\", but must be " + amount},
        {"visits", "300%", 0,
         "`visits` is 300%, but must be a whole number such as 3, not a percentage"},
        {"sales", "1.5万", 0, "`sales` is 1.5万; data has no short forms, write it in full: 15000"},
        {"sales", "15%", 0, "`sales` is 15%, but must be " + amount + ", not a percentage"},
        {"sales", "1,250.50", 0,
         "`sales` is 1,250.50; write the number without separators, with a point for decimals: "
         "1250.50"},
        {"sales", "1_000", 0,
         "`sales` is 1_000; write the number without separators, with a point for decimals: "
         "1000"},
        {"sales", "+3,300", 0,
         "`sales` is +3,300; write the number without separators, with a point for decimals: "
         "3300"},
        {"sales", "1.250,50", 0,
         "`sales` is 1.250,50; write the number without separators, with a point for decimals: "
         "1250.50"},
        {"sales", "12,5", 0,
         "`sales` is 12,5; write the number without separators, with a point for decimals: "
         "1250.50"},
        {"sales", "３，３００", 0,
         "`sales` is ３，３００; write digits and signs in half-width characters: 3300"},
        {"margin", "８０％", 0,
         "`margin` is ８０％; write digits and signs in half-width characters: 80%"},
        {"margin", "80％", 0,
         "`margin` is 80％; write digits and signs in half-width characters: 80%"},
        {"sales", "-1 000 000", 0,
         "`sales` is -1 000 000; write the number without separators, with a point for decimals: "
         "-1000000"},
        {"sales", "1e6", 0, "`sales` is 1e6; write the number in full, without an exponent"},
        {"sales", "1.5E+06", 0,
         "`sales` is 1.5E+06; write the number in full, without an exponent"},
        {"sales", nines(39), 0,
         "`sales` is " + nines(39) + ", but a number has at most 38 digits and 38 places"},
        {"visits", 1'000'001, 0, "`visits` is 1000001, but must be at most 1000000"},
        {"visits", "2.5", 0,
         "`visits` is 2.5, which is finer than the step of 1; values are never rounded"},
        {"visits", "many", 0, "`visits` is \"many\", but must be a whole number such as 3"},
        {"satisfaction", "good", 0,
         "`satisfaction` is \"good\", but must be a number such as 12.5"},
        {"margin", "15", 0, "`margin` is 15, but must be at most 100%; for 15 per cent write 15%"},
        {"margin", "-15", 0,
         "`margin` is -15, but must be at least -50%; for -15 per cent write -15%"},
        {"margin", "101%", 0, "`margin` is 101%, but must be at most 100%"},
        {"margin", "0.05%", 0,
         "`margin` is 0.05%, which is finer than the step of 0.1%; values are never rounded"},
        {"margin", "x", 0, "`margin` is \"x\", but must be a number such as 15%"},
    });
}

TEST(CheckValue, YesAndNo) {
    for (const char* yes : {"yes", "Yes", "YES", "true", "TRUE", "是"})
        check_all({{"manager", yes, 1}});
    for (const char* no : {"no", "NO", "false", "False", "否"}) check_all({{"manager", no, 0}});
    check_all({
        {"manager", true, 1},
        {"manager", false, 0},
        {"manager", 1, 0, "`manager` is 1, but must be yes or no"},
        {"manager", "1", 0, "`manager` is \"1\", but must be yes or no"},
        {"manager", "y", 0, "`manager` is \"y\", but must be yes or no"},
        {"manager", "on", 0, "`manager` is \"on\", but must be yes or no"},
    });
}

TEST(CheckValue, DatesChoicesAndTexts) {
    const std::string no_choice = ", but must be one of North, South";
    check_all({
        {"hired", "2000-01-01", 10957},
        {"hired", Date::parse("2026-12-31").value(), 20818},
        {"hired", "1999-12-31", 0, "`hired` is 1999-12-31, but must be at least 2000-01-01"},
        {"hired", Date::parse("2027-01-01").value(), 0,
         "`hired` is 2027-01-01, but must be at most 2026-12-31"},
        {"hired", "2026-02-30", 0,
         "`hired` is 2026-02-30, which is no day between 1900-01-01 and 2199-12-31"},
        {"hired", "2200-01-01", 0,
         "`hired` is 2200-01-01, which is no day between 1900-01-01 and 2199-12-31"},
        {"hired", "1/7/2026", 0, "`hired` is \"1/7/2026\", but must be a date such as 2026-07-01"},
        {"hired", 46204, 0, "`hired` is 46204, but must be a date such as 2026-07-01"},
        {"region", "North", 0},
        {"region", "南", 1},
        {"region", "north", 0, "`region` is \"north\"" + no_choice + "; did you mean `North`?"},
        {"region", "Sout", 0, "`region` is \"Sout\"" + no_choice + "; did you mean `South`?"},
        {"region", "Mars", 0, "`region` is \"Mars\"" + no_choice},
        {"region", true, 0, "`region` is yes" + no_choice},
        {"region", "\xFF", 0, "`region` is \"\\xFF\", which is not valid UTF-8"},
        {"team", "A 1", 0},
        {"team", std::string(200, 'a'), 0},
        {"team", std::string(201, 'a'), 0,
         "`team` is \"" + std::string(40, 'a') +
             "...\", a text of 201 bytes, but a text has at most 200"},
        {"team", 7, 0, "`team` is 7, but must be a text"},
        {"team", "\xC3", 0, "`team` is \"\\xC3\", which is not valid UTF-8"},
        {"team", "a\nb", 0,
         "`team` is \"a\\x0Ab\", but a text has no line breaks or other control characters"},
    });
}

TEST(CheckValue, EqualLookingTextsAreOneCode) {
    const SampleSchema schema;
    Dictionary dictionary;
    const auto composed = check_value(schema.named("team"), "caf\xC3\xA9", dictionary);
    const auto combined = check_value(schema.named("team"), "cafe\xCC\x81", dictionary);
    EXPECT_TRUE(composed.ok && combined.ok && composed.value == combined.value);
    EXPECT_EQ(dictionary.size(), 1U);
}

/// Steps that are no power of ten, and ranges of all 38 digits, take the exact way.
TEST(CheckValue, UnusualStepsAndTheWidestRange) {
    Dictionary dictionary;
    auto column = SampleSchema::number_column({"x"}, 0, 10, SampleSchema::ratio(1, 4));
    EXPECT_TRUE(check_value(column, "2.25", dictionary).value == 9);
    EXPECT_EQ(check_value(column, "2.3", dictionary).message,
              "`x` is 2.3, which is finer than the step of 0.25; values are never rounded");
    const auto widest = number::rational(Decimal::parse(nines(38)).value());
    column = SampleSchema::number_column({"x"}, -widest, widest, 1);
    for (const auto& text : {nines(38), "-" + nines(38), nines(37)}) {
        const auto checked = check_value(column, text, dictionary);
        EXPECT_TRUE(checked.ok);
        EXPECT_EQ(number::to_string(checked.value), text);
    }
    column = SampleSchema::number_column({"x"}, -widest, widest, SampleSchema::ratio(1, 100));
    EXPECT_EQ(check_value(column, nines(38), dictionary).code, "F0108");
    EXPECT_TRUE(check_value(column, nines(36) + ".99", dictionary).ok);
}

/// The fast way and the exact way give one answer around every bound and step.
TEST(CheckValue, AgreesWithBruteForce) {
    const auto column = SampleSchema::number_column({"x"}, -3, SampleSchema::ratio(5, 2),
                                                    SampleSchema::ratio(1, 10));
    Dictionary dictionary;
    for (int thousandths = -3500; thousandths <= 3500; ++thousandths) {
        const auto exact = SampleSchema::ratio(thousandths, 1000);
        const auto checked = check_value(column, number::to_string(exact), dictionary);
        const bool expected = column.range.contains(exact) && thousandths % 100 == 0;
        ASSERT_EQ(checked.ok, expected) << thousandths;
        if (expected) {
            ASSERT_TRUE(checked.value == thousandths / 100);
        }
    }
}

}  // namespace
}  // namespace meritum::value
