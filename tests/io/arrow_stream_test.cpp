// Streams: read whole, released whatever happens; what goes out comes in again.
#include "io/arrow_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

#include "io/arrow_arrays.hpp"
#include "io/arrow_columns.hpp"

namespace meritum::io {
namespace {

using ::testing::HasSubstr;

std::string problem_of(ArrowArrayStream& stream) {
    try {
        const ArrowTable table(stream);
        return "none";
    } catch (const ArrowProblem& problem) {
        return problem.what();
    }
}

TEST(ArrowStream, ReadsBatchesAndReleasesAll) {
    const auto memory = buffer_of<std::int8_t>({1, 2});
    {
        auto column = named("a", made<std::int8_t>("c", {1, 2}));
        column.buffers[1] = memory;
        auto stream = stream_of({{column}, {cut(column, 1, 1)}});
        column.buffers.clear();
        const ArrowTable table(stream);
        EXPECT_EQ(stream.release, nullptr);
        EXPECT_EQ(table.batches(), 2U);
        EXPECT_EQ(table.rows(), 3U);
        EXPECT_EQ(table.name(0), "a");
        EXPECT_EQ(table.find("a"), 0U);
        EXPECT_EQ(table.find("b"), 1U);
        EXPECT_GT(memory.use_count(), 1);
    }
    EXPECT_EQ(memory.use_count(), 1);
}

TEST(ArrowStream, TellsWhenItBreaksOff) {
    ArrowArrayStream stream;
    const auto column = named("a", made<std::int8_t>("c", {1}));
    make_stream(stream, {column}, 2, [&](std::size_t at) {
        if (at == 1) throw std::runtime_error("the other side is gone");
        return std::vector<OutColumn>{column};
    });
    EXPECT_EQ(problem_of(stream), "the stream breaks off behind 1 batches: the other side is gone");
    EXPECT_EQ(stream.release, nullptr);
    EXPECT_EQ(problem_of(stream), "the stream was read already");
}

TEST(ArrowStream, TellsWhenThereIsNoSchemaAndNoWords) {
    ArrowArrayStream stream{};
    stream.get_schema = [](ArrowArrayStream*, ArrowSchema*) { return EINVAL; };
    stream.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    stream.release = [](ArrowArrayStream* one) { one->release = nullptr; };
    EXPECT_EQ(problem_of(stream), "the stream gives no schema: Invalid argument");
}

TEST(ArrowStream, IsATableOrNothing) {
    ArrowArrayStream stream{};
    stream.get_schema = [](ArrowArrayStream*, ArrowSchema* schema) {
        *schema = {};
        schema->format = "l";
        schema->release = [](ArrowSchema* one) { one->release = nullptr; };
        return 0;
    };
    stream.release = [](ArrowArrayStream* one) { one->release = nullptr; };
    EXPECT_THAT(problem_of(stream), HasSubstr("is no table"));
}

TEST(ArrowStream, TellsAColumnThatIsThereTwice) {
    const auto column = named("a", made<std::int8_t>("c", {1}));
    auto stream = stream_of({{column, column}});
    const ArrowTable table(stream);
    EXPECT_THROW(table.find("a"), ArrowProblem);
}

TEST(ArrowStream, GoesOutAsItCameIn) {
    const auto given = coded<std::int16_t>("s", {1, 0, 1}, made_texts({"x", "y"}));
    auto stream = stream_of({{named("id", with_nulls(given, {true, false, true}))}});
    const auto table = std::make_shared<ArrowTable>(stream);
    const auto column = table->column(0, 0, 1);
    const auto& piece = column.pieces.front();
    const auto out = shared("id", *column.schema, *piece.array, table, 1, 2);
    EXPECT_EQ(out.buffers[1].get(), given.buffers[1].get());  // the same memory
    auto back = stream_of({{out}});
    const ArrowTable again(back);
    std::string ids;
    for_each_id(again.column(0, 0, 1), [&](std::size_t, const std::string_view* id) {
        ids += id == nullptr ? "-" : std::string(*id);
    });
    EXPECT_EQ(ids, "-y");
}

}  // namespace
}  // namespace meritum::io
