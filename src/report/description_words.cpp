// See description_words.hpp.
#include "report/description_words.hpp"

namespace meritum::report {
namespace {

struct Row {
    std::string_view english;
    std::string_view chinese;
};

constexpr Row rows[] = {
#define WORD(id, english, chinese) {english, chinese},
#include "report/description_words.def"
#undef WORD
};

}  // namespace

const std::string& in_tongue(const std::vector<std::string>& words, std::size_t tongue) {
    static const std::string nothing;
    return tongue < words.size() ? words[tongue] : nothing;
}

std::string say(Described word, std::string_view lang,
                std::initializer_list<std::string_view> parts) {
    const Row& row = rows[static_cast<std::size_t>(word)];
    const auto pattern = lang == "zh" ? row.chinese : row.english;
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        // A slot is always "{digit}" in our own rows; parts are never looked into.
        if (pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
            const auto slot = static_cast<std::size_t>(pattern[i + 1] - '0');
            if (slot < parts.size()) text += *(parts.begin() + slot);
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace meritum::report
