// Whether keys and nodes fit: tables, forms, guards, ranges. In: a Graph with all indices in place.
// Out: sentences. Must not know the story (verify_story.cpp). Tests: tests/graph/verify_test.cpp.
#include "graph/verify_nodes.hpp"

#include <algorithm>

#include "graph/ranges.hpp"

namespace meritum::graph {
namespace {

using number::Integer;
using value::Operator;

/// What an operator takes and gives. `open`: integers, or booleans taken as 0 and 1.
enum class Taking { leaf, booleans, open, choice };
enum class Giving { boolean, integer, either };

struct Signature {
    Taking taking;
    Giving giving;
};

Signature signature(Operator op) {
    switch (op) {
        case Operator::constant:
        case Operator::input: return {Taking::leaf, Giving::either};
        case Operator::text_constant: return {Taking::leaf, Giving::integer};
        case Operator::input_known: return {Taking::leaf, Giving::boolean};
        case Operator::negate:
        case Operator::absolute:
        case Operator::add:
        case Operator::subtract:
        case Operator::multiply:
        case Operator::divide_floor:
        case Operator::divide_ceiling:
        case Operator::divide_half_up:
        case Operator::divide_half_even:
        case Operator::divide_up:
        case Operator::divide_down:
        case Operator::power:
        case Operator::add_months:
        case Operator::months_between:
        case Operator::minimum:
        case Operator::maximum: return {Taking::open, Giving::integer};
        case Operator::less:
        case Operator::less_equal:
        case Operator::equal: return {Taking::open, Giving::boolean};
        case Operator::logical_not:
        case Operator::logical_and:
        case Operator::logical_or: return {Taking::booleans, Giving::boolean};
        case Operator::select: return {Taking::choice, Giving::either};
        case Operator::lookup:
        case Operator::text_key: return {Taking::open, Giving::integer};
        case Operator::looked_up: return {Taking::open, Giving::either};
    }
    return {Taking::leaf, Giving::either};
}

class Fit {
public:
    explicit Fit(const Graph& graph) : graph_(graph) {}

    std::vector<std::string> violations() {
        for (std::size_t i = 0; i < graph_.keys.size(); ++i) key(i);
        for (std::size_t i = 0; i < graph_.tables.size(); ++i) group_table(i);
        for (index_ = 0; index_ < graph_.nodes.size(); ++index_) node(graph_.nodes[index_]);
        return std::move(found_);
    }

private:
    void expect_of(bool holds, const std::string& subject, std::string_view violation) {
        if (!holds) found_.push_back(sentence(subject, " ", violation));
    }

    /// About the node of this moment.
    template <class... Parts>
    void expect(bool holds, const Parts&... violation) {
        const NodeId own{static_cast<std::uint32_t>(index_)};
        if (!holds) found_.push_back(sentence(own, " ", violation...));
    }

    const Table& table(TableId id) const { return graph_.tables[id.index]; }

    void key(std::size_t i) {
        const Key& key = graph_.keys[i];
        const std::string name = "key " + std::to_string(i);
        switch (key.kind) {
            case KeyKind::owner:
                expect_of(table(key.from).kind == TableKind::list, name,
                          "does not come from a list");
                expect_of(key.to == participants, name, "leads to no owner");
                return;
            case KeyKind::everyone:
                expect_of(key.to == everyone, name, "does not lead to everyone");
                expect_of(key.from != everyone, name, "joins everyone to itself");
                return;
            case KeyKind::value: break;
        }
        const Node& by = graph_[key.by];
        expect_of(key.from == participants, name, "groups something else than participants");
        expect_of(table(key.to).kind == TableKind::group && table(key.to).key.index == i, name,
                  "leads to a table that is not its own groups");
        expect_of(by.table == key.from, name, "goes by a node of another table");
        expect_of(by.form == Form::integer, name, "goes by a node that holds no codes");
        expect_of(!by.guard, name, "goes by a node that does not hold in every row");
    }

