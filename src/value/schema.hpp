// The schema: what facts a plan takes. In: from the checker. Out: what io and the border read by.
// Knows nothing of expressions. Tests: tests/value/.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "meritum/facts.hpp"
#include "number/rational.hpp"
#include "value/types.hpp"

namespace meritum::value {

/// One fact, field or param: a column of a table.
struct ColumnSchema {
    std::string name;                 ///< identity
    std::vector<std::string> names;   ///< by tongue, the identity first
    std::vector<std::string> labels;  ///< by tongue; may be empty
    Type type = Type::number;
    Unit unit = Unit::plain;
    std::string currency;  ///< of money
    bool counts = false;   ///< a `count`: takes no percentage
    bool percent = false;  ///< declared with a % in its range: shown as percent
    number::Interval range{0,
                           0};  ///< numbers: inclusive; dates: days since 1970-01-01; else unused
    number::Rational step{1};   ///< numbers: every value is a whole multiple of it
    std::vector<ChoiceNames> choices;  ///< of a choice, in declared order: a value is its position
    bool optional = false;             ///< may be missing; excludes a default
    std::optional<FactValue> default_value;  ///< already checked against type, range and step
    ListId list;  ///< the list whose field it is; none: a fact of the participant, or a param
};

/// Whether plain numbers of this range are shares, so that 15% among them is what it says; of 0 ..
/// 100 it would be a hundredth of what is meant.
inline bool holds_shares(const number::Interval& range) {
    return range.low >= -10 && range.high <= 10;
}

struct ListSchema {
    std::string name;
    std::vector<std::string> names;
    std::vector<std::string> labels;
    std::vector<ColumnId> fields;  ///< in declared order
    ColumnId key{};    ///< the field by which items are called; none: as the data calls them
    ColumnId order{};  ///< the field by which items are ordered, then by key; none: as they come
};

/// A table whose rows come with the data.
struct TableSchema {
    std::string name;
    std::vector<std::string> names;
    std::vector<std::string> labels;
    std::vector<ColumnSchema> inputs;  ///< a range of one point: it may be anything
    std::vector<ColumnSchema> results;
};

/// What the columns of data are called that are no facts.
struct HeadWords {
    std::string id = "id";
    std::string participant = "participant";
    std::string period = "period";
    std::string key = "key";
};

struct Schema {
    std::vector<ColumnSchema> columns;  ///< facts, fields and params, in declared order
    std::vector<ColumnId> facts;        ///< of participants
    std::vector<ListSchema> lists;
    std::vector<ColumnId> params;     ///< of everyone
    std::vector<TableSchema> tables;  ///< of everyone
    std::optional<Cycle> cycle;
    std::string currency;  ///< of the plan; empty if it has none
    HeadWords words;
    /// Names of facts, lists and params of used files that the plan does not read: who gives them
    /// makes no mistake.
    std::set<std::string, std::less<>> unread;
};

}  // namespace meritum::value
