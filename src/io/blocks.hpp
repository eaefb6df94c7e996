// A file in blocks that several threads take: each block holds the lines that begin in it, whole.
// In: a regular file. Out: pieces of text. Must not know what the lines say. Tests:
// tests/io/blocks_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.hpp"

namespace meritum::io {

/// An open file that is closed at its end.
class InputFile {
public:
    /// Nothing if it cannot be opened or is no regular file.
    static std::optional<InputFile> open(const std::filesystem::path& path);

    InputFile(InputFile&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}
    InputFile& operator=(InputFile&&) = delete;
    ~InputFile();

    std::size_t size() const { return size_; }
    /// Bytes from `offset` on: as many as there is room for, fewer at the end. Nothing if they
    /// cannot be read. May be called by several threads.
    std::optional<std::size_t> read(std::size_t offset, std::span<char> bytes) const;

private:
    InputFile(int descriptor, std::size_t size) : descriptor_(descriptor), size_(size) {}

    int descriptor_;
    std::size_t size_;
};

/// The blocks of a file from a line on.
class Blocks {
public:
    static constexpr std::size_t bytes = std::size_t{1} << 18;
    static constexpr std::size_t longest_line = limits::scalar_bytes;

    /// A line begins at `begin`.
    Blocks(const InputFile& file, std::size_t begin) : file_(file), begin_(begin) {}

    std::size_t count() const;
    /// The file's offset at which the block begins, in the midst of a line perhaps.
    std::size_t offset(std::size_t block) const { return begin_ + block * bytes; }

    /// A text in a buffer: the lines that begin in a block, each with its end. Where the last one
    /// of the file has none, it is added. Behind the text lie 16 more bytes.
    struct Lines {
        std::string_view text;
        std::size_t offset = 0;  ///< of the text in the file
    };
    /// Nothing if the file cannot be read, or a line is longer than it may be.
    std::optional<Lines> lines(std::size_t block, std::vector<char>& buffer) const;

private:
    const InputFile& file_;
    std::size_t begin_;
};

/// Calls `work` for 0 .. count - 1 on several threads, this one among them, and `take` for each
/// number in order, by one thread at a time, after its work. What is worked at is never far ahead
/// of what is taken. Either may end all by false; then so is the result.
bool in_order(std::size_t count, unsigned threads, const std::function<bool(std::size_t)>& work,
              const std::function<bool(std::size_t)>& take);

}  // namespace meritum::io
