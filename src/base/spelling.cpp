// Implements spelling.hpp: the optimal string alignment distance with three rolling rows.
#include "base/spelling.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/utf8.hpp"

namespace meritum {

namespace {

constexpr std::size_t longest = 64;

/// Code points with ASCII letters in lower case: `When` is near `when`.
std::u32string folded(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::CodePoint c = utf8::decode(text, at);
        at += c.length;
        out.push_back(c.value >= U'A' && c.value <= U'Z' ? c.value + 32 : c.value);
    }
    return out;
}

std::size_t distance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::size_t mistakes_allowed(std::size_t length, bool latin) {
    if (length <= (latin ? 2 : 1)) return 0;  // of two letters any other two are near
    return length <= 5 ? 1 : length <= 9 ? 2 : 3;
}

}  // namespace

std::size_t spelling_distance(std::string_view a, std::string_view b) {
    return distance(folded(a), folded(b));
}

std::optional<std::string> nearest_spelling(std::string_view word,
                                            const std::vector<std::string>& candidates) {
    const std::u32string wanted = folded(word);
    if (wanted.size() > longest) return std::nullopt;
    std::optional<std::string> best;
    const bool latin =
        std::all_of(wanted.begin(), wanted.end(), [](char32_t c) { return c < 0x80; });
    bool best_same_length = false;
    std::size_t best_distance = mistakes_allowed(wanted.size(), latin) + 1;
    for (const std::string& candidate : candidates) {
        const std::u32string other = folded(candidate);
        if (other.size() > longest || candidate == word) continue;
        if (wanted == U"un" + other) continue;  // the opposite is no misspelling
        const std::size_t d = distance(wanted, other);
        // As many mistakes as letters would be another word, not a misspelt one.
        // A letter that is wrong is likelier than one that is missing.
        const bool same_length = other.size() == wanted.size();
        const bool nearer =
            d < best_distance || (best && d == best_distance && same_length && !best_same_length);
        if (nearer && d < std::max(wanted.size(), other.size())) {
            best = candidate;
            best_distance = d;
            best_same_length = same_length;
        }
    }
    return best;
}

std::string loose_spelling(std::string_view text) {
    const auto is_left_out = [](char c) { return c == ' ' || c == '-' || c == '_'; };
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {  // most ids, and there may be millions
        std::string loose;
        for (const char c : text) {
            if (!is_left_out(c)) loose += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        return loose;
    }
    utf8proc_uint8_t* folded = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &folded,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                                    UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    if (length < 0) return std::string(text);
    std::string loose(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length));
    std::free(folded);
    std::erase_if(loose, is_left_out);
    return loose;
}

}  // namespace meritum
