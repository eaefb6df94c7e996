// See json.hpp.
#include "report/json.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/utf8.hpp"

namespace meritum::report {
namespace {

constexpr std::string_view replacement = "\uFFFD";

constexpr bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

/// Sixteen bytes that are looked at together, as compilers know them for every processor.
using Bytes [[gnu::vector_size(16)]] = signed char;
using Halves [[gnu::vector_size(16)]] = std::uint64_t;

constexpr Bytes all(signed char c) { return Bytes{c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c}; }

/// Whether one of them is not plain. Signed, what is no ASCII lies below what is.
bool any_special(Bytes bytes) {
    const auto special = (bytes < all(0x20)) | (bytes == all('"')) | (bytes == all('\\'));
    const auto halves = reinterpret_cast<Halves>(special);
    return (halves[0] | halves[1]) != 0;
}

bool any_special(std::uint64_t first, std::uint64_t last) {
    return any_special(reinterpret_cast<Bytes>(Halves{first, last}));
}

template <class Word>
Word word_at(const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Copies the text, sixteen bytes at a time, the last ones over what was copied already. False if
/// there is one that is not plain.
bool copied_plain(std::string_view text, char* to) {
    const auto* from = text.data();
    const auto size = text.size();
    if (size >= 16) {
        for (std::size_t at = 0;; at = std::min(at + 16, size - 16)) {
            const auto bytes = word_at<Bytes>(from + at);
            if (any_special(bytes)) return false;
            std::memcpy(to + at, &bytes, sizeof bytes);
            if (at + 16 == size) return true;
        }
    }
    if (size >= 8) {
        const auto first = word_at<std::uint64_t>(from);
        const auto last = word_at<std::uint64_t>(from + size - 8);
        std::memcpy(to, &first, sizeof first);
        std::memcpy(to + size - 8, &last, sizeof last);
        return !any_special(first, last);
    }
    if (size >= 4) {
        const auto first = word_at<std::uint32_t>(from);
        const auto last = word_at<std::uint32_t>(from + size - 4);
        std::memcpy(to, &first, sizeof first);
        std::memcpy(to + size - 4, &last, sizeof last);
        const auto both = first | std::uint64_t{last} << 32;
        return !any_special(both, both);
    }
    if (size == 0) return true;
    const auto put = [&](std::size_t at) {
        to[at] = from[at];
        return static_cast<unsigned char>(from[at]);
    };
    const auto all_three = put(0) | std::uint64_t{put(size / 2)} << 8 |
                           std::uint64_t{put(size - 1)} << 16 | 0x2020'2020'2000'0000;
    return !any_special(all_three, all_three);
}

char* put(std::string_view text, char* to) { return to + text.copy(to, text.size()); }

char* put_escaped(char c, char* to) {
    constexpr std::string_view short_ones = "\"\"\\\\\bb\ff\nn\rr\tt";
    *to++ = '\\';
    for (std::size_t i = 0; i < short_ones.size(); i += 2) {
        if (short_ones[i] != c) continue;
        *to++ = short_ones[i + 1];
        return to;
    }
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(c);
    to = put("u00", to);
    *to++ = digits[value >> 4];
    *to++ = digits[value & 15];
    return to;
}

/// A text that is not plain altogether: few are.
[[gnu::noinline]] char* put_special(std::string_view text, char* to) {
    while (!text.empty()) {
        const auto c = text.front();
        std::size_t taken = 1;
        if (is_plain(c)) {
            *to++ = c;
        } else if (static_cast<unsigned char>(c) < 0x80) {
            to = put_escaped(c, to);
        } else {
            const auto point = utf8::decode(text, 0);
            taken = point.length;
            to = put(point.valid ? text.substr(0, taken) : replacement, to);
        }
        text.remove_prefix(taken);
    }
    return to;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::decode(text, at);
        valid += point.valid ? text.substr(at, point.length) : replacement;
        at += point.length;
    }
    return valid;
}

void JsonWriter::grow(std::size_t bytes) {
    capacity_ = std::max(bytes, 2 * capacity_);
    std::unique_ptr<char[]> larger(new char[capacity_]);
    if (size_ > 0) std::memcpy(larger.get(), memory_.get(), size_);
    memory_ = std::move(larger);
}

/// Most texts are plain altogether.
char* put_quoted(std::string_view text, char* to) {
    *to++ = '"';
    if (copied_plain(text, to)) {
        to += text.size();
    } else {
        to = put_special(text, to);
    }
    *to++ = '"';
    return to;
}

void JsonWriter::text_or_null(std::string_view value) {
    if (value.empty()) {
        null();
    } else {
        text(value);
    }
}

void JsonWriter::count(std::size_t value) {
    if (value == 0) {
        null();
    } else {
        raw_number(std::to_string(value));
    }
}

}  // namespace meritum::report
