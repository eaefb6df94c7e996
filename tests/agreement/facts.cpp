// Random facts: participants, lists, periods, params; spoiling and showing them. See facts.hpp.
#include "agreement/facts.hpp"

#include <algorithm>
#include <map>

#include "agreement/declarations.hpp"
#include "agreement/edges.hpp"

namespace meritum::agreement {

using ast::Row;

namespace {

Decimal to_decimal(const Fraction& x) { return Decimal::parse(fraction_text(x)).value(); }

void collect_texts(const ast::Node& node, std::vector<std::string>& texts) {
    if (node.row == Row::text && !node.text.empty()) texts.push_back(node.text);  // "" is missing
    for (const auto& slot : node.slots) collect_texts(slot, texts);
}

bool is_optional(const ast::Node& declaration) {
    for (const auto& trait : declaration[2].slots) {
        if (trait.row == Row::trait_optional || trait.row == Row::trait_default) return true;
    }
    return false;
}

const std::string& any_name(const ast::Node& names, Random& random) {
    return random.pick(names.slots).text;
}

class FactsWriter {
public:
    FactsWriter(const ast::Document& plan, Random& random)
        : plan_(plan), random_(random), edges_(plan) {
        texts_ = {"North", "甲组", "x"};
        for (const auto& statement : plan.statements) {
            for (const auto& clause : statement.clauses) {
                if (clause.row != Row::rule_because && clause.row != Row::veto_because) {
                    collect_texts(clause, texts_);
                }
            }
            if (statement.head.row == Row::let || statement.head.row == Row::outcome) {
                collect_texts(statement.head, texts_);
            }
        }
    }

    FactValue value(const ast::Node& declaration);
    std::vector<Fact> values(const std::vector<const ast::Node*>& declarations);
    Facts participant(const std::string& id, const std::string& period);
    void params(Params& params);

private:
    FactValue number(const Fraction& x, bool percent);

