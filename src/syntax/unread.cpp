// Implements unread.hpp: from what must stay, along the names. Any word that is a declared name
// counts as reading it, whatever it means there: too much may stay, never too little.
#include "syntax/unread.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "syntax/placeholders.hpp"

namespace meritum::syntax {

namespace {

bool may_go(const ast::Statement& statement) {
    switch (statement.head.row) {
        case ast::Row::fact:
        case ast::Row::param:
        case ast::Row::let:
        case ast::Row::let_item:
        case ast::Row::table: return statement.file != 0;
        default: return false;
    }
}

class Reader {
public:
    Reader(const ast::Document& document, const Phrases& phrases)
        : document_(document), phrases_(phrases), stays_(document.statements.size(), false) {
        for (std::size_t i = 0; i < document.statements.size(); ++i) {
            if (!may_go(document.statements[i])) continue;
            for (const ast::Node& name : document.statements[i].head[0].slots)
                declared_[name.text].push_back(i);
        }
    }

    const std::vector<bool>& read() {
        for (std::size_t i = 0; i < stays_.size(); ++i) {
            if (!may_go(document_.statements[i])) take(i);
        }
        while (!waiting_.empty()) {
            const ast::Statement& statement = document_.statements[waiting_.back()];
            waiting_.pop_back();
            read(statement.head);
            for (const ast::Node& clause : statement.clauses) read(clause);
        }
        return stays_;
    }

private:
    void take(std::size_t statement) {
        if (stays_[statement]) return;
        stays_[statement] = true;
        waiting_.push_back(statement);
    }

    void read(const ast::Node& node) {
        if (node.row == ast::Row::name) {
            read(node.text);
            read(node.identity);
        }
        if (node.row == ast::Row::text) {
            for (const Placeholder& part : placeholders(node, document_.declared, phrases_))
                read(part.value);
        }
        for (const ast::Node& slot : node.slots) read(slot);
    }

    void read(const std::string& name) {
        const auto found = declared_.find(name);
        if (found == declared_.end()) return;
        for (const std::size_t statement : found->second) take(statement);
    }

    const ast::Document& document_;
    const Phrases& phrases_;
    std::map<std::string, std::vector<std::size_t>> declared_;  ///< by what may go
    std::vector<bool> stays_;
    std::vector<std::size_t> waiting_;  ///< stay, but are not read yet
};

}  // namespace

ast::Document without_unread(const ast::Document& document, const Phrases& phrases) {
    const std::vector<bool> stays = Reader(document, phrases).read();
    ast::Document result = document;
    result.statements.clear();
    for (std::size_t i = 0; i < stays.size(); ++i) {
        if (stays[i]) result.statements.push_back(document.statements[i]);
    }
    return result;
}

bool uses_files(const ast::Document& document) {
    return std::any_of(document.statements.begin(), document.statements.end(),
                       [](const ast::Statement& statement) { return statement.file != 0; });
}

}  // namespace meritum::syntax
