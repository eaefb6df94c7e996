// Packed trees give back what was put in, with spans, identities and numbers of every size.
#include "syntax/packed_trees.hpp"

#include <gtest/gtest.h>

#include "syntax/ast.hpp"

namespace meritum::ast {
namespace {

Node node(Row row, Span span, const std::string& text = {}, const std::string& identity = {}) {
    Node made;
    made.row = row;
    made.span = span;
    made.text = text;
    made.identity = identity;
    return made;
}

Node number(Span span, const std::string& text) {
    Node made = node(Row::number, span, text);
    made.number = *Decimal::parse(text);
    return made;
}

/// All of a node but its comments, as text.
std::string shown(const Node& node) {
    std::string out = std::string(row_name(node.row)) + " " + std::to_string(node.span.begin) +
                      ".." + std::to_string(node.span.end) + " " + node.text + "/" + node.identity +
                      "/" + node.number.to_string() + " (";
    for (const Node& slot : node.slots) out += shown(slot) + ", ";
    return out + ")";
}

Node row_of(std::vector<Node> slots) {
    Node made = node(Row::list, {1'000'000, 1'000'050});
    made.slots = std::move(slots);
    return made;
}

TEST(PackedTrees, GiveBackWhatWasPutIn) {
    const std::vector<Node> trees{
        row_of({node(Row::name, {1'000'001, 1'000'006}, "north", "north"),
                node(Row::name, {1'000'001, 1'000'004}, "\xE5\x8C\x97", "north"),
                node(Row::text, {5, 7}, std::string(300, 'x')), node(Row::none, {})}),
        row_of({number({1, 2}, "0"), number({2, 9}, "1000"), number({4, 9}, "0.15"),
                number({0, 40}, "99999999999999999999999999999999999999"),
                number({0, 40}, "-0.00000000000000000000000000000000000001")}),
        node(Row::cell_any, {4'294'967'290, 4'294'967'295})};
    PackedTrees packed;
    for (const Node& tree : trees) packed.add(tree);
    ASSERT_EQ(packed.size(), trees.size());
    for (std::size_t i = 0; i < trees.size(); ++i) {
        EXPECT_EQ(shown(packed[i]), shown(trees[i]));
        EXPECT_EQ(packed.span(i), trees[i].span);
    }
}

/// A tree is made in what held another one.
TEST(PackedTrees, LeaveNothingOfWhatWasThereBefore) {
    PackedTrees packed;
    packed.add(row_of({number({1, 2}, "5"), row_of({node(Row::name, {1, 2}, "a", "b")})}));
    packed.add(row_of({node(Row::text, {3, 4}, "t")}));
    packed.add(row_of({row_of({number({1, 2}, "7")}), number({1, 2}, "8")}));
    Node into;
    for (const std::size_t i : {0U, 1U, 2U, 0U}) {
        packed.unpack(i, into);
        EXPECT_EQ(shown(into), shown(packed[i]));
    }
}

}  // namespace
}  // namespace meritum::ast
