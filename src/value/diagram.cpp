// Implements diagram.hpp. States are sets of rows that still may match; equal sets are one state,
// and neighbouring segments that lead to the same state are one segment.
#include "value/diagram.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace meritum::value {

namespace {

using RowSet = std::vector<std::uint32_t>;  // ascending

bool is_any(std::span<const Keys> cell) { return cell.size() == 1 && cell.front().is_any(); }

/// The keys at which something begins or ends for one of these rows, ascending, least_key first.
std::vector<std::int64_t> cuts_of(const ColumnKeys& column, const RowSet& set) {
    std::vector<std::int64_t> cuts{least_key};
    for (const auto row : set) {
        for (const Keys& keys : column[row]) {
            cuts.push_back(keys.low);
            if (keys.high < greatest_key) cuts.push_back(keys.high + 1);
        }
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    return cuts;
}

/// The segments [first, last) that the keys cover. REQUIRES that they are cut there.
std::pair<std::size_t, std::size_t> covered(const std::vector<std::int64_t>& cuts,
                                            const Keys& keys) {
    const auto first = std::lower_bound(cuts.begin(), cuts.end(), keys.low);
    const auto last = std::upper_bound(cuts.begin(), cuts.end(), keys.high);
    return {static_cast<std::size_t>(first - cuts.begin()),
            static_cast<std::size_t>(last - cuts.begin())};
}

class Building {
public:
    Building(const std::vector<ColumnKeys>& columns, bool first_only, std::size_t most)
        : columns_(columns), rows_(columns.front().rows()), first_only_(first_only), most_(most) {}

    std::optional<Diagram> build() {
        const auto order = order_of_columns();
        RowSet all(rows_);
        std::iota(all.begin(), all.end(), 0U);
        std::vector<RowSet> states{all};
        for (std::size_t i = 0; i < order.size(); ++i) {
            const bool last = i + 1 == order.size();
            closes_.assign(rows_, true);
            for (std::size_t later = i + 1; first_only_ && later < order.size(); ++later) {
                for (std::size_t row = 0; row < rows_; ++row) {
                    if (!is_any(columns_[order[later]][row])) closes_[row] = false;
                }
            }
            states = add_step(order[i], states, last);
            if (size_ > most_) return std::nullopt;
        }
        diagram_.leaf_begin.push_back(0);
        for (const RowSet& leaf : states) {
            diagram_.leaf_rows.insert(diagram_.leaf_rows.end(), leaf.begin(), leaf.end());
            diagram_.leaf_begin.push_back(static_cast<std::uint32_t>(diagram_.leaf_rows.size()));
        }
        return std::move(diagram_);
    }

private:
    /// The column that leaves fewest rows per segment first: a price list is asked for the product
    /// before the day.
    std::vector<std::size_t> order_of_columns() {
        RowSet all(rows_);
        std::iota(all.begin(), all.end(), 0U);
        struct Weight {
            std::size_t column;
            std::size_t rows;  ///< of all segments
            std::size_t segments;
        };
        std::vector<Weight> weights;
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            const auto cuts = cuts_of(columns_[column], all);
            std::size_t weight = 0;
            for (std::size_t row = 0; row < rows_; ++row) {
                for (const Keys& keys : columns_[column][row]) {
                    const auto [first, last] = covered(cuts, keys);
                    weight += last - first;
                }
            }
            weights.push_back({column, weight, cuts.size()});
        }
        // The first step is as large as its rows; one that is too large is left to the end, where
        // few rows are left in each state.
        const auto per_segment = [](const Weight& a, const Weight& b) {
            return a.rows * b.segments < b.rows * a.segments;
        };
        std::stable_sort(weights.begin(), weights.end(), per_segment);
        std::stable_partition(weights.begin(), weights.end(),
                              [this](const Weight& weight) { return weight.rows <= most_; });
        std::vector<std::size_t> order;
        for (const auto& weight : weights) order.push_back(weight.column);
        return order;
    }

    /// Adds the step; returns the states it leads to, the empty one first where they are leaves.
    std::vector<RowSet> add_step(std::size_t column, const std::vector<RowSet>& states, bool last) {
        Step step;
        step.column = column;
        std::vector<RowSet> next;
        const auto less = [&](std::uint32_t a, std::uint32_t b) { return next[a] < next[b]; };
        std::set<std::uint32_t, decltype(less)> ids(less);  // the places of sets, not sets again
        const auto id_of = [&](RowSet&& set) {
            next.push_back(std::move(set));
            const auto [found, fresh] = ids.insert(static_cast<std::uint32_t>(next.size() - 1));
            if (fresh) {
                size_ += next.back().size();
            } else {
                next.pop_back();
            }
            return *found;
        };
        if (last) id_of({});
        for (const RowSet& state : states) {
            step.begin.push_back(static_cast<std::uint32_t>(step.from.size()));
            const auto cuts = cuts_of(columns_[column], state);
            auto inside = rows_inside(state, column, cuts);
            for (std::size_t i = 0; i < cuts.size() && size_ <= most_; ++i) {
                const auto id = id_of(pruned(std::move(inside[i]), last));
                if (step.from.size() > step.begin.back() && step.next.back() == id) continue;
                step.from.push_back(cuts[i]);
                step.next.push_back(id);
                ++size_;
            }
            if (size_ > most_) break;
        }
        step.begin.push_back(static_cast<std::uint32_t>(step.from.size()));
        diagram_.steps.push_back(std::move(step));
        return next;
    }

    std::vector<RowSet> rows_inside(const RowSet& state, std::size_t column,
                                    const std::vector<std::int64_t>& cuts) {
        std::vector<RowSet> inside(cuts.size());
        std::size_t count = 0;
        for (const auto row : state) {
            for (const Keys& keys : columns_[column][row]) {
                const auto [first, end] = covered(cuts, keys);
                count += end - first;
                if (count > most_) {  // it would not fit: `size_` says so
                    size_ += count;
                    return inside;
                }
                for (auto i = first; i < end; ++i) inside[i].push_back(row);
            }
        }
        return inside;
    }

    /// Where the first row counts, those behind one that takes whatever is still to come never do.
    RowSet pruned(RowSet&& set, bool last) const {
        if (!first_only_) return std::move(set);
        const auto closing = std::find_if(set.begin(), set.end(),
                                          [&](std::uint32_t row) { return last || closes_[row]; });
        if (closing != set.end()) set.erase(closing + 1, set.end());
        return std::move(set);
    }

    const std::vector<ColumnKeys>& columns_;
    std::size_t rows_;
    bool first_only_;
    std::size_t most_;
    std::size_t size_ = 0;
    std::vector<bool> closes_;  ///< by row: it takes anything in the columns behind this step
    Diagram diagram_;
};

/// The first key of [low, high] that may come.
std::optional<std::int64_t> first_of(const std::vector<Keys>& allowed, std::int64_t low,
                                     std::int64_t high) {
    for (const Keys& keys : allowed) {
        auto key = std::max(low, keys.low);
        const auto over = keys.stride > 1 ? (key - keys.low) % keys.stride : 0;
        if (over != 0) key += keys.stride - over;
        if (key <= std::min(high, keys.high)) return key;
    }
    return std::nullopt;
}

}  // namespace

