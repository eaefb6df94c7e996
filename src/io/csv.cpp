// See csv.hpp. In: text. Out: records. Must not know a schema. Tests: tests/io/csv_test.cpp.
#include "io/csv.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "io/read.hpp"

namespace meritum::io {
namespace {

std::string_view without_blanks(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace

bool Record::is_empty() const {
    return std::all_of(cells.begin(), cells.end(),
                       [](const Cell& cell) { return cell.text.empty(); });
}

void CsvReader::refuse(const std::string& message, std::size_t offset) {
    // An unclosed quote is reported at its beginning, behind where the places have got to.
    const auto place = Places(text_).at(offset);
    throw ReadError(message, file_, place.line, place.column);
}

bool CsvReader::at_line_end() const {
    return offset_ >= text_.size() || text_[offset_] == '\n' || text_[offset_] == '\r';
}

bool CsvReader::next(Record& record) {
    while (offset_ < text_.size()) {
        read_record(record);
        if (!record.is_empty()) return true;
    }
    return false;
}

void CsvReader::read_record(Record& record) {
    const auto begin = offset_;
    if (!lines_.empty() && lines_.front().offset == begin) {
        places_.begin_line(begin, lines_.front().line);
        lines_ = lines_.subspan(1);
    }
    record.cells.clear();
    record.place = places_.at(begin);
    do {
        if (record.cells.size() == limits::csv_columns) {
            refuse("a row of more than " + std::to_string(limits::csv_columns) + " cells", begin);
        }
        record.cells.push_back(read_cell());
        if (offset_ - begin > limits::csv_record_bytes) {
            refuse("a row of more than " + std::to_string(limits::csv_record_bytes) + " bytes",
                   begin);
        }
    } while (at(',') && ++offset_ > 0);
    if (at('\r')) {
        ++offset_;
        if (!at('\n')) refuse("a carriage return without a line feed", offset_ - 1);
    }
    if (at('\n')) ++offset_;
}

Cell CsvReader::read_cell() {
    Cell cell;
    const auto begin = offset_;
    // Blanks before a quote are no text; some exports write them.
    const auto first = std::min(text_.find_first_not_of(" \t", begin), text_.size());
    const bool quoted = first < text_.size() && text_[first] == '"';
    if (quoted) offset_ = first;
    const bool blank = first == text_.size() ||
                       std::string_view(",\r\n").find(text_[first]) != std::string_view::npos;
    cell.place = places_.at(blank ? begin : first);
    cell.text = quoted ? read_quoted() : read_plain();
    if (cell.text.size() > limits::scalar_bytes) {
        refuse("a cell of more than " + std::to_string(limits::scalar_bytes) + " bytes", begin);
    }
    return cell;
}

std::string CsvReader::read_quoted() {
    const auto begin = offset_++;
    std::string text;
    for (;;) {
        const auto quote = text_.find('"', offset_);
        if (quote == std::string_view::npos)
            refuse("a quote begins here and is never closed", begin);
        text.append(text_, offset_, quote - offset_);
        offset_ = quote + 1;
        if (!at('"')) break;
        text += '"';
        ++offset_;
    }
    while (at(' ') || at('\t')) ++offset_;
    if (!at(',') && !at_line_end()) {
        refuse("text follows a closing quote; a quote inside a quoted cell is written twice",
               offset_);
    }
    return text;
}

std::string CsvReader::read_plain() {
    const auto end = std::min(text_.find_first_of(",\r\n", offset_), text_.size());
    const auto text = without_blanks(text_.substr(offset_, end - offset_));
    offset_ = end;
    return std::string(text);
}

}  // namespace meritum::io
