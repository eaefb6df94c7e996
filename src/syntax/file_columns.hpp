// The columns of a table whose rows stand elsewhere, and where the file has them. In: the table's
// statement, names of the file. Out: places in its rows; what is missing is reported. Private to
// table_files.cpp. Tests: tests/syntax/table_files_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "syntax/ast.hpp"

namespace meritum::syntax {

/// A cell of the file and where it begins in the source.
struct FileCell {
    std::string text;
    std::uint32_t offset = 0;

    Span span() const { return {offset, offset + static_cast<std::uint32_t>(text.size())}; }
};

struct FileColumn {
    const ast::Node* node = nullptr;
    bool result = false;
    std::optional<std::size_t> at;  ///< which cell of a row
};

class FileColumns {
public:
    /// `clause` says where the rows are; `plan` what the table is asked with.
    FileColumns(const ast::Statement& table, const ast::Node& clause, const ast::Document& plan,
                DiagnosticSink& sink)
        : table_(table), clause_(clause), plan_(plan), sink_(sink) {}

    /// False if the table does not say enough for rows that stand elsewhere.
    bool declare();
    /// By the first row of a file.
    void match_header(const std::string& path, const std::vector<FileCell>& header);
    /// By the names in a row that begins there; false if it has not all of them.
    bool match_keys(const std::string& path, const std::vector<FileCell>& keys,
                    std::uint32_t begin);

    const std::vector<FileColumn>& all() const { return columns_; }
    /// The header has not all columns: said once.
    bool missing() const { return missing_; }

private:
    std::string type_for(std::size_t at) const;
    std::string opening_of(const ast::Node& type) const;
    const ast::Node* asked_type(std::size_t at) const;
    void find(FileColumn& column, const std::string& path, const std::vector<FileCell>& header);
    const FileCell* nearest_in(const std::vector<FileCell>& header, const FileColumn& column) const;

    const ast::Statement& table_;
    const ast::Node& clause_;
    const ast::Document& plan_;
    DiagnosticSink& sink_;
    std::vector<FileColumn> columns_;
    bool missing_ = false;
};

}  // namespace meritum::syntax
