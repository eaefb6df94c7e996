// See record_border.hpp. What is unusual in any way is left to the border.
#include "value/record_border.hpp"

#include <algorithm>
#include <utility>

#include "base/limits.hpp"
#include "value/border.hpp"

namespace meritum::value {
namespace {

constexpr std::size_t most_texts = 256;  // of a participant, each compared with the others
constexpr std::size_t most_keys = 64;    // likewise

/// Texts that are in normal form as they stand, without anything that is refused.
bool is_plain(std::string_view text) {
    return text.size() <= limits::text_bytes &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// The text as the border would take it.
std::optional<std::string> taken(const std::string& text) {
    if (is_plain(text)) return text;
    auto checked = check_text({}, text);
    if (!checked.ok) return std::nullopt;
    return std::move(checked.text);
}

bool fits_64_bits(const ColumnSchema& column) {
    const number::Integer most = number::Integer(1) << 63;
    return column.type != Type::number ||
           (column.range.low / column.step >= -most && column.range.high / column.step < most);
}

}  // namespace

std::unique_ptr<RecordBorder> RecordBorder::make(const Schema& schema,
                                                 const std::vector<std::string>& texts) {
    std::unique_ptr<RecordBorder> made(new RecordBorder(schema));
    if (!made->learn(texts)) return nullptr;
    return made;
}

bool RecordBorder::learn(const std::vector<std::string>& texts) {
    if (schema_.lists.size() > most_lists) return false;
    if (!std::all_of(schema_.columns.begin(), schema_.columns.end(), fits_64_bits)) return false;
    std::vector<FactError> errors;
    base_ = to_columns(schema_, {}, {}, errors);
    if (!errors.empty()) return false;
    for (const auto& text : texts) base_.dictionary.code(text);
    base_.nameless = 1;
    for (auto& offsets : base_.offsets) offsets = {0, 0};
    for (std::uint32_t i = 0; i < schema_.facts.size(); ++i) {
        names_.learn(schema_.columns[schema_.facts[i].index].names, i);
        facts_.push_back(input(schema_.facts[i]));
    }
    for (std::uint32_t i = 0; i < schema_.lists.size(); ++i) {
        const auto& list = schema_.lists[i];
        list_names_.learn(list.names, i);
        auto& items = lists_.emplace_back();
        items.sorted = static_cast<bool>(list.order);
        for (std::uint32_t k = 0; k < list.fields.size(); ++k) {
            items.names.learn(schema_.columns[list.fields[k].index].names, k);
            items.fields.push_back(input(list.fields[k]));
            if (list.fields[k] == list.key) items.key = k + 1;
        }
    }
    return true;
}

RecordBorder::Input RecordBorder::input(ColumnId id) {
    const auto& column = schema_.columns[id.index];
    Input made(column);
    made.has_default = column.default_value.has_value();
    made.stands_in = column.optional || made.has_default;
    const auto& gauge = made.gauge;
    made.stand_in = static_cast<std::int64_t>(
        made.has_default
            ? gauge.check({column.name, {}, 0}, *column.default_value, base_.dictionary).value
            : gauge.placeholder(base_.dictionary));
    return made;
}

// --- reading ---

bool RecordBorder::read(const Facts& facts, RecordFacts& made) const {
    made.texts.clear();
    made.keys.clear();
    if (!take_id(facts, made)) return false;
    Given given{};  // by list of the schema
    auto size = facts_.size() + lists_.size();
    for (const auto& list : facts.lists) {
        const auto* index = list_names_.find(list.name);
        if (index == nullptr && schema_.unread.count(list.name) > 0) continue;
        if (index == nullptr || list.items.size() > limits::list_items) return false;
        if (std::exchange(given[*index], &list) != nullptr) return false;
        size += list.items.size() * lists_[*index].fields.size();
    }
    made.numbers.assign(size, 0);
    made.known.assign(size, 0);
    if (!take_fields(facts.values, names_, facts_, 0, made)) return false;
    auto begin = facts_.size() + lists_.size();
    bool called = false;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        made.known[facts_.size() + i] = 1;
        if (given[i] == nullptr) continue;
        const auto& items = given[i]->items;
        made.numbers[facts_.size() + i] = static_cast<std::int64_t>(items.size());
        if (lists_[i].sorted && items.size() > 1) return false;
        for (const auto& item : items) {
            if (!take_fields(item.fields, lists_[i].names, lists_[i].fields, begin, made))
                return false;
            begin += lists_[i].fields.size();
            called = called || lists_[i].key > 0 || !item.key.empty();
        }
    }
    const auto& known = made.known;
    if (std::find(known.begin(), known.end(), 0) == known.end()) made.known.clear();
    return !called || call_items(given, made);
}

bool RecordBorder::take_id(const Facts& facts, RecordFacts& made) const {
    if (schema_.cycle && !facts.period.empty() && !period_index(*schema_.cycle, facts.period))
        return false;
    made.period = facts.period;
    auto id = taken(facts.id);
    if (id) made.id = std::move(*id);
    return id.has_value();
}

/// Facts, or the fields of an item, whose numbers begin at `begin`.
bool RecordBorder::take_fields(const std::vector<Fact>& given, const NameIndex& names,
                               const std::vector<Input>& inputs, std::size_t begin,
                               RecordFacts& made) const {
    for (const auto& fact : given) {
        const auto* index = names.find(fact.name);
        if (index == nullptr) {
            if (&names == &names_ && schema_.unread.count(fact.name) > 0) continue;
            return false;
        }
        if (says_nothing(fact.value)) continue;
        if (std::exchange(made.known[begin + *index], 1) != 0) return false;  // given twice
        const auto number = number_of(inputs[*index], fact.value, made);
        if (!number) return false;
        made.numbers[begin + *index] = *number;
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (made.known[begin + i] != 0) continue;
        if (!inputs[i].stands_in) return false;
        made.numbers[begin + i] = inputs[i].stand_in;
        made.known[begin + i] = inputs[i].has_default ? 1 : 0;
    }
    return true;
}

std::optional<std::int64_t> RecordBorder::number_of(const Input& input, const FactValue& value,
                                                    RecordFacts& made) const {
    if (input.gauge.column().type == Type::text) {
        const auto* text = std::get_if<std::string>(&value.get());
        const auto normal = text == nullptr ? std::nullopt : taken(*text);
        return normal ? code_of(*normal, made) : std::nullopt;
    }
    if (const auto number = input.gauge.at_a_look(value)) return number;
    Dictionary none;  // only texts need one
    const auto checked = input.gauge.check({}, value, none);
    if (!checked.ok) return std::nullopt;
    return static_cast<std::int64_t>(checked.value);
}

/// Texts that the dictionary does not have are numbered behind its own.
std::optional<std::int64_t> RecordBorder::code_of(std::string_view normal,
                                                  RecordFacts& made) const {
    if (const auto code = base_.dictionary.find(normal)) return code;
    auto& own = made.texts;
    const auto found = std::find(own.begin(), own.end(), normal) - own.begin();
    if (static_cast<std::size_t>(found) == own.size()) {
        if (own.size() == most_texts) return std::nullopt;
        own.emplace_back(normal);
    }
    return static_cast<std::int64_t>(base_.dictionary.size()) + found;
}

/// By the plan's key field, by their own keys or by their number. False where two are called alike.
bool RecordBorder::call_items(const Given& given, RecordFacts& made) const {
    auto begin = facts_.size() + lists_.size();
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        if (given[i] == nullptr) continue;
        const auto first = made.keys.size();
        for (std::size_t item = 0; item < given[i]->items.size(); ++item) {
            auto key = key_of(given[i]->items[item], item, i, begin, made);
            begin += lists_[i].fields.size();
            if (!key || made.keys.size() == most_keys) return false;
            const auto& keys = made.keys;
            const auto from = keys.begin() + static_cast<std::ptrdiff_t>(first);
            if (!key->empty() && std::find(from, keys.end(), *key) != keys.end()) return false;
            made.keys.push_back(std::move(*key));
        }
    }
    return true;
}

