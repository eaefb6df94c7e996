// The story told in nodes. See from_checked.hpp; the nodes themselves are lowering.cpp's.
#include "graph/from_checked.hpp"

#include "graph/lowering.hpp"

namespace meritum::graph {

namespace {

using Parts = check::Parts;

/// What each of them becomes.
template <class From, class Become>
auto each_told(From& from, Become become) {
    std::vector<decltype(become(*from.begin()))> to;
    to.reserve(from.size());
    for (auto& part : from) to.push_back(become(part));
    return to;
}

/// One function per part of the story: the same words, nodes for values.
class Telling {
public:
    Telling(Lowering& nodes, const check::CheckedPlan& plan) : nodes_(nodes), plan_(plan) {}

    Reading reading(Parts::Reading& from) {
        Reading to{std::move(from.words),
                   std::move(from.label),
                   nodes_.quantity(from.quantity),
                   from.percent,
                   {},
                   nodes_.truth(from.reached),
                   {},
                   {},
                   {}};
        // What stands beside percents anywhere is shown as one everywhere.
        const bool percent =
            from.quantity && plan_.percents.count(plan_.values[from.quantity.index].term) > 0;
        to.percent = from.percent || percent;
        to.quantity.percent = to.quantity.percent || to.percent;
        to.from = readings(from.from);
        to.choices = conditions(from.choices);
        to.tiers = tables(from.tiers);
        to.unless = truths(from.unless);
        to.formula = std::move(from.formula);
        to.gathering = each_told(from.gathering, [this](auto& items) { return gathering(items); });
        return to;
    }

    Gathering gathering(Parts::Gathering& from) {
        Gathering to;
        to.list = from.list;
        to.item = std::move(from.item);
        if (from.condition) to.condition = condition(*from.condition);
        to.counts = nodes_.truth(from.counts);
        to.of = reading(from.of);
        to.every = from.every;
        return to;
    }

    std::vector<NodeId> truths(const std::vector<check::ValueId>& from) {
        return each_told(from, [this](check::ValueId id) { return nodes_.truth(id); });
    }

    Rare<Reading> reading(Rare<Parts::Reading>& from) {
        return from ? Rare(reading(*from)) : std::nullopt;
    }

    std::vector<Reading> readings(std::vector<Parts::Reading>& from) {
        return each_told(from, [this](auto& part) { return reading(part); });
    }

    Condition condition(Parts::Condition& from) {
        Condition to;
        to.kind = static_cast<Condition::Kind>(from.kind);
        to.words = std::move(from.words);
        to.place = from.place;
        to.holds = nodes_.truth(from.holds);
        to.reached = nodes_.truth(from.reached);
        to.unless = truths(from.unless);
        to.comparison = from.comparison;
        to.left = reading(from.left);
        to.right = reading(from.right);
        to.parts = conditions(from.parts);
        return to;
    }

    std::vector<Condition> conditions(std::vector<Parts::Condition>& from) {
        return each_told(from, [this](auto& part) { return condition(part); });
    }

    Tiers tiers(Parts::Tiers& from) {
        Tiers to;
        to.reached = nodes_.truth(from.reached);
        to.unless = truths(from.unless);
        to.of = reading(from.of);
        to.way = static_cast<Tiers::Rows>(from.way);
        to.slices = from.slices;
        to.rows = each_told(from.rows, [this](auto& row) {
            return Tiers::Row{reading(row.bound),        reading(row.value),
                              nodes_.truth(row.reached), row.place,
                              nodes_.quantity(row.part), nodes_.quantity(row.gives)};
        });
        if (from.call) {
            to.call.emplace();
            to.call->table = from.call->table;
            to.call->arguments = readings(from.call->arguments);
            to.call->keys =
                each_told(from.call->keys, [this](auto key) { return nodes_.quantity(key); });
            to.call->leaf = nodes_.quantity(from.call->leaf);
        }
        return to;
    }

    std::vector<Tiers> tables(std::vector<Parts::Tiers>& from) {
        return each_told(from, [this](auto& table) { return tiers(table); });
    }

