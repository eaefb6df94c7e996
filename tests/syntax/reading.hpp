// Reading and printing in one call, for the tests of syntax. In: text. Out: documents, codes,
// texts. Knows no stage above.
#pragma once

#include <string>
#include <vector>

#include "syntax/parse.hpp"
#include "syntax/print.hpp"

namespace meritum::syntax {

/// A document with what was said about its text.
struct Read {
    ast::Document document;
    Diagnostics diagnostics;
};

inline Read read(const std::string& text, const Phrases& phrases = Phrases::standard()) {
    Source source("plan.merit", text);
    DiagnosticSink sink(source);
    Read result;
    result.document = parse(source, sink, phrases);
    result.diagnostics = sink.diagnostics();
    return result;
}

/// The codes of all diagnostics, in the order of the text: "M0101 M0104".
inline std::string codes(const std::string& text) {
    std::string out;
    for (const Diagnostic& d : read(text).diagnostics.items) {
        out += (out.empty() ? "" : " ") + d.code;
    }
    return out;
}

inline std::string in_tongue(const ast::Document& document, const std::string& tongue,
                             const Phrases& phrases = Phrases::standard()) {
    PrintOptions options;
    options.tongue = tongue;
    return print(document, options, phrases);
}

/// The text for fingerprints.
inline std::string canonical(const ast::Document& document,
                             const Phrases& phrases = Phrases::standard()) {
    PrintOptions options;
    options.labels = options.comments = options.align = false;
    return print(document, options, phrases);
}

/// The tree of one expression as rows: "add(number, name)".
inline std::string shape(const ast::Node& node) {
    std::string out(ast::row_name(node.row));
    if (node.row == ast::Row::name || node.row == ast::Row::number) out = node.text;
    if (node.slots.empty()) return out;
    out += "(";
    for (std::size_t i = 0; i < node.slots.size(); ++i) {
        out += (i > 0 ? ", " : "") + shape(node.slots[i]);
    }
    return out + ")";
}

/// The tree of `let a = <text>`, or the first diagnostic's code.
inline std::string value_shape(const std::string& text,
                               const Phrases& phrases = Phrases::standard()) {
    const Read result = read("let a = " + text, phrases);
    if (!result.diagnostics.items.empty()) return result.diagnostics.items.front().code;
    return shape(result.document.statements.front().head[1]);
}

}  // namespace meritum::syntax
