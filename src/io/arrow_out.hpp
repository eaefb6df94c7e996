// Tables that go out as Arrow streams: arrays with memory of ours, or with somebody's that is kept
// alive. In: buffers. Out: structs of the C interface, which release what they hold. Must not know
// plans. Tests: tests/io/arrow_stream_test.cpp, tests/api/score_arrow_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/arrow.hpp"
#include "meritum/fact_table.hpp"

namespace meritum::io {

using Buffer = std::shared_ptr<const void>;

/// A column on its way out. A value: arrays and schemas of the C interface are made of it.
struct OutColumn {
    std::string name;
    std::string format;
    std::int64_t rows = 0;
    std::int64_t nulls = 0;  ///< -1: nobody counted
    std::int64_t offset = 0;
    std::vector<Buffer> buffers;  ///< the first is validity; null: all are there
    std::vector<OutColumn> children;
    std::vector<OutColumn> dictionary;  ///< one, or none
};

/// Bits of what `there` says by row; null where it is empty or says nothing but yes. Counts nulls.
Buffer validity_of(const std::vector<std::uint8_t>& there, std::size_t first, std::size_t rows,
                   std::int64_t& nulls);

/// Numbers times `step` as decimal128.
OutColumn decimals(const std::string& name, const Integers& values, const Decimal& step,
                   std::size_t first, std::size_t rows);
OutColumn booleans(const std::string& name, const Integers& values, std::size_t first,
                   std::size_t rows);
OutColumn dates(const std::string& name, const Integers& values, std::size_t first,
                std::size_t rows);
OutColumn texts(const std::string& name, const std::vector<std::string_view>& texts);
/// Places in `texts`, where they stand.
OutColumn dictionary(const std::string& name, const Integers& places,
                     const std::vector<std::string_view>& texts, std::size_t first,
                     std::size_t rows);
/// Whole numbers; null where one is below 0.
OutColumn numbers(const std::string& name, const std::vector<std::int64_t>& values);

/// Somebody's array, without nested types, as it is; `owner` keeps it.
OutColumn shared(const std::string& name, const ArrowSchema& schema, const ArrowArray& array,
                 const Buffer& owner, std::size_t first, std::size_t rows);

/// A stream of tables: `batch` makes the columns of each; `shape` is one without rows.
void make_stream(ArrowArrayStream& out, std::vector<OutColumn> shape, std::size_t batches,
                 std::function<std::vector<OutColumn>(std::size_t)> batch);

}  // namespace meritum::io