    Step step(Parts::Step& from) {
        Step to;
        to.words = std::move(from.words);
        to.place = from.place;
        if (from.when) {
            to.when = condition(*from.when);
        }
        to.before = nodes_.quantity(from.before);
        to.after = nodes_.quantity(from.after);
        to.key = reading(from.key);
        to.kept = nodes_.truth(from.kept);
        return to;
    }

    Requirement requirement(Parts::Requirement& from) {
        Requirement to;
        to.condition = condition(from.condition);
        to.place = from.place;
        to.refuses = from.refuses;
        to.holds = nodes_.truth(from.holds);
        to.text = texts(from.text);
        return to;
    }

    Text text(Parts::Text& from) {
        return {each_told(from.pieces, [this](auto& piece) {
            return Text::Piece{piece.literal, reading(piece.reading)};
        })};
    }

    std::vector<Text> texts(std::vector<Parts::Text>& from) {
        return each_told(from, [this](auto& part) { return text(part); });
    }

    Rare<Limit> limit(Rare<Parts::Limit>& from) {
        if (!from) {
            return std::nullopt;
        }
        return Limit{std::move(from->words), from->place, nodes_.quantity(from->bound),
                     nodes_.quantity(from->line)};
    }

    Kpi kpi(Parts::Kpi& from) {
        Kpi to;
        to.weight = reading(from.weight);
        to.value = reading(from.value);
        if (from.known) {
            to.known = condition(*from.known);
        }
        to.counting = nodes_.quantity(from.counting);
        to.low = from.low;
        to.high = from.high;
        to.missing = from.missing;
        to.missing_words = std::move(from.missing_words);
        return to;
    }

    Rule rule(Parts::Rule& from) {
        Rule to;
        to.name = std::move(from.name);
        to.names = std::move(from.names);
        to.label = std::move(from.label);
        to.kind = from.kind;
        to.total = from.total;
        to.category = from.category;
        to.place = from.place;
        to.concerns = nodes_.truth(from.concerns);
        to.when = conditions(from.when);
        to.applies = nodes_.truth(from.applies);
        if (from.items) {
            Items items;
            items.table = nodes_.table_of(from.items->list);
            items.list = from.items->list;
            items.item = std::move(from.items->item);
            if (from.items->where) {
                items.where = condition(*from.items->where);
            }
            items.counts =
                from.items->counts ? nodes_.at(from.items->counts, items.table) : NodeId{};
            items.turn = nodes_.truth(from.items->turn);
            items.amounts_in_turn = from.items->amounts_in_turn;
            to.items = std::move(items);
        }
        if (from.kpi) {
            to.kpi = kpi(*from.kpi);
        }
        to.amount.words = std::move(from.amount.words);
        to.amount.place = from.amount.place;
        to.amount.readings = readings(from.amount.readings);
        to.amount.choices = conditions(from.amount.choices);
        to.amount.tiers = tables(from.amount.tiers);
        to.amount.quantity = nodes_.quantity(from.amount.quantity);
        to.amount.steps =
            each_told(from.amount.steps, [this](auto& change) { return step(change); });
        to.amount.final = nodes_.quantity(from.amount.final);
        if (from.prorated) {
            to.prorated = step(*from.prorated);
        }
        to.cap = limit(from.cap);
        to.floor = limit(from.floor);
        to.line = nodes_.quantity(from.line);
        to.points = nodes_.quantity(from.points);
        to.because = texts(from.because);
        to.advice = each_told(from.advice, [this](auto& advice) {
            return Advice{texts(advice.text), advice.place, nodes_.truth(advice.shown)};
        });
        return to;
    }

    Category category(Parts::Category& from) {
        Category to;
        to.name = std::move(from.name);
        to.names = std::move(from.names);
        to.label = std::move(from.label);
        to.place = from.place;
        to.total = from.total;
        to.outer = from.outer;
        to.start = nodes_.quantity(from.start);
        to.choice = limit(from.choice);
        to.when = conditions(from.when);
        to.holds = nodes_.truth(from.holds);
        to.gate = nodes_.quantity(from.gate);
        to.cap = limit(from.cap);
        to.floor = limit(from.floor);
        to.points = nodes_.quantity(from.points);
        return to;
    }

