// See arrow_out.hpp.
#include "io/arrow_out.hpp"

#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

#include "io/arrow_bits.hpp"
#include "io/arrow_types.hpp"
#include "number/rational.hpp"

namespace meritum::io {
namespace {

using number::Int128;

template <class T>
std::pair<T*, Buffer> fresh(std::size_t count) {
    auto values = std::make_shared<std::vector<T>>(count);
    T* const data = values->data();
    return {data, Buffer(values, data)};
}

OutColumn column(const std::string& name, std::string format, std::size_t rows,
                 std::vector<Buffer> buffers) {
    OutColumn made;
    made.name = name;
    made.format = std::move(format);
    made.rows = static_cast<std::int64_t>(rows);
    made.buffers = std::move(buffers);
    return made;
}

// --- arrays and schemas of the C interface ---

/// What an array holds until it is released.
struct HeldArray {
    std::vector<Buffer> owners;
    std::vector<const void*> buffers;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> child_places;
    ArrowArray dictionary{};
};

void release_array(ArrowArray* array) {
    auto* const held = static_cast<HeldArray*>(array->private_data);
    for (auto& child : held->children) {
        if (child.release != nullptr) child.release(&child);
    }
    if (held->dictionary.release != nullptr) held->dictionary.release(&held->dictionary);
    delete held;
    array->release = nullptr;
}

void make_array(const OutColumn& column, ArrowArray& out) {
    auto held = std::make_unique<HeldArray>();
    held->owners = column.buffers;
    for (const auto& buffer : column.buffers) held->buffers.push_back(buffer.get());
    out = {};
    out.length = column.rows;
    out.null_count = column.nulls;
    out.offset = column.offset;
    held->children.resize(column.children.size());
    held->child_places.resize(column.children.size());
    auto& mine = *held;
    out.private_data = held.release();
    out.release = release_array;  // from here on, whoever holds it releases it
    for (std::size_t i = 0; i < mine.children.size(); ++i) {
        mine.child_places[i] = &mine.children[i];
        make_array(column.children[i], mine.children[i]);
    }
    if (!column.dictionary.empty()) {
        make_array(column.dictionary.front(), mine.dictionary);
        out.dictionary = &mine.dictionary;
    }
    out.n_buffers = static_cast<std::int64_t>(mine.buffers.size());
    out.buffers = mine.buffers.data();
    out.n_children = static_cast<std::int64_t>(mine.children.size());
    out.children = mine.child_places.data();
}

struct HeldSchema {
    std::string name;
    std::string format;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema*> child_places;
    ArrowSchema dictionary{};
};

void release_schema(ArrowSchema* schema) {
    auto* const held = static_cast<HeldSchema*>(schema->private_data);
    for (auto& child : held->children) {
        if (child.release != nullptr) child.release(&child);
    }
    if (held->dictionary.release != nullptr) held->dictionary.release(&held->dictionary);
    delete held;
    schema->release = nullptr;
}

void make_schema(const OutColumn& column, ArrowSchema& out) {
    auto held = std::make_unique<HeldSchema>();
    held->name = column.name;
    held->format = column.format;
    held->children.resize(column.children.size());
    held->child_places.resize(column.children.size());
    auto& mine = *held;
    out = {};
    out.private_data = held.release();
    out.release = release_schema;
    for (std::size_t i = 0; i < mine.children.size(); ++i) {
        mine.child_places[i] = &mine.children[i];
        make_schema(column.children[i], mine.children[i]);
    }
    if (!column.dictionary.empty()) {
        make_schema(column.dictionary.front(), mine.dictionary);
        out.dictionary = &mine.dictionary;
    }
    out.name = mine.name.c_str();
    out.format = mine.format.c_str();
    out.flags = ARROW_FLAG_NULLABLE;
    out.n_children = static_cast<std::int64_t>(mine.children.size());
    out.children = mine.child_places.data();
}

OutColumn table_of(std::vector<OutColumn> columns, std::int64_t rows) {
    auto made = column("", "+s", static_cast<std::size_t>(rows), {nullptr});
    made.children = std::move(columns);
    return made;
}

struct HeldStream {
    std::vector<OutColumn> shape;
    std::size_t batches = 0;
    std::size_t next = 0;
    std::function<std::vector<OutColumn>(std::size_t)> batch;
    std::string error;
};

HeldStream& held_by(ArrowArrayStream* stream) {
    return *static_cast<HeldStream*>(stream->private_data);
}

/// No exception crosses the border.
template <class Work>
int guarded(HeldStream& held, const Work& work) {
    try {
        work();
        return 0;
    } catch (const std::bad_alloc&) {
        held.error = "out of memory";
        return ENOMEM;
    } catch (const std::exception& error) {
        held.error = error.what();
        return EIO;
    }
}

}  // namespace

Buffer validity_of(const std::vector<std::uint8_t>& there, std::size_t first, std::size_t rows,
                   std::int64_t& nulls) {
    nulls = 0;
    for (std::size_t row = 0; !there.empty() && row < rows; ++row)
        nulls += there[first + row] == 0 ? 1 : 0;
    if (nulls == 0) return nullptr;
    const auto [bits, buffer] = fresh<std::uint8_t>(rows / 8 + 1);
    for (std::size_t row = 0; row < rows; ++row) {
        if (there[first + row] != 0) set_bit(bits, row);
    }
    return buffer;
}

OutColumn decimals(const std::string& name, const Integers& values, const Decimal& step,
                   std::size_t first, std::size_t rows) {
    const auto [out, buffer] = fresh<Int128>(rows);
    auto* const numbers = out;
    const Int128 factor = number::coefficient(step);
    const auto fill = [&]<class T>(T) {
        const auto* from = static_cast<const T*>(values.data()) + first;
        for (std::size_t row = 0; row < rows; ++row) numbers[row] = from[row] * factor;
    };
    switch (values.bytes()) {
        case 1: fill(std::int8_t{}); break;
        case 2: fill(std::int16_t{}); break;
        case 4: fill(std::int32_t{}); break;
        default: fill(std::int64_t{}); break;
    }
    return column(name, "d:38," + std::to_string(step.scale()), rows, {nullptr, buffer});
}

OutColumn booleans(const std::string& name, const Integers& values, std::size_t first,
                   std::size_t rows) {
    const auto [bits, buffer] = fresh<std::uint8_t>(rows / 8 + 1);
    for (std::size_t row = 0; row < rows; ++row) {
        if (values[first + row] != 0) set_bit(bits, row);
    }
    return column(name, "b", rows, {nullptr, buffer});
}

OutColumn dates(const std::string& name, const Integers& values, std::size_t first,
                std::size_t rows) {
    const auto [days, buffer] = fresh<std::int32_t>(rows);
    for (std::size_t row = 0; row < rows; ++row)
        days[row] = static_cast<std::int32_t>(values[first + row]);
    return column(name, "tdD", rows, {nullptr, buffer});
}

OutColumn texts(const std::string& name, const std::vector<std::string_view>& texts) {
    std::size_t size = 0;
    for (const auto text : texts) size += text.size();
    const auto [offsets, offset_buffer] = fresh<std::int64_t>(texts.size() + 1);
    const auto [bytes, byte_buffer] = fresh<char>(size + 1);
    std::size_t end = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::copy(texts[i].begin(), texts[i].end(), bytes + end);
        end += texts[i].size();
        offsets[i + 1] = static_cast<std::int64_t>(end);
    }
    return column(name, "U", texts.size(), {nullptr, offset_buffer, byte_buffer});
}

