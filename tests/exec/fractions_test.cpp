// Our numbers against Python's: random operations of fractions, of every rounding, of the lanes and
// of powers are written to tests/exec/python_numbers.py, which works each out anew.
// MERITUM_FRACTIONS=n: that many (20,000 if not said; `./dev fractions` a million), other ones with
// MERITUM_SEED. Without python3 the test fails; MERITUM_WITHOUT_PYTHON=1 skips it.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "exec/kernels.hpp"
#include "number/powers.hpp"
#include "number/rational.hpp"
#include "number/wide.hpp"

namespace meritum::exec {
namespace {

using number::Integer;
using number::Rational;
using number::Rounding;
using value::Operator;

class Writer {
public:
    explicit Writer(std::uint64_t seed) : draw_(seed) {}

    std::string line() {
        switch (below(8)) {
            case 0: return arithmetic();
            case 1: return rounding();
            case 2: return whole();
            case 3: return quarters();
            case 4: return lane<std::int64_t>("64", 63);
            case 5: return lane<number::Int128>("128", 127);
            case 6: return lane<number::Int256>("256", 256);
            default: return decimal();
        }
    }

private:
    std::uint64_t below(std::uint64_t limit) { return draw_() % limit; }

    /// Of a random length up to so many bits; often a border.
    Integer integer(unsigned bits) {
        Integer value = 0;
        for (unsigned i = 0; i * 64 < bits; ++i) value = (value << 64) + Integer(draw_());
        const auto size = 1 + static_cast<unsigned>(below(bits));
        value %= Integer(1) << size;
        if (below(8) == 0) value = (Integer(1) << (size - 1)) - Integer(below(2));
        return below(2) == 0 ? value : Integer(-value);
    }

    Integer positive(unsigned bits) { return abs(integer(bits)) + 1; }

    Rational fraction() {
        const Integer below_line =
            below(2) == 0 ? positive(40) : Integer(pow(Integer(10), unsigned(below(30))));
        return {integer(200), below_line};
    }

    static std::string join(std::initializer_list<std::string> words) {
        std::string line;
        for (const auto& word : words) line += (line.empty() ? "" : " ") + word;
        return line + "\n";
    }

    std::string arithmetic() {
        const Rational x = fraction();
        const Rational y = fraction();
        const auto put = [&](const char* name, const Rational& result) {
            return join({name, x.str(), y.str(), result.str()});
        };
        switch (below(6)) {
            case 0: return put("add", x + y);
            case 1: return put("subtract", x - y);
            case 2: return put("multiply", x * y);
            case 3: return y == 0 ? put("add", x) : put("divide", x / y);
            case 4: return put("compare", x < y ? -1 : x == y ? 0 : 1);
            default: break;
        }
        const Rational a = abs(x) + 1;
        const Rational b = abs(y) + 1;
        return join({"step", a.str(), b.str(), number::common_step(a, b).str()});
    }

    std::string rounding() {
        static const std::pair<const char*, Rounding> modes[] = {
            {"half_up", Rounding::half_up}, {"half_even", Rounding::half_even},
            {"up", Rounding::up},           {"down", Rounding::down},
            {"floor", Rounding::floor},     {"ceiling", Rounding::ceiling}};
        const auto& [name, mode] = modes[below(6)];
        const Rational step(positive(20), positive(20));
        // Every other one a whole number of halves.
        const Rational x = below(2) == 0 ? fraction() : step * Rational(integer(40)) / 2;
        return join({"round", x.str(), step.str(), name, number::round(x, step, mode).str()});
    }

    std::string whole() {
        const Rational x = fraction();
        return below(2) == 0 ? join({"floor", x.str(), number::floor(x).str()})
                             : join({"ceiling", x.str(), number::ceiling(x).str()});
    }

    std::string decimal() {
        const Rational x = fraction();
        const auto decimal = number::to_decimal(x);
        return join({"decimal", x.str(), decimal ? decimal->to_string() : "none"});
    }

