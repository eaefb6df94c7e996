// An explanation as Markdown for a mail: a table of signed lines, then grade, outcomes and advice.
// In: the tree, our own words. Out: text. Must not know plans or facts. Tests:
// tests/report/markdown_test.cpp (golden pages).
#pragma once

#include <string>
#include <string_view>

#include "scorecard/explanation.hpp"
#include "scorecard/wording.hpp"

namespace meritum::report {

/// CommonMark with tables (GitHub's). Vetoes that did not fire and what is made of what are left
/// to the text page.
std::string markdown(const scorecard::CardExplanation& card, const scorecard::Wording& wording);

/// A text that Markdown shows as it is, wherever in a line it stands: marks are escaped, addresses
/// and mentions told with an entity, line breaks become blanks, other control characters U+FFFD.
std::string escaped(std::string_view text);

}  // namespace meritum::report
