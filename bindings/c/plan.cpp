// Plans: from text to a handle, what they say of themselves, rows for their tables. Tests:
// tests/c/plan_test.cpp.
#include "plan.hpp"

#include <cstddef>
#include <span>

#include "meritum/description.hpp"
#include "texts.hpp"

namespace meritum::c {
namespace {

constexpr std::size_t first_plan_options =
    offsetof(meritum_plan_options, resolve_data) + sizeof(void*);

/// Files by the host's own callback, or why there are none.
Resolve resolve_by(meritum_resolve resolve, void* data) {
    return [resolve, data](const std::string& path) -> Resolved {
        const char* bytes = nullptr;
        std::size_t size = 0;
        const bool found = resolve(data, path.c_str(), path.size(), &bytes, &size) != 0;
        const auto given = bytes_of(bytes, size, "what the callback gave");
        if (found) return {std::string(given), {}};
        return {{},
                given.empty() || !is_utf8(given) ? "there is no such file" : std::string(given)};
    };
}

Resolve resolve_of(const meritum_plan_options& options) {
    const auto folder = text_of(options.folder, "options->folder");
    if (options.resolve != nullptr && !folder.empty())
        throw Mistake("options has both a folder and a callback for files; give one of them");
    if (options.resolve != nullptr) return resolve_by(options.resolve, options.resolve_data);
    return folder.empty() ? Resolve() : files_in(std::string(folder));
}

/// Told, whether or not it became a plan.
void tell(const Diagnostics& diagnostics, meritum_text** place) {
    if (place != nullptr) *place = make<meritum_text>(to_json(std::span(&diagnostics, 1)));
}

[[noreturn]] void refuse(const Diagnostics& diagnostics) {
    throw Error(diagnostics.to_string(), diagnostics, {});
}

std::string description_of(const Plan& plan, meritum_output output, std::string_view lang) {
    const auto description = plan.describe();
    switch (output) {
        case MERITUM_TEXT: return to_text(description, lang);
        case MERITUM_JSON: return to_json(description);
        case MERITUM_SCHEMA: return to_json_schema(description);
        case MERITUM_MARKDOWN:
        case MERITUM_CSV:
        case MERITUM_ARCHIVE:
        case MERITUM_JUNIT: break;
    }
    refuse_value("output", output);
}

/// Rows of every table that has them from data, out of one document.
std::vector<TableRows> rows_in(std::string_view document, const Description& plan) {
    std::vector<TableRows> tables;
    for (const auto& table : plan.tables) {
        if (table.from_data()) {
            tables.push_back(
                {table.name, std::string(document), RowsFormat::json, "rows.json", true});
        }
    }
    return tables;
}

}  // namespace
}  // namespace meritum::c

using namespace meritum::c;
using meritum::Plan;

meritum_status meritum_plan_load(const char* file, size_t file_size, meritum_plan** plan,
                                 meritum_text** diagnostics, meritum_error** error) {
    return guarded(error, [&] {
        auto& made = empty_place_of(plan, "plan");
        if (diagnostics != nullptr) *diagnostics = nullptr;
        try {
            const auto loaded = Plan::load(path_of(file, file_size, "file"));
            tell(loaded.diagnostics(), diagnostics);
            made = make<meritum_plan>(loaded);
        } catch (const meritum::Error& refused) {
            if (!refused.diagnostics().items.empty()) tell(refused.diagnostics(), diagnostics);
            throw;
        }
    });
}

meritum_status meritum_plan_compile(const char* text, size_t text_size,
                                    const meritum_plan_options* options, meritum_plan** plan,
                                    meritum_text** diagnostics, meritum_error** error) {
    return guarded(error, [&] {
        auto& made = empty_place_of(plan, "plan");
        if (diagnostics != nullptr) *diagnostics = nullptr;
        const auto own = read_struct(options, first_plan_options, "options");
        const auto compiled =
            Plan::compile(bytes_of(text, text_size, "text"),
                          text_or(own.file, "options->file", "plan.merit"), resolve_of(own));
        tell(compiled.diagnostics, diagnostics);
        if (!compiled) refuse(compiled.diagnostics);
        made = make<meritum_plan>(*compiled.plan);
    });
}

meritum_status meritum_plan_with_rows(const meritum_plan* plan, const char* json, size_t json_size,
                                      meritum_plan** filled, meritum_error** error) {
    return guarded(error, [&] {
        auto& made = empty_place_of(filled, "filled");
        const auto& own = plan_of(plan);
        const auto tables = rows_in(bytes_of(json, json_size, "json"), own.describe());
        made = make<meritum_plan>(own.with_tables(tables));
    });
}

meritum_status meritum_plan_describe(const meritum_plan* plan, meritum_output output,
                                     const char* lang, size_t lang_size, meritum_text** made,
                                     meritum_error** error) {
    return guarded(error, [&] {
        auto& text = empty_place_of(made, "made");
        const auto tongue = text_of(lang, lang_size, "lang");
        text = make<meritum_text>(
            description_of(plan_of(plan), output, tongue.empty() ? "en" : tongue));
    });
}

meritum_status meritum_format(const char* text, size_t text_size, const char* lang,
                              size_t lang_size, const meritum_plan_options* options,
                              meritum_text** made, meritum_error** error) {
    return guarded(error, [&] {
        auto& place = empty_place_of(made, "made");
        const auto own = read_struct(options, first_plan_options, "options");
        auto formatted =
            meritum::format(bytes_of(text, text_size, "text"), text_of(lang, lang_size, "lang"),
                            text_or(own.file, "options->file", "plan.merit"), resolve_of(own));
        if (!formatted.text) refuse(formatted.diagnostics);
        place = make<meritum_text>(*std::move(formatted.text));
    });
}
