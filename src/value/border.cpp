// See border.hpp. Each participant is read into a draft; a draft without errors is appended to the
// columns, one with errors only leaves its groups behind. Must not know files or plans, only the
// Schema. Tests: tests/value/border_test.cpp.
#include "value/border.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

#include "value/fact_errors.hpp"
#include "value/gauge.hpp"
#include "value/name_index.hpp"
#include "value/unicode.hpp"

namespace meritum::value {
namespace {

using number::Int128;

/// One cell of a draft.
struct Cell {
    Int128 value = 0;
    bool given = false;  ///< named, with or without a value
    bool known = false;
};

struct ListDraft {
    bool given = false;
    std::vector<std::string> keys;
    std::vector<Cell> cells;  ///< item by item, fields in declared order
};

/// Where an error stands.
struct Place {
    const std::string* file = nullptr;
    std::size_t line = 0;
    std::size_t column = 0;
};

class Border {
public:
    Border(const Schema& schema, std::vector<FactError>& errors, std::size_t most)
        : schema_(schema), errors_(errors), most_(most) {
        out_.columns.resize(schema.columns.size());
        out_.offsets.resize(schema.lists.size(), {0});
        out_.item_keys.resize(schema.lists.size());
        list_fields_.resize(schema.lists.size());
        gauges_.reserve(schema.columns.size());
        for (const auto& column : schema.columns) {
            gauges_.emplace_back(column);
            defaults_.push_back(default_of(gauges_.back()));
        }
        learn_names();
    }

    FactColumns run(std::span<const Facts> facts,
                    std::span<const std::pair<std::string, FactValue>> params) {
        take_params(params);
        if (!facts.empty()) out_.period = facts.front().period;
        for (std::size_t row = 0; row < facts.size(); ++row) take(facts, row);
        return std::move(out_);
    }

private:
    // --- what the schema says ---

    Cell default_of(const Gauge& gauge) {
        Cell cell;
        const auto& given = gauge.column().default_value;
        if (!given) return cell;
        const auto checked = gauge.check({gauge.column().name, {}, 0}, *given, out_.dictionary);
        cell.value = checked.value;
        cell.known = checked.ok;
        return cell;
    }

    void learn_names() {
        for (std::uint32_t i = 0; i < schema_.facts.size(); ++i)
            facts_.learn(column(schema_.facts[i]).names, i);
        for (std::uint32_t i = 0; i < schema_.lists.size(); ++i) {
            const auto& list = schema_.lists[i];
            lists_.learn(list.names, i);
            for (std::uint32_t k = 0; k < list.fields.size(); ++k)
                list_fields_[i].learn(column(list.fields[k]).names, k);
        }
        for (std::uint32_t i = 0; i < schema_.params.size(); ++i)
            params_.learn(column(schema_.params[i]).names, i);
    }

    bool is_unread(std::string_view name) const { return schema_.unread.count(name) > 0; }

    const ColumnSchema& column(ColumnId id) const { return schema_.columns[id.index]; }
    const Gauge& gauge(ColumnId id) const { return gauges_[id.index]; }

    // --- errors ---

    void report(const Place& place, std::string_view fact, std::string_view code,
                std::string message) {
        FactError error;
        if (current_ != nullptr) {
            error.id = current_->id;
            error.period = current_->period;
        }
        if (place.file != nullptr) error.file = *place.file;
        error.line = place.line;
        error.column = place.column;
        error.fact = fact;
        error.code = code;
        error.message = std::move(message);
        errors_.push_back(std::move(error));
        failed_ = true;
    }

    void report(const Place& place, std::string_view fact, Trouble kind,
                const std::vector<std::string>& words) {
        report(place, fact, trouble_code(kind), trouble_message(kind, words));
    }

    Place place_of(const Facts& facts) const { return {&facts.file, facts.line, 0}; }

    Place place_of(const Facts& facts, const Fact& fact) const {
        if (fact.line == 0) return place_of(facts);
        return {&facts.file, fact.line, fact.column};
    }

    Place place_of(const Facts& facts, const Item& item) const {
        return {item.file.empty() ? &facts.file : &item.file, item.line, 0};
    }

    /// A list the plan does not know holds one item with one field: where its name stands.
    Place place_of(const Facts& facts, const List& list, bool known) const {
        if (list.items.empty()) return place_of(facts);
        const auto& first = list.items.front();
        if (known || first.fields.empty()) return place_of(facts, first);
        return place_of(facts, first, first.fields.front());
    }

    Place place_of(const Facts& facts, const Item& item, const Fact& field) const {
        auto place = place_of(facts, item);
        if (field.line != 0) {
            place.line = field.line;
            place.column = field.column;
        }
        return place;
    }

