// See shown.hpp.
#include "docs/shown.hpp"

#include "base/diagnostics.hpp"
#include "base/source.hpp"
#include "syntax/parse.hpp"
#include "syntax/rows.hpp"

namespace meritum::docs {

void Shown::add(const std::string& plan) {
    Source source("plan.merit", plan);
    DiagnosticSink sink(source);
    const auto document = syntax::parse(source, sink);
    for (const auto& statement : document.statements) {
        add(statement.head);
        for (const auto& clause : statement.clauses) add(clause);
    }
}

void Shown::add(const ast::Node& node) {
    if (node.row == ast::Row::none) return;
    rows_.insert(node.row);
    for (std::size_t i = 0; i < node.slots.size(); ++i) {
        const auto& slot = node.slots[i];
        const bool is_empty = slot.row == ast::Row::list && slot.slots.empty();
        if (slot.row != ast::Row::none && !is_empty) slots_.insert({node.row, i});
        add(slot);
    }
}

// Words are no nodes of their own: they join what is one.
bool Shown::has_word(ast::Row row) const {
    using ast::Row;
    switch (row) {
        case Row::word_when: return rows_.count(Row::conditional) != 0;
        case Row::word_else: return rows_.count(Row::fallback) != 0;
        case Row::word_or: return rows_.count(Row::logical_or) != 0;
        case Row::word_and: return rows_.count(Row::logical_and) != 0;
        case Row::word_not: return rows_.count(Row::logical_not) != 0;
        default: return false;
    }
}

namespace {

/// Bounds behind a category's name become clauses of it; a column may have no traits, they are read
/// to be refused.
bool can_be_shown(const syntax::RowSpec& spec, std::size_t slot) {
    const auto kind = spec.slots[slot].kind;
    return kind != syntax::SlotKind::bounds &&
           !(spec.row == ast::Row::column && kind == syntax::SlotKind::traits);
}

}  // namespace

std::vector<std::string> Shown::missing() const {
    std::vector<std::string> missing;
    for (const auto& spec : syntax::row_specs()) {
        const bool is_shown =
            spec.group == syntax::Group::word ? has_word(spec.row) : rows_.count(spec.row) != 0;
        if (!is_shown) {
            missing.push_back(spec.id);
            continue;
        }
        for (std::size_t i = 0; i < spec.slots.size(); ++i)
            if (can_be_shown(spec, i) && slots_.count({spec.row, i}) == 0)
                missing.push_back(spec.id + "." + spec.slots[i].name);
    }
    return missing;
}

std::string phrases_of(const std::string& group, const std::string& tongue) {
    struct Patterns {
        std::string group, english, chinese;
    };
    static const std::vector<Patterns> all = {
#define PHRASE(group, id, slots, english, chinese) {#group, english, chinese},
#include "syntax/phrases.def"
    };
    std::string out;
    for (const auto& row : all) {
        if (row.group != group) continue;
        const auto& first = tongue == "en" ? row.english : row.chinese;
        const auto& second = tongue == "en" ? row.chinese : row.english;
        out += first + "\n";
        if (first != second) out += "        " + second + "\n";
    }
    return out;
}

}  // namespace meritum::docs
