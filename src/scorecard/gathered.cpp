// What was gathered of items: which of them count, with what. See telling.hpp.
#include <algorithm>
#include <utility>

#include "scorecard/telling.hpp"

namespace meritum::scorecard {
namespace {

/// "contract K-1  300,000 CNY"; who does not count says why, if a condition does.
Explanation tell_gathered(const graph::Gathering& items, std::size_t row, Telling& telling) {
    Explanation told(telling.pen.paper());
    told.part = Part::item;
    told.title = item_title(items.item, items.list, row, telling);
    const bool counts = telling.values.truth(items.counts, row) == true;
    told.verdict = counts ? Verdict::holds : Verdict::fails;
    if (items.of) {
        const auto value = telling.values.of(*items.of, row);
        if (value.is_there()) {
            put_value(told, value, items.of->quantity, telling.pen);
            told.value = telling.pen.show(value, *items.of);
            add_inputs({items.of->choices, items.of->from, items.of->tiers}, telling, row, told);
            return told;
        }
    }
    if (items.condition) {
        const auto as = items.every ? Word::has : Word::where;
        told.children.push_back(tell_condition(*items.condition, telling, row, as));
    }
    return told;
}

}  // namespace

std::string_view item_title(const graph::Words& name, ListId list, std::size_t row,
                            const Telling& telling) {
    const auto key = telling.values.item_key(list, row);
    return telling.pen.say(Word::item, {telling.pen.pick(name), key});
}

void add_gathering(const graph::Reading& reading, Telling& telling, Explanation& told) {
    const auto& items = reading.gathering.front();
    const auto [first, last] = telling.values.items(items.list);
    std::vector<Explanation> all;
    for (std::size_t row = first; row < last; ++row) {
        // What one item told about its fields says nothing about the next one's.
        Telling for_item = telling;
        all.push_back(tell_gathered(items, row, for_item));
    }
    const auto decides = [&](const Explanation& item) {
        return (item.verdict == Verdict::holds) != items.every;
    };
    const auto deciding = std::stable_partition(all.begin(), all.end(), decides) - all.begin();
    const auto count = items.every ? static_cast<std::ptrdiff_t>(all.size()) - deciding : deciding;
    const bool asks = reading.quantity.type == value::Type::boolean;
    told.notes.push_back(telling.pen.say(asks ? Word::items_match : Word::items_count,
                                         {std::to_string(count), std::to_string(all.size())}));
    told.children.insert(told.children.end(), std::make_move_iterator(all.begin()),
                         std::make_move_iterator(all.end()));
}

}  // namespace meritum::scorecard