    // --- params ---

    /// What may have been meant; where no name is near, which there are.
    std::string known_params(std::string_view wanted) const {
        constexpr std::size_t most_listed = 8;
        auto text = did_you_mean(wanted, params_.all());
        if (!text.empty()) return text;
        if (schema_.params.empty()) return "; it has none";
        for (std::size_t i = 0; i < schema_.params.size() && i < most_listed; ++i) {
            text += (i == 0 ? "; it has " : ", ") +
                    quoted_name(column(schema_.params[i]).names.front());
        }
        return text + (schema_.params.size() > most_listed ? ", ..." : "");
    }

    void take_params(std::span<const std::pair<std::string, FactValue>> given) {
        std::vector<Cell> cells(schema_.params.size());
        for (const auto& [name, value] : given) {
            const auto* index = params_.find(name);
            if (index == nullptr && is_unread(name)) continue;
            if (index == nullptr) {
                report({}, name, Trouble::unknown_param, {quoted_name(name), known_params(name)});
                continue;
            }
            auto& cell = cells[*index];
            const auto id = schema_.params[*index];
            if (std::exchange(cell.given, true)) {
                report({}, column(id).name, Trouble::given_twice, {quoted_name(name)});
                continue;
            }
            read_value({}, column(id).name, {name, {}, 0}, gauge(id), value, cell);
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto id = schema_.params[i];
            auto& rest = defaults_[id.index];
            if (!cells[i].known) cells[i] = rest;
            if (!cells[i].known) cells[i].value = gauge(id).placeholder(out_.dictionary);
            out_.columns[id.index].values.push_back(cells[i].value);
        }
    }

    // --- participants ---

    void take(std::span<const Facts> all, std::size_t row) {
        const auto& facts = all[row];
        current_ = &facts;
        failed_ = false;
        auto id = take_id(facts, all.size());
        if (out_.ids.size() >= most_) {
            report(place_of(facts), "", Trouble::too_many_participants,
                   {quoted_name(facts.id), std::to_string(most_)});
        }
        if (schema_.cycle && !facts.period.empty() && !period_index(*schema_.cycle, facts.period)) {
            report(place_of(facts), "period", Trouble::bad_period,
                   {quoted_name(facts.period), period_example(*schema_.cycle)});
        }
        row_.assign(schema_.facts.size(), {});
        list_rows_.assign(schema_.lists.size(), {});
        for (const auto& fact : facts.values) take_fact(facts, fact);
        for (const auto& list : facts.lists) {
            // A fact given as a list is wrong, as `take_list` says, but not missing.
            const auto* index = facts_.find(list.name);
            if (index != nullptr && lists_.find(list.name) == nullptr) row_[*index].given = true;
        }
        for (std::size_t i = 0; i < row_.size(); ++i) {
            const auto& name = column(schema_.facts[i]).name;
            complete(schema_.facts[i], row_[i], place_of(facts), name, {name, {}, 0});
        }
        for (const auto& list : facts.lists) take_list(facts, list);
        if (failed_) {
            remember_groups(std::move(id));
        } else {
            append(std::move(id), row);
        }
        current_ = nullptr;
    }

    std::string take_id(const Facts& facts, std::size_t participants) {
        if (facts.id.empty()) {
            if (participants > 1) report(place_of(facts), "id", Trouble::no_id, {});
            return {};
        }
        auto checked = check_text({"id", {}, 0}, facts.id);
        if (!checked.ok) {
            report(place_of(facts), "id", Trouble::bad_id,
                   {quoted_name(facts.id), std::to_string(limits::text_bytes)});
            return {};
        }
        if (!ids_.insert(checked.text).second) {
            report(place_of(facts), "id", Trouble::id_twice, {quoted_name(facts.id)});
        }
        return std::move(checked.text);
    }

    void take_fact(const Facts& facts, const Fact& fact) {
        const auto place = place_of(facts, fact);
        const auto* index = facts_.find(fact.name);
        if (index == nullptr && is_unread(fact.name)) return;
        if (index == nullptr) {
            const auto words = quoted_name(fact.name);
            if (lists_.find(fact.name) == nullptr) {
                auto known = facts_.all();
                for (auto& list : lists_.all()) known.push_back(std::move(list));
                known.insert(known.end(), {"id", "period"});
                report(place, fact.name, Trouble::unknown_fact,
                       {words, did_you_mean(fact.name, known)});
            } else if (!says_nothing(fact.value)) {
                report(place, fact.name, Trouble::needs_a_list, {words, "one value"});
            }
            return;
        }
        const auto id = schema_.facts[*index];
        const auto& name = column(id).name;
        if (std::exchange(row_[*index].given, true)) {
            report(place, name, Trouble::given_twice, {quoted_name(fact.name)});
        } else {
            read_value(place, name, {fact.name, {}, 0}, gauge(id), fact.value, row_[*index]);
        }
    }