OutColumn dictionary(const std::string& name, const Integers& places,
                     const std::vector<std::string_view>& names, std::size_t first,
                     std::size_t rows) {
    const char* const format = places.bytes() == 1   ? "c"
                               : places.bytes() == 2 ? "s"
                               : places.bytes() == 4 ? "i"
                                                     : "l";
    // Owned by the integers, of which a copy shares the memory.
    const auto kept = std::make_shared<Integers>(places);
    const auto* const begin = static_cast<const std::byte*>(kept->data()) + first * places.bytes();
    auto made = column(name, format, rows, {nullptr, Buffer(kept, begin)});
    made.dictionary.push_back(texts("", names));
    return made;
}

OutColumn numbers(const std::string& name, const std::vector<std::int64_t>& values) {
    const auto [out, buffer] = fresh<std::int64_t>(values.size());
    std::copy(values.begin(), values.end(), out);
    std::vector<std::uint8_t> there(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) there[i] = values[i] >= 0;
    auto made = column(name, "l", values.size(), {nullptr, buffer});
    made.buffers.front() = validity_of(there, 0, values.size(), made.nulls);
    return made;
}

OutColumn shared(const std::string& name, const ArrowSchema& schema, const ArrowArray& array,
                 const Buffer& owner, std::size_t first, std::size_t rows) {
    if (schema.n_children != 0)
        throw ArrowProblem("holds " + in_words(schema) + ", but ids are texts or integers");
    auto made = column(name, schema.format, rows, {});
    made.offset = array.offset + static_cast<std::int64_t>(first);
    made.nulls = array.null_count == 0 ? 0 : -1;
    for (std::int64_t i = 0; i < array.n_buffers; ++i) {
        const void* const buffer = array.buffers[i];
        made.buffers.push_back(buffer == nullptr ? nullptr : Buffer(owner, buffer));
    }
    if (schema.dictionary != nullptr && array.dictionary != nullptr) {
        made.dictionary.push_back(shared("", *schema.dictionary, *array.dictionary, owner, 0,
                                         static_cast<std::size_t>(array.dictionary->length)));
    }
    return made;
}

void make_stream(ArrowArrayStream& out, std::vector<OutColumn> shape, std::size_t batches,
                 std::function<std::vector<OutColumn>(std::size_t)> batch) {
    auto held = std::make_unique<HeldStream>();
    held->shape = std::move(shape);
    held->batches = batches;
    held->batch = std::move(batch);
    out.get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
        auto& mine = held_by(stream);
        *schema = {};
        const int error = guarded(mine, [&] { make_schema(table_of(mine.shape, 0), *schema); });
        if (error != 0 && schema->release != nullptr) schema->release(schema);
        return error;
    };
    out.get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
        auto& mine = held_by(stream);
        *array = {};
        if (mine.next == mine.batches) return 0;
        const int error = guarded(mine, [&] {
            auto columns = mine.batch(mine.next);
            const auto rows = columns.empty() ? 0 : columns.front().rows;
            make_array(table_of(std::move(columns), rows), *array);
            ++mine.next;
        });
        if (error != 0 && array->release != nullptr) array->release(array);
        return error;
    };
    out.get_last_error = [](ArrowArrayStream* stream) -> const char* {
        const auto& error = held_by(stream).error;
        return error.empty() ? nullptr : error.c_str();
    };
    out.release = [](ArrowArrayStream* stream) {
        delete static_cast<HeldStream*>(stream->private_data);
        stream->release = nullptr;
    };
    out.private_data = held.release();
}

}  // namespace meritum::io
