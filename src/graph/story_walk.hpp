// Walking a story: every node it names, with the role the node plays. In: a Story (or const Story).
// Out: calls. The only place that knows where in the story nodes are; for_each_node, verify and
// bind are made of it. Tests: tests/graph/story_test.cpp.
#pragma once

#include <optional>
#include <vector>

#include "graph/story.hpp"

namespace meritum::graph {

enum class Role : std::uint8_t {
    value,    ///< a quantity's number or other value
    divisor,  ///< one of a quantity's `over`
    known,    ///< a quantity's `known`
    truth,    ///< a boolean: a condition holds, a rule applies, a row is reached
    turn,     ///< the place of an item `in turn`
};

/// Visits nodes of parts of a story. `Visit` is called as visit(NodeId&, Role, const Quantity*),
/// the quantity null for `truth` and `turn`. Ids that are none are passed over. If it has a
/// `quantity(Quantity&)`, that is called with each. Each function takes its part const or not.
template <class Visit>
class StoryWalk {
public:
    explicit StoryWalk(Visit& visit) : visit_(visit) {}

    template <class Id>
    void node(Id& id, Role role, const Quantity* quantity = nullptr) {
        if (id) visit_(id, role, quantity);
    }

    template <class Q>
    void quantity(Q& part) {
        if constexpr (requires(Visit & visit) { visit.quantity(part); }) visit_.quantity(part);
        node(part.value, Role::value, &part);
        for (auto& divisor : part.over) node(divisor, Role::divisor, &part);
        node(part.known, Role::known, &part);
    }

    template <class Ids>
    void truths(Ids& ids) {
        for (auto& id : ids) node(id, Role::truth);
    }

    template <class R>
    void reading(R& part) {
        quantity(part.quantity);
        node(part.reached, Role::truth);
        truths(part.unless);
        for (auto& inner : part.from) reading(inner);
        for (auto& choice : part.choices) condition(choice);
        for (auto& table : part.tiers) tiers(table);
        for (auto& items : part.gathering) gathering(items);
    }

    template <class G>
    void gathering(G& part) {
        if (part.condition) condition(*part.condition);
        node(part.counts, Role::truth);
        if (part.of) reading(*part.of);
    }

    template <class C>
    void condition(C& part) {
        node(part.holds, Role::truth);
        node(part.reached, Role::truth);
        truths(part.unless);
        if (part.left) reading(*part.left);
        if (part.right) reading(*part.right);
        for (auto& inner : part.parts) condition(inner);
    }

    template <class T>
    void text(T& part) {
        for (auto& piece : part.pieces) {
            if (piece.reading) reading(*piece.reading);
        }
    }

    template <class L>
    void limit(L& part) {  // of an optional limit
        if (!part) return;
        quantity(part->bound);
        quantity(part->line);
    }

    template <class A>
    void amount(A& part) {
        for (auto& read : part.readings) reading(read);
        for (auto& choice : part.choices) condition(choice);
        for (auto& table : part.tiers) tiers(table);
        quantity(part.quantity);
        for (auto& change : part.steps) step(change);
        quantity(part.final);
    }

    template <class T>
    void tiers(T& part) {
        node(part.reached, Role::truth);
        truths(part.unless);
        reading(part.of);
        for (auto& row : part.rows) {
            if (row.bound) reading(*row.bound);
            reading(row.value);
            node(row.reached, Role::truth);
            quantity(row.part);
            quantity(row.gives);
        }
        if (part.call) {
            for (auto& argument : part.call->arguments) reading(argument);
            for (auto& key : part.call->keys) quantity(key);
            quantity(part.call->leaf);
        }
    }

    template <class S>
    void step(S& part) {
        if (part.when) condition(*part.when);
        quantity(part.before);
        quantity(part.after);
        if (part.key) reading(*part.key);
        node(part.kept, Role::truth);
    }

    template <class I>
    void items(I& part) {
        if (part.where) condition(*part.where);
        node(part.counts, Role::truth);
        node(part.turn, Role::turn);
    }

    template <class K>
    void kpi(K& part) {
        reading(part.weight);
        reading(part.value);
        if (part.known) condition(*part.known);
        quantity(part.counting);
    }

    template <class R>
    void rule(R& part) {
        node(part.concerns, Role::truth);
        for (auto& when : part.when) condition(when);
        node(part.applies, Role::truth);
        if (part.items) items(*part.items);
        if (part.kpi) kpi(*part.kpi);
        amount(part.amount);
        if (part.prorated) step(*part.prorated);
        limit(part.cap);
        limit(part.floor);
        quantity(part.line);
        quantity(part.points);
        for (auto& because : part.because) text(because);
        for (auto& advice : part.advice) {
            node(advice.shown, Role::truth);
            for (auto& tongue : advice.text) text(tongue);
        }
    }

    template <class C>
    void category(C& part) {
        quantity(part.start);
        limit(part.choice);
        for (auto& when : part.when) condition(when);
        node(part.holds, Role::truth);
        quantity(part.gate);
        limit(part.cap);
        limit(part.floor);
        quantity(part.points);
    }

    template <class R>
    void requirement(R& part) {
        condition(part.condition);
        node(part.holds, Role::truth);
        for (auto& tongue : part.text) text(tongue);
    }

    template <class V>
    void veto(V& part) {
        for (auto& when : part.when) condition(when);
        node(part.fires, Role::truth);
        quantity(part.value);
        node(part.wins, Role::truth);
        quantity(part.line);
        for (auto& because : part.because) text(because);
    }

    template <class G>
    void grade(G& part) {
        for (auto& row : part.rows) {
            if (row.bound) reading(*row.bound);
            node(row.reached, Role::truth);
            if (row.when) condition(*row.when);
        }
        quantity(part.earned);
        quantity(part.grade);
    }

    template <class T>
    void total(T& part) {
        quantity(part.start);
        limit(part.low);
        limit(part.high);
        quantity(part.rounding);
        if (part.rating) {
            node(part.rating->rated, Role::truth);
            quantity(part.rating->known);
            quantity(part.rating->needed);
        }
        quantity(part.value);
        quantity(part.raw);
    }

    template <class S>
    void story(S& whole) {
        for (auto& part : whole.totals) total(part);
        for (auto& part : whole.rules) rule(part);
        for (auto& part : whole.categories) category(part);
        for (auto& part : whole.vetoes) veto(part);
        for (auto& part : whole.requirements) requirement(part);
        if (whole.grade) grade(*whole.grade);
        for (auto& part : whole.outcomes) {
            quantity(part.quantity);
            for (auto& read : part.readings) reading(read);
            for (auto& choice : part.choices) condition(choice);
            for (auto& table : part.tiers) tiers(table);
        }
    }

private:
    Visit& visit_;
};

/// Calls visit(NodeId&) for every node the story names, in order; ids that are none are passed
/// over. `S` is Story or const Story.
template <class S, class Visit>
void for_each_node(S& story, Visit visit) {
    auto act = [&visit](auto& id, Role, const Quantity*) { visit(id); };
    StoryWalk<decltype(act)>(act).story(story);
}

}  // namespace meritum::graph
