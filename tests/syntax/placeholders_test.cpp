// Texts with places: literal parts, values, spans, problems.
#include "syntax/placeholders.hpp"

#include <gtest/gtest.h>

#include "syntax/reading.hpp"

namespace meritum::syntax {

namespace {

const std::string before = "rule r\n  because ";

/// The parts of a text as written between quotes: "words|(shape)|words", problems as !problem.
std::string parts_of(const std::string& quoted) {
    const std::string plan = before + quoted;
    const Read result = read(plan);
    std::string out;
    for (const Placeholder& part :
         placeholders(result.document.statements[0].clauses[0][0][0], {})) {
        out += out.empty() ? "" : "|";
        if (!part.problem.empty()) {
            out += "!" + part.problem;
        } else {
            out += part.value ? "(" + shape(part.value) + ")" : part.literal;
        }
    }
    return out;
}

TEST(Placeholders, SplitsWordsAndValues) {
    EXPECT_EQ(parts_of("\"{sales} sold against {target / 2}\""),
              "(sales)| sold against |(divide(target, 2))");
    EXPECT_EQ(parts_of("\"no place\""), "no place");
    EXPECT_EQ(parts_of("\"\""), "");
    EXPECT_EQ(parts_of("\"合同 {contract.amount}\""), "合同 |(member(contract, amount))");
}

TEST(Placeholders, DoubledBracesAreBraces) { EXPECT_EQ(parts_of("\"{{a}} {b}\""), "{a} |(b)"); }

TEST(Placeholders, NamesWhatIsWrong) {
    EXPECT_EQ(parts_of("\"a {} b\""), "a |!nothing stands between `{` and `}`| b");
    EXPECT_EQ(parts_of("\"{a b}\""), "!`a b` is no value");
    EXPECT_EQ(parts_of("\"{(a}\""), "!`(a` is no value");
    EXPECT_EQ(parts_of("\"{1,000}\""), "!`1,000` is no value");
    EXPECT_EQ(parts_of("\"{a # b}\""), "!`a # b` is no value");
    EXPECT_EQ(parts_of("\"a { b\""), "a |!`{` without `}`");
    EXPECT_EQ(parts_of("\"a } b\""), "a |!`}` without `{`| b");
}

TEST(Placeholders, SpansPointIntoThePlan) {
    for (const std::string open : {"\"", "“"}) {
        const std::string close = open == "“" ? "”" : open;
        const std::string plan = before + open + "销 {x + 1} y" + close;
        const Read result = read(plan);
        const auto parts = placeholders(result.document.statements[0].clauses[0][0][0], {});
        ASSERT_EQ(parts.size(), 3u);
        const auto words = [&](Span span) {
            return plan.substr(span.begin, span.end - span.begin);
        };
        EXPECT_EQ(words(parts[0].span), "销 ");
        EXPECT_EQ(words(parts[1].span), "{x + 1}");
        EXPECT_EQ(words(parts[1].value[0].span), "x");
        EXPECT_EQ(words(parts[2].span), " y");
    }
}

TEST(Placeholders, TextsWithEscapesPointAtTheWholeText) {
    const std::string plan = before + "\"\\\"{x + 1}\\\"\"";
    const Read result = read(plan);
    const ast::Node& text = result.document.statements[0].clauses[0][0][0];
    const auto parts = placeholders(text, {});
    ASSERT_EQ(parts.size(), 3u);
    EXPECT_EQ(parts[1].value[0].span, text.span);
}

}  // namespace

}  // namespace meritum::syntax
