// What was gathered of items: which of them count, with what. See telling.hpp.
#include <iterator>
#include <string>

#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

/// "contract K-1  300,000 CNY"; who does not count says why, if a condition does.
Explanation& add_gathered(const graph::Gathering& items, std::size_t row, Telling& telling,
                          Explanation& to) {
    auto& told = to.add(Part::item);
    told.title = item_title(items.item, items.list, row, telling);
    const bool counts = telling.values.truth(items.counts, row) == true;
    told.verdict = counts ? Verdict::holds : Verdict::fails;
    if (items.of) {
        const auto value = telling.values.of(*items.of, row);
        if (value.is_there()) {
            put_value(told, value, *items.of, telling.pen);
            add_inputs({items.of->choices, items.of->from, items.of->tiers}, telling, row, told);
            return told;
        }
    }
    if (items.condition) {
        const auto as = items.every ? Word::has : Word::where;
        add_condition(*items.condition, telling, row, as, told);
    }
    return told;
}

}  // namespace

std::string_view item_title(const graph::Words& name, ListId list, std::size_t row,
                            const Telling& telling) {
    const auto key = telling.values.item_key(list, row);
    return telling.pen.say(Word::item, {telling.pen.pick(name), key});
}

void add_gathering(const graph::Reading& reading, Telling& telling, Explanation& to) {
    const auto& items = reading.gathering.front();
    const auto [first, last] = telling.values.items(items.list);
    Explanation::Parts others(to.children.get_allocator());
    std::size_t counting = 0;
    for (std::size_t row = first; row < last; ++row) {
        // What one item told about its fields says nothing about the next one's.
        Telling for_item = telling;
        const bool counts = add_gathered(items, row, for_item, to).verdict == Verdict::holds;
        if (counts) ++counting;
        if (counts == items.every)  // it does not decide
            others.splice(others.end(), to.children, std::prev(to.children.end()));
    }
    const bool asks = reading.quantity.type == value::Type::boolean;
    to.notes.push_back(telling.pen.say(asks ? Word::items_match : Word::items_count,
                                       {std::to_string(counting), std::to_string(last - first)}));
    to.children.splice(to.children.end(), others);
}

}  // namespace meritum::scorecard
