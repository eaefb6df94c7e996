// What is known where a value stands. In: conditions assumed true or false. Out: narrower ranges, proved truths, a <= b pairs.
// An environment lives inside its outer one, as a branch lives inside its condition; it never outlives it.
// Tests: tests/check/guards_test.cpp.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "check/checked_plan.hpp"

namespace meritum::check {

/// A `let` evaluated under an environment: its value and what it is made of.
struct LetValue {
    ValueId value;
    std::vector<Parts::Reading> from;
};

struct Environment {
    const Environment* outer = nullptr;
    ValueId guard;                                       ///< boolean of all conditions assumed; none: nothing assumed
    std::map<TermId, number::Interval> ranges;           ///< already narrowed by the outer ones
    std::map<TermId, bool> truths;                       ///< booleans known to hold, or not to
    std::set<TermId> nonzero;
    std::map<std::pair<TermId, TermId>, bool> at_most;   ///< first <= second; true: even <

    mutable std::map<std::uint32_t, LetValue> lets;      ///< by declaration: evaluated once per environment

    std::optional<number::Interval> range(TermId term) const {
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (const auto found = env->ranges.find(term); found != env->ranges.end()) {
                return found->second;
            }
        }
        return std::nullopt;
    }
    std::optional<bool> truth(TermId term) const {
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (const auto found = env->truths.find(term); found != env->truths.end()) {
                return found->second;
            }
        }
        return std::nullopt;
    }
    bool is_nonzero(TermId term) const {
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (env->nonzero.count(term) != 0) {
                return true;
            }
        }
        return false;
    }
    /// Whether a <= b is known; the inner optional-like bool says whether it is strict.
    std::optional<bool> known_at_most(TermId a, TermId b) const {
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (const auto found = env->at_most.find({a, b}); found != env->at_most.end()) {
                return found->second;
            }
        }
        return std::nullopt;
    }
};

}  // namespace meritum::check
