// From layers to Facts. In: what a case says of facts, one place over the other. Out: the facts of
// a participant as data would give them, with places in the suite, and what cannot be read. Must
// not know expectations. Tests: tests/suite/run_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "io/read.hpp"
#include "suite/document.hpp"

namespace meritum::suite {

/// One participant; none if something is wrong with the shape of a value, which is then among the
/// errors.
io::RawData facts_of(const Participant& participant, const Vocabulary& words,
                     const std::string& file);

}  // namespace meritum::suite
