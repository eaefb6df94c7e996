// Files in another encoding than UTF-8. In: bytes and the name of their encoding. Out: UTF-8. By
// iconv(3) of the C library. Must not know a format. Tests: tests/io/encoding_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace meritum::io {

/// Throws ReadError, of no file, if there is no such encoding.
void require_encoding(std::string_view encoding);

/// The bytes as UTF-8. Those that begin with a byte order mark of UTF-8 stay as they are. Throws
/// ReadError if there is no such encoding, or at the first byte that is none of its characters.
std::string to_utf8(const std::string& file, std::string bytes, std::string_view encoding);

}  // namespace meritum::io
