// See read.hpp. Chooses the format and takes the bytes in; the formats do the rest. Tests:
// tests/io/read_test.cpp.
#include "io/read.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "io/encoding.hpp"
#include "io/formats.hpp"
#include "io/names.hpp"
#include "value/fact_errors.hpp"

namespace meritum::io {
namespace {

namespace fs = std::filesystem;

std::string shown_place(const std::string& message, const std::string& file, std::size_t line,
                        std::size_t column) {
    if (file.empty()) return message;
    auto text = utf8::visible(file);
    if (line > 0) text += ":" + std::to_string(line);
    if (column > 0) text += ":" + std::to_string(column);
    return text + ": " + message;
}

std::string lower_extension(const fs::path& path) {
    auto extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return extension;
}

std::string text_of(const fs::path& path, std::size_t most, std::string_view encoding) {
    auto bytes = file_bytes(path, most);
    return encoding.empty() ? bytes : to_utf8(path.string(), std::move(bytes), encoding);
}

RawData read_folder(const fs::path& folder, const value::Schema& schema,
                    std::string_view encoding) {
    std::vector<TextFile> files;
    for (const auto& path : files_of_folder(folder, schema))
        files.push_back({path.string(), text_of(path, limits::data_bytes, encoding)});
    return read_tables(files, schema);
}

}  // namespace

std::vector<fs::path> files_of_folder(const fs::path& folder, const value::Schema& schema) {
    const Names names(schema);
    std::error_code error;
    std::vector<fs::path> paths;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const auto extension = lower_extension(entry->path());
        const bool yaml = extension == ".yaml" || extension == ".yml";
        if (extension == ".csv" || (yaml && names.table(entry->path().stem().string())))
            paths.push_back(entry->path());
    }
    if (error) throw ReadError::unreadable(error.message(), folder.string());
    // A folder has no order of its own; messages and notices have.
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
        if (fs::is_directory(path, error))
            throw ReadError("this is a folder; a CSV file is expected", path.string());
    }
    if (paths.empty())
        throw ReadError("the folder has no CSV files; participants.csv is needed", folder.string());
    return paths;
}

ReadError::ReadError(std::string message, std::string file, std::size_t line, std::size_t column)
    : std::runtime_error(shown_place(message, file, line, column)),
      message_(std::move(message)),
      file_(std::move(file)),
      line_(line),
      column_(column) {}

ReadError::ReadError(const std::string& what, std::string message, std::string file)
    : std::runtime_error(what),
      message_(std::move(message)),
      file_(std::move(file)),
      line_(0),
      column_(0) {}

ReadError ReadError::unreadable(std::string reason, std::string file) {
    const auto what = utf8::visible(file) + " cannot be read: " + reason;
    return {what, std::move(reason), std::move(file)};
}

// A file that has no size (a pipe), or grows while it is read, is cut off at the limit all the
// same.
std::string file_bytes(const fs::path& path, std::size_t most) {
    const auto too_large = [&] {
        return ReadError("the file has more than " + std::to_string(most) + " bytes",
                         path.string());
    };
    std::error_code error;
    if (fs::is_regular_file(path, error) && fs::file_size(path, error) > most && !error)
        throw too_large();
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw ReadError::unreadable(
            fs::exists(path, error) ? "it cannot be opened" : "there is no such file",
            path.string());
    }
    std::string bytes;
    std::vector<char> chunk(1U << 16);
    while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) ||
           stream.gcount() > 0) {
        bytes.append(chunk.data(), static_cast<std::size_t>(stream.gcount()));
        if (bytes.size() > most) throw too_large();
    }
    if (stream.bad()) throw ReadError::unreadable("it cannot be read to its end", path.string());
    return bytes;
}

RawData read(const fs::path& path, const value::Schema& schema, std::string_view encoding) {
    if (!encoding.empty()) require_encoding(encoding);
    std::error_code error;
    if (fs::is_directory(path, error)) return read_folder(path, schema, encoding);
    if (!fs::exists(path, error))
        throw ReadError::unreadable("there is no such file or folder", path.string());
    const auto extension = lower_extension(path);
    if (extension == ".yaml" || extension == ".yml") {
        return read_text(Format::yaml, path.string(), text_of(path, limits::yaml_bytes, encoding),
                         schema);
    }
    if (extension == ".json")
        return read_text(Format::json, path.string(), text_of(path, limits::data_bytes, encoding),
                         schema);
    throw ReadError(extension == ".csv"
                        ? "CSV files are read as a folder; give the folder instead"
                        : "data is a .yaml, .yml or .json file or a folder of CSV files",
                    path.string());
}

std::vector<std::pair<std::string, std::string>> read_names(const fs::path& path) {
    const auto file = path.string();
    const auto bytes = file_bytes(path, limits::yaml_bytes);
    const auto tree = yaml_tree(file, checked_text(file, bytes, limits::yaml_bytes));
    const auto refuse = [&](const std::string& message, Place place) {
        throw ReadError(message, file, place.line, place.column);
    };
    std::vector<std::pair<std::string, std::string>> names;
    const auto add = [&](const std::string& name, const Tree& written) {
        if (written.kind != Tree::Kind::scalar)
            refuse(value::quoted_name(name) + " should be a name, but is " + described(written),
                   written.place);
        names.emplace_back(name, written.scalar.to_string());
    };
    if (tree.kind != Tree::Kind::mapping)
        refuse("names are written as `sales: Net sales`, one per line", tree.place);
    for (const auto& entry : tree.entries) {
        if (entry.tree.kind != Tree::Kind::mapping) {
            add(entry.key, entry.tree);
            continue;
        }
        for (const auto& field : entry.tree.entries) add(entry.key + "." + field.key, field.tree);
    }
    return names;
}

RawData read_text(Format format, std::string_view name, std::string_view text,
                  const value::Schema& schema) {
    const bool yaml = format == Format::yaml;
    const auto checked = checked_text(name, text, yaml ? limits::yaml_bytes : limits::data_bytes);
    auto data =
        facts_from_tree(name, yaml ? yaml_tree(name, checked) : json_tree(name, checked), schema);
    for (auto& rows : data.tables) {
        rows.text = std::string(checked);
        rows.format = yaml ? RowsFormat::yaml : RowsFormat::json;
    }
    return data;
}

}  // namespace meritum::io
