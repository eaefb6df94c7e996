// A valid graph passes; each invariant broken once is told in words.
#include "graph/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "graph/whole_graph.hpp"

namespace meritum::graph {
namespace {

using number::Integer;
using testing::Contains;
using testing::HasSubstr;
using value::Operator;

TEST(Verify, PassesAValidGraph) {
    const WholeGraph whole;
    EXPECT_EQ(verify(whole.b.graph), std::vector<std::string>());
    require_valid(whole.b.graph);
}

struct Break {
    const char* words;
    std::function<void(WholeGraph&)> act;
};

void expect_all(const std::vector<Break>& breaks) {
    for (const Break& each : breaks) {
        WholeGraph whole;
        each.act(whole);
        EXPECT_THAT(verify(whole.b.graph), Contains(HasSubstr(each.words)));
    }
}

struct PowerNodes {
    NodeId base;
    NodeId below;
};

/// x * x to the exponent over 1.
PowerNodes add_power(WholeGraph& w, number::Exponent exponent) {
    w.b.graph.exponents.push_back(exponent);
    const NodeId base = w.b.number(Operator::absolute, {w.x}, {1, 1000});
    const NodeId below = w.b.constant(1);
    const NodeId power = w.b.number(Operator::power, {base, base, below}, {0, 1000000});
    w[power].payload = static_cast<std::uint32_t>(w.b.graph.exponents.size() - 1);
    return {base, below};
}

TEST(Verify, PassesAPower) {
    WholeGraph whole;
    add_power(whole, {3, 2});
    EXPECT_EQ(verify(whole.b.graph), std::vector<std::string>());
}

TEST(Verify, TellsBrokenTablesAndKeys) {
    expect_all({
        {"table 0 is not participants", [](WholeGraph& w) { w.b.graph.tables.clear(); }},
        {"table 1 is not everyone",
         [](WholeGraph& w) { w.b.graph.tables[1].kind = TableKind::group; }},
        {"is participants again",
         [](WholeGraph& w) { w.b.graph.tables[2].kind = TableKind::participants; }},
        {"is everyone again",
         [](WholeGraph& w) { w.b.graph.tables[2].kind = TableKind::everyone; }},
        {"a list that the schema", [](WholeGraph& w) { w.b.graph.tables[2].list = {9}; }},
        {"of a key that does not exist", [](WholeGraph& w) { w.b.graph.tables[3].key = {9}; }},
        {"joins a table that does not exist", [](WholeGraph& w) { w.b.graph.keys[0].to = {9}; }},
        {"goes by a node that does not exist", [](WholeGraph& w) { w.b.graph.keys[2].by = {}; }},
        {"goes by a node and needs none", [](WholeGraph& w) { w.b.graph.keys[0].by = w.x; }},
        {"does not come from a list", [](WholeGraph& w) { w.b.graph.keys[0].from = participants; }},
        {"leads to no owner", [](WholeGraph& w) { w.b.graph.keys[0].to = everyone; }},
        {"does not lead to everyone", [](WholeGraph& w) { w.b.graph.keys[1].to = participants; }},
        {"joins everyone to itself", [](WholeGraph& w) { w.b.graph.keys[1].from = everyone; }},
        {"groups something else", [](WholeGraph& w) { w.b.graph.keys[2].from = w.deals; }},
        {"not its own groups", [](WholeGraph& w) { w.b.graph.keys[2].to = w.deals; }},
        {"goes by a node of another table", [](WholeGraph& w) { w.b.graph.keys[2].by = w.amount; }},
        {"holds no codes", [](WholeGraph& w) { w.b.graph.keys[2].by = w.guard; }},
        {"goes by a node that does not hold in every row",
         [](WholeGraph& w) { w.b.graph.keys[2].by = w.quotient; }},
        {"a key that does not lead to it",
         [](WholeGraph& w) { w.b.graph.tables[3].key = w.owner; }},
    });
}

TEST(Verify, TellsIndicesOutOfPlace) {
    expect_all({
        {"of a table that does not exist", [](WholeGraph& w) { w[w.x].table = {}; }},
        {"has more inputs than it takes", [](WholeGraph& w) { w[w.rank].inputs[1] = w.x; }},
        {"lacks an input", [](WholeGraph& w) { w[w.given].inputs[2] = {}; }},
        {"which comes later", [](WholeGraph& w) { w[w.guard].inputs[0] = w.score; }},
        {"lacks its key", [](WholeGraph& w) { w[w.rank].key = {}; }},
        {"has a key and needs none", [](WholeGraph& w) { w[w.score].key = w.all; }},
        {"has a guard that does not come before it",
         [](WholeGraph& w) { w[w.guard].guard = w.guard; }},
        {"lacks its first value", [](WholeGraph& w) { w[w.before].payload = 99; }},
        {"has a payload that does not exist", [](WholeGraph& w) { w[w.x].payload = 99; }},
        {"has a payload that does not exist", [](WholeGraph& w) { w.b.graph.constants.resize(1); }},
        {"has a payload that does not exist", [](WholeGraph& w) { w.b.graph.texts.clear(); }},
        {"has a payload that does not exist",
         [](WholeGraph& w) {
             w.b.number(Operator::lookup, {w.x, w.x}, {0, 1});
         }},
        {"has a payload that does not exist",
         [](WholeGraph& w) {
             w.b.number(Operator::looked_up, {w.x}, {0, 1});
         }},
        {"result 0 gives a value that does not exist",
         [](WholeGraph& w) {
             w.b.graph.looked_up.push_back({false, {1}, {7}});
         }},
        {"the story names n900",
         [](WholeGraph& w) { w.b.graph.story.rules[0].points.value = {900}; }},
    });
}

TEST(Verify, TellsTablesAndFormsThatDoNotFit) {
    expect_all({
        {"of another table", [](WholeGraph& w) { w[w.score].inputs[0] = w.amount; }},
        {"takes a number as a truth",
         [](WholeGraph& w) { w.b.truth(Operator::logical_not, {w.x}); }},
        {"takes a number as a truth", [](WholeGraph& w) { w[w.given].inputs[0] = w.x; }},
        {"selects between unequal forms", [](WholeGraph& w) { w[w.given].inputs[2] = w.guard; }},
        {"is a truth held as a number", [](WholeGraph& w) { w[w.north].form = Form::integer; }},
        {"is a number held as a truth", [](WholeGraph& w) { w[w.score].form = Form::boolean; }},
        {"takes a column of another table",
         [](WholeGraph& w) { w[w.x].payload = w.amounts.index; }},
        {"takes a column of another table", [](WholeGraph& w) { w[w.x].payload = w.rates.index; }},
        {"known that is not optional", [](WholeGraph& w) { w.b.known(w.sales); }},
        {"another form than its column", [](WholeGraph& w) { w[w.x].form = Form::boolean; }},
        {"reads along a key of other tables", [](WholeGraph& w) { w[w.back].key = w.all; }},
        {"reads another form", [](WholeGraph& w) { w[w.back].form = Form::integer; }},
        {"sums along a key of other tables", [](WholeGraph& w) { w[w.items].key = w.all; }},
        {"is a sum held as a truth", [](WholeGraph& w) { w[w.items].form = Form::boolean; }},
        {"counts along a key that is no owner", [](WholeGraph& w) { w[w.turn].key = w.key; }},
        {"counts along a key of other tables", [](WholeGraph& w) { w[w.turn].key = w.key; }},
        {"something else than truths", [](WholeGraph& w) { w[w.turn].inputs[0] = w.amount; }},
        {"is a count held as a truth", [](WholeGraph& w) { w[w.turn].form = Form::boolean; }},
        {"ranks along a key of other tables", [](WholeGraph& w) { w[w.rank].key = w.owner; }},
        {"is a rank held as a truth", [](WholeGraph& w) { w[w.rank].form = Form::boolean; }},
        {"than a participant's value", [](WholeGraph& w) { w.b.remember(w.before, w.amount); }},
        {"remembers another form", [](WholeGraph& w) { w[w.before].form = Form::boolean; }},
        {"before the node its groups go by", [](WholeGraph& w) { w.b.graph.keys[2].by = w.score; }},
    });
}

TEST(Verify, TellsGuardsAndRangesThatDoNotFit) {
    expect_all({
        {"has a guard that is no truth", [](WholeGraph& w) { w[w.score].guard = w.x; }},
        {"has a guard of another table", [](WholeGraph& w) { w[w.score].guard = w.back; }},
        {"ranks a value that does not hold in every row",
         [](WholeGraph& w) { w[w.rank].inputs[0] = w.quotient; }},
        {"gathers a value that does not hold",
         [](WholeGraph& w) {
             const NodeId guarded = w.b.number(Operator::negate, {w.amount}, {-100, 0}, w.back);
             w.b.along(NodeKind::reduce, guarded, w.owner, {-1000000, 0});
         }},
        {"has a whole exponent",
         [](WholeGraph& w) {
             add_power(w, {2, 1});
         }},
        {"takes the root of too little",
         [](WholeGraph& w) {
             w[add_power(w, {1, 2}).base].range = {-1000, -1};
         }},
        {"takes the root of too little",
         [](WholeGraph& w) {
             w[add_power(w, {-1, 2}).base].range = {-5, 0};
         }},
        {"divides by what may be below 1",
         [](WholeGraph& w) {
             w[add_power(w, {1, 2}).below].range = {0, 0};
         }},
        {"has a payload that does not exist",
         [](WholeGraph& w) {
             add_power(w, {1, 2});
             w.b.graph.exponents.clear();
         }},
        {"divides by what may be below 1",
         [](WholeGraph& w) {
             w[w.positive].range = {0, 1000};
         }},
        {"low end is above",
         [](WholeGraph& w) {
             w[w.x].range = {2, 1};
         }},
        {"grows beyond 256 bits",
         [](WholeGraph& w) {
             w[w.x].range = {0, Integer(1) << 256};
         }},
        {"grows beyond 256 bits",
         [](WholeGraph& w) {
             w[w.x].range = {-(Integer(1) << 256), 0};
         }},
        {"is a truth with a range beyond",
         [](WholeGraph& w) {
             w[w.guard].range = {0, 2};
         }},
        {"a constant outside its range",
         [](WholeGraph& w) {
             w[w.zero].range = {1, 2};
         }},
        {"has a first value outside",
         [](WholeGraph& w) {
             w[w.before].range = {1, 1000};
         }},
        {"narrower range than what it remembers",
         [](WholeGraph& w) {
             w[w.before].range = {0, 999};
         }},
        {"that its inputs never reach",
         [](WholeGraph& w) {
             w[w.score].range = {1101, 2000};
         }},
    });
}

TEST(Verify, TellsAStoryThatDoesNotFit) {
    expect_all({
        {"places n", [](WholeGraph& w) { w.b.graph.story.totals[0].value.table = everyone; }},
        {"a type of another form",
         [](WholeGraph& w) { w.b.graph.story.totals[0].value.type = value::Type::boolean; }},
        {"which may be below 1",
         [](WholeGraph& w) { w.b.graph.story.rules[0].amount.quantity.over = {w.x}; }},
        {"takes the number", [](WholeGraph& w) { w.b.graph.story.rules[0].applies = w.x; }},
        {"takes the number",
         [](WholeGraph& w) { w.b.graph.story.outcomes[0].quantity.known = w.x; }},
        {"takes the truth", [](WholeGraph& w) { w.b.graph.story.rules[0].items->turn = w.back; }},
        {"leaves the line of growth a fraction",
         [](WholeGraph& w) { w.b.graph.story.rules[0].line.over = {w.positive}; }},
        {"a step that is no positive decimal",
         [](WholeGraph& w) { w.b.graph.story.totals[0].value.step = number::Rational(1, 3); }},
        {"and not what it is",
         [](WholeGraph& w) { w.b.graph.story.outcomes[0].quantity.value = {}; }},
        {"a constant that is no decimal",
         [](WholeGraph& w) { w.b.graph.story.totals[0].start.constant = number::Rational(1, 3); }},
        {"a total that does not exist", [](WholeGraph& w) { w.b.graph.story.rules[0].total = 1; }},
        {"a category that does not exist",
         [](WholeGraph& w) { w.b.graph.story.rules[0].category = 3; }},
    });
}

TEST(Verify, LetsGuardedNodesBeNarrower) {
    WholeGraph whole;
    whole.b.number(Operator::add, {whole.x, whole.x}, {5000, 6000}, whole.guard);
    EXPECT_EQ(verify(whole.b.graph), std::vector<std::string>());
}

TEST(VerifyDeathTest, AbortsWithTheWords) {
    WholeGraph whole;
    whole[whole.x].range = {2, 1};
    EXPECT_DEATH(require_valid(whole.b.graph),
                 "n0 has a range whose low end is above its high end");
}

}  // namespace
}  // namespace meritum::graph
