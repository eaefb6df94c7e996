// Implements the sink of diagnostics.hpp. The words of every kind stand in diagnostics.def.
#include "base/diagnostics.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"

namespace meritum {

namespace {

struct KindRow {
    std::string_view code;
    std::string_view name;
    Severity severity;
    std::string_view message;
    std::string_view label;
};

constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;

constexpr auto rows = std::to_array<KindRow>({
#define DIAGNOSTIC(kind, code, severity, message, label) {code, #kind, severity, message, label},
#include "base/diagnostics.def"
});

const KindRow& row_of(Kind kind) { return rows[static_cast<std::size_t>(kind)]; }

/// Puts words into {0}, {1} ... A brace that is not such a place stays as it is.
std::string filled(std::string_view pattern, const std::vector<std::string>& words) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                           pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
        if (!place) {
            out += pattern[i];
            continue;
        }
        const auto word = static_cast<std::size_t>(pattern[i + 1] - '0');
        if (word < words.size()) out += words[word];
        i += 2;
    }
    return out;
}

}  // namespace

std::string_view kind_code(Kind kind) { return row_of(kind).code; }
std::string_view kind_name(Kind kind) { return row_of(kind).name; }
Severity kind_severity(Kind kind) { return row_of(kind).severity; }
std::string_view kind_message(Kind kind) { return row_of(kind).message; }
std::size_t kind_count() { return rows.size(); }

Finding& Finding::also(Span span, std::string text) {
    diagnostic_.secondary = source_.label(span, std::move(text));
    return *this;
}

Finding& Finding::fix(std::string text) {
    diagnostic_.fix = std::move(text);
    return *this;
}

Finding DiagnosticSink::report(Kind kind, Span span, const std::vector<std::string>& words) {
    const KindRow& row = row_of(kind);
    spare_ = {};
    for (const Found& other : found_) {
        if (other.kind == kind && other.span == span) return {spare_, *source_};
    }
    if (row.severity == Severity::error) ++errors_;
    if (found_.size() > limits::diagnostics) return {spare_, *source_};
    const bool full = found_.size() == limits::diagnostics;
    const KindRow& shown = full ? row_of(Kind::too_many_problems) : row;
    Diagnostic diagnostic;
    diagnostic.code = shown.code;
    diagnostic.name = shown.name;
    diagnostic.severity = shown.severity;
    diagnostic.message = filled(shown.message, words);
    diagnostic.primary = source_->label(span, filled(shown.label, words));
    if (full) diagnostic.fix = "mend these first, then check again";
    found_.push_back({full ? Kind::too_many_problems : kind, span, std::move(diagnostic)});
    if (full) return {spare_, *source_};
    return {found_.back().diagnostic, *source_};
}

bool DiagnosticSink::has_any_in(Span span) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Found& one) {
        return span.begin <= one.span.begin && one.span.end <= span.end;
    });
}

std::vector<Span> DiagnosticSink::errors_at() const {
    std::vector<Span> spans;
    for (const Found& one : found_) {
        if (one.diagnostic.severity == Severity::error) spans.push_back(one.span);
    }
    return spans;
}

Diagnostics DiagnosticSink::diagnostics() const {
    Diagnostics result;
    result.file = source_->file();
    std::vector<const Found*> order;
    for (const Found& one : found_) {
        // Warnings are about a plan that is right: what was worked out beside an error proves
        // nothing.
        if (errors_ == 0 || one.diagnostic.severity == Severity::error) order.push_back(&one);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const Found* a, const Found* b) { return a->span.begin < b->span.begin; });
    for (const Found* one : order) result.items.push_back(one->diagnostic);
    return result;
}

}  // namespace meritum
