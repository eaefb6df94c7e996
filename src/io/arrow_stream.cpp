// See arrow_stream.hpp.
#include "io/arrow_stream.hpp"

#include <cstring>
#include <limits>
#include <utility>

#include "base/utf8.hpp"
#include "io/arrow_bits.hpp"
#include "value/fact_errors.hpp"

namespace meritum::io {
namespace {

using Kind = ArrowType::Kind;

template <class T>
void release(T* one) {
    if (one->release != nullptr) one->release(one);
    delete one;
}

/// Releases at the end of a scope.
class ReleasedStream {
public:
    explicit ReleasedStream(ArrowArrayStream& stream) : stream_(stream) {}
    ReleasedStream(const ReleasedStream&) = delete;
    ReleasedStream& operator=(const ReleasedStream&) = delete;
    ~ReleasedStream() {
        if (stream_.release != nullptr) stream_.release(&stream_);
    }

    [[noreturn]] void fail(const std::string& what, int error) const {
        const char* words =
            stream_.get_last_error == nullptr ? nullptr : stream_.get_last_error(&stream_);
        throw ArrowProblem(what + ": " +
                           (words == nullptr ? std::strerror(error) : utf8::visible(words)));
    }

private:
    ArrowArrayStream& stream_;
};

/// How many buffers arrays of a type have at least.
std::int64_t buffers_of(const ArrowType& type) {
    switch (type.kind) {
        case Kind::nothing: return 0;
        case Kind::fixed_list:
        case Kind::structure: return 1;
        case Kind::boolean:
        case Kind::integer:
        case Kind::floating:
        case Kind::decimal:
        case Kind::date:
        case Kind::list: return 2;
        case Kind::text:
        case Kind::text_view:
        case Kind::list_view: return 3;
        case Kind::other: break;
    }
    return 0;
}

void check_numbers(const ArrowType& type, const ArrowArray& array) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max() / 64;
    if (array.length < 0 || array.offset < 0 || array.length > most || array.offset > most)
        throw ArrowProblem("has a length or an offset that no array has");
    const auto buffers = buffers_of(type);
    if (array.n_buffers < buffers || (buffers > 0 && array.buffers == nullptr)) {
        throw ArrowProblem("has " + std::to_string(array.n_buffers) + " buffers, but needs " +
                           std::to_string(buffers));
    }
    if (array.length == 0) return;
    const bool needs_values = type.kind != Kind::text || array.buffers[1] == nullptr;
    for (std::int64_t i = 1; i < buffers && needs_values; ++i) {
        if (array.buffers[i] == nullptr) throw ArrowProblem("has rows, but a buffer is null");
    }
}

}  // namespace

bool ArrowPiece::is_there(std::size_t row) const {
    const auto bit = [](const ArrowArray& of, std::size_t at) {
        return bit_at(of.buffers[0], static_cast<std::size_t>(of.offset) + at);
    };
    return (!has_nulls() || bit(*array, first + row)) &&
           (!owner_has_nulls() || bit(*owner, owner_first + row));
}

std::size_t ArrowColumn::rows() const {
    std::size_t sum = 0;
    for (const auto& piece : pieces) sum += piece.rows;
    return sum;
}

ArrowColumn field(const ArrowColumn& structs, std::size_t index) {
    ArrowColumn made;
    made.schema = structs.schema->children[index];
    made.name = made.schema->name == nullptr ? "" : made.schema->name;
    for (const auto& piece : structs.pieces) {
        auto& part = made.pieces.emplace_back();
        part.array = piece.array->children[index];
        part.first = static_cast<std::size_t>(piece.array->offset) + piece.first;
        part.rows = piece.rows;
        part.owner = piece.array;
        part.owner_first = piece.first;
        if (!part.owner_has_nulls()) part.owner = nullptr;
        if (part.first + part.rows > static_cast<std::size_t>(part.array->length))
            throw ArrowProblem("has fewer rows than the table");
    }
    return made;
}

