// See tables.hpp.
#include "c/tables.hpp"

#include <atomic>
#include <cerrno>
#include <memory>
#include <utility>

namespace meritum::c_tests {
namespace {

std::atomic<int> living{0};

/// What a schema or array points to.
template <class Struct>
struct Held {
    explicit Held(const Column& of) : column(of), children(of.children.size()) {
        ++living;
        for (auto& child : children) places.push_back(&child);
        for (const auto& buffer : column.buffers)
            buffers.push_back(buffer.empty() ? nullptr : buffer.data());
    }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held() { --living; }

    Column column;
    std::vector<Struct> children;
    std::vector<Struct*> places;
    Struct dictionary = {};
    std::vector<const void*> buffers;
};

template <class Struct>
void release(Struct* out) {
    const std::unique_ptr<Held<Struct>> held(static_cast<Held<Struct>*>(out->private_data));
    for (auto& child : held->children) {
        if (child.release != nullptr) child.release(&child);
    }
    if (held->dictionary.release != nullptr) held->dictionary.release(&held->dictionary);
    out->release = nullptr;
}

/// What both structs have in common.
template <class Struct, class Make>
Held<Struct>& begin(const Column& column, Struct& out, const Make& make) {
    auto* held = new Held<Struct>(column);
    out = {};
    out.n_children = static_cast<std::int64_t>(held->children.size());
    out.children = held->places.data();
    out.release = release<Struct>;
    out.private_data = held;
    for (std::size_t i = 0; i < held->children.size(); ++i)
        make(held->column.children[i], held->children[i]);
    if (!column.dictionary.empty()) {
        make(held->column.dictionary.front(), held->dictionary);
        out.dictionary = &held->dictionary;
    }
    return *held;
}

struct Batches {
    Batches(std::vector<Column> of, std::string words)
        : batches(std::move(of)), failure(std::move(words)) {
        ++living;
    }
    Batches(const Batches&) = delete;
    Batches& operator=(const Batches&) = delete;
    ~Batches() { --living; }

    std::vector<Column> batches;
    std::string failure;
    std::size_t next = 0;
};

Batches& batches_of(ArrowArrayStream* stream) {
    return *static_cast<Batches*>(stream->private_data);
}

std::string words_of_number(std::int64_t number, int scale) {
    auto digits = std::to_string(number < 0 ? -number : number);
    const auto places = static_cast<std::size_t>(scale);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) {
        digits.insert(digits.size() - places, ".");
        while (digits.back() == '0') digits.pop_back();
        if (digits.back() == '.') digits.pop_back();
    }
    return (number < 0 ? "-" : "") + digits;
}

template <class End>
std::string text_at(const ArrowArray& array, std::int64_t at) {
    const auto* ends = static_cast<const End*>(array.buffers[1]);
    const auto* bytes = static_cast<const char*>(array.buffers[2]);
    return {bytes + ends[at], bytes + ends[at + 1]};
}

template <class T>
std::int64_t number_at(const ArrowArray& array, std::int64_t at) {
    return static_cast<std::int64_t>(static_cast<const T*>(array.buffers[1])[at]);
}

std::string value_at(const ArrowSchema& schema, const ArrowArray& array, std::int64_t row) {
    const auto at = row + array.offset;
    const auto* there = static_cast<const unsigned char*>(array.buffers[0]);
    if (there != nullptr && (there[at / 8] >> (at % 8) & 1) == 0) return "-";
    const std::string format = schema.format;
    if (format == "u") return text_at<std::int32_t>(array, at);
    if (format == "U") return text_at<std::int64_t>(array, at);
    if (format.starts_with("d:38,"))  // these fit 64 bits
        return words_of_number(number_at<std::int64_t>(array, 2 * at), std::stoi(format.substr(5)));
    std::int64_t number = 0;
    if (format == "c") number = number_at<std::int8_t>(array, at);
    if (format == "s") number = number_at<std::int16_t>(array, at);
    if (format == "i" || format == "tdD") number = number_at<std::int32_t>(array, at);
    if (format == "l") number = number_at<std::int64_t>(array, at);
    if (array.dictionary != nullptr) return value_at(*schema.dictionary, *array.dictionary, number);
    return std::to_string(number);
}

}  // namespace

