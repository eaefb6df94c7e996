// See encoding.hpp.
#include "io/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

#include "base/spelling.hpp"
#include "io/read.hpp"
#include "value/unicode.hpp"

namespace meritum::io {
namespace {

/// A conversion descriptor that is closed at its end.
class Converter {
public:
    explicit Converter(const std::string& encoding)
        : descriptor_(::iconv_open("UTF-8", encoding.c_str())) {}
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter() {
        if (good()) ::iconv_close(descriptor_);
    }

    // iconv_open says "none" by a pointer of -1.
    bool good() const { return descriptor_ != reinterpret_cast<iconv_t>(-1); }
    iconv_t get() const { return descriptor_; }

private:
    iconv_t descriptor_;
};

/// "gb18030", "GBK", "ISO-8859-1"; not "ASCII//TRANSLIT", which would change characters.
bool is_name(std::string_view encoding) {
    return !encoding.empty() && std::all_of(encoding.begin(), encoding.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.' || c == ':';
    });
}

}  // namespace

void require_encoding(std::string_view encoding) {
    static const std::vector<std::string> usual = {
        "gb18030", "gbk", "big5", "utf-8", "utf-16", "iso-8859-1", "windows-1252", "shift_jis"};
    const std::string name(encoding);
    if (is_name(encoding) && Converter(name).good()) return;
    const auto near = nearest_spelling(encoding, usual);
    throw ReadError(
        "--encoding " + value::printable(encoding) + ": there is no such encoding; " +
            (near ? "did you mean " + *near + "?" : "names are such as gb18030 or iso-8859-1"),
        "");
}

std::string to_utf8(const std::string& file, std::string bytes, std::string_view encoding) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return bytes;
    require_encoding(encoding);
    const Converter converter{std::string(encoding)};
    std::string text;
    std::string chunk(1U << 16, '\0');
    char* in = bytes.data();
    std::size_t left = bytes.size();
    while (true) {
        char* out = chunk.data();
        std::size_t room = chunk.size();
        const bool is_end = left == 0;
        const auto done = is_end ? ::iconv(converter.get(), nullptr, nullptr, &out, &room)
                                 : ::iconv(converter.get(), &in, &left, &out, &room);
        const int problem = errno;
        text.append(chunk.data(), chunk.size() - room);
        if (done == static_cast<std::size_t>(-1) && problem != E2BIG) {
            const auto line = std::count(bytes.data(), in, '\n') + 1;
            throw ReadError("this line is not " + value::printable(encoding), file,
                            static_cast<std::size_t>(line));
        }
        if (is_end) return text;
    }
}

}  // namespace meritum::io
