// Ids that are one but for capitals, full width, blanks, `-` and `_`. In: the ids there are. Out:
// the one that is meant. Must not know files. Tests: tests/io/tables_test.cpp.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace meritum::io {

class AlikeIds {
public:
    /// The ids must outlive it, and be complete when it is first asked.
    explicit AlikeIds(const std::set<std::string>& ids) : ids_(&ids) {}

    /// Empty if no id is like this one, or several are.
    std::string only(std::string_view written);

private:
    const std::set<std::string>* ids_;
    std::map<std::string, const std::string*> by_spelling_;  ///< null: several
};

}  // namespace meritum::io
