// A Tree of YAML or JSON to Facts. In: the tree, the Schema for its names. Out: Facts as written,
// with places. Shapes: a list of participants, {period, participants}, or one participant. Values
// are checked at the border, not here. Tests: tests/io/document_test.cpp.
#include <utility>
#include <variant>

#include "base/spelling.hpp"
#include "io/formats.hpp"
#include "io/names.hpp"
#include "io/refused.hpp"
#include "value/fact_errors.hpp"
#include "value/gauge.hpp"

namespace meritum::io {
namespace {

using value::Trouble;

class DocumentReader {
public:
    DocumentReader(std::string_view name, const value::Schema& schema)
        : file_(name), names_(schema), refused_(schema) {}

    RawData run(Tree tree) {
        if (tree.kind == Tree::Kind::scalar) {
            throw ReadError(
                "a list of participants is expected, but the file is " + described(tree), file_,
                tree.place.line, tree.place.column);
        }
        if (tree.kind == Tree::Kind::list) {
            participants(std::move(tree), {});
        } else if (is_envelope(tree)) {
            open_envelope(std::move(tree));
        } else {
            refuse_tables(tree);
            refuse_near_participants(tree);
            participant(std::move(tree), {});
        }
        refused_.report(out_.errors);
        return std::move(out_);
    }

private:
    /// The period of those who name none, and where it stands.
    struct Period {
        std::string text;
        Place place;
    };

    const value::HeadWords& words() const { return names_.schema().words; }

    /// The key of the rows of tables, if the plan has such tables.
    bool is_tables(const Entry& entry) const {
        return entry.key == "tables" && !names_.schema().tables.empty();
    }

    /// {rates: [...]}: the plan reads the rows.
    void take_tables(const Tree& tables) {
        if (tables.kind != Tree::Kind::mapping) {
            throw ReadError(
                "`tables` holds the rows of each table under its name, but is " + described(tables),
                file_, tables.place.line, tables.place.column);
        }
        for (const auto& entry : tables.entries) {
            const auto name = names_.table(entry.key);
            if (!name) {
                throw ReadError("the plan has no table " + value::quoted_name(entry.key) +
                                    " with rows from data" +
                                    value::did_you_mean(entry.key, names_.tables()),
                                file_, entry.key_place.line, entry.key_place.column);
            }
            out_.tables.push_back({*name, {}, {}, file_, true});
        }
    }

    /// {period: ..., participants: [...]}, unless the plan itself knows a list of that name.
    bool is_envelope(const Tree& tree) const {
        if (names_.list("participants")) return false;
        for (const auto& entry : tree.entries) {
            if (entry.key == "participants") return true;
        }
        return false;
    }

    void open_envelope(Tree tree) {
        Period period;
        Tree inner;
        for (auto& entry : tree.entries) {
            if (entry.key == "participants" && entry.tree.kind == Tree::Kind::list) {
                inner = std::move(entry.tree);
            } else if (entry.key == words().period && is_text_or_number(entry.tree)) {
                period = {entry.tree.scalar.to_string(), entry.tree.place};
            } else if (is_tables(entry)) {
                take_tables(entry.tree);
            } else {
                const bool people = entry.key == "participants";
                const bool known = people || entry.key == words().period;
                throw ReadError(
                    known ? value::quoted_name(entry.key) + " should be " +
                                (people ? "a list of participants" : "one value") + ", but is " +
                                described(entry.tree)
                          : "beside `participants` only " + value::quoted_name(words().period) +
                                (names_.schema().tables.empty() ? "" : " and `tables`") +
                                " may stand, not " + value::quoted_name(entry.key) +
                                value::did_you_mean(entry.key, {words().period}),
                    file_, entry.key_place.line, entry.key_place.column);
            }
        }
        participants(std::move(inner), period);
    }

    /// One participant alone is no place for rows that are everyone's.
    void refuse_tables(const Tree& tree) const {
        for (const auto& entry : tree.entries) {
            if (is_tables(entry) && !names_.fact(entry.key) && !names_.list(entry.key))
                throw ReadError("`tables` stands beside `participants: [...]`", file_,
                                entry.key_place.line, entry.key_place.column);
        }
    }

    /// `participant: [...]`: taken for a list of one participant, everything in it would be wrong.
    void refuse_near_participants(const Tree& tree) const {
        std::vector<std::string> known;
        for (const auto& list : names_.schema().lists)
            known.insert(known.end(), list.names.begin(), list.names.end());
        known.emplace_back("participants");
        for (const auto& entry : tree.entries) {
            if (entry.tree.kind == Tree::Kind::scalar || names_.fact(entry.key) ||
                names_.list(entry.key) || names_.schema().unread.count(entry.key) > 0 ||
                nearest_spelling(entry.key, known) != "participants")
                continue;
            throw ReadError("the plan has no list " + value::quoted_name(entry.key) +
                                "; did you mean `participants`?",
                            file_, entry.key_place.line, entry.key_place.column);
        }
    }

    void participants(Tree list, const Period& period) {
        std::size_t number = 0;
        for (auto& entry : list.entries) {
            ++number;
            if (entry.tree.kind == Tree::Kind::mapping) {
                participant(std::move(entry.tree), period);
                continue;
            }
            const Facts nobody({}, period.text);
            report(nobody, "", entry.tree.place, Trouble::not_a_participant,
                   {"entry " + std::to_string(number), described(entry.tree)});
        }
    }

