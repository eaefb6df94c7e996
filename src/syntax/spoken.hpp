// Phrases and expressions on one line, in a tongue. In: a tree. Out: text. Knows the patterns of
// the tongue and which side of what needs parentheses; knows nothing of lines (print.cpp). Tests:
// tests/syntax/print_test.cpp.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "syntax/names.hpp"
#include "syntax/phrase_tries.hpp"
#include "syntax/print.hpp"

namespace meritum::syntax {

/// One row's text without the tiers or pairs at its end, if those are to stand on lines of their
/// own.
struct Spoken {
    std::string text;
    const ast::Node* block = nullptr;  ///< the list of tiers or pairs that was left out
};

class Speaker {
public:
    Speaker(const ast::Document& document, const PrintOptions& options, const Phrases& phrases);
    /// With the names of the document, where they are known already; null if it says identities.
    Speaker(const ast::Document& document, const PrintOptions& options, const Phrases& phrases,
            std::shared_ptr<const NameTable> table);

    /// Names inside are those of this statement, which must outlive the speaker.
    void enter(const ast::Statement* statement);

    /// The whole tree on one line.
    std::string line(const ast::Node& node);
    /// The tree, with tiers or pairs left out if nothing stands behind them.
    Spoken head(const ast::Node& node);
    /// A row in columns: a new one before each of the given slots, except at its beginning.
    std::vector<std::string> columns(const ast::Node& node, const std::vector<std::string>& slots);
    /// A tier or pair in cells, one per slot with the words before it.
    std::vector<std::string> cells(const ast::Node& node);

    /// A clause of a table: words, and the cells, columns or values that follow them.
    struct Listed {
        std::string words;
        std::vector<std::string> cells;
    };
    std::vector<Listed> listed(const ast::Node& node);

    /// True if the text is for comparison only: identities, plain numbers, no more parentheses than
    /// needed.
    bool is_canonical() const { return canonical_; }

private:
    using Block = const ast::Node**;  ///< where to leave the block, or null

    // What is spoken is put behind `out`.
    void speak(const ast::Node& node, int at_least, Block block, std::string& out) const;
    void speak_bare(const ast::Node& node, Block block, std::string& out) const;
    void call(const ast::Node& node, std::string& out) const;
    void binary(const ast::Node& node, Block block, std::string& out) const;
    void joined(const ast::Node& node, int at_least, std::string_view between, Block block,
                std::string& out) const;
    void conditional(const ast::Node& node, Block block, std::string& out) const;
    void phrase(const ast::Node& node, Block block, std::string& out) const;
    void slot(const ast::Node& node, const PatternPart& part, bool is_left, Block block,
              std::string& out) const;
    void operand(const ast::Node& phrase, const ast::Node& inside, Block block,
                 std::string& out) const;
    void left_operand(const ast::Node& node, SlotKind kind, std::string& out) const;
    void rows(const ast::Node& list, Block block, std::string& out) const;
    void choices(const ast::Node& list, std::string& out) const;
    void names(const ast::Node& list, std::string& out) const;
    void texts(const ast::Node& list, std::string& out) const;
    void name(const ast::Node& node, std::string& out) const;
    void number(const ast::Node& node, std::string& out) const;
    void quoted_if_needed(const std::string& name, std::string& out) const;

    struct Part {
        std::string text;
        const std::string* slot = nullptr;  ///< its name, or null for a word
    };
    std::vector<Part> parts(const ast::Node& node) const;
    std::vector<const PatternPart*> shown_parts(const ast::Node& node) const;
    bool has_left(const ast::Node& node) const;
    void flatten(const ast::Node& node, const Pattern& pattern,
                 std::vector<const PatternPart*>& out) const;
    std::vector<std::string> columns_or_cells(const ast::Node& list) const;
    std::string word(ast::Row row) const;
    bool is_silent(const ast::Node& node, const PatternPart& part) const;
    int level(const ast::Node& node) const;
    bool ends_open(const ast::Node& node) const;
    using Shown = std::unordered_map<const ast::Node*, std::string>;
    void prepare(const ast::Node& node);
    const std::string& form_of(const ast::Node& name) const;
    void show(const ast::Node& node, const NameTable::Scope& scope, Shown& into) const;

    PrintOptions options_;
    const PhraseTries& tries_;
    std::size_t tongue_ = 0;
    std::size_t language_ = 0;  ///< which of `a | b` is shown; past the end means the first
    bool canonical_ = false;
    std::shared_ptr<const NameTable> table_;  ///< null if identities are shown
    const std::set<std::string, std::less<>>& declared_;
    const ast::Statement* statement_ = nullptr;  ///< that was entered
    mutable bool before_of_a_phrase_ = false;    ///< what is spoken may be followed by `of`
    mutable bool column_follows_ = false;        ///< what is spoken is a column, not the last one
    // Most names have one form only. What the others refer to where they stand is found when the
    // first of them is spoken.
    mutable const ast::Node* spoken_ = nullptr;  ///< the tree being spoken, till names are asked
    std::unordered_set<std::string> others_inside_;  ///< of it, which may stand in no statement
    mutable Shown shown_;  ///< each reference of the tree being spoken, in the tongue's form
    mutable std::vector<const ast::Statement*> waiting_;  ///< entered, and not asked of yet
    /// And of the statements entered so far: a row of a table, spoken by itself, is still compared
    /// with what the table goes by.
    mutable Shown in_statements_;
    std::unordered_set<const ast::Statement*> entered_;
};

}  // namespace meritum::syntax
