// A page of docs/ as its parts. In: Markdown. Out: fenced blocks, headings and links, each with its
// line. Knows nothing of what a block means. Tests: tests/docs/page_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace meritum::docs {

/// What stands between two fences. `info` holds the words behind the opening one.
struct Block {
    std::vector<std::string> info;
    std::string text;       ///< whole lines
    std::size_t begin = 0;  ///< where the text begins in the page
    std::size_t line = 0;   ///< of the opening fence, from 1

    /// The words of `info` in one, "text card ann".
    std::string words() const;
};

struct Heading {
    std::size_t level = 1;
    std::string anchor;  ///< as GitHub makes it of the words: "types-and-units"
    std::size_t line = 0;
};

struct Page {
    std::string text;
    std::vector<Block> blocks;
    std::vector<Heading> headings;
    std::vector<std::string> links;  ///< to anchors of the same page, without `#`
};

Page read_page(const std::string& text);

/// The page with other texts in its blocks, one for each.
std::string with_texts(const Page& page, const std::vector<std::string>& texts);

/// What `[words](#...)` must say to reach a heading of these words.
std::string anchor_of(const std::string& words);

}  // namespace meritum::docs
