// See alike_ids.hpp.
#include "io/alike_ids.hpp"

#include <algorithm>
#include <functional>

#include "base/spelling.hpp"

namespace meritum::io {

std::string AlikeIds::only(std::string_view written) {
    const std::hash<std::string> hash;
    if (by_hash_.empty()) {  // most data never asks
        by_hash_.reserve(ids_->size());
        for (const auto& id : *ids_) by_hash_.emplace_back(hash(loose_spelling(id)), &id);
        std::sort(by_hash_.begin(), by_hash_.end(),
                  [](const Hashed& a, const Hashed& b) { return a.first < b.first; });
    }
    const auto wanted = loose_spelling(written);
    const auto key = hash(wanted);
    auto at =
        std::lower_bound(by_hash_.begin(), by_hash_.end(), key,
                         [](const Hashed& one, std::size_t least) { return one.first < least; });
    const std::string* found = nullptr;
    for (; at != by_hash_.end() && at->first == key; ++at) {
        if (loose_spelling(*at->second) != wanted) continue;
        if (found != nullptr) return {};
        found = at->second;
    }
    return found == nullptr ? std::string() : *found;
}

}  // namespace meritum::io
