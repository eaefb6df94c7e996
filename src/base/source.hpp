// The text of a plan and of the files it uses, and their lines. In: bytes. Out: positions for
// spans. Knows nothing of the language. Tests: tests/base/source_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"
#include "meritum/diagnostics.hpp"

namespace meritum {

/// The texts are kept as given (a byte order mark is dropped), one behind the other; spans count
/// their bytes from the beginning of the first. They may hold invalid UTF-8 (syntax::parse reports
/// that); positions then count each bad byte as one code point.
class Source {
public:
    Source(std::string file, std::string_view text);

    /// Puts another file behind the ones that are there; returns its number.
    std::size_t add(std::string file, std::string_view text);

    /// The plan itself is file 0.
    std::size_t files() const { return files_.size(); }
    const std::string& file(std::size_t number = 0) const { return files_[number].name; }
    Span span_of(std::size_t number) const { return files_[number].span; }
    std::size_t file_at(std::uint32_t offset) const;

    /// Of all files: spans count its bytes.
    std::string_view text() const { return text_; }
    std::string_view text(Span span) const {
        return text().substr(span.begin, span.end - span.begin);
    }

    /// Within its file.
    Position position(std::uint32_t offset) const;
    std::size_t line_at(std::uint32_t offset) const;
    Label label(Span span, std::string text) const;

private:
    struct File {
        std::string name;
        Span span;
    };

    std::vector<File> files_;
    std::string text_;
    std::vector<std::uint32_t> line_starts_;
};

}  // namespace meritum
