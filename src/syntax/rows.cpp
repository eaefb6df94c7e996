// Implements rows.hpp: phrases.def read once into vectors.
#include "syntax/rows.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace meritum::syntax {

namespace {

constexpr std::pair<std::string_view, SlotKind> kind_names[] = {
    {"names", SlotKind::names},   {"name", SlotKind::name},
    {"label", SlotKind::label},   {"texts", SlotKind::texts},
    {"value", SlotKind::value},   {"term", SlotKind::term},
    {"sum", SlotKind::sum},       {"operand", SlotKind::operand},
    {"values", SlotKind::values}, {"choices", SlotKind::choices},
    {"idents", SlotKind::idents}, {"type", SlotKind::type},
    {"traits", SlotKind::traits}, {"bounds", SlotKind::bounds},
    {"cycle", SlotKind::cycle},   {"mode", SlotKind::mode},
    {"tiers", SlotKind::tiers},   {"points", SlotKind::points},
    {"pairs", SlotKind::pairs},   {"condition", SlotKind::condition},
    {"column", SlotKind::column}, {"columns", SlotKind::columns},
    {"cells", SlotKind::cells},   {"operands", SlotKind::operands},
};

std::vector<std::string> split_at_blanks(std::string_view text) {
    std::vector<std::string> parts;
    std::istringstream stream{std::string(text)};
    for (std::string part; stream >> part;) parts.push_back(part);
    return parts;
}

SlotKind kind_of(const std::string& name) {
    for (const auto& row : kind_names) {
        if (row.first == name) return row.second;
    }
    throw std::invalid_argument("phrases.def: unknown kind of slot: " + name);
}

std::vector<Slot> read_slots(std::string_view text) {
    std::vector<Slot> slots;
    for (const std::string& part : split_at_blanks(text)) {
        const std::size_t colon = part.find(':');
        slots.push_back({part.substr(0, colon), kind_of(part.substr(colon + 1))});
    }
    return slots;
}

std::vector<RowSpec> read_rows() {
    std::vector<RowSpec> rows;
#define PHRASE(group, id, slots, english, chinese) \
    rows.push_back({ast::Row::id, Group::group, #id, read_slots(slots), english, chinese});
#include "syntax/phrases.def"
    return rows;
}

[[noreturn]] void refuse(const RowSpec& row, const std::string& why) {
    throw std::invalid_argument("the pattern of `" + row.id + "` " + why);
}

/// Brackets may touch their neighbours ("[in {x}]"), so they become words of their own before
/// splitting.
std::vector<std::string> pattern_words(std::string_view text) {
    std::string spaced;
    for (const char c : text) {
        if (c == '[' || c == ']') {
            spaced += std::string(" ") + c + " ";
        } else {
            spaced += c;
        }
    }
    return split_at_blanks(spaced);
}

void check_slots(const RowSpec& row, const Pattern& pattern, std::vector<bool>& seen) {
    for (const PatternPart& part : pattern) {
        if (part.kind == PatternPart::Kind::optional) check_slots(row, part.inner, seen);
        if (part.kind != PatternPart::Kind::slot) continue;
        if (seen[part.slot]) refuse(row, "has the slot {" + row.slots[part.slot].name + "} twice");
        seen[part.slot] = true;
    }
}

PatternPart slot_part(const RowSpec& row, const std::string& word) {
    const std::string name = word.substr(1, word.size() - 2);
    for (std::size_t i = 0; i < row.slots.size(); ++i) {
        if (row.slots[i].name == name) return {PatternPart::Kind::slot, {}, i, {}};
    }
    refuse(row, "has an unknown slot {" + name + "}");
}

}  // namespace

bool is_expression(SlotKind kind) {
    return kind == SlotKind::value || kind == SlotKind::condition || kind == SlotKind::term ||
           kind == SlotKind::sum || kind == SlotKind::operand || kind == SlotKind::values ||
           kind == SlotKind::operands;
}

bool is_listed(SlotKind kind) { return kind == SlotKind::columns || kind == SlotKind::cells; }

bool is_repeated(SlotKind kind) {
    return kind == SlotKind::traits || kind == SlotKind::bounds || kind == SlotKind::tiers ||
           kind == SlotKind::points || kind == SlotKind::pairs;
}

bool is_block(Group group) {
    return group == Group::tiers || group == Group::points || group == Group::pairs;
}

bool has_group(SlotKind kind) { return kind >= SlotKind::type; }

Group group_of(SlotKind kind) {
    switch (kind) {
        case SlotKind::type: return Group::type;
        case SlotKind::traits: return Group::traits;
        case SlotKind::bounds: return Group::bounds;
        case SlotKind::cycle: return Group::cycle;
        case SlotKind::mode: return Group::mode;
        case SlotKind::tiers: return Group::tiers;
        case SlotKind::points: return Group::points;
        case SlotKind::pairs: return Group::pairs;
        case SlotKind::column:
        case SlotKind::columns: return Group::column;
        case SlotKind::cells: return Group::cell;
        case SlotKind::names:
        case SlotKind::name:
        case SlotKind::label:
        case SlotKind::texts:
        case SlotKind::value:
        case SlotKind::condition:
        case SlotKind::term:
        case SlotKind::sum:
        case SlotKind::operand:
        case SlotKind::values:
        case SlotKind::operands:
        case SlotKind::choices:
        case SlotKind::idents: break;
    }
    std::abort();  // only slots of a closed group have one
}

const std::vector<RowSpec>& row_specs() {
    static const std::vector<RowSpec> rows = read_rows();
    return rows;
}

const RowSpec* find_row(ast::Row row) {
    const auto first = static_cast<std::size_t>(ast::Row::conditional) + 1;
    const auto index = static_cast<std::size_t>(row);
    return index < first ? nullptr : &row_specs()[index - first];
}

Pattern read_pattern(const RowSpec& row, std::string_view text) {
    std::vector<Pattern> open(1);
    for (const std::string& word : pattern_words(text)) {
        if (word == "[") {
            open.emplace_back();
        } else if (word == "]") {
            if (open.size() == 1) refuse(row, "closes a bracket that was not opened");
            PatternPart part{PatternPart::Kind::optional, {}, 0, std::move(open.back())};
            open.pop_back();
            open.back().push_back(std::move(part));
        } else if (word.front() == '{' && word.back() == '}') {
            open.back().push_back(slot_part(row, word));
        } else {
            open.back().push_back({PatternPart::Kind::word, word, 0, {}});
        }
    }
    if (open.size() != 1) refuse(row, "does not close a bracket");
    std::vector<bool> seen(row.slots.size(), false);
    check_slots(row, open.front(), seen);
    const auto missing = std::find(seen.begin(), seen.end(), false);
    if (missing != seen.end()) {
        refuse(row, "lacks the slot {" +
                        row.slots[static_cast<std::size_t>(missing - seen.begin())].name + "}");
    }
    if (open.front().empty()) refuse(row, "is empty");
    return std::move(open.front());
}

std::vector<Pattern> expansions(const Pattern& pattern) {
    std::vector<Pattern> done(1);
    for (const PatternPart& part : pattern) {
        std::vector<Pattern> next;
        if (part.kind != PatternPart::Kind::optional) {
            for (Pattern& p : done) p.push_back(part);
            continue;
        }
        for (const Pattern& p : done) {
            for (const Pattern& inner : expansions(part.inner)) {
                next.push_back(p);
                next.back().insert(next.back().end(), inner.begin(), inner.end());
            }
            next.push_back(p);
        }
        done = std::move(next);
    }
    return done;
}

}  // namespace meritum::syntax

namespace meritum::ast {

std::string_view row_name(Row row) {
    constexpr auto leaves = std::to_array<std::string_view>(
        {"none",          "name",       "number",    "text",        "date",        "list",
         "money",         "member",     "call",      "parenthesis", "negative",    "add",
         "subtract",      "multiply",   "divide",    "less",        "less_equal",  "greater",
         "greater_equal", "equal",      "not_equal", "logical_not", "logical_and", "logical_or",
         "fallback",      "conditional"});
    static_assert(leaves.size() == static_cast<std::size_t>(Row::conditional) + 1);
    const syntax::RowSpec* spec = syntax::find_row(row);
    return spec ? std::string_view(spec->id) : leaves[static_cast<std::size_t>(row)];
}

}  // namespace meritum::ast
