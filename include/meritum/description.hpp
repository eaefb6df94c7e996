/// What a plan asks for and what it makes, as plain values: for forms, imports and data sheets.
///
///     const auto description = plan.describe();
///     for (const auto& fact : description.facts)
///         std::cout << fact.name << ": " << meritum::in_words(description, fact) << '\n';
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "meritum/date.hpp"
#include "meritum/decimal.hpp"
#include "meritum/export.hpp"
#include "meritum/facts.hpp"

namespace meritum {

/// What something is called. `names` and `labels` have one entry for each of
/// `Description::tongues`; a label that the plan does not give is empty.
struct Naming {
    std::string name;  ///< the first name: the identity, the same in every tongue
    std::vector<std::string> names;
    std::vector<std::string> labels;
};

enum class FactType {
    number,
    money,  ///< a number in the plan's currency
    count,  ///< a whole number that is never negative
    boolean,
    text,
    date,
    choice,  ///< one of `choices`
};

/// A fact of a participant, a field of a list's items, or a param.
struct FactDescription : Naming {
    FactType type = FactType::number;
    std::string unit;      ///< of money the currency, "CNY"; else empty
    bool percent = false;  ///< its range is written in percent, so show it as one: 0.15 is 15%
    std::optional<Decimal> low, high;  ///< of numbers: both ends belong to the range
    std::optional<Decimal> step;       ///< of numbers: every value is a whole multiple of it
    std::optional<Date> first, last;   ///< of dates: both days belong to the range
    std::vector<std::vector<std::string>> choices;  ///< names by tongue, in declared order
    bool optional = false;    ///< may be missing, and the plan says what happens then
    FactValue default_value;  ///< what counts where it is missing; of a param its value

    /// Missing is an error of the participant.
    bool required() const { return !optional && default_value.is_missing(); }
};

struct ListDescription : Naming {
    std::vector<FactDescription> fields;
    std::string key;    ///< first name of the field by which items are called; empty: data may have
                        ///< a column `key`
    std::string order;  ///< first name of the field in whose order items are taken, equal ones in
                        ///< that of their key; empty: as they are given
    std::size_t most_items = 0;  ///< of one participant in one period
};

/// The score (`name` is "score") or a further total.
struct TotalDescription : Naming {
    std::string unit;  ///< "points", or a currency
};

/// A cap or a floor.
struct LimitDescription {
    std::vector<std::string> words;  ///< by tongue, as the plan says it: "at most 20"
    std::optional<Decimal> value;    ///< none: it hangs on facts or params
};

/// Conditions as the plan writes them, each by tongue: "attainment > 100%".
using ConditionDescriptions = std::vector<std::vector<std::string>>;

struct CategoryDescription : Naming {
    std::string total;     ///< first name of the total it is part of
    std::string category;  ///< first name of the category it stands in; empty: none
    std::optional<LimitDescription> floor, cap;
    ConditionDescriptions when;  ///< its gates: all must hold
};

/// A named table: what it is asked with and what it gives.
struct TableDescription : Naming {
    std::vector<Naming> inputs;
    std::vector<Naming> results;
    std::size_t rows = 0;  ///< of a matrix, its cells; without `otherwise`
    std::string file;      ///< where its rows stand, from the plan's folder; empty: in the plan
    /// Its rows come with the data (`rows` are those that did): what its columns hold, those it is
    /// asked with first. Ranges and steps are those of results.
    std::vector<FactDescription> columns;