std::span<const std::uint32_t> Diagram::rows_of(std::uint32_t leaf) const {
    return std::span(leaf_rows).subspan(leaf_begin[leaf], leaf_begin[leaf + 1] - leaf_begin[leaf]);
}

std::optional<Diagram> build_diagram(const std::vector<ColumnKeys>& columns, bool first_only,
                                     std::size_t most) {
    return Building(columns, first_only, most).build();
}

std::uint32_t follow(const Step& step, std::uint32_t state, std::int64_t key) {
    if (state + 1 >= step.begin.size()) state = 0;
    const auto first = step.from.begin() + step.begin[state];
    const auto last = step.from.begin() + step.begin[state + 1];
    const auto after = std::upper_bound(first + 1, last, key);
    return step.next[static_cast<std::size_t>(after - step.from.begin()) - 1];
}

Reach::Reach(const Diagram& diagram, const std::vector<std::vector<Keys>>& allowed)
    : diagram_(diagram) {
    from_.emplace_back(1);
    from_.front()[0] = From{0, 0};
    for (std::size_t i = 0; i < diagram.steps.size(); ++i) {
        const Step& step = diagram.steps[i];
        const bool last = i + 1 == diagram.steps.size();
        std::vector<std::optional<From>> next(last ? diagram.leaves()
                                                   : diagram.steps[i + 1].begin.size() - 1);
        for (std::uint32_t state = 0; state + 1 < step.begin.size(); ++state) {
            if (!from_[i][state]) continue;
            for (auto at = step.begin[state]; at < step.begin[state + 1]; ++at) {
                if (next[step.next[at]]) continue;
                const auto end =
                    at + 1 < step.begin[state + 1] ? step.from[at + 1] - 1 : greatest_key;
                if (const auto key = first_of(allowed[step.column], step.from[at], end)) {
                    next[step.next[at]] = From{state, *key};
                }
            }
        }
        from_.push_back(std::move(next));
    }
}

std::vector<std::uint32_t> Reach::states(std::size_t step) const {
    std::vector<std::uint32_t> states;
    for (std::uint32_t state = 0; state < from_[step].size(); ++state) {
        if (from_[step][state]) states.push_back(state);
    }
    return states;
}

std::vector<std::int64_t> Reach::example(std::uint32_t leaf) const {
    std::vector<std::int64_t> keys(diagram_.steps.size());
    auto state = leaf;
    for (std::size_t i = diagram_.steps.size(); i-- > 0;) {
        const From& from = *from_[i + 1][state];
        keys[diagram_.steps[i].column] = from.key;
        state = from.state;
    }
    return keys;
}

}  // namespace meritum::value
