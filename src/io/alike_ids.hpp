// Ids that are one but for capitals, full width, blanks, `-` and `_`. In: the ids there are. Out:
// the one that is meant. Must not know files. Tests: tests/io/tables_test.cpp.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meritum::io {

class AlikeIds {
public:
    /// The ids must outlive it, and be complete when it is first asked.
    explicit AlikeIds(const std::set<std::string>& ids) : ids_(&ids) {}

    /// Empty if no id is like this one, or several are.
    std::string only(std::string_view written);

private:
    using Hashed = std::pair<std::size_t, const std::string*>;

    const std::set<std::string>* ids_;
    /// In order, by the hash of what is alike: of millions of ids nothing else is kept.
    std::vector<Hashed> by_hash_;
};

}  // namespace meritum::io
