// A named table of 100,000 rows: what a look-up costs, near the first row and near the last.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "headline/figures.hpp"
#include "measure/alternate.hpp"
#include "measure/ours.hpp"

namespace meritum::bench {
namespace {

constexpr std::int64_t rows = 100'000;
constexpr std::int64_t products = rows / 20;
constexpr std::size_t people = 100'000;

constexpr std::string_view facts =
    "plan ranges\n"
    "fact product text\n"
    "fact sales number 0 .. 1_000_000\n";
constexpr std::string_view table =
    "table rates\n"
    "  by product text, sales number gives rate number\n"
    "  rows from \"rows.csv\"\n"
    "  otherwise gives 0\n"
    "outcome o = rates(product, sales)\n";
constexpr std::string_view no_table = "outcome o = sales\n";

std::int64_t rate(std::int64_t row) { return row % 20 + row / 20 % 7; }

/// Twenty ranges of sales for each product.
std::string file() {
    std::string text = "product,sales,rate\n";
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto low = row % 20 * 1'000;
        text += "P-" + std::to_string(row / 20) + ",from " + std::to_string(low);
        if (row % 20 != 19) text += " below " + std::to_string(low + 1'000);
        text += "," + std::to_string(rate(row)) + "\n";
    }
    return text;
}

/// People who ask for these rows of the table.
struct Asked {
    explicit Asked(const std::vector<std::int64_t>& which) : of(which) {
        for (const auto row : of) {
            product.push_back(static_cast<std::int32_t>(row / 20));
            sales.push_back(static_cast<std::int32_t>(row % 20 * 1'000 + 500));
        }
        for (std::int64_t i = 0; i < products; ++i) names.push_back("P-" + std::to_string(i));
        words.assign(names.begin(), names.end());
    }

    FactTable columns() const {
        FactTable made;
        made.participants = of.size();
        made.columns = {{"product", ColumnView::texts<std::int32_t>(product, words)},
                        {"sales", ColumnView::integers<std::int32_t>(sales)}};
        return made;
    }

    bool answered_by(const Plan& plan) const {
        const auto results = plan.score_table(columns());
        for (std::size_t i = 0; i < of.size(); ++i) {
            if (results.column("o")->decimal(i) != Decimal(rate(of[i]))) return false;
        }
        return true;
    }

    std::vector<std::int64_t> of;
    std::vector<std::int32_t> product, sales;
    std::vector<std::string> names;
    std::vector<std::string_view> words;
};

Asked asked(std::int64_t first, std::int64_t step) {
    std::vector<std::int64_t> which;
    for (std::size_t i = 0; i < people; ++i)
        which.push_back((first + static_cast<std::int64_t>(i) * step) % rows);
    return Asked(which);
}

/// Somewhere among the first or last thousand.
Asked among(std::int64_t first) {
    std::vector<std::int64_t> which;
    for (std::size_t i = 0; i < people; ++i)
        which.push_back(first + static_cast<std::int64_t>(i) * 617 % 1'000);
    return Asked(which);
}

}  // namespace

void table_figures() {
    const auto text = file();
    const double began = now(Time::of_this_thread);
    const auto plan = compile(std::string(facts) + std::string(table), [&](const std::string&) {
        return Resolved{text, {}};
    });
    const double loaded = now(Time::of_this_thread) - began;
    const auto plain = compile(std::string(facts) + std::string(no_table));
    const auto everywhere = asked(0, 61'803), first = among(0), last = among(rows - 1'000);
    for (const auto* one : {&everywhere, &first, &last}) {
        if (one->answered_by(plan)) continue;
        std::cerr << "a table: a wrong answer\n";
        std::exit(1);
    }
    const auto all = everywhere.columns(), begin = first.columns(), end = last.columns();
    const auto timed = alternate({[&] { plan.score_table(all); }, [&] { plain.score_table(all); },
                                  [&] { plan.score_table(begin); }, [&] { plan.score_table(end); }},
                                 up_to(1.5));
    const auto ns = [](double seconds) { return seconds * 1e9 / static_cast<double>(people); };
    figure("table_100000_rows_ns", ns(timed[0].best - timed[1].best), "ns",
           "a look-up by text and range, any rows; less the same without a table");
    figure("table_100000_rows_first_ns", ns(timed[2].best - timed[1].best), "ns",
           "among the first 1,000");
    figure("table_100000_rows_last_ns", ns(timed[3].best - timed[1].best), "ns",
           "among the last 1,000");
    figure("table_100000_rows_load_ms", loaded * 1e3, "ms", "check and compile");
}

}  // namespace meritum::bench
