// Plans and a tongue that several tests of syntax read. In: nothing. Out: text. Knows no stage.
#pragma once

#include <map>
#include <string>

namespace meritum::syntax {

/// The plan of the language's own page, with the names of a second language and comments at every
/// kind of place.
extern const char* const electronics;
extern const char* const electronics_in_chinese;

/// A made-up tongue, data only: every row is there, words are new, slots are in another order, and
/// several phrases that follow a value in English stand before it, and the other way round.
std::map<std::string, std::string> made_up_tongue();

}  // namespace meritum::syntax
