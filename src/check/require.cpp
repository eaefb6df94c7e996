// `require ... else refuse | warn`. A condition that refuses is made sure of before anything else
// is worked out, so all the rest may rely on it. See checker.hpp. Tests: tests/check/, tests/api/.
#include "check/checker.hpp"
#include "check/describe.hpp"

namespace meritum::check {

using ast::Row;

void Checker::check_requirements() {
    requiring_ = true;
    for (const auto& statement : document_.statements) {
        const auto row = statement.head.row;
        if (row == Row::require_refuse || row == Row::require_warn) check_requirement(statement);
    }
    requiring_ = false;
}

void Checker::check_requirement(const ast::Statement& statement) {
    const auto& head = statement.head;
    Parts::Requirement told;
    told.place = head.span;
    told.refuses = head.row == Row::require_refuse;
    const Env env = values_.within(root_);
    const auto holds = condition(head[0], env, &told.condition);
    if (!holds || !require_defined(holds, head[0])) {
        return;
    }
    warn_of_condition(head[0], holds, root_);
    told.holds = holds;
    if (head[1]) {  // told where it does not hold
        told.text = texts_with_values(head[1], values_.inside(env, holds, false));
    }
    plan_.story.requirements.push_back(std::move(told));
    if (head.row == Row::require_refuse) {
        values_.assume(holds, true, root_);
        root_.lets.clear();  // worked out before this was known
    }
}

/// Requirements come before rules and totals, and hold of one participant alone.
bool Checker::may_be_required(const Node& node, std::string_view what) {
    if (!requiring_) {
        return true;
    }
    sink_
        .report(Kind::requires_result, node.span,
                {in_quotes(words(node).front()), std::string(what)})
        .fix("require something of facts, params and lets");
    return false;
}

}  // namespace meritum::check
