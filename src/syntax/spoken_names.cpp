// Names, texts and numbers as a tongue shows them. See spoken.hpp.
#include "syntax/characters.hpp"
#include "syntax/currencies.hpp"
#include "syntax/spoken.hpp"

namespace meritum::syntax {

void Speaker::quoted_if_needed(const std::string& name, std::string& out) const {
    const auto reserve = tries_.reserve(name);
    using Reserve = PhraseTries::Reserve;
    const bool weak =
        reserve == Reserve::weak || (reserve == Reserve::opens && !before_of_a_phrase_);
    const bool free = reserve == Reserve::none || (weak && declared_.count(name) > 0);
    const bool plain = free && is_identifier(name) && !is_currency(name);
    if (!plain) out += '`';
    out += name;
    if (!plain) out += '`';
}

void Speaker::name(const ast::Node& node, std::string& out) const {
    quoted_if_needed(form_of(node), out);
}

/// What a name is called in the tongue, where it stands.
const std::string& Speaker::form_of(const ast::Node& name) const {
    const std::string& identity = name.identity.empty() ? name.text : name.identity;
    if (table_ == nullptr) return identity;
    if (!table_->has_other_forms(identity) && others_inside_.count(identity) == 0) return identity;
    for (const auto* statement : waiting_) {
        const auto scope = table_->scope_of(*statement);
        show(statement->head, scope, in_statements_);
        for (const ast::Node& clause : statement->clauses) show(clause, scope, in_statements_);
    }
    waiting_.clear();
    const auto whole = in_statements_.find(&name);
    if (whole != in_statements_.end()) return whole->second;
    if (spoken_ != nullptr) {
        show(*spoken_, statement_ ? table_->scope_of(*statement_) : NameTable::Scope{}, shown_);
        spoken_ = nullptr;
    }
    const auto shown = shown_.find(&name);
    return shown == shown_.end() ? name.text : shown->second;
}

void Speaker::show(const ast::Node& node, const NameTable::Scope& scope, Shown& into) const {
    table_->visit(node, scope, [&](const ast::Node& reference, const NameTable::Find& find) {
        std::string shown = reference.identity;
        if (const NameTable::Names* names = find(reference.identity)) {
            // Only a form that means the same thing when it is read again.
            const std::string form = table_->form(*names, language_, tongue_);
            const NameTable::Names* again = form == shown ? nullptr : find(form);
            if (again && again->front() == reference.identity) shown = form;
        }
        into[&reference] = shown;
    });
}

void Speaker::number(const ast::Node& node, std::string& out) const {
    out += canonical_ ? node.number.to_string() : node.text;
}

void Speaker::names(const ast::Node& list, std::string& out) const {
    const std::size_t count = options_.labels ? list.slots.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) out += " | ";
        name(list[i], out);
    }
}

/// In parentheses where a comma would go on with another column.
void Speaker::choices(const ast::Node& list, std::string& out) const {
    if (column_follows_) out += '(';
    for (const ast::Node& choice : list.slots) {
        if (&choice != &list.slots.front()) out += ", ";
        names(choice, out);
    }
    if (column_follows_) out += ')';
}

}  // namespace meritum::syntax
