// The plans a suite tests. In: a name of a file or a text. Out: a TestedPlan, each file read once;
// or a problem. Must not know cases. Tests: tests/suite/read_test.cpp.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suite/document.hpp"
#include "suite/problems.hpp"

namespace meritum::suite {

class Plans {
public:
    /// Files are looked for in the folder of the suite. `text` and `top` are the suite's: they may
    /// hold rows of tables.
    Plans(const std::filesystem::path& suite, std::string_view text, const io::Tree& top,
          Problems& problems)
        : suite_(suite), text_(text), top_(top), problems_(problems) {}

    /// The plan that `plan` or `text` of a mapping gives; null if neither is given or it cannot be
    /// read, which is a problem. A plan with errors is none here.
    std::shared_ptr<const TestedPlan> given_by(const io::Tree& mapping);

private:
    std::shared_ptr<const TestedPlan> from_file(const io::Tree& name);
    std::shared_ptr<const TestedPlan> from_text(const io::Tree& text);

    std::shared_ptr<const TestedPlan> compiled(std::string_view text, const std::string& file,
                                               const std::filesystem::path& folder);
    std::optional<std::vector<TableRows>> rows_for(const Plan& plan);
    std::optional<TableRows> rows_in(const io::Entry& given);

    std::filesystem::path suite_;
    std::string_view text_;
    const io::Tree& top_;
    Problems& problems_;
    std::map<std::string, std::shared_ptr<const TestedPlan>> by_file_;
};

}  // namespace meritum::suite
