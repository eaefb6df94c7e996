// See plans.hpp.
#include "suite/plans.hpp"

#include <algorithm>
#include <system_error>

#include "base/limits.hpp"
#include "io/formats.hpp"
#include "suite/keys.hpp"

namespace meritum::suite {

namespace fs = std::filesystem;

/// `folder`: where the files are that the plan names.
std::shared_ptr<const TestedPlan> Plans::compiled(std::string_view text, const std::string& file,
                                                  const fs::path& folder) {
    auto plan = std::make_shared<TestedPlan>();
    plan->compiled = Plan::compile(text, file, files_in(folder));
    auto& own = plan->compiled.plan;
    if (own && !own->has_all_rows()) {
        const auto rows = rows_for(*own);
        if (!rows) return nullptr;
        try {
            own = own->with_tables(*rows);
        } catch (const Error& error) {
            const auto* tables = value_of(top_, "tables");
            problems_.add(tables != nullptr ? tables->place : top_.place, error.what(),
                          "write `tables:` and below it the rows of each table, under its name");
            return nullptr;
        }
    }
    if (own) plan->words.emplace(*own);
    return plan;
}

/// What `tables` holds for the tables of a plan; what is for other plans is left out. Nothing if it
/// cannot be read.
std::optional<std::vector<TableRows>> Plans::rows_for(const Plan& plan) {
    std::vector<TableRows> all;
    const auto* tables = value_of(top_, "tables");
    if (tables == nullptr) return all;
    if (tables->kind != io::Tree::Kind::mapping) {
        problems_.add(tables->place, "`tables` is " + described(*tables),
                      "write the rows of each table under its name");
        return std::nullopt;
    }
    const auto description = plan.describe();
    for (const auto& given : tables->entries) {
        const bool known = std::any_of(
            description.tables.begin(), description.tables.end(), [&](const auto& table) {
                return table.from_data() && std::find(table.names.begin(), table.names.end(),
                                                      given.key) != table.names.end();
            });
        if (!known) continue;
        auto rows = rows_in(given);
        if (!rows) return std::nullopt;
        all.push_back(*std::move(rows));
    }
    return all;
}

/// A list of rows, or the name of a file beside the suite.
std::optional<TableRows> Plans::rows_in(const io::Entry& given) {
    TableRows rows;
    rows.table = given.key;
    if (given.tree.kind != io::Tree::Kind::scalar) {
        rows.text = std::string(text_);
        rows.format = RowsFormat::yaml;
        rows.file = suite_.string();
        rows.in_document = true;
        return rows;
    }
    const auto name = given.tree.scalar.to_string();
    auto file = files_in(suite_.parent_path())(name);
    if (!file.text) {
        problems_.add(given.tree.place, "the rows in " + name + " cannot be read: " + file.problem,
                      "the name is relative to the folder of the suite");
        return std::nullopt;
    }
    rows.text = *std::move(file.text);
    rows.file = (suite_.parent_path() / name).string();
    if (name.ends_with(".yaml") || name.ends_with(".yml")) rows.format = RowsFormat::yaml;
    if (name.ends_with(".json")) rows.format = RowsFormat::json;
    return rows;
}

std::shared_ptr<const TestedPlan> Plans::given_by(const io::Tree& mapping) {
    const auto* name = value_of(mapping, "plan");
    const auto* text = value_of(mapping, "text");
    if (name != nullptr && text != nullptr) {
        problems_.add(text->place, "`plan` and `text` both give a plan", "leave one of them out");
        return nullptr;
    }
    if (name != nullptr) return from_file(*name);
    if (text != nullptr) return from_text(*text);
    return nullptr;
}

std::shared_ptr<const TestedPlan> Plans::from_file(const io::Tree& name) {
    if (!is_text(name, "`plan`", problems_)) return nullptr;
    const fs::path file = suite_.parent_path() / name.scalar.to_string();
    const auto known = by_file_.find(file.string());
    if (known != by_file_.end()) return known->second;
    std::error_code error;
    // A report shows lines of the plan, so a suite from elsewhere could show any file.
    const auto real = fs::weakly_canonical(file, error);
    if (fs::path(name.scalar.to_string()).is_absolute() || real.extension() != ".merit") {
        problems_.add(name.place, "the plan " + file.string() + " is refused",
                      "name a file `*.merit` from the folder of the suite");
        return nullptr;
    }
    std::string bytes;
    try {
        if (!fs::is_regular_file(file, error))
            throw io::ReadError::unreadable("there is no such file", file.string());
        bytes = io::file_bytes(file, limits::plan_bytes);
    } catch (const io::ReadError& problem) {
        problems_.add(name.place,
                      "the plan " + file.string() + " cannot be read: " + problem.message(),
                      "the name is relative to the folder of the suite");
        return nullptr;
    }
    return by_file_[file.string()] = compiled(bytes, file.string(), file.parent_path());
}

std::shared_ptr<const TestedPlan> Plans::from_text(const io::Tree& text) {
    if (!is_text(text, "`text`", problems_)) return nullptr;
    return compiled(text.scalar.to_string(),
                    suite_.string() + ", text in line " + std::to_string(text.place.line),
                    suite_.parent_path());
}

}  // namespace meritum::suite
