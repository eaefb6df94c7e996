// The inside of complaints: one Complaint about one range. Private to complaints.cpp, which says
// what was expected, and meant.cpp, which guesses what the author meant. Tests:
// tests/syntax/complaints_test.cpp, tests/syntax/slips_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/complaints.hpp"

namespace meritum::syntax {

/// Writes one diagnostic about one range.
class Complaint {
public:
    Complaint(const PhraseTries& tries, const Place& place, const Token* first, const Token* last,
              const Trouble& trouble, DiagnosticSink& sink);

    void write();

private:
    // complaints.cpp
    std::size_t tongue_of(const Token* token) const;
    void write_fault();
    void write_unknown_beginning();
    void write_unknown_statement();
    std::string owner_of_clause();
    std::size_t tongue_of_clause(Group group) const;
    Span words_span(const std::string& words) const;
    void suggest_beginning(Finding& finding, Group group);
    bool is_left_over() const;
    std::vector<std::string> expected_words(bool everywhere, bool with_optional) const;
    std::vector<std::string> joining_words() const;
    void write_left_over();
    const Token* behind_opening() const;
    std::string phrase_that_ends(const Token& token) const;
    std::string expected(bool with_words = true) const;
    std::string read_so_far() const;
    bool needs_type() const;
    bool takes_value() const;
    bool is_reserved(const std::string& word) const;
    void write_missing();

    // meant.cpp
    std::string too_deep(const Token& token) const;
    bool write_too_deep();
    bool write_decimal_comma();
    bool write_bare_point();
    bool write_currency_first();
    std::string in_parentheses() const;
    bool ends_operand(const Token* at) const;
    const Token* end_of_operand(const Token* at) const;
    const Token* stray_word() const;
    bool write_slip(const Token* at);
    bool write_slip_that_begins();
    bool write_name_apart(const Token* at);
    bool is_label(const Token* name) const;
    bool names_stand_at(const Token* begin, const Token* end) const;
    static std::string joined_by_underscores(const Token* first, const Token* last);
    std::string expected_near(const Token& token) const;
    void find_other_tongue();
    static bool says(const Pattern& pattern, std::string_view word);
    static std::optional<std::size_t> slot_behind(const Pattern& pattern, std::string_view word);
    bool write_misspelt_beginning();
    bool begins_clause() const;

    const PhraseTries& tries_;
    const Place& place_;
    const Token* first_;
    const Token* last_;
    const Trouble& trouble_;
    DiagnosticSink& sink_;
    std::size_t tongue_ = 0;
    std::string misplaced_words_;
    std::string fix_;  ///< what was meant by the furthest token
};

/// A token as its author wrote it, and in backticks, for messages.
std::string written(const Token& token);
std::string quoted(const std::string& text);

}  // namespace meritum::syntax