    void group_table(std::size_t i) {
        const Table& each = graph_.tables[i];
        if (each.kind != TableKind::group) return;
        const Key& key = graph_.keys[each.key.index];
        expect_of(key.kind == KeyKind::value && key.to.index == i, "table " + std::to_string(i),
                  "holds the groups of a key that does not lead to it");
    }

    void node(const Node& node) {
        switch (node.kind) {
            case NodeKind::map: map(node); break;
            case NodeKind::read: read(node); break;
            case NodeKind::reduce: reduce(node); break;
            case NodeKind::scan: scan(node); break;
            case NodeKind::rank: rank(node); break;
            case NodeKind::previous: previous(node); break;
        }
        groups_exist(node);
        guard(node);
        range(node);
    }

    void map(const Node& node) {
        const Signature shape = signature(node.op);
        for (std::size_t k = 0; k < value::row(node.op).arity; ++k) {
            const Node& input = graph_[node.inputs[k]];
            expect(input.table == node.table, "takes ", node.inputs[k], " of another table");
            const bool boolean = input.form == Form::boolean;
            const bool is_condition = shape.taking == Taking::choice && k == 0;
            const bool is_branch = shape.taking == Taking::choice && k > 0;
            if (shape.taking == Taking::booleans || is_condition) {
                expect(boolean, "takes a number as a truth");
            }
            if (is_branch) expect(input.form == node.form, "selects between unequal forms");
        }
        if (shape.giving == Giving::boolean)
            expect(node.form == Form::boolean, "is a truth held as a number");
        if (shape.giving == Giving::integer)
            expect(node.form == Form::integer, "is a number held as a truth");
        if (value::is_division(node.op)) {
            expect(graph_[node.inputs[1]].range.low >= 1, "divides by what may be below 1");
        }
        if (node.op == Operator::power) power(node);
        leaf(node);
        reached_range(node);
    }

    void power(const Node& node) {
        const number::Exponent exponent = graph_.exponents[node.payload];
        expect(exponent.below >= 2, "has a whole exponent");
        expect(graph_[node.inputs[2]].range.low >= 1, "divides by what may be below 1");
        // A numerator's range may reach below 0 where its fraction, which the checker knows, does
        // not.
        const Node& base = graph_[node.inputs[1]];
        expect(base.range.high >= (exponent.above < 0 ? 1 : 0), "takes the root of too little");
    }

    void leaf(const Node& node) {
        if (node.op == Operator::constant) {
            expect(node.guard || holds(node.range, graph_.constants[node.payload]),
                   "is a constant outside its range");
        }
        if (node.op != Operator::input && node.op != Operator::input_known) return;
        const value::ColumnSchema& column = graph_.schema.columns[node.payload];
        expect(is_column_of(node.table, ColumnId{node.payload}), "takes a column of another table");
        if (node.op == Operator::input_known) {
            expect(column.optional, "asks whether a column is known that is not optional");
        } else {
            const bool boolean = column.type == value::Type::boolean;
            expect(boolean == (node.form == Form::boolean), "has another form than its column");
        }
    }

    bool is_column_of(TableId id, ColumnId column) const {
        const auto& schema = graph_.schema;
        const ListId list = schema.columns[column.index].list;
        if (list) return table(id).kind == TableKind::list && table(id).list == list;
        const bool param =
            std::find(schema.params.begin(), schema.params.end(), column) != schema.params.end();
        return id == (param ? everyone : participants);
    }

    static bool holds(const Range& range, const Integer& value) {
        return range.low <= value && value <= range.high;
    }

    /// The true value lies in both; where no guard narrows anything, they must meet.
    void reached_range(const Node& node) {
        std::array<Range, 3> in;
        bool everywhere = !node.guard;
        for (std::size_t k = 0; k < value::row(node.op).arity; ++k) {
            in[k] = graph_[node.inputs[k]].range;
            // A guarded branch of a select is read only where it holds.
            const bool branch = node.op == Operator::select && k > 0;
            everywhere = everywhere && (branch || !graph_[node.inputs[k]].guard);
        }
        const auto reach = derived_range(node.op, in[0], in[1], in[2]);
        if (!reach || !everywhere) return;
        expect(reach->low <= node.range.high && node.range.low <= reach->high,
               "has a range that its inputs never reach");
    }

