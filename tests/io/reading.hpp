// What the tests of io share: read a text by the sample schema and put the result on one page.
#pragma once

#include <string>

#include "io/read.hpp"
#include "value/sample_schema.hpp"

namespace meritum::io {

inline std::string place(std::size_t line, std::size_t column) {
    return std::to_string(line) + ":" + std::to_string(column);
}

/// "ann/2026-Q3 sales=1@2:3 contracts[1]{amount=5@4:5}", a line for each participant, then errors
/// and notices.
inline std::string page(const RawData& data) {
    std::string text;
    const auto written = [](const Fact& fact) {
        return fact.name + "=" + fact.value.to_string() + "@" + place(fact.line, fact.column);
    };
    for (const auto& facts : data.facts) {
        text += facts.id + (facts.period.empty() ? "" : "/" + facts.period);
        for (const auto& value : facts.values) text += " " + written(value);
        for (const auto& list : facts.lists) {
            text += " " + list.name + "[";
            for (const auto& item : list.items) {
                text += "{" + item.key;
                for (const auto& field : item.fields) text += " " + written(field);
                text += "}";
            }
            text += "]";
        }
        text += "\n";
    }
    for (const auto& error : data.errors) {
        text += error.code + " " + error.file + ":" + place(error.line, error.column) + " " +
                error.id + ": " + error.message + "\n";
    }
    for (const auto& notice : data.notices) text += notice + "\n";
    return text;
}

inline std::string read_page(Format format, std::string_view text) {
    const value::SampleSchema schema;
    try {
        return page(read_text(format, "f", text, schema));
    } catch (const ReadError& error) {
        return error.what();
    }
}

inline std::string tables_page(const std::vector<TextFile>& files) {
    const value::SampleSchema schema;
    try {
        return page(read_tables(files, schema));
    } catch (const ReadError& error) {
        return error.what();
    }
}

}  // namespace meritum::io
