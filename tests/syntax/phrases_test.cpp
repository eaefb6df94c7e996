// The table of phrases: every row parses and prints in every tongue, and a tongue is nothing but
// data.
#include <gtest/gtest.h>

#include <stdexcept>

#include "syntax/grammar/grammar.hpp"
#include "syntax/phrase_tries.hpp"
#include "syntax/reading.hpp"
#include "syntax/samples.hpp"

namespace meritum::syntax {

namespace {

/// Something that fits into a slot, in the tongue.
std::string filling(const PhraseTries& tries, const Slot& slot, std::size_t tongue);

std::string phrase_text(const PhraseTries& tries, const RowSpec& row, const Pattern& flat,
                        std::size_t tongue) {
    std::string out;
    for (const PatternPart& part : flat) {
        const bool is_word = part.kind == PatternPart::Kind::word;
        out += (out.empty() ? "" : " ") +
               (is_word ? part.word : filling(tries, row.slots[part.slot], tongue));
    }
    return out;
}

std::string first_row_of(const PhraseTries& tries, Group group, std::size_t tongue) {
    for (const RowSpec& row : row_specs()) {
        if (row.group != group) continue;
        return phrase_text(tries, row, expansions(tries.pattern(row.row, tongue)).front(), tongue);
    }
    return {};
}

std::string filling(const PhraseTries& tries, const Slot& slot, std::size_t tongue) {
    switch (slot.kind) {
        case SlotKind::names: return "delta | epsilon";
        case SlotKind::name: return "alpha";
        case SlotKind::label:
        case SlotKind::texts: return "\"words\" | \"词\"";
        case SlotKind::value:
        case SlotKind::condition: return "alpha > 1";
        case SlotKind::term: return "alpha + 2";
        case SlotKind::sum: return "alpha * 2";
        case SlotKind::operand: return "3";
        case SlotKind::values: return "1, alpha, 3";
        case SlotKind::operands: return "1, alpha, -3";
        case SlotKind::choices: return "alpha | beta, gamma";
        case SlotKind::idents: return "alpha, beta";
        default: return first_row_of(tries, group_of(slot.kind), tongue);
    }
}

/// Reads the text as a row of the group, or as a value if it is a phrase of expressions.
Reading read_row(const PhraseTries& tries, Group group, const std::string& text) {
    std::vector<Token> tokens;
    std::vector<TokenProblem> problems;
    std::optional<std::string> comment;
    read_line(text, 0, tokens, comment, problems);
    const bool is_value = group == Group::expression || group == Group::literal;
    const Token* first = tokens.data();
    return is_value ? read_value(tries, first, first + tokens.size())
                    : read_phrase(tries, group, first, first + tokens.size());
}

class EveryTongue : public testing::Test {
protected:
    Phrases phrases = Phrases::standard().with_tongue("zz", made_up_tongue());
};

TEST_F(EveryTongue, ReadsAndPrintsEveryRowWithAndWithoutItsOptionalParts) {
    const PhraseTries& tries = phrases.tries();
    std::size_t count = 0;
    for (std::size_t tongue = 0; tongue < tries.tongues().size(); ++tongue) {
        for (const RowSpec& row : row_specs()) {
            if (row.group == Group::word) continue;
            for (const Pattern& flat : expansions(tries.pattern(row.row, tongue))) {
                const std::string text = phrase_text(tries, row, flat, tongue);
                const Reading reading = read_row(tries, row.group, text);
                ASSERT_TRUE(reading.node)
                    << row.id << " in " << tries.tongues()[tongue].name << ": " << text;
                EXPECT_EQ(ast::row_name(reading.node->row), row.id) << text;
                ast::Document document;
                for (const std::string& other : phrases.tongues()) {
                    PrintOptions options;
                    options.tongue = other;
                    const std::string printed = print(document, *reading.node, options, phrases);
                    const Reading again = read_row(tries, row.group, printed);
                    ASSERT_TRUE(again.node) << text << " in " << other << ": " << printed;
                    EXPECT_TRUE(ast::same_tree(*reading.node, *again.node))
                        << text << " in " << other << ": " << printed;
                }
                ++count;
            }
        }
    }
    EXPECT_GT(count, 3 * row_specs().size());
}

TEST_F(EveryTongue, MadeUpTongueTurnsPhrasesAround) {
    const Read plan =
        read("let a = x at most 3 + 2 round 0.1\nlet b = by x from 1 2 from 3 4", phrases);
    EXPECT_EQ(in_tongue(plan.document, "zz", phrases),
              "leto a = rounded to 0.1 over capped to 3 + 2 holding x\n"
              "leto b = x graded\n"
              "  2  reaching 1\n"
              "  4  reaching 3\n");
}

TEST_F(EveryTongue, AddsParenthesesOnlyWhereTheOtherTongueNeedsThem) {
    // In the made-up tongue the cap stands before its value and would swallow the table.
    const Read plan = read("let a = by (x at most 3) from 1 2", phrases);
    EXPECT_EQ(plan.diagnostics.to_string(), "");
    const std::string turned = in_tongue(plan.document, "zz", phrases);
    EXPECT_EQ(turned, "leto a = (capped to 3 holding x) graded\n  2  reaching 1\n");
    const Read again = read(turned, phrases);
    EXPECT_TRUE(ast::same_tree(plan.document, again.document));
    EXPECT_EQ(in_tongue(again.document, "zz", phrases), turned);
    EXPECT_EQ(canonical(again.document, phrases), "let a = by (x at most 3) from 1 2\n");
}

TEST(Phrases, KnowsItsBuiltInTongues) {
    EXPECT_EQ(Phrases::standard().tongues(), (std::vector<std::string>{"en", "zh"}));
}

TEST(Phrases, ReservesOnlyWordsThatCannotBeToldFromNames) {
    const PhraseTries& tries = Phrases::standard().tries();
    using Reserve = PhraseTries::Reserve;
    for (const char* word : {"when", "else", "full", "yes", "且"}) {
        EXPECT_EQ(tries.reserve(word), Reserve::strong) << word;
    }
    for (const char* word : {"by", "按"}) {
        EXPECT_EQ(tries.reserve(word), Reserve::begins) << word;
    }
    for (const char* word : {"rank", "sum", "average", "count"}) {
        EXPECT_EQ(tries.reserve(word), Reserve::opens) << word;
    }
    for (const char* word : {"per", "of", "above", "known", "每"}) {
        EXPECT_EQ(tries.reserve(word), Reserve::weak) << word;
    }
    for (const char* word : {"score", "start", "month", "money", "plan", "sales", "季度"}) {
        EXPECT_EQ(tries.reserve(word), Reserve::none) << word;
    }
}

std::string refusal(const std::string& row, const std::string& pattern) {
    std::map<std::string, std::string> patterns = made_up_tongue();
    if (pattern.empty()) {
        patterns.erase(row);
    } else {
        patterns[row] = pattern;
    }
    try {
        (void)Phrases::standard().with_tongue("zz", patterns);
    } catch (const std::invalid_argument& e) {
        return e.what();
    }
    return "taken";
}

TEST(Phrases, RefusesBadPatternsByTheNameOfTheirRow) {
    EXPECT_EQ(refusal("let", ""), "no pattern for `let`");
    EXPECT_EQ(refusal("let", "leto {name}"), "the pattern of `let` lacks the slot {value}");
    EXPECT_EQ(refusal("let", "leto {name} = {valu}"),
              "the pattern of `let` has an unknown slot {valu}");
    EXPECT_EQ(refusal("let", "leto {name} = {value} {name}"),
              "the pattern of `let` has the slot {name} twice");
    EXPECT_EQ(refusal("let", "leto {name} = [{value}"),
              "the pattern of `let` does not close a bracket");
    EXPECT_EQ(refusal("let", "leto {name} = {value}]"),
              "the pattern of `let` closes a bracket that was not opened");
    EXPECT_EQ(refusal("type_text", "[ ]"), "the pattern of `type_text` is empty");
    EXPECT_EQ(
        refusal("let", "le-to {name} = {value}"),
        "the pattern of `let` has `le-to`, which is neither a word nor a symbol of the language");
    EXPECT_EQ(refusal("nothing", "x"), "no row is called `nothing`");
    EXPECT_NE(refusal("let", "plano {value} {name}").find("`let` cannot be told from"),
              std::string::npos);
    EXPECT_NE(refusal("type_text", "numbero").find("cannot be told from that of `type_number`"),
              std::string::npos);
    EXPECT_NE(refusal("known", "{of}").find("has no word"), std::string::npos);
}

TEST(Phrases, RefusesATongueTwice) {
    EXPECT_THROW((void)Phrases::standard().with_tongue("zh", made_up_tongue()),
                 std::invalid_argument);
}

}  // namespace

}  // namespace meritum::syntax
