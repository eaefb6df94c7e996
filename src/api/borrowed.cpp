// See borrowed.hpp.
#include "api/borrowed.hpp"

#include <algorithm>
#include <limits>

#include "api/period.hpp"
#include "base/limits.hpp"
#include "base/spelling.hpp"
#include "simd/kernels.hpp"
#include "value/fact_errors.hpp"

namespace meritum {
namespace {

using value::ColumnSchema;
using value::Type;

std::string name_of(ColumnView::Layout layout) {
    switch (layout) {
        case ColumnView::Layout::integers: return "integers";
        case ColumnView::Layout::booleans: return "booleans";
        case ColumnView::Layout::texts: break;
    }
    return "texts";
}

ColumnView::Layout layout_of(Type type) {
    switch (type) {
        case Type::number:
        case Type::date: return ColumnView::Layout::integers;
        case Type::boolean: return ColumnView::Layout::booleans;
        case Type::text:
        case Type::choice: break;
    }
    return ColumnView::Layout::texts;
}

std::string type_name(Type type) {
    switch (type) {
        case Type::number: return "a number";
        case Type::date: return "a date, days since 1970-01-01";
        case Type::boolean: return "yes or no";
        case Type::text: return "a text";
        case Type::choice: break;
    }
    return "one of the plan's choices";
}

/// Why the view cannot be the plan's column; empty: it can.
std::string misfit(const ColumnSchema& column, const ColumnView& view) {
    if (view.rows > 0 && view.values == nullptr) return "has rows, but its values are null";
    const auto layout = layout_of(column.type);
    if (view.layout != layout) {
        return "holds " + name_of(view.layout) + ", but is " + type_name(column.type) + ": give " +
               name_of(layout);
    }
    if (layout == ColumnView::Layout::booleans) return {};
    const bool number = column.type == Type::number;
    const bool narrow = view.bytes == 1 || view.bytes == 2 || view.bytes == 4 || view.bytes == 8;
    if (!narrow && !(number && view.bytes == 16)) {
        return "has values of " + std::to_string(view.bytes) + " bytes, but " +
               type_name(column.type) + " has 1, 2, 4" + (number ? ", 8 or 16" : " or 8");
    }
    if (number && (view.scale < 0 || view.scale > 18))
        return "has a scale of " + std::to_string(view.scale) + ", but 0 to 18 decimal places go";
    if (column.type == Type::date && view.scale != 0)
        return "has a scale of " + std::to_string(view.scale) + ", but days have none";
    return {};
}

std::vector<std::string> names_of(const std::vector<NamedColumn>& columns) {
    std::vector<std::string> names;
    for (const auto& column : columns) names.push_back(column.name);
    return names;
}

/// "; is `targt` meant for it?" of what is no other fact, or nothing.
std::string meant_by(const std::vector<std::string>& names, const std::vector<NamedColumn>& columns,
                     const std::vector<ColumnSchema>& known) {
    auto given = names_of(columns);
    std::erase_if(given, [&](const auto& name) {
        return std::any_of(known.begin(), known.end(),
                           [&](const auto& column) { return is_one_of(column.names, name); });
    });
    for (const auto& name : names) {
        if (const auto near = nearest_spelling(name, given))
            return "; is " + value::quoted_name(*near) + " meant for it?";
    }
    return "";
}

}  // namespace

Borrowed::Borrowed(const value::Schema& schema, const FactTable& table, value::FactColumns& facts)
    : schema_(schema), table_(table), facts_(facts), source_(schema, facts.dictionary) {
    if (table.participants > limits::participants) {
        problem("", "participants",
                "are " + std::to_string(table.participants) + ", at most " +
                    std::to_string(limits::participants));
        return;
    }
    facts.nameless = table.participants;
    find_unknown();
    for (const auto id : schema.facts) take(id, table.columns, table.participants, 0, "");
    for (std::size_t i = 0; i < schema.lists.size(); ++i) take_list(schema.lists[i], i);
}

void Borrowed::take(ColumnId id, const std::vector<NamedColumn>& columns, std::size_t rows,
                    std::size_t first, const std::string& list) {
    const auto& column = schema_.columns[id.index];
    const NamedColumn* found = nullptr;
    for (const auto& one : columns) {
        if (!is_one_of(column.names, one.name)) continue;
        if (found != nullptr) problem(list, one.name, "is there twice");
        found = &one;
    }
    if (found == nullptr) {
        const bool needed = !column.optional && !column.default_value;
        const bool has_rows = list.empty() || rows > 0;  // of no items no field is missing
        if (needed && has_rows)
            problem(list, column.name,
                    "is not there" + meant_by(column.names, columns, schema_.columns));
        return source_.add(id, nullptr);
    }
    if (const auto why = misfit(column, found->column); !why.empty()) {
        problem(list, found->name, why);
    } else if (list.empty() ? found->column.rows != rows : found->column.rows < first + rows) {
        problem(list, found->name,
                "has " + std::to_string(found->column.rows) + " rows, not " +
                    std::to_string(first + rows));
    } else {
        source_.add(id, &moved(found->column, first));
    }
}

void Borrowed::find_unknown() {
    auto given = names_of(table_.columns);
    for (const auto& list : table_.lists) given.push_back(list.name);
    find_unknown("", given, schema_.facts, schema_.lists);
}

/// What the plan does not know is left alone, but told. If it is nearly a name of what may be left
/// out and is, it is rather a slip, which would go unnoticed: everybody would have the default.
void Borrowed::find_unknown(const std::string& list, const std::vector<std::string>& given,
                            const std::vector<ColumnId>& facts,
                            const std::vector<value::ListSchema>& lists) {
    std::vector<std::string> known, left_out;
    const auto add = [&](const std::vector<std::string>& names, bool may_be_left_out) {
        known.insert(known.end(), names.begin(), names.end());
        const bool there = std::any_of(given.begin(), given.end(),
                                       [&](const auto& one) { return is_one_of(names, one); });
        if (!there && may_be_left_out) left_out.insert(left_out.end(), names.begin(), names.end());
    };
    for (const auto id : facts) {
        const auto& column = schema_.columns[id.index];
        add(column.names, column.optional || column.default_value);
    }
    for (const auto& one : lists) add(one.names, true);
    for (const auto& name : given) {
        if (is_one_of(known, name)) continue;
        const auto full = list.empty() ? name : list + "." + name;
        if (const auto meant = nearest_spelling(name, left_out)) {
            problem("", full,
                    "is not in the plan; is it meant for " + value::quoted_name(*meant) +
                        ", which is not there?");
            continue;
        }
        notices_.push_back("the plan does not know " + value::quoted_name(full) +
                           value::did_you_mean(name, known));
    }
}

/// From the first row that belongs to anybody.
const ColumnView& Borrowed::moved(ColumnView view, std::size_t first) {
    if (view.layout == ColumnView::Layout::booleans) {
        view.offset += first;
    } else {
        view.values = static_cast<const std::byte*>(view.values) + first * view.bytes;
    }
    view.validity_offset += first;
    return views_.emplace_back(view);
}

void Borrowed::take_list(const value::ListSchema& schema, std::size_t index) {
    auto& offsets = facts_.offsets[index];
    const auto found = std::find_if(table_.lists.begin(), table_.lists.end(), [&](const auto& one) {
        return is_one_of(schema.names, one.name);
    });
    if (found == table_.lists.end()) {
        offsets = std::vector<std::uint32_t>(table_.participants + 1, 0);
        for (const auto field : schema.fields) source_.add(field, nullptr);
        return;
    }
    const auto& given = found->offsets;
    const bool sized = given.size() == table_.participants + 1;
    const auto* first_offset = reinterpret_cast<const std::uint32_t*>(given.data());
    const auto longest = sized ? simd::kernels().longest(first_offset, table_.participants) : 0;
    const bool descends = longest > std::numeric_limits<std::int32_t>::max();
    if (!sized || given.front() < 0 || descends) {
        offsets = std::vector<std::uint32_t>(table_.participants + 1, 0);
        problem("", found->name,
                "has " + std::to_string(given.size()) + " offsets" +
                    (sized ? ", but they must not descend, nor be below 0"
                           : ", but needs one more than participants: " +
                                 std::to_string(table_.participants + 1)));
        return;
    }
    const auto first = static_cast<std::size_t>(given.front());
    if (first == 0) {
        offsets = value::Offsets::borrowed(first_offset, given.size());
    } else {
        offsets = value::Offsets();
        for (const auto at : given)
            offsets.push_back(static_cast<std::uint32_t>(at - given.front()));
    }
    if (longest > limits::list_items) tell_too_many(found->name, given);
    find_unknown(found->name, names_of(found->fields), schema.fields, {});
    for (const auto field : schema.fields)
        take(field, found->fields, offsets.back(), first, found->name);
    if (schema.order) check_order(schema, static_cast<std::uint32_t>(index), first);
}

/// The plan takes items in the order of a field, equal ones by their key; columns must have them so
/// already. Values that are wrong are told elsewhere.
void Borrowed::check_order(const value::ListSchema& schema, std::uint32_t index,
                           std::size_t first) {
    const auto& offsets = facts_.offsets[index];
    for (std::size_t owner = 0; owner + 1 < offsets.size(); ++owner) {
        for (auto item = offsets[owner] + 1; item < offsets[owner + 1]; ++item) {
            const auto before = order_of(schema.order, item - 1, item);
            const bool tied = before == 0 && schema.key;
            const auto by_key = tied ? order_of(schema.key, item - 1, item) : 0;
            if (before <= 0 && by_key <= 0) continue;
            const auto& column = schema_.columns[(tied ? schema.key : schema.order).index].name;
            return problem(schema.name, column,
                           "descends in row " + std::to_string(owner) + " (item " +
                               std::to_string(first + item) + ")" +
                               (tied ? ", but the plan takes items of one `" +
                                           schema_.columns[schema.order.index].name +
                                           "` in the order of their key: sort them"
                                     : ", but the plan takes items in its order: sort them"));
        }
    }
}

/// Below 0, 0 or above it, as the first comes before the second.
int Borrowed::order_of(ColumnId column, std::size_t first, std::size_t second) const {
    const auto a = source_.steps(column, first);
    const auto b = source_.steps(column, second);
    if (!a || !b || *a == *b) return 0;
    if (schema_.columns[column.index].type != Type::text) return *a < *b ? -1 : 1;
    const auto text = [&](number::Int128 code) {
        return facts_.dictionary.text(static_cast<std::int64_t>(code));
    };
    return text(*a) < text(*b) ? -1 : 1;
}

void Borrowed::tell_too_many(const std::string& list, std::span<const std::int32_t> offsets) {
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
        const auto items = static_cast<std::size_t>(offsets[i + 1] - offsets[i]);
        if (items <= limits::list_items) continue;
        problem("", list,
                "has " + std::to_string(items) + " items in row " + std::to_string(i) +
                    ", at most " + std::to_string(limits::list_items));
    }
}

void Borrowed::problem(const std::string& list, const std::string& name, const std::string& what) {
    problems_.push_back(value::quoted_name(list.empty() ? name : list + "." + name) + " " + what);
}

}  // namespace meritum
