// Named tables on a card: what was asked, the rows that decided and what the next ones need. See
// telling.hpp.
#include <algorithm>
#include <optional>

#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

using check::TableStory;
using number::Rational;

/// A call of one participant (or item): its table, keys and leaf.
class Asked {
public:
    Asked(const graph::Tiers& tiers, const graph::Graph& graph, Telling& telling, ItemRow item)
        : call_(*tiers.call),
          graph_(graph),
          table_(graph.story.tables[call_.table]),
          telling_(telling),
          item_(item) {}

    void tell(Explanation& told) {
        const auto& arguments = call_.arguments;
        for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
            const bool again = std::any_of(arguments.begin(), argument, [&](const auto& before) {
                return before.words == argument->words;
            });
            if (!again) add_reading(*argument, telling_, item_, told);
        }
        const auto leaf = telling_.values.of(call_.leaf, item_);
        if (!leaf.is_there() || !read_keys()) return;
        leaf_ = static_cast<std::uint32_t>(leaf.number.floor());
        for (const auto row : rows_of(leaf_)) add_row(table_.rows[row], told);
        if (leaf_ == 0 && table_.otherwise) add_row(*table_.otherwise, told);
        if (leaf_ == 0 && !table_.otherwise) {
            told.notes.push_back(telling_.pen.say(Word::no_row));
        }
        for (std::size_t column = 0; column < table_.inputs.size(); ++column) {
            if (table_.inputs[column].number) add_next(column, told);
        }
    }

private:
    bool read_keys() {
        for (const auto& key : call_.keys) {
            const auto value = telling_.values.of(key, item_);
            if (!value.is_there()) return false;
            keys_.push_back(value.number.rational());
        }
        return true;
    }

    std::vector<std::uint32_t> rows_of(std::uint32_t leaf) const {
        return {table_.leaf_rows.begin() + table_.leaf_begin[leaf],
                table_.leaf_rows.begin() + table_.leaf_begin[leaf + 1]};
    }

    Explanation& add_row(const TableStory::Row& row, Explanation& to) const {
        auto& told = to.add(Part::tier);
        told.verdict = Verdict::holds;
        told.title = telling_.pen.copy(telling_.pen.pick(row.words));  // of a row made anew
        const auto line = std::to_string(row.line);
        told.label = table_.file.empty() ? telling_.pen.say(Word::row_line, {line})
                                         : telling_.pen.say(Word::row_of_file, {line, table_.file});
        return told;
    }

    /// In whole steps of the column.
    std::int64_t key_of(std::size_t column) const {
        const auto key = number::floor(keys_[column] / table_.inputs[column].step);
        const number::Integer far = number::Integer(1) << 61;
        return std::clamp(key, number::Integer(-far), far).convert_to<std::int64_t>();
    }

    std::uint32_t leaf_with(std::size_t column, std::int64_t key) const {
        std::uint32_t state = 0;
        for (std::size_t i = 0; i < table_.steps.size(); ++i) {
            const auto asks = table_.asks[i];
            state = value::follow(graph_.steps[table_.steps[i]], state,
                                  asks == column ? key : key_of(asks));
        }
        return state;
    }

    /// The first key above this one's that leads to other rows; nothing if only to none.
    std::optional<std::int64_t> next_key(std::size_t column) const {
        std::uint32_t state = 0;
        for (std::size_t i = 0; table_.asks[i] != column; ++i) {
            state = value::follow(graph_.steps[table_.steps[i]], state, key_of(table_.asks[i]));
        }
        const auto at = static_cast<std::size_t>(
            std::find(table_.asks.begin(), table_.asks.end(), column) - table_.asks.begin());
        const auto& step = graph_.steps[table_.steps[at]];
        const auto last = step.from.begin() + step.begin[state + 1];
        auto next = std::upper_bound(step.from.begin() + step.begin[state], last, key_of(column));
        while (next != last && leaf_with(column, *next) == leaf_) ++next;
        if (next == last || leaf_with(column, *next) == 0) return std::nullopt;
        return *next;
    }

    /// What lies next when this input alone grows.
    void add_next(std::size_t column, Explanation& told) const {
        const auto of = telling_.values.of(call_.arguments[column], item_);
        const auto next = of.is_there() ? next_key(column) : std::nullopt;
        if (!next) return;
        const auto& input = table_.inputs[column];
        const bool both = input.way == check::KeyWay::both;
        const auto steps = both ? number::floor(Rational(*next, 2)) : number::Integer(*next);
        const auto bound =
            (input.way == check::KeyWay::ceiling ? Rational(steps - 1) : Rational(steps)) *
            input.step;
        const bool behind = input.way == check::KeyWay::ceiling || (both && *next % 2 != 0);
        const auto now = rows_of(leaf_);
        const auto then = rows_of(leaf_with(column, *next));
        const auto fresh = std::find_if(then.begin(), then.end(), [&](std::uint32_t row) {
            return std::find(now.begin(), now.end(), row) == now.end();
        });
        if (fresh == then.end()) return;
        auto& row = add_row(table_.rows[*fresh], told);
        row.verdict = Verdict::fails;
        const Form form(call_.arguments[column]);
        row.notes.push_back(
            telling_.pen.say(behind ? Word::row_needs_above : Word::row_needs,
                             {telling_.pen.show_difference(value::Figure(bound) - of.number, form),
                              telling_.pen.pick(input.names)}));
    }

    const graph::Tiers::Call& call_;
    const graph::Graph& graph_;
    const TableStory& table_;
    Telling& telling_;
    ItemRow item_;
    std::vector<Rational> keys_;
    std::uint32_t leaf_ = 0;
};

}  // namespace

void add_call(const graph::Tiers& tiers, Telling& telling, ItemRow item, Explanation& to) {
    auto& told = add_reading(tiers.of, telling, item, to);
    told.part = Part::tiers;
    // Another result of the same rows: they were told with the first.
    std::string asked = std::to_string(tiers.call->table) + "(";
    for (const auto& argument : tiers.call->arguments) {
        asked += telling.pen.pick(argument.words);
        asked += ',';
    }
    if (!telling.told.say(telling.pen.copy(asked))) return;
    Asked(tiers, telling.values.graph(), telling, item).tell(told);
}

}  // namespace meritum::scorecard