    const ast::Document& plan_;
    Random& random_;
    Edges edges_;
    std::vector<std::string> texts_;
    std::vector<std::pair<Row, Fraction>>
        drawn_;  ///< of the participant or item at hand: type and number
};

/// A number as a decimal, a text or a percent: they mean the same.
FactValue FactsWriter::number(const Fraction& x, bool percent) {
    const auto draw = random_.below(100);
    if (draw < 15) return FactValue(fraction_text(x));
    if (draw < 22 && percent) return FactValue(fraction_text(x * 100) + "%");
    return FactValue(to_decimal(x));
}

FactValue FactsWriter::value(const ast::Node& declaration) {
    const Row type = declaration[1].row;
    switch (type) {
        case Row::type_boolean:
            if (random_.chance(20)) return FactValue(random_.chance(50) ? "yes" : "no");
            return FactValue(random_.chance(50));
        case Row::type_text: return FactValue(random_.pick(texts_));
        case Row::type_one_of:
            return FactValue(any_name(random_.pick(declaration[1][0].slots), random_));
        case Row::type_date: {
            const Fraction day = edges_.draw(edges_.span(declaration), random_);
            const long days = floor_of(day).convert_to<long>();
            if (random_.chance(50)) return FactValue(date_text(days));
            return FactValue(Date::from_days(days).value());
        }
        default: break;
    }
    const Span span = edges_.span(declaration);
    Fraction x = edges_.draw(span, random_);
    const bool money = type == Row::type_money;
    for (const auto& [other, base] : drawn_) {
        if ((other == Row::type_money) != money || !random_.chance(35)) continue;
        x = edges_.draw_multiple(span, base, random_);
    }
    drawn_.emplace_back(type, x);
    return number(x, span.shares);
}

std::vector<Fact> FactsWriter::values(const std::vector<const ast::Node*>& declarations) {
    std::vector<Fact> facts;
    drawn_.clear();
    for (const auto* declaration : declarations) {
        const bool missing = is_optional(*declaration) && random_.chance(35);
        if (missing && random_.chance(70)) continue;
        Fact fact;
        fact.name = any_name((*declaration)[0], random_);
        if (!missing) fact.value = value(*declaration);
        facts.push_back(std::move(fact));
    }
    return facts;
}

Facts FactsWriter::participant(const std::string& id, const std::string& period) {
    Facts facts(id, period);
    std::vector<const ast::Node*> own;
    for (const auto& statement : plan_.statements) {
        if (statement.head.row != Row::fact) continue;
        if (statement.head[1].row != Row::type_list) {
            own.push_back(&statement.head);
            continue;
        }
        if (random_.chance(15)) continue;  // not given: empty
        List list;
        list.name = any_name(statement.head[0], random_);
        std::vector<const ast::Node*> fields;
        for (const auto& clause : statement.clauses) {
            if (clause.row == Row::field) fields.push_back(&clause);
        }
        static const std::size_t lengths[] = {0, 1, 1, 2, 3, 5, 8};
        for (std::size_t i = lengths[random_.below(7)]; i > 0; --i) {
            Item item;
            item.fields = values(fields);
            if (random_.chance(20)) item.key = "k" + std::to_string(i);
            list.items.push_back(std::move(item));
        }
        facts.lists.push_back(std::move(list));
    }
    facts.values = values(own);
    return facts;
}

void FactsWriter::params(Params& params) {
    for (const auto& statement : plan_.statements) {
        const ast::Node& head = statement.head;
        if (head.row != Row::param || !head[2] || !random_.chance(40)) continue;
        const Span span = edges_.param_span(head);
        Fraction x = random_.chance(50) ? span.low : span.high;
        if (random_.chance(30) && span.low + span.step <= span.high) x = span.low + span.step;
        params.emplace_back(any_name(head[0], random_), number(x, span.shares));
    }
}

/// Periods one after the other; once in a while one is left out.
std::vector<std::string> periods(const ast::Document& plan, Random& random) {
    Row cycle = Row::none;
    for (const auto& clause : plan.statements.front().clauses) {
        if (clause.row == Row::plan_cycle) cycle = clause[0].row;
    }
    if (cycle == Row::none || random.chance(10)) return {""};
    static const std::map<Row, std::vector<std::string>> names = {
        {Row::cycle_month, {"2025-11", "2025-12", "2026-01"}},
        {Row::cycle_quarter, {"2025-Q3", "2025-Q4", "2026-Q1"}},
        {Row::cycle_half, {"2025-H1", "2025-H2", "2026-H1"}},
        {Row::cycle_year, {"2024", "2025", "2026"}},
    };
    std::vector<std::string> all = names.at(cycle);
    const auto draw = random.below(10);
    if (draw < 3) return {all[2]};
    if (draw < 7) return {all[1], all[2]};
    if (draw < 8) return {all[0], all[2]};
    return all;
}

std::string spoiled_name(const GeneratedFacts& facts) {
    std::string name = "no_such_fact";
    while (facts.facts.front().id == name) name += "_";
    return name;
}

}  // namespace

namespace {

/// Items of one list have different keys.
void drop_equal_keys(const ast::Document& plan, Facts& facts) {
    const Declarations declarations(plan);
    for (const auto& statement : plan.statements) {
        const ast::Node* key = key_of(statement);
        if (!key) continue;
        for (auto& list : facts.lists) {
            if (!has_name(statement.head[0], list.name)) continue;
            std::vector<Item> left;
            std::vector<Value> seen;
            for (auto& item : list.items) {
                const auto value = declarations.read(*key, given_value(item.fields, (*key)[0]));
                const bool again = std::any_of(seen.begin(), seen.end(), [&](const Value& one) {
                    return same_value(one, *value);
                });
                if (again) continue;
                seen.push_back(*value);
                left.push_back(std::move(item));
            }
            list.items = std::move(left);
        }
    }
}

}  // namespace

GeneratedFacts generate_facts(const ast::Document& plan, Random& random) {
    FactsWriter writer(plan, random);
    GeneratedFacts out;
    writer.params(out.params);
    const auto names = periods(plan, random);
    out.period = names.back();
    const long people = random.between(2, 6);
    for (const auto& period : names) {
        for (long i = 1; i <= people; ++i) {
            if (period != out.period && random.chance(20)) continue;  // not there yet
            Facts facts = writer.participant("p" + std::to_string(i), period);
            if (!out.facts.empty() &&
                random.chance(20)) {  // ties: a twin of someone, but for the id
                Facts twin = random.pick(out.facts);
                twin.id = facts.id;
                twin.period = period;
                facts = std::move(twin);
            }
            drop_equal_keys(plan, facts);
            out.facts.push_back(std::move(facts));
        }
    }
    return out;
}

std::string spoil(GeneratedFacts& facts, const ast::Document& plan, Random& random) {
    std::vector<Facts*> candidates;
    for (auto& one : facts.facts) {
        if (one.period == facts.period) candidates.push_back(&one);
    }
    Facts& victim = *random.pick(candidates);
    std::vector<std::pair<const ast::Node*, FactValue*>> values;
    const auto gather = [&values](const ast::Node& declaration, std::vector<Fact>& given) {
        for (auto& fact : given) {
            if (has_name(declaration[0], fact.name)) values.emplace_back(&declaration, &fact.value);
        }
    };
    for (const auto& statement : plan.statements) {
        if (statement.head.row != Row::fact) continue;
        gather(statement.head, victim.values);
        for (auto& list : victim.lists) {
            if (!has_name(statement.head[0], list.name)) continue;
            for (auto& item : list.items) {
                for (const auto& field : statement.clauses) gather(field, item.fields);
            }
        }
    }
    const auto draw = random.below(100);
    if (values.empty() || draw < 10) {
        victim.values.push_back({spoiled_name(facts), FactValue(1)});
        return victim.id;
    }
    const auto& [declaration, value] = random.pick(values);
    const Row type = (*declaration)[1].row;
    if (type == Row::type_text) {
        *value = FactValue(true);
    } else if (type == Row::type_boolean || type == Row::type_one_of) {
        *value = FactValue("certainly not one of these");
    } else if (type == Row::type_date) {
        *value = draw < 50 ? FactValue("2026-02-30") : FactValue(true);
    } else {
        const Span span = Edges(plan).span(*declaration);
        if (draw < 30)
            *value = FactValue(to_decimal(span.high + span.step));
        else if (draw < 50)
            *value = FactValue(to_decimal(span.low - span.step));
        else if (draw < 70)
            *value = FactValue(to_decimal(span.low + span.step / 2));
        else if (draw < 85 && !is_optional(*declaration))
            *value = FactValue();
        else
            *value = FactValue("twelve");
    }
    return victim.id;
}

namespace {

std::string show(const FactValue& value) {
    if (value.is_missing()) return "null";
    return std::holds_alternative<std::string>(value.get()) ? "\"" + value.to_string() + "\""
                                                            : value.to_string();
}

}  // namespace

std::string show(const GeneratedFacts& facts) {
    std::string out = "score: " + facts.period + "\nparams:\n";
    for (const auto& [name, value] : facts.params) out += "  " + name + ": " + show(value) + "\n";
    out += "participants:\n";
    for (const auto& one : facts.facts) {
        out += "  - id: " + one.id + "\n    period: " + one.period + "\n";
        for (const auto& fact : one.values)
            out += "    " + fact.name + ": " + show(fact.value) + "\n";
        for (const auto& list : one.lists) {
            out += "    " + list.name + ":\n";
            for (const auto& item : list.items) {
                out += "      - {";
                for (const auto& fact : item.fields)
                    out += fact.name + ": " + show(fact.value) + ", ";
                out += item.key.empty() ? "}\n" : "key: " + item.key + "}\n";
            }
        }
    }
    return out;
}

}  // namespace meritum::agreement
