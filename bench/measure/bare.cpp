// See bare.hpp.
#include "measure/bare.hpp"

#include <cmath>
#include <functional>
#include <thread>

namespace meritum::bench {
namespace {

/// Equal shares of the rows, whole blocks each.
void share(std::size_t rows, unsigned threads,
           const std::function<void(std::size_t from, std::size_t rows)>& run) {
    const std::size_t each = (rows / threads + 1023) / 1024 * 1024;
    std::vector<std::thread> others;
    for (std::size_t from = each; from < rows; from += each)
        others.emplace_back(run, from, std::min(each, rows - from));
    run(0, std::min(each, rows));
    for (auto& other : others) other.join();
}

template <class T>
std::vector<double> as_doubles(const std::vector<T>& from, double per_unit = 1) {
    std::vector<double> to;
    to.reserve(from.size());
    for (const auto value : from) to.push_back(static_cast<double>(value) / per_unit);
    return to;
}

}  // namespace

Doubles::Doubles(const Quarter& quarter)
    : sales_(as_doubles(quarter.sales, 100)),
      target_(as_doubles(quarter.target, 100)),
      contracts_(as_doubles(quarter.contracts, 100)),
      satisfaction_(as_doubles(quarter.satisfaction, 10)),
      new_customers_(as_doubles(quarter.new_customers)),
      complaints_(as_doubles(quarter.complaints)),
      violations_(as_doubles(quarter.violations)),
      training_hours_(as_doubles(quarter.training_hours)),
      teamwork_(as_doubles(quarter.teamwork)),
      absence_days_(as_doubles(quarter.absence_days)),
      region_(as_doubles(quarter.region)),
      level_(as_doubles(quarter.level)),
      offsets_(quarter.offsets),
      score_(quarter.people()),
      factor_(quarter.people()),
      grade_(quarter.people()) {}

BareDoubles Doubles::columns(std::size_t from, std::size_t rows) const {
    return {rows,
            sales_.data() + from,
            target_.data() + from,
            contracts_.data(),
            satisfaction_.data() + from,
            new_customers_.data() + from,
            complaints_.data() + from,
            violations_.data() + from,
            training_hours_.data() + from,
            teamwork_.data() + from,
            absence_days_.data() + from,
            region_.data() + from,
            level_.data() + from,
            offsets_.data() + from};
}

BareDoubleResults Doubles::results(std::size_t from) {
    return {score_.data() + from, factor_.data() + from, grade_.data() + from};
}

void Doubles::run(BareDoublesLoop* loop, std::size_t first, std::int64_t copies, unsigned threads) {
    share(first, threads, [&](std::size_t from, std::size_t rows) {
        const auto in = columns(from, rows);
        const auto out = results(from);
        loop(&in, copies, &out);
    });
}

void Doubles::run_simd() {
    const auto in = columns(0, score_.size());
    const auto out = results(0);
    bare_doubles_simd(&in, &out);
}

std::size_t Doubles::wrong(const std::vector<Answer>& answers) const {
    std::size_t found = 0;
    for (std::size_t row = 0; row < answers.size(); ++row) {
        const Answer given{std::lround(score_[row] * 10), grade_[row],
                           std::lround(factor_[row] * 10)};
        found += given == answers[row] ? 0 : 1;
    }
    return found;
}

Narrow::Narrow(const Quarter& quarter)
    : quarter_(quarter),
      score_(quarter.people()),
      factor_(quarter.people()),
      place_(quarter.people()),
      seen_(std::size_t{8} * 1'501),
      grade_(quarter.people()),
      best_(quarter.people()) {}

void Narrow::run(std::size_t first, std::int64_t copies, unsigned threads) {
    share(first, threads, [&](std::size_t from, std::size_t rows) {
        const BareNarrow in{rows,
                            quarter_.sales.data() + from,
                            quarter_.target.data() + from,
                            quarter_.contracts.data(),
                            quarter_.offsets.data() + from,
                            quarter_.satisfaction.data() + from,
                            quarter_.new_customers.data() + from,
                            quarter_.complaints.data() + from,
                            quarter_.violations.data() + from,
                            quarter_.training_hours.data() + from,
                            quarter_.teamwork.data() + from,
                            quarter_.absence_days.data() + from,
                            quarter_.region.data() + from,
                            quarter_.level.data() + from};
        const BareNarrowResults out{score_.data() + from, factor_.data() + from,
                                    grade_.data() + from};
        bare_narrow(&in, copies, &out);
    });
}

std::size_t Narrow::wrong(const std::vector<Answer>& answers) const {
    std::size_t found = 0;
    for (std::size_t row = 0; row < answers.size(); ++row)
        found += Answer{score_[row], grade_[row], factor_[row]} == answers[row] ? 0 : 1;
    return found;
}

void Narrow::rank() {
    bare_ranks(score_.size(), score_.data(), quarter_.region.data(), seen_.data(), place_.data(),
               best_.data());
}

std::size_t Narrow::wrong_places(const std::vector<std::int64_t>& places) const {
    std::size_t found = 0;
    for (std::size_t row = 0; row < places.size(); ++row)
        found += place_[row] == places[row] ? 0 : 1;
    return found;
}

std::size_t Narrow::wrong_best(const std::vector<bool>& best) const {
    std::size_t found = 0;
    for (std::size_t row = 0; row < best.size(); ++row)
        found += (best_[row] != 0) == best[row] ? 0 : 1;
    return found;
}

}  // namespace meritum::bench
