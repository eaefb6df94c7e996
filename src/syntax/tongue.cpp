// See tongue.hpp. A statement's first word is a word of the table, so printing its head in each
// tongue tells them apart.
#include "syntax/tongue.hpp"

#include "syntax/print.hpp"

namespace meritum::syntax {

std::string tongue_of(const ast::Document& document, const Source& source, const Phrases& phrases) {
    std::string best = phrases.tongues().front();
    std::size_t most = 0;
    for (const auto& tongue : phrases.tongues()) {
        PrintOptions options;
        options.tongue = tongue;
        std::size_t count = 0;
        for (const auto& statement : document.statements) {
            if (statement.file != 0) continue;
            const auto printed = print(document, statement.head, options, phrases);
            const auto word = printed.substr(0, printed.find(' '));
            const auto written = source.text(statement.head.span);
            count += written.substr(0, written.find_first_of(" \t\r\n")) == word ? 1 : 0;
        }
        if (count > most) {
            most = count;
            best = tongue;
        }
    }
    return best;
}

}  // namespace meritum::syntax
