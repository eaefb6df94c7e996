// What other languages and everyday speech write where a plan has its own words: slips.def, looked
// up where a range could not be read. In: the range and the token that fits nowhere. Out: what was
// written and what to write. Knows nothing of the grammar. Tests: tests/syntax/slips_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "syntax/phrases.hpp"
#include "syntax/tokens.hpp"

namespace meritum::syntax {

struct Slip {
    const Token* first = nullptr;  ///< tokens [first, last) are what to mark
    const Token* last = nullptr;
    std::string fix;
};

/// `at` is the token that fits nowhere, in [first, last). `needs_type`: a type could stand there.
/// `tongue`: the one the clause is written in; what has no words of its own is answered in it.
std::optional<Slip> find_slip(Group group, const Token* first, const Token* last, const Token* at,
                              bool needs_type, std::string_view tongue);

/// What a plan writes for a comparison that stands in a condition ("超过" -> ">"); "" for anything
/// else.
std::string_view comparison_for(std::string_view words);

/// [first, last) as it was written, for messages.
std::string as_written(const Token* first, const Token* last);

}  // namespace meritum::syntax
