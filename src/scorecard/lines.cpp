// See lines.hpp.
#include "scorecard/lines.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

#include "scorecard/values.hpp"

namespace meritum::scorecard {
namespace {

std::string_view name_of(LineKind kind) {
    switch (kind) {
        case LineKind::start: return "start";
        case LineKind::rule: return "rule";
        case LineKind::choice: return "choice";
        case LineKind::gate: return "gate";
        case LineKind::floor: return "floor";
        case LineKind::cap: return "cap";
        case LineKind::bounds: return "bounds";
        case LineKind::veto: return "veto";
        case LineKind::rounding: return "rounding";
    }
    return {};
}

/// The forms of one total, in the order of presentation.
class Forms {
public:
    Forms(const graph::Story& story, std::uint32_t total, std::vector<LineForm>& forms)
        : story_(story), index_(total), total_(story.totals[total]), forms_(forms) {}

    void add_rule(const graph::Rule& rule) {
        const auto category = name_of_category(rule.category);
        const auto add_part = [&](LineKind kind, const graph::Quantity& points,
                                  const graph::Limit* limit) {
            auto& form = add(kind, points, category, rule.name);
            form.rule = &rule;
            form.limit = limit;
        };
        add_part(LineKind::rule, rule.line, nullptr);
        if (rule.floor) add_part(LineKind::floor, rule.floor->line, &*rule.floor);
        if (rule.cap) add_part(LineKind::cap, rule.cap->line, &*rule.cap);
    }

    void add_veto(const graph::Veto& veto) {
        add(LineKind::veto, veto.line, name_of_category(veto.category), veto.name).veto = &veto;
    }

    void add_category(std::uint32_t index) {
        const auto& category = story_.categories[index];
        const auto add_part = [&](LineKind kind, const graph::Quantity& points,
                                  const graph::Limit* limit) {
            auto& form = add(kind, points, category.name, {});
            form.category = &category;
            form.limit = limit;
        };
        if (category.start.value) add_part(LineKind::start, category.start, nullptr);
        if (category.choice) add_part(LineKind::choice, category.choice->line, &*category.choice);
        if (category.gate.value) add_part(LineKind::gate, category.gate, nullptr);
        if (category.floor) add_part(LineKind::floor, category.floor->line, &*category.floor);
        if (category.cap) add_part(LineKind::cap, category.cap->line, &*category.cap);
        for (const auto& veto : story_.vetoes) {
            if (veto.category == index) add_veto(veto);
        }
    }

    void add_all(const std::vector<std::uint32_t>& categories) {
        add(LineKind::start, total_.start, {}, {});
        for (const auto& rule : story_.rules) {
            if (rule.total == index_) add_rule(rule);
        }
        for (const auto category : categories) {
            if (story_.categories[category].total == index_) add_category(category);
        }
        // Low and high share one identity: low <= high is proved, so at most one of them changes
        // anything.
        for (const auto* limit : {&total_.low, &total_.high}) {
            if (*limit) add(LineKind::bounds, (*limit)->line, {}, {}).limit = &**limit;
        }
        for (const auto& veto : story_.vetoes) {
            if (veto.category == graph::Rule::none && veto.total == index_) add_veto(veto);
        }
        if (total_.rounding.value) add(LineKind::rounding, total_.rounding, {}, {});
    }

private:
    std::string name_of_category(std::uint32_t index) const {
        return index == graph::Rule::none ? std::string() : story_.categories[index].name;
    }

    LineForm& add(LineKind kind, const graph::Quantity& points, std::string category,
                  std::string rule) {
        LineForm& result = forms_.emplace_back();
        result.kind = kind;
        result.total = index_;
        result.points = &points;
        result.step = decimal_step(points.step);
        result.blank.line = total_.name + "/" + category + "/" + rule + "/";
        result.blank.line += name_of(kind);
        result.blank.rule = std::move(rule);
        result.blank.category = std::move(category);
        result.blank.total = total_.name;
        result.blank.unit = unit_name(total_.value);
        return result;
    }

    const graph::Story& story_;
    std::uint32_t index_;
    const graph::Total& total_;
    std::vector<LineForm>& forms_;
};

/// How many categories a category stands in.
std::size_t depth(const graph::Story& story, std::uint32_t index) {
    std::size_t found = 0;
    for (auto at = story.categories[index].outer; at != graph::Rule::none;
         at = story.categories[at].outer) {
        ++found;
    }
    return found;
}

/// Inner ones before outer ones, then the text's order.
std::vector<std::uint32_t> inner_first(const graph::Story& story) {
    std::vector<std::uint32_t> order(story.categories.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&story](std::uint32_t a, std::uint32_t b) {
        return depth(story, a) > depth(story, b);
    });
    return order;
}

}  // namespace

std::optional<DecimalStep> decimal_step(const number::Rational& step) {
    const auto decimal = number::to_decimal(step);
    if (!decimal) return std::nullopt;
    const auto factor = number::coefficient(*decimal);
    if (factor <= 0 || factor > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return DecimalStep{static_cast<std::int64_t>(factor), decimal->scale()};
}

std::vector<LineForm> line_forms(const graph::Story& story) {
    std::vector<LineForm> forms;
    const auto categories = inner_first(story);
    for (std::uint32_t total = 0; total < story.totals.size(); ++total) {
        Forms(story, total, forms).add_all(categories);
    }
    return forms;
}

}  // namespace meritum::scorecard
