// What each character is to the language. In: code points. Out: classes and plain forms. Knows
// nothing of tokens. Tests: tests/syntax/tokens_test.cpp.
#pragma once

#include <string_view>

namespace meritum::syntax {

/// The plain form of full-width digits and of the full-width and typographic punctuation that the
/// language uses
/// (`，` is `,`, `％` is `%`); any other character is returned unchanged.
char32_t plain_form(char32_t c);

bool begins_name(char32_t c);     ///< a letter of any script, or `_`
bool continues_name(char32_t c);  ///< that, a digit, or a mark that combines
bool is_digit(char32_t c);        ///< 0 to 9, after plain_form
bool is_blank(char32_t c);        ///< space, tab, no-break space, ideographic space
bool is_control(char32_t c);  ///< controls, and those that turn the direction of text; tab is none

/// True for what can be written as a name without backticks, reserved words aside.
bool is_identifier(std::string_view text);

}  // namespace meritum::syntax
