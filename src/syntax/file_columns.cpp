// See file_columns.hpp.
#include "syntax/file_columns.hpp"

#include <algorithm>

#include "base/spelling.hpp"

namespace meritum::syntax {

bool FileColumns::declare() {
    for (const ast::Node& clause : table_.clauses) {
        if (clause.row == ast::Row::table_matrix) {
            sink_.report(Kind::matrix_in_file, clause_.span)
                .also(clause.span, "a matrix")
                .fix("name all inputs behind `by`, and the result behind `gives`");
            return false;
        }
        if (clause.row != ast::Row::table_by) continue;
        for (const ast::Node& node : clause[0].slots) columns_.push_back({&node, false, {}});
        for (const ast::Node& node : clause[1].slots) columns_.push_back({&node, true, {}});
    }
    bool typed = true;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const FileColumn& column = columns_[i];
        if ((*column.node)[1]) continue;
        typed = false;
        const std::string& name = ast::first_name((*column.node)[0]);
        sink_.report(Kind::column_without_type, column.node->span, {name})
            .also(clause_.span, "the rows of the table")
            .fix("say its type behind its name: `" + name + " " + type_for(i) + "`");
    }
    return typed && !columns_.empty();
}

/// The type of a column, as the fact that the table is asked with says it.
std::string FileColumns::type_for(std::size_t at) const {
    const ast::Node* type = columns_[at].result ? nullptr : asked_type(at);
    if (type == nullptr) return columns_[at].result ? "number" : "text";
    if (type->row != ast::Row::type_one_of) return std::string(sink_.source().text(type->span));
    std::string choices;
    for (const ast::Node& choice : (*type)[0].slots)
        choices += (choices.empty() ? "" : ", ") + std::string(sink_.source().text(choice.span));
    const std::string words = opening_of(*type);
    return words + " (" + choices + ")";
}

/// The words before the first choice, as they are written there.
std::string FileColumns::opening_of(const ast::Node& type) const {
    const Span whole{type.span.begin, type[0].span.begin};
    std::string words(sink_.source().text(whole));
    while (!words.empty() && (words.back() == ' ' || words.back() == '(')) words.pop_back();
    return words;
}

/// The type of the fact a call gives for a column, if it gives one by its bare name.
const ast::Node* FileColumns::asked_type(std::size_t at) const {
    const ast::Node* fact = nullptr;
    const auto look = [&](const auto& self, const ast::Node& node) -> void {
        const bool asks = node.row == ast::Row::call && at < node[1].slots.size() &&
                          ast::is_named(table_.head[0], node[0].text);
        if (asks) fact = &node[1][at];
        for (const ast::Node& slot : node.slots) self(self, slot);
    };
    for (const ast::Statement& statement : plan_.statements) {
        look(look, statement.head);
        for (const ast::Node& clause : statement.clauses) look(look, clause);
    }
    for (const ast::Statement& statement : plan_.statements) {
        const ast::Node& head = statement.head;
        if (fact != nullptr && head.row == ast::Row::fact && ast::is_named(head[0], fact->text))
            return &head[1];
    }
    return nullptr;
}

/// Where the file has a column, by any of its names.
void FileColumns::find(FileColumn& column, const std::string& path,
                       const std::vector<FileCell>& header) {
    column.at.reset();
    for (std::size_t i = 0; i < header.size(); ++i) {
        const bool is_this = ast::is_named((*column.node)[0], header[i].text);
        if (is_this && column.at) {
            missing_ = true;
            sink_
                .report(Kind::column_twice, header[i].span(),
                        {path, ast::first_name((*column.node)[0])})
                .also(header[*column.at].span(), "the first one")
                .fix("leave one of them out, or give it another name");
        } else if (is_this) {
            column.at = i;
        }
    }
}

/// The name of the header that may be meant for a column: one that no other column has.
const FileCell* FileColumns::nearest_in(const std::vector<FileCell>& header,
                                        const FileColumn& column) const {
    std::vector<std::string> free;
    for (const FileCell& cell : header) {
        const bool taken = std::any_of(columns_.begin(), columns_.end(), [&](const auto& one) {
            return ast::is_named((*one.node)[0], cell.text);
        });
        if (!taken) free.push_back(cell.text);
    }
    for (const ast::Node& name : (*column.node)[0].slots) {
        const auto near = nearest_spelling(name.text, free);
        if (!near) continue;
        return &*std::find_if(header.begin(), header.end(),
                              [&](const FileCell& cell) { return cell.text == *near; });
    }
    return nullptr;
}

void FileColumns::match_header(const std::string& path, const std::vector<FileCell>& header) {
    for (FileColumn& column : columns_) {
        find(column, path, header);
        if (column.at) continue;
        missing_ = true;
        const std::string& name = ast::first_name((*column.node)[0]);
        const FileCell* near = nearest_in(header, column);
        if (near != nullptr) {
            sink_.report(Kind::file_without_column, near->span(), {path, name})
                .also(column.node->span, "the column")
                .fix("did you mean `" + name + "`?");
            continue;
        }
        sink_.report(Kind::file_without_column, column.node->span, {path, name})
            .also(clause_.span, "the rows of the table")
            .fix("name the column of the file as the table does");
    }
}

/// Every row of YAML names its columns.
bool FileColumns::match_keys(const std::string& path, const std::vector<FileCell>& keys,
                             std::uint32_t begin) {
    bool all = true;
    for (FileColumn& column : columns_) {
        find(column, path, keys);
        if (column.at) continue;
        all = false;
        const std::string& name = ast::first_name((*column.node)[0]);
        const FileCell* near = nearest_in(keys, column);
        const Span place = near != nullptr ? near->span() : Span{begin, begin + 1};
        sink_.report(Kind::row_without_cell, place, {name})
            .also(column.node->span, "the column")
            .fix(near != nullptr ? "did you mean `" + name + "`?"
                                 : "write it, with its value: `" + name + ": ...`");
    }
    return all && !missing_;
}

}  // namespace meritum::syntax
