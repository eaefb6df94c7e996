// Every layout of Arrow as a view: the same values, borrowed where it can be; what does not go is
// told.
#include "io/arrow_columns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "io/arrow_arrays.hpp"
#include "number/integer.hpp"
#include "number/rational.hpp"

namespace meritum::io {
namespace {

using ::testing::HasSubstr;
using value::Type;

/// A column that came through a stream, and what is made of it.
struct Came {
    explicit Came(std::vector<OutColumn> pieces, bool allow_floats = false)
        : columns(allow_floats) {
        std::vector<std::vector<OutColumn>> batches;
        for (auto& piece : pieces) batches.push_back({std::move(piece)});
        auto stream = stream_of(std::move(batches));
        table = std::make_unique<ArrowTable>(stream);
        column = table->column(0, 0, table->batches());
    }

    std::unique_ptr<ArrowTable> table;
    ArrowColumn column;
    ArrowColumns columns;
};

bool is_there(const ColumnView& view, std::size_t row) {
    const auto bit = view.validity_offset + row;
    return view.validity == nullptr || (view.validity[bit / 8] >> (bit % 8) & 1) != 0;
}

/// "1.5 - yes": each value of a view, - where there is none.
std::string said(const ColumnView& view) {
    std::string text;
    for (std::size_t row = 0; row < view.rows; ++row) {
        if (!text.empty()) text += ' ';
        if (!is_there(view, row)) {
            text += '-';
        } else if (view.layout == ColumnView::Layout::booleans) {
            const auto bit = view.offset + row;
            const auto* bits = static_cast<const std::uint8_t*>(view.values);
            text += (bits[bit / 8] >> (bit % 8) & 1) != 0 ? "yes" : "no";
        } else if (view.layout == ColumnView::Layout::texts) {
            text += view.dictionary[static_cast<std::size_t>(view.integer(row))];
        } else {
            const auto number = view.bytes == 16
                                    ? static_cast<const number::Int128*>(view.values)[row]
                                    : number::Int128{view.integer(row)};
            text += number::to_string(number);
            if (view.scale != 0) text += "e-" + std::to_string(view.scale);
        }
    }
    return text;
}

std::string viewed(std::vector<OutColumn> pieces, Type wanted, bool allow_floats = false) {
    try {
        Came came(std::move(pieces), allow_floats);
        return said(came.columns.view(came.column, wanted));
    } catch (const ArrowProblem& problem) {
        return problem.what();
    }
}

std::string viewed(OutColumn column, Type wanted, bool allow_floats = false) {
    return viewed(std::vector<OutColumn>{std::move(column)}, wanted, allow_floats);
}

TEST(ArrowColumns, TakesIntegersOfEveryWidth) {
    EXPECT_EQ(viewed(made<std::int8_t>("c", {1, -128}), Type::number), "1 -128");
    EXPECT_EQ(viewed(made<std::uint8_t>("C", {1, 255}), Type::number), "1 255");
    EXPECT_EQ(viewed(made<std::int16_t>("s", {1, -300}), Type::number), "1 -300");
    EXPECT_EQ(viewed(made<std::uint16_t>("S", {1, 65535}), Type::number), "1 65535");
    EXPECT_EQ(viewed(made<std::int32_t>("i", {1, -70000}), Type::number), "1 -70000");
    EXPECT_EQ(viewed(made<std::uint32_t>("I", {1, 4294967295}), Type::number), "1 4294967295");
    EXPECT_EQ(viewed(made<std::int64_t>("l", {1, -5'000'000'000}), Type::number), "1 -5000000000");
    EXPECT_EQ(viewed(made<std::uint64_t>("L", {1, 7}), Type::number), "1 7");
    EXPECT_EQ(viewed(made<std::uint64_t>("L", {1, 18446744073709551615U}), Type::number),
              "1 18446744073709551615");
}

TEST(ArrowColumns, TakesDecimalsOfEveryWidthAndScale) {
    EXPECT_EQ(viewed(made<std::int32_t>("d:9,2,32", {150, -25}), Type::number), "150e-2 -25e-2");
    EXPECT_EQ(viewed(made<std::int64_t>("d:18,2,64", {150, -25}), Type::number), "150e-2 -25e-2");
    EXPECT_EQ(viewed(made<number::Int128>("d:38,2", {150, -25}), Type::number), "150e-2 -25e-2");
    EXPECT_EQ(viewed(made<number::Int128>("d:38,2,128", {150}), Type::number), "150e-2");
    const std::vector<number::Int128> wide = {150, 0, -25, -1};  // two of 256 bits
    auto column = made("d:76,2,256", wide);
    column.rows = 2;
    EXPECT_EQ(viewed(column, Type::number), "150e-2 -25e-2");
    EXPECT_EQ(viewed(made<number::Int128>("d:38,-3", {15}), Type::number), "15000");
    EXPECT_EQ(viewed(made<number::Int128>("d:38,20", {1500}), Type::number), "15e-18");
    EXPECT_EQ(viewed(made<number::Int128>("d:38,20", {1501}), Type::number),
              "has in row 0 a number of more than 18 decimal places");
    auto beyond = made<number::Int128>("d:76,0,256", {0, 1});
    beyond.rows = 1;
    EXPECT_EQ(viewed(beyond, Type::number), "has in row 0 a number of more than 38 digits");
}

TEST(ArrowColumns, TakesFloatsOnlyIfTold) {
    const auto column = made<double>("g", {0.1, 1e3, -2.5, 1.0 / 3});
    EXPECT_THAT(viewed(column, Type::number), HasSubstr("binary floats of 64 bits, which are not"));
    EXPECT_EQ(viewed(made<double>("g", {0.1, 1e3, -2.5}), Type::number, true),
              "1e-1 10000e-1 -25e-1");
    EXPECT_EQ(viewed(made<float>("f", {0.1F, 16'777'216.0F}), Type::number, true),
              "1e-1 167772160e-1");
    EXPECT_EQ(viewed(column, Type::number, true),
              "1000000000000000e-16 10000000000000000000e-16 -25000000000000000e-16 "
              "3333333333333333e-16");
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(viewed(made<double>("g", {1, nan}), Type::number, true),
                HasSubstr("has in row 1 NaN"));
    EXPECT_EQ(viewed(with_nulls(made<double>("g", {1, nan}), {true, false}), Type::number, true),
              "1 -");
    EXPECT_EQ(viewed(made<double>("g", {1e300}), Type::number, true),
              "has in row 0 a number of more than 38 digits");
    EXPECT_EQ(viewed(made<double>("g", {1e-300}), Type::number, true),
              "has in row 0 a number of more than 18 decimal places");
    EXPECT_EQ(viewed(made<double>("g", {1e30, 1e-18}), Type::number, true),
              "has in row 0 a number of too many digits beside others' decimal places");
    EXPECT_THAT(viewed(made<std::uint16_t>("e", {0}), Type::number, true),
                HasSubstr("binary floats of 16 bits"));
}

TEST(ArrowColumns, TakesDates) {
    EXPECT_EQ(viewed(made<std::int32_t>("tdD", {20000, -1}), Type::date), "20000 -1");
    EXPECT_EQ(viewed(made<std::int64_t>("tdm", {86'400'000 * 3LL, 0}), Type::date), "3 0");
    EXPECT_EQ(viewed(made<std::int64_t>("tss:", {86'400 * 3LL, -86'400}), Type::date), "3 -1");
    EXPECT_EQ(viewed(made<std::int64_t>("tsm:UTC", {86'400'000LL}), Type::date), "1");
    EXPECT_EQ(viewed(made<std::int64_t>("tsu:", {86'400'000'000LL}), Type::date), "1");
    EXPECT_EQ(viewed(made<std::int64_t>("tsn:", {86'400'000'000'000LL}), Type::date), "1");
    EXPECT_THAT(viewed(made<std::int64_t>("tss:", {1}), Type::date),
                HasSubstr("a time of the day"));
    EXPECT_THAT(viewed(made<std::int64_t>("tss:", {86'400LL << 40}), Type::date),
                HasSubstr("beyond all calendars"));
    EXPECT_THAT(viewed(made<std::int64_t>("tss:Asia/Shanghai", {0}), Type::date),
                HasSubstr("timestamps of a time zone, but is a date: cast it to date32"));
}

TEST(ArrowColumns, TakesTextsOfEveryLayout) {
    const std::vector<std::string> texts = {"n", "a text beyond twelve bytes", "n", ""};
    const std::string expected = "n a text beyond twelve bytes n ";
    EXPECT_EQ(viewed(made_texts(texts), Type::text), expected);
    EXPECT_EQ(viewed(made_text_views(texts), Type::choice), expected);
    EXPECT_EQ(viewed(io::texts("", {texts.begin(), texts.end()}), Type::text), expected);
    for (const auto& dictionary : {made_texts(texts), made_text_views(texts)}) {
        EXPECT_EQ(viewed(coded<std::int8_t>("c", {1, 0, 2}, dictionary), Type::text),
                  "a text beyond twelve bytes n n");
        EXPECT_EQ(viewed(coded<std::uint32_t>("I", {1, 0, 2}, dictionary), Type::text),
                  "a text beyond twelve bytes n n");
        EXPECT_EQ(viewed(coded<std::uint64_t>("L", {1}, dictionary), Type::text),
                  "a text beyond twelve bytes");
    }
    EXPECT_THAT(viewed(made<std::int64_t>("l", {1}), Type::text),
                HasSubstr("holds integers of 64 bits, but is a text: cast it to texts"));
    EXPECT_THAT(viewed(made_texts({"1"}), Type::number),
                HasSubstr("holds texts, but is a number: cast it to integers or decimals"));
}

TEST(ArrowColumns, TakesOnlyTextsThatLieInTheirBuffers) {
    auto descending = made_texts({"ab", "c"});
    descending.buffers[1] = buffer_of<std::int32_t>({2, 1, 3});
    EXPECT_EQ(viewed(descending, Type::text), "has texts whose offsets descend");
    auto views = made_text_views({"a text beyond twelve bytes"});
    views.buffers[3] = buffer_of<std::int64_t>({20});
    EXPECT_EQ(viewed(views, Type::text), "has a text that lies outside of its buffer");
    views.buffers.erase(views.buffers.begin() + 2);
    EXPECT_EQ(viewed(views, Type::text), "has a text in a buffer that is not there");
}

TEST(ArrowColumns, TakesTruths) {
    EXPECT_EQ(viewed(made_bools({true, false, true}), Type::boolean), "yes no yes");
    EXPECT_EQ(viewed(cut(made_bools({true, false, true}), 1, 2), Type::boolean), "no yes");
    EXPECT_THAT(viewed(made<std::int8_t>("c", {1}), Type::boolean), HasSubstr("yes or no"));
}

TEST(ArrowColumns, KnowsWhatIsMissing) {
    EXPECT_EQ(
        viewed(with_nulls(made<std::int8_t>("c", {1, 2, 3}), {true, false, true}), Type::number),
        "1 - 3");
    EXPECT_EQ(viewed(with_nulls(made_texts({"a", "b"}), {false, true}), Type::text), "- b");
    EXPECT_EQ(viewed(with_nulls(made_texts({"a"}), {false}), Type::text), "-");
    OutColumn nothing;
    nothing.format = "n";
    nothing.rows = 2;
    for (const auto type : {Type::number, Type::text, Type::choice, Type::boolean, Type::date})
        EXPECT_EQ(viewed(nothing, type), "- -");
    // A null of a dictionary says nothing, as an empty text does.
    EXPECT_EQ(
        viewed(coded<std::int8_t>("c", {0, 1}, with_nulls(made_texts({"a", "b"}), {true, false})),
               Type::text),
        "a ");
}

TEST(ArrowColumns, JoinsPiecesThatBeginAnywhere) {
    const auto pieces = [](const OutColumn& all) {
        return std::vector<OutColumn>{cut(all, 1, 2), cut(all, 0, 0), cut(all, 3, 1),
                                      cut(all, 0, 4)};
    };
    EXPECT_EQ(viewed(pieces(made<std::int16_t>("s", {1, 2, 3, 4})), Type::number), "2 3 4 1 2 3 4");
    EXPECT_EQ(viewed(pieces(made<std::uint8_t>("C", {1, 2, 3, 4})), Type::number), "2 3 4 1 2 3 4");
    EXPECT_EQ(viewed(pieces(with_nulls(made<std::int16_t>("s", {1, 2, 3, 4}),
                                       {true, false, true, false})),
                     Type::number),
              "- 3 - 1 - 3 -");
    EXPECT_EQ(viewed(pieces(made_bools({true, false, false, true})), Type::boolean),
              "no no yes yes no no yes");
    const std::vector<std::string> texts = {"a", "b", "c", "a"};
    EXPECT_EQ(viewed(pieces(made_texts(texts)), Type::text), "b c a a b c a");
    EXPECT_EQ(viewed(pieces(coded<std::int16_t>("s", {0, 1, 2, 0}, made_texts(texts))), Type::text),
              "b c a a b c a");
    EXPECT_EQ(viewed({coded<std::int8_t>("c", {0, 1}, made_texts({"a", "b"})),
                      coded<std::int8_t>("c", {0, 1}, made_texts({"b", "c"}))},
                     Type::text),
              "a b b c");
    EXPECT_THAT(viewed({coded<std::int8_t>("c", {0, 1}, made_texts({"a", "b"})),
                        coded<std::int8_t>("c", {0, 2}, made_texts({"b", "c"}))},
                       Type::text),
                HasSubstr("row 3 a place that its dictionary does not have"));
}

TEST(ArrowColumns, BorrowsWhatIsLaidOutAsOurs) {
    const auto column = made<std::int64_t>("l", {1, 2, 3});
    const auto* const given = static_cast<const std::int64_t*>(column.buffers[1].get());
    Came came({cut(column, 1, 2)});
    EXPECT_EQ(came.columns.view(came.column, Type::number).values, given + 1);
    const auto decimals = made<number::Int128>("d:38,4", {1, 2, 3});
    Came wide({decimals});
    EXPECT_EQ(wide.columns.view(wide.column, Type::number).values, decimals.buffers[1].get());
    // What does not stand where such a number may is brought there.
    auto astray = column;
    astray.buffers[1] = Buffer(column.buffers[1], reinterpret_cast<const char*>(given) + 1);
    astray.rows = 2;
    Came moved({astray});
    EXPECT_EQ(said(moved.columns.view(moved.column, Type::number)),
              "144115188075855872 "
              "216172782113783808");
}

// --- lists ---

std::string listed(std::vector<OutColumn> pieces) {
    try {
        Came came(std::move(pieces));
        const auto items = came.columns.items(came.column);
        auto view = came.columns.view(field(items.structs, 0), Type::number);
        if (!items.order.empty()) view = came.columns.ordered(view, items.order);
        std::string text;
        for (std::size_t i = 0; i + 1 < items.offsets.size(); ++i) {
            text += i == 0 ? "[" : " [";
            for (auto item = items.offsets[i]; item < items.offsets[i + 1]; ++item) {
                if (item > items.offsets[i]) text += ' ';
                auto one = view;
                one.values = static_cast<const std::int32_t*>(view.values) + item;
                one.validity_offset += static_cast<std::size_t>(item);
                one.rows = 1;
                text += said(one);
            }
            text += ']';
        }
        return text;
    } catch (const ArrowProblem& problem) {
        return problem.what();
    }
}

OutColumn five() { return made_structs({named("x", made<std::int32_t>("i", {1, 2, 3, 4, 5}))}); }

TEST(ArrowColumns, TakesListsOfEveryLayout) {
    const auto lists = made_lists<std::int32_t>("+l", {0, 2, 2, 5}, five());
    EXPECT_EQ(listed({lists}), "[1 2] [] [3 4 5]");
    EXPECT_EQ(listed({cut(lists, 1, 2)}), "[] [3 4 5]");
    EXPECT_EQ(listed({cut(lists, 2, 1), cut(lists, 0, 2)}), "[3 4 5] [1 2] []");
    EXPECT_EQ(listed({made_lists<std::int64_t>("+L", {0, 2, 2, 5}, five())}), "[1 2] [] [3 4 5]");
    EXPECT_EQ(listed({with_nulls(lists, {true, true, false})}), "[1 2] [] []");
    EXPECT_EQ(listed({with_nulls(lists, {false, true, true})}), "[] [] [3 4 5]");
    auto views = made_lists<std::int32_t>("+vl", {3, 0, 1, 0}, five());
    views.buffers.push_back(buffer_of<std::int32_t>({2, 0, 3}));
    EXPECT_EQ(listed({views}), "[4 5] [] [2 3 4]");
    auto fixed = made_lists<std::int32_t>("+w:2", {0, 0, 0}, five());
    fixed.buffers.pop_back();
    EXPECT_EQ(listed({fixed}), "[1 2] [3 4]");
    EXPECT_EQ(listed({cut(fixed, 1, 1)}), "[3 4]");
    EXPECT_EQ(listed({with_nulls(fixed, {false, true})}), "[] [3 4]");
}

TEST(ArrowColumns, AnItemThatIsNullHasNoFields) {
    const auto items = with_nulls(five(), {true, false, true, true, true});
    EXPECT_EQ(listed({made_lists<std::int32_t>("+l", {0, 2, 5}, items)}), "[1 -] [3 4 5]");
    const auto cut_items = cut(items, 1, 4);
    EXPECT_EQ(listed({made_lists<std::int32_t>("+l", {0, 2, 4}, cut_items)}), "[- 3] [4 5]");
}

TEST(ArrowColumns, TakesOnlyListsThatLieAmongTheirItems) {
    EXPECT_THAT(listed({made_lists<std::int32_t>("+l", {0, 6}, five())}),
                HasSubstr("row 0 that lies outside of its items"));
    EXPECT_THAT(listed({made_lists<std::int64_t>("+L", {-1, 2}, five())}),
                HasSubstr("row 0 that lies outside of its items"));
    EXPECT_THAT(listed({made_lists<std::int32_t>("+l", {0, 1}, made<std::int32_t>("i", {1}))}),
                HasSubstr("holds lists of integers of 32 bits, but is a list of items"));
    EXPECT_THAT(listed({made<std::int32_t>("i", {1})}), HasSubstr("give lists of structs"));
}

// --- shapes ---

std::string shape_of(const OutColumn& column) { return viewed(column, Type::number); }

TEST(ArrowColumns, RefusesArraysThatAreNone) {
    auto column = made<std::int8_t>("c", {1});
    column.rows = -1;
    EXPECT_THAT(shape_of(column), HasSubstr("a length or an offset"));
    column = made<std::int8_t>("c", {1});
    column.buffers.pop_back();
    EXPECT_THAT(shape_of(column), HasSubstr("has 1 buffers, but needs 2"));
    column = made<std::int8_t>("c", {1});
    column.buffers[1] = nullptr;
    EXPECT_THAT(shape_of(column), HasSubstr("a buffer is null"));
    for (const std::string format : {"?", "d:3", "d:3,1,7", "+w:x", "d:x,1"}) {
        EXPECT_THAT(shape_of(made<std::int8_t>(format, {1})),
                    HasSubstr("values of the Arrow format `" + format + "`"));
    }
    EXPECT_THAT(shape_of(made<std::int8_t>("tiM", {1})), HasSubstr("the Arrow format `tiM`"));
    auto deep = made<std::int8_t>("c", {1});
    for (int i = 0; i < 80; ++i) deep = made_lists<std::int32_t>("+l", {0, 1}, deep);
    EXPECT_THAT(shape_of(deep), HasSubstr("is nested too deeply"));
}

}  // namespace
}  // namespace meritum::io
