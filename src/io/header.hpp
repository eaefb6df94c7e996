// The first row of a CSV file: what each column is for. In: a record and a way to find names. Out:
// one Use per column, the columns nobody knows, and those that are probably misspelt. Must not know
// rows. Tests: tests/io/tables_test.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.hpp"
#include "io/names.hpp"
#include "io/read.hpp"

namespace meritum::io {

struct Use {
    enum class Kind { ignored, owner, period, key, fact };
    Kind kind = Kind::ignored;
    ColumnId column;  ///< of a fact or field
};

/// A column whose name is near to one that is not there: a fact, a field, `period` or `key`.
struct NearColumn {
    std::string meant;
    std::string written;
    Place place;
};

struct Header {
    Place place;
    std::vector<Use> uses;
    std::vector<NearColumn> near;
    std::vector<ColumnId> missing;  ///< facts or fields that every row needs, not even misspelt
    std::string perhaps;  ///< the one column nobody knows, where one is missing; empty: none
    std::vector<std::string> ignored;

    bool has(Use::Kind kind) const;

    /// The column that is probably meant to be `name`; null if there is none.
    const NearColumn* near_to(std::string_view name) const;
};

/// ", add --map sales=\"Net sales\"": what to type for a column of another name.
std::string map_option(std::string_view plans, std::string_view written);

/// `owner` is what the first column must be called. `list`: the file's list; none:
/// participants.csv. Throws ReadError if the first column is another one, or two columns mean the
/// same.
Header read_header(const std::string& file, const Record& record, std::string_view owner,
                   const Names& names, std::optional<ListId> list);

}  // namespace meritum::io
