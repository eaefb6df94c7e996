// A graph with every kind of node, table and key, and a story that names nodes in every role;
// valid. For the tests of graph.
#pragma once

#include "graph/graph_builder.hpp"

namespace meritum::graph {

/// sales and team per participant, deals with amounts, a rate for everyone; a rank, a team's sum, a
/// memory, a guarded quotient.
struct WholeGraph {
    WholeGraph() {
        using value::Operator;
        x = b.input(sales, {0, 1000});
        of = b.input(team, {0, 1000000});
        key = b.group(of, "teams");
        before = b.previous(0, {0, 1000});
        zero = b.constant(0);
        guard = b.truth(Operator::less, {zero, x});
        positive = b.number(Operator::maximum, {x, b.constant(1)}, {1, 1000});
        quotient = b.number(Operator::divide_floor, {before, positive}, {0, 1000}, guard);
        given = b.number(Operator::select, {guard, quotient, zero}, {0, 1000});
        amount = b.input(amounts, {0, 100}, deals);
        back = b.along(NodeKind::read, guard, owner, {0, 1});
        turn = b.along(NodeKind::scan, back, owner, {0, 10000});
        items = b.along(NodeKind::reduce, amount, owner, {0, 1000000});
        rate = b.input(rates, {0, 100}, everyone);
        per_row = b.along(NodeKind::read, rate, all, {0, 100});
        rank = b.along(NodeKind::rank, x, key, {1, 10000000});
        team_sum = b.along(NodeKind::reduce, rank, key, {1, 100000000});
        of_team = b.along(NodeKind::read, team_sum, key, {1, 100000000});
        north = b.truth(Operator::equal, {of, b.text("North \"1\"")});
        score = b.number(Operator::add, {given, per_row}, {0, 1100});
        b.remember(before, x);
        story();
    }

    void story() {
        Story& s = b.graph.story;
        s.plan = "quarter";
        s.totals.resize(1);
        s.totals[0].name = "score";
        s.totals[0].value = b.quantity(score);
        s.totals[0].value.step = number::Rational(1, 100);
        s.categories.resize(1);
        s.categories[0].name = "results";
        s.categories[0].points = b.quantity(given);
        s.rules.resize(1);
        Rule& rule = s.rules[0];
        rule.name = "growth";
        rule.category = 0;
        rule.applies = guard;
        rule.when.resize(1);
        rule.when[0].holds = guard;
        rule.items.emplace();
        rule.items->turn = turn;
        rule.amount.quantity = b.quantity(given);
        rule.amount.quantity.over = {positive};
        rule.line = b.quantity(given);
        rule.points = b.quantity(given);
        rule.cap.emplace();
        rule.cap->line = b.quantity(given);
        s.outcomes.resize(1);
        s.outcomes[0].name = "pay";
        s.outcomes[0].quantity = b.quantity(of_team);
        s.outcomes[0].quantity.known = north;
    }

    Node& operator[](NodeId id) { return b.graph.nodes[id.index]; }

    GraphBuilder b;
    ColumnId sales = b.fact("sales");
    ColumnId team = b.fact("team", value::Type::text);
    ColumnId rates = b.param("rate");
    TableId deals = b.list("deals");
    ColumnId amounts = b.field(deals, "amount");
    KeyId owner = b.owner(deals);
    KeyId all = b.to_everyone(participants);
    KeyId key;
    NodeId x, of, before, zero, guard, positive, quotient, given, amount, back, turn, items, rate,
        per_row, rank, team_sum, of_team, north, score;
};

}  // namespace meritum::graph
