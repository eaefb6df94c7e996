/// Scorecards: what a plan makes of facts. Every number explains itself.
#pragma once

#include <cstddef>
#include <memory>
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

/// A signed step towards a total. The points of all lines of a total add up to it, exactly.
struct Line {
    std::string
        line;  ///< identity: total/category/rule/kind, in first names; the same in every tongue
    std::string rule;  ///< first name of the rule or veto; empty for start, category caps, bounds
                       ///< and rounding
    std::string category;  ///< first name; empty if none
    std::string total;     ///< first name of the total it is a step of: "score", "commission"
    std::string unit;      ///< of that total: "points", or a currency
    Decimal points;        ///< in that unit
    std::string because;   ///< the rule's `because` filled in; empty if it has none or gave nothing
};

/// An outcome's value: nothing (withheld), number or money, text (a grade or choice too), yes/no,
/// date.
struct Outcome {
    std::string name;
    std::variant<std::monostate, Decimal, std::string, bool, Date> value;
    std::string unit;  ///< "CNY", "points", "days" or ""
};

/// What a rule advises a participant, filled in.
struct Advice {
    std::string rule;  ///< first name
    std::string text;
};

/// The score or a further total of the plan.
struct Total {
    std::string name;              ///< first name: "score", "commission"
    std::optional<Decimal> value;  ///< nothing: withheld, or not rated
    std::string unit;              ///< "points", or a currency: "CNY"
    std::string not_rated;         ///< why it has no value, a sentence in the tongue of `because`;
                                   ///< empty: it has one, or its group is not complete
};

/// Why a participant, or one value of theirs, was not scored. One for each thing that is wrong.
struct FactError {
    std::string id;
    std::string period;
    std::string file;        ///< empty where the facts came from memory
    std::size_t line = 0;    ///< from 1; 0: unknown
    std::size_t column = 0;  ///< in code points from 1; 0: unknown
    std::string fact;        ///< the fact's or field's name as the plan calls it
    std::string code;        ///< stable, "F0103"
    std::string message;
};

/// How the lines of a card are drawn above their reasons: each bar begins where the one before
/// ended.
enum class Waterfall {
    none,
    blocks,  ///< block elements of Unicode, in eighths of a column
    ascii,   ///< = for the start and the total, + and - for what was given and taken
};

/// How `Scorecard::explain` writes a card.
struct ExplainOptions {
    std::string lang = "en";  ///< tongue of the plan's words, if it has it; ours are "en" and "zh"
    std::size_t width = 100;  ///< columns to fold at, at least 40; a Chinese character takes two
    bool colour = false;      ///< ANSI codes for a terminal
    /// Left out where `width` has no room for it or there are fewer than two lines to draw. A line
    /// of 0 has no bar.
    Waterfall waterfall = Waterfall::none;
};

/// One participant's result. A value: cheap to copy, immutable, may be shared between threads,
/// outlives the plan. One that was moved from may only be assigned or destroyed.
class MERITUM_API Scorecard {
public:
    struct Body;
    explicit Scorecard(std::shared_ptr<const Body> body) : body_(std::move(body)) {}

    const std::string& id() const;
    const std::string& period() const;
    std::optional<Decimal> score()
        const;                         ///< nothing: not rated, withheld, or no score in the plan
    const std::string& grade() const;  ///< first name of the grade; empty: none
    const std::vector<Outcome>& outcomes() const;
    /// The score first, if the plan has one, then the plan's further totals in its order.
    const std::vector<Total>& totals() const;
    /// In the order of presentation, total by total; those of a total without a value are left
    /// out. Empty if only results were kept.
    const std::vector<Line>& lines() const;
    /// What the plan advises, in the order of its rules; empty if only results were kept.
    const std::vector<Advice>& advice() const;
    /// What `require ... else warn` found; empty if only results were kept.
    const std::vector<std::string>& warnings() const;
    /// What it was scored by: every fact that is there under its first name, defaults filled in,
    /// lists in the order in which their items were taken.
    Facts facts() const;
    /// By any of the names the plan has for it; null if there is none of that name.
    const Outcome* outcome(std::string_view name) const;
    const Total* total(std::string_view name) const;
    const Line* line(std::string_view identity) const;  ///< by `Line::line` only; null likewise
    /// The points of a rule or veto (by any of its names) with its own floor, cap and rounding:
    /// what its lines add up to, in the unit of its total. Nothing if there is none of that name,
    /// its total has no value, or only results were kept.
    std::optional<Decimal> rule(std::string_view name) const;
    /// The points of a category (by any of its names) with everything it holds, inner categories
    /// too, after its floor, cap and vetoes: what its lines and theirs add up to, in the unit of
    /// its total. Nothing if there is none of that name, its total has no value, or only results
    /// were kept.
    std::optional<Decimal> category(std::string_view name) const;

    /// The whole story as text for people, in the tongue `lang`: names and labels in it where the
    /// plan has it, our own words in "zh" or else in "en". Folded at `width` columns (at least 40;
    /// a Chinese character takes two). With `colour`, ANSI codes for a terminal. Replays this one
    /// participant with everything kept.
    std::string explain(std::string_view lang = "en", std::size_t width = 100,
                        bool colour = false) const;

    /// Likewise with more to choose.
    std::string explain(const ExplainOptions& options) const;

    /// The part of `explain` that one name is about, by its first name: a rule or veto with its
    /// reasons, the lines of a category, an outcome, "grade"; of a total ("score") all lines
    /// without their reasons. Empty if the plan has nothing of that name or the card no value of
    /// it.
    std::string explain_part(std::string_view name, std::string_view lang = "en",
                             std::size_t width = 100, bool colour = false) const;

    /// A card for a mail, in Markdown with tables (GitHub's): who, score and grade, the signed
    /// lines with what was read, outcomes, advice and warnings. Words of the plan and the facts are
    /// escaped, so nothing in them is taken for markup, an address or a mention. Lines end with \n.
    std::string explain_markdown(std::string_view lang = "en") const;

    /// What `explain` tells, as JSON (see docs/json.md).
    std::string explain_json(std::string_view lang = "en") const;

    /// Likewise with what `Plan::replay` needs; one line of text, so that archived cards make a
    /// file of lines (JSONL). If the plan compares participants, only all cards of a run together
    /// can be replayed. Throws Error if the card's lines were not kept.
    std::string explain_archive(std::string_view lang = "en") const;

    const Body& body() const { return *body_; }

private:
    std::shared_ptr<const Body> body_;
};

}  // namespace meritum