    void read_value(const Place& place, std::string_view fact, const Subject& subject,
                    const Gauge& gauge, const FactValue& value, Cell& cell) {
        // A missing value is left to `complete`, but a param has no other moment.
        if (says_nothing(value) && current_ != nullptr) {
            cell.given = false;
            return;
        }
        auto checked = gauge.check(subject, value, out_.dictionary);
        if (checked.ok) {
            cell.value = checked.value;
            cell.known = true;
        } else {
            if (says_nothing(value))
                return report(place, fact, Trouble::empty_param, {subject.text()});
            report(place, fact, checked.code, std::move(checked.message));
        }
    }

    /// Default, placeholder or error for what was not given. What was given and wrong has its error
    /// already.
    void complete(ColumnId id, Cell& cell, const Place& place, std::string_view fact,
                  const Subject& subject) {
        if (cell.known || cell.given) return;
        if (defaults_[id.index].known) {
            cell = defaults_[id.index];
        } else if (column(id).optional) {
            cell.value = gauge(id).placeholder(out_.dictionary);
        } else {
            report(place, fact, Trouble::missing, {subject.text()});
        }
    }

    // --- lists ---

    void take_list(const Facts& facts, const List& list) {
        const auto* index = lists_.find(list.name);
        if (index == nullptr && is_unread(list.name)) return;
        const auto place = place_of(facts, list, index != nullptr);
        const auto words = quoted_name(list.name);
        if (index == nullptr) {
            if (facts_.find(list.name) != nullptr) {
                report(place, list.name, Trouble::needs_a_value, {words, "a list"});
            } else {
                report(place, list.name, Trouble::unknown_list,
                       {words, did_you_mean(list.name, lists_.all())});
            }
            return;
        }
        auto& draft = list_rows_[*index];
        const auto& schema = schema_.lists[*index];
        if (std::exchange(draft.given, true)) {
            report(place, schema.name, Trouble::given_twice, {words});
        } else if (list.items.size() > limits::list_items) {
            report(place, schema.name, Trouble::too_many_items,
                   {words, std::to_string(list.items.size()), std::to_string(limits::list_items)});
        } else {
            for (std::size_t i = 0; i < list.items.size(); ++i) {
                const auto key = called(list.items[i], schema.key ? &column(schema.key) : nullptr);
                take_item(facts, list.items[i], {{}, list.name, i + 1, key}, *index, draft);
            }
            if (schema.key && !failed_) call_items(schema, draft);
            check_keys(facts, list, schema, draft);
            if (schema.order && !failed_) order_items(schema, draft);
        }
    }

    std::size_t position(const ListSchema& schema, ColumnId field) const {
        const auto found = std::find(schema.fields.begin(), schema.fields.end(), field);
        return static_cast<std::size_t>(found - schema.fields.begin());
    }

    /// By the plan's key field, as people write it.
    void call_items(const ListSchema& schema, ListDraft& draft) {
        const auto& key = column(schema.key);
        const auto at = position(schema, schema.key);
        for (std::size_t i = 0; i < draft.keys.size(); ++i) {
            const auto value = draft.cells[i * schema.fields.size() + at].value;
            draft.keys[i] = written_value(key, value, out_.dictionary);
        }
    }

    /// By the plan's order, then by key, then as they come.
    void order_items(const ListSchema& schema, ListDraft& draft) {
        const auto width = schema.fields.size();
        const auto by = position(schema, schema.order);
        const auto key = schema.key ? position(schema, schema.key) : width;
        const bool texts = schema.key && column(schema.key).type == Type::text;
        std::vector<std::size_t> order(draft.keys.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const auto& first = draft.cells[a * width + by].value;
            const auto& second = draft.cells[b * width + by].value;
            if (first != second) return first < second;
            if (key == width) return false;
            if (texts) return draft.keys[a] < draft.keys[b];
            return draft.cells[a * width + key].value < draft.cells[b * width + key].value;
        });
        ListDraft sorted;
        sorted.given = draft.given;
        for (const auto i : order) {
            sorted.keys.push_back(std::move(draft.keys[i]));
            for (std::size_t k = 0; k < width; ++k)
                sorted.cells.push_back(draft.cells[i * width + k]);
        }
        draft = std::move(sorted);
    }

