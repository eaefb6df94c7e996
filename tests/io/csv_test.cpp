// The CSV state machine: RFC 4180, places of every cell, and what is no CSV.
#include "io/csv.hpp"

#include <gtest/gtest.h>

#include "base/limits.hpp"
#include "io/reading.hpp"

namespace meritum::io {
namespace {

/// "[a@1:1|b@1:3][...]".
std::string cells(std::string_view text) {
    std::string page;
    try {
        CsvReader reader("f", text);
        Record record;
        while (reader.next(record)) {
            page += "[";
            for (std::size_t i = 0; i < record.cells.size(); ++i) {
                const auto& cell = record.cells[i];
                page += (i > 0 ? "|" : "") + cell.text + "@" +
                        place(cell.place.line, cell.place.column);
            }
            page += "]";
        }
    } catch (const ReadError& error) {
        page += error.what();
    }
    return page;
}

TEST(Csv, Cells) {
    struct Case {
        std::string text;
        std::string page;
    };
    const Case cases[] = {
        {"", ""},
        {"\n\r\n\n", ""},
        {",,\n ,\t\n", ""},
        {"a,b\n1,2\n", "[a@1:1|b@1:3][1@2:1|2@2:3]"},
        {"a,b\r\n1,2", "[a@1:1|b@1:3][1@2:1|2@2:3]"},
        {"a,,\n", "[a@1:1|@1:3|@1:4]"},
        {"  a b\t, c \n", "[a b@1:3|c@1:9]"},
        {"\"a,b\",\"\"\n", "[a,b@1:1|@1:7]"},
        {"\"a \"\"b\"\"\",x\n", "[a \"b\"@1:1|x@1:11]"},
        {"\" a \",x", "[ a @1:1|x@1:7]"},
        {" \"a\" ,x", "[a@1:2|x@1:7]"},
        {"\"a\nb\r\nc\",x\ny", "[a\nb\r\nc@1:1|x@3:4][y@4:1]"},
        {"销售,额\n\"团\",队\n", "[销售@1:1|额@1:4][团@2:1|队@2:5]"},
        {"5\" TV,it's\n", "[5\" TV@1:1|it's@1:7]"},
        {"a\n\n\nb\n", "[a@1:1][b@4:1]"},
        {"a;b\n", "[a;b@1:1]"},
        {"a,\"b\n", "f:1:3: a quote begins here and is never closed"},
        {"x\n\"", "[x@1:1]f:2:1: a quote begins here and is never closed"},
        {"\"a\"b\n",
         "f:1:4: text follows a closing quote; a quote inside a quoted cell is written twice"},
        {"\"a\" b",
         "f:1:5: text follows a closing quote; a quote inside a quoted cell is written twice"},
        {"a\rb", "f:1:2: a carriage return without a line feed"},
        {"a,b\r", "f:1:4: a carriage return without a line feed"},
    };
    for (const auto& [text, page] : cases) EXPECT_EQ(cells(text), page) << text;
}

TEST(Csv, BothSidesOfTheLimits) {
    const std::string longest(limits::scalar_bytes, 'x');
    EXPECT_EQ(cells(longest), "[" + longest + "@1:1]");
    EXPECT_EQ(cells("a\n" + longest + "x"), "[a@1:1]f:2:1: a cell of more than 65536 bytes");
    EXPECT_EQ(cells("\"" + longest + "x\""), "f:1:1: a cell of more than 65536 bytes");
    EXPECT_EQ(cells("a" + std::string(limits::csv_columns - 1, ',')).substr(0, 7), "[a@1:1|");
    EXPECT_EQ(cells("a" + std::string(limits::csv_columns, ',')),
              "f:1:1: a row of more than 1000 cells");
    std::string row;
    while (row.size() < limits::csv_record_bytes - 10'000) row += std::string(9'999, 'x') + ",";
    row.resize(limits::csv_record_bytes, 'y');
    EXPECT_EQ(cells(row).substr(0, 2), "[x");
    row.insert(0, "x");
    EXPECT_EQ(cells(row), "f:1:1: a row of more than 1048576 bytes");
}

TEST(Csv, ManyCellsOnManyLinesStayLinear) {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "a,b,c\n";
    const auto page = cells(text);
    EXPECT_EQ(page.substr(page.size() - 34), "[a@200000:1|b@200000:3|c@200000:5]");
    EXPECT_EQ(cells(std::string(1'000'000, ' ') + ",a"), "[@1:1|a@1:1000002]");
}

}  // namespace
}  // namespace meritum::io