    Veto veto(Parts::Veto& from) {
        Veto to;
        to.name = std::move(from.name);
        to.names = std::move(from.names);
        to.label = std::move(from.label);
        to.place = from.place;
        to.when = conditions(from.when);
        to.fires = nodes_.truth(from.fires);
        to.effect = static_cast<VetoEffect>(from.effect);
        to.total = from.total;
        to.category = from.category;
        to.value = nodes_.quantity(from.value);
        to.wins = nodes_.truth(from.wins);
        to.line = nodes_.quantity(from.line);
        to.because = texts(from.because);
        return to;
    }

    Grade grade(Parts::Grade& from) {
        Grade to;
        to.label = std::move(from.label);
        to.place = from.place;
        for (auto& row : from.rows) {
            to.rows.push_back({std::move(row.names),
                               row.place,
                               reading(row.bound),
                               nodes_.truth(row.reached),
                               {}});
            if (row.when) {
                to.rows.back().when = condition(*row.when);
            }
        }
        to.earned = nodes_.quantity(from.earned);
        to.grade = nodes_.quantity(from.grade);
        return to;
    }

    Outcome outcome(Parts::Outcome& from) {
        Outcome to;
        to.name = std::move(from.name);
        to.names = std::move(from.names);
        to.label = std::move(from.label);
        to.place = from.place;
        to.quantity = nodes_.quantity(from.quantity);
        to.words = std::move(from.words);
        to.readings = readings(from.readings);
        to.choices = conditions(from.choices);
        to.tiers = tables(from.tiers);
        return to;
    }

    Total total(Parts::Total& from) {
        Total to;
        to.name = std::move(from.name);
        to.names = std::move(from.names);
        to.silent = from.silent;
        to.silent_start = from.silent_start;
        to.label = std::move(from.label);
        to.place = from.place;
        to.start = nodes_.quantity(from.start);
        to.low = limit(from.low);
        to.high = limit(from.high);
        to.rounding = nodes_.quantity(from.rounding);
        to.rounding_words = std::move(from.rounding_words);
        if (from.rating) {
            to.rating = Rating{
                std::move(from.rating->words), from.rating->place, nodes_.truth(from.rating->rated),
                nodes_.quantity(from.rating->known), nodes_.quantity(from.rating->needed)};
        }
        to.value = nodes_.quantity(from.value);
        to.raw = nodes_.quantity(from.raw);
        return to;
    }

private:
    Lowering& nodes_;
    const check::CheckedPlan& plan_;
};

}  // namespace

Graph from_checked(check::CheckedPlan plan) {
    Graph graph;
    graph.schema = plan.schema;  // lowering asks the plan's, too
    graph.fingerprint = std::move(plan.fingerprint);
    graph.steps = std::move(plan.steps);
    graph.text_keys = std::move(plan.text_keys);
    Lowering nodes(plan, graph);
    Telling tell(nodes, plan);
    auto& from = plan.story;
    auto& story = graph.story;
    story.plan = std::move(from.plan);
    story.names = std::move(from.names);
    story.label = std::move(from.label);
    story.tongues = std::move(from.tongues);
    story.tables = std::move(from.tables);
    story.rules = each_told(from.rules, [&](auto& rule) {
        auto told = tell.rule(rule);
        rule = {};  // there may be many: the next one takes its room
        return told;
    });
    story.categories = each_told(from.categories, [&](auto& part) { return tell.category(part); });
    story.totals = each_told(from.totals, [&](auto& total) { return tell.total(total); });
    story.vetoes = each_told(from.vetoes, [&](auto& veto) { return tell.veto(veto); });
    story.requirements =
        each_told(from.requirements, [&](auto& part) { return tell.requirement(part); });
    if (from.grade) {
        story.grade = tell.grade(*from.grade);
    }
    story.outcomes = each_told(from.outcomes, [&](auto& part) { return tell.outcome(part); });
    nodes.close_periods();
    return graph;
}

}  // namespace meritum::graph