Column texts(std::string name, const std::vector<std::string>& values) {
    std::vector<std::int32_t> ends = {0};
    std::string bytes;
    for (const auto& value : values) {
        bytes += value;
        ends.push_back(static_cast<std::int32_t>(bytes.size()));
    }
    return {std::move(name),
            "u",
            static_cast<std::int64_t>(values.size()),
            {"", bytes_of(ends), bytes + '\0'},
            {},
            {}};
}

Column lists(std::string name, const std::vector<std::int32_t>& ends, std::vector<Column> fields) {
    auto items = table(std::move(fields));
    items.name = "item";
    return {
        std::move(name),    "+l", static_cast<std::int64_t>(ends.size()) - 1, {"", bytes_of(ends)},
        {std::move(items)}, {}};
}

Column table(std::vector<Column> columns) {
    const auto rows = columns.empty() ? 0 : columns.front().rows;
    return {"", "+s", rows, {""}, std::move(columns), {}};
}

void make_schema(const Column& column, ArrowSchema& out) {
    auto& held = begin(column, out, make_schema);
    out.format = held.column.format.c_str();
    out.name = held.column.name.c_str();
    out.flags = ARROW_FLAG_NULLABLE;
}

void make_array(const Column& column, ArrowArray& out) {
    auto& held = begin(column, out, make_array);
    out.length = column.rows;
    out.null_count = -1;
    out.n_buffers = static_cast<std::int64_t>(held.buffers.size());
    out.buffers = held.buffers.data();
}

ArrowArrayStream stream_of(std::vector<Column> batches, std::string failure) {
    ArrowArrayStream out = {};
    out.get_schema = [](ArrowArrayStream* own, ArrowSchema* schema) {
        make_schema(batches_of(own).batches.front(), *schema);
        return 0;
    };
    out.get_next = [](ArrowArrayStream* own, ArrowArray* array) {
        auto& all = batches_of(own);
        *array = {};
        if (all.next < all.batches.size()) {
            make_array(all.batches[all.next++], *array);
            return 0;
        }
        return all.failure.empty() ? 0 : EIO;
    };
    out.get_last_error = [](ArrowArrayStream* own) { return batches_of(own).failure.c_str(); };
    out.release = [](ArrowArrayStream* own) {
        delete &batches_of(own);
        own->release = nullptr;
    };
    out.private_data = new Batches(std::move(batches), std::move(failure));
    return out;
}

int alive() { return living; }

ArrowArrayStream sales_of(std::size_t participants) {
    std::vector<std::string> ids;
    std::vector<std::int64_t> sales, targets;
    for (std::size_t i = 0; i < participants; ++i) {
        ids.push_back("p" + std::to_string(i));
        sales.push_back(static_cast<std::int64_t>(900'000 + i % 700 * 1'000));
        targets.push_back(1'000'000);
    }
    return stream_of(
        {table({texts("id", ids), numbers("sales", "l", sales), numbers("target", "l", targets)})});
}

std::vector<std::string> rows_of(ArrowArrayStream& stream) {
    std::vector<std::string> rows;
    if (stream.release == nullptr) return {"(released)"};
    ArrowSchema schema = {};
    if (stream.get_schema(&stream, &schema) != 0) return {"(no schema)"};
    ArrowArray batch = {};
    while (stream.get_next(&stream, &batch) == 0 && batch.release != nullptr) {
        for (std::int64_t row = 0; row < batch.length; ++row) {
            std::string words;
            for (std::int64_t i = 0; i < batch.n_children; ++i) {
                words += (words.empty() ? "" : " ") + std::string(schema.children[i]->name) + "=" +
                         value_at(*schema.children[i], *batch.children[i], row);
            }
            rows.push_back(std::move(words));
        }
        batch.release(&batch);
    }
    schema.release(&schema);
    stream.release(&stream);
    return rows;
}

}  // namespace meritum::c_tests
