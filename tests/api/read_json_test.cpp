// Data in memory is read as data in files is. See include/meritum/read_json.hpp.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "meritum/meritum.hpp"

namespace meritum {
namespace {

const std::string text =
    "plan p\nfact n | 数 count\ntable rates\n  by n count gives rate number 0 .. 9\n"
    "  rows from data\n  otherwise gives 1\nscore\n  start rates(n).rate\n";

const std::string json =
    R"({"participants": [{"id": "a", "数": 7}, {"id": true, "n": 1}],
        "tables": {"rates": [{"n": 7, "rate": 5}]}})";

TEST(ReadJson, ReadsWhatAFileWouldHold) {
    const auto plan = *Plan::compile(text).plan;
    const auto data = read_json(plan, json);
    const auto file = std::filesystem::path(testing::TempDir()) / "read_json_test.json";
    std::ofstream(file) << json;
    const auto other = read_data(plan, file);
    std::filesystem::remove(file);
    ASSERT_EQ(data.facts.size(), 1U);
    ASSERT_EQ(data.errors.size(), 1U);
    ASSERT_EQ(other.errors.size(), 1U);
    EXPECT_EQ(data.errors[0].file, "data.json");
    EXPECT_EQ(data.errors[0].line, other.errors[0].line);
    EXPECT_EQ(data.errors[0].message, other.errors[0].message);
    const auto filled = plan.with_tables(data.tables);
    EXPECT_EQ(filled.score(data.facts[0]).score(), Decimal(5));
}

TEST(ReadJson, TakesOtherNamesAndSaysWhereATextIsBroken) {
    const auto plan = *Plan::compile("plan p\nfact n count\noutcome x = n\n").plan;
    const auto data = read_json(plan, R"({"Number": 3})", "request", {{"n", "Number"}});
    ScoreOptions options;
    options.names = {{"n", "Number"}};
    EXPECT_EQ(std::get<Decimal>(plan.score(data.facts.at(0), options).outcome("x")->value), 3);
    try {
        read_json(plan, "{\"n\": ", "request");
        ADD_FAILURE() << "read";
    } catch (const Error& error) {
        EXPECT_TRUE(std::string(error.what()).starts_with("request:1:")) << error.what();
    }
    EXPECT_THROW(read_json(plan, "{}", "request", {{"m", "Number"}}), Error);
}

}  // namespace
}  // namespace meritum
