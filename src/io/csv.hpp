// CSV as RFC 4180 writes it, cell by cell. In: text. Out: records of cells with places, or
// ReadError. Our own small state machine: the libraries at hand lose the line and column of a cell,
// guess delimiters, or let a stray quote swallow half a file without a word. Must not know a
// schema. Tests: tests/io/csv_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/places.hpp"

namespace meritum::io {

struct Cell {
    std::string text;  ///< unquoted cells without the blanks around them
    Place place;
};

struct Record {
    std::vector<Cell> cells;
    Place place;

    /// A blank line, or one of commas only: it says nothing.
    bool is_empty() const;
};

class CsvReader {
public:
    /// The text has passed `checked_text` and must outlive the reader, as must `lines`: in rising
    /// order those records that do not follow the one before on the next line.
    CsvReader(std::string_view name, std::string_view text, std::span<const RecordLine> lines = {})
        : file_(name), text_(text), lines_(lines), places_(text) {}

    /// The next record that is not empty; false at the end. Throws ReadError where the structure is
    /// broken: a quote that is not closed or not followed by a comma, a carriage return alone, a
    /// record beyond the limits.
    bool next(Record& record);

    /// The byte behind the last record.
    std::size_t offset() const { return offset_; }

private:
    void read_record(Record& record);
    Cell read_cell();
    std::string read_quoted();
    std::string read_plain();
    bool at(char c) const { return offset_ < text_.size() && text_[offset_] == c; }
    bool at_line_end() const;
    [[noreturn]] void refuse(const std::string& message, std::size_t offset);

    std::string file_;
    std::string_view text_;
    std::span<const RecordLine> lines_;
    Places places_;
    std::size_t offset_ = 0;
};

}  // namespace meritum::io
