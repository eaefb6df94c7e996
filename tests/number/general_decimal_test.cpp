// The General Decimal Arithmetic test files, which come with Python's own tests, against the number
// room and the public Decimal. A case works out an exact value and rounds it to so many digits:
// here the value is a fraction, and its rounding one to a multiple of a power of ten.
//
// The files are read where Debian installs them (libpython3.11-testsuite; `./dev test` does) or in
// MERITUM_DECIMAL_CASES. Where they are missing the test fails; MERITUM_WITHOUT_DECIMAL_CASES=1
// skips it.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "number/decimal_cases.hpp"
#include "number/powers.hpp"
#include "number/rational.hpp"

namespace meritum::number {
namespace {

/// Exponents beyond this make numbers that no plan can hold; the files go to a thousand million.
constexpr long far_exponent = 1'000;

/// Cases that ran when this was written; fewer mean that something stopped being read.
constexpr std::size_t ran_at_least = 28'000;
constexpr std::size_t parsed_at_least = 100'000;

Rational power_of_ten(long exponent) {
    const Integer power = pow(Integer(10), std::abs(exponent));
    return exponent < 0 ? Rational(1, power) : Rational(power);
}

std::optional<Rational> number_of(const std::string& text) {
    const auto read = read_decimal(text);
    if (!read || std::abs(read->exponent) > far_exponent || read->digits.size() > 500) return {};
    // A leading zero would make it octal.
    const auto first = std::min(read->digits.find_first_not_of("-0"), read->digits.size() - 1);
    Integer digits(read->digits.substr(first));
    if (read->digits.front() == '-') digits = -digits;
    return Rational(digits) * power_of_ten(read->exponent);
}

std::optional<Rounding> mode_of(const std::string& name) {
    static const std::map<std::string, Rounding> modes = {
        {"half_up", Rounding::half_up}, {"half_even", Rounding::half_even},
        {"up", Rounding::up},           {"down", Rounding::down},
        {"floor", Rounding::floor},     {"ceiling", Rounding::ceiling}};
    const auto found = modes.find(name);
    return found == modes.end() ? std::nullopt : std::optional(found->second);
}

/// The exponent of the last of so many digits of a value, not below the smallest there is.
long last_place(const Rational& value, const DecimalSettings& settings) {
    const long smallest = settings.min_exponent - settings.precision + 1;
    if (value == 0) return 0;  // whose places are all alike
    const Rational size = abs(value);
    long place = static_cast<long>(digits(numerator(size))) -
                 static_cast<long>(digits(denominator(size))) - 1;
    while (power_of_ten(place + 1) <= size) ++place;
    return std::max(place - settings.precision + 1, smallest);
}

Rational to_digits(const Rational& value, const DecimalSettings& settings, Rounding mode) {
    return round(value, power_of_ten(last_place(value, settings)), mode);
}

/// The square root to so many digits, halves to even whatever the case says: decided by quarters.
Rational root_to_digits(const Rational& value, const DecimalSettings& settings) {
    if (value == 0) return 0;
    const Rational about = around_power(value, {1, 2}).low;
    const Rational step = power_of_ten(last_place(about, settings));
    const Integer above = numerator(value) * denominator(value);
    // sqrt(n / d) / step = (1 / step / d) * sqrt(n * d)
    const Rational scale = 1 / step / Rational(denominator(value));
    const Integer c = denominator(scale);
    const Integer code =
        quarters(numerator(scale), above * c, c,
                 {{1, 2}, Integer(8) * numerator(power_of_ten(settings.precision + 2))});
    return round(Rational(code) * step / 4, step, Rounding::half_even);
}

Rational whole_part(const Rational& value) { return round(value, 1, Rounding::down); }

int sign_of(const Rational& value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

/// What the operation gives, or nothing if it is none of ours.
std::optional<Rational> worked_out(const DecimalCase& one, const std::vector<Rational>& x,
                                   Rounding mode) {
    const auto& settings = one.settings;
    const auto& name = one.operation;
    const auto fit = [&](const Rational& value) { return to_digits(value, settings, mode); };
    if (x.size() == 1) {
        if (name == "abs") return fit(abs(x[0]));
        if (name == "minus") return fit(-x[0]);
        if (name == "plus" || name == "apply" || name == "reduce") return fit(x[0]);
        if (name == "copyabs") return abs(x[0]);
        if (name == "copynegate") return -x[0];
        if (name == "tointegral" || name == "tointegralx") return round(x[0], 1, mode);
        if (name == "squareroot") return root_to_digits(x[0], settings);
        return {};
    }
    if (x.size() == 3) {
        if (name == "fma") return fit(x[0] * x[1] + x[2]);
        return {};
    }
    if (name == "add") return fit(x[0] + x[1]);
    if (name == "subtract") return fit(x[0] - x[1]);
    if (name == "multiply") return fit(x[0] * x[1]);
    if (name == "compare" || name == "comparesig") return sign_of(x[0] - x[1]);
    if (name == "max") return fit(std::max(x[0], x[1]));
    if (name == "min") return fit(std::min(x[0], x[1]));
    if (name == "quantize")
        return round(x[0], power_of_ten(read_decimal(one.operands[1])->exponent), mode);
    if (name == "rescale")
        return round(x[0], power_of_ten(numerator(x[1]).convert_to<long>()), mode);
    if (x[1] == 0) return {};
    if (name == "divide") return fit(x[0] / x[1]);
    if (name == "divideint") return whole_part(x[0] / x[1]);
    if (name == "remainder") return fit(x[0] - x[1] * whole_part(x[0] / x[1]));
    if (name == "remaindernear") {
        return fit(x[0] - x[1] * round(x[0] / x[1], 1, Rounding::half_even));
    }
    return {};
}

bool is_ours(const std::string& operation) {
    static const std::set<std::string> ours = {
        "abs",        "minus",       "plus",          "apply",    "reduce",  "copyabs",
        "copynegate", "add",         "subtract",      "multiply", "divide",  "fma",
        "tointegral", "tointegralx", "compare",       "max",      "min",     "comparesig",
        "divideint",  "remainder",   "remaindernear", "quantize", "rescale", "squareroot"};
    return ours.count(operation) > 0;
}

struct Tally {
    std::map<std::string, std::size_t> ran;       ///< by operation
    std::map<std::string, std::size_t> left_out;  ///< by reason
    std::size_t parsed = 0;
    std::size_t wrong = 0;
};

/// Why a case is left out; empty if it runs, with its result.
std::string reason_against(const DecimalCase& one, std::vector<Rational>& operands,
                           Rational& result) {
    if (!is_ours(one.operation)) return "operation " + one.operation;
    if (!one.settings.extended) return "the subset arithmetic";
    if (!mode_of(one.settings.rounding)) return "rounding " + one.settings.rounding;
    const auto expected = number_of(one.result);
    if (!expected) return "no number of our size comes out";
    result = *expected;
    for (const auto& text : one.operands) {
        const auto operand = number_of(text);
        if (!operand) return "no number of our size goes in";
        operands.push_back(*operand);
    }
    for (const auto& condition : one.conditions) {
        if (condition == "overflow") return "overflow to the largest number";
    }
    return {};
}

/// Every plain number of the files is read and written by the public Decimal, too.
void read_as_decimal(const std::string& text, Tally& tally) {
    const auto value = number_of(text);
    const bool plain = text.find_first_not_of("0123456789.-") == std::string::npos;
    if (!value || !plain || text.front() == '.' || text.back() == '.' ||
        text[text.find_first_not_of('-')] == '.')
        return;
    const auto decimal = Decimal::parse(text);
    const auto fits = to_decimal(*value);
    if (!decimal) {
        ++tally.left_out["more than 38 digits for Decimal"];
        return;
    }
    ++tally.parsed;
    EXPECT_EQ(rational(*decimal), *value) << text;
    ASSERT_TRUE(fits) << text;
    EXPECT_EQ(*fits, *decimal) << text;
    EXPECT_EQ(Decimal::parse(decimal->to_string()), decimal) << text;
    EXPECT_EQ(decimal->to_string(), to_string(*value)) << text;
}

void run(const DecimalCase& one, Tally& tally) {
    for (const auto& text : one.operands) read_as_decimal(text, tally);
    read_as_decimal(one.result, tally);
    std::vector<Rational> operands;
    Rational expected;
    auto reason = reason_against(one, operands, expected);
    const auto got = reason.empty() ? worked_out(one, operands, *mode_of(one.settings.rounding))
                                    : std::optional<Rational>();
    if (reason.empty() && !got) reason = "no such number of operands, or divided by 0";
    if (!reason.empty()) {
        ++tally.left_out[reason];
        return;
    }
    ++tally.ran[one.operation];
    if (*got == expected) return;
    if (++tally.wrong <= 20) {
        ADD_FAILURE() << one.id << ' ' << one.operation << ' '
                      << testing::PrintToString(one.operands) << " -> " << one.result << ", not "
                      << to_string(*got) << " (precision " << one.settings.precision << ", "
                      << one.settings.rounding << ")";
    }
}

void print(const Tally& tally, std::size_t ran) {
    std::printf("%zu cases ran, %zu numbers read and written by Decimal\n", ran, tally.parsed);
    for (const auto& [name, count] : tally.ran) std::printf("  %-14s %6zu\n", name.c_str(), count);
    std::printf("left out:\n");
    for (const auto& [reason, count] : tally.left_out)
        std::printf("  %6zu  %s\n", count, reason.c_str());
}

TEST(GeneralDecimalArithmetic, AgreesWhereItApplies) {
    const auto folders = folders_of_cases();
    if (folders.empty() && std::getenv("MERITUM_WITHOUT_DECIMAL_CASES") != nullptr) {
        GTEST_SKIP() << "without the files, as MERITUM_WITHOUT_DECIMAL_CASES says";
    }
    ASSERT_FALSE(folders.empty())
        << "there are no *.decTest files: apt-get install libpython3.11-testsuite, or name their "
           "folder in MERITUM_DECIMAL_CASES";
    Tally tally;
    for (const auto& entry : std::filesystem::directory_iterator(folders.front())) {
        if (entry.path().extension() != ".decTest") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        for (const auto& one : cases_of(text.str())) run(one, tally);
    }
    std::size_t ran = 0;
    for (const auto& [name, count] : tally.ran) ran += count;
    print(tally, ran);
    EXPECT_EQ(tally.wrong, 0U);
    EXPECT_GE(ran, ran_at_least);
    EXPECT_GE(tally.parsed, parsed_at_least);
    for (const char* name : {"add", "subtract", "multiply", "divide", "compare", "quantize",
                             "rescale", "squareroot", "tointegral", "max", "min"}) {
        EXPECT_GT(tally.ran[name], 0U) << name;
    }
}

TEST(GeneralDecimalArithmetic, FilesAreReadAsTheyAreWritten) {
    const auto cases = cases_of(
        "precision: 5 -- a comment\nrounding: Half_Even\nadd1 ADD '1' \"2.50\" -> 3.5 Inexact "
        "Rounded\n"
        "-- add2 add 1 1 -> 2\nq1 quantize 'it''s' 1e-2 -> NaN Invalid_operation\n");
    ASSERT_EQ(cases.size(), 2U);
    EXPECT_EQ(cases[0].operation, "add");
    EXPECT_EQ(cases[0].operands, (std::vector<std::string>{"1", "2.50"}));
    EXPECT_EQ(cases[0].settings.precision, 5);
    EXPECT_EQ(cases[0].settings.rounding, "half_even");
    EXPECT_EQ(cases[0].conditions, (std::vector<std::string>{"inexact", "rounded"}));
    EXPECT_EQ(cases[1].operands.front(), "it's");
    EXPECT_FALSE(read_decimal(cases[1].result));
    EXPECT_EQ(number_of("-12.5E+3"), Rational(-12500));
    EXPECT_EQ(number_of("1e-2"), Rational(1, 100));
    EXPECT_FALSE(number_of("#2238"));
    EXPECT_FALSE(number_of("Inf"));
}

}  // namespace
}  // namespace meritum::number
