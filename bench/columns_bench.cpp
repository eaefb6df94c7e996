// A million participants in columns: 22 rules by score_table, and the same rules in doubles by hand
// on the same data in the same run. The answers are compared with exact arithmetic before anything
// is timed; `wrong` counts what differs.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "meritum/meritum.hpp"

namespace {

using meritum::ColumnView;
using meritum::FactTable;

/// A quarter of a sales force.
constexpr std::string_view quarter_plan = R"(plan quarter
  cycle quarter
  currency CNY

fact sales money 0 .. 3_000_000
fact target money 50_000 .. 2_000_000
fact new_customers count 0 .. 30
fact contracts list of
  amount money 0 .. 2_000_000
fact satisfaction number 0 .. 100 step 0.1
fact complaints count 0 .. 8
fact violations count 0 .. 4
fact training_hours count 0 .. 60
fact teamwork count 0 .. 10
fact absence_days count 0 .. 15
fact region one of north, south, east, west, central, coast, delta, harbor
fact level count 1 .. 10

let attainment = sales / target round 0.000001 half even

category results
  at most 35
category quality
  at most 10
category conduct
  at least -60

bonus over in results
  give (attainment * 100 - 100) round 1 floor at least 0
  at most 20
bonus big in results
  for each contract in contracts
  give by contract.amount from 100_000 2 from 500_000 5 from 1_000_000 10
  at most 15
bonus won in results
  give 0.5 * new_customers
  at most 10
bonus satisfied in quality
  give by satisfaction from 90 3 from 95 5
bonus together in quality
  give 2 when teamwork >= 8, else 0
bonus trained in quality
  give 0.1 * (training_hours at most 10) + 0.2 * ((training_hours - 10) at least 0 at most 20)
  at most 5
rule place
  give by region is north 1.5 is south -0.5 is east 0 is west 2
      is central -1 is coast 0.5 is delta 3 is harbor -2
deduction missed in conduct
  take ((1 - attainment) * 50) at least 0
  at most 15
deduction complained in conduct
  take by complaints is 0 0 is 1 1 is 2 3 is 3 7 is 4 15 otherwise 31
  at most 31
deduction violated in conduct
  take violations * 5
deduction away in conduct
  take 0.5 * ((absence_days - 3) at least 0)
deduction senior in conduct
  when level >= 8 and attainment < 1.05
  take 2

score
  start 100
  between 0 and 150
  round 0.1
veto violations_veto
  when violations >= 3
  score 0
grade
  S from 120
  A from 105
  B from 90
  C from 75
  D otherwise
outcome factor by grade S 1.5 A 1.2 B 1.0 C 0.8 D 0.5
)";

/// A population drawn from a fixed seed, in the widths that facts have, and its scores by plain
/// exact arithmetic.
struct Quarter {
    explicit Quarter(std::size_t people);

    FactTable table() const;

    /// Tenths of points of a participant.
    std::int64_t score(std::size_t row) const;

    std::vector<std::int64_t> sales;   ///< cents
    std::vector<std::int64_t> target;  ///< cents
    std::vector<std::int32_t> offsets{0};
    std::vector<std::int32_t> contracts;     ///< cents
    std::vector<std::int16_t> satisfaction;  ///< tenths
    std::vector<std::int8_t> new_customers, complaints, violations, training_hours, teamwork,
        absence_days, region, level;
};

/// The same rules in doubles, every fact a double: what people write by hand. One participant after
/// the other in loops a compiler can vectorise; `out` takes the scores.
struct Doubles {
    explicit Doubles(const Quarter& quarter);
    void score(std::vector<double>& out) const;

    std::vector<double> sales, target, contracts, satisfaction, new_customers, complaints,
        violations, training_hours, teamwork, absence_days, region, level;
    std::vector<std::int32_t> offsets;
};

