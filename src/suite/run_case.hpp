// The door of running: one case to its result. In: a Case that was read. Out: differences, and the
// part of the explanation they are about. Must not know files. Tests: tests/suite/run_test.cpp.
#pragma once

#include <string>

#include "meritum/suite.hpp"
#include "suite/document.hpp"

namespace meritum::suite {

CaseResult run_case(const Case& one, const std::string& file);

}  // namespace meritum::suite
