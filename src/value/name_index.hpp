// The names of one table, in every tongue, and where they lead. In: names of the schema. Out: an
// index for a name from outside, in any normal form of Unicode. Tests: tests/value/border_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "value/unicode.hpp"

namespace meritum::value {

/// Ordered: names come from outside. The names learnt must outlive it.
class NameIndex {
public:
    void learn(const std::vector<std::string>& names, std::uint32_t index) {
        for (const auto& name : names) index_.emplace(name, index);
    }

    /// Null if nothing is called so.
    const std::uint32_t* find(std::string_view name) const {
        const auto found = index_.find(name);
        if (found != index_.end()) return &found->second;
        const auto normal = normal_form(name);
        const auto again = normal ? index_.find(*normal) : index_.end();
        return again == index_.end() ? nullptr : &again->second;
    }

    /// In order.
    std::vector<std::string> all() const {
        std::vector<std::string> names;
        for (const auto& entry : index_) names.emplace_back(entry.first);
        return names;
    }

private:
    std::map<std::string_view, std::uint32_t, std::less<>> index_;
};

}  // namespace meritum::value
