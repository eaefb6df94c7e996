// What is wrong with a suite, collected. In: places and words. Out: Problems in the order they were
// found. Must not know what is read. Tests: tests/suite/read_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/places.hpp"
#include "meritum/suite.hpp"

namespace meritum::suite {

class Problems {
public:
    explicit Problems(std::string file) : file_(std::move(file)) {}

    void add(io::Place place, std::string message, std::string fix = {});

    /// "`slaes` is no fact of the plan", with the nearest of the known names, or else with them
    /// all, as the fix.
    void add_unknown(io::Place place, std::string_view name, const std::string& is_none,
                     const std::vector<std::string>& known);

    Origin origin(io::Place place) const { return {file_, place.line, place.column}; }
    bool empty() const { return all_.empty(); }
    std::size_t size() const { return all_.size(); }
    std::vector<Problem> take() { return std::move(all_); }

private:
    std::string file_;
    std::vector<Problem> all_;
};

}  // namespace meritum::suite
