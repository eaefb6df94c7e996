// What is wrong, for Python. In: Diagnostics, FactErrors, meritum::Error. Out: tuples of plain
// values that bindings/python/meritum/_errors.py makes dataclasses of, and its exceptions. Tests:
// bindings/python/tests/test_errors.py.
#pragma once

#include <nanobind/nanobind.h>

#include <string>
#include <string_view>
#include <vector>

#include "meritum/meritum.hpp"

namespace meritum::python {

namespace nb = nanobind;

/// meritum._errors.Diagnostics.
nb::object to_python(const Diagnostics& diagnostics);

/// A tuple of meritum._errors.FactProblem.
nb::object to_python(const std::vector<FactError>& errors);

/// From now on meritum::Error arrives in Python as what it is: PlanError, FactsError or Error.
void translate_errors();

/// Throws meritum.Error.
[[noreturn]] void fail(const std::string& message);

/// Throws meritum.Error whose cause is a RuntimeError with the whole reason.
[[noreturn]] void fail_because(std::string_view message, std::string_view reason);

}  // namespace meritum::python
