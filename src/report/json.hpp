// Writing JSON: numbers in exact decimal notation, absent things as null, bad bytes replaced. In:
// values. Out: text. The only header that shows RapidJSON inside report/. Must not know what is
// written. Tests: tests/report/json_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "meritum/decimal.hpp"

namespace meritum::report {

class JsonWriter {
public:
    void begin_object() { writer_.StartObject(); }
    void end_object() { writer_.EndObject(); }
    void begin_array() { writer_.StartArray(); }
    void end_array() { writer_.EndArray(); }

    void key(std::string_view name) { text(name); }
    void text(std::string_view value);
    void text_or_null(std::string_view value);  ///< empty: null
    void null() { writer_.Null(); }
    void boolean(bool value) { writer_.Bool(value); }
    void count(std::size_t value);  ///< 0: null
    void number(const Decimal& value) { raw_number(value.to_string()); }
    /// Digits as they are. REQUIRES a JSON number: a double would not hold it.
    void raw_number(const std::string& digits);

    /// An object that goes on: its last bracket is a comma.
    std::string take_open() const {
        auto text = take();
        text.back() = ',';
        return text;
    }

    std::string take() const { return {buffer_.GetString(), buffer_.GetSize()}; }

private:
    rapidjson::StringBuffer buffer_;
    rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

/// Appends a list with an element per line, so that documents of many can be compared and searched
/// by line. `write(element)` is the element's JSON.
template <class Elements, class Write>
void append_list(const Elements& elements, Write write, std::string& text) {
    text += '[';
    const char* before = "\n";
    for (const auto& element : elements) {
        text += before;
        text += write(element);
        before = ",\n";
    }
    if (!elements.empty()) text += '\n';
    text += ']';
}

/// The text with U+FFFD for each byte that is not valid UTF-8: ids come from the host.
std::string valid_utf8(std::string_view text);

}  // namespace meritum::report
