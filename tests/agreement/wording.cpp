// Phrases as text. See wording.hpp.
#include "agreement/wording.hpp"

#include <algorithm>
#include <stdexcept>

namespace meritum::agreement {

namespace {

/// "name:names label:label" -> name, label.
std::vector<std::string> slot_names(std::string_view slots) {
    std::vector<std::string> names;
    while (!slots.empty()) {
        const std::string_view one = slots.substr(0, slots.find(' '));
        names.emplace_back(one.substr(0, one.find(':')));
        slots.remove_prefix(std::min(slots.size(), one.size() + 1));
    }
    return names;
}

/// The pattern with its slots filled; nothing of it where a slot inside is left out.
std::string fill(std::string_view pattern, const std::vector<std::string>& names,
                 const std::vector<std::string>& slots, bool& complete) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '[') {
            const std::size_t end = pattern.find(']', i);
            bool inner_complete = true;
            const std::string inner =
                fill(pattern.substr(i + 1, end - i - 1), names, slots, inner_complete);
            if (inner_complete) out += inner;
            i = end;
        } else if (pattern[i] == '{') {
            const std::size_t end = pattern.find('}', i);
            const auto name =
                std::find(names.begin(), names.end(), pattern.substr(i + 1, end - i - 1));
            const auto slot = static_cast<std::size_t>(name - names.begin());
            if (slot >= slots.size() || slots[slot].empty())
                complete = false;
            else
                out += slots[slot];
            i = end;
        } else if (pattern[i] != ' ' || (!out.empty() && out.back() != ' ')) {
            out += pattern[i];
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace

const std::vector<PhraseText>& phrase_texts() {
    static const std::vector<PhraseText> rows = {
#define PHRASE(group, id, slots, english, chinese) \
    {ast::Row::id, #group, #id, slots, {english, chinese}},
#include "syntax/phrases.def"
    };
    return rows;
}

bool Wording::chance(unsigned percent, std::string_view text) const {
    std::uint64_t hash = salt_ ^ percent;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return Random(hash).chance(percent);
}

bool Wording::is_chinese(std::string_view text) const {
    return tongue_ == Tongue::mixed ? chance(50, text) : tongue_ == Tongue::chinese;
}

std::string Wording::say(ast::Row row, const std::vector<std::string>& slots) const {
    for (const auto& phrase : phrase_texts()) {
        if (phrase.row != row) continue;
        bool complete = true;
        std::string seen(phrase.id);
        for (const auto& slot : slots) seen += slot;
        return fill(phrase.patterns[is_chinese(seen) ? 1 : 0], slot_names(phrase.slots), slots,
                    complete);
    }
    throw std::logic_error("no such phrase");
}

std::string Wording::declare(const Names& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : " | ") + name;
    return out;
}

std::string Wording::join(const std::vector<std::string>& parts) const {
    std::string out;
    for (const auto& part : parts) {
        if (!out.empty()) out += is_chinese(part) && chance(20, out) ? "， " : ", ";
        out += part;
    }
    return out;
}

std::string Wording::parenthesise(const std::string& inside) const {
    if (is_chinese(inside) && chance(20, inside)) return "（" + inside + "）";
    return "(" + inside + ")";
}

}  // namespace meritum::agreement
