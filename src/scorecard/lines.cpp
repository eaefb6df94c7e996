// See lines.hpp.
#include "scorecard/lines.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

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

LineForm form(const graph::Story& story, LineKind kind, const graph::Quantity& points,
              std::string category, std::string rule) {
    LineForm result;
    result.kind = kind;
    result.points = &points;
    result.step = decimal_step(points.step);
    result.blank.line = story.score.name + "/" + category + "/" + rule + "/";
    result.blank.line += name_of(kind);
    result.blank.rule = std::move(rule);
    result.blank.category = std::move(category);
    result.blank.total = story.score.name;
    result.blank.unit = "points";
    return result;
}

void add_rule(const graph::Story& story, const graph::Rule& rule, std::vector<LineForm>& forms) {
    const std::string category =
        rule.category == graph::Rule::none ? std::string() : story.categories[rule.category].name;
    const auto add = [&](LineKind kind, const graph::Quantity& points, const graph::Limit* limit) {
        forms.push_back(form(story, kind, points, category, rule.name));
        forms.back().rule = &rule;
        forms.back().limit = limit;
    };
    add(LineKind::rule, rule.line, nullptr);
    if (rule.floor) add(LineKind::floor, rule.floor->line, &*rule.floor);
    if (rule.cap) add(LineKind::cap, rule.cap->line, &*rule.cap);
}

void add_veto(const graph::Story& story, const graph::Veto& veto, std::vector<LineForm>& forms) {
    const std::string category =
        veto.category == graph::Rule::none ? std::string() : story.categories[veto.category].name;
    forms.push_back(form(story, LineKind::veto, veto.line, category, veto.name));
    forms.back().veto = &veto;
}

void add_category(const graph::Story& story, std::uint32_t index, std::vector<LineForm>& forms) {
    const auto& category = story.categories[index];
    const auto add = [&](LineKind kind, const graph::Quantity& points, const graph::Limit* limit) {
        forms.push_back(form(story, kind, points, category.name, {}));
        forms.back().category = &category;
        forms.back().limit = limit;
    };
    if (category.start.value) add(LineKind::start, category.start, nullptr);
    if (category.choice) add(LineKind::choice, category.choice->line, &*category.choice);
    if (category.gate.value) add(LineKind::gate, category.gate, nullptr);
    if (category.floor) add(LineKind::floor, category.floor->line, &*category.floor);
    if (category.cap) add(LineKind::cap, category.cap->line, &*category.cap);
    for (const auto& veto : story.vetoes) {
        if (veto.category == index) add_veto(story, veto, forms);
    }
}

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
    forms.push_back(form(story, LineKind::start, story.score.start, {}, {}));
    for (const auto& rule : story.rules) add_rule(story, rule, forms);
    for (const auto index : inner_first(story)) add_category(story, index, forms);
    // Low and high share one identity: low <= high is proved, so at most one of them changes
    // anything.
    for (const auto* limit : {&story.score.low, &story.score.high}) {
        if (!*limit) continue;
        forms.push_back(form(story, LineKind::bounds, (*limit)->line, {}, {}));
        forms.back().limit = &**limit;
    }
    for (const auto& veto : story.vetoes) {
        if (veto.category == graph::Rule::none) add_veto(story, veto, forms);
    }
    if (story.score.rounding.value) {
        forms.push_back(form(story, LineKind::rounding, story.score.rounding, {}, {}));
    }
    return forms;
}

}  // namespace meritum::scorecard
