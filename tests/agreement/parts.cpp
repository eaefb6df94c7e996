// Implements parts.hpp: a statement begins at column 0; what stands above it goes with the one
// before.
#include "agreement/parts.hpp"

#include <algorithm>
#include <vector>

namespace meritum::agreement {

namespace {

std::vector<std::string> statements_of(const std::string& text) {
    std::vector<std::string> found;
    bool any = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::string line = text.substr(at, end - at);
        const bool begins = line[0] != ' ' && line[0] != '\t' && line[0] != '\n' && line[0] != '#';
        if ((begins && any) || found.empty()) found.emplace_back();
        any = any || begins;  // what stands above the header is part of it
        found.back() += line;
        at = end;
    }
    return found;
}

}  // namespace

Parts take_apart(const std::string& text, Random& random) {
    const auto statements = statements_of(text);
    if (statements.size() < 3) return {};
    const std::size_t first = 1 + random.below(statements.size() - 1);
    const std::size_t behind = first + 1 + random.below(statements.size() - first);
    Parts parts;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (i == first) parts.plan += "use \"common.merit\"\n";
        (i >= first && i < behind ? parts.common : parts.plan) += statements[i];
    }
    return parts;
}

}  // namespace meritum::agreement
