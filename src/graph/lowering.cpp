// See lowering.hpp. Each operation of check::Op is a few integer nodes; the shapes say which.
#include "graph/lowering.hpp"

#include <algorithm>

namespace meritum::graph {

using check::Grain;
using check::Op;
using number::Integer;
using value::Operator;

namespace {

Form form_of(const check::Value& value) {
    return value.type == value::Type::boolean ? Form::boolean : Form::integer;
}

bool is_constant(const check::Value& value) {
    return value.op == Op::constant || value.op == Op::text_constant;
}

/// Of all that makes two nodes one.
std::size_t hash_of(const Node& node) {
    std::size_t hash = number::hash_of(node.range.low) * 31 + number::hash_of(node.range.high);
    const auto add = [&hash](std::size_t part) {
        hash = (hash ^ part) * std::size_t{0x9E37'79B9'7F4A'7C15U};
        hash ^= hash >> 29;
    };
    add(static_cast<std::size_t>(node.kind) << 16 | static_cast<std::size_t>(node.op) << 8 |
        static_cast<std::size_t>(node.form));
    add(std::size_t{node.table.index} << 32 | node.key.index);
    add(node.payload);
    for (const auto input : node.inputs) add(input.index);
    return hash;
}

/// Whatever guards them.
bool are_equal(const Node& a, const Node& b) {
    return a.kind == b.kind && a.op == b.op && a.form == b.form && a.table == b.table &&
           a.inputs == b.inputs && a.key == b.key && a.payload == b.payload && a.range == b.range;
}

}  // namespace

Lowering::Lowering(const check::CheckedPlan& plan, Graph& graph)
    : plan_(plan),
      graph_(graph),
      own_(plan.values.size()),
      beside_participants_(plan.values.size()) {
    for (std::uint32_t i = 0; i < plan.values.size(); ++i) {
        if (plan.values[i].op == Op::column_known) {
            known_.emplace(plan.values[i].payload, ValueId{i});
        }
    }
    graph_.nodes.reserve(plan.values.size());  // about as many
    graph_.tables = {{TableKind::participants, {}, {}, "participants"},
                     {TableKind::everyone, {}, {}, "everyone"}};
    for (const auto& from : plan.looked_up) graph_.looked_up.push_back(looked_up(from));
    for (std::uint32_t i = 0; i < plan.schema.lists.size(); ++i) {
        graph_.tables.push_back({TableKind::list, ListId{i}, {}, plan.schema.lists[i].name});
    }
}

/// Texts that a table gives are texts of the graph.
LookedUp Lowering::looked_up(const check::LookedUp& from) {
    if (from.texts.empty()) return {false, from.by_leaf, from.numbers};
    LookedUp to{true, {}, {}};
    std::map<std::string_view, std::uint32_t> places;
    for (const auto at : from.by_leaf) {
        const std::string_view text = from.texts[at];
        const auto [place, fresh] =
            places.emplace(text, static_cast<std::uint32_t>(to.values.size()));
        to.by_leaf.push_back(place->second);
        if (!fresh) continue;
        to.values.emplace_back(graph_.texts.size());
        graph_.texts.emplace_back(text);
    }
    return to;
}

TableId Lowering::own_table(const Value& value) const {
    return value.grain == Grain::item          ? table_of(value.list)
           : value.grain == Grain::participant ? participants
                                               : everyone;
}

NodeId& Lowering::node_of(ValueId value, TableId table) {
    if (table == own_table((*this)[value])) return own_[value.index];
    return table == participants ? beside_participants_[value.index]
                                 : beside_others_[{value, table}];
}

KeyId Lowering::key(KeyKind kind, TableId from, TableId to, NodeId by) {
    for (std::uint32_t i = 0; i < graph_.keys.size(); ++i) {
        const auto& known = graph_.keys[i];
        if (known.kind == kind && known.from == from && known.by == by &&
            (kind == KeyKind::value || known.to == to)) {
            return KeyId{i};
        }
    }
    const KeyId id{static_cast<std::uint32_t>(graph_.keys.size())};
    if (kind == KeyKind::value) {
        to = TableId{static_cast<std::uint32_t>(graph_.tables.size())};
        const auto& node = graph_[by];
        const bool column = node.kind == NodeKind::map && node.op == Operator::input;
        graph_.tables.push_back({TableKind::group,
                                 {},
                                 id,
                                 column ? graph_.schema.columns[node.payload].name : "groups"});
    }
    graph_.keys.push_back({kind, from, to, by});
    return id;
}

NodeId Lowering::put(Node node) {
    const auto hash = hash_of(node);
    const auto known =
        equal_.find(hash, [&](std::uint32_t at) { return are_equal(graph_.nodes[at], node); });
    if (known != PlacesByHash::none) {
        Node& other = graph_.nodes[known];
        if (other.guard != node.guard) other.guard = NodeId{};  // read under two guards
        return NodeId{known};
    }
    const NodeId fresh{static_cast<std::uint32_t>(graph_.nodes.size())};
    equal_.add(hash, fresh.index);
    graph_.nodes.push_back(std::move(node));
    return fresh;
}

NodeId Lowering::constant(const Integer& value, TableId table, Form form) {
    const auto hash = number::hash_of(value);
    auto at = constants_.find(
        hash, [&](std::uint32_t known) { return graph_.constants[known] == value; });
    if (at == PlacesByHash::none) {
        at = static_cast<std::uint32_t>(graph_.constants.size());
        graph_.constants.push_back(value);
        constants_.add(hash, at);
    }
    Node node;
    node.op = Operator::constant;
    node.form = form;
    node.table = table;
    node.payload = at;
    node.range = {value, value};
    return put(std::move(node));
}

NodeId Lowering::map(const Value& value, Operator op, std::vector<NodeId> inputs, TableId table,
                     std::uint32_t payload) {
    Node node;
    node.payload = payload;
    node.op = op;
    node.form = form_of(value);
    node.table = table;
    std::copy(inputs.begin(), inputs.end(), node.inputs.begin());
    node.range = range_of(value);
    node.guard = guard_of(value, table);
    return put(std::move(node));
}

/// A guard may be coarser than what it guards, never finer.
NodeId Lowering::guard_of(const Value& value, TableId table) {
    if (!value.guard || is_constant((*this)[value.guard])) {
        return {};
    }
    const auto own = own_table((*this)[value.guard]);
    const bool reachable =
        own == table || own == everyone || (own == participants && table.index >= 2);
    return reachable ? at(value.guard, table) : NodeId{};
}

NodeId Lowering::ranked(const Value& value) {
    Node node;
    node.kind = NodeKind::rank;
    node.table = participants;
    node.inputs[0] = at(value.operands[0], participants);
    node.key = key(KeyKind::value, participants, {}, at(value.operands[1], participants));
    node.range = range_of(value);
    node.guard = guard_of(value, participants);
    return put(std::move(node));
}

NodeId Lowering::carried(const Value& value) {
    Node node;
    node.kind = NodeKind::previous;
    node.form = form_of(value);
    node.table = participants;
    node.range = range_of(value);
    node.guard = guard_of(value, participants);
    const Integer first = std::clamp(Integer(0), value.shape.low, value.shape.high);
    graph_.constants.push_back(first);
    node.payload = static_cast<std::uint32_t>(graph_.constants.size() - 1);
    if (value.op == Op::previous_known) {
        node.inputs[0] = constant(1, participants, Form::boolean);
        graph_.nodes.push_back(std::move(node));
        return NodeId{static_cast<std::uint32_t>(graph_.nodes.size() - 1)};
    }
    const NodeId id{static_cast<std::uint32_t>(graph_.nodes.size())};
    graph_.nodes.push_back(std::move(node));
    open_periods_.push_back({id, value.payload, value.shape.step});
    return id;
}

NodeId Lowering::emit_one(ValueId id) {
    const Value& value = (*this)[id];
    const auto table = own_table(value);
    const auto operand = [&](std::size_t i) { return at(value.operands[i], table); };
    const auto both = [&](Operator op) {
        const auto [a, b] = aligned(value.operands[0], value.operands[1], table);
        return map(value, op, {a, b}, table);
    };
    switch (value.op) {
        case Op::constant:
        case Op::text_constant: return at(id, table);
        case Op::column:
        case Op::column_known: {
            Node node;
            node.op = value.op == Op::column ? Operator::input : Operator::input_known;
            node.form = form_of(value);
            node.table = table;
            node.payload = value.payload;
            node.range = range_of(value);
            node.guard = guard_of(value, table);
            return put(std::move(node));
        }
        case Op::negate: return map(value, Operator::negate, {operand(0)}, table);
        case Op::absolute: return map(value, Operator::absolute, {operand(0)}, table);
        case Op::add: return both(Operator::add);
        case Op::subtract: return both(Operator::subtract);
        case Op::add_months: {  // in single months, whatever the step of the number
            const auto months = in_steps(value.operands[1], 1, table);
            return map(value, Operator::add_months, {operand(0), months}, table);
        }
        case Op::months_between:
            return map(value, Operator::months_between, {operand(0), operand(1)}, table);
        case Op::lookup: {  // with a key in whole steps of the table
            const auto key = in_steps(value.operands[1], value.step, table);
            return map(value, Operator::lookup, {operand(0), key}, table, value.payload);
        }
        case Op::text_key:
            return map(value, Operator::text_key, {operand(0)}, table, value.payload);
        case Op::looked_up:
            return map(value, Operator::looked_up, {operand(0)}, table, value.payload);
        case Op::minimum: return both(Operator::minimum);
        case Op::maximum: return both(Operator::maximum);
        case Op::less: return both(Operator::less);
        case Op::less_equal: return both(Operator::less_equal);
        case Op::equal: return both(Operator::equal);
        case Op::multiply: {
            const auto& by = (*this)[value.operands[1]];
            const bool cancels =
                value.shape.over.size() <
                (*this)[value.operands[0]].shape.over.size() + by.shape.over.size();
            if (by.op == Op::constant || cancels) {
                return narrowed(operand(0), value);
            }
            return map(value, Operator::multiply, {operand(0), operand(1)}, table);
        }
        case Op::divide: {
            const auto& above = (*this)[value.operands[0]].shape.over;
            const auto rest = check::without((*this)[value.operands[1]].shape.over, above);
            return narrowed(product(operand(0), rest, table), value);
        }
        case Op::numerator: return narrowed(operand(0), value);
        case Op::round: return rounded(value, table);
        case Op::root: return operand(0);
        case Op::quarters: return quarters(value, table);
        case Op::logical_not: return map(value, Operator::logical_not, {operand(0)}, table);
        case Op::logical_and:
            return map(value, Operator::logical_and, {operand(0), operand(1)}, table);
        case Op::logical_or:
            return map(value, Operator::logical_or, {operand(0), operand(1)}, table);
        case Op::select: {
            const auto [a, b] = aligned(value.operands[1], value.operands[2], table);
            return map(value, Operator::select, {operand(0), a, b}, table);
        }
        case Op::read: return operand(0);
        case Op::item_sum:
        case Op::turn: {
            const auto list = (*this)[value.operands[0]].list;
            Node node;
            node.kind = value.op == Op::turn ? NodeKind::scan : NodeKind::reduce;
            node.table = table;
            node.inputs[0] = at(value.operands[0], table_of(list));
            node.key = key(KeyKind::owner, table_of(list), participants);
            node.range = range_of(value);
            node.guard = guard_of(value, table);
            return put(std::move(node));
        }
        case Op::place: {
            const auto list = (*this)[value.operands[0]].list;
            Node node;
            node.kind = NodeKind::scan;
            node.table = table;
            node.inputs = {at(value.operands[1], table), at(value.operands[0], table), NodeId{}};
            if (value.operands.size() > 2) {
                node.inputs[2] = at(value.operands[2], table);
            }
            node.key = key(KeyKind::owner, table_of(list), participants);
            node.range = range_of(value);
            return put(std::move(node));
        }
        case Op::rank: return ranked(value);
        case Op::previous:
        case Op::previous_known: return carried(value);
    }
    return {};
}

/// What must be emitted before a value: its operands, its denominators, its guard.
bool Lowering::has_open_parts(ValueId id, std::vector<ValueId>& open) const {
    const auto before = open.size();
    const auto need = [&](ValueId part) {
        if (part && !own_[part.index]) open.push_back(part);
    };
    const Value& value = (*this)[id];
    std::for_each(value.operands.begin(), value.operands.end(), need);
    for (const auto operand : value.operands) {
        const auto& over = (*this)[operand].shape.over;
        std::for_each(over.begin(), over.end(), need);
    }
    need(value.guard);
    return open.size() > before;
}

/// Depth first with a stack of our own: a plan's sums are as deep as it has rules.
void Lowering::emit(ValueId value) {
    std::vector<ValueId> open{value};
    while (!open.empty()) {
        const auto id = open.back();
        if (own_[id.index]) {
            open.pop_back();
        } else if (!has_open_parts(id, open)) {
            own_[id.index] = emit_one(id);
            open.pop_back();
        }
    }
}

NodeId Lowering::at(ValueId id, TableId table) {
    if (const auto known = node_of(id, table)) return known;
    const Value& value = (*this)[id];
    NodeId node;
    if (value.op == Op::constant) {
        node = constant(value.shape.low, table, form_of(value));
    } else if (value.op == Op::text_constant) {
        Node text;
        text.op = Operator::text_constant;
        text.table = table;
        text.range = range_of(value);
        const auto known = std::find(graph_.texts.begin(), graph_.texts.end(), value.text);
        text.payload = static_cast<std::uint32_t>(known - graph_.texts.begin());
        if (known == graph_.texts.end()) {
            graph_.texts.push_back(value.text);
        }
        node = put(std::move(text));
    } else {
        const auto own = own_table(value);
        emit(id);
        node = own_[id.index];
        if (own != table) {
            Node read;
            read.kind = NodeKind::read;
            read.form = graph_[node].form;
            read.table = table;
            read.inputs[0] = node;
            read.key = own == everyone ? key(KeyKind::everyone, table, everyone)
                                       : key(KeyKind::owner, table, own);
            read.range = graph_[node].range;
            node = put(std::move(read));
        }
    }
    node_of(id, table) = node;
    return node;
}

NodeId Lowering::truth(ValueId id) {
    if (!id) {
        return {};
    }
    const auto own = own_table((*this)[id]);
    return at(id, own == everyone ? participants : own);
}

/// Whether an optional fact is there; none of another one. It is asked also where that was proved:
/// the story tells of the fact, whichever way a condition went.
check::ValueId Lowering::known_of(std::uint32_t column) const {
    const auto found = known_.find(column);
    return found == known_.end() ? ValueId{} : found->second;
}

Quantity Lowering::quantity(ValueId id) {
    Quantity quantity;
    if (!id) {
        return quantity;
    }
    const Value& value = (*this)[id];
    const auto own = own_table(value);
    quantity.table = own == everyone ? participants : own;
    quantity.value = at(id, quantity.table);
    for (const auto below : value.shape.over) {
        quantity.over.push_back(at(below, quantity.table));
    }
    quantity.step = value.shape.step;
    quantity.type = value.type;
    quantity.unit = value.unit;
    quantity.currency = value.currency;
    quantity.percent = value.percent;
    quantity.endless = value.is_root();
    if (value.type == value::Type::choice) {
        quantity.choices =
            value.choices_of ? plan_.schema.columns[value.choices_of.index].choices : plan_.grades;
    }
    const auto known = value.op == Op::column ? known_of(value.payload) : value.defined;
    quantity.known = known ? at(known, quantity.table) : NodeId{};
    return quantity;
}

void Lowering::close_periods() {
    for (std::size_t i = 0; i < open_periods_.size(); ++i) {  // may grow while it runs
        const auto open = open_periods_[i];
        const auto brought = plan_.carried[open.carried].value;
        const auto input = in_steps(brought, open.step, participants);
        graph_.nodes[open.node.index].inputs[0] = input;
    }
}

}  // namespace meritum::graph
