// See arrowed.hpp.
#include "agreement/arrowed.hpp"

#include <algorithm>
#include <map>
#include <variant>

#include "io/arrow_arrays.hpp"
#include "io/arrow_shown.hpp"
#include "meritum/meritum.hpp"
#include "number/rational.hpp"

namespace meritum::agreement {
namespace {

using io::OutColumn;
using number::Int128;

/// A column's values before they have a layout.
using Values = std::vector<FactValue>;

int scale_of(const Values& values) {
    int scale = 0;
    for (const auto& value : values) {
        if (const auto* number = std::get_if<Decimal>(&value.get()))
            scale = std::max(scale, static_cast<int>(number->scale()));
    }
    return scale;
}

template <class T>
OutColumn as(const std::string& format, const std::vector<Int128>& numbers) {
    std::vector<T> narrow;
    for (const auto number : numbers) narrow.push_back(static_cast<T>(number));
    return io::made<T>(format, std::move(narrow));
}

bool all_within(const std::vector<Int128>& numbers, Int128 low, Int128 high) {
    return std::all_of(numbers.begin(), numbers.end(),
                       [&](Int128 number) { return number >= low && number <= high; });
}

OutColumn numbers_of(const Values& values, Random& random) {
    const int scale = scale_of(values);
    std::vector<Int128> numbers;
    for (const auto& value : values) {
        const auto* number = std::get_if<Decimal>(&value.get());
        Int128 steps = number == nullptr ? 0 : number::coefficient(*number);
        for (int s = number == nullptr ? scale : static_cast<int>(number->scale()); s < scale; ++s)
            steps *= 10;
        numbers.push_back(steps);
    }
    const auto places = "," + std::to_string(scale);
    const bool is_narrow = all_within(numbers, -(Int128{1} << 62), Int128{1} << 62);
    if (scale == 0 && random.chance(60)) {
        if (all_within(numbers, -128, 127) && random.chance(50))
            return as<std::int8_t>("c", numbers);
        if (all_within(numbers, 0, 255) && random.chance(50)) return as<std::uint8_t>("C", numbers);
        if (all_within(numbers, 0, 65535) && random.chance(50))
            return as<std::uint16_t>("S", numbers);
        if (is_narrow && random.chance(50)) return as<std::int64_t>("l", numbers);
        if (is_narrow && all_within(numbers, 0, Int128{1} << 62))
            return as<std::uint64_t>("L", numbers);
    }
    if (is_narrow && random.chance(40)) return as<std::int64_t>("d:18" + places + ",64", numbers);
    if (random.chance(60)) return io::made("d:38" + places, std::move(numbers));
    std::vector<Int128> wide;
    for (const auto number : numbers) {
        wide.push_back(number);
        wide.push_back(number < 0 ? -1 : 0);
    }
    auto column = io::made("d:76" + places + ",256", std::move(wide));
    column.rows = static_cast<std::int64_t>(values.size());
    return column;
}

OutColumn dates_of(const Values& values, Random& random) {
    std::vector<Int128> days;
    for (const auto& value : values) {
        const auto* date = std::get_if<Date>(&value.get());
        days.push_back(date == nullptr ? 0 : date->days());
    }
    if (random.chance(50)) return as<std::int32_t>("tdD", days);
    for (auto& day : days) day *= 86'400'000;
    return as<std::int64_t>(random.chance(50) ? "tdm" : "tsm:", days);
}

OutColumn texts_of(const Values& values, Random& random) {
    std::vector<std::string> texts;
    std::vector<std::string> dictionary = {"nobody has this"};
    std::vector<Int128> places;
    for (const auto& value : values) {
        const auto* text = std::get_if<std::string>(&value.get());
        texts.push_back(text == nullptr ? "" : *text);
        const auto found = std::find(dictionary.begin(), dictionary.end(), texts.back());
        places.push_back(found - dictionary.begin());
        if (found == dictionary.end()) dictionary.push_back(texts.back());
    }
    if (random.chance(30)) return io::made_texts(texts);
    if (random.chance(30)) return io::made_text_views(texts);
    if (random.chance(30)) return io::texts("", {texts.begin(), texts.end()});
    auto column =
        random.chance(50) ? as<std::uint32_t>("I", places) : as<std::int16_t>("s", places);
    column.dictionary.push_back(io::made_texts(dictionary));
    return column;
}

OutColumn column_of(FactType type, const Values& values, Random& random) {
    OutColumn column;
    switch (type) {
        case FactType::boolean: {
            std::vector<bool> truths;
            for (const auto& value : values) {
                const auto* truth = std::get_if<bool>(&value.get());
                truths.push_back(truth != nullptr && *truth);
            }
            column = io::made_bools(truths);
            break;
        }
        case FactType::date: column = dates_of(values, random); break;
        case FactType::text:
        case FactType::choice: column = texts_of(values, random); break;
        default: column = numbers_of(values, random); break;
    }
    std::vector<bool> there;
    for (const auto& value : values) there.push_back(!value.is_missing());
    const bool all = std::find(there.begin(), there.end(), false) == there.end();
    return all && random.chance(70) ? column : io::with_nulls(std::move(column), there);
}

FactValue value_of(const std::vector<Fact>& values, const std::vector<std::string>& names) {
    for (const auto& value : values) {
        if (std::find(names.begin(), names.end(), value.name) != names.end()) return value.value;
    }
    return {};
}

using People = std::vector<Facts>;

const List* list_of(const Facts& facts, const ListDescription& list) {
    for (const auto& one : facts.lists) {
        if (std::find(list.names.begin(), list.names.end(), one.name) != list.names.end())
            return &one;
    }
    return nullptr;
}

/// The fields of all items, one participant's behind the other's.
std::vector<OutColumn> fields_of(const People& people, const ListDescription& list,
                                 std::vector<std::int64_t>& offsets, Random& random) {
    offsets = {0};
    for (const auto& one : people) {
        const auto* own = list_of(one, list);
        const auto many = own == nullptr ? 0 : own->items.size();
        offsets.push_back(offsets.back() + static_cast<std::int64_t>(many));
    }
    std::vector<OutColumn> columns;
    for (const auto& field : list.fields) {
        Values values;
        for (const auto& one : people) {
            const auto* own = list_of(one, list);
            if (own == nullptr) continue;
            for (const auto& item : own->items)
                values.push_back(value_of(item.fields, field.names));
        }
        columns.push_back(io::named(field.names.back(), column_of(field.type, values, random)));
    }
    return columns;
}

OutColumn list_column(const People& people, const ListDescription& list, Random& random) {
    std::vector<std::int64_t> offsets;
    auto items = io::made_structs(fields_of(people, list, offsets, random));
    OutColumn column;
    if (random.chance(50)) {
        const std::vector<std::int32_t> narrow(offsets.begin(), offsets.end());
        column = io::made_lists("+l", narrow, std::move(items));
    } else {
        column = io::made_lists("+L", offsets, std::move(items));
    }
    return io::named(list.names.back(), std::move(column));
}

std::vector<OutColumn> columns_of(const People& people, const Description& plan,
                                  const std::vector<bool>& apart, Random& random) {
    std::vector<std::string> ids;
    for (const auto& one : people) ids.push_back(one.id);
    std::vector<OutColumn> columns = {io::named("id", io::made_texts(ids))};
    for (const auto& fact : plan.facts) {
        Values values;
        for (const auto& one : people) values.push_back(value_of(one.values, fact.names));
        columns.push_back(io::named(fact.names.back(), column_of(fact.type, values, random)));
    }
    for (std::size_t i = 0; i < plan.lists.size(); ++i) {
        if (!apart[i]) columns.push_back(list_column(people, plan.lists[i], random));
    }
    return columns;
}

std::vector<OutColumn> item_table(const People& people, const ListDescription& list,
                                  Random& random) {
    std::vector<std::int64_t> offsets;
    auto columns = fields_of(people, list, offsets, random);
    std::vector<std::string> owners;
    for (std::size_t i = 0; i < people.size(); ++i) {
        for (auto item = offsets[i]; item < offsets[i + 1]; ++item) owners.push_back(people[i].id);
    }
    columns.push_back(io::named("participant", io::made_texts(owners)));
    return columns;
}

std::string said(const Outcome& outcome) {
    if (const auto* number = std::get_if<Decimal>(&outcome.value)) return number->to_string();
    if (const auto* text = std::get_if<std::string>(&outcome.value)) return *text;
    if (const auto* truth = std::get_if<bool>(&outcome.value)) return *truth ? "yes" : "no";
    if (const auto* date = std::get_if<Date>(&outcome.value)) return date->to_string();
    return "-";
}

std::string row_of(const Scorecard& card, bool grades) {
    std::string text = card.id();
    for (const auto& total : card.totals())
        text += " " + (total.value ? total.value->to_string() : "-");
    if (grades) text += " " + (card.grade().empty() ? "-" : card.grade());
    for (const auto& outcome : card.outcomes()) text += " " + said(outcome);
    return text;
}

/// Columns of the same people all begin somewhere in their arrays.
std::vector<OutColumn> rows_of(const std::vector<OutColumn>& columns, std::size_t first,
                               std::size_t rows) {
    auto made = columns;
    for (auto& column : made) {
        column = io::cut(std::move(column), static_cast<std::int64_t>(first),
                         static_cast<std::int64_t>(rows));
    }
    return made;
}

}  // namespace

std::optional<std::string> difference_arrowed(const Plan& plan, const Results& cards,
                                              const Params& params, Random& random) {
    People people;
    for (const auto& card : cards.cards) people.push_back(card.facts());
    const auto description = plan.describe();
    for (const auto& fact : description.facts) {
        if (fact.name == "id") return std::nullopt;
    }
    std::vector<bool> apart;
    for (const auto& list : description.lists) {
        bool has_owner = false;
        for (const auto& field : list.fields) has_owner = has_owner || field.name == "participant";
        apart.push_back(!has_owner && random.chance(40));
    }
    const auto columns = columns_of(people, description, apart, random);
    const auto half = people.size() / 2;
    auto stream = random.chance(50) ? io::stream_of({columns})
                                    : io::stream_of({rows_of(columns, 0, half),
                                                     rows_of(columns, half, people.size() - half)});
    std::vector<ArrowArrayStream> items(description.lists.size());
    std::vector<ArrowList> lists;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!apart[i]) continue;
        items[i] = io::stream_of({item_table(people, description.lists[i], random)});
        lists.push_back({description.lists[i].name, &items[i]});
    }
    ArrowOptions options;
    options.table.params = params;
    std::string rows;
    try {
        const auto scores = score_arrow(plan, stream, lists, options);
        ArrowArrayStream out;
        scores.errors(out);
        const auto errors = io::shown(out);
        if (errors.find('\n') != std::string::npos) return "refused: " + errors;
        scores.results(out);
        rows = io::shown(out);
    } catch (const Error& error) {
        const std::string what = error.what();
        if (what.find("use score_all") != std::string::npos) return std::nullopt;
        return what;
    }
    std::string expected;
    for (const auto& card : cards.cards)
        expected += "\n" + row_of(card, !description.grades.empty());
    rows.erase(0, rows.find('\n'));
    for (auto at = rows.find("\n="); at != std::string::npos; at = rows.find("\n="))
        rows.erase(at, 2);
    return rows == expected ? "" : "as Arrow:" + rows + "\nnot" + expected;
}

}  // namespace meritum::agreement
