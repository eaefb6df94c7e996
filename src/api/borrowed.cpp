// See borrowed.hpp.
#include "api/borrowed.hpp"

#include <algorithm>
#include <limits>

#include "api/period.hpp"
#include "base/limits.hpp"
#include "simd/kernels.hpp"
#include "value/fact_errors.hpp"

namespace meritum {
namespace {

using value::ColumnSchema;
using value::Type;

bool fits(const ColumnSchema& column, const ColumnView& view) {
    const bool width = view.bytes == 1 || view.bytes == 2 || view.bytes == 4 || view.bytes == 8;
    if (view.rows > 0 && view.values == nullptr) return false;
    switch (column.type) {
        case Type::number:
            return view.layout == ColumnView::Layout::integers && (width || view.bytes == 16) &&
                   view.scale >= 0 && view.scale <= 18;
        case Type::date:
            return view.layout == ColumnView::Layout::integers && width && view.scale == 0;
        case Type::boolean: return view.layout == ColumnView::Layout::booleans;
        case Type::text:
        case Type::choice: return view.layout == ColumnView::Layout::texts && width;
    }
    return false;
}

std::string layout_of(const ColumnSchema& column) {
    switch (column.type) {
        case Type::number:
            return "number: integers of 1, 2, 4, 8 or 16 bytes with a scale of 0 to 18";
        case Type::date: return "date: integers, days since 1970-01-01";
        case Type::boolean: return "boolean: bits";
        case Type::text:
        case Type::choice: break;
    }
    return "text: places in a dictionary";
}

}  // namespace

Borrowed::Borrowed(const value::Schema& schema, const FactTable& table, value::FactColumns& facts)
    : schema_(schema), table_(table), facts_(facts), source_(schema, facts.dictionary) {
    facts.nameless = table.participants;
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
        if (!column.optional && !column.default_value) problem(list, column.name, "is not there");
        return source_.add(id, nullptr);
    }
    if (!fits(column, found->column)) {
        problem(list, found->name, "is laid out as no " + layout_of(column));
    } else if (list.empty() ? found->column.rows != rows : found->column.rows < first + rows) {
        problem(list, found->name,
                "has " + std::to_string(found->column.rows) + " rows, not " +
                    std::to_string(first + rows));
    } else {
        source_.add(id, &moved(found->column, first));
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
                "needs one offset more than participants, from 0 on and never descending");
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