    std::string quarters() {
        static const number::Exponent exponents[] = {{1, 2},   {1, 3},    {3, 2},     {2, 3},
                                                     {-1, 2},  {-5, 3},   {181, 100}, {7, 5},
                                                     {27, 20}, {367, 200}};
        const auto exponent = exponents[below(10)];
        const unsigned bits = exponent.below > 10 ? 30 : 120;
        Integer b = positive(bits);
        // Every other one a perfect power, or one beside it.
        if (below(2) == 0) {
            b = pow(positive(bits / std::min(exponent.below, 10U)), std::min(exponent.below, 10U)) +
                Integer(static_cast<long>(below(3)) - 1);
        }
        const Integer a = integer(bits);
        const Integer c = below(2) == 0 ? Integer(1) : positive(bits / 2);
        const Integer bound = below(10) == 0 ? positive(20) : Integer(1) << 800;
        const Integer code = number::quarters(a, b, c, {exponent, bound});
        return join({"quarters", a.str(), b.str(), c.str(), std::to_string(exponent.above),
                     std::to_string(exponent.below), bound.str(), code.str()});
    }

    template <class T>
    static std::string text(const T& value) {
        if constexpr (std::is_same_v<T, number::Int128>) return number::to_string(value);
        if constexpr (std::is_same_v<T, number::Int256>) return value.str();
        if constexpr (std::is_same_v<T, std::int64_t>) return std::to_string(value);
    }

    template <class T>
    static T made(const Integer& value) {
        return number::in_width<T>(value);
    }

    template <class T>
    std::string lane(const char* name, unsigned bits) {
        static const std::pair<const char*, Operator> operators[] = {
            {"add", Operator::add},
            {"subtract", Operator::subtract},
            {"multiply", Operator::multiply},
            {"minimum", Operator::minimum},
            {"maximum", Operator::maximum},
            {"less", Operator::less},
            {"less_equal", Operator::less_equal},
            {"equal", Operator::equal},
            {"divide_floor", Operator::divide_floor},
            {"divide_ceiling", Operator::divide_ceiling},
            {"divide_half_up", Operator::divide_half_up},
            {"divide_half_even", Operator::divide_half_even},
            {"divide_up", Operator::divide_up},
            {"divide_down", Operator::divide_down}};
        const auto& [op, id] = operators[below(14)];
        const T a = made<T>(integer(bits));
        const T b = made<T>(integer(bits));
        return join({"lane", name, op, text(a), text(b), text(map_row<T>(id, a, b))});
    }

    std::mt19937_64 draw_;
};

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
    const char* told = std::getenv(variable);
    return told != nullptr && *told != 0 ? std::strtoull(told, nullptr, 10) : otherwise;
}

TEST(Fractions, AreWhatPythonSays) {
    const bool there = std::system("python3 -c '' 2>/dev/null") == 0;
    if (!there && std::getenv("MERITUM_WITHOUT_PYTHON") != nullptr) {
        GTEST_SKIP() << "without python3, as MERITUM_WITHOUT_PYTHON says";
    }
    ASSERT_TRUE(there) << "python3 is missing; MERITUM_WITHOUT_PYTHON=1 does without";
    std::fflush(stdout);
    std::signal(SIGPIPE, SIG_IGN);  // a script that ends early fails the test, not the program
    FILE* python = popen("python3 " MERITUM_REPOSITORY "/tests/exec/python_numbers.py", "w");
    ASSERT_NE(python, nullptr);
    Writer writer(number_of("MERITUM_SEED", 1));
    for (std::uint64_t left = number_of("MERITUM_FRACTIONS", 20'000); left > 0; --left) {
        const std::string line = writer.line();
        ASSERT_EQ(std::fwrite(line.data(), 1, line.size(), python), line.size());
    }
    const int status = pclose(python);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "see the lines above";
}

}  // namespace
}  // namespace meritum::exec
