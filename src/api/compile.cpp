// From text to Plan: the pipeline, stage by stage. See include/meritum/plan.hpp. Tests: tests/api/.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "api/plan_body.hpp"
#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "check/from_ast.hpp"
#include "graph/from_checked.hpp"
#include "graph/print.hpp"
#include "graph/verify.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"
#include "syntax/quoted.hpp"
#include "syntax/tongue.hpp"

namespace meritum {

namespace {

/// What was found, in the words of the plan's own tongue.
Diagnostics told(const DiagnosticSink& sink, const ast::Document& document) {
    auto diagnostics = sink.diagnostics();
    if (!diagnostics.items.empty())
        syntax::quote_in(syntax::tongue_of(document, sink.source()), diagnostics, document);
    return diagnostics;
}

}  // namespace

Compiled Plan::compile(std::string_view text, std::string_view file, const Resolve& resolve) {
    Source source{std::string(file), text};
    DiagnosticSink sink(source);
    auto body = std::make_shared<Body>();
    body->file = std::string(file);
    body->document = syntax::parse(source, sink, syntax::Phrases::standard(), resolve);
    auto checked = check::from_ast(body->document, sink);
    body->diagnostics = told(sink, body->document);
    Compiled compiled;
    compiled.diagnostics = body->diagnostics;
    if (!checked) {
        return compiled;
    }
    body->effective = checked->effective;
    auto graph = std::make_shared<graph::Graph>(graph::from_checked(*checked));
    graph::require_valid(*graph);
    body->graph = graph;
    for (const auto keep : {Keep::results, Keep::lines, Keep::everything}) {
        body->programs[static_cast<std::size_t>(keep)] =
            std::make_shared<exec::Program>(exec::bind(body->graph, keep));
    }
    const auto& required = body->graph->story.requirements;
    if (std::any_of(required.begin(), required.end(),
                    [](const auto& requirement) { return requirement.refuses; })) {
        body->requirements = std::make_shared<exec::Program>(exec::bind_requirements(body->graph));
    }
    compiled.plan = Plan(std::move(body));
    return compiled;
}

Plan Plan::load(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::error_code status;
    const bool is_folder = std::filesystem::is_directory(file, status);
    if (!in || is_folder) {
        throw Error(utf8::visible(file.string()) + " cannot be read: " +
                        (is_folder                               ? "it is a folder"
                         : std::filesystem::exists(file, status) ? "it cannot be opened"
                                                                 : "there is no such file"),
                    {}, {});
    }
    std::string text(limits::plan_bytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(
        in.gcount()));  // one byte over the limit is reported by the parser
    auto compiled = compile(text, file.string(), files_in(file.parent_path()));
    if (!compiled.plan) {
        throw Error(compiled.diagnostics.to_string(), compiled.diagnostics, {});
    }
    return *std::move(compiled.plan);
}

const std::string& Plan::name() const { return body_->graph->story.plan; }
const std::string& Plan::fingerprint() const { return body_->graph->fingerprint; }
const Diagnostics& Plan::diagnostics() const { return body_->diagnostics; }

const std::string& Plan::label(std::string_view lang) const {
    const auto& story = body_->graph->story;
    for (std::size_t i = 0; i < story.tongues.size() && i < story.label.size(); ++i) {
        if (story.tongues[i] == lang) {
            return story.label[i];
        }
    }
    return story.label.empty() ? story.plan : story.label.front();
}

std::string Plan::format(std::string_view lang) const {
    syntax::PrintOptions options;
    options.tongue = std::string(lang);
    return syntax::print(body_->document, options);
}

std::string Plan::graph(std::string_view format) const {
    return format == "dot" ? graph::to_dot(*body_->graph) : graph::to_text(*body_->graph);
}

Formatted format(std::string_view text, std::string_view lang, std::string_view file,
                 const Resolve& resolve) {
    Source source{std::string(file), text};
    DiagnosticSink sink(source);
    const Resolve nothing = [](const std::string&) { return Resolved{"", {}}; };
    const auto document =
        syntax::parse(source, sink, syntax::Phrases::standard(), resolve ? resolve : nothing);
    Formatted formatted;
    formatted.diagnostics = told(sink, document);
    if (!sink.has_errors()) {
        syntax::PrintOptions options;
        options.tongue = lang.empty() ? syntax::tongue_of(document, source) : std::string(lang);
        formatted.text = syntax::print(document, options);
    }
    return formatted;
}

}  // namespace meritum
