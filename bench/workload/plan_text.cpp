// See plan_text.hpp.
#include "workload/plan_text.hpp"

#include <array>
#include <string_view>

#include "workload/quarter.hpp"

namespace meritum::bench {
namespace {

constexpr std::string_view facts = R"(plan quarter "Quarter scoring of a sales force"
  cycle quarter
  currency CNY

fact sales          money 0 .. 3_000_000        "Signed sales"
fact target         money 50_000 .. 2_000_000   "Sales target"
fact new_customers  count 0 .. 30               "New customers"
fact contracts      list of                     "Contracts signed"
  amount money 0 .. 2_000_000
fact satisfaction   number 0 .. 100 step 0.1    "Satisfaction of customers"
fact complaints     count 0 .. 8                "Justified complaints"
fact violations     count 0 .. 4                "Violations of the rules"
fact training_hours count 0 .. 60               "Hours of training"
fact teamwork       count 0 .. 10               "Teamwork, by colleagues"
fact absence_days   count 0 .. 15               "Days of absence"
fact region         one of north, south, east, west, central, coast, delta, harbor
fact level          count 1 .. 10

let attainment = sales / target round 0.000001 half even
)";

constexpr std::string_view book = R"(
category results "Results"
  at most 35
category quality "Quality"
  at most 10
category conduct "Conduct"
  at least -60

bonus over "Target exceeded" in results
  give (attainment * 100 - 100) round 1 floor at least 0
  at most 20
bonus big "Big contracts" in results
  for each contract in contracts
  give by contract.amount
    from 100_000    2
    from 500_000    5
    from 1_000_000 10
  at most 15
bonus won "New customers" in results
  give 0.5 per new_customers
  at most 10

bonus satisfied "Satisfied customers" in quality
  give by satisfaction
    from 90 3
    from 95 5
bonus together "Good colleague" in quality
  when teamwork >= 8
  give 2
bonus trained "Training" in quality
  give 0.1 * (training_hours at most 10) + 0.2 * ((training_hours - 10) at least 0 at most 20)
  at most 5

rule place_of_work "Region"
  give by region
    is north    1.5
    is south   -0.5
    is east     0
    is west     2
    is central -1
    is coast    0.5
    is delta    3
    is harbor  -2

deduction missed "Target missed" in conduct
  take ((1 - attainment) * 50) at least 0
  at most 15
deduction complained "Complaints, each twice the one before" in conduct
  take by complaints
    is 0 0
    is 1 1
    is 2 3
    is 3 7
    is 4 15
    otherwise 31
  at most 31
deduction violated "Violations" in conduct
  take 5 per violations
deduction away "Absence beyond three days" in conduct
  take 0.5 * ((absence_days - 3) at least 0)
deduction senior "Seniors close to their target" in conduct
  when level >= 8 and attainment < 1.05
  take 2
)";

constexpr std::string_view judgement = R"(
veto violations_veto "Three violations"
  when violations >= 3
  score 0

grade
  S from 120
  A from 105
  B from 90
  C from 75
  D otherwise

outcome factor "Pay factor" by grade
  S 1.5   A 1.2   B 1.0   C 0.8   D 0.5
)";

/// value / 10^places, in its shortest form.
std::string decimal(std::int64_t value, unsigned places) {
    return Decimal::from_parts(value < 0 ? -1 : 0, static_cast<std::uint64_t>(value), places)
        ->to_string();
}

/// The rules of copy k, whose u is 0.03 k.
class Copy {
public:
    explicit Copy(std::int64_t k) : k_(k) {}

