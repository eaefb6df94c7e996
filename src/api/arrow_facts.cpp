// See arrow_facts.hpp.
#include "api/arrow_facts.hpp"

#include <algorithm>
#include <memory>

#include "api/period.hpp"
#include "io/text_index.hpp"
#include "value/fact_errors.hpp"

namespace meritum {
namespace {

constexpr std::uint32_t nobody = 0xFFFFFFFF;

}  // namespace

FactTable ArrowFacts::table(std::size_t first_batch, std::size_t batches) {
    FactTable made;
    for (std::size_t i = first_batch; i < first_batch + batches; ++i)
        made.participants += people_.rows(i);
    for (std::size_t i = 0; i < people_.columns(); ++i) {
        told(value::quoted_name(people_.name(i)), [&] { take(made, i, first_batch, batches); });
    }
    for (const auto& list : lists_) {
        const auto name = value::quoted_name(list.name);
        told(name, [&] {
            const auto* schema = find_list(list.name);
            if (schema == nullptr) {
                std::vector<std::string> known;
                for (const auto& one : schema_.lists)
                    known.insert(known.end(), one.names.begin(), one.names.end());
                throw io::ArrowProblem("is no list of the plan" +
                                       value::did_you_mean(list.name, known));
            }
            made.lists.push_back(list_of(*schema, list));
        });
    }
    if (problems_.empty()) return made;
    std::string text = "the table does not fit the plan:";
    for (const auto& problem : problems_) text += "\n  " + problem;
    refuse(text);
}

/// Remembers what is wrong, and goes on.
template <class Work>
void ArrowFacts::told(const std::string& subject, const Work& work) {
    try {
        work();
    } catch (const io::ArrowProblem& problem) {
        problems_.push_back(subject + " " + problem.what());
    }
}

/// What the plan does not know has a name and no values: it is told, and nothing else.
void ArrowFacts::take(FactTable& table, std::size_t column, std::size_t first_batch,
                      std::size_t batches) {
    const auto name = people_.name(column);
    if (const auto* fact = find_fact(schema_.facts, name)) {
        const auto given = people_.column(column, first_batch, batches);
        table.columns.push_back({name, columns_.view(given, fact->type)});
    } else if (const auto* list = find_list(name)) {
        if (is_table(*list))
            throw io::ArrowProblem("is a column of lists and a table of its own: give one of them");
        table.lists.push_back(list_of(*list, people_.column(column, first_batch, batches)));
    } else if (name != options_.id && name != options_.period) {
        table.columns.push_back({name, {}});
    }
}

ListView ArrowFacts::list_of(const value::ListSchema& schema, const io::ArrowColumn& column) {
    const auto items = columns_.items(column);
    ListView made;
    made.name = column.name;
    made.offsets = items.offsets;
    if (items.structs.schema == nullptr) return made;  // nobody has items
    for (std::size_t i = 0; i < static_cast<std::size_t>(items.structs.schema->n_children); ++i)
        made.fields.push_back(field_of(schema, io::field(items.structs, i), items.order));
    return made;
}

NamedColumn ArrowFacts::field_of(const value::ListSchema& schema, const io::ArrowColumn& field,
                                 std::span<const std::uint32_t> order) {
    const auto* known = find_fact(schema.fields, field.name);
    if (known == nullptr) return {field.name, {}};
    NamedColumn made{field.name, {}};
    try {
        made.column = columns_.view(field, known->type);
    } catch (const io::ArrowProblem& problem) {
        throw io::ArrowProblem("has a field " + value::quoted_name(field.name) + " that " +
                               problem.what());
    }
    if (!order.empty()) made.column = columns_.ordered(made.column, order);
    return made;
}

/// Brings items to their owners; each keeps the order its items came in.
ListView ArrowFacts::list_of(const value::ListSchema& schema, const ArrowItemTable& list) {
    const auto owners = owners_of(list);
    const auto participants = people_.rows();
    auto* const offsets = columns_.room<std::int32_t>(participants + 1);
    for (const auto owner : owners) {
        if (owner != nobody) ++offsets[owner + 1];
    }
    for (std::size_t i = 0; i < participants; ++i) offsets[i + 1] += offsets[i];
    std::vector<std::uint32_t> order(static_cast<std::size_t>(offsets[participants]));
    std::vector<std::int32_t> next(offsets, offsets + participants);
    bool is_sorted = order.size() == owners.size();
    for (std::uint32_t item = 0; item < owners.size(); ++item) {
        if (owners[item] == nobody) continue;
        const auto place = static_cast<std::uint32_t>(next[owners[item]]++);
        order[place] = item;
        is_sorted = is_sorted && place == item;
    }
    ListView made;
    made.name = list.name;
    made.offsets = {offsets, participants + 1};
    for (std::size_t i = 0; i < list.items->columns(); ++i) {
        const auto name = list.items->name(i);
        const bool is_field = find_fact(schema.fields, name) != nullptr;
        if (name == options_.owner && !is_field) continue;
        if (!is_field) {
            made.fields.push_back({name, {}});
            continue;
        }
        const auto given = list.items->column(i, 0, list.items->batches());
        auto field = field_of(schema, given, {});
        if (!is_sorted) field.column = columns_.ordered(field.column, order);
        made.fields.push_back(std::move(field));
    }
    return made;
}

/// The participant's row for each item.
std::vector<std::uint32_t> ArrowFacts::owners_of(const ArrowItemTable& list) {
    const auto& items = *list.items;
    const auto column = items.find(options_.owner);
    if (column == items.columns()) {
        throw io::ArrowProblem("is a table without the column " +
                               value::quoted_name(options_.owner) + " that says whose an item is");
    }
    std::vector<std::uint32_t> owners(items.rows(), nobody);
    if (owners.size() > 0x7FFFFFFF) throw io::ArrowProblem("has more than 2^31 items");
    const auto& ids = people_by_id();
    const auto given = items.column(column, 0, items.batches());
    try {
        io::for_each_id(given, [&](std::size_t row, const std::string_view* id) {
            const auto at =
                id == nullptr ? io::TextIndex::none : ids.find(*id, io::TextIndex::hash(*id));
            if (at != io::TextIndex::none) {
                owners[row] = rows_by_id_[at];
            } else {
                strays_.emplace_back(list.name, id == nullptr ? "" : std::string(*id));
            }
        });
    } catch (const io::ArrowProblem& problem) {
        throw io::ArrowProblem("is a table whose column " + value::quoted_name(options_.owner) +
                               " " + problem.what());
    }
    return owners;
}

const io::TextIndex& ArrowFacts::people_by_id() {
    if (ids_ != nullptr) return *ids_;
    const auto subject =
        "needs ids of participants: their column " + value::quoted_name(options_.id) + " ";
    const auto column = people_.find(options_.id);
    if (column == people_.columns()) throw io::ArrowProblem(subject + "is not there");
    auto ids = std::make_unique<io::TextIndex>();
    std::vector<std::uint32_t> rows;
    const auto given = people_.column(column, 0, people_.batches());
    try {
        io::for_each_id(given, [&](std::size_t row, const std::string_view* id) {
            if (id == nullptr) throw io::ArrowProblem("has none in row " + std::to_string(row));
            ids->add(*id, io::TextIndex::hash(*id));  // none is there twice: require_single_ids
            rows.push_back(static_cast<std::uint32_t>(row));
        });
    } catch (const io::ArrowProblem& problem) {
        throw io::ArrowProblem(subject + problem.what());
    }
    rows_by_id_ = std::move(rows);
    ids_ = std::move(ids);
    return *ids_;
}

const value::ListSchema* ArrowFacts::find_list(std::string_view name) const {
    for (const auto& list : schema_.lists) {
        if (is_one_of(list.names, name)) return &list;
    }
    return nullptr;
}

const value::ColumnSchema* ArrowFacts::find_fact(const std::vector<ColumnId>& among,
                                                 std::string_view name) const {
    for (const auto id : among) {
        if (is_one_of(schema_.columns[id.index].names, name)) return &schema_.columns[id.index];
    }
    return nullptr;
}

bool ArrowFacts::is_table(const value::ListSchema& list) const {
    return std::any_of(lists_.begin(), lists_.end(),
                       [&](const auto& one) { return is_one_of(list.names, one.name); });
}

}  // namespace meritum
