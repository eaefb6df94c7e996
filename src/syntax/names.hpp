// What each name refers to. In: a Document as read. Out: identities (first names) beside the names
// as written, and for printing the other names of each identity. Knows nothing of types. Tests:
// tests/syntax/names_test.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "syntax/ast.hpp"
#include "syntax/phrases.hpp"
#include "syntax/rows.hpp"

namespace meritum::syntax {

/// Everything a plan declares with names, and what a name means where it stands. Keeps no reference
/// to the document.
class NameTable {
    class Space;

public:
    using Names = std::vector<std::string>;  ///< of one thing, in the order of its declaration

    explicit NameTable(const ast::Document& document, const Phrases& phrases = Phrases::standard());

    /// What is known inside one statement only: the item of `for each` and the list it runs over.
    struct Scope {
        Names item;
        const Names* list = nullptr;
        /// Of a table: the choices that its columns declare, null for those without.
        std::vector<const Space*> inputs{};
        const Space* across = nullptr;
    };
    Scope scope_of(const ast::Statement& statement) const;

    /// Calls `meet` with every reference of the tree and what finds its names: by any name, or by
    /// the identity. Names that are declared here, currencies and languages are no references.
    using Find = std::function<const Names*(const std::string& name)>;
    using Meet = std::function<void(const ast::Node& reference, const Find& find)>;
    void visit(const ast::Node& node, const Scope& scope, const Meet& meet) const;

    /// The name in a language of the document (its index), and of the plan's own values in a tongue
    /// of the phrases.
    std::string form(const Names& names, std::size_t language, std::size_t tongue) const;
    /// Whether something of this name may have other names; if not, its form is this one always.
    bool has_other_forms(const std::string& name) const { return with_others_.count(name) > 0; }
    /// The names in a tree that stand beside other names of the same thing. (A list of names of
    /// several things is taken for one of these, too.)
    static void find_others(const ast::Node& node, std::unordered_set<std::string>& others);

private:
    /// Things of one kind by each of their names; several identities under a name make it
    /// ambiguous.
    class Space {
    public:
        void add(const ast::Node& names);
        bool has(const std::string& name) const { return by_name_.count(name) > 0; }
        const Names* find(const std::string& name) const;

    private:
        std::unordered_map<std::string, std::vector<Names>> by_name_;
    };

    void declare(const ast::Statement& statement);
    void declare_columns(const ast::Statement& table);
    const Space* choices_of_column(const std::string& table, const ast::Node& column) const;
    void declare_choices(const ast::Node& type, const std::string& of);
    void find_kinds(const ast::Document& document);
    const Space* choices_of(const ast::Node& value, const Scope& scope) const;
    const std::string* kind_of(const ast::Node& value, const Scope& scope) const;
    void visit_beside(const ast::Node& node, const Scope& scope, const Meet& meet,
                      const Space* like) const;
    void visit_sides(const ast::Node& node, const Scope& scope, const Meet& meet) const;
    void visit_cells(const ast::Node& clause, const Scope& scope, const Meet& meet) const;
    void visit_call(const ast::Node& call, const Scope& scope, const Meet& meet) const;
    void visit_default(const ast::Node& declared, const Scope& scope, const Meet& meet) const;
    void visit_slots(const ast::Node& node, const Scope& outer, const Meet& meet) const;
    std::optional<Scope> scope_inside(const ast::Node& node, const RowSpec& spec) const;
    const Names* find_value(const Scope& scope, const std::string& name) const;

    /// `score` and `grade`, which no statement needs declare: the identity, then the word of each
    /// tongue.
    std::vector<Names> own_;
    std::unordered_set<std::string> with_others_;  ///< of the whole document
    Space values_, categories_, lists_, grades_, choices_;
    std::unordered_map<std::string, Space> fields_;   ///< by the identity of their list
    std::unordered_map<std::string, Space> columns_;  ///< by the identity of their table
    /// What a bare name may mean beside a value of such a kind. Kinds go by the fact or field that
    /// declares the choices; the grades are one, too.
    std::unordered_map<std::string, Space> kinds_;
    /// Of facts, fields, lets and outcomes.
    std::unordered_map<std::string, std::string> kind_by_value_;
};

/// Fills `identity` of every name. A name that is declared gets its own text (all names of a
/// declaration are kept); a reference gets the first name of what it refers to, or its own text if
/// that is unknown or ambiguous. Sets `languages`.
void resolve_names(ast::Document& document, const Phrases& phrases = Phrases::standard());

/// The same for one tree that stands in `scope` (a statement of the document, or none).
void resolve_names(const NameTable& table, const ast::Statement* scope, ast::Node& node);
void resolve_names(const NameTable& table, const NameTable::Scope& scope, ast::Node& node);

}  // namespace meritum::syntax
