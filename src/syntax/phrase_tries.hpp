// The rows of all tongues as tries, one per place where phrases may stand, and their patterns for
// printing. In: rows and a column of patterns per tongue. Out: nodes to walk. Knows nothing of X3,
// tokens or trees. Tests: tests/syntax/phrases_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/rows.hpp"

namespace meritum::syntax {

/// Here a row is complete. `order[i]` is the canonical index of the i-th slot on the way (of a
/// phrase that follows a value, order[0] is that value).
struct Accept {
    ast::Row row = ast::Row::none;
    std::vector<std::size_t> order;
};

struct SlotEdge {
    SlotKind kind;
    std::size_t target;
    std::set<std::string> names;  ///< of the rows that go this way, for messages
};

/// A word on the way, and the tongues (by their index) whose patterns go over it.
struct WordEdge {
    std::size_t target;
    std::set<std::size_t> tongues;
};

/// Words are tried before slots; the slots stand in the order in which they are to be tried.
struct TrieNode {
    std::map<std::string, WordEdge, std::less<>> words;
    std::vector<SlotEdge> slots;
    std::optional<Accept> accept;
};

/// A tongue: its name and one pattern per row of row_specs().
struct Tongue {
    std::string name;
    std::vector<Pattern> patterns;
};

/// True if the pattern of an expression begins with a word and ends with an operand: such a phrase
/// binds like an operand that is followed, whatever stands on its left.
bool binds_like_operand(const RowSpec& spec, const Pattern& pattern);

/// Immutable. Nodes are numbers; every tongue is in the same tries.
class PhraseTries {
public:
    /// Throws std::invalid_argument that names the rows if two rows cannot be told apart.
    explicit PhraseTries(std::vector<Tongue> tongues);

    const TrieNode& node(std::size_t id) const { return nodes_[id]; }

    /// The root of a group. Of `expression`, the phrases that stand before a value.
    std::size_t root(Group group) const { return static_cast<std::size_t>(group); }
    /// The phrases that follow an operand (`sales previous quarter`) or any term (`x at most 3`),
    /// without that value.
    std::size_t after_operand() const { return after_operand_; }
    std::size_t after_term() const { return after_term_; }
    /// The phrases that stand before an operand and bind like one: `square root of x`.
    std::size_t before_operand() const { return before_operand_; }

    /// What a word may be where a name may stand.
    enum class Reserve : std::uint8_t {
        none,    ///< nothing but a name
        weak,    ///< a word of expressions; a name if the plan declares one of that spelling
        opens,   ///< weak, and with the word behind it it begins a phrase: `sum of`, `rank by`
        begins,  ///< weak, and alone it begins a phrase: printed as a name it needs backticks
        strong,  ///< never a name without backticks
    };
    Reserve reserve(std::string_view word) const {
        const auto found = reserved_.find(word);
        return found == reserved_.end() ? Reserve::none : found->second;
    }

    /// Whether a row or cell of a table that begins with this word is read as something else.
    bool begins_cell(std::string_view word) const {
        const auto begins = [&](Group group) {
            return nodes_[root(group)].words.find(word) != nodes_[root(group)].words.end();
        };
        return begins(Group::cell) || begins(Group::table_clause);
    }

    const std::vector<Tongue>& tongues() const { return tongues_; }
    std::optional<std::size_t> find_tongue(std::string_view name) const;
    /// REQUIRES a row of phrases.def.
    const Pattern& pattern(ast::Row row, std::size_t tongue) const;

    /// The words with which rows of a group begin, up to their first slot ("at most"), in one
    /// tongue.
    std::vector<std::string> beginnings(Group group, std::size_t tongue) const;

private:
    void add(const RowSpec& spec, const Pattern& flat, std::size_t tongue);
    std::size_t start_of(const RowSpec& spec, const Pattern& flat) const;
    std::size_t follow_word(std::size_t from, const std::string& word, std::size_t tongue);
    std::size_t follow_slot(std::size_t from, const RowSpec& spec, const Slot& slot);
    void reserve_words(const RowSpec& spec, const Pattern& flat);
    void reserve_rivals_of_slots();

    std::vector<Tongue> tongues_;
    std::vector<TrieNode> nodes_;
    std::size_t after_operand_ = 0;
    std::size_t after_term_ = 0;
    std::size_t before_operand_ = 0;
    void reserve_word(const std::string& word, Reserve how);
    struct WordHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view word) const {
            return std::hash<std::string_view>()(word);
        }
    };
    std::unordered_map<std::string, Reserve, WordHash, std::equal_to<>> reserved_;
};

}  // namespace meritum::syntax
