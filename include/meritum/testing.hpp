/// For GoogleTest: the cases of suites as tests, and matchers for scorecards. The one header that
/// needs more than the standard library; not part of meritum.hpp.
///
///     #include <meritum/testing.hpp>
///
///     // The cases of plans/*.test.yaml are tests, beside those written in C++.
///     const auto suites = meritum::testing::register_suites({"plans"});
///
///     TEST(Plan, ThreeComplaints) {
///         const auto plan = meritum::Plan::load("plans/plan.merit");
///         const auto card = plan.score({{"sales", 1'000'000}, {"complaints", 3}});
///         EXPECT_THAT(card, meritum::testing::HasScore("95.5"));
///         EXPECT_THAT(card, meritum::testing::HasLine("complaint", "-4.5"));
///     }
///
/// A card that does not match is shown with its lines. Numbers are compared exactly: "95.50" is
/// 95.5, and no binary float is taken.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <concepts>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "meritum/date.hpp"
#include "meritum/decimal.hpp"
#include "meritum/scorecard.hpp"
#include "meritum/suite.hpp"

namespace meritum {

/// How GoogleTest shows a card: its totals, grade, outcomes and lines.
inline void PrintTo(const Scorecard& card, std::ostream* out) {
    *out << (card.id().empty() ? "the card" : card.id()) << ":";
    for (const auto& total : card.totals()) {
        *out << ' ' << total.name << ' ' << (total.value ? total.value->to_string() : "not there");
    }
    if (!card.grade().empty()) *out << ", grade " << card.grade();
    for (const auto& outcome : card.outcomes()) {
        *out << ", " << outcome.name << ' ';
        std::visit(
            [&](const auto& value) {
                using Value = std::decay_t<decltype(value)>;
                if constexpr (std::is_same_v<Value, std::monostate>) {
                    *out << "withheld";
                } else if constexpr (std::is_same_v<Value, bool>) {
                    *out << (value ? "yes" : "no");
                } else if constexpr (std::is_same_v<Value, Date>) {
                    *out << value.to_string();
                } else {
                    *out << value;
                }
            },
            outcome.value);
    }
    for (const auto& line : card.lines()) *out << "\n  " << line.line << ' ' << line.points;
}

}  // namespace meritum

namespace meritum::testing {

/// A number that is expected: an integer, a Decimal or a text such as "118.5". A text that is no
/// number fails the test that uses it.
class Number {
public:
    Number(const char* text) : Number(std::string_view(text)) {}
    Number(const std::string& text) : Number(std::string_view(text)) {}
    Number(std::string_view text) : text_(text), value_(Decimal::parse(text)) {}
    Number(Decimal value) : text_(value.to_string()), value_(value) {}
    template <std::integral T>
        requires(!std::same_as<T, bool> && !Character<T>)
    Number(T value) : Number(Decimal(value)) {}
    template <std::floating_point T>
    Number(T) = delete;  ///< a binary float is not exact: write "0.1"

    bool is(const std::optional<Decimal>& other) const {
        if (!value_) ADD_FAILURE() << "\"" << text_ << "\" is no number";
        return value_ && other == value_;
    }
    const std::string& text() const { return text_; }

private:
    std::string text_;
    std::optional<Decimal> value_;
};

namespace detail {

inline std::string said(const std::optional<Decimal>& value) {
    return value ? value->to_string() : "not there";
}

inline std::string said(const Outcome& outcome) {
    if (const auto* number = std::get_if<Decimal>(&outcome.value)) return number->to_string();
    if (const auto* text = std::get_if<std::string>(&outcome.value)) return *text;
    if (const auto* truth = std::get_if<bool>(&outcome.value)) return *truth ? "yes" : "no";
    if (const auto* date = std::get_if<Date>(&outcome.value)) return date->to_string();
    return "withheld";
}

/// A test that says what a case of a suite found.
class CaseTest : public ::testing::Test {
public:
    CaseTest(Origin place, std::string failure)
        : place_(std::move(place)), failure_(std::move(failure)) {}
    void TestBody() override {
        if (failure_.empty()) return;
        ADD_FAILURE_AT(place_.file.c_str(), static_cast<int>(place_.line)) << failure_;
    }

private:
    Origin place_;
    std::string failure_;
};

/// What `meritum test` says of this case alone; empty if it passed.
inline std::string failure_of(const suite::SuiteResult& found, const suite::CaseResult& one) {
    if (one.passed()) return {};
    suite::Report report;
    auto& alone = report.suites.emplace_back();
    alone.file = found.file;
    alone.cases.push_back(one);
    return suite::to_text(report);
}

inline std::string failure_of(const suite::Report& problems) {
    return problems.passed() ? std::string() : suite::to_text(problems);
}

inline void register_test(const std::string& suite, const std::string& name, const Origin& place,
                          std::string failure) {
    ::testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, place.file.c_str(),
                            static_cast<int>(place.line),
                            [place, failure = std::move(failure)]() -> ::testing::Test* {
                                return new CaseTest(place, failure);
                            });
}

}  // namespace detail

