// Collecting diagnostics. One row per kind in diagnostics.def. In: kind, span, words. Out: public
// Diagnostics. Tests: tests/base/diagnostics_test.cpp; tests/golden/ shows every kind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "base/span.hpp"
#include "meritum/diagnostics.hpp"

namespace meritum {

enum class Kind : std::uint16_t {
#define DIAGNOSTIC(kind, code, severity, message, label) kind,
#include "base/diagnostics.def"
};

/// One diagnostic under construction; the sink keeps it.
class Finding {
public:
    Finding(Diagnostic& diagnostic, const Source& source)
        : diagnostic_(diagnostic), source_(source) {}
    /// The other half of the story.
    Finding& also(Span span, std::string text);
    /// What to write instead, in words.
    Finding& fix(std::string text);

private:
    Diagnostic& diagnostic_;
    const Source& source_;
};

class DiagnosticSink {
public:
    explicit DiagnosticSink(const Source& source) : source_(&source) {}

    /// `{0}`, `{1}` ... in the row's message and label are replaced by `words`. A second report of
    /// the same kind on the same span is dropped (the returned Finding then writes to a spare). The
    /// Finding lives until the next report.
    Finding report(Kind kind, Span span, const std::vector<std::string>& words = {});

    const Source& source() const { return *source_; }
    bool has_errors() const { return errors_ > 0; }
    std::size_t errors() const { return errors_; }

    /// Whether anything was reported about what lies inside a span.
    bool has_any_in(Span span) const;
    /// Where the errors so far are.
    std::vector<Span> errors_at() const;

    /// Everything reported so far, in the order of the text.
    Diagnostics diagnostics() const;

private:
    struct Found {
        Kind kind;
        Span span;
        Diagnostic diagnostic;
    };

    const Source* source_;
    std::vector<Found> found_;
    Diagnostic spare_;
    std::size_t errors_ = 0;
};

/// Code and name of a kind: "M0101", "unknown_phrase".
std::string_view kind_code(Kind kind);
std::string_view kind_name(Kind kind);
Severity kind_severity(Kind kind);
std::string_view kind_message(Kind kind);  ///< with {0}, {1} ... for the author's words
std::size_t kind_count();

}  // namespace meritum
