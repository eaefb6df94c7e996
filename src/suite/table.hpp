// Tables: `columns` and `rows`. In: a tree and the plan's names. Out: rows, each what it says of a
// name, an id, facts and expectations. Must not know cases. Tests: tests/suite/table_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "suite/document.hpp"
#include "suite/problems.hpp"

namespace meritum::suite {

/// What the rows are: cases of their own, or participants of one case.
enum class Rows : std::uint8_t { cases, participants };

struct Row {
    io::Place place;
    std::string name;  ///< of a case; empty: it has none
    std::string id;
    std::string period;
    std::vector<std::pair<std::string, FactValue>> params;
    std::shared_ptr<const Layer> facts;
    std::shared_ptr<const Expectation> expected;
};

std::vector<Row> read_table(const io::Tree& tree, Rows rows, const Vocabulary& words,
                            Problems& problems);

/// A param and the value a case gives it; nothing with a problem.
std::optional<std::pair<std::string, FactValue>> read_param(const std::string& name,
                                                            io::Place place, const io::Tree& tree,
                                                            const Vocabulary& words,
                                                            Problems& problems);

}  // namespace meritum::suite
