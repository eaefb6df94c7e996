// Named tables: what is proved of calls and what is refused, beside the pages of
// src/report/codes/. See src/check/named_table.hpp.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/diagnostics.hpp"
#include "base/limits.hpp"
#include "check/from_ast.hpp"
#include "syntax/parse.hpp"

namespace meritum::check {
namespace {

const std::string facts =
    "plan p\n  currency CNY\nfact a count 0 .. 10\nfact b number 0 .. 10\nfact m money 0 .. 1000\n"
    "fact t text\nfact d date\nfact y boolean\nfact c one of North, South, East\n"
    "fact f one of South | \xE5\x8D\x97, North\nfact o count 0 .. 10 optional\n";

struct Outcome {
    std::string text;
    std::string first;  ///< its first message
};

Outcome checked(const std::string& text) {
    Source source{"plan.merit", text};
    DiagnosticSink sink(source);
    const auto document = syntax::parse(source, sink);
    const auto plan = from_ast(document, sink);
    const auto diagnostics = sink.diagnostics();
    Outcome out;
    for (const auto& item : diagnostics.items) {
        out.text += (out.text.empty() ? "" : " ") + item.code;
        if (out.first.empty()) out.first = item.message;
    }
    if (!plan) return out;
    const auto& value = plan->values[plan->story.outcomes.front().quantity.index];
    const auto range =
        number::to_string(value.range.low) + " .. " + number::to_string(value.range.high);
    out.text += (out.text.empty() ? "" : " ") + range;
    return out;
}

/// The range of `outcome x = call` beside a table with these rows, or what is wrong.
std::string range_of(const std::string& rows, const std::string& call) {
    return checked(facts + "table q\n" + rows + "outcome x = " + call + "\n").text;
}

std::string message_of(const std::string& rows, const std::string& call) {
    return checked(facts + "table q\n" + rows + "outcome x = " + call + "\n").first;
}

TEST(NamedTables, WithRowsFromDataGiveTheRangeOfTheirColumns) {
    const std::string rate = "  by n number gives v number 0 .. 5 step 0.5\n  rows from data\n";
    EXPECT_EQ(range_of(rate + "  otherwise gives 1\n", "q(a)"), "0 .. 5");
    EXPECT_EQ(range_of(rate + "  sum of matches\n", "q(a)"), "0 .. 500000");
    EXPECT_EQ(range_of(rate, "q(a) else 7"), "0 .. 7");
    EXPECT_EQ(range_of(rate, "q(a)"), "M0507");
    EXPECT_EQ(message_of(rate, "q(a)"), "no row of `q` matches where the data has none");
    const std::string columns = "  by c one of (North, South, East), t text gives ";
    EXPECT_EQ(range_of(columns + "v boolean\n  rows from data\n  otherwise gives no\n", "q(c, t)"),
              "0 .. 1");
    EXPECT_EQ(range_of(columns + "v count\n  rows from data\n  otherwise gives 0\n", "q(c, t)"),
              "0 .. 1000000");
    EXPECT_EQ(range_of(columns + "v date 2026-01-01 .. 2026-01-02\n  rows from data\n",
                       "q(c, t)"
                       " else 2026-01-01"),
              "20454 .. 20455");
}

TEST(NamedTables, WithRowsFromDataSayWhatTheyHold) {
    const std::string data = "  rows from data\n  otherwise gives 0\n";
    EXPECT_EQ(range_of("  by n number gives v number\n" + data, "q(a)"), "M0309");
    EXPECT_EQ(range_of("  by n gives v number 0 .. 5\n" + data, "q(a)"), "M0518");
    EXPECT_EQ(range_of("  by n number gives v\n" + data, "q(a)"), "M0518");
    EXPECT_EQ(range_of("  by n number gives v number 0 .. 5 step 2\n" + data, "q(a)"), "M0312");
    EXPECT_EQ(range_of("  by n number step 1 gives v number 0 .. 5\n" + data, "q(a)"), "M0308");
    EXPECT_EQ(
        range_of("  by n number gives v number 0 .. 5\n  rows from \"x.csv\"\n" + data, "q(a)"),
        "M0205");
    EXPECT_EQ(range_of("  by f one of (South, North) gives v number 0 .. 5\n" + data, "q(f)"),
              "0 .. 5");
    // A choice of the rows that the argument does not have could never be asked for.
    EXPECT_EQ(range_of("  by f one of (South, West) gives v number 0 .. 5\n" + data, "q(f)"),
              "M0306");
}

TEST(NamedTables, WhoseRowsTakeAnythingOverlap) {
    EXPECT_EQ(range_of("  by n number, k number gives v\n  any, from 1 gives 2\n"
                       "  any, from 2 gives 3\n  otherwise gives 0\n",
                       "q(a, b)"),
              "M0506");
}

TEST(NamedTables, GiveTheRangeOfTheRowsThatMayMatch) {
    const std::string rows =
        "  by n gives v\n  below 3 gives 1\n  from 3 below 7 gives 5\n  from 7 gives 20\n";
    EXPECT_EQ(range_of(rows, "q(a)"), "1 .. 20");
    EXPECT_EQ(range_of(rows, "q(a) when a >= 3, else 7"), "5 .. 20");
    EXPECT_EQ(range_of(rows, "q(a) when a < 7, else 1"), "1 .. 5");
    EXPECT_EQ(range_of(rows, "q(2)"), "1 .. 1");
    EXPECT_EQ(range_of(rows, "q(a / 2)"), "1 .. 5");
}

TEST(NamedTables, AskForARowOnlyWhereOneMayBeMissing) {
    const std::string rows = "  by n gives v\n  up to 4 gives 1\n  from 5 gives 2\n";
    EXPECT_EQ(range_of(rows, "q(a)"), "1 .. 2") << "nothing lies between whole numbers";
    EXPECT_EQ(range_of(rows, "q(b)"), "M0507");
    EXPECT_EQ(message_of(rows, "q(b)"), "no row of `q` matches where n = 4.5");
    EXPECT_EQ(message_of(rows, "q(b / 3 + 3)"), "no row of `q` matches where n = 4.5");
    EXPECT_EQ(range_of(rows, "q(b) else 9"), "1 .. 9");
    EXPECT_EQ(range_of(rows, "q(b) when b > 5, else 0"), "0 .. 2");
    EXPECT_EQ(range_of(rows, "q(b) when q(b) known, else 0"), "0 .. 2");
    EXPECT_EQ(range_of(rows, "q(o)"), "M0402") << "the fact may be missing, not the row";
    EXPECT_EQ(range_of(rows + "  otherwise gives -1\n", "q(b)"), "-1 .. 2");
}

TEST(NamedTables, NameAnInputWithoutARowInEveryKindOfColumn) {
    EXPECT_EQ(message_of("  by n gives v\n  \"A\" gives 1\n", "q(t)"),
              "no row of `q` matches where n = any other text");
    EXPECT_EQ(message_of("  by n gives v\n  North gives 1\n  South gives 2\n", "q(c)"),
              "no row of `q` matches where n = East");
    EXPECT_EQ(message_of("  by n gives v\n  yes gives 1\n", "q(y)"),
              "no row of `q` matches where n = no");
    EXPECT_EQ(message_of("  by n gives v\n  from 2020-01-01 gives 1\n", "q(d)"),
              "no row of `q` matches where n = 1900-01-01");
    EXPECT_EQ(message_of("  by n, k gives v\n  above 0, any gives 1\n  any, yes gives 2\n"
                         "  first match\n",
                         "q(m, y)"),
              "no row of `q` matches where n = 0 and k = no");
    EXPECT_EQ(message_of("  by n gives v\n  above 5% gives 1\n", "q(b)"),
              "no row of `q` matches where n = 0%");
}

TEST(NamedTables, ChoicesGoByNameWhateverTheirOrder) {
    const std::string rows = "  by n gives v\n  North gives 1\n  South gives 2\n";
    EXPECT_EQ(range_of(rows, "q(f)"), "1 .. 2");
    EXPECT_EQ(range_of(rows, "q(c) when c != South, else 0"), "M0507");
    EXPECT_EQ(range_of(rows, "q(c) when c = South, else 0"), "0 .. 2");
    EXPECT_EQ(range_of("  by n gives v\n  West gives 1\n  otherwise gives 2\n", "q(c)"), "M0306");
    EXPECT_EQ(
        range_of("  by n one of North, South gives v\n  North gives 1\n  South gives 2\n", "q(f)"),
        "1 .. 2");
}

TEST(NamedTables, OverlapsOfferOnlyWhatTheTableAllows) {
    const auto fix_of = [](const std::string& rows) {
        Source source{"plan.merit", facts + "table q\n" + rows + "outcome x = q(a)\n"};
        DiagnosticSink sink(source);
        const auto document = syntax::parse(source, sink);
        from_ast(document, sink);
        const auto found = sink.diagnostics();
        return found.items.empty() ? "" : found.items.front().fix;
    };
    const std::string two = "  up to 5 gives 1, 2\n  from 5 gives 2, 3\n";
    EXPECT_EQ(fix_of("  by n gives v, w\n" + two).find("highest match"), std::string::npos);
    EXPECT_NE(fix_of("  by n gives v, w\n" + two).find("sum of matches"), std::string::npos);
    const std::string texts = "  up to 5 gives \"a\"\n  from 5 gives \"b\"\n";
    EXPECT_EQ(fix_of("  by n gives v\n" + texts).find("sum of matches"), std::string::npos);
}

TEST(NamedTables, CellsNameTheChoicesOfTheirColumn) {
    const std::string by =
        "  by n one of (North, South), k number 0 .. 10 gives v number 0% .. 200%\n";
    EXPECT_EQ(range_of(by + "  North, 1 gives 1\n  otherwise gives 2\n", "q(f, a)"), "1 .. 2");
    EXPECT_EQ(message_of(by + "  Nort, any gives 1\n  otherwise gives 2\n", "q(f, a)"),
              "`Nort` is not one of North, South");
    EXPECT_EQ(message_of(by + "  in (North, East), any gives 1\n  otherwise gives 2\n", "q(f, a)"),
              "`East` is not one of North, South");
    EXPECT_EQ(message_of(by + "  North, up to 11 gives 1\n  otherwise gives 2\n", "q(f, a)"),
              "11 is outside the range 0 .. 10");
    EXPECT_EQ(message_of(by + "  North, any gives 1\n  otherwise gives 2.5\n", "q(f, a)"),
              "2.5 is outside the range 0% .. 200%");
}

TEST(NamedTables, OverlapsAreRefusedWithAnInput) {
    EXPECT_EQ(message_of("  by n gives v\n  up to 5 gives 1\n  from 5 gives 2\n", "q(a)"),
              "two rows match where n = 5");
    EXPECT_EQ(message_of("  by n gives v\n  above 5 gives 1\n  above 6 gives 2\n"
                         "  up to 5 gives 0\n",
                         "q(a)"),
              "two rows match where n = 7");
    EXPECT_EQ(message_of("  by n, k gives v\n  any, yes gives 1\n  \"A\", any gives 2\n"
                         "  otherwise gives 0\n",
                         "q(t, y)"),
              "two rows match where n = \"A\" and k = yes");
    EXPECT_EQ(range_of("  by n gives v\n  above 5 gives 1\n  up to 5 gives 2\n", "q(b)"), "1 .. 2");
}

TEST(NamedTables, WaysOfMatching) {
    const std::string rows = "  by n gives v\n  from 0 gives 1\n  from 5 gives 4\n";
    EXPECT_EQ(range_of(rows + "  sum of matches\n", "q(a)"), "1 .. 5");
    EXPECT_EQ(range_of(rows + "  sum of matches\n", "q(a - 5)"), "0 .. 5");
    EXPECT_EQ(range_of(rows + "  highest match\n", "q(a)"), "1 .. 4");
    EXPECT_EQ(range_of(rows + "  highest match\n", "q(a - 5)"), "M0507");
    EXPECT_EQ(range_of(rows + "  first match\n", "q(a)"), "M0950 1 .. 1");
    EXPECT_EQ(range_of(rows + "  first match\n  sum of matches\n", "q(a)"), "M0205");
}

TEST(NamedTables, UnitsOfColumnsAndResults) {
    EXPECT_EQ(range_of("  by n gives v\n  from 0 gives 5 CNY\n", "q(m) + m"), "5 .. 1005");
    EXPECT_EQ(range_of("  by n gives v\n  from 0 CNY gives 5\n", "q(m)"), "5 .. 5");
    EXPECT_EQ(range_of("  by n gives v\n  from 0 CNY gives 5\n", "q(3)"), "5 .. 5");
    EXPECT_EQ(range_of("  by n gives v\n  from 0 CNY gives 5\n", "q(a)"), "M0301");
    EXPECT_EQ(range_of("  by n gives v\n  from 0 gives 5\n", "q(t)"), "M0301");
    EXPECT_EQ(range_of("  by n gives v\n  from 0 gives 5 CNY\n", "q(a) + 1 * a"), "M0302");
    EXPECT_EQ(range_of("  by n gives v money\n  from 0 gives 5\n", "q(a) + m"), "5 .. 1005");
    EXPECT_EQ(range_of("  by n gives v\n  from 0 gives 5\n  yes gives 1\n", "q(a)"), "M0301");
    EXPECT_EQ(range_of("  by n gives v\n  from 1 to 2 gives 5\n", "q(a)").substr(0, 3), "M01");
}

TEST(NamedTables, AMatrixIsItsRowsTimesItsHeads) {
    const std::string rows = "  by n across k yes, no\n  from 5 gives 1, 2\n  below 5 gives 3, 4\n";
    EXPECT_EQ(range_of(rows, "q(a, y)"), "1 .. 4");
    EXPECT_EQ(range_of(rows, "q(a, y) when a < 5, else 3"), "3 .. 4");
    EXPECT_EQ(range_of(rows, "q(a, yes)"), "1 .. 3");
    EXPECT_EQ(range_of("  by n across k yes, no\n  from 5 gives 1\n", "q(a, y)"), "M0503");
    EXPECT_EQ(message_of("  by n across k yes\n  any gives 1\n  from 5 gives 1\n", "q(a, yes)"),
              "two rows match where n = 5 and k = yes");
}

TEST(NamedTables, AreNotValuesByThemselves) {
    const std::string rows = "  by n gives v\n  from 0 gives 5\n";
    EXPECT_EQ(range_of(rows, "q"), "M0215");
    EXPECT_EQ(range_of(rows, "a(b)"), "M0508");
    EXPECT_EQ(range_of(rows, "q(a, b)"), "M0509");
    EXPECT_EQ(range_of(rows, "q(a).v"), "5 .. 5");
    EXPECT_EQ(range_of(rows, "q(a).w"), "M0510");
}

std::string rows_of(std::size_t count) {
    std::string rows = "  by n gives v\n";
    for (std::size_t i = 0; i < count; ++i) rows += "  " + std::to_string(i) + " gives 1\n";
    return rows + "  otherwise gives 0\n";
}

TEST(NamedTables, LimitsOnBothSides) {
    EXPECT_EQ(range_of(rows_of(limits::table_rows), "q(a)"), "1 .. 1");
    EXPECT_EQ(range_of(rows_of(limits::table_rows + 1), "q(a)"), "M0514");
    const auto wide = [](std::size_t columns) {
        std::string names;
        std::string cells;
        std::string call;
        for (std::size_t i = 0; i < columns; ++i) {
            names += (i == 0 ? "n" : ", n") + std::to_string(i);
            cells += i == 0 ? "from 0" : ", from 0";
            call += i == 0 ? "a" : ", a";
        }
        return range_of("  by " + names + " gives v\n  " + cells + " gives 1\n", "q(" + call + ")");
    };
    EXPECT_EQ(wide(limits::table_columns), "1 .. 1");
    EXPECT_EQ(wide(limits::table_columns + 1), "M0514");
}

}  // namespace
}  // namespace meritum::check
