// See facts.hpp. A fact given again replaces the one below it, whatever name of it is used; a list
// replaces the whole list. The border checks values, as for any data.
#include "suite/facts.hpp"

#include <algorithm>

#include "io/formats.hpp"
#include "suite/values.hpp"

namespace meritum::suite {

namespace {

using Kind = io::Tree::Kind;

/// The identity of what the plan knows, else the name as it is written.
std::string identity(const std::string& name, const Vocabulary& words) {
    return words.facts.find(name).value_or(name);
}

void ungroup(io::Tree& tree) {
    if (tree.kind != Kind::scalar || tree.scalar.is_missing()) return;
    tree.scalar = FactValue(without_groups(tree.scalar.to_string()));
}

/// 1_000_000 is a number of a suite as of a plan; data has none such.
void ungroup_numbers(const std::string& name, const Vocabulary& words, io::Tree& tree) {
    if (words.is_number(name)) ungroup(tree);
    if (tree.kind != Kind::list) return;
    for (auto& item : tree.entries) {
        for (auto& field : item.tree.entries) {
            if (words.is_number(name, field.key)) ungroup(field.tree);
        }
    }
}

io::Entry text_entry(const char* key, const std::string& text, io::Place place) {
    io::Entry entry;
    entry.key = key;
    entry.key_place = place;
    entry.tree.place = place;
    entry.tree.scalar = FactValue(text);
    return entry;
}

}  // namespace

io::RawData facts_of(const Participant& participant, const Vocabulary& words,
                     const std::string& file) {
    std::vector<std::pair<std::string, const GivenFact*>> facts;
    for (const auto& layer : participant.layers) {
        std::erase_if(facts, [&](const auto& fact) {
            const auto& without = layer->without;
            return std::find(without.begin(), without.end(), fact.first) != without.end();
        });
        for (const auto& given : layer->given) {
            auto name = identity(given.name, words);
            const auto below = std::find_if(facts.begin(), facts.end(),
                                            [&](const auto& fact) { return fact.first == name; });
            // Within one place, both are kept: the border says that a fact is given twice.
            const bool same = below != facts.end() && below->second >= layer->given.data() &&
                              below->second < layer->given.data() + layer->given.size();
            if (below != facts.end() && !same) {
                below->second = &given;
            } else {
                facts.emplace_back(std::move(name), &given);
            }
        }
    }
    io::Tree one;
    one.kind = Kind::mapping;
    one.place = participant.place;
    one.entries.push_back(text_entry("id", participant.id, participant.place));
    if (!participant.period.empty())
        one.entries.push_back(text_entry("period", participant.period, participant.place));
    for (const auto& [name, given] : facts) {
        io::Entry entry{given->name, given->name_place, *given->value};
        ungroup_numbers(entry.key, words, entry.tree);
        one.entries.push_back(std::move(entry));
    }
    io::Tree everyone;  // a list, so that no fact's name makes it another shape
    everyone.kind = Kind::list;
    everyone.entries.emplace_back();
    everyone.entries[0].tree = std::move(one);
    return io::facts_from_tree(file, std::move(everyone), *words.schema);
}

}  // namespace meritum::suite
