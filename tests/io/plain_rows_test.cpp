// Lines to columns: what is plain, what is set aside, what is broken; a row is what the strict
// reader of CSV makes of it.
#include "io/plain_rows.hpp"

#include <gtest/gtest.h>

#include <random>

#include "io/read.hpp"
#include "value/sample_schema.hpp"

namespace meritum::io {
namespace {

using value::Type;

/// participants.csv of the sample schema with some of its columns.
class Sample {
public:
    explicit Sample(bool items = false) {
        header_.names = &names_;
        add({Use::Kind::owner, {}});
        if (items) {
            add({Use::Kind::key, {}});
            header_.has_keys = true;
        }
        add({Use::Kind::period, {}});
        for (const auto* name : {"sales", "satisfaction", "team", "region", "manager"})
            add({Use::Kind::fact, *names_.fact(name)});
    }

    /// "ann 2026-Q3 100 - x", a row of the block; "!" stands before those set aside.
    std::string page(std::string text, const std::string* period = nullptr) {
        text += "\n";
        const auto size = text.size();
        text += std::string(8, '\0');
        PlainRowsReader reader(header_, period);
        PlainRows rows;
        reader.read(std::string_view(text).substr(0, size), 1'000, rows);
        if (rows.broken) return "broken";
        if (rows.several_periods) return "several periods";
        std::string shown;
        for (std::size_t row = 0; row < rows.count; ++row) {
            shown += (rows.aside[row] != 0 ? "!" : "") + std::string(rows.owner(row));
            for (std::size_t i = 0; rows.aside[row] == 0 && i < rows.values.size(); ++i) {
                shown += " ";
                const bool known = rows.known[i].empty() || rows.known[i][row] != 0;
                shown += known ? std::to_string(value(rows, i, row)) : "-";
            }
            shown += "@" + std::to_string(rows.offsets[row] - 1'000) + ";";
        }
        for (const auto offset : rows.nobodys) shown += "?@" + std::to_string(offset - 1'000) + ";";
        return shown;
    }

    std::string text(std::size_t place) { return std::string(texts_.front().texts()[place]); }

private:
    void add(Use use) {
        PlainColumn column;
        column.use = use;
        if (use.kind == Use::Kind::owner) header_.owner = header_.columns.size();
        if (use.kind == Use::Kind::fact) {
            const auto& schema = schema_.columns[use.column.index];
            column.type = schema.type;
            column.may_be_missing = schema.optional || schema.default_value;
            column.bytes = 1;
            if (schema.type == Type::number) {
                column.number = *plain_number(schema);
                column.bytes = column.number.bytes;
            }
            if (schema.type == Type::text || schema.type == Type::choice)
                column.texts = &texts_.emplace_back(schema);
            column.fact = header_.facts++;
        }
        header_.columns.push_back(column);
    }

    std::int64_t value(const PlainRows& rows, std::size_t fact, std::size_t row) const {
        std::size_t at = 0;
        for (const auto& column : header_.columns) {
            if (column.use.kind != Use::Kind::fact || at++ != fact) continue;
            std::int64_t value = 0;
            for (std::size_t i = column.bytes; i-- > 0;) {
                const auto byte = rows.values[fact][row * column.bytes + i];
                value = value << 8 | static_cast<unsigned char>(byte);
            }
            return value;
        }
        return -1;
    }

    value::SampleSchema schema_;
    Names names_{schema_};
    std::deque<ColumnTexts> texts_;
    PlainHeader header_;
};

TEST(PlainRows, HoldWhatIsWritten) {
    Sample sample;
    EXPECT_EQ(sample.page("ann,2026-Q3,12.5,95,red,North,yes\nbob,2026-Q3,1,,,,"),
              "ann 1250 9500 0 0 1@0;bob 100 - - - -@34;");
    EXPECT_EQ(
        sample.page("ann,2026-Q3,1,,\"red, or so\",南,否\r\n\n\r\n,,,,,,\n \neve, 2026-Q3 ,2,\t, "
                    "red\t,\"South\" ,"),
        "ann 100 - 1 1 0@0;eve 200 - 0 1 -@49;");
    EXPECT_EQ(sample.text(1), "red, or so");
}

TEST(PlainRows, SetAsideWhatIsNotPlain) {
    Sample sample;
    for (const std::string row :
         {"ann,2026-Q3,,,,,", "ann,2026-Q3,x,,,,", "ann,2026-Q3,1,,,,,", "ann,2026-Q3,1", "ann",
          "ann,2026-Q3,1,,\"a\"\"b\",,", "ann,2026-Q3,\" 1\",,,,", "ann,2026-Q3,1,,a\tb,,",
          "ann,2026-Q3,1,,,East,", "ann,2026-Q3,1,,,,maybe", "ann,2026-Q9,1,,,,",
          "\"ann\",2026-Q3,+1,,,,"})
        EXPECT_EQ(sample.page(row), "!ann@0;") << row;
    EXPECT_EQ(sample.page(",2026-Q3,1,,,,\n\"\",,5,,,,"), "?@0;?@15;");
    EXPECT_EQ(sample.page("a\tb,2026-Q3,1,,,,"), "!a\tb@0;");
    // In NFC whatever the file has.
    EXPECT_EQ(sample.page("e\u0301,2026-Q3,1,,,,"), "\u00e9 100 - - - -@0;");
    EXPECT_EQ(sample.page("e\u0301,2026-Q3,x,,,,"), "!\u00e9@0;");
    EXPECT_EQ(sample.page("ann,2026-Q3,1,,,,\neve,2026-Q4,1,,,,"), "several periods");
    EXPECT_EQ(sample.page("ann,2026-Q3,1,,,,\neve,,1,,,,"), "several periods");
}

TEST(PlainRows, ItemsAreOfTheirPeriodOrNone) {
    Sample sample(true);
    const std::string period = "2026-Q3";
    EXPECT_EQ(
        sample.page("ann,K-1,2026-Q3,1,,,,\nann,,,2,,,,\nann,x,2026-Q4,3,,,,\n,x,,3,,,,", &period),
        "ann 100 - - - -@0;ann 200 - - - -@22;!ann@34;?@54;");
}

TEST(PlainRows, SayWhereTheStructureIsBroken) {
    Sample sample;
    for (const std::string row : {"\"ann,2026-Q3,1,,,,", "ann,2026-Q3,1,,\"a\"b,,",
                                  "ann\r,2026-Q3,1,,,,", "\xFF", "ann,2026-Q3,1,,\xE9,,"})
        EXPECT_EQ(sample.page("bob,2026-Q3,1,,,,\n" + row), "broken") << row;
    EXPECT_EQ(sample.page(std::string("ann") + '\0' + ",2026-Q3,1,,,,"), "broken");
    EXPECT_EQ(sample.page("ann,2026-Q3,1,,\"" + std::string(70'000, 'x') + "\",,"), "broken");
}

}  // namespace
}  // namespace meritum::io
