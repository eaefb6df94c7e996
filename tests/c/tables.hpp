// Tables made by hand in the Arrow C data interface, for the tests of meritum.h. In: values. Out:
// streams that release what they hold; how much of it is still alive. Uses only the header.
#pragma once

#include <meritum.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace meritum::c_tests {

struct Column {
    std::string name, format;
    std::int64_t rows = 0;
    std::vector<std::string> buffers;  ///< bytes; an empty first one: all values are there
    std::vector<Column> children;
    std::vector<Column> dictionary;  ///< one, or none
};

template <class T>
std::string bytes_of(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

template <class T>
Column numbers(std::string name, std::string format, const std::vector<T>& values) {
    return {std::move(name),
            std::move(format),
            static_cast<std::int64_t>(values.size()),
            {"", bytes_of(values)},
            {},
            {}};
}

Column texts(std::string name, const std::vector<std::string>& values);

/// A column of lists of structs: `ends` of each row's items, and the fields of all items.
Column lists(std::string name, const std::vector<std::int32_t>& ends, std::vector<Column> fields);

/// A table; its columns are children.
Column table(std::vector<Column> columns);

void make_schema(const Column& column, ArrowSchema& out);
void make_array(const Column& column, ArrowArray& out);

/// Gives the batches in turn; if there is a `failure`, it breaks off behind them with these words.
ArrowArrayStream stream_of(std::vector<Column> batches, std::string failure = "");

/// Schemas, arrays and streams made here that nobody has released.
int alive();

/// Participants of examples/first-plan: ids p0 ..., sales and target.
ArrowArrayStream sales_of(std::size_t participants);

/// A stream in words: a line per row, "id=p0 score=120 grade=A"; null is "-". Releases it.
std::vector<std::string> rows_of(ArrowArrayStream& stream);

}  // namespace meritum::c_tests