    void participant(Tree tree, const Period& shared) {
        Facts facts({}, shared.text);
        facts.file = file_;
        facts.line = tree.place.line;
        const auto errors_before = out_.errors.size();
        Place period_place = shared.place;
        // The id first: errors of the facts name it.
        for (auto& entry : tree.entries) {
            if (entry.key == words().id) facts.id = header_text(facts, entry);
            if (entry.key != words().period) continue;
            facts.period = header_text(facts, entry);
            if (!facts.period.empty()) period_place = entry.tree.place;
        }
        if (facts.period.empty()) facts.period = shared.text;
        for (auto& entry : tree.entries) {
            if (entry.key != words().id && entry.key != words().period) take(facts, entry);
        }
        if (const auto expected = names_.wrong_period(facts.period)) {
            report(facts, "period", period_place, Trouble::bad_period,
                   {value::quoted_name(facts.period), *expected});
        }
        if (out_.errors.size() == errors_before) {
            out_.facts.push_back(std::move(facts));
        } else {
            refused_.add(std::move(facts));
        }
    }

    /// Of JSON: nobody is called `true`.
    static bool is_text_or_number(const Tree& tree) {
        return tree.kind == Tree::Kind::scalar && !std::holds_alternative<bool>(tree.scalar.get());
    }

    std::string header_text(const Facts& facts, const Entry& entry) {
        if (is_text_or_number(entry.tree)) return entry.tree.scalar.to_string();
        const bool scalar = entry.tree.kind == Tree::Kind::scalar;
        report(facts, entry.key, entry.tree.place,
               scalar ? Trouble::not_a_text : Trouble::needs_a_value,
               {value::quoted_name(entry.key), described(entry.tree)});
        return {};
    }

    void take(Facts& facts, Entry& entry) {
        const auto words = value::quoted_name(entry.key);
        const bool known = names_.fact(entry.key) || names_.list(entry.key);
        switch (entry.tree.kind) {
            case Tree::Kind::scalar: facts.values.push_back(fact(entry, known)); return;
            case Tree::Kind::list: take_list(facts, entry); return;
            case Tree::Kind::mapping: break;
        }
        // The border says that there is no such fact; only the place is needed for that.
        if (!known) return facts.values.push_back(fact(entry, known));
        if (const auto fact = names_.fact(entry.key))
            refused_.said(names_.schema().columns[fact->index].name, facts.line);
        report(facts, entry.key, entry.tree.place,
               names_.list(entry.key) ? Trouble::needs_a_list : Trouble::needs_a_value,
               {words, described(entry.tree)});
    }

    void take_list(Facts& facts, Entry& entry) {
        List list;
        list.name = entry.key;
        const auto known = names_.list(entry.key);
        for (auto& item : entry.tree.entries) {
            // The border says that there is no such list; only the place is needed for that.
            if (!known) break;
            if (item.tree.kind == Tree::Kind::mapping) {
                list.items.push_back(
                    read_item(facts, entry.key, list.items.size() + 1, *known, item.tree));
                continue;
            }
            report(facts, entry.key, item.tree.place, Trouble::not_an_item,
                   {std::to_string(list.items.size() + 1), value::quoted_name(entry.key),
                    described(item.tree)});
            list.items.emplace_back();
        }
        if (!known) {
            list.items.emplace_back();
            list.items.back().line = entry.key_place.line;
            list.items.back().fields.push_back(fact(entry, names_.fact(entry.key).has_value()));
        }
        facts.lists.push_back(std::move(list));
    }

    Item read_item(const Facts& facts, const std::string& list, std::size_t number, ListId id,
                   Tree& tree) {
        Item item;
        item.line = tree.place.line;
        for (auto& entry : tree.entries) {
            if (entry.tree.kind != Tree::Kind::scalar) {
                const value::Subject subject{entry.key, list, number, item.key};
                if (const auto field = names_.field(id, entry.key)) {
                    const auto& schema = names_.schema();
                    refused_.said(
                        schema.lists[id.index].name + "." + schema.columns[field->index].name,
                        item.line);
                }
                report(facts, list + "." + entry.key, entry.tree.place, Trouble::needs_a_value,
                       {subject.text(), described(entry.tree)});
            } else if (entry.key == words().key && !names_.field(id, words().key)) {
                item.key = header_text(facts, entry);
            } else {
                item.fields.push_back(fact(entry, names_.field(id, entry.key).has_value()));
            }
        }
        return item;
    }

    /// With the place of its value; what the plan does not know stands where its name does.
    static Fact fact(Entry& entry, bool known) {
        const auto place = known ? entry.tree.place : entry.key_place;
        Fact result;
        result.name = std::move(entry.key);
        result.value = std::move(entry.tree.scalar);
        result.line = place.line;
        result.column = place.column;
        return result;
    }

    void report(const Facts& facts, std::string_view fact, Place place, Trouble kind,
                const std::vector<std::string>& words) {
        FactError error;
        error.id = facts.id;
        error.period = facts.period;
        error.file = file_;
        error.line = place.line;
        error.column = place.column;
        error.fact = fact;
        error.code = value::trouble_code(kind);
        error.message = value::trouble_message(kind, words);
        out_.errors.push_back(std::move(error));
    }

    std::string file_;
    Names names_;
    RawData out_;
    Refused refused_;
};

}  // namespace

RawData facts_from_tree(std::string_view name, Tree tree, const value::Schema& schema) {
    return DocumentReader(name, schema).run(std::move(tree));
}

}  // namespace meritum::io
