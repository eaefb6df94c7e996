// What C++ takes for the same as Python: a library that bench/python/tables.py loads. In: Arrow's
// own structs as Python holds them. Out: seconds, and answers that were checked; the workload's
// columns and plan for Python to begin with. Nothing of bindings/ is in it.
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/arrow.hpp"
#include "workload/oracle.hpp"
#include "workload/plan_text.hpp"
#include "workload/quarter.hpp"

namespace meritum::bench {
namespace {

const Plan& plan() {
    static const Plan made = [] {
        const auto compiled = Plan::compile(plan_text(1), "workload.merit");
        if (!compiled) {
            std::cerr << compiled.diagnostics.to_string();
            std::exit(1);
        }
        return *compiled.plan;
    }();
    return made;
}

const Quarter& quarter(std::size_t people) {
    static std::map<std::size_t, Quarter> made;
    return made.try_emplace(people, people).first->second;
}

double seconds_since(std::chrono::steady_clock::time_point began) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// Words of a dictionary of utf8.
std::vector<std::string_view> words_of(const ArrowArray& dictionary) {
    const auto* offsets = static_cast<const std::int32_t*>(dictionary.buffers[1]);
    const auto* bytes = static_cast<const char*>(dictionary.buffers[2]);
    std::vector<std::string_view> words;
    for (std::int64_t i = 0; i < dictionary.length; ++i)
        words.emplace_back(bytes + offsets[i],
                           static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
    return words;
}

/// As tables.py makes them: no offsets, no missing values.
ColumnView column_of(const ArrowSchema& schema, const ArrowArray& array,
                     std::map<std::string, std::vector<std::string_view>>& words) {
    const std::string_view format = schema.format;
    const auto rows = static_cast<std::size_t>(array.length);
    if (format.starts_with("d:")) {
        const int scale = std::atoi(schema.format + format.find(',') + 1);
        return ColumnView::wide_integers(array.buffers[1], rows, scale);
    }
    ColumnView view;
    view.values = array.buffers[1];
    view.rows = rows;
    view.bytes = format == "c" ? 1 : format == "s" ? 2 : format == "i" ? 4 : 8;
    if (schema.dictionary != nullptr) {
        view.layout = ColumnView::Layout::texts;
        view.dictionary = words[schema.name] = words_of(*array.dictionary);
    }
    return view;
}

}  // namespace
}  // namespace meritum::bench

extern "C" {

const char* columnar_plan() {
    static const std::string text = meritum::bench::plan_text(1);
    return text.c_str();
}

/// A column of so many people: its data, how many values it has, bytes of one.
std::int64_t columnar_column(const char* name, std::int64_t people, const void** data, int* bytes) {
    const auto& all = meritum::bench::quarter(static_cast<std::size_t>(people));
    const auto give = [&](const auto& column) {
        *data = column.data();
        *bytes = sizeof column[0];
        return static_cast<std::int64_t>(column.size());
    };
    const std::string_view word = name;
    if (word == "sales") return give(all.sales);
    if (word == "target") return give(all.target);
    if (word == "offsets") return give(all.offsets);
    if (word == "contracts") return give(all.contracts);
    if (word == "satisfaction") return give(all.satisfaction);
    if (word == "new_customers") return give(all.new_customers);
    if (word == "complaints") return give(all.complaints);
    if (word == "violations") return give(all.violations);
    if (word == "training_hours") return give(all.training_hours);
    if (word == "teamwork") return give(all.teamwork);
    if (word == "absence_days") return give(all.absence_days);
    if (word == "region") return give(all.region);
    if (word == "level") return give(all.level);
    return 0;
}

/// Tenths of points that the oracle says, by row.
void columnar_answers(std::int64_t people, std::int64_t* scores) {
    const auto count = static_cast<std::size_t>(people);
    const auto& all = meritum::bench::answers(meritum::bench::quarter(count), count, 1);
    for (std::size_t row = 0; row < count; ++row) scores[row] = all[row].score;
}

/// Seconds of Plan::score_table on a record batch; how many answers are wrong.
double columnar_score(const ArrowSchema* schema, const ArrowArray* array, unsigned threads,
                      std::int64_t* wrong) {
    using namespace meritum;
    FactTable table;
    table.participants = static_cast<std::size_t>(array->length);
    std::map<std::string, std::vector<std::string_view>> words;
    for (std::int64_t i = 0; i < schema->n_children; ++i) {
        const auto& field = *schema->children[i];
        const auto& column = *array->children[i];
        if (std::string_view(field.name) == "id") continue;
        if (std::string_view(field.format) != "+l") {
            table.columns.push_back({field.name, bench::column_of(field, column, words)});
            continue;
        }
        const auto& item = *field.children[0]->children[0];
        table.lists.push_back(
            {field.name,
             {static_cast<const std::int32_t*>(column.buffers[1]), table.participants + 1},
             {{item.name, bench::column_of(item, *column.children[0]->children[0], words)}}});
    }
    TableOptions options;
    options.threads = threads;
    const auto began = std::chrono::steady_clock::now();
    const auto results = bench::plan().score_table(table, options);
    const double took = bench::seconds_since(began);
    if (wrong != nullptr) {
        const auto people = table.participants;
        *wrong = static_cast<std::int64_t>(
            bench::wrong(results, bench::answers(bench::quarter(people), people, 1)));
    }
    return took;
}

/// Seconds of Plan::score on each of the first so many, whose Facts are ready.
double columnar_records(std::int64_t people, std::int64_t first, int lines) {
    using namespace meritum;
    std::vector<Facts> facts;
    for (std::int64_t row = 0; row < first; ++row) {
        facts.push_back(
            bench::quarter(static_cast<std::size_t>(people)).facts(static_cast<std::size_t>(row)));
    }
    ScoreOptions options;
    options.keep = lines != 0 ? Keep::lines : Keep::results;
    std::size_t bytes = 0;
    const auto began = std::chrono::steady_clock::now();
    for (const auto& one : facts) bytes += bench::plan().score(one, options).grade().size();
    const double took = bench::seconds_since(began);
    return bytes == 0 ? 0 : took;
}

}  // extern "C"
