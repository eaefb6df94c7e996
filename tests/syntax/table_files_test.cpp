// Rows of tables in files: the same tree as if they stood in the plan, and what is wrong with a
// file at its cell. See table_files.hpp.
#include "syntax/table_files.hpp"

#include <gtest/gtest.h>

#include "syntax/fingerprint.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

namespace meritum::syntax {
namespace {

const std::string plan =
    "plan p\n"
    "table prices\n"
    "  by product text, since date, region one of North | \xE5\x8C\x97, South gives price number\n"
    "  first match\n"
    "  rows from \"lists/prices.csv\"\n"
    "  otherwise gives 0\n";

struct Parsed {
    Source source{"folder/plan.merit", plan};
    ast::Document document;
    std::string problems;

    explicit Parsed(const std::string& file, const std::string& path = "lists/prices.csv",
                    const std::string& text = plan)
        : source("folder/plan.merit", text) {
        DiagnosticSink sink(source);
        const Resolve resolve = [&](const std::string& asked) {
            return asked == path ? Resolved{file, {}} : Resolved{{}, "there is no such file"};
        };
        document = parse(source, sink, Phrases::standard(), resolve);
        for (const auto& item : sink.diagnostics().items) {
            problems += item.code + " " + item.primary.file + ":" +
                        std::to_string(item.primary.begin.line) + ":" +
                        std::to_string(item.primary.begin.column) + " " + item.message + "\n";
        }
    }

