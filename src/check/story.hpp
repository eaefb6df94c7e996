// The story of a plan: for everything a reader of a scorecard may ask about, its identity, words
// and place, and what holds its numbers. One shape for two stages: the checker fills it with values
// of the CheckedPlan, the graph with nodes; `Refs` says which. Passes may renumber what it refers
// to, but may not add or drop anything. Tests: tests/graph/story_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/rare.hpp"
#include "base/span.hpp"
#include "number/rational.hpp"
#include "value/types.hpp"

namespace meritum::check {

/// The same words in each tongue of the plan (Story::tongues); never empty, may repeat.
using Words = std::vector<std::string>;

enum class RuleKind { bonus, deduction, rule, kpi };

/// What a kpi does where its value is not known: it gives 0; it has no line; it gives 0 and its
/// weight is spread over the known ones. None: its value is always known.
enum class MissingPolicy { none, zero, skip, reweight };

/// How the whole keys that a table is searched with are made of a value, so that rows may begin
/// with a bound (`from`) or behind it (`above`).
enum class KeyWay : std::uint8_t {
    exact,    ///< the value itself: days, choices, texts, yes and no
    floor,    ///< whole steps below: bounds belong to the row above them
    ceiling,  ///< whole steps above: bounds belong to the row below them
    both,     ///< both added: even keys are bounds, odd ones lie between
};

/// A named table as its author wrote it, for cards. It has no nodes: what is asked of it is told
/// where it is called.
struct TableStory {
    std::string name;  ///< identity
    Words names;
    Words label;
    Span place;
    std::string file;        ///< where its rows stand; empty: in the plan
    bool from_data = false;  ///< they come with the data, and are no part of the plan
    struct Column {
        Words names;
        KeyWay way = KeyWay::exact;
        number::Rational step{1};  ///< of a number: of its keys
        bool number = false;       ///< what more of it gives can be told
    };
    std::vector<Column> inputs;
    std::vector<Words> results;
    struct Row {
        Words words;  ///< as written
        Span place;
        std::uint32_t line = 0;  ///< of the plan or the table's file, from 1
    };
    /// One behind the other, as there may be 100,000 and a card shows two.
    class Rows {
    public:
        void add(const Row& row);
        Row operator[](std::size_t at) const;
        std::size_t size() const { return places_.size(); }

    private:
        struct Place {
            Span span;
            std::uint32_t line;
        };
        std::vector<Place> places_;
        std::string text_;
        std::vector<Span> words_;  ///< in `text_`, row by row
    };
    Rows rows;
    std::optional<Row> otherwise;
    std::vector<std::string> cells;  ///< of rows that came with the data, as they would be there
    std::vector<std::uint32_t> leaf_begin;  ///< see value::Diagram
    std::vector<std::uint32_t> leaf_rows;
    std::vector<std::uint32_t> steps;  ///< of the plan, in the order they are asked
    std::vector<std::uint32_t> asks;   ///< the column each of them asks
};

/// `Refs::Truth` is a handle on a boolean, `Refs::Quantity` on a number or other value,
/// `Refs::Table` on a table.
template <class Refs>
struct StoryTypes {
    using Truth = typename Refs::Truth;
    using Quantity = typename Refs::Quantity;

    struct Condition;
    struct Tiers;
    struct Gathering;

    /// Something the plan reads or names on the way: "sales", "attainment".
    struct Reading {
        Words words;  ///< as written, in each tongue
        Words label;  ///< of the declaration; empty strings if none
        Quantity quantity;
        bool percent = false;       ///< stands beside percents: show it as one
        std::vector<Reading> from;  ///< what a `let` is made of
        Truth reached{};  ///< boolean: the place it is read in; none: everywhere. A fact is a fact
                          ///< everywhere. What is read in several places is listed once for each
        std::vector<Condition> choices;    ///< of a `let`'s branches, in the order of the text
        std::vector<Tiers> tiers;          ///< of a `let`
        std::vector<Gathering> gathering;  ///< one if it is gathered of items, else none
        std::vector<Truth> unless{};       ///< booleans: a later row of its table decides
        Words formula{};  ///< of a `let`: "sales / target"; empty: its parts say it
    };

    /// A condition and why it held or not.
    struct Condition {
        enum class Kind { comparison, truth, known, all, any, negation };
        Kind kind = Kind::truth;
        Words words;  ///< the whole of it, as written
        Span place;
        Truth holds;                   ///< boolean
        Truth reached{};               ///< boolean: the place it stands in; none: everywhere
        std::vector<Truth> unless{};   ///< booleans: a later row of its table decides
        std::string comparison;        ///< "<", ">=", "=" ... of a comparison
        Rare<Reading> left;            ///< of comparison, truth and known
        Rare<Reading> right;           ///< of comparison
        std::vector<Condition> parts;  ///< of all, any, negation
    };

