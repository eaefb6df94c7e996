// What is known where a value stands. In: conditions assumed true or false. Out: narrower ranges,
// proved truths, a <= b pairs. An environment lives inside its outer one, as a branch lives inside
// its condition; it never outlives it. Tests: tests/check/guards_test.cpp.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "check/checked_plan.hpp"

namespace meritum::check {

/// What says no more than its words and value.
inline Parts::Reading bare_reading(Words words, ValueId quantity, bool percent,
                                   ValueId place = {}) {
    Parts::Reading reading;
    reading.words = std::move(words);
    reading.quantity = quantity;
    reading.percent = percent;
    reading.reached = place;
    return reading;
}

/// What an expression reads on its way, for the story. Names inside a `let` go to the let's own.
struct Trace {
    std::vector<Parts::Reading> readings;
    std::vector<Parts::Condition> choices;
    std::vector<Parts::Tiers> tiers;
    Words formula;  ///< of a `let`: the whole of it; empty where the above say it better
    std::vector<Parts::Gathering> gathering;  ///< of what is gathered of items: of which

    /// What an inner expression told, after what was told before.
    void take(Trace&& inner);

    /// How much was told so far.
    struct Mark {
        std::size_t readings, choices, tiers;
    };
    Mark mark() const { return {readings.size(), choices.size(), tiers.size()}; }
    /// What was told since is not asked for where this holds.
    void unless(ValueId truth, const Mark& since);
};

/// A `let` evaluated under an environment: its value and what it is made of.
struct LetValue {
    ValueId value;
    ValueId guard;  ///< of the environment it was evaluated under
    Trace from;
    std::set<TermId> asked;  ///< all that knowledge of could have changed it
};

struct Environment {
    const Environment* outer = nullptr;
    ValueId guard;  ///< boolean of all conditions assumed; none: nothing assumed
    std::map<TermId, number::Interval> ranges;  ///< already narrowed by the outer ones
    std::map<TermId, bool> truths;              ///< booleans known to hold, or not to
    std::set<TermId> nonzero;
    std::map<TermId, TermId> texts;                     ///< known to equal this text of the plan
    std::map<std::pair<TermId, TermId>, bool> at_most;  ///< first <= second; true: even <

    mutable std::map<std::uint32_t, LetValue>
        lets;                           ///< by declaration; what is inside reads it, too
    std::set<TermId>* asked = nullptr;  ///< terms asked for, kept while a `let` is evaluated

    /// Whether this one, its outer ones apart, knows something of one of these.
    bool knows_any(const std::set<TermId>& terms) const {
        const auto any = [&](const auto& known) {
            for (const auto& [term, unused] : known) {
                if (terms.count(term) != 0) {
                    return true;
                }
            }
            return false;
        };
        for (const auto term : nonzero) {
            if (terms.count(term) != 0) {
                return true;
            }
        }
        for (const auto& [pair, strict] : at_most) {
            if (terms.count(pair.first) != 0 && terms.count(pair.second) != 0) {
                return true;
            }
        }
        return any(ranges) || any(truths) || any(texts);
    }
    void ask(TermId term) const {
        if (asked != nullptr) {
            asked->insert(term);
        }
    }

    std::optional<number::Interval> range(TermId term) const {
        ask(term);
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (const auto found = env->ranges.find(term); found != env->ranges.end()) {
                return found->second;
            }
        }
        return std::nullopt;
    }
    std::optional<bool> truth(TermId term) const {
        ask(term);
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (const auto found = env->truths.find(term); found != env->truths.end()) {
                return found->second;
            }
        }
        return std::nullopt;
    }
    std::optional<TermId> text(TermId term) const {
        ask(term);
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (const auto found = env->texts.find(term); found != env->texts.end()) {
                return found->second;
            }
        }
        return std::nullopt;
    }
    bool is_nonzero(TermId term) const {
        ask(term);
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (env->nonzero.count(term) != 0) {
                return true;
            }
        }
        return false;
    }
    /// Whether a <= b is known; the inner optional-like bool says whether it is strict.
    std::optional<bool> known_at_most(TermId a, TermId b) const {
        ask(a);
        ask(b);
        for (const auto* env = this; env != nullptr; env = env->outer) {
            if (const auto found = env->at_most.find({a, b}); found != env->at_most.end()) {
                return found->second;
            }
        }
        return std::nullopt;
    }
};

}  // namespace meritum::check
