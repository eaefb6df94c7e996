// See headline.hpp.
#include "report/headline.hpp"

#include <algorithm>

#include "report/terminal.hpp"

namespace meritum::report {

using scorecard::Explanation;
using scorecard::Part;
using scorecard::Verdict;

namespace {

std::string mark(Verdict verdict) {
    switch (verdict) {
        case Verdict::none: return {};
        case Verdict::holds: return "\u2713 ";
        case Verdict::fails: return "\u2717 ";
        case Verdict::not_reached: return "\u2013 ";
    }
    return {};
}

/// "give 3 = 3" says nothing twice; "x at most 3 = 3" does.
bool says_its_value(const Explanation& node) {
    const auto blank = node.title.find(' ');
    return blank != std::string::npos && node.title.substr(blank + 1) == node.value;
}

constexpr std::size_t most_items = 10;

const char* colon(bool wide) { return wide ? "\uFF1A" : ": "; }

}  // namespace

std::string headline(const Explanation& node, bool wide) {
    std::string line = mark(node.verdict) + safe(node.title);
    if (!node.value.empty() && !says_its_value(node)) {
        line += (node.part == Part::item ? "  " : " = ") + safe(node.value);
    }
    if (!node.label.empty()) line += " (" + safe(node.label) + ")";
    const bool goes_on =
        node.part == Part::tier || node.part == Part::tiers || node.part == Part::grade_row;
    const char* before = node.part == Part::item ? "  " : goes_on ? ", " : colon(wide);
    for (const auto& note : node.notes) {
        line += before + safe(note);
        before = ", ";
    }
    return line;
}

std::string one_line(const Explanation& node, bool wide) {
    std::string line = headline(node, wide);
    const char* before = node.part == Part::item ? "  " : colon(wide);
    const auto shown = shown_children(node);
    auto child = node.children.begin();
    for (std::size_t i = 0; i < shown; ++i) {
        line += before + one_line(*child++, wide);
        before = "; ";
    }
    const auto more = not_shown(node, wide);
    return more.empty() ? line : line + before + more;
}

// Items stand last among the children.
std::size_t shown_children(const Explanation& node) {
    const auto all = node.children.size();
    if (node.part == Part::amount) return all;
    const auto items = static_cast<std::size_t>(
        std::count_if(node.children.begin(), node.children.end(),
                      [](const auto& child) { return child.part == Part::item; }));
    return items > most_items + 1 ? all - items + most_items : all;
}

std::string not_shown(const Explanation& node, bool wide) {
    const auto left = node.children.size() - shown_children(node);
    if (left == 0) return {};
    const auto number = std::to_string(left);
    return wide ? "…… 另有 " + number + " 项" : "… " + number + " more items";
}

}  // namespace meritum::report
