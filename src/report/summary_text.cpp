// A Summary as text for a terminal, in our words and the plan's. See summary.hpp.
#include <algorithm>
#include <initializer_list>

#include "number/rational.hpp"
#include "report/summary.hpp"
#include "report/terminal.hpp"
#include "scorecard/lines.hpp"
#include "scorecard/wording.hpp"

namespace meritum::report {
namespace {

using scorecard::Word;
using scorecard::Wording;

constexpr std::size_t margin = 2;
constexpr std::size_t widest_title = 40;

/// Rows of cells below each other: texts to the left, numbers at their points.
class Grid {
public:
    explicit Grid(std::vector<bool> numbers) : numbers_(std::move(numbers)) {}

    void head(std::vector<std::string> cells) { head_ = std::move(cells); }
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

    void write(std::string& out) const {
        std::vector<std::size_t> widths(numbers_.size());
        std::vector<NumberWidth> points(numbers_.size());
        for (std::size_t i = 0; i < numbers_.size(); ++i) {
            if (!head_.empty()) widths[i] = width(head_[i]);
            for (const auto& row : rows_) {
                points[i].widen(number_width(row[i]));
                widths[i] = std::max(widths[i], width(row[i]));
            }
            if (numbers_[i]) widths[i] = std::max(widths[i], points[i].total());
        }
        const auto line = [&](const std::vector<std::string>& cells, bool is_head) {
            std::string text(margin, ' ');
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const auto cell =
                    numbers_[i] && !is_head ? at_point(cells[i], points[i]) : cells[i];
                text += (i == 0 ? "" : std::string(gap, ' ')) +
                        (numbers_[i] ? right(cell, widths[i]) : left(cell, widths[i]));
            }
            out += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
        };
        if (!head_.empty()) line(head_, true);
        for (const auto& row : rows_) line(row, false);
    }

private:
    std::vector<bool> numbers_;
    std::vector<std::string> head_;
    std::vector<std::vector<std::string>> rows_;
};

std::string shown(const std::optional<Decimal>& value) {
    return value ? value->to_string() : "\u2013";
}

/// Two places are enough for people.
std::string shown_mean(const std::optional<Decimal>& value) {
    if (!value) return shown(value);
    return number::to_string(number::round(number::rational(*value), number::Rational(1, 100),
                                           number::Rounding::half_up));
}

class SummaryPage {
public:
    SummaryPage(const graph::Story& story, const Summary& summary, std::string_view lang,
                bool colour, std::size_t columns)
        : story_(story),
          summary_(summary),
          wording_(story, lang),
          colour_(colour),
          columns_(columns) {}

    std::string write() {
        head(people());
        for (const auto& total : summary_.totals) {
            if (!total_named(total.total).silent) write_total(total);
        }
        write_grades();
        write_money();
        write_ends();
        write_movers();
        return std::move(text_);
    }

private:
    void head(const std::string& title) {
        if (!text_.empty()) text_ += '\n';
        text_ += coloured(title, Colour::bold, colour_) + '\n';
    }

    std::string people() const {
        auto line = wording_.say(Word::scored, {std::to_string(summary_.scored)});
        const auto add = [&](Word word, std::size_t count) {
            if (count > 0) line += ", " + wording_.say(word, {std::to_string(count)});
        };
        add(Word::not_rated_people, summary_.not_rated);
        add(Word::refused_people, summary_.refused);
        add(Word::failed_people, summary_.failed);
        add(Word::warned_people, summary_.warned);
        return line;
    }

    /// A bar of `count` where the longest has `most`.
    std::string bar(std::size_t count, std::size_t most, std::size_t room) const {
        const auto eighths = most == 0 ? 0 : count * room * 8 / most;
        return coloured(blocks(count > 0 ? std::max<std::size_t>(eighths, 1) : 0), Colour::green,
                        colour_);
    }

