// A plan being written: what is declared so far and what may be read where. In: draws. Out: names
// with rough types. Part of the generator; must not know the checker, whose rules it follows only
// roughly.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "agreement/random.hpp"
#include "agreement/wording.hpp"

namespace meritum::agreement {

enum class Sort { number, boolean, text, choice, date };
enum class Unit { plain, points, money, days };

/// Something with a name that expressions may read.
struct Declared {
    enum class What { fact, field, param, let, rule, category, outcome, score, total, grade };
    What what = What::fact;
    Names names;
    Sort sort = Sort::number;
    Unit unit = Unit::plain;
    double low = 0;
    double high = 0;
    bool decimal = true;  ///< not a fraction
    bool defined = true;
    bool constant = false;       ///< a param without a range
    std::vector<Names> choices;  ///< of a choice
    int after = 0;               ///< may be read once this many rules are written
    int list = -1;               ///< of a field
};

/// The score, a rule or a category: points between -reach and reach.
inline Declared points_of(Declared::What what, Names names, double reach) {
    Declared out;
    out.what = what;
    out.names = std::move(names);
    out.unit = Unit::points;
    out.low = -reach;
    out.high = reach;
    return out;
}

struct ListDraft {
    Names names;
    Names item;
};

/// A named table: what it may be asked with and what it gives.
struct TableDraft {
    struct Input {
        Names names;
        Sort sort = Sort::number;
        Unit unit = Unit::plain;
        long scale = 1;          ///< of the bounds
        bool percent = false;    ///< they are written in percent
        std::size_t choice = 0;  ///< the fact whose choices it has
        bool in_file = false;    ///< a cell is one text or choice as it is
    };
    struct Result {
        Names names;  ///< none: the table's own
        Unit unit = Unit::plain;
        double low = 0;
        double high = 0;
    };
    Names names;
    std::vector<Input> inputs;
    std::vector<Result> results;
    bool total = false;      ///< gives something for every input
    bool in_file = false;    ///< its rows are
    bool from_data = false;  ///< or they come with the data
};

/// The score (the first) or a further total.
struct TotalDraft {
    Names names;  ///< of the score none
    Unit unit = Unit::points;
    bool points_round = false;
};

/// A kpi before its plan's totals are written: the value decides what they must say.
struct KpiDraft {
    std::string weight;
    std::string value;
    std::string concerns;               ///< empty: everybody
    ast::Row missing = ast::Row::none;  ///< of its own
    bool defined = true;
};

/// What may be read at a place and what is known to hold there.
struct Scope {
    int rules = 0;                   ///< rules before this one may be read
    int list = -1;                   ///< inside `for each` over it
    bool results = false;            ///< score, grade and outcomes may be read
    std::set<std::size_t> known;     ///< of Draft::declared: proved defined
    std::set<std::size_t> positive;  ///< proved > 0
    std::vector<std::pair<std::size_t, std::size_t>> ordered;  ///< first >= second
};

struct Draft {
    std::vector<Declared> declared;
    std::vector<ListDraft> lists;
    std::vector<TableDraft> tables;
    std::string currency = "CNY";
    ast::Row cycle = ast::Row::none;
    bool has_grade = false;
};

/// An expression as text, with how tightly it binds and roughly what it may be.
struct Written {
    enum class Level {
        conditional,
        logical_or,
        logical_and,
        logical_not,
        comparison,
        phrase,
        sum,
        product,
        unary,
        operand
    };
    std::string text;
    Level level = Level::operand;
    double low = 0;
    double high = 0;
    bool decimal = true;
    bool defined = true;
};

}  // namespace meritum::agreement
