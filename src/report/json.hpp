// Writing JSON: numbers in exact decimal notation, absent things as null, bad bytes replaced. In:
// values. Out: text. Must not know what is written. Tests: tests/report/json_test.cpp.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "meritum/decimal.hpp"

namespace meritum::report {

/// Bytes that a text takes at most, with its quotes.
constexpr std::size_t most_quoted(std::size_t bytes) { return 6 * bytes + 2; }

/// A text in quotes, where there is room for it; where it ends.
char* put_quoted(std::string_view text, char* to);

/// Writes one thing behind the other.
class JsonWriter {
public:
    JsonWriter() = default;
    /// `bytes`: as many are to be expected.
    explicit JsonWriter(std::size_t bytes) { grow(bytes); }

    void begin_object() { next('{'); }
    void end_object() { *room(1) = '}', ++size_; }
    void begin_array() { next('['); }
    void end_array() { *room(1) = ']', ++size_; }

    void key(std::string_view name) {
        text(name);
        *room(1) = ':', ++size_;
    }
    void text(std::string_view value) {
        separate();
        quoted(value);
    }
    void text_or_null(std::string_view value);  ///< empty: null
    void null() { raw_number("null"); }
    void boolean(bool value) { raw_number(value ? "true" : "false"); }
    void count(std::size_t value);  ///< 0: null
    void number(const Decimal& value) { raw_number(value.to_string()); }
    /// Digits as they are. REQUIRES a JSON number: a double would not hold it.
    void raw_number(std::string_view digits) {
        separate();
        raw(digits);
    }
    /// A text that goes on from what stands there.
    void quoted(std::string_view value) {
        wrote(put_quoted(value, room(most_quoted(value.size()))));
    }
    /// What is JSON already, likewise.
    void raw(std::string_view json) {
        std::memcpy(room(json.size()), json.data(), json.size());
        size_ += json.size();
    }

    void raw(char json) { *room(1) = json, ++size_; }

    /// For who writes much at once: where it goes, with memory for so many bytes.
    char* room(std::size_t bytes) {
        if (size_ + bytes > capacity_) grow(size_ + bytes);
        return memory_.get() + size_;
    }
    /// And where it ended.
    void wrote(const char* end) { size_ = static_cast<std::size_t>(end - memory_.get()); }

    /// An object that goes on: its last bracket is a comma.
    std::string take_open() {
        auto text = take();
        text.back() = ',';
        return text;
    }

    /// All that was written; nothing is left.
    std::string take() { return {memory_.get(), std::exchange(size_, 0)}; }

private:
    /// Texts end with a quote, so the last character says whether a value stands before the next
    /// one.
    void separate() {
        const auto last = size_ == 0 ? '[' : memory_[size_ - 1];
        if (last != '{' && last != '[' && last != ':') *room(1) = ',', ++size_;
    }
    void next(char bracket) {
        separate();
        *room(1) = bracket, ++size_;
    }
    void grow(std::size_t bytes);

    std::unique_ptr<char[]> memory_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
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
