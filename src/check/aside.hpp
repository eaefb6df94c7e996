// Laying aside what is at hand while something else is worked out, and how deep inside each other
// things are. See checker.hpp.
#pragma once

#include <cstddef>
#include <string>

#include "check/checker.hpp"

namespace meritum::check {

/// Counts how many expressions are being worked out, one inside the other.
class Level {
public:
    explicit Level(std::size_t& levels) : levels_(levels) { ++levels_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --levels_; }

private:
    std::size_t& levels_;
};

/// Something else is worked out in between: what is at hand is laid aside until that is done.
class Checker::Aside {
public:
    Aside(Checker& checker, const std::string& name, const TotalWork* measure)
        : checker_(checker),
          trace_(checker.trace_),
          items_(checker.items_),
          measure_(checker.measure_) {
        named_ = checker.path_.empty() || checker.path_.back() != name;
        if (named_) checker.path_.push_back(name);
        checker.trace_ = nullptr;
        checker.items_ = nullptr;
        checker.measure_ = measure;
    }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    ~Aside() {
        if (named_) checker_.path_.pop_back();
        checker_.trace_ = trace_;
        checker_.items_ = items_;
        checker_.measure_ = measure_;
    }

private:
    Checker& checker_;
    Trace* trace_;
    const Parts::Items* items_;
    const TotalWork* measure_;
    bool named_ = false;  ///< a kpi is asked for what it says while its points are worked out
};

}  // namespace meritum::check
