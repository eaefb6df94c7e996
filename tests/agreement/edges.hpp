// The numbers a plan compares with, and the values a fact may take around them. In: the tree of a
// plan. Out: ranges and edges. Part of the generator of facts; must not know the checker.
#pragma once

#include <vector>

#include "agreement/fraction.hpp"
#include "agreement/random.hpp"
#include "syntax/ast.hpp"

namespace meritum::agreement {

/// What a number of the facts may be: low .. high in multiples of step.
struct Span {
    Fraction low;
    Fraction high;
    Fraction step;
    bool shares = false;  ///< may be given as percentages

    bool holds(const Fraction& x) const { return x >= low && x <= high; }
};

class Edges {
public:
    explicit Edges(const ast::Document& plan);

    /// The range of a fact or field (a node of row fact or field) of type number, money, count or
    /// date.
    Span span(const ast::Node& declaration) const;

    /// The range of a param, from what its text says.
    Span param_span(const ast::Node& param) const;

    /// A value at, just below or just above an edge: an end of the range, a literal of the plan,
    /// zero.
    Fraction draw(const Span& span, Random& random) const;

    /// A value near `base` times one of the plan's literals, so that quotients stand exactly at
    /// their bounds.
    Fraction draw_multiple(const Span& span, const Fraction& base, Random& random) const;

private:
    void collect(const ast::Node& node);

    std::vector<Fraction> literals_;
    Fraction minor_unit_{1, 100};
};

}  // namespace meritum::agreement
