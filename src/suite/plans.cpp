// See plans.hpp.
#include "suite/plans.hpp"

#include <system_error>

#include "base/limits.hpp"
#include "io/formats.hpp"
#include "suite/keys.hpp"

namespace meritum::suite {

namespace fs = std::filesystem;

namespace {

/// `folder`: where the files are that the plan names.
std::shared_ptr<const TestedPlan> compile(std::string_view text, const std::string& file,
                                          const fs::path& folder) {
    auto plan = std::make_shared<TestedPlan>();
    plan->compiled = Plan::compile(text, file, files_in(folder));
    if (plan->compiled.plan) plan->words.emplace(*plan->compiled.plan);
    return plan;
}

}  // namespace

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
    return by_file_[file.string()] = compile(bytes, file.string(), file.parent_path());
}

std::shared_ptr<const TestedPlan> Plans::from_text(const io::Tree& text) {
    if (!is_text(text, "`text`", problems_)) return nullptr;
    return compile(text.scalar.to_string(),
                   suite_.string() + ", text in line " + std::to_string(text.place.line),
                   suite_.parent_path());
}

}  // namespace meritum::suite
