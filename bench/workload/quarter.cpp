// See quarter.hpp.
#include "workload/quarter.hpp"

#include <cmath>

namespace meritum::bench {
namespace {

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

Decimal scaled(std::int64_t value, unsigned scale) {
    return *Decimal::from_parts(value < 0 ? -1 : 0, static_cast<std::uint64_t>(value), scale);
}

}  // namespace

Quarter::Quarter(std::size_t count) {
    Random random;
    const auto byte = [&](std::int64_t low, std::int64_t high) {
        return static_cast<std::int8_t>(random.draw(low, high));
    };
    for (std::size_t i = 0; i < count; ++i) {
        target.push_back(10'000 * random.draw(500, 20'000));
        sales.push_back(random.draw(0, 9) == 0
                            ? target.back() * random.draw(50, 149) / 100
                            : random.draw(target.back() / 2, target.back() * 3 / 2));
        int signed_here = 0;
        for (int k = 0; k < 8; ++k) signed_here += random.draw(0, 3) == 0 ? 1 : 0;
        for (; signed_here > 0; --signed_here)
            contracts.push_back(
                static_cast<std::int64_t>(2'000'000 * std::pow(100.0, random.unit())));
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

FactTable Quarter::table(std::size_t begin, std::size_t end) const {
    const auto rows = end - begin;
    FactTable table;
    table.participants = rows;
    const auto column = [begin, rows]<class T>(const std::vector<T>& values, int scale = 0) {
        return ColumnView::integers<T>(std::span(values).subspan(begin, rows), scale);
    };
    const auto places = std::span(region).subspan(begin, rows);
    table.columns = {{"sales", column(sales, 2)},
                     {"target", column(target, 2)},
                     {"satisfaction", column(satisfaction, 1)},
                     {"new_customers", column(new_customers)},
                     {"complaints", column(complaints)},
                     {"violations", column(violations)},
                     {"training_hours", column(training_hours)},
                     {"teamwork", column(teamwork)},
                     {"absence_days", column(absence_days)},
                     {"region", ColumnView::texts<std::int8_t>(places, regions)},
                     {"level", column(level)}};
    const auto items = std::span(contracts).first(static_cast<std::size_t>(offsets[end]));
    table.lists = {{"contracts",
                    std::span(offsets).subspan(begin, rows + 1),
                    {{"amount", ColumnView::integers<std::int64_t>(items, 2)}}}};
    return table;
}

Facts Quarter::facts(std::size_t row) const {
    Facts facts("p" + std::to_string(row));
    facts.set("sales", scaled(sales[row], 2))
        .set("target", scaled(target[row], 2))
        .set("satisfaction", scaled(satisfaction[row], 1))
        .set("new_customers", new_customers[row])
        .set("complaints", complaints[row])
        .set("violations", violations[row])
        .set("training_hours", training_hours[row])
        .set("teamwork", teamwork[row])
        .set("absence_days", absence_days[row])
        .set("region", regions[static_cast<std::size_t>(region[row])])
        .set("level", level[row]);
    facts.add_list("contracts");
    for (auto k = offsets[row]; k < offsets[row + 1]; ++k)
        facts.add("contracts", {{"amount", scaled(contracts[static_cast<std::size_t>(k)], 2)}});
    return facts;
}

std::size_t Quarter::bytes(std::size_t first) const {
    const std::size_t of_one = 2 * sizeof(std::int64_t) + sizeof(std::int32_t) +
                               sizeof(std::int16_t) + 8 * sizeof(std::int8_t);
    return first * of_one + static_cast<std::size_t>(offsets[first]) * sizeof(std::int64_t);
}

}  // namespace meritum::bench
