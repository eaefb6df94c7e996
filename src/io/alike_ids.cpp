// See alike_ids.hpp.
#include "io/alike_ids.hpp"

#include "base/spelling.hpp"

namespace meritum::io {

std::string AlikeIds::only(std::string_view written) {
    if (by_spelling_.empty()) {  // most data never asks
        for (const auto& id : *ids_) {
            const auto [same, fresh] = by_spelling_.try_emplace(loose_spelling(id), &id);
            if (!fresh) same->second = nullptr;
        }
    }
    const auto found = by_spelling_.find(loose_spelling(written));
    return found == by_spelling_.end() || found->second == nullptr ? std::string() : *found->second;
}

}  // namespace meritum::io
