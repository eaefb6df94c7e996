// Arrow arrays of any layout for tests, by hand. In: formats and buffers. Out: columns that
// io::make_stream sends. Used by tests of io and api.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "io/arrow_out.hpp"

namespace meritum::io {

template <class T>
Buffer buffer_of(std::vector<T> values) {
    auto kept = std::make_shared<std::vector<T>>(std::move(values));
    kept->reserve(1);  // never null
    return Buffer(kept, kept->data());
}

inline Buffer bits_of(const std::vector<bool>& truths) {
    std::vector<std::uint8_t> bytes(truths.size() / 8 + 1);
    for (std::size_t i = 0; i < truths.size(); ++i) {
        if (truths[i]) bytes[i / 8] = static_cast<std::uint8_t>(bytes[i / 8] | 1U << (i % 8));
    }
    return buffer_of(std::move(bytes));
}

template <class T>
OutColumn made(std::string format, std::vector<T> values) {
    OutColumn column;
    column.format = std::move(format);
    column.rows = static_cast<std::int64_t>(values.size());
    column.buffers = {nullptr, buffer_of(std::move(values))};
    return column;
}

inline OutColumn made_bools(const std::vector<bool>& truths) {
    OutColumn column;
    column.format = "b";
    column.rows = static_cast<std::int64_t>(truths.size());
    column.buffers = {nullptr, bits_of(truths)};
    return column;
}

inline OutColumn made_texts(const std::vector<std::string>& texts) {
    std::vector<std::int32_t> offsets = {0};
    std::vector<char> bytes;
    for (const auto& text : texts) {
        bytes.insert(bytes.end(), text.begin(), text.end());
        offsets.push_back(static_cast<std::int32_t>(bytes.size()));
    }
    OutColumn column;
    column.format = "u";
    column.rows = static_cast<std::int64_t>(texts.size());
    column.buffers = {nullptr, buffer_of(offsets), buffer_of(bytes)};
    return column;
}

/// As polars has them: short ones inside, long ones in a buffer of their own each.
inline OutColumn made_text_views(const std::vector<std::string>& texts) {
    std::vector<char> views;
    std::vector<Buffer> buffers;
    std::vector<std::int64_t> sizes;
    for (const auto& text : texts) {
        std::string view(16, '\0');
        const auto put = [&](std::size_t at, std::int32_t number) {
            view.replace(at, 4, std::string(reinterpret_cast<const char*>(&number), 4));
        };
        put(0, static_cast<std::int32_t>(text.size()));
        if (text.size() <= 12) {
            view.replace(4, text.size(), text);
        } else {
            view.replace(4, 4, text.substr(0, 4));
            put(8, static_cast<std::int32_t>(buffers.size()));
            put(12, 3);  // three bytes in
            const auto long_text = "###" + text;
            buffers.push_back(buffer_of(std::vector<char>(long_text.begin(), long_text.end())));
            sizes.push_back(static_cast<std::int64_t>(long_text.size()));
        }
        views.insert(views.end(), view.begin(), view.end());
    }
    OutColumn column;
    column.format = "vu";
    column.rows = static_cast<std::int64_t>(texts.size());
    column.buffers = {nullptr, buffer_of(views)};
    column.buffers.insert(column.buffers.end(), buffers.begin(), buffers.end());
    column.buffers.push_back(buffer_of(sizes));
    return column;
}

template <class T>
OutColumn coded(std::string format, std::vector<T> places, OutColumn dictionary) {
    auto column = made(std::move(format), std::move(places));
    column.dictionary.push_back(std::move(dictionary));
    return column;
}

inline OutColumn made_structs(std::vector<OutColumn> fields) {
    OutColumn column;
    column.format = "+s";
    column.rows = fields.front().rows;
    column.buffers = {nullptr};
    column.children = std::move(fields);
    return column;
}

template <class T>
OutColumn made_lists(std::string format, const std::vector<T>& offsets, OutColumn items) {
    auto column = made(std::move(format), offsets);
    column.rows = static_cast<std::int64_t>(offsets.size()) - 1;
    items.name = "item";
    column.children.push_back(std::move(items));
    return column;
}

inline OutColumn with_nulls(OutColumn column, const std::vector<bool>& there) {
    column.buffers.front() = bits_of(there);
    column.nulls = -1;
    return column;
}

/// What was put before it stays there.
inline OutColumn cut(OutColumn column, std::int64_t first, std::int64_t rows) {
    column.offset += first;
    column.rows = rows;
    return column;
}

inline OutColumn named(std::string name, OutColumn column) {
    column.name = std::move(name);
    return column;
}

/// A stream of these batches, which have the same columns.
inline ArrowArrayStream stream_of(std::vector<std::vector<OutColumn>> batches) {
    ArrowArrayStream stream;
    auto shape = batches.front();
    const auto count = batches.size();
    make_stream(stream, std::move(shape), count,
                [batches = std::move(batches)](std::size_t at) { return batches[at]; });
    return stream;
}

}  // namespace meritum::io