    /// The items that a sum, a count, `every` and their like go through.
    struct Gathering {
        ListId list;
        Words item;                 ///< the item's name
        Rare<Condition> condition;  ///< `where ...`; of `every`: `has ...`
        Truth counts{};             ///< boolean of the item: it counts; of `every`: it has it
        Rare<Reading> of;           ///< what is summed or compared; none: items are counted
        bool every = false;         ///< those that do not have it decide
    };

    /// A table inside an amount: which row was reached, and what the next one needs.
    struct Tiers {
        Truth reached{};              ///< boolean: the place it stands in; none: everywhere
        std::vector<Truth> unless{};  ///< booleans: a later row of an outer table decides
        Reading of;
        enum class Rows { from, above, up_to, below, is, along };
        Rows way = Rows::from;
        bool slices = false;  ///< every row reached gives something, not only the last one
        struct Row {
            Rare<Reading> bound;  ///< none: otherwise
            Reading value;
            Truth reached;  ///< boolean: a later row may be reached, too; the last such row decides
            Span place;
            Quantity part{};   ///< of slices: what lies inside the row
            Quantity gives{};  ///< of slices: its share of the result
        };
        std::vector<Row> rows;
        /// A named table that is asked; it has no rows of its own, `of` is the result.
        struct Call {
            std::uint32_t table = 0;  ///< in Story::tables
            std::vector<Reading> arguments;
            std::vector<Quantity> keys;  ///< whole numbers, one per argument
            Quantity leaf;               ///< the rows that match: TableStory::leaf_begin
        };
        Rare<Call> call{};
    };

    /// A `because` or other text with values inside, in one tongue.
    struct Text {
        struct Piece {
            std::string literal;  ///< if reading is empty
            Rare<Reading> reading;
        };
        std::vector<Piece> pieces;
    };

    /// A cap or floor: what it was compared with, and the line it makes (none if it changed nothing
    /// at compile time).
    struct Limit {
        Words words;  ///< "at most 20"
        Span place;
        Quantity bound;
        Quantity line;  ///< the signed points it adds to the total
    };

    /// What changes an amount: `times`, `each at most`, `highest per`, `prorated by`.
    struct Step {
        Words words;
        Span place;
        Rare<Condition> when;  ///< acts only where it holds
        Quantity before;
        Quantity after;
        Rare<Reading> key{};  ///< of `highest per`: what items have in common
        Truth kept{};         ///< and boolean: the item is the one that is kept
    };

    /// What a rule gives, before caps.
    struct Amount {
        Words words;  ///< "1 per full 1% of attainment above 100%"
        Span place;
        std::vector<Reading> readings;   ///< facts, params and lets it reads, in the order of the
                                         ///< text, each once in each place
        std::vector<Condition> choices;  ///< of its branches, in the order of the text
        std::vector<Tiers> tiers;
        Quantity quantity;  ///< of one item if the rule has items, else of the rule; positive for a
                            ///< deduction
        std::vector<Step> steps;  ///< what changes it, in order; `after` of the last one counts
        Quantity final{};         ///< after all steps
    };

    /// `advise "..." when ...`
    struct Advice {
        std::vector<Text> text;  ///< by tongue
        Span place;
        Truth shown;  ///< boolean; none: always
    };

    /// `for each item in list where ...`
    struct Items {
        typename Refs::Table table;
        ListId list;
        Words item;  ///< the item's name
        Rare<Condition> where;
        Truth counts;  ///< boolean of the item's table: it passed `where` (and, outside, the rule's
                       ///< `when`)
        Truth turn;    ///< `in turn`: its place among those that count, from 1; none otherwise
        bool amounts_in_turn = false;  ///< the amounts are, not factors of them
    };

    /// What a kpi's amount is made of: weight x value.
    struct Kpi {
        Reading weight;         ///< as the plan says it
        Reading value;          ///< as the plan says it; may be undefined
        Rare<Condition> known;  ///< "satisfaction known"; none: always
        Quantity counting{};  ///< the weight with what it got of missing ones; value none: `weight`
        std::optional<number::Rational> low, high;  ///< the scale; none: not the same for everybody
        MissingPolicy missing = MissingPolicy::none;
        Words missing_words;  ///< "missing reweight"
    };

