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

Source::Source(std::string file, std::string_view text) : file_(std::move(file)) {
    if (text.substr(0, byte_order_mark.size()) == byte_order_mark)
        text.remove_prefix(byte_order_mark.size());
    text_ = std::string(text);
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (text_[i] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(i + 1));
    }
}

Position Source::position(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
    const std::uint32_t start = *(next - 1);
    Position position;
    position.offset = offset;
    position.line = static_cast<std::size_t>(next - line_starts_.begin());
    position.byte_column = offset - start + 1;
    for (std::size_t at = start; at < offset;) {
        const utf8::CodePoint c = utf8::decode(text_, at);
        at += c.length;
        ++position.column;
        position.utf16_column += c.valid && c.value > 0xFFFF ? 2 : 1;
    }
    return position;
}

Label Source::label(Span span, std::string text) const {
    Label label;
    label.begin = position(span.begin);
    label.end = position(std::max(span.begin, span.end));
    label.text = std::move(text);
    const std::size_t start = line_starts_[label.begin.line - 1];
    std::size_t end = text_.find('\n', start);
    if (end == std::string::npos) end = text_.size();
    if (end > start && text_[end - 1] == '\r') --end;
    label.excerpt =
        std::string(cut(std::string_view(text_).substr(start, end - start), limits::line_bytes));
    return label;
}

}  // namespace meritum
