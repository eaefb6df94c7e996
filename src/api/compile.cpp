// From text to Plan: the pipeline, stage by stage. See include/meritum/plan.hpp. Tests: tests/api/.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "api/plan_body.hpp"
#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "check/from_ast.hpp"
#include "graph/decimals.hpp"
#include "graph/from_checked.hpp"
#include "graph/print.hpp"
#include "graph/verify.hpp"
#include "syntax/names.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"
#include "syntax/quoted.hpp"
#include "syntax/table_files.hpp"
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

bool takes_rows_from_data(const ast::Statement& statement) {
    return std::any_of(statement.clauses.begin(), statement.clauses.end(),
                       [](const ast::Node& clause) { return clause.row == ast::Row::table_data; });
}

/// The rows that are given for a table; null if there are none.
const TableRows* rows_for(const ast::Statement& table, std::span<const TableRows> given) {
    for (const auto& rows : given) {
        if (ast::is_named(table.head[0], rows.table)) return &rows;
    }
    return nullptr;
}

/// Each table gets rows, and each rows have a table.
void require_rows(const ast::Document& document, std::span<const TableRows> given) {
    std::size_t used = 0;
    for (const auto& statement : document.statements) {
        if (!takes_rows_from_data(statement)) continue;
        const auto& name = ast::first_name(statement.head[0]);
        if (rows_for(statement, given) == nullptr)
            throw Error("the data has no rows for the table `" + name + "`; they stand in " + name +
                            ".csv, or under `tables` beside `participants`",
                        {}, {});
        ++used;
    }
    if (used == given.size()) return;
    for (const auto& rows : given) {
        const bool known = std::any_of(document.statements.begin(), document.statements.end(),
                                       [&](const auto& statement) {
                                           return takes_rows_from_data(statement) &&
                                                  rows_for(statement, {&rows, 1}) != nullptr;
                                       });
        if (!known)
            throw Error("the plan has no table `" + rows.table + "` with `rows from data`", {}, {});
    }
    throw Error("rows are given twice for a table", {}, {});
}

}  // namespace

/// What is asked of a plan that is sound.
void Plan::Body::bind(check::CheckedPlan&& checked) {
    effective = checked.effective;
    auto whole = std::make_shared<graph::Graph>(graph::from_checked(std::move(checked)));
    graph::require_valid(*whole);
    graph::find_decimals(whole->story);
    graph = whole;
    const auto prepared = [this](auto bind) {
        return std::make_shared<exec::Prepared>([shared = graph, bind] { return bind(shared); });
    };
    for (const auto keep : {Keep::results, Keep::lines, Keep::everything}) {
        programs[static_cast<std::size_t>(keep)] =
            prepared([keep](const auto& of) { return exec::bind(of, keep); });
    }
    points = prepared([](const auto& of) { return exec::bind_points(of); });
    later = std::make_shared<Later>();
    const auto& required = graph->story.requirements;
    if (std::any_of(required.begin(), required.end(),
                    [](const auto& requirement) { return requirement.refuses; })) {
        requirements = prepared([](const auto& of) { return exec::bind_requirements(of); });
    }
}

Compiled Plan::compile(std::string_view text, std::string_view file, const Resolve& resolve) {
    auto body = std::make_shared<Body>();
    body->file = std::string(file);
    body->source = Source{std::string(file), text};
    DiagnosticSink sink(body->source);
    body->document = syntax::parse(body->source, sink, syntax::Phrases::standard(), resolve);
    auto checked = check::from_ast(body->document, sink);
    body->diagnostics = told(sink, body->document);
    Compiled compiled;
    compiled.diagnostics = body->diagnostics;
    if (!checked) {
        return compiled;
    }
    body->has_all_rows = std::none_of(body->document.statements.begin(),
                                      body->document.statements.end(), takes_rows_from_data);
    // Only the plan's own text is printed again; of rows in files the graph has what is asked.
    // With rows from data the plan is checked again.
    if (body->has_all_rows) {
        for (auto& statement : body->document.statements) statement.rows = {};
    }
    body->bind(*std::move(checked));
    compiled.plan = Plan(std::move(body));
    return compiled;
}

Plan Plan::with_tables(std::span<const TableRows> tables) const {
    require_rows(body_->document, tables);
    auto body = std::make_shared<Body>(*body_);
    body->has_all_rows = true;
    Source source = body_->source;
    DiagnosticSink sink(source);
    ast::Document document = body_->document;
    const syntax::NameTable names(document, syntax::Phrases::standard());
    const std::string from;
    for (auto& statement : document.statements) {
        if (!takes_rows_from_data(statement)) continue;
        syntax::read_table_data(statement, {body_->document, names, from},
                                *rows_for(statement, tables), source, sink,
                                syntax::Phrases::standard().tries());
    }
    auto checked = check::from_ast(document, sink);
    if (!checked) {
        auto diagnostics = told(sink, document);
        std::erase_if(diagnostics.items,
                      [](const auto& item) { return item.severity != Severity::error; });
        throw Error(diagnostics.to_string(), diagnostics, {});
    }
    body->bind(*std::move(checked));
    return Plan(std::move(body));
}

bool Plan::has_all_rows() const { return body_->has_all_rows; }

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