    /// Counts with their names before and bars behind them.
    void write_bars(const std::vector<std::pair<std::string, std::size_t>>& rows, bool numbers) {
        std::size_t most = 0;
        std::size_t name = 0;
        for (const auto& [title, count] : rows) {
            most = std::max(most, count);
            name = std::max(name, width(title));
        }
        const auto digits = std::to_string(most).size();
        const auto taken = margin + name + gap + digits + gap;
        const auto room = std::min(columns_ > taken ? columns_ - taken : 0, widest_bar);
        for (const auto& [title, count] : rows) {
            text_ += std::string(margin, ' ') + (numbers ? right(title, name) : left(title, name)) +
                     std::string(gap, ' ') + right(std::to_string(count), digits);
            if (count > 0) text_ += std::string(gap, ' ') + bar(count, most, room);
            text_ += '\n';
        }
    }

    /// "lowest 0 · median 103" and so on, folded.
    void write_spread(const Spread& spread, bool money) {
        std::string line(margin, ' ');
        const std::pair<Word, std::string> parts[] = {
            {Word::lowest, shown(spread.lowest)},
            {Word::lower_quartile, shown(spread.lower_quartile)},
            {Word::median, shown(spread.median)},
            {Word::upper_quartile, shown(spread.upper_quartile)},
            {Word::highest, shown(spread.highest)},
            {Word::mean, shown_mean(spread.mean)}};
        for (const auto& [word, value] : parts) {
            if (line.size() > margin) line += " \u00B7 ";
            line += wording_.say(word) + " " + (money ? scorecard::money(value) : value);
        }
        text_ += folded(line, columns_, margin) + '\n';
    }

    void write_total(const TotalSummary& total) {
        if (total.spread.count == 0) return;
        head(title_of_total(total.total));
        const bool money = is_money(total.unit);
        const auto digits = [money](const Decimal& bound) {
            return money ? scorecard::money(bound.to_string()) : bound.to_string();
        };
        if (total.spread.count > 1) write_spread(total.spread, money);
        std::vector<std::pair<std::string, std::size_t>> rows;
        NumberWidth from;
        NumberWidth to;
        for (const auto& bin : total.bins) {
            from.widen(number_width(digits(bin.from)));
            to.widen(number_width(digits(bin.to)));
        }
        for (const auto& bin : total.bins) {
            const auto name = bin.from == bin.to ? digits(bin.from)
                                                 : at_point(digits(bin.from), from) + " \u2013 " +
                                                       at_point(digits(bin.to), to);
            rows.emplace_back(name, bin.count);
        }
        write_bars(rows, true);
    }

    /// REQUIRES a total of the plan.
    const graph::Total& total_named(const std::string& name) const {
        return *std::find_if(story_.totals.begin(), story_.totals.end(),
                             [&](const auto& total) { return total.name == name; });
    }

    std::string title_of_total(const std::string& name) const {
        const auto label = wording_.pick(total_named(name).label);
        return label.empty() ? (name == "score" ? wording_.say(Word::score) : safe(name))
                             : safe(label);
    }

    std::string grade(const std::string& name) const {
        for (const auto& row : story_.grade->rows) {
            if (row.names.front() == name) return safe(wording_.pick(row.names));
        }
        return "\u2013";
    }

    void write_grades() {
        if (summary_.grades.empty() || summary_.scored == 0) return;
        head(safe(wording_.title(*story_.grade)));
        std::vector<std::pair<std::string, std::size_t>> rows;
        for (const auto& each : summary_.grades) rows.emplace_back(grade(each.grade), each.count);
        write_bars(rows, false);
    }

    void write_money() {
        const auto has_values = [](const auto& each) { return each.spread.count > 0; };
        const bool any =
            std::any_of(summary_.outcomes.begin(), summary_.outcomes.end(), has_values) ||
            std::any_of(summary_.totals.begin(), summary_.totals.end(),
                        [&](const auto& each) { return is_money(each.unit) && has_values(each); });
        if (!any) return;
        head(wording_.say(Word::money_head));
        Grid grid({false, true, true, true, true, true});
        grid.head({"", wording_.say(Word::sum), wording_.say(Word::mean),
                   wording_.say(Word::lowest), wording_.say(Word::median),
                   wording_.say(Word::highest)});
        const auto add = [&](const std::string& title, const std::string& unit,
                             const Spread& spread) {
            const auto money = [](const std::string& digits) { return scorecard::money(digits); };
            grid.add({cut(title, widest_title) + " " + safe(unit), money(shown(spread.sum)),
                      money(shown_mean(spread.mean)), money(shown(spread.lowest)),
                      money(shown(spread.median)), money(shown(spread.highest))});
        };
        for (const auto& each : summary_.totals) {
            if (is_money(each.unit)) add(title_of_total(each.total), each.unit, each.spread);
        }
        for (const auto& each : summary_.outcomes)
            add(title_of_outcome(each.outcome), each.unit, each.spread);
        grid.write(text_);
    }