std::optional<std::string> RecordBorder::key_of(const Item& item, std::size_t number,
                                                std::size_t list, std::size_t begin,
                                                const RecordFacts& made) const {
    auto own = item.key.empty() ? std::to_string(number + 1) : taken(item.key);
    const auto field = lists_[list].key;
    if (!own || field == 0) return own;
    const auto& column = schema_.columns[schema_.lists[list].key.index];
    const auto value = made.numbers[begin + field - 1];
    if (column.type == Type::text) return std::string(text(made, value));
    return written_value(column, value, base_.dictionary);
}

// --- from columns ---

bool RecordBorder::has_defaults(const FactColumns& facts) const {
    return std::all_of(schema_.params.begin(), schema_.params.end(), [&](ColumnId id) {
        const auto value = facts.columns[id.index].values.front();
        const auto own = base_.columns[id.index].values.front();
        if (schema_.columns[id.index].type != Type::text) return value == own;
        return facts.dictionary.text(static_cast<std::int64_t>(value)) ==
               base_.dictionary.text(static_cast<std::int64_t>(own));
    });
}

std::optional<RecordFacts> RecordBorder::row_of(const FactColumns& facts, std::size_t row) const {
    if (!has_defaults(facts)) return std::nullopt;
    RecordFacts made;
    made.id = facts.ids[row];
    made.period = facts.period;
    bool fits = true;
    const auto take = [&](ColumnId id, const Input& input, std::size_t at) {
        const auto& column = facts.columns[id.index];
        const bool known = column.known.empty() || column.known[at] != 0;
        std::optional<std::int64_t> number = input.stand_in;
        if (known) number = static_cast<std::int64_t>(column.values[at]);
        if (known && schema_.columns[id.index].type == Type::text)
            number = code_of(facts.dictionary.text(*number), made);
        fits = fits && number;
        made.numbers.push_back(number.value_or(0));
        made.known.push_back(known ? 1 : 0);
    };
    for (std::size_t i = 0; i < facts_.size(); ++i) take(schema_.facts[i], facts_[i], row);
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        made.numbers.push_back(facts.offsets[i][row + 1] - facts.offsets[i][row]);
        made.known.push_back(1);
    }
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        for (auto item = facts.offsets[i][row]; item < facts.offsets[i][row + 1]; ++item) {
            for (std::size_t field = 0; field < lists_[i].fields.size(); ++field)
                take(schema_.lists[i].fields[field], lists_[i].fields[field], item);
            made.keys.push_back(facts.item_keys[i][item]);
        }
    }
    if (!fits) return std::nullopt;
    return made;
}

