/// Tables of other programs: facts come and results go by the Arrow C data interface, which
/// pyarrow, pandas, polars, DuckDB, R, Java, Rust and Go speak. Nothing else of Arrow is needed.
///
///     ArrowArrayStream people = ...;  // from the other side
///     const auto scores = meritum::score_arrow(plan, people);
///     ArrowArrayStream out;
///     scores.results(out);            // to the other side
///
/// A row is a participant, a column a fact by any of its names, and a list either a column of lists
/// of structs or a table of its own with a row per item. The answers are those of
/// Plan::score_table.
///
/// | fact             | Arrow types                                                              |
/// |------------------|--------------------------------------------------------------------------|
/// | number, money, count | integers of 8 to 64 bits, decimals of 32 to 256 bits up to 38 digits |
/// | boolean          | bool                                                                     |
/// | date             | date32, date64, timestamps that are midnights                            |
/// | text, choice     | utf8, large utf8, utf8 view; dictionaries of these                       |
/// | any              | null                                                                     |
///
/// A null is a missing value. Signed integers, decimals of 128 bits up to 18 places, bools, date32
/// and validity are read where they stand; all else is converted into memory of our own, as are
/// batches where participants are compared or lists are tables of their own (they are joined then).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "meritum/export.hpp"
#include "meritum/fact_table.hpp"
#include "meritum/plan.hpp"

extern "C" {

// As https://arrow.apache.org/docs/format/CDataInterface.html has them, for whoever has not.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary;
    void (*release)(struct ArrowSchema*);
    void* private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers;
    struct ArrowArray** children;
    struct ArrowArray* dictionary;
    void (*release)(struct ArrowArray*);
    void* private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    const char* (*get_last_error)(struct ArrowArrayStream*);
    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};

#endif

}  // extern "C"

namespace meritum {

/// The items of a list as a table of its own: a row per item, whose it is in the column
/// ArrowOptions::owner, in the order in which a participant's items are to be taken.
struct ArrowList {
    std::string name;  ///< of the list, any the plan gives it
    ArrowArrayStream* items = nullptr;
};

struct ArrowOptions {
    TableOptions table;  ///< params, what to keep, threads, progress
    /// The column of participants' ids: texts or integers, none of them twice. It comes back beside
    /// the results. Only lists that are tables of their own need it, and then none may be missing.
    std::string id = "id";
    /// A column that says of which period the facts are, if it is there: one for all of them, for a
    /// table holds one period, in which the plan is effective.
    std::string period = "period";
    std::string owner = "participant";  ///< the column of an item's owner, of the ids' kind
    /// Takes binary floats of 32 and 64 bits, each as the shortest decimal that reads back as the
    /// same float ("0.1"). Else they are refused: 0.1 is not what a float holds.
    bool allow_floats = false;
};

/// What came out. A value; cheap to copy, may be shared between threads.
class MERITUM_API ArrowScores {
public:
    std::size_t participants() const;
    std::size_t scored() const;
    /// Columns, lists and fields that the plan does not know, in words: nothing was done with them.
    const std::vector<std::string>& notices() const;

    /// Each makes a stream, which the caller releases; it outlives these scores. Rows stand as the
    /// participants did, in the same batches.
    ///
    /// The id as it was given, if there is one, then a column for each total, the grade and each
    /// outcome, by first names: numbers are decimal128 with the places of their step, texts large
    /// utf8, grades and choices dictionaries of it, dates date32. Null: not scored, not rated,
    /// withheld.
    void results(ArrowArrayStream& out) const;
    /// The id, then a column of points for each line, by Line::line. REQUIRES Keep::lines.
    void lines(ArrowArrayStream& out) const;
    /// What is wrong with the facts, a row each: `row` (from 0; null for an item of nobody), `id`,
    /// `fact`, `code`, `message`.
    void errors(ArrowArrayStream& out) const;

    struct Body;
    explicit ArrowScores(std::shared_ptr<const Body> body) : body_(std::move(body)) {}

private:
    std::shared_ptr<const Body> body_;
};

/// Scores the participants of a stream. It is read to its end and released, as are the lists',
/// whatever happens. Throws Error where score_table does, if a column's type does not go with its
/// fact, if a stream breaks off, and if ids that lists need are doubled or missing.
MERITUM_API ArrowScores score_arrow(const Plan& plan, ArrowArrayStream& participants,
                                    const std::vector<ArrowList>& lists = {},
                                    const ArrowOptions& options = {});

}  // namespace meritum
