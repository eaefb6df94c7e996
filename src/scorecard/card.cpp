// The public members of Scorecard that only look at its body. In: a body. Out: its parts.
// `explain` needs a format and is defined above, in report/. Tests:
// tests/scorecard/from_run_test.cpp.
#include <algorithm>

#include "number/rational.hpp"
#include "scorecard/body.hpp"
#include "value/facts_of.hpp"

namespace meritum {
namespace {

template <class T, class Is>
const T* find(const std::vector<T>& all, Is is) {
    const auto found = std::find_if(all.begin(), all.end(), is);
    return found == all.end() ? nullptr : &*found;
}

/// The one of a name: of the first names, then of all that the plan has for its parts.
template <class T, class Part>
const T* find_named(const std::vector<T>& all, const std::vector<Part>& parts,
                    std::string_view name) {
    const auto first = [&](std::string_view wanted) {
        return find(all, [&](const T& candidate) { return candidate.name == wanted; });
    };
    if (const auto* found = first(name)) return found;
    for (const auto& part : parts) {
        const bool is_called =
            std::find(part.names.begin(), part.names.end(), name) != part.names.end();
        if (is_called) return first(part.name);
    }
    return nullptr;
}

/// Of the lines of a total that are chosen; nothing if none of that total was kept. One that has a
/// value has its start line at least.
template <class Is>
std::optional<Decimal> sum_of(const std::vector<Line>& lines, std::string_view total, Is is) {
    bool kept = false;
    number::Rational sum = 0;
    for (const auto& line : lines) {
        if (line.total != total) continue;
        kept = true;
        if (is(line)) sum += number::rational(line.points);
    }
    return kept ? number::to_decimal(sum) : std::nullopt;
}

}  // namespace

std::shared_ptr<const scorecard::Setting> scorecard::setting_of(const Scorecard::Body& body) {
    if (body.setting) return body.setting;
    return make_setting(
        body.outline,
        std::make_shared<value::FactColumns>(body.outline->border->columns(body.record)), nullptr);
}

const std::string& Scorecard::id() const { return body_->id; }
const std::string& Scorecard::period() const { return body_->period; }
std::optional<Decimal> Scorecard::score() const { return body_->score; }
const std::string& Scorecard::grade() const { return body_->grade; }
const std::vector<Outcome>& Scorecard::outcomes() const { return body_->outcomes; }
const std::vector<Total>& Scorecard::totals() const { return body_->totals; }
const std::vector<Line>& Scorecard::lines() const { return body_->lines; }
const std::vector<Advice>& Scorecard::advice() const { return body_->advice; }
const std::vector<std::string>& Scorecard::warnings() const { return body_->warnings; }

Facts Scorecard::facts() const {
    const auto setting = scorecard::setting_of(*body_);
    return value::facts_of(body_->outline->graph->schema, *setting->facts, body_->row);
}

const Outcome* Scorecard::outcome(std::string_view name) const {
    return find_named(body_->outcomes, body_->outline->graph->story.outcomes, name);
}

const Total* Scorecard::total(std::string_view name) const {
    return find_named(body_->totals, body_->outline->graph->story.totals, name);
}

std::optional<Decimal> Scorecard::rule(std::string_view name) const {
    const auto& story = body_->outline->graph->story;
    const auto* rule = find_named(story.rules, story.rules, name);
    const auto* veto = find_named(story.vetoes, story.vetoes, name);
    if (rule == nullptr && veto == nullptr) return std::nullopt;
    const auto& first = rule != nullptr ? rule->name : veto->name;
    const auto& total = story.totals[rule != nullptr ? rule->total : veto->total].name;
    return sum_of(body_->lines, total, [&](const Line& line) { return line.rule == first; });
}

std::optional<Decimal> Scorecard::category(std::string_view name) const {
    const auto& all = body_->outline->graph->story.categories;
    const auto index = [&](std::string_view wanted) {
        const auto* found = find_named(all, all, wanted);
        return found == nullptr ? all.size() : static_cast<std::size_t>(found - all.data());
    };
    const auto wanted = index(name);
    if (wanted == all.size()) return std::nullopt;
    const auto is_inside = [&](std::size_t at) {
        while (at < all.size() && at != wanted) at = all[at].outer;
        return at == wanted;
    };
    const auto& total = body_->outline->graph->story.totals[all[wanted].total];
    return sum_of(body_->lines, total.name,
                  [&](const Line& line) { return is_inside(index(line.category)); });
}

const Line* Scorecard::line(std::string_view identity) const {
    return find(body_->lines, [&](const Line& candidate) { return candidate.line == identity; });
}

}  // namespace meritum
