// The public members of Scorecard that only look at its body. In: a body. Out: its parts.
// `explain` needs a format and is defined above, in report/. Tests:
// tests/scorecard/from_run_test.cpp.
#include <algorithm>

#include "scorecard/body.hpp"

namespace meritum {
namespace {

template <class T, class Is>
const T* find(const std::vector<T>& all, Is is) {
    const auto found = std::find_if(all.begin(), all.end(), is);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

const std::string& Scorecard::id() const { return body_->id; }
const std::string& Scorecard::period() const { return body_->period; }
std::optional<Decimal> Scorecard::score() const { return body_->score; }
const std::string& Scorecard::grade() const { return body_->grade; }
const std::vector<Outcome>& Scorecard::outcomes() const { return body_->outcomes; }
const std::vector<Total>& Scorecard::totals() const { return body_->totals; }
const std::vector<Line>& Scorecard::lines() const { return body_->lines; }
const std::vector<Advice>& Scorecard::advice() const { return body_->advice; }
const std::vector<std::string>& Scorecard::warnings() const { return body_->warnings; }

const Outcome* Scorecard::outcome(std::string_view name) const {
    return find(body_->outcomes, [&](const Outcome& candidate) { return candidate.name == name; });
}

const Total* Scorecard::total(std::string_view name) const {
    return find(body_->totals, [&](const Total& candidate) { return candidate.name == name; });
}

const Line* Scorecard::line(std::string_view identity) const {
    return find(body_->lines, [&](const Line& candidate) { return candidate.line == identity; });
}

}  // namespace meritum
