// Params that are no numbers: days, yes/no and texts, their ranges, and what a host puts in their
// place. In: a small plan. Knows only include/meritum.
#include <gtest/gtest.h>

#include "meritum/meritum.hpp"
#include "meritum/replay.hpp"

namespace meritum {
namespace {

constexpr std::string_view plan_text = R"(plan p
fact hired date
fact town text
param first_day = 2026-06-30 in 2026-01-01 .. 2026-12-31
param fixed_day = 2026-06-30
param strict = yes
param home = "Berlin"
outcome early = hired < first_day
outcome day = fixed_day
outcome at_home = town = home
outcome is_strict = strict
)";

Plan compiled_plan() {
    auto compiled = Plan::compile(plan_text);
    EXPECT_TRUE(compiled.plan && compiled.diagnostics.items.empty())
        << compiled.diagnostics.to_string();
    return *compiled.plan;
}

std::vector<Facts> people() {
    Facts facts("ann");
    facts.set("hired", *Date::parse("2026-02-01")).set("town", "Paris");
    return {facts};
}

std::string outcomes_of(const Plan& plan, const ScoreOptions& options) {
    const auto results = plan.score_all(people(), options);
    std::string all;
    for (const auto& outcome : results.cards.front().outcomes())
        all += (std::holds_alternative<bool>(outcome.value)
                    ? (std::get<bool>(outcome.value) ? "yes" : "no")
                    : std::get<Date>(outcome.value).to_string()) +
               std::string(" ");
    return all;
}

TEST(Params, MayBeDaysYesOrNoAndTexts) {
    const auto plan = compiled_plan();
    EXPECT_EQ(outcomes_of(plan, {}), "yes 2026-06-30 no yes ");
    ScoreOptions options;
    options.params = {
        {"first_day", *Date::parse("2026-01-15")}, {"strict", false}, {"home", "Paris"}};
    EXPECT_EQ(outcomes_of(plan, options), "no 2026-06-30 yes no ");
}

TEST(Params, DaysStayInTheirRange) {
    for (const char* name : {"first_day", "fixed_day"}) {
        ScoreOptions options;
        options.params = {{name, "2027-01-01"}};
        EXPECT_THROW(outcomes_of(compiled_plan(), options), Error) << name;
    }
}

TEST(Params, AreDescribedAsWhatTheyAre) {
    const auto description = compiled_plan().describe();
    ASSERT_EQ(description.params.size(), 4U);
    EXPECT_EQ(description.params[0].first, Date::parse("2026-01-01"));
    EXPECT_EQ(description.params[1].last, Date::parse("2026-06-30"));
    EXPECT_EQ(description.params[2].type, FactType::boolean);
    EXPECT_EQ(description.params[3].default_value.to_string(), "Berlin");
}

TEST(Params, AreArchivedAndReplayed) {
    const auto plan = compiled_plan();
    ScoreOptions options;
    options.params = {
        {"first_day", *Date::parse("2026-01-15")}, {"strict", false}, {"home", "Paris"}};
    EXPECT_TRUE(plan.replay(to_archive(plan.score_all(people(), options))).identical());
}

TEST(Params, OnlyNumbersAndDaysHaveARange) {
    const auto code_of = [](const std::string& param) {
        const auto found = Plan::compile("plan p\nparam p = " + param + "\noutcome o = p\n");
        return found.diagnostics.items.empty() ? "" : found.diagnostics.items.front().code;
    };
    EXPECT_EQ(code_of("yes in no .. yes"), "M0308");
    EXPECT_EQ(code_of("\"a\" in \"a\" .. \"b\""), "M0308");
    EXPECT_EQ(code_of("2026-01-01 in 1 .. 2"), "M0301");
    EXPECT_EQ(code_of("2026-01-01 in 2026-02-01 .. 2026-03-01"), "M0311");
    EXPECT_EQ(code_of("2026-01-01 in 2026-03-01 .. 2026-02-01"), "M0310");
}

}  // namespace
}  // namespace meritum