    const ast::Statement& table() const { return document.statements[1]; }
};

const std::string csv =
    "note,price,region,product,since\n"
    "x,100,North,A-1,from 2026-01-01 below 2027-01-01\n"
    "y,-2.5,\xE5\x8C\x97,001,any\n"
    "z,15%,any,\"B, large\",2026-05-05\n";

TEST(TableFiles, HoldRowsAsAPlanWould) {
    const Parsed read(csv);
    EXPECT_EQ(read.problems, "");
    PrintOptions options;
    options.used = true;
    options.align = false;
    EXPECT_EQ(
        print(read.document, options),
        "plan p\n"
        "table prices\n"
        "  \"A-1\", from 2026-01-01 below 2027-01-01, North gives 100\n"
        "  \"001\", any, North gives -2.5\n"
        "  \"B, large\", 2026-05-05, any gives 15%\n"
        "  by product text, since date, region one of North | \xE5\x8C\x97, South gives price "
        "number\n"
        "  first match\n"
        "  otherwise gives 0\n");
    EXPECT_EQ(read.source.position(read.table().rows[1].span.begin).line, 3U);
}

TEST(TableFiles, YamlIsAListOfRows) {
    const std::string text = [] {
        std::string yaml = plan;
        yaml.replace(yaml.find("csv"), 3, "yaml");
        return yaml;
    }();
    const Parsed read(
        "- {product: A-1, since: any, region: South, price: 7}\n"
        "- product: B\n  since: from 2026-01-01\n  region: any\n  price: 8\n",
        "lists/prices.yaml", text);
    EXPECT_EQ(read.problems, "");
    ASSERT_EQ(read.table().rows.size(), 2U);
    EXPECT_EQ(read.source.text(read.table().rows[1][1].span), "8");
}

TEST(TableFiles, ThePlanItselfIsPrintedAsItStands) {
    const Parsed read(csv);
    PrintOptions options;
    options.align = false;
    EXPECT_NE(print(read.document, options).find("rows from \"lists/prices.csv\""),
              std::string::npos);
}

TEST(TableFiles, TheFingerprintIsOfTheRowsNotOfTheirFile) {
    const auto of = [](const std::string& file) {
        return fingerprint(Parsed(file).document, Phrases::standard());
    };
    std::string moved = csv;
    moved.replace(0, 4, "memo");  // a column the table does not read
    EXPECT_EQ(of(csv), of(moved));
    std::string dearer = csv;
    dearer.replace(dearer.find("100"), 3, "101");
    EXPECT_NE(of(csv), of(dearer));
}

TEST(TableFiles, AreRefusedAtTheirCell) {
    EXPECT_EQ(Parsed("product,since,region,price\nA,from,North,1\n").problems,
              "M0519 folder/lists/prices.csv:2:3 `from` cannot stand in column `since`\n");
    EXPECT_EQ(Parsed("product,since,region,price\nA,any,North,\n").problems,
              "M0519 folder/lists/prices.csv:2:13 an empty cell cannot stand in column `price`\n");
    EXPECT_EQ(Parsed("product,since,region,price\nA,any,North,1 + 1\n").problems.substr(0, 5),
              "M0519");
    EXPECT_EQ(Parsed("product,since,price\nA,any,1\n").problems.substr(0, 5), "M0517");
    EXPECT_EQ(Parsed("product,since,region,price\n\"A,any,North,1\n").problems.substr(0, 5),
              "M0521");
    EXPECT_EQ(Parsed(csv, "prices.csv").problems.substr(0, 5), "M0152");
}

TEST(TableFiles, RowsHaveTheCellsOfTheHeader) {
    const std::string header = "product,since,region,price\n";
    EXPECT_EQ(Parsed(header + "A,any,North,1\nB,any,North,1,200\n").problems,
              "M0522 folder/lists/prices.csv:3:1 this row has 5 cells, but the header has 4 "
              "cells\n");
    EXPECT_EQ(Parsed(header + "A,any,North\n").problems,
              "M0522 folder/lists/prices.csv:2:1 this row has 3 cells, but the header has 4 "
              "cells\n");
}

TEST(TableFiles, AHeaderHasAColumnOnceAndItsRowsAllColumns) {
    EXPECT_EQ(Parsed("product,since,region,price,price\nA,any,North,1,2\n").problems,
              "M0523 folder/lists/prices.csv:1:28 the file \"lists/prices.csv\" has column "
              "`price` twice\n");
    EXPECT_EQ(Parsed("product,since,region,pirce\nA,any,North,1\n").problems,
              "M0517 folder/lists/prices.csv:1:22 the file \"lists/prices.csv\" has no column "
              "`price`\n");
    std::string text = plan;
    text.replace(text.find("csv"), 3, "yaml");
    EXPECT_EQ(Parsed("- {product: A, since: any, region: North, price: 7}\n"
                     "- {product: B, since: any, region: North, prcie: 7}\n"
                     "- {product: C, since: any, region: North}\n",
                     "lists/prices.yaml", text)
                  .problems,
              "M0524 folder/lists/prices.yaml:2:43 this row has no `price`\n"
              "M0524 folder/lists/prices.yaml:3:3 this row has no `price`\n");
}

TEST(TableFiles, CellsOfTextsAndChoicesMayBeSeveral) {
    const Parsed read(
        "product,since,region,price\n"
        "in (A),any,\"in (North, South)\",1\n"
        "\"in (B, \"\"C-1\"\")\",any,any,2\n"
        "in time,any,any,3\n");
    EXPECT_EQ(read.problems, "");
    PrintOptions options;
    options.used = true;
    options.align = false;
    const auto printed = print(read.document, options);
    for (const char* row :
         {"in (\"A\"), any, in (North, South) gives 1", "in (\"B\", \"C-1\"), any, any gives 2",
          "\"in time\", any, any gives 3"})
        EXPECT_NE(printed.find(row), std::string::npos) << printed;
    EXPECT_EQ(
        Parsed("product,since,region,price\n\"in (B-1, C-1)\",any,any,2\n").problems.substr(0, 5),
        "M0519");
}

TEST(TableFiles, AColumnWithoutTypeGetsThatOfWhatIsAsked) {
    const auto fix_of = [](const std::string& fact) {
        Source source("plan.merit", "plan p\n" + fact +
                                        "\ntable t\n  by area, product text gives price number\n"
                                        "  rows from \"t.csv\"\noutcome o = t(place, unit)\n");
        DiagnosticSink sink(source);
        const Resolve resolve = [](const std::string&) { return Resolved{"area,price\n", {}}; };
        parse(source, sink, Phrases::standard(), resolve);
        return sink.diagnostics().items.front().fix;
    };
    EXPECT_EQ(fix_of("fact place one of North, South"),
              "say its type behind its name: `area one of (North, South)`");
    EXPECT_EQ(fix_of("fact place date"), "say its type behind its name: `area date`");
    EXPECT_EQ(fix_of("fact other date"), "say its type behind its name: `area text`");
}

TEST(TableFiles, StayInTheFolderOfThePlan) {
    for (const std::string path : {"../prices.csv", "/etc/prices.csv", "a/../../prices.csv"}) {
        std::string text = plan;
        text.replace(text.find("lists/prices.csv"), 16, path);
        EXPECT_EQ(Parsed(csv, path, text).problems.substr(0, 5), "M0151") << path;
    }
}

}  // namespace
}  // namespace meritum::syntax
