// meritum_export FOLDER PEOPLE: the workload for other engines. In: where to, how many people. Out:
// a file per column, little-endian and nothing else in it, named after the column and its type; the
// exact answers likewise, for one copy of the rules, 13 and 133 (of a prefix); on standard output
// what Meritum and H take for the same, as JSON. Read by data.py, records.js and records.lua.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "measure/alternate.hpp"
#include "measure/bare.hpp"
#include "measure/ours.hpp"
#include "measure/process.hpp"

namespace meritum::bench {
namespace {

std::filesystem::path folder;

template <class T>
void write(const std::string& name, const std::vector<T>& values) {
    const char* kind = sizeof(T) == 8   ? "i64"
                       : sizeof(T) == 4 ? "i32"
                       : sizeof(T) == 2 ? "i16"
                                        : "i8";
    std::ofstream out(folder / (name + "." + kind), std::ios::binary);
    out.write(reinterpret_cast<const char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(T)));
}

void write_facts(const Quarter& quarter) {
    write("sales", quarter.sales);
    write("target", quarter.target);
    write("offsets", quarter.offsets);
    write("contracts", quarter.contracts);
    write("satisfaction", quarter.satisfaction);
    write("new_customers", quarter.new_customers);
    write("complaints", quarter.complaints);
    write("violations", quarter.violations);
    write("training_hours", quarter.training_hours);
    write("teamwork", quarter.teamwork);
    write("absence_days", quarter.absence_days);
    write("region", quarter.region);
    write("level", quarter.level);
}

/// As many people as every engine of columns has time for with so many copies, and enough that they
/// outweigh the making of its query.
std::size_t people_for(std::int64_t copies, std::size_t people) {
    return std::min<std::size_t>(people, copies == 1 ? people : copies == 13 ? 250'000 : 100'000);
}

void write_answers(const Quarter& quarter, std::int64_t copies) {
    const auto& all = answers(quarter, people_for(copies, quarter.people()), copies);
    std::vector<std::int16_t> score;
    std::vector<std::int8_t> grade, factor;
    for (const auto& answer : all) {
        score.push_back(static_cast<std::int16_t>(answer.score));
        grade.push_back(static_cast<std::int8_t>(answer.grade));
        factor.push_back(static_cast<std::int8_t>(answer.factor));
    }
    const auto of = "_" + std::to_string(copies);
    write("score" + of, score);
    write("grade" + of, grade);
    write("factor" + of, factor);
}

/// Nanoseconds per participant of ours and of H, on one thread and on two.
void print_times(const Quarter& quarter) {
    Doubles doubles(quarter);
    std::cout << "{";
    for (const std::int64_t copies : {1, 13, 133}) {
        const auto people = people_for(copies, quarter.people());
        Ours one(quarter, plan_text(copies), people), two(quarter, plan_text(copies), people, 2);
        const auto& right = answers(quarter, people, copies);
        const auto lost = wrong(one.results(), right) + wrong(two.results(), right);
        const auto H = [&](unsigned threads) {
            return [&, threads] { doubles.run(bare_doubles_native, people, copies, threads); };
        };
        const double spend = people < 10'000 ? 0 : 1;  // seconds; of few nobody wants to know
        const auto alone = alternate({[&] { one.run(); }, H(1)}, spend);
        const auto wrong_of_H = doubles.wrong(right);
        const auto both = alternate({[&] { two.run(); }, H(2)}, spend, Time::of_the_wall);
        const auto ns = [&](const Timed& timed) {
            return timed.best * 1e9 / static_cast<double>(people);
        };
        std::cout << (copies == 1 ? "" : ", ") << '"' << copies << "\": {\"people\": " << people
                  << ", \"wrong\": " << lost << ", \"wrong_H\": " << wrong_of_H << ", \"ours\": ["
                  << ns(alone[0]) << ", " << ns(both[0]) << "], \"H\": [" << ns(alone[1]) << ", "
                  << ns(both[1]) << "]}";
    }
    std::cout << ", \"second_core\": " << second_core() << "}\n";
}

}  // namespace

void export_to(const std::string& where, std::size_t people) {
    folder = where;
    std::filesystem::create_directories(folder);
    const Quarter quarter(people);
    write_facts(quarter);
    for (const std::int64_t copies : {1, 13, 133}) write_answers(quarter, copies);
    write("place", places(quarter, answers(quarter, quarter.people(), 1)));
    print_times(quarter);
}

}  // namespace meritum::bench

int main(int count, char** words) {
    if (count != 3) {
        std::cerr << "meritum_export FOLDER PEOPLE\n";
        return 1;
    }
    meritum::bench::keep_freed_memory();
    meritum::bench::export_to(words[1], static_cast<std::size_t>(std::atoll(words[2])));
}
