// See columns.hpp. In: texts. Out: codes. An ordered tree, so that no choice of texts makes it
// slow. Must not know whose texts they are. Tests: tests/value/columns_test.cpp.
#include "value/columns.hpp"

namespace meritum::value {

std::int64_t Dictionary::code(std::string_view text) {
    const auto found = codes_.lower_bound(text);
    if (found != codes_.end() && found->first == text) return found->second;
    const auto code = static_cast<std::int64_t>(texts_.size());
    codes_.emplace_hint(found, text, code);
    texts_.emplace_back(text);
    return code;
}

std::string_view Dictionary::text(std::int64_t code) const {
    return texts_[static_cast<std::size_t>(code)];
}

}  // namespace meritum::value
