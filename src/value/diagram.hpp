// The rows of a named table as a decision diagram: a step per column, so that looking up costs a
// search in each step and not a walk over rows. In: what each cell takes, in whole keys. Out:
// steps, and leaves that say which rows match. Knows nothing of units, texts or results. Tests:
// tests/value/diagram_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace meritum::value {

/// Every key lies between these; a cell that takes anything says so with both.
inline constexpr std::int64_t least_key = -(std::int64_t{1} << 62);
inline constexpr std::int64_t greatest_key = std::int64_t{1} << 62;

/// Keys low .. high, inclusive; of those that may come, every `stride`-th from `low` on.
struct Keys {
    std::int64_t low = least_key;
    std::int64_t high = greatest_key;
    std::int64_t stride = 1;

    bool is_any() const { return low == least_key && high == greatest_key; }
    friend bool operator==(const Keys&, const Keys&) = default;
};

/// What a cell takes: ranges that do not meet, ascending, none of them empty.
using CellKeys = std::vector<Keys>;

/// What the cells of a column take, row by row, one behind the other.
class ColumnKeys {
public:
    void add(const CellKeys& cell) {
        keys_.insert(keys_.end(), cell.begin(), cell.end());
        begin_.push_back(static_cast<std::uint32_t>(keys_.size()));
    }

    std::size_t rows() const { return begin_.size() - 1; }
    std::span<const Keys> operator[](std::size_t row) const {
        return std::span(keys_).subspan(begin_[row], begin_[row + 1] - begin_[row]);
    }

private:
    std::vector<Keys> keys_;
    std::vector<std::uint32_t> begin_{0};  ///< by row, and one more
};

/// One column, asked in each of several states. Segments of a state are neighbours; the first
/// begins at least_key.
struct Step {
    std::size_t column = 0;
    std::vector<std::uint32_t>
        begin;                        ///< by state, and one more: its segments in `from` and `next`
    std::vector<std::int64_t> from;   ///< the first key of each segment
    std::vector<std::uint32_t> next;  ///< the state it leads to in the next step, or the leaf
};

struct Diagram {
    std::vector<Step> steps;  ///< one per column, in the order they are asked; state 0 begins
    std::vector<std::uint32_t> leaf_begin;  ///< by leaf, and one more; leaf 0: no row matches
    std::vector<std::uint32_t> leaf_rows;   ///< ascending

    std::size_t leaves() const { return leaf_begin.size() - 1; }
    /// Lives as long as the diagram.
    std::span<const std::uint32_t> rows_of(std::uint32_t leaf) const;
};

/// `columns[c][r]` is what row r takes in column c. `first_only`: of the rows that match only the
/// first is told. Nothing if the diagram would have more than `most` segments and row numbers.
/// REQUIRES a column.
std::optional<Diagram> build_diagram(const std::vector<ColumnKeys>& columns, bool first_only,
                                     std::size_t most);

/// Where a key leads from a state. Total: a state that does not exist is taken as state 0.
std::uint32_t follow(const Step& step, std::uint32_t state, std::int64_t key);

/// Which states and leaves can be reached with the keys that may come, and an example of each.
class Reach {
public:
    /// `allowed[c]`: the keys that may come in column c.
    Reach(const Diagram& diagram, const std::vector<std::vector<Keys>>& allowed);

    /// The states that step `i` may be asked in; those of the step behind the last are leaves.
    std::vector<std::uint32_t> states(std::size_t step) const;
    bool reaches(std::uint32_t leaf) const { return from_.back()[leaf].has_value(); }
    /// A key per column that leads to the leaf. REQUIRES that it is reached.
    std::vector<std::int64_t> example(std::uint32_t leaf) const;

private:
    struct From {
        std::uint32_t state;
        std::int64_t key;
    };
    const Diagram& diagram_;
    std::vector<std::vector<std::optional<From>>> from_;  ///< by step, then by state; last: leaves
};

}  // namespace meritum::value