void check_shape(const ArrowSchema& schema, const ArrowArray& array, std::size_t depth) {
    if (depth == 0) throw ArrowProblem("is nested too deeply");
    if (schema.format == nullptr) throw ArrowProblem("has no format");
    const auto type = arrow_type(schema.format);
    check_numbers(type, array);
    if ((schema.dictionary == nullptr) != (array.dictionary == nullptr))
        throw ArrowProblem("has a dictionary in its schema or in its array alone");
    if (schema.dictionary != nullptr) check_shape(*schema.dictionary, *array.dictionary, depth - 1);
    if (type.kind == Kind::other) return;  // nobody looks into it
    if (schema.n_children != array.n_children || schema.n_children < 0)
        throw ArrowProblem("has more children in its schema or in its array");
    const bool is_list =
        type.kind == Kind::list || type.kind == Kind::list_view || type.kind == Kind::fixed_list;
    if (is_list && schema.n_children != 1) throw ArrowProblem("is a list without items");
    if (schema.n_children > 0 && (schema.children == nullptr || array.children == nullptr))
        throw ArrowProblem("has children that are null");
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i] == nullptr || array.children[i] == nullptr)
            throw ArrowProblem("has a child that is null");
        try {
            check_shape(*schema.children[i], *array.children[i], depth - 1);
        } catch (const ArrowProblem& problem) {
            const char* name = schema.children[i]->name;
            throw ArrowProblem(value::quoted_name(name == nullptr ? "" : name) + " " +
                               problem.what());
        }
    }
}

ArrowTable::ArrowTable(ArrowArrayStream& stream) {
    const ReleasedStream released(stream);
    if (stream.release == nullptr) throw ArrowProblem("the stream was read already");
    schema_ = {new ArrowSchema{}, &release<ArrowSchema>};
    if (const int error = stream.get_schema(&stream, schema_.get()); error != 0)
        released.fail("the stream gives no schema", error);
    const bool is_table = schema_->release != nullptr && schema_->format != nullptr &&
                          std::string_view(schema_->format) == "+s";
    if (!is_table) throw ArrowProblem("the stream is no table: its rows are no structs of columns");
    while (true) {
        const std::shared_ptr<ArrowArray> batch = {new ArrowArray{}, &release<ArrowArray>};
        if (const int error = stream.get_next(&stream, batch.get()); error != 0) {
            released.fail("the stream breaks off behind " + std::to_string(batches()) + " batches",
                          error);
        }
        if (batch->release == nullptr) break;
        check_shape(*schema_, *batch);
        batches_.push_back(batch);
    }
}

std::size_t ArrowTable::rows(std::size_t batch) const {
    return static_cast<std::size_t>(batches_[batch]->length);
}

std::size_t ArrowTable::rows() const {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < batches(); ++i) sum += rows(i);
    return sum;
}

std::size_t ArrowTable::columns() const { return static_cast<std::size_t>(schema_->n_children); }

std::string ArrowTable::name(std::size_t column) const {
    const char* name = schema_->children[column]->name;
    return name == nullptr ? "" : name;
}

ArrowColumn ArrowTable::column(std::size_t column, std::size_t first_batch,
                               std::size_t batches) const {
    ArrowColumn rows;
    rows.schema = schema_.get();
    for (std::size_t i = first_batch; i < first_batch + batches; ++i) {
        auto& piece = rows.pieces.emplace_back();
        piece.array = batches_[i].get();
        piece.rows = this->rows(i);
        for (std::size_t row = 0; piece.has_nulls() && row < piece.rows; ++row) {
            if (!piece.is_there(row))
                throw ArrowProblem("the table's row " + std::to_string(row) + " is null");
        }
    }
    return field(rows, column);
}

std::size_t ArrowTable::find(const std::string& wanted) const {
    std::size_t found = columns();
    for (std::size_t i = 0; i < columns(); ++i) {
        if (name(i) != wanted) continue;
        if (found != columns())
            throw ArrowProblem("the column " + value::quoted_name(wanted) + " is there twice");
        found = i;
    }
    return found;
}

}  // namespace meritum::io
