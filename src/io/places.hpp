// Lines and code-point columns of byte offsets. In: a text and offsets, mostly rising. Out: places.
// One pass over the text in all, so that a file of one long line is no slower than others. Must not
// know a format. Tests: tests/io/places_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace meritum::io {

/// Line and column from 1, and the byte of the text.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t offset = 0;
};

/// A record of a text that is part of a file, and the file's line on which it stands.
struct RecordLine {
    std::size_t offset = 0;
    std::uint32_t line = 1;
};

class Places {
public:
    /// The text must outlive it and be valid UTF-8.
    explicit Places(std::string_view text) : text_(text) {}

    Place at(std::size_t offset);

    /// Of a text that is part of a file: here begins the file's line `line`. REQUIRES an offset
    /// that is not behind the last one.
    void begin_line(std::size_t offset, std::uint32_t line);

private:
    std::string_view text_;
    std::size_t offset_ = 0;
    Place place_;
};

/// The text without its byte order mark. Throws ReadError if it is not UTF-8, holds a NUL or has
/// more than `most` bytes.
std::string_view checked_text(std::string_view name, std::string_view text, std::size_t most);

}  // namespace meritum::io