    static bool is_money(const std::string& unit) { return unit != "points"; }

    std::string title_of_outcome(const std::string& name) const {
        for (const auto& outcome : story_.outcomes) {
            if (outcome.name == name) return safe(wording_.title(outcome.label, outcome.names));
        }
        return safe(name);
    }

    void write_ends() {
        const bool all_alike = !story_.totals.empty() && story_.totals.front().silent;
        if (summary_.scored < 2 || all_alike) return;
        write_standings(Word::best_head, summary_.best);
        write_standings(Word::worst_head, summary_.worst);
    }

    void write_standings(Word title, const std::vector<Standing>& all) {
        if (all.empty()) return;
        head(wording_.say(title));
        Grid grid({false, true, false});
        for (const auto& one : all) {
            grid.add({cut(safe(one.id), widest_title), one.score.to_string(),
                      story_.grade ? grade(one.grade) : std::string()});
        }
        grid.write(text_);
    }

    void write_movers() {
        const auto& all = summary_.movers;
        for (auto first = all.begin(); first != all.end();) {
            const auto end = std::find_if(
                first, all.end(), [&](const Mover& mover) { return mover.unit != first->unit; });
            write_movers(std::vector<Mover>(first, end));
            first = end;
        }
    }

    /// Of one unit.
    void write_movers(const std::vector<Mover>& movers) {
        const auto& unit = movers.front().unit;
        const bool money = is_money(unit);
        head(money ? wording_.say(Word::money_movers_head, {safe(unit)})
                   : wording_.say(Word::movers_head));
        Grid grid({false, true, true, true});
        grid.head({"", wording_.say(money ? Word::money_moved : Word::moved),
                   wording_.say(Word::net), wording_.say(Word::people_head)});
        for (const auto& mover : movers) {
            const auto moved = shown(mover.moved);
            grid.add({cut(title_of(mover), widest_title), money ? scorecard::money(moved) : moved,
                      with_sign(mover), std::to_string(mover.participants)});
        }
        grid.write(text_);
    }

    std::string with_sign(const Mover& mover) const {
        if (!mover.net) return shown(mover.net);
        return scorecard::with_sign(number::rational(*mover.net), total_named(mover.total).value);
    }

    /// As on a card: the rule's or veto's title, or the limit's words and the category's title.
    std::string title_of(const Mover& mover) const {
        for (const auto& form : scorecard::line_forms(story_)) {
            const auto& line = form.blank;
            const bool same = line.total == mover.total && line.category == mover.category &&
                              line.rule == mover.rule && line.line.ends_with("/" + mover.kind);
            if (!same) continue;
            if (form.veto) return safe(wording_.title(form.veto->label, form.veto->names));
            if (!mover.rule.empty())
                return safe(wording_.title(form.rule->label, form.rule->names));
            std::string title;
            if (form.limit) title = wording_.pick(form.limit->words);
            if (!form.category) return safe(title);
            const auto category = wording_.title(form.category->label, form.category->names);
            if (title.empty()) return safe(wording_.say(Word::does_not_count, {category}));
            return safe(title) + " \u00B7 " + safe(category);
        }
        return safe(mover.rule.empty() ? mover.kind : mover.rule);
    }

    const graph::Story& story_;
    const Summary& summary_;
    Wording wording_;
    bool colour_;
    std::size_t columns_;
    std::string text_;
};

}  // namespace

std::string text(const graph::Story& story, const Summary& summary, std::string_view lang,
                 bool colour, std::size_t width) {
    return SummaryPage(story, summary, lang, colour, width).write();
}

}  // namespace meritum::report