    struct Rule {
        std::string name;  ///< identity
        Words names;
        Words label;
        RuleKind kind = RuleKind::bonus;
        std::uint32_t total = 0;        ///< index in Story::totals
        std::uint32_t category = none;  ///< index in Story::categories
        Span place;
        Truth concerns;  ///< boolean: `for ...`; none: everybody. Who is not concerned has no line
        std::vector<Condition> when;  ///< one per `when` clause; all must hold
        Truth applies;                ///< boolean: `for` and all of `when`; none: always
        Rare<Items> items;
        Rare<Kpi> kpi;
        Amount amount;
        Rare<Step> prorated;
        Rare<Limit> cap;
        Rare<Limit> floor;
        Quantity line;    ///< signed points before cap and floor, rounded as the plan says
        Quantity points;  ///< signed points with cap and floor
        std::vector<Text> because;  ///< by tongue; empty: none
        std::vector<Advice> advice;

        static constexpr std::uint32_t none = 0xffffffff;
    };

    struct Category {
        std::string name;
        Words names;
        Words label;
        Span place;
        std::uint32_t total = 0;           ///< index in Story::totals
        std::uint32_t outer = Rule::none;  ///< index of the category it stands in
        Quantity start{};                  ///< value none if it has none
        Rare<Limit> choice;                ///< `counts only the highest`; bound is the member taken
        std::vector<Condition> when;       ///< gates; all must hold
        Truth holds{};                     ///< boolean: all of `when`; none: always
        Quantity gate{};                   ///< the line of a gate that does not hold
        Rare<Limit> cap;
        Rare<Limit> floor;
        Quantity points;  ///< after all of these and vetoes on it
    };

    /// What a veto acts on: a total (the score is one), the grade, a category.
    enum class VetoEffect { total, total_at_most, grade_at_most, category };

    struct Veto {
        std::string name;
        Words names;
        Words label;
        Span place;
        std::vector<Condition> when;
        Truth fires;  ///< boolean
        VetoEffect effect = VetoEffect::total;
        std::uint32_t total = 0;              ///< index in Story::totals: where its line stands
        std::uint32_t category = Rule::none;  ///< of effect category
        Quantity value;                       ///< a grade's position for grade_at_most
        Truth wins;                           ///< boolean: it fires and is the one that decides
        Quantity line;  ///< the difference it makes; 0 for those that fired and did not win
        std::vector<Text> because;
    };

    struct GradeRow {
        Words names;
        Span place;
        Rare<Reading> bound;   ///< none: otherwise
        Truth reached;         ///< boolean: the bound; none: otherwise
        Rare<Condition> when;  ///< its gate
    };

    struct Grade {
        Words label;
        Span place;
        std::vector<GradeRow> rows;
        Quantity earned{};  ///< choice: position of the row the score and the gates reach
        Quantity grade;     ///< and after vetoes
    };

    /// `require ... else refuse` or `else warn`.
    struct Requirement {
        Condition condition;
        Span place;
        bool refuses = false;
        Truth holds;
        std::vector<Text> text;  ///< by tongue; empty: the condition's own words
    };

    struct Outcome {
        std::string name;
        Words names;
        Words label;
        Span place;
        Quantity quantity;
        Words words;  ///< the formula, as written
        std::vector<Reading> readings;
        std::vector<Condition> choices;  ///< of its branches, in the order of the text
        std::vector<Tiers> tiers;
    };

    /// `known at least n, else not rated`
    struct Rating {
        Words words;
        Span place;
        Truth rated;  ///< boolean: enough is known. Where not, the total has no value and no lines
        Quantity known;  ///< how many kpis of the total are
        Quantity needed;
    };

    /// The score, or a further total. All its points are in one measure: points or money.
    struct Total {
        std::string name;
        Words names;                ///< of the score none: it goes by our own word
        bool silent = false;        ///< a score that nothing in the plan makes
        bool silent_start = false;  ///< the plan says no start
        Words label;
        Span place;
        Quantity start;
        Rare<Limit> low;  ///< `between low and high`
        Rare<Limit> high;
        Quantity
            rounding;  ///< the line of rounding; value none if the plan does not round the total
        Words rounding_words;
        Rare<Rating> rating;
        Quantity value;  ///< the total itself
        Quantity raw;    ///< before bounds, vetoes and rounding
    };

    struct Story {
        std::string plan;  ///< identity
        Words names;
        Words label;
        std::vector<std::string> tongues;  ///< "en", "zh": the order of all Words
        std::vector<Total> totals;         ///< the score first, if the plan has one
        std::vector<Rule> rules;
        std::vector<Category> categories;
        std::vector<Veto> vetoes;
        std::vector<Requirement> requirements;
        Rare<Grade> grade;
        std::vector<Outcome> outcomes;
        std::vector<TableStory> tables;

        /// Null if the plan has none. No total that a plan declares has this name.
        const Total* score() const {
            return totals.empty() || totals.front().name != "score" ? nullptr : &totals.front();
        }
    };
};

}  // namespace meritum::check
