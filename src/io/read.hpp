// The door of io: data files in, Facts out. In: a path (or texts) and the Schema it is read by.
// Out: facts as written, with places; rows that could not be read; notices. Checks shapes only:
// values are checked at the border (value/border.hpp). Must not know plans. Tests: tests/io/.
//
// A number is never read through a float and no scalar is guessed at: values stay texts until the
// declared type decides, in every format alike.
#pragma once

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/places.hpp"
#include "meritum/facts.hpp"
#include "meritum/scorecard.hpp"
#include "meritum/table_rows.hpp"
#include "value/schema.hpp"

namespace meritum::io {

struct RawData {
    std::vector<Facts> facts;       ///< in the order of the file
    std::vector<FactError> errors;  ///< bad rows; their participants are left out of `facts`
    std::vector<std::string>
        notices;  ///< "participants.csv: 2 columns are not in the plan: phone, address"
    std::vector<TableRows> tables;  ///< as texts: the plan reads them
};

/// A file that cannot be read at all.
class ReadError : public std::runtime_error {
public:
    /// Line and column from 1; 0: unknown. `what()` is all of it, "q3.yaml:4:7: ...". Without a
    /// file it is about an option.
    ReadError(std::string message, std::string file, std::size_t line = 0, std::size_t column = 0);

    /// Of a file or folder of which nothing can be read: `what()` is "q3.yaml cannot be read: ...".
    static ReadError unreadable(std::string reason, std::string file);

    const std::string& message() const { return message_; }
    const std::string& file() const { return file_; }
    std::size_t line() const { return line_; }
    std::size_t column() const { return column_; }  ///< in code points

private:
    ReadError(const std::string& what, std::string message, std::string file);

    std::string message_;
    std::string file_;
    std::size_t line_;
    std::size_t column_;
};

/// Reads a YAML (.yaml, .yml) or JSON (.json) file, or a folder of CSV files. `encoding` is that of
/// the files; empty: UTF-8. Throws ReadError.
RawData read(const std::filesystem::path& path, const value::Schema& schema,
             std::string_view encoding = {});

/// A YAML file of names: plan's name to file's name; the fields of a list in a mapping of their
/// own.
/// `{sales: Net sales, contracts: {amount: Value}}` is sales, contracts.amount. Throws ReadError.
std::vector<std::pair<std::string, std::string>> read_names(const std::filesystem::path& path);

enum class Format { yaml, json };

/// The same from memory: a document named `name` in messages. Throws ReadError.
RawData read_text(Format format, std::string_view name, std::string_view text,
                  const value::Schema& schema);

/// A CSV file of a folder.
struct TextFile {
    std::string
        name;  ///< with its folder, for messages; what stands after the last '/' tells the list
    std::string text;
    std::vector<RecordLine> lines = {};  ///< of a text that is part of the file
};

/// The same as a folder of CSV files, from memory. Throws ReadError.
RawData read_tables(const std::vector<TextFile>& files, const value::Schema& schema);

}  // namespace meritum::io
