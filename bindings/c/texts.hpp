// Texts on their way in and out. In: pointers with lengths. Out: checked views; JSON strings. Knows
// no handles. Tests: tests/c/mistakes_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "meritum.h"
#include "meritum/decimal.hpp"

namespace meritum::c {

/// Whether it is well-formed UTF-8.
bool is_utf8(std::string_view text);

/// Bytes that somebody else looks at: a plan, a document. Throws Mistake for a null pointer with a
/// length and for lengths no memory has. `name` is that of the parameter.
std::string_view bytes_of(const char* text, std::size_t size, const char* name);

/// Likewise, and of texts that are no UTF-8.
std::string_view text_of(const char* text, std::size_t size, const char* name);
std::string_view text_of(const meritum_view& view, const char* name);

/// Likewise, and of what is no path.
std::string path_of(const char* path, std::size_t size, const char* name);

/// `fallback` where it is empty.
std::string_view text_or(const meritum_view& view, const char* name, std::string_view fallback);

/// What is shown stays where it is; zero ended.
inline meritum_view view_of(const std::string& text) { return {text.data(), text.size()}; }

/// "text" as JSON has it.
std::string json_text(std::string_view text);
/// Likewise; null if it is empty.
std::string json_text_or_null(std::string_view text);

/// Coefficient and scale of a number that 64 bits hold; else -1 as scale.
void split(const Decimal& number, std::int64_t& coefficient, std::int32_t& scale);

/// Decimal::to_string into memory that is there already, where 64 bits hold the number.
void write_number(const Decimal& number, std::string& text);

}  // namespace meritum::c
