// Rows of tables, tiers and facts in columns and cells. See spoken.hpp; what lines them up is
// print.cpp's and table_layout.cpp's.
#include <algorithm>

#include "syntax/spoken.hpp"

namespace meritum::syntax {

std::vector<std::string> Speaker::columns(const ast::Node& node,
                                          const std::vector<std::string>& slots) {
    prepare(node);
    std::vector<std::string> out(1);
    bool any = false;
    for (const Part& part : parts(node)) {
        const bool breaks =
            part.slot && std::find(slots.begin(), slots.end(), *part.slot) != slots.end();
        if (breaks && any) out.emplace_back();
        any = any || breaks;
        out.back() += (out.back().empty() ? "" : " ") + part.text;
    }
    return out;
}

std::vector<std::string> Speaker::cells(const ast::Node& node) {
    prepare(node);
    std::vector<std::string> out(1);
    bool complete = false;
    const bool one_slot = node.slots.size() == 1;  // its words stand where others have a bound
    for (const Part& part : parts(node)) {
        if (complete || (one_slot && part.slot && !out.back().empty())) out.emplace_back();
        out.back() += (out.back().empty() ? "" : " ") + part.text;
        complete = part.slot != nullptr;
    }
    return out;
}

std::vector<Speaker::Listed> Speaker::listed(const ast::Node& node) {
    prepare(node);
    const RowSpec& spec = *find_row(node.row);
    std::vector<Listed> out;
    for (const PatternPart* part : shown_parts(node)) {
        if (out.empty() || !out.back().cells.empty()) out.emplace_back();
        if (!is_slot(*part)) {
            out.back().words += (out.back().words.empty() ? "" : " ") + part->word;
            continue;
        }
        const SlotKind kind = spec.slots[part->slot].kind;
        const bool values = kind == SlotKind::operands;
        if (!values && !is_listed(kind)) {
            slot(node, *part, false, nullptr, out.back().cells.emplace_back());
            continue;
        }
        if (!values) out.back().cells = columns_or_cells(node[part->slot]);
        for (std::size_t i = 0; values && i < node[part->slot].slots.size(); ++i)
            operand(node, node[part->slot][i], nullptr, out.back().cells.emplace_back());
    }
    return out;
}

std::vector<Speaker::Part> Speaker::parts(const ast::Node& node) const {
    const auto shown = shown_parts(node);
    std::vector<Part> out(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const PatternPart& part = *shown[i];
        if (is_slot(part)) {
            slot(node, part, has_left(node) && i == 0, nullptr, out[i].text);
            out[i].slot = &find_row(node.row)->slots[part.slot].name;
        } else {
            out[i].text = part.word;
        }
    }
    return out;
}

std::vector<std::string> Speaker::columns_or_cells(const ast::Node& list) const {
    std::vector<std::string> out;
    out.reserve(list.slots.size());
    for (const ast::Node& one : list.slots) {
        column_follows_ = &one != &list.slots.back();
        speak_bare(one, nullptr, out.emplace_back());
    }
    column_follows_ = false;
    return out;
}

}  // namespace meritum::syntax
