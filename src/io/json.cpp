// JSON to a Tree by RapidJSON's events; the only file that sees RapidJSON. In: text. Out: Tree or
// ReadError. Iterative, so deep input costs no stack; numbers arrive as their text. Tests:
// tests/io/json_test.cpp.
#include <cstddef>
#include <cstdint>

// RapidJSON 1.1 adds to a null pointer before its stack has memory, harmlessly; only Clang's
// sanitizer minds.
#if defined(__clang__)
#pragma clang attribute push(__attribute__((no_sanitize("undefined"))), apply_to = function)
#endif
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>
#if defined(__clang__)
#pragma clang attribute pop
#endif

#include "io/causes.hpp"
#include "io/formats.hpp"

namespace meritum::io {
namespace {

std::string words_for(rapidjson::ParseErrorCode code) {
    if (code == rapidjson::kParseErrorDocumentEmpty) return "the file is empty";
    // RapidJSON looks for this even where it hands on the text.
    if (code == rapidjson::kParseErrorNumberTooBig) return "this number is far beyond 38 digits";
    return rapidjson::GetParseError_En(code);
}

/// The text as RapidJSON reads it. RapidJSON's own StringStream is read through copies, so that its
/// position is stale while an event runs; this one is always where the parser is.
class TextStream {
public:
    using Ch = char;

    explicit TextStream(std::string_view text) : text_(text) {}

    char Peek() const { return offset_ < text_.size() ? text_[offset_] : '\0'; }
    char Take() { return offset_ < text_.size() ? text_[offset_++] : '\0'; }
    std::size_t Tell() const { return offset_; }

    // Only parsing in place would write.
    char* PutBegin() { return nullptr; }
    void Put(char) {}
    void Flush() {}
    std::size_t PutEnd(char*) { return 0; }

private:
    std::string_view text_;
    std::size_t offset_ = 0;
};

class StrictHandler {
public:
    StrictHandler(std::string_view name, std::string_view text, const TextStream& stream,
                  std::size_t depth)
        : text_(text), stream_(stream), places_(text), builder_(std::string(name), depth) {}

    Tree take() { return builder_.take(); }

    /// The cause may stand before the place that was reached.
    [[noreturn]] void refuse(const std::string& message, std::size_t offset) {
        builder_.refuse(message, Places(text_).at(offset));
    }

    bool Null() { return scalar(FactValue(), 4); }
    bool Bool(bool value) { return scalar(value, value ? 4 : 5); }
    bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
        return scalar(std::string(digits, size), size);
    }
    // Numbers come as text, so these are never called.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    bool String(const char* text, rapidjson::SizeType size, bool) {
        builder_.scalar(FactValue(std::string(text, size)), places_.at(string_begin()));
        return true;
    }
    bool Key(const char* text, rapidjson::SizeType size, bool) {
        builder_.key(std::string(text, size), places_.at(string_begin()));
        return true;
    }
    bool StartObject() { return open(Tree::Kind::mapping); }
    bool StartArray() { return open(Tree::Kind::list); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

private:
    bool scalar(FactValue value, std::size_t size) {
        builder_.scalar(std::move(value), places_.at(stream_.Tell() - size));
        return true;
    }
    bool open(Tree::Kind kind) {
        builder_.open(kind, places_.at(stream_.Tell()));
        return true;
    }
    bool close() {
        builder_.close();
        return true;
    }

    /// The stream stands behind the closing quote; the opening one is the nearest before it that is
    /// not escaped.
    std::size_t string_begin() const {
        std::size_t quote = stream_.Tell() - 1;
        for (bool escaped = true; escaped && quote > 0;) {
            quote = text_.rfind('"', quote - 1);
            std::size_t slashes = 0;
            while (slashes < quote && text_[quote - slashes - 1] == '\\') ++slashes;
            escaped = slashes % 2 == 1;
        }
        return quote;
    }

    std::string_view text_;
    const TextStream& stream_;
    Places places_;
    TreeBuilder builder_;
};

}  // namespace

Tree json_tree(std::string_view name, std::string_view text, std::size_t depth) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                               rapidjson::kParseNumbersAsStringsFlag |
                               rapidjson::kParseValidateEncodingFlag;
    TextStream stream(text);
    StrictHandler handler(name, text, stream, depth);
    rapidjson::Reader reader;
    const auto result = reader.Parse<flags>(stream, handler);
    if (result.IsError()) {
        const auto cause = json_cause(text, result.Offset(), words_for(result.Code()));
        handler.refuse(cause.message, cause.offset);
    }
    return handler.take();
}

}  // namespace meritum::io