    bool from_data() const { return !columns.empty(); }
};

enum class RuleType { bonus, deduction, rule, kpi };

/// What becomes of a kpi whose value is missing. None: its value is never missing.
enum class MissingType { none, zero, skip, reweight };

/// A kpi gives its weight of its value. Numbers are there unless they hang on facts or params.
struct KpiDescription {
    std::optional<Decimal> weight;     ///< 0 to 1: 0.4 of `weight 40%`
    std::optional<Decimal> low, high;  ///< the scale of its value, 0 and 100 where none is said
    MissingType missing = MissingType::none;
};

struct RuleDescription : Naming {
    RuleType type = RuleType::rule;
    std::string total;     ///< first name of the total it is part of
    std::string category;  ///< its first name; empty: none
    std::string list;      ///< first name of the list whose items it goes through; empty: none
    std::optional<KpiDescription> kpi;           ///< of a kpi
    std::optional<LimitDescription> floor, cap;  ///< of all of its items together
};

struct GradeDescription {
    std::string name;
    std::vector<std::string> names;
    std::optional<Decimal> from;  ///< the bound; none: the rest, or a bound that hangs on facts
    ConditionDescriptions when;   ///< its gate, if it has one
};

struct OutcomeDescription : Naming {
    FactType type = FactType::number;
    std::string unit;  ///< "CNY", "points", "days" or ""
};

/// A plan from outside, everything in the order of its text. A value; outlives the plan.
struct Description : Naming {
    std::string fingerprint;                  ///< "sha256:..."
    std::vector<std::string> tongues;         ///< "en", "zh": the order of all names and labels
    std::string cycle;                        ///< "month", "quarter", "half", "year"; empty: none
    std::string period_example;               ///< "2026-Q1"; empty without a cycle
    std::string currency;                     ///< "CNY"; empty: none
    std::optional<Date> first_day, last_day;  ///< on which the plan is effective
    std::vector<FactDescription> facts;
    std::vector<ListDescription> lists;
    std::vector<FactDescription> params;
    std::vector<TableDescription> tables;
    std::vector<TotalDescription> totals;  ///< the score first, if the plan has one
    std::vector<CategoryDescription> categories;
    std::vector<RuleDescription> rules;
    std::vector<Naming> vetoes;
    std::vector<GradeDescription> grades;  ///< the best first
    std::vector<OutcomeDescription> outcomes;

    /// The place of a tongue in `tongues`; the first one if the plan does not have it.
    std::size_t tongue(std::string_view lang) const {
        for (std::size_t i = 0; i < tongues.size(); ++i) {
            if (tongues[i] == lang) return i;
        }
        return 0;
    }
};

/// What a value of the fact looks like, in the tongue `lang` ("en", "zh"; another one falls back to
/// "en"): "money, 0 to 1,000,000 CNY, step 0.01; 0 where it is left empty".
MERITUM_API std::string in_words(const Description& plan, const FactDescription& fact,
                                 std::string_view lang = "en");

/// All of it for people, folded at `width` columns.
MERITUM_API std::string to_text(const Description& plan, std::string_view lang = "en",
                                std::size_t width = 100, bool colour = false);

/// All of it for programs (see docs/json.md).
MERITUM_API std::string to_json(const Description& plan);

/// A JSON Schema (draft 2020-12) of the plan's data in JSON: what docs/data.md allows passes. What
/// a schema cannot say (ranges of dates and of numbers written as texts, fractional steps, ids
/// given twice) is checked when the data is scored.
MERITUM_API std::string to_json_schema(const Description& plan);

/// A sheet to fill in: participants.csv, or the file of a list.
struct Sheet {
    struct Column {
        std::string name;
        std::string meaning;  ///< label, type and range, in words
    };
    std::string file;  ///< "participants.csv"
    std::vector<Column> columns;
};

/// The sheets of a plan's data with names in the tongue `lang`: participants.csv, then a file for
/// each list and each table whose rows come with the data. A list or table whose names are no names
/// of files (`participants`, or with a slash) has none.
MERITUM_API std::vector<Sheet> sheets(const Description& plan, std::string_view lang = "en");

/// The sheet without rows. If its header is not ASCII, a byte order mark stands before it, by which
/// spreadsheets know UTF-8.
MERITUM_API std::string to_csv(const Sheet& sheet);

/// Its columns and what they mean, for people.
MERITUM_API std::string to_text(const Sheet& sheet, std::size_t width = 100);

}  // namespace meritum
