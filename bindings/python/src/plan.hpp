// A plan as the module holds it, and what its other files need of it. Tests:
// bindings/python/tests/test_plan.py.
#pragma once

#include <nanobind/nanobind.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "meritum/meritum.hpp"
#include "values.hpp"

namespace meritum::python {

/// May be used from several threads; what it finds out late is guarded by the interpreter's lock.
class HeldPlan {
public:
    explicit HeldPlan(Plan plan) : plan_(std::move(plan)) {}

    const Plan& plan() const { return plan_; }
    Reading reading(bool allow_float) const { return {allow_float, &known().lists_with_key}; }

    /// What it is made of, found out when it is asked for first.
    struct Known {
        /// Lists of which an item has a field called `key`, by all their names.
        std::set<std::string> lists_with_key;
        std::vector<std::string> tongues;
        /// First names of what a card tells of, by all names.
        std::map<std::string, std::string> parts;
    };
    const Known& known() const;

private:
    Plan plan_;
    mutable std::optional<Known> known_;
};

Keep keep_of(std::string_view word);

// What each file adds to the module.
void add_plans(nb::module_& module);
void add_cards(nb::module_& module);
void add_results(nb::module_& module);
void add_descriptions(nb::module_& module);
void add_suites(nb::module_& module);

}  // namespace meritum::python
