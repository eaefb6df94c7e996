// A table that comes as an Arrow stream: read to its end, its shape checked, released when nobody
// needs it. In: a stream of the C interface. Out: columns in pieces. Buffers come without sizes, so
// that they are as long as the shape says has to be believed. Must not know plans. Tests:
// tests/io/arrow_stream_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "io/arrow_types.hpp"
#include "meritum/arrow.hpp"

namespace meritum::io {

/// Some rows of an array. Where they are fields of structs, those have nulls of their own.
struct ArrowPiece {
    const ArrowArray* array = nullptr;
    std::size_t first = 0;  ///< behind the array's own offset
    std::size_t rows = 0;
    const ArrowArray* owner = nullptr;  ///< the structs; null if none of them is
    std::size_t owner_first = 0;

    bool has_nulls() const { return array->null_count != 0 && array->buffers[0] != nullptr; }
    bool owner_has_nulls() const {
        return owner != nullptr && owner->null_count != 0 && owner->buffers[0] != nullptr;
    }
    bool is_there(std::size_t row) const;
};

/// Rows of a column, batch after batch.
struct ArrowColumn {
    std::string name;
    const ArrowSchema* schema = nullptr;
    std::vector<ArrowPiece> pieces;

    std::size_t rows() const;
};

/// The field `index` of structs.
ArrowColumn field(const ArrowColumn& structs, std::size_t index);

/// Throws ArrowProblem if an array has not the buffers and children of its schema, or fewer rows
/// than it is asked for; of `depth` floors, deeper ones are refused.
void check_shape(const ArrowSchema& schema, const ArrowArray& array, std::size_t depth = 64);

/// Reads all of a stream and releases it, whatever happens.
class ArrowTable {
public:
    /// Throws ArrowProblem if the stream breaks off or is no table.
    explicit ArrowTable(ArrowArrayStream& stream);

    std::size_t batches() const { return batches_.size(); }
    std::size_t rows(std::size_t batch) const;
    std::size_t rows() const;
    const ArrowSchema& schema() const { return *schema_; }
    std::size_t columns() const;
    std::string name(std::size_t column) const;
    /// Throws ArrowProblem if rows of it are null.
    ArrowColumn column(std::size_t column, std::size_t first_batch, std::size_t batches) const;
    /// Its place by name; `columns()` if there is none. Throws ArrowProblem if there are several.
    std::size_t find(const std::string& name) const;

private:
    std::shared_ptr<ArrowSchema> schema_;
    std::vector<std::shared_ptr<ArrowArray>> batches_;
};

}  // namespace meritum::io