/// Makes each case of the suites a test of GoogleTest, "plans/sales.test.yaml.three complaints",
/// found and run as `suite::run` does. What keeps a suite from being run is a test that fails, as
/// is a search that finds none. Call it before RUN_ALL_TESTS, as the value of a global variable for
/// instance; the cases are run then, and their tests say what came out. Returns how many tests
/// there are.
inline std::size_t register_suites(const std::vector<std::filesystem::path>& paths,
                                   const suite::Options& options = {}) {
    const auto report = suite::run(paths, options);
    std::size_t tests = 0;
    for (const auto& found : report.suites) {
        for (const auto& one : found.cases) {
            detail::register_test(found.file, one.name, one.place, detail::failure_of(found, one));
            ++tests;
        }
        if (found.problems.empty() && !found.cases.empty()) continue;
        suite::Report alone;
        alone.suites.push_back(found);
        detail::register_test(found.file, "can be run", {found.file, 1, 1},
                              detail::failure_of(alone));
        ++tests;
    }
    if (!report.problems.empty()) {
        suite::Report search;
        search.problems = report.problems;
        detail::register_test("suites", "are found", {"", 0, 0}, detail::failure_of(search));
        ++tests;
    }
    return tests;
}

namespace detail {

/// Matches what `look` finds in a card: a value, and whether it is the expected one.
template <class Look>
class CardMatcher {
public:
    using is_gtest_matcher = void;

    CardMatcher(std::string expected, Look look)
        : expected_(std::move(expected)), look_(std::move(look)) {}

    bool MatchAndExplain(const Scorecard& card, ::testing::MatchResultListener* listener) const {
        const auto [matches, found] = look_(card);
        *listener << found;
        return matches;
    }
    void DescribeTo(std::ostream* out) const { *out << "has " << expected_; }
    void DescribeNegationTo(std::ostream* out) const { *out << "has not " << expected_; }

private:
    std::string expected_;
    Look look_;
};

struct Look {
    bool matches = false;
    std::string found;  ///< "whose score is 117"
};

}  // namespace detail

/// A card with this score.
inline auto HasScore(Number expected) {
    return detail::CardMatcher("score " + expected.text(), [expected](const Scorecard& card) {
        return detail::Look{expected.is(card.score()),
                            "whose score is " + detail::said(card.score())};
    });
}

/// A card without a score: not rated, or withheld.
inline auto HasNoScore() {
    return detail::CardMatcher("no score", [](const Scorecard& card) {
        return detail::Look{!card.score(), "whose score is " + detail::said(card.score())};
    });
}

/// A card with a total of this value, by any of the names the plan has for it.
inline auto HasTotal(std::string name, Number expected) {
    const auto words = name + " " + expected.text();
    return detail::CardMatcher(words, [name, expected](const Scorecard& card) {
        const auto* total = card.total(name);
        if (total == nullptr) return detail::Look{false, "which has no total `" + name + "`"};
        return detail::Look{expected.is(total->value),
                            "whose " + name + " is " + detail::said(total->value)};
    });
}

/// A card with this grade, by its first name.
inline auto HasGrade(std::string expected) {
    return detail::CardMatcher("grade " + expected, [expected](const Scorecard& card) {
        return detail::Look{card.grade() == expected, card.grade().empty()
                                                          ? std::string("which has no grade")
                                                          : "whose grade is " + card.grade()};
    });
}

/// A card with an outcome that shows as this: "1250.5", "gold", "yes", "2026-10-01".
inline auto HasOutcome(std::string name, std::string expected) {
    return detail::CardMatcher(name + " " + expected, [name, expected](const Scorecard& card) {
        const auto* outcome = card.outcome(name);
        if (outcome == nullptr) return detail::Look{false, "which has no outcome `" + name + "`"};
        const auto* number = std::get_if<Decimal>(&outcome->value);
        const bool matches =
            number != nullptr ? Number(expected).is(*number) : detail::said(*outcome) == expected;
        return detail::Look{matches, "whose " + name + " is " + detail::said(*outcome)};
    });
}

/// A card on which a rule or veto gave or took these points, with its own floor, cap and rounding.
inline auto HasRule(std::string name, Number expected) {
    const auto words = name + " " + expected.text();
    return detail::CardMatcher(words, [name, expected](const Scorecard& card) {
        const auto points = card.rule(name);
        return detail::Look{expected.is(points), points ? "where it is " + points->to_string()
                                                        : std::string("where it is not")};
    });
}

/// A card with a line of these points: by its identity ("score//complaint/rule"), or any of a
/// rule's.
inline auto HasLine(std::string name, Number expected) {
    const auto words = "a line " + name + " " + expected.text();
    return detail::CardMatcher(words, [name, expected](const Scorecard& card) {
        std::string found;
        for (const auto& line : card.lines()) {
            if (line.rule != name && line.line != name) continue;
            if (expected.is(line.points)) return detail::Look{true, "which has it"};
            found +=
                (found.empty() ? "where " : ", ") + line.line + " is " + line.points.to_string();
        }
        return detail::Look{false, found.empty() ? "which has no such line" : found};
    });
}

}  // namespace meritum::testing
