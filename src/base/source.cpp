// Implements source.hpp. Only line starts are stored; columns are counted when somebody asks.
#include "base/source.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/utf8.hpp"

namespace meritum {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// At most `limit` bytes, cut before a code point.
std::string_view cut(std::string_view line, std::size_t limit) {
    if (line.size() <= limit) return line;
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0u) == 0x80u) --end;
    return line.substr(0, end);
}

}  // namespace

Source::Source(std::string file, std::string_view text) { add(std::move(file), text); }

std::size_t Source::add(std::string file, std::string_view text) {
    if (text.substr(0, byte_order_mark.size()) == byte_order_mark)
        text.remove_prefix(byte_order_mark.size());
    if (!files_.empty()) text_ += '\n';  // so that no line goes on into the next file
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += text;
    const auto end = static_cast<std::uint32_t>(text_.size());
    line_starts_.push_back(begin);
    for (std::uint32_t i = begin; i < end; ++i) {
        if (text_[i] == '\n') line_starts_.push_back(i + 1);
    }
    files_.push_back({std::move(file), {begin, end}});
    return files_.size() - 1;
}

std::size_t Source::file_at(std::uint32_t offset) const {
    std::size_t number = files_.size() - 1;
    while (number > 0 && files_[number].span.begin > offset) --number;
    return number;
}

Position Source::position(std::uint32_t offset) const {
    const Span file = files_[file_at(offset)].span;
    offset = std::min(offset, file.end);
    const auto first = std::lower_bound(line_starts_.begin(), line_starts_.end(), file.begin);
    const auto next = std::upper_bound(first, line_starts_.end(), offset);
    const std::uint32_t start = *(next - 1);
    Position position;
    position.offset = offset - file.begin;
    position.line = static_cast<std::size_t>(next - first);
    position.byte_column = offset - start + 1;
    for (std::size_t at = start; at < offset;) {
        const utf8::CodePoint c = utf8::decode(text_, at);
        at += c.length;
        ++position.column;
        position.utf16_column += c.valid && c.value > 0xFFFF ? 2 : 1;
    }
    return position;
}

std::size_t Source::line_at(std::uint32_t offset) const {
    const Span file = files_[file_at(offset)].span;
    const auto first = std::lower_bound(line_starts_.begin(), line_starts_.end(), file.begin);
    const auto next = std::upper_bound(first, line_starts_.end(), std::min(offset, file.end));
    return static_cast<std::size_t>(next - first);
}

Label Source::label(Span span, std::string text) const {
    const File& file = files_[file_at(span.begin)];
    Label label;
    label.begin = position(span.begin);
    label.end = position(std::min(std::max(span.begin, span.end), file.span.end));
    label.text = std::move(text);
    if (&file != &files_.front()) label.file = file.name;
    const std::uint32_t begin = file.span.begin;
    const std::string_view all = this->text(file.span);
    const std::size_t start =
        std::min(span.begin, file.span.end) - begin - (label.begin.byte_column - 1);
    std::size_t end = all.find('\n', start);
    if (end == std::string_view::npos) end = all.size();
    if (end > start && all[end - 1] == '\r') --end;
    label.excerpt = std::string(cut(all.substr(start, end - start), limits::line_bytes));
    return label;
}

}  // namespace meritum
