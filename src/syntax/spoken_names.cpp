// Names, texts and numbers as a tongue shows them. See spoken.hpp.
#include "syntax/characters.hpp"
#include "syntax/currencies.hpp"
#include "syntax/spoken.hpp"

namespace meritum::syntax {

std::string Speaker::quoted_if_needed(const std::string& name) const {
    const auto reserve = tries_.reserve(name);
    using Reserve = PhraseTries::Reserve;
    const bool weak =
        reserve == Reserve::weak || (reserve == Reserve::opens && !before_of_a_phrase_);
    const bool free = reserve == Reserve::none || (weak && declared_.count(name) > 0);
    const bool plain = free && is_identifier(name) && !is_currency(name);
    return plain ? name : "`" + name + "`";
}

std::string Speaker::name(const ast::Node& node) const {
    const auto whole = in_statements_.find(&node);
    if (whole != in_statements_.end()) return quoted_if_needed(whole->second);
    const auto shown = shown_.find(&node);
    return quoted_if_needed(shown == shown_.end() ? node.text : shown->second);
}

std::string Speaker::number(const ast::Node& node) const {
    return canonical_ ? node.number.to_string() : node.text;
}

std::string Speaker::names(const ast::Node& list) const {
    std::string out;
    const std::size_t count = options_.labels ? list.slots.size() : 1;
    for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? " | " : "") + name(list[i]);
    return out;
}

/// In parentheses where a comma would go on with another column.
std::string Speaker::choices(const ast::Node& list) const {
    std::string out;
    for (const ast::Node& choice : list.slots) out += (out.empty() ? "" : ", ") + names(choice);
    return column_follows_ ? "(" + out + ")" : out;
}

}  // namespace meritum::syntax
