// Phrases as text: fills the slots of a row of phrases.def in a tongue. In: a row and the texts of
// its slots. Out: text. Written apart from the printer (src/syntax/print.hpp), so that both are
// tested. Must not know what phrases mean.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agreement/random.hpp"
#include "syntax/ast.hpp"

namespace meritum::agreement {

enum class Tongue { english, chinese, mixed };

/// A name's forms; the first is its identity.
using Names = std::vector<std::string>;

/// Small choices of spelling are made by the text itself (and a salt), not by a draw: a draw inside
/// an expression would depend on the order in which a compiler evaluates it. Only `use` draws.
class Wording {
public:
    Wording(Random& random, Tongue tongue)
        : random_(random), tongue_(tongue), salt_(random.next()) {}

    /// True for about so many in a hundred texts.
    bool chance(unsigned percent, std::string_view text) const;

    /// The phrase with its slots (in canonical order; "" leaves one out), words separated by single
    /// spaces.
    std::string say(ast::Row row, const std::vector<std::string>& slots = {}) const;

    /// "a | b": a declaration of all forms.
    static std::string declare(const Names& names);

    /// One of the forms.
    const std::string& use(const Names& names) { return random_.pick(names); }

    /// "x, y" with the comma of the tongue.
    std::string join(const std::vector<std::string>& parts) const;

    std::string parenthesise(const std::string& inside) const;

    /// Whether that text is to be said in Chinese.
    bool is_chinese(std::string_view text) const;

private:
    Random& random_;
    Tongue tongue_;
    std::uint64_t salt_;
};

/// Every row of phrases.def.
struct PhraseText {
    ast::Row row;
    std::string_view group;
    std::string_view id;
    std::string_view slots;
    std::string_view patterns[2];
};
const std::vector<PhraseText>& phrase_texts();

}  // namespace meritum::agreement
