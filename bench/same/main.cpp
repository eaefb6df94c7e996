// Whether the answers are the same, whoever works them out: every path of the processor, some
// numbers of threads, one table or many. Prints a row per way: path, threads, tables, and a hash of
// all results; the facts have a hash, too, so that two machines can be compared. Ends with 1 if a
// hash is another one. The first argument is how many people, ten millions if there is none.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>

#include "measure/path.hpp"
#include "measure/process.hpp"
#include "workload/plan_text.hpp"
#include "workload/quarter.hpp"

namespace meritum::bench {
namespace {

/// FNV-1a of whole numbers, 64 bits each, whatever they are held in.
class Hash {
public:
    void add(std::int64_t number) {
        auto rest = static_cast<std::uint64_t>(number);
        for (int i = 0; i < 8; ++i, rest >>= 8) {
            value_ ^= rest & 0xFF;
            value_ *= 0x100'0000'01B3U;
        }
    }
    std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 0xCBF2'9CE4'8422'2325U;
};

std::string words(std::uint64_t hash) {
    std::ostringstream out;
    out << std::hex << std::setw(16) << std::setfill('0') << hash;
    return out.str();
}

std::uint64_t hash_of(const Quarter& quarter) {
    Hash hash;
    const auto take = [&hash](const auto& values) {
        for (const auto value : values) hash.add(value);
    };
    take(quarter.sales), take(quarter.target), take(quarter.offsets), take(quarter.contracts);
    take(quarter.satisfaction), take(quarter.new_customers), take(quarter.complaints);
    take(quarter.violations), take(quarter.training_hours), take(quarter.teamwork);
    take(quarter.absence_days), take(quarter.region), take(quarter.level);
    return hash.value();
}

/// Of every result, column by column for each table, in the order of people.
std::uint64_t hash_of(const Plan& plan, const Quarter& quarter, unsigned threads,
                      std::size_t tables) {
    TableOptions options;
    options.threads = threads;
    options.keep = Keep::lines;
    const auto people = quarter.people();
    std::vector<Hash> columns;
    for (std::size_t i = 0; i < tables; ++i) {
        const auto begin = people * i / tables;
        const auto end = people * (i + 1) / tables;
        const auto found = plan.score_table(quarter.table(begin, end), options);
        if (!found.errors.empty()) return 0;
        columns.resize(found.columns.size() + found.lines.size());
        auto hash = columns.begin();
        const auto take = [&](const ResultColumn& column) {
            for (std::size_t row = 0; row < end - begin; ++row) hash->add(column.values[row]);
            ++hash;
        };
        for (const auto& column : found.columns) take(column);
        for (const auto& line : found.lines) take(line.points);
    }
    Hash all;
    for (const auto& each : columns) all.add(static_cast<std::int64_t>(each.value()));
    return all.value();
}

struct Way {
    unsigned threads;
    std::size_t tables;
};
constexpr std::array<Way, 4> ways{{{1, 1}, {2, 1}, {3, 7}, {1, 10}}};

/// In halves, as a child gives doubles back.
std::vector<double> halves_of(const std::string& path, const Quarter& quarter) {
    return in_child([&]() -> std::vector<double> {
        if (!take_path(path)) return {};
        const auto plan = *Plan::compile(plan_text(1)).plan;
        std::vector<double> halves;
        for (const auto& way : ways) {
            const auto hash = hash_of(plan, quarter, way.threads, way.tables);
            halves.push_back(static_cast<double>(hash >> 32));
            halves.push_back(static_cast<double>(hash & 0xFFFF'FFFFU));
        }
        return halves;
    });
}

int compare(std::size_t people) {
    const Quarter quarter(people);
    std::cout << people << " people, facts " << words(hash_of(quarter)) << std::endl;
    std::uint64_t first = 0;
    bool all_same = true;
    for (const auto& path : paths()) {
        const auto halves = halves_of(path, quarter);
        if (halves.size() != 2 * ways.size()) {
            std::cerr << path << ": nothing came back\n";
            return 1;
        }
        for (std::size_t i = 0; i < ways.size(); ++i) {
            const auto hash = static_cast<std::uint64_t>(halves[2 * i]) << 32 |
                              static_cast<std::uint64_t>(halves[2 * i + 1]);
            if (first == 0) first = hash;
            all_same = all_same && hash == first && hash != 0;
            std::cout << std::left << std::setw(10) << path << std::right << std::setw(3)
                      << ways[i].threads << " threads " << std::setw(3) << ways[i].tables
                      << " tables  " << words(hash) << (hash == first ? "" : "  ANOTHER")
                      << std::endl;
        }
    }
    std::cout << (all_same ? "all the same: " + words(first) : "NOT the same") << std::endl;
    return all_same ? 0 : 1;
}

}  // namespace
}  // namespace meritum::bench

int main(int count, char** words) {
    const auto people = count > 1 ? std::strtoull(words[1], nullptr, 10) : 10'000'000ULL;
    if (people == 0 || people > 10'000'000) {
        std::cerr << "give a number of people up to 10000000\n";
        return 2;
    }
    return meritum::bench::compare(people);
}
