// A plan as the module holds it, and what its other files need of it. Tests:
// bindings/python/tests/test_plan.py.
#pragma once

#include <nanobind/nanobind.h>

#include <optional>
#include <set>
#include <string>

#include "meritum/meritum.hpp"
#include "values.hpp"

namespace meritum::python {

/// May be used from several threads; what it finds out late is guarded by the interpreter's lock.
class HeldPlan {
public:
    explicit HeldPlan(Plan plan) : plan_(std::move(plan)) {}

    const Plan& plan() const { return plan_; }
    Reading reading(bool allow_float) const { return {allow_float, &lists_with_key()}; }

private:
    /// Lists of which an item has a field called `key`, by all their names.
    const std::set<std::string>& lists_with_key() const;

    Plan plan_;
    mutable std::optional<std::set<std::string>> lists_with_key_;
};

Keep keep_of(std::string_view word);

// What each file adds to the module.
void add_plans(nb::module_& module);
void add_cards(nb::module_& module);
void add_results(nb::module_& module);
void add_descriptions(nb::module_& module);
void add_suites(nb::module_& module);

}  // namespace meritum::python
