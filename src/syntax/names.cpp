// Implements names.hpp. Which slot declares and which refers is read off the rows' slot kinds.
#include "syntax/names.hpp"

#include <algorithm>

#include "syntax/phrase_tries.hpp"

namespace meritum::syntax {

namespace {

bool contains(const NameTable::Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

NameTable::Names texts_of(const ast::Node& names) {
    NameTable::Names out;
    for (const ast::Node& name : names.slots) out.push_back(name.text);
    return out;
}

/// A field, or a value of each item, among the things that have a kind.
std::string field_key(const std::string& list, const std::string& field) {
    return list + '\n' + field;  // no name has a line break
}

constexpr const char* grades_kind = "\n";

/// Lets that hang on lets further below are looked at again; plans have two or three levels.
constexpr int kind_rounds = 8;

}  // namespace

void NameTable::Space::add(const ast::Node& names) {
    const Names all = texts_of(names);
    for (const std::string& name : all) {
        std::vector<Names>& found = by_name_[name];
        const bool known = std::any_of(found.begin(), found.end(), [&](const Names& other) {
            return other.front() == all.front();
        });
        if (!known) found.push_back(all);
    }
}

const NameTable::Names* NameTable::Space::find(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() || found->second.size() != 1 ? nullptr : &found->second.front();
}

NameTable::NameTable(const ast::Document& document, const Phrases& phrases) {
    for (const ast::Row row : {ast::Row::score, ast::Row::grade}) {
        Names names{std::string(ast::row_name(row))};
        for (std::size_t tongue = 0; tongue < phrases.tongues().size(); ++tongue) {
            const PatternPart& first = phrases.tries().pattern(row, tongue).front();
            names.push_back(first.kind == PatternPart::Kind::word ? first.word : names.front());
        }
        with_others_.insert(names.begin(), names.end());
        own_.push_back(std::move(names));
    }
    for (const ast::Statement& statement : document.statements) {
        declare(statement);
        find_others(statement.head, with_others_);
        for (const ast::Node& clause : statement.clauses) find_others(clause, with_others_);
    }
    // Values of items are fields, and their list may be declared below them.
    for (const ast::Statement& statement : document.statements) {
        if (statement.head.row != ast::Row::let_item) continue;
        if (const Names* list = lists_.find(statement.head[2].text))
            fields_[list->front()].add(statement.head[0]);
    }
    find_kinds(document);
}

void NameTable::find_others(const ast::Node& node, std::unordered_set<std::string>& others) {
    const bool several = node.row == ast::Row::list && node.slots.size() > 1;
    for (const ast::Node& slot : node.slots) {
        if (several && slot.row == ast::Row::name) others.insert(slot.text);
        if (!slot.slots.empty()) find_others(slot, others);
    }
}

void NameTable::declare(const ast::Statement& statement) {
    const ast::Node& head = statement.head;
    const RowSpec* spec = find_row(head.row);
    if (!spec) return;
    for (std::size_t i = 0; i < spec->slots.size(); ++i) {
        if (spec->slots[i].kind == SlotKind::names && head.row != ast::Row::plan &&
            head.row != ast::Row::let_item)
            values_.add(head[i]);
    }
    if (head.row == ast::Row::category) categories_.add(head[0]);
    if (head.row == ast::Row::fact) declare_choices(head[1], ast::first_name(head[0]));
    if (head.row == ast::Row::fact && head[1].row == ast::Row::type_list) {
        lists_.add(head[0]);
        Space& fields = fields_[ast::first_name(head[0])];
        for (const ast::Node& field : statement.clauses) {
            fields.add(field[0]);
            declare_choices(field[1],
                            field_key(ast::first_name(head[0]), ast::first_name(field[0])));
        }
    }
    if (head.row == ast::Row::table) declare_columns(statement);
    if (head.row == ast::Row::grade) {
        for (const ast::Node& row : statement.clauses) {
            grades_.add(row[0]);
            kinds_[grades_kind].add(row[0]);
        }
    }
}

/// What a table is asked and what it gives; a column may have choices of its own.
void NameTable::declare_columns(const ast::Statement& table) {
    const std::string& name = ast::first_name(table.head[0]);
    const auto declare = [&](const ast::Node& column) {
        columns_[name].add(column[0]);
        declare_choices(column[1], field_key(name, ast::first_name(column[0])));
    };
    for (const ast::Node& clause : table.clauses) {
        const bool by = clause.row == ast::Row::table_by;
        if (!by && clause.row != ast::Row::table_matrix) continue;
        for (const ast::Node& column : clause[0].slots) declare(column);
        if (!by) declare(clause[1]);
        for (std::size_t i = 0; by && i < clause[1].slots.size(); ++i) declare(clause[1][i]);
    }
}

const NameTable::Space* NameTable::choices_of_column(const std::string& table,
                                                     const ast::Node& column) const {
    const auto found = kinds_.find(field_key(table, ast::first_name(column[0])));
    return found == kinds_.end() ? nullptr : &found->second;
}

void NameTable::declare_choices(const ast::Node& type, const std::string& of) {
    if (type.row != ast::Row::type_one_of) return;
    for (const ast::Node& choice : type[0].slots) {
        choices_.add(choice);
        kinds_[of].add(choice);
    }
    kind_by_value_[of] = of;
}

/// Lets and outcomes are of the kind of what they are made of.
void NameTable::find_kinds(const ast::Document& document) {
    for (int round = 0; round < kind_rounds; ++round) {
        bool any = false;
        for (const ast::Statement& statement : document.statements) {
            const ast::Node& head = statement.head;
            const ast::Node* value = head.row == ast::Row::let        ? &head[1]
                                     : head.row == ast::Row::outcome  ? &head[2]
                                     : head.row == ast::Row::let_item ? &head[3]
                                                                      : nullptr;
            if (value == nullptr) continue;
            std::string key = ast::first_name(head[0]);
            if (head.row == ast::Row::let_item) {
                const Names* list = lists_.find(head[2].text);
                if (list == nullptr) continue;
                key = field_key(list->front(), key);
            }
            if (kind_by_value_.count(key) > 0) continue;
            if (const std::string* kind = kind_of(*value, scope_of(statement))) {
                kind_by_value_[key] = *kind;
                any = true;
            }
        }
        if (!any) return;
    }
}

/// Of which choices a value is one, as far as its words tell; null if it is none.
const std::string* NameTable::kind_of(const ast::Node& value, const Scope& scope) const {
    const auto found = [&](const std::string& key) {
        const auto kind = kind_by_value_.find(key);
        return kind == kind_by_value_.end() ? nullptr : &kind->second;
    };
    switch (value.row) {
        case ast::Row::name: {
            if (contains(scope.item, value.text)) return nullptr;
            if (values_.has(value.text)) {
                const Names* names = values_.find(value.text);
                return names ? found(names->front()) : nullptr;
            }
            static const std::string grades = grades_kind;
            return contains(own_[1], value.text) ? &grades : nullptr;
        }
        case ast::Row::member: {
            if (!scope.list || !contains(scope.item, value[0].text)) return nullptr;
            const auto fields = fields_.find(scope.list->front());
            const Names* names =
                fields == fields_.end() ? nullptr : fields->second.find(value[1].text);
            return names ? found(field_key(scope.list->front(), names->front())) : nullptr;
        }
        case ast::Row::parenthesis:
        case ast::Row::conditional:
        case ast::Row::fallback:
        case ast::Row::previous: return kind_of(value[0], scope);
        default: return nullptr;
    }
}

const NameTable::Space* NameTable::choices_of(const ast::Node& value, const Scope& scope) const {
    const std::string* kind = kind_of(value, scope);
    const auto found = kind ? kinds_.find(*kind) : kinds_.end();
    return found == kinds_.end() ? nullptr : &found->second;
}

NameTable::Scope NameTable::scope_of(const ast::Statement& statement) const {
    Scope scope;
    if (statement.head.row == ast::Row::fact && statement.head[1].row == ast::Row::type_list)
        return {{}, lists_.find(ast::first_name(statement.head[0]))};
    for (const ast::Node& clause : statement.clauses) {
        const bool by = clause.row == ast::Row::table_by;
        if (!by && clause.row != ast::Row::table_matrix) continue;
        const std::string& table = ast::first_name(statement.head[0]);
        for (const ast::Node& column : clause[0].slots)
            scope.inputs.push_back(choices_of_column(table, column));
        if (!by) scope.across = choices_of_column(table, clause[1]);
        return scope;
    }
    if (statement.head.row == ast::Row::let_item)
        return {texts_of(statement.head[1]), lists_.find(statement.head[2].text)};
    for (const ast::Node& clause : statement.clauses) {
        if (clause.row != ast::Row::rule_for_each) continue;
        scope.item = texts_of(clause[0]);
        scope.list = lists_.find(clause[1].text);
        break;
    }
    return scope;
}

std::string NameTable::form(const Names& names, std::size_t language, std::size_t tongue) const {
    for (const Names& own : own_) {
        if (&names == &own) return names[tongue + 1];
    }
    return language < names.size() ? names[language] : names.front();
}

const NameTable::Names* NameTable::find_value(const Scope& scope, const std::string& name) const {
    if (contains(scope.item, name)) return &scope.item;
    if (values_.has(name)) return values_.find(name);
    // The plan's own values come after what it declares. Choices and grades may be the same words;
    // the thing meant is told apart by its type, the identity must agree.
    for (const Names& own : own_) {
        if (contains(own, name)) return &own;
    }
    const Names* choice = choices_.find(name);
    const Names* grade = grades_.find(name);
    if (choices_.has(name) && grades_.has(name)) {
        return choice && grade && choice->front() == grade->front() ? choice : nullptr;
    }
    return choice ? choice : grade;
}

void NameTable::visit(const ast::Node& node, const Scope& scope, const Meet& meet) const {
    visit_beside(node, scope, meet, nullptr);
}

/// `like`: the choices of what the node stands beside; there a bare name is one of them, whatever
/// else it may be elsewhere.
void NameTable::visit_beside(const ast::Node& node, const Scope& scope, const Meet& meet,
                             const Space* like) const {
    switch (node.row) {
        case ast::Row::name:
            return meet(node, [&](const std::string& name) {
                return like && like->has(name) ? like->find(name) : find_value(scope, name);
            });
        case ast::Row::parenthesis: return visit_beside(node[0], scope, meet, like);
        case ast::Row::equal:
        case ast::Row::not_equal:
        case ast::Row::is_in:
        case ast::Row::tiered:
        case ast::Row::rate:
        case ast::Row::fallback:
        case ast::Row::conditional: return visit_sides(node, scope, meet);
        case ast::Row::fact:
        case ast::Row::field: return visit_default(node, scope, meet);
        case ast::Row::money: return;
        case ast::Row::table_row:
        case ast::Row::table_matrix: return visit_cells(node, scope, meet);
        case ast::Row::call: return visit_call(node, scope, meet);
        case ast::Row::member: {
            meet(node[0], [&](const std::string& name) {
                return contains(scope.item, name) ? &scope.item : nullptr;
            });
            const bool is_item =
                contains(scope.item, node[0].text) || contains(scope.item, node[0].identity);
            const auto fields =
                scope.list && is_item ? fields_.find(scope.list->front()) : fields_.end();
            return meet(node[1], [&](const std::string& name) -> const Names* {
                return fields == fields_.end() ? nullptr : fields->second.find(name);
            });
        }
        default: return visit_slots(node, scope, meet);
    }
}

/// Phrases with a value and others that are like it.
void NameTable::visit_sides(const ast::Node& node, const Scope& scope, const Meet& meet) const {
    const Space* like = choices_of(node[0], scope);
    if (node.row == ast::Row::conditional) {
        for (std::size_t i = 0; i < node.slots.size(); ++i) {
            const bool condition = i % 2 == 1 && i + 1 < node.slots.size();
            visit_beside(node[i], scope, meet, condition || i == 0 ? nullptr : like);
        }
        return;
    }
    // The left side is read first, unless it is nothing that is declared.
    const bool bare = node[0].row == ast::Row::name && !values_.has(node[0].text);
    const bool compared = node.row == ast::Row::equal || node.row == ast::Row::not_equal;
    visit_beside(node[0], scope, meet, compared && bare ? choices_of(node[1], scope) : nullptr);
    if (compared || node.row == ast::Row::fallback) return visit_beside(node[1], scope, meet, like);
    for (const ast::Node& part : node[1].slots) {
        if (node.row == ast::Row::is_in) {
            visit_beside(part, scope, meet, like);
        } else if (part.row == ast::Row::tier_is) {
            visit_beside(part[0], scope, meet, like);
            visit(part[1], scope, meet);
        } else {
            visit(part, scope, meet);
        }
    }
}

/// A bare name in a cell is one of the choices its column declares.
void NameTable::visit_cells(const ast::Node& clause, const Scope& scope, const Meet& meet) const {
    const bool heads = clause.row == ast::Row::table_matrix;
    const ast::Node& cells = heads ? clause[2] : clause[0];
    for (std::size_t i = 0; i < cells.slots.size(); ++i) {
        const ast::Node& cell = cells[i];
        const Space* like = heads                     ? scope.across
                            : i < scope.inputs.size() ? scope.inputs[i]
                                                      : nullptr;
        if (cell.row == ast::Row::cell_in) {
            for (const ast::Node& one : cell[0].slots) visit_beside(one, scope, meet, like);
        } else if (cell.row == ast::Row::cell_is) {
            visit_beside(cell[0], scope, meet, like);
        } else {
            visit(cell, scope, meet);
        }
    }
    visit(heads ? clause[0] : clause[1], scope, meet);
    if (heads) visit(clause[1], scope, meet);
}

void NameTable::visit_call(const ast::Node& call, const Scope& scope, const Meet& meet) const {
    meet(call[0], [&](const std::string& name) { return values_.find(name); });
    visit(call[1], scope, meet);
    if (!call[2]) return;
    const Names* table = values_.find(call[0].text);
    const auto columns = table ? columns_.find(table->front()) : columns_.end();
    meet(call[2], [&](const std::string& name) -> const Names* {
        return columns == columns_.end() ? nullptr : columns->second.find(name);
    });
}

/// A default is one of the choices that are declared beside it.
void NameTable::visit_default(const ast::Node& declared, const Scope& scope,
                              const Meet& meet) const {
    Space own;
    if (declared[1].row == ast::Row::type_one_of) {
        for (const ast::Node& choice : declared[1][0].slots) own.add(choice);
    }
    for (const ast::Node& trait : declared[2].slots) {
        if (trait.row == ast::Row::trait_default) {
            visit_beside(trait[0], scope, meet, &own);
        } else {
            visit(trait, scope, meet);
        }
    }
}

/// A phrase over the items of a list sees its own items, not those of the statement.
std::optional<NameTable::Scope> NameTable::scope_inside(const ast::Node& node,
                                                        const RowSpec& spec) const {
    if (spec.group != Group::expression) return std::nullopt;
    const auto slot = [&](std::string_view name) -> const ast::Node* {
        for (std::size_t i = 0; i < spec.slots.size(); ++i) {
            if (spec.slots[i].name == name) return &node[i];
        }
        return nullptr;
    };
    const ast::Node* item = slot("item");
    const ast::Node* list = slot("list");
    if (item == nullptr || list == nullptr) return std::nullopt;
    return Scope{texts_of(*item), lists_.find(list->text)};
}

void NameTable::visit_slots(const ast::Node& node, const Scope& outer, const Meet& meet) const {
    const RowSpec* spec = find_row(node.row);
    const auto inner = spec ? scope_inside(node, *spec) : std::nullopt;
    const Scope& scope = inner ? *inner : outer;
    for (std::size_t i = 0; i < node.slots.size(); ++i) {
        const ast::Node& slot = node[i];
        const SlotKind kind = spec ? spec->slots[i].kind : SlotKind::value;
        const bool declares =
            kind == SlotKind::names || kind == SlotKind::choices || kind == SlotKind::idents;
        if (declares || slot.row == ast::Row::none) continue;
        if (kind != SlotKind::name) {
            visit(slot, scope, meet);
            continue;
        }
        const std::string& name = spec->slots[i].name;
        if (name == "currency") continue;
        const Space* space = name == "category" ? &categories_
                             : name == "list"   ? &lists_
                             : name == "grade"  ? &grades_
                                                : nullptr;
        if (name == "field") {
            const auto fields = scope.list ? fields_.find(scope.list->front()) : fields_.end();
            space = fields == fields_.end() ? nullptr : &fields->second;
        }
        meet(slot, [&](const std::string& text) {
            return space ? space->find(text) : find_value(scope, text);
        });
    }
}

namespace {

using Found = std::unordered_map<const ast::Node*, std::string>;

/// Declared names, and names that refer to nothing known, mean themselves.
void set_identities(ast::Node& node, const Found& found) {
    if (node.row == ast::Row::name) {
        const auto reference = found.find(&node);
        node.identity = reference == found.end() ? node.text : reference->second;
    }
    for (ast::Node& slot : node.slots) set_identities(slot, found);
}

void resolve(const NameTable& table, const NameTable::Scope& scope, ast::Node& node) {
    // Looked up first and written afterwards, as `visit` is shared with printing, which may not
    // change the tree.
    Found found;
    table.visit(node, scope, [&](const ast::Node& reference, const NameTable::Find& find) {
        if (const NameTable::Names* names = find(reference.text))
            found[&reference] = names->front();
    });
    set_identities(node, found);
}

}  // namespace

void resolve_names(ast::Document& document, const Phrases& phrases) {
    for (const ast::Statement& statement : document.statements) {
        for (const ast::Node& clause : statement.clauses) {
            if (clause.row == ast::Row::plan_languages) document.languages = texts_of(clause[0]);
        }
    }
    const NameTable table(document, phrases);
    for (ast::Statement& statement : document.statements) {
        const NameTable::Scope scope = table.scope_of(statement);
        resolve(table, scope, statement.head);
        for (ast::Node& clause : statement.clauses) resolve(table, scope, clause);
    }
}

void resolve_names(const NameTable& table, const ast::Statement* scope, ast::Node& node) {
    resolve(table, scope ? table.scope_of(*scope) : NameTable::Scope{}, node);
}

void resolve_names(const NameTable& table, const NameTable::Scope& scope, ast::Node& node) {
    resolve(table, scope, node);
}

}  // namespace meritum::syntax
