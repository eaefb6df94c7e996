// A plan's text and its lines. In: bytes. Out: positions for spans. Knows nothing of the language.
// Tests: tests/base/source_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"
#include "meritum/diagnostics.hpp"

namespace meritum {

/// The text is kept as given (a byte order mark is dropped); spans count its bytes. It may hold
/// invalid UTF-8 (syntax::parse reports that); positions then count each bad byte as one code
/// point.
class Source {
public:
    Source(std::string file, std::string_view text);

    const std::string& file() const { return file_; }
    std::string_view text() const { return text_; }
    std::string_view text(Span span) const {
        return text().substr(span.begin, span.end - span.begin);
    }

    Position position(std::uint32_t offset) const;
    Label label(Span span, std::string text) const;

private:
    std::string file_;
    std::string text_;
    std::vector<std::uint32_t> line_starts_;
};

}  // namespace meritum
