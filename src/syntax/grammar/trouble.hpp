// Why a range of tokens is no phrase: how far reading got and what could have stood there. In: what
// the grammar met. Out: data for syntax/complaints.hpp, which finds the words. Knows nothing of X3.
// Tests: tests/syntax/complaints_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "syntax/phrase_tries.hpp"
#include "syntax/tokens.hpp"

namespace meritum::syntax {

/// Something that could have stood at the furthest token.
struct Expectation {
    const Token* begin = nullptr;    ///< where the phrase that expects it begins
    const TrieNode* root = nullptr;  ///< the words that could have begun it
    const TrieNode* node = nullptr;  ///< its words could go on here
    const SlotEdge* slot = nullptr;  ///< or this slot
    bool optional = false;           ///< what was read so far would have been complete
    std::uint32_t from = 0;  ///< the byte where the value before the phrase begins, or the phrase
};

/// A problem that has a message of its own.
struct Fault {
    Kind kind;
    Span span;
    std::vector<std::string> words;
    std::string fix;
    std::optional<Span> also;
    std::string also_text;
};

struct Trouble {
    const Token* furthest = nullptr;  ///< the token that fits nowhere, or the end of the range
    std::vector<Expectation> expected;
    bool value_expected = false;  ///< an operand was missing at `furthest`
    std::optional<Fault> fault;   ///< if set, nothing else matters
};

}  // namespace meritum::syntax
