// What the tests of suites share: suites from memory that test the first plan of the examples, what
// is wrong with them or what came out on one page.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "meritum/suite.hpp"

namespace meritum::suite {

inline const std::string folder = MERITUM_REPOSITORY "/examples/first-plan/";

/// The suite of the text, as if it stood beside examples/first-plan/plan.merit.
inline SuiteResult run_beside(std::string_view text, const Options& options = {}) {
    return run_text(text, folder + "x.test.yaml", options);
}

/// A suite of one case, whose lines follow; the base reaches the target exactly.
inline std::string of_case(const std::string& lines) {
    return "plan: plan.merit\nbase: {sales: 1_000_000, target: 1_000_000}\ncases:\n- name: one\n" +
           lines;
}

/// "2:3 message / fix", a line for each problem.
inline std::string problems_of(std::string_view text) {
    std::string page;
    for (const auto& problem : run_beside(text).problems) {
        page += std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) +
                " " + problem.message + (problem.fix.empty() ? "" : " / " + problem.fix) + "\n";
    }
    for (auto at = page.find(folder); at != std::string::npos; at = page.find(folder))
        page.erase(at, folder.size());
    return page;
}

/// "name: what expected/actual, ..." of each case that failed, "ok" if none did.
inline std::string outcome_of(std::string_view text) {
    const auto result = run_beside(text);
    std::string page;
    for (const auto& problem : result.problems) page += "problem: " + problem.message + "\n";
    for (const auto& one : result.cases) {
        if (one.passed()) continue;
        page += one.name + ":";
        for (const auto& difference : one.differences) {
            page +=
                " " + difference.what + " " + difference.expected + "/" + difference.actual + ";";
        }
        page += "\n";
    }
    return page.empty() && !result.cases.empty() ? "ok" : page;
}

}  // namespace meritum::suite