// --- what was read ---

std::string_view RecordBorder::text(const RecordFacts& facts, std::int64_t code) const {
    const auto at = static_cast<std::size_t>(code);
    const auto known = base_.dictionary.size();
    return at < known ? base_.dictionary.text(code) : std::string_view(facts.texts[at - known]);
}

std::size_t RecordBorder::items(const RecordFacts& facts, ListId list) const {
    return static_cast<std::size_t>(facts.numbers[facts_.size() + list.index]);
}

std::size_t RecordBorder::begin(const RecordFacts& facts, ListId list) const {
    auto at = facts_.size() + lists_.size();
    for (std::uint32_t i = 0; i < list.index; ++i)
        at += items(facts, ListId{i}) * lists_[i].fields.size();
    return at;
}

std::string RecordBorder::key(const RecordFacts& facts, ListId list, std::size_t item) const {
    if (facts.keys.empty()) return std::to_string(item + 1);
    for (std::uint32_t i = 0; i < list.index; ++i) item += items(facts, ListId{i});
    return facts.keys[item];
}

FactColumns RecordBorder::columns(const RecordFacts& facts) const {
    FactColumns made = base_;
    made.nameless = 0;
    made.ids = {facts.id};
    made.period = facts.period;
    made.source_rows = {0};
    for (const auto& text : facts.texts) made.dictionary.code(text);
    const auto push = [&](ColumnId id, std::size_t at) {
        auto& column = made.columns[id.index];
        column.values.push_back(facts.numbers[at]);
        if (schema_.columns[id.index].optional)
            column.known.push_back(facts.known.empty() ? 1 : facts.known[at]);
    };
    for (std::size_t i = 0; i < schema_.facts.size(); ++i) push(schema_.facts[i], i);
    for (std::uint32_t i = 0; i < schema_.lists.size(); ++i) {
        const ListId list{i};
        const auto count = items(facts, list);
        auto at = begin(facts, list);
        for (std::size_t item = 0; item < count; ++item) {
            for (const auto field : schema_.lists[i].fields) push(field, at++);
            made.item_keys[i].push_back(key(facts, list, item));
        }
        made.offsets[i] = {0, static_cast<std::uint32_t>(count)};
    }
    return made;
}

}  // namespace meritum::value