/// splitmix64
struct Random {
    std::uint64_t state = 42;
    std::uint64_t next() {
        std::uint64_t z = state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    std::int64_t draw(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// 0 with this probability, then half as often for each more.
    std::int64_t halves(double none, std::int64_t most) {
        double rest = unit();
        for (std::int64_t i = 0; i < most; ++i) {
            if (rest < none) return i;
            rest = (rest - none) / (1 - none);
            none = 0.5;
        }
        return most;
    }
};

constexpr std::array<std::string_view, 8> regions{"north",   "south", "east",  "west",
                                                  "central", "coast", "delta", "harbor"};
constexpr std::array<std::int64_t, 8> of_region{15, -5, 0, 20, -10, 5, 30, -20};  // tenths

/// a / b to the nearest, halves to the even one; both positive.
std::int64_t half_even(std::int64_t a, std::int64_t b) {
    const auto below = a / b;
    const auto twice = 2 * (a % b);
    return below + (twice > b || (twice == b && below % 2 != 0) ? 1 : 0);
}

Quarter::Quarter(std::size_t people) {
    Random random;
    const auto byte = [&](std::int64_t low, std::int64_t high) {
        return static_cast<std::int8_t>(random.draw(low, high));
    };
    for (std::size_t i = 0; i < people; ++i) {
        target.push_back(10'000 * random.draw(500, 20'000));
        sales.push_back(random.draw(0, 9) == 0
                            ? target.back() * random.draw(50, 149) / 100
                            : random.draw(target.back() / 2, target.back() * 3 / 2));
        int count = 0;
        for (int k = 0; k < 8; ++k) count += random.draw(0, 3) == 0 ? 1 : 0;
        for (; count > 0; --count) {
            const double size = 2'000'000 * std::pow(100.0, random.unit());
            contracts.push_back(static_cast<std::int32_t>(size));
        }
        offsets.push_back(static_cast<std::int32_t>(contracts.size()));
        new_customers.push_back(byte(0, 30));
        satisfaction.push_back(static_cast<std::int16_t>(random.draw(600, 1000)));
        complaints.push_back(static_cast<std::int8_t>(random.halves(0.5, 8)));
        violations.push_back(static_cast<std::int8_t>(random.halves(0.85, 4)));
        training_hours.push_back(byte(0, 60));
        teamwork.push_back(byte(3, 10));
        absence_days.push_back(random.draw(0, 9) < 6 ? byte(0, 3) : byte(4, 15));
        region.push_back(byte(0, 7));
        level.push_back(byte(1, 10));
    }
}

FactTable Quarter::table() const {
    FactTable table;
    table.participants = sales.size();
    const auto small = [](const std::vector<std::int8_t>& values) {
        return ColumnView::integers<std::int8_t>(values);
    };
    table.columns = {{"sales", ColumnView::integers<std::int64_t>(sales, 2)},
                     {"target", ColumnView::integers<std::int64_t>(target, 2)},
                     {"satisfaction", ColumnView::integers<std::int16_t>(satisfaction, 1)},
                     {"new_customers", small(new_customers)},
                     {"complaints", small(complaints)},
                     {"violations", small(violations)},
                     {"training_hours", small(training_hours)},
                     {"teamwork", small(teamwork)},
                     {"absence_days", small(absence_days)},
                     {"region", ColumnView::texts<std::int8_t>(region, regions)},
                     {"level", small(level)}};
    table.lists = {
        {"contracts", offsets, {{"amount", ColumnView::integers<std::int32_t>(contracts, 2)}}}};
    return table;
}

// In 20,000ths of a point: what one millionth of attainment takes for a missed target.
std::int64_t Quarter::score(std::size_t i) const {
    using std::clamp;
    using std::max;
    using std::min;
    constexpr std::int64_t point = 20'000;
    const auto attainment = half_even(sales[i] * 1'000'000, target[i]);
    const auto above = attainment - 1'000'000;
    const auto over = clamp<std::int64_t>(above >= 0 ? above / 10'000 : 0, 0, 20) * point;
    std::int64_t big = 0;
    for (auto k = offsets[i]; k < offsets[i + 1]; ++k) {
        const auto amount = contracts[static_cast<std::size_t>(k)];
        big += amount >= 100'000'000 ? 10 : amount >= 50'000'000 ? 5 : amount >= 10'000'000 ? 2 : 0;
    }
    const auto results = min(35 * point, over + min<std::int64_t>(big, 15) * point +
                                             min<std::int64_t>(new_customers[i], 20) * point / 2);
    const std::int64_t satisfied = satisfaction[i] >= 950 ? 5 : satisfaction[i] >= 900 ? 3 : 0;
    const std::int64_t hours = training_hours[i];
    const auto trained = min<std::int64_t>(
        50, min<std::int64_t>(hours, 10) + 2 * clamp<std::int64_t>(hours - 10, 0, 20));
    const auto quality = min(
        10 * point, satisfied * point + (teamwork[i] >= 8 ? 2 : 0) * point + trained * point / 10);
    const auto missed = clamp<std::int64_t>(-above, 0, 15 * point);
    const auto complained = min<std::int64_t>(31, (std::int64_t{1} << complaints[i]) - 1) * point;
    const auto conduct =
        min(60 * point, missed + complained + violations[i] * 5 * point +
                            max(0, absence_days[i] - 3) * point / 2 +
                            (level[i] >= 8 && attainment < 1'050'000 ? 2 : 0) * point);
    const auto total = clamp<std::int64_t>(
        100 * point + results + quality +
            of_region[static_cast<std::size_t>(region[i])] * point / 10 - conduct,
        0, 150 * point);
    return violations[i] >= 3 ? 0 : (total + point / 20) / (point / 10);
}

Doubles::Doubles(const Quarter& quarter) : offsets(quarter.offsets) {
    const auto all = [](const auto& from, double unit) {
        std::vector<double> to;
        for (const auto value : from) to.push_back(static_cast<double>(value) * unit);
        return to;
    };
    sales = all(quarter.sales, 0.01);
    target = all(quarter.target, 0.01);
    contracts = all(quarter.contracts, 0.01);
    satisfaction = all(quarter.satisfaction, 0.1);
    new_customers = all(quarter.new_customers, 1);
    complaints = all(quarter.complaints, 1);
    violations = all(quarter.violations, 1);
    training_hours = all(quarter.training_hours, 1);
    teamwork = all(quarter.teamwork, 1);
    absence_days = all(quarter.absence_days, 1);
    region = all(quarter.region, 1);
    level = all(quarter.level, 1);
}

void Doubles::score(std::vector<double>& out) const {
    constexpr std::array<double, 8> place{1.5, -0.5, 0, 2, -1, 0.5, 3, -2};
    const auto within = [](double x, double low, double high) {
        return x < low ? low : x > high ? high : x;
    };
    out.resize(sales.size());
    for (std::size_t i = 0; i < sales.size(); ++i) {
        const double attainment = sales[i] / target[i];
        double big = 0;
        for (auto k = offsets[i]; k < offsets[i + 1]; ++k) {
            const double amount = contracts[static_cast<std::size_t>(k)];
            big += amount >= 1'000'000 ? 10 : amount >= 500'000 ? 5 : amount >= 100'000 ? 2 : 0;
        }
        const double results =
            std::min(35.0, within(std::floor(attainment * 100 - 100), 0, 20) + std::min(15.0, big) +
                               std::min(10.0, 0.5 * new_customers[i]));
        const double hours = training_hours[i];
        const double quality = std::min(
            10.0, (satisfaction[i] >= 95   ? 5.0
                   : satisfaction[i] >= 90 ? 3.0
                                           : 0.0) +
                      (teamwork[i] >= 8 ? 2.0 : 0.0) +
                      std::min(5.0, 0.1 * std::min(hours, 10.0) + 0.2 * within(hours - 10, 0, 20)));
        const double conduct =
            std::min(60.0, within((1 - attainment) * 50, 0, 15) +
                               std::min(31.0, std::exp2(complaints[i]) - 1) + violations[i] * 5 +
                               0.5 * std::max(0.0, absence_days[i] - 3) +
                               (level[i] >= 8 && attainment < 1.05 ? 2.0 : 0.0));
        const double total = within(
            100 + results + quality + place[static_cast<std::size_t>(region[i])] - conduct, 0, 150);
        out[i] = violations[i] >= 3 ? 0 : std::floor(total * 10 + 0.5) / 10;
    }
}

const Quarter& quarter() {
    static const Quarter made(1'000'000);
    return made;
}

const meritum::Plan& plan() {
    static const auto compiled = meritum::Plan::compile(quarter_plan, "quarter.merit");
    if (!compiled) {
        std::cerr << compiled.diagnostics.to_string();
        std::exit(1);
    }
    return *compiled.plan;
}

void by_pieces(benchmark::State& state) {
    const auto table = quarter().table();
    meritum::TableOptions options;
    options.threads = static_cast<unsigned>(state.range(0));
    const auto results = plan().score_table(table, options);
    const auto& scores = *results.column("score");
    std::size_t wrong = results.errors.size();
    for (std::size_t row = 0; row < table.participants; ++row) {
        const auto exact =
            meritum::Decimal::from_parts(0, static_cast<std::uint64_t>(quarter().score(row)), 1);
        wrong += scores.decimal(row) != *exact ? 1 : 0;
    }
    if (wrong > 0) return state.SkipWithError((std::to_string(wrong) + " wrong scores").c_str());
    for (auto _ : state) benchmark::DoNotOptimize(plan().score_table(table, options));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.participants));
    state.counters["wrong"] = 0;
}
BENCHMARK(by_pieces)
    ->Name("columns/22_rules")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void in_doubles(benchmark::State& state) {
    const Doubles doubles(quarter());
    std::vector<double> scores;
    doubles.score(scores);
    double wrong = 0;
    for (std::size_t row = 0; row < scores.size(); ++row)
        wrong += std::lround(scores[row] * 10) != quarter().score(row) ? 1 : 0;
    for (auto _ : state) {
        doubles.score(scores);
        benchmark::DoNotOptimize(scores.data());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(scores.size()));
    state.counters["wrong"] = wrong;
}
BENCHMARK(in_doubles)
    ->Name("columns/by_hand_in_doubles")
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