    void read(const Node& node) {
        const Key& key = graph_.keys[node.key.index];
        const Node& input = graph_[node.inputs[0]];
        expect(input.table == key.to && node.table == key.from,
               "reads along a key of other tables");
        expect(input.form == node.form, "reads another form than it holds");
    }

    void reduce(const Node& node) {
        const Key& key = graph_.keys[node.key.index];
        expect(graph_[node.inputs[0]].table == key.from && node.table == key.to,
               "sums along a key of other tables");
        expect(node.form == Form::integer, "is a sum held as a truth");
        sees_all_rows(node);
    }

    void scan(const Node& node) {
        const Key& key = graph_.keys[node.key.index];
        const Node& input = graph_[node.inputs[0]];
        expect(key.kind == KeyKind::owner, "counts along a key that is no owner");
        expect(input.table == key.from && node.table == key.from,
               "counts along a key of other tables");
        expect(input.form == Form::boolean, "counts something else than truths");
        for (const NodeId by : {node.inputs[1], node.inputs[2]}) {
            if (by) expect(graph_[by].table == key.from, "compares values of other tables");
        }
        expect(node.form == Form::integer, "is a count held as a truth");
        sees_all_rows(node);
    }

    void rank(const Node& node) {
        const Key& key = graph_.keys[node.key.index];
        expect(graph_[node.inputs[0]].table == key.from && node.table == key.from,
               "ranks along a key of other tables");
        expect(node.form == Form::integer, "is a rank held as a truth");
        // Even a guarded rank compares with the rows outside its guard.
        expect(!graph_[node.inputs[0]].guard, "ranks a value that does not hold in every row");
    }

    void sees_all_rows(const Node& node) {
        expect(node.guard || !graph_[node.inputs[0]].guard,
               "gathers a value that does not hold in every row");
    }

    void previous(const Node& node) {
        const Node& input = graph_[node.inputs[0]];
        expect(node.table == participants && input.table == participants,
               "remembers something else than a participant's value");
        expect(input.form == node.form, "remembers another form than it holds");
        if (node.guard) return;
        expect(holds(node.range, graph_.constants[node.payload]),
               "has a first value outside its range");
        if (input.guard) return;
        expect(node.range.low <= input.range.low && input.range.high <= node.range.high,
               "has a narrower range than what it remembers");
    }

    /// Rows of a group table are known once `by` is.
    void groups_exist(const Node& node) {
        KeyId used = node.key;
        if (!used && table(node.table).kind == TableKind::group) used = table(node.table).key;
        if (!used) return;
        const Key& key = graph_.keys[used.index];
        if (key.kind != KeyKind::value) return;
        expect(key.by.index < index_, "comes before the node its groups go by");
    }

    void guard(const Node& node) {
        if (!node.guard) return;
        expect(graph_[node.guard].form == Form::boolean, "has a guard that is no truth");
        expect(graph_[node.guard].table == node.table, "has a guard of another table");
    }

    void range(const Node& node) {
        static const Integer most = Integer(1) << 256;
        static const Integer least = -most;
        expect(node.range.low <= node.range.high,
               "has a range whose low end is above its high end");
        expect(least < node.range.low && node.range.high < most, "grows beyond 256 bits");
        if (node.form != Form::boolean) return;
        expect(node.range.low >= 0 && node.range.high <= 1,
               "is a truth with a range beyond 0 .. 1");
    }

    const Graph& graph_;
    std::size_t index_ = 0;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> unfit_keys_and_nodes(const Graph& graph) {
    return Fit(graph).violations();
}

}  // namespace meritum::graph
