// The rows of phrases.def as data: slots with their kinds, and patterns taken apart. In: the
// table's strings. Out: RowSpec and Pattern. Knows nothing of matching or printing. Tests:
// tests/syntax/phrases_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"

namespace meritum::syntax {

/// What may stand in a slot; the words of the head of phrases.def.
enum class SlotKind : std::uint8_t {
    names,
    name,
    label,
    texts,
    value,
    condition,
    term,
    sum,
    operand,
    values,
    operands,
    choices,
    idents,
    type,
    traits,
    bounds,
    cycle,
    mode,
    tiers,
    points,
    pairs,
    column,
    columns,
    cells,
};

/// An expression of some looseness: value, condition, term, sum, operand, values.
bool is_expression(SlotKind kind);
/// Any number of rows of a group, printed and parsed one after the other.
bool is_repeated(SlotKind kind);
/// Rows of a group with commas between them: columns, cells.
bool is_listed(SlotKind kind);
/// Rows of a closed group: type, traits, bounds, cycle, mode, tiers, points, pairs, column,
/// columns, cells.
bool has_group(SlotKind kind);
/// Rows that may stand on lines of their own below their phrase: tiers, points, pairs.
bool is_block(Group group);
/// REQUIRES has_group(kind).
Group group_of(SlotKind kind);

struct Slot {
    std::string name;
    SlotKind kind;
};

/// One row: where it may stand, its slots in canonical order, and its patterns in the built-in
/// tongues.
struct RowSpec {
    ast::Row row;
    Group group;
    std::string id;
    std::vector<Slot> slots;
    std::string english;
    std::string chinese;
};

/// Every row of phrases.def in its order.
const std::vector<RowSpec>& row_specs();
/// The spec of a row, or nothing for leaves and operators.
const RowSpec* find_row(ast::Row row);

/// A part of a pattern: a word, a slot (its canonical index) or a group that may be left out.
struct PatternPart {
    enum class Kind : std::uint8_t { word, slot, optional };
    Kind kind = Kind::word;
    std::string word;
    std::size_t slot = 0;
    std::vector<PatternPart> inner;
};
using Pattern = std::vector<PatternPart>;

inline bool is_slot(const PatternPart& part) { return part.kind == PatternPart::Kind::slot; }

/// Takes a pattern apart. Throws std::invalid_argument that names the row if a slot is missing,
/// unknown or repeated, or a bracket does not match.
Pattern read_pattern(const RowSpec& row, std::string_view text);

/// A pattern with each optional part either in or out, longest first. Elements are words and slots
/// only.
std::vector<Pattern> expansions(const Pattern& pattern);

}  // namespace meritum::syntax
