// One CSV file with very many rows: its header, its rows block by block, and single rows again. In:
// a path. Out: PlainRows in the file's order. Must not know other files. Tests:
// tests/io/plain_folder_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/blocks.hpp"
#include "io/plain_rows.hpp"
#include "io/read.hpp"

namespace meritum::io {

class PlainFile {
public:
    /// Nothing if it cannot be opened, is no regular file or is larger than data may be.
    static std::optional<PlainFile> open(const std::filesystem::path& path);

    std::string name() const { return path_.string(); }
    std::size_t bytes() const { return input_.size(); }

    /// False if the header is not what it should be, or 64 bits do not hold a column. `owner`: what
    /// the column is called that says whose a row is. `texts` takes those of columns, and must
    /// outlive the file, as must the names.
    bool read_header(const Names& names, std::optional<ListId> list, std::string_view owner,
                     std::deque<ColumnTexts>& texts);
    const PlainHeader& header() const { return header_; }

    struct Reading {
        unsigned threads = 1;
        const std::string* period = nullptr;            ///< of PlainRowsReader
        std::function<void(PlainRows&)> prepare;        ///< several threads at once; may be empty
        std::function<bool(PlainRows&)> take;           ///< one at a time, in order; false: no more
        std::function<void(std::size_t bytes)> passed;  ///< what was taken; may be empty
    };
    /// False if `take` ended it, or rows cannot be read so. Throws ReadError where the structure is
    /// broken.
    bool read(const Reading& how);

    /// How many rows there will be, if all are as those that were read.
    std::size_t expected_rows(std::size_t rows) const;

    /// Its header and the rows that begin at offsets, as part of the file.
    TextFile excerpt(std::vector<std::uint32_t> offsets) const;

private:
    PlainFile(std::filesystem::path path, InputFile input)
        : path_(std::move(path)), input_(std::move(input)) {}

    bool plan_column(const value::ColumnSchema& schema, PlainColumn& column,
                     std::deque<ColumnTexts>& texts) const;
    void refuse_broken() const;

    std::filesystem::path path_;
    InputFile input_;
    PlainHeader header_;
    std::string head_;                ///< up to the first row, without a byte order mark
    std::size_t begin_ = 0;           ///< of the first row
    std::vector<std::size_t> lines_;  ///< in each block
    std::size_t read_ = 0;            ///< bytes that were taken
};

}  // namespace meritum::io