    /// `of`: the list as the facts call it, and which item.
    void take_item(const Facts& facts, const Item& item, const Subject& of, std::uint32_t list,
                   ListDraft& draft) {
        const auto& schema = schema_.lists[list];
        const auto begin = draft.cells.size();
        draft.cells.resize(begin + schema.fields.size());
        for (const auto& field : item.fields) {
            const auto place = place_of(facts, item, field);
            const Subject given{field.name, of.list, of.item, of.key};
            const auto* index = list_fields_[list].find(field.name);
            if (index == nullptr) {
                report(place, schema.name + "." + field.name, Trouble::unknown_field,
                       {given.text(), did_you_mean(field.name, list_fields_[list].all())});
                continue;
            }
            const auto& name = column(schema.fields[*index]).name;
            auto& cell = draft.cells[begin + *index];
            if (std::exchange(cell.given, true)) {
                report(place, schema.name + "." + name, Trouble::given_twice, {given.text()});
            } else {
                read_value(place, schema.name + "." + name, given, gauge(schema.fields[*index]),
                           field.value, cell);
            }
        }
        for (std::size_t k = 0; k < schema.fields.size(); ++k) {
            const auto& name = column(schema.fields[k]).name;
            complete(schema.fields[k], draft.cells[begin + k], place_of(facts, item),
                     schema.name + "." + name, {name, of.list, of.item, of.key});
        }
        take_key(facts, item, of, schema, draft);
    }

    void take_key(const Facts& facts, const Item& item, const Subject& of, const ListSchema& schema,
                  ListDraft& draft) {
        if (item.key.empty()) {
            draft.keys.push_back(std::to_string(of.item));
            return;
        }
        auto checked = check_text({"key", of.list, of.item}, item.key);
        if (!checked.ok) {
            report(place_of(facts, item), schema.name + ".key", checked.code, checked.message);
        }
        draft.keys.push_back(std::move(checked.text));
    }

    /// Two items of one key would be two lines of one identity.
    void check_keys(const Facts& facts, const List& list, const ListSchema& schema,
                    const ListDraft& draft) {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < draft.keys.size(); ++i) {
            if (draft.keys[i].empty() || seen.insert(draft.keys[i]).second) continue;
            report(place_of(facts, list.items[i]), schema.name + ".key", Trouble::item_key_twice,
                   {quoted_name(list.name), quoted_name(draft.keys[i])});
        }
    }

    // --- where drafts end up ---

    void push(ColumnId id, const Cell& cell) {
        auto& target = out_.columns[id.index];
        target.values.push_back(cell.value);
        if (column(id).optional) target.known.push_back(cell.known ? 1 : 0);
    }

    void append(std::string id, std::size_t row) {
        out_.ids.push_back(std::move(id));
        out_.source_rows.push_back(row);
        for (std::size_t i = 0; i < row_.size(); ++i) push(schema_.facts[i], row_[i]);
        for (std::size_t i = 0; i < list_rows_.size(); ++i) {
            auto& draft = list_rows_[i];
            const auto& fields = schema_.lists[i].fields;
            for (std::size_t k = 0; k < draft.cells.size(); ++k) {
                push(fields[k % fields.size()], draft.cells[k]);
            }
            auto& keys = out_.item_keys[i];
            std::move(draft.keys.begin(), draft.keys.end(), std::back_inserter(keys));
            out_.offsets[i].push_back(static_cast<std::uint32_t>(keys.size()));
        }
    }

    void remember_groups(std::string id) {
        FactColumns::Failed failed;
        failed.id = std::move(id);
        for (std::size_t i = 0; i < row_.size(); ++i) {
            const auto type = column(schema_.facts[i]).type;
            if (row_[i].known && (type == Type::text || type == Type::choice)) {
                failed.known_columns.emplace_back(schema_.facts[i], row_[i].value);
            }
        }
        out_.failed.push_back(std::move(failed));
    }

    const Schema& schema_;
    std::vector<FactError>& errors_;
    std::size_t most_;
    FactColumns out_;
    std::vector<Gauge> gauges_;   ///< by ColumnId
    std::vector<Cell> defaults_;  ///< by ColumnId; not known: there is none
    NameIndex facts_;
    NameIndex lists_;
    NameIndex params_;
    std::vector<NameIndex> list_fields_;
    std::set<std::string> ids_;

    const Facts* current_ = nullptr;  ///< null while params are taken
    bool failed_ = false;
    std::vector<Cell> row_;
    std::vector<ListDraft> list_rows_;
};

}  // namespace

FactColumns to_columns(const Schema& schema, std::span<const Facts> facts,
                       std::span<const std::pair<std::string, FactValue>> params,
                       std::vector<FactError>& errors, std::size_t most) {
    return Border(schema, errors, most).run(facts, params);
}

}  // namespace meritum::value
