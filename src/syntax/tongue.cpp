// See tongue.hpp. The pattern of a statement begins with a word in every tongue, so the first word
// that was written tells them apart.
#include "syntax/tongue.hpp"

#include <algorithm>
#include <vector>

#include "syntax/phrase_tries.hpp"

namespace meritum::syntax {

std::string tongue_of(const ast::Document& document, const Source& source, const Phrases& phrases) {
    const auto& tongues = phrases.tongues();
    std::vector<std::size_t> counts(tongues.size(), 0);
    for (const auto& statement : document.statements) {
        if (statement.file != 0) continue;
        const auto written = source.text(statement.head.span);
        const auto word = written.substr(0, written.find_first_of(" \t\r\n"));
        for (std::size_t tongue = 0; tongue < tongues.size(); ++tongue) {
            const auto& pattern = phrases.tries().pattern(statement.head.row, tongue);
            if (pattern.front().word == word) ++counts[tongue];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return tongues[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace meritum::syntax