    std::string text() {
        for (const std::string_view name : {"results", "quality", "conduct"})
            line("category " + named(name) + " to raw\n  " + bound(name));
        results();
        quality();
        place();
        conduct();
        return text_;
    }

private:
    void line(const std::string& text) { text_ += text + "\n"; }
    std::string named(std::string_view name) const {
        return std::string(name) + "_" + std::to_string(k_);
    }
    static std::string bound(std::string_view category) {
        return category == "results"   ? "at most 35"
               : category == "quality" ? "at most 10"
                                       : "at least -60";
    }
    /// A number of hundredths that u is added to or taken from.
    std::string plus(std::int64_t hundredths) const { return decimal(hundredths + 3 * k_, 2); }
    std::string less(std::int64_t hundredths) const { return decimal(hundredths - 3 * k_, 2); }
    void rule(std::string_view kind, std::string_view name, std::string_view category,
              const std::string& amount, const std::string& most = {}) {
        line(std::string(kind) + " " + named(name) + " in " + named(category) + "\n  " + amount);
        if (!most.empty()) line("  at most " + most);
    }

    void results() {
        rule("bonus", "over", "results",
             "give (attainment * 100 - " + plus(10'000) + ") round 1 floor at least 0", "20");
        rule("bonus", "big", "results",
             "for each contract in contracts\n  give by contract.amount from " +
                 decimal(100'000 + 150 * k_, 0) + " 2 from " + decimal(500'000 + 750 * k_, 0) +
                 " 5 from " + decimal(1'000'000 + 1'500 * k_, 0) + " 10",
             plus(1'500));
        rule("bonus", "won", "results", "give 0.5 * new_customers", plus(1'000));
    }

    void quality() {
        rule("bonus", "satisfied", "quality",
             "give by satisfaction from " + decimal(9'000 - k_, 2) + " 3 from " +
                 decimal(9'500 - k_, 2) + " 5");
        rule("bonus", "together", "quality", "give 2 when teamwork >= " + less(800) + ", else 0");
        const auto first = plus(1'000);
        rule("bonus", "trained", "quality",
             "give 0.1 * (training_hours at most " + first + ") + 0.2 * ((training_hours - " +
                 first + ") at least 0 at most 20)",
             plus(500));
    }

    void place() {
        constexpr std::array<std::int64_t, 8> points{150, -50, 0, 200, -100, 50, 300, -200};
        line("rule " + named("place_of_work") + " to raw");
        std::string rows = "  give by region";
        for (std::size_t i = 0; i < regions.size(); ++i) {
            const auto drift = k_ * (static_cast<std::int64_t>(i % 3) - 1);
            rows += " is " + std::string(regions[i]) + " " + decimal(points[i] + drift, 2);
        }
        line(rows);
    }

    void conduct() {
        rule("deduction", "missed", "conduct",
             "take ((" + decimal(10'000 + 3 * k_, 4) + " - attainment) * 50) at least 0",
             plus(1'500));
        rule("deduction", "complained", "conduct",
             "take by complaints is 0 0 is 1 1 is 2 3 is 3 7 is 4 15 is 5 31 is 6 63 is 7 127 "
             "otherwise 255",
             plus(3'100));
        rule("deduction", "violated", "conduct", "take violations * " + decimal(500 + k_, 2));
        rule("deduction", "away", "conduct",
             "take 0.5 * ((absence_days - " + plus(300) + ") at least 0)");
        rule("deduction", "senior", "conduct",
             "when level >= " + less(800) + " and attainment < " + decimal(10'500 + 3 * k_, 4) +
                 "\n  take " + decimal(200 + k_, 2));
    }

    std::int64_t k_;
    std::string text_;
};

}  // namespace

std::string plan_text(std::int64_t copies, Ranks ranks) {
    std::string text(facts);
    text += "\nscore\n  start 100\n  between 0 and 150\n  round 0.1\n";
    if (copies == 1) {
        text += book;
    } else {
        text += "total raw \"Sum of all copies\"\nrule mean \"Mean of the copies\"\n  give raw / " +
                std::to_string(copies) + " round 0.000001 floor\n\n";
        for (std::int64_t k = 0; k < copies; ++k) text += Copy(k).text();
    }
    text += judgement;
    if (ranks == Ranks::yes) text += "outcome place \"Place\" = rank by score within region\n";
    return text;
}

}  // namespace meritum::bench
