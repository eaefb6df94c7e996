// Whole numbers and fractions against Boost's, above all where 64 bits end.
#include "number/exact.hpp"
#include "number/wide.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

namespace meritum::number {
namespace {

using Big = boost::multiprecision::cpp_int;
using Fraction = boost::multiprecision::cpp_rational;

/// Around all powers of two that matter, and some between them.
std::vector<Big> numbers() {
    std::vector<Big> all{0, 1, 2, 3, 10, 1'000'000'007};
    for (const int bits : {31, 32, 62, 63, 64, 126, 127, 128, 200}) {
        const Big power = Big(1) << bits;
        for (const int off : {-2, -1, 0, 1, 6}) all.push_back(power + off);
    }
    std::mt19937_64 random(7);
    for (int i = 0; i < 20; ++i) all.emplace_back(random() >> (3 * i));
    for (auto i = all.size(); i-- > 1;) all.emplace_back(-all[i]);
    return all;
}

Integer exact(const Big& value) { return Integer(value.str()); }
std::string said(const Big& value) { return value.str(); }

TEST(Exact, WholeNumbersAreThoseOfAnySize) {
    const auto all = numbers();
    for (const auto& a : all) {
        const auto x = exact(a);
        EXPECT_EQ(x.str(), said(a));
        EXPECT_EQ((-x).str(), said(-a));
        EXPECT_EQ(abs(x).str(), said(abs(a)));
        EXPECT_EQ(x.sign(), a.sign());
        EXPECT_EQ((x << 5).str(), said(a << 5));
        EXPECT_EQ(to_integer(to_int256(x)).str(), said(a));
        if (a > 0) EXPECT_EQ(msb(x), msb(a));
        const bool is_small = a >= std::numeric_limits<std::int64_t>::min() &&
                              a <= std::numeric_limits<std::int64_t>::max();
        ASSERT_EQ(x.is_small(), is_small) << a;
        for (const auto& b : all) {
            const auto y = exact(b);
            ASSERT_EQ((x + y).str(), said(a + b)) << a << " " << b;
            ASSERT_EQ((x - y).str(), said(a - b)) << a << " " << b;
            ASSERT_EQ((x * y).str(), said(a * b)) << a << " " << b;
            ASSERT_EQ(x.compare(y), a.compare(b) > 0 ? 1 : a.compare(b) < 0 ? -1 : 0);
            ASSERT_EQ(x == y, a == b);
            ASSERT_EQ(x < y, a < b);
            ASSERT_EQ(gcd(x, y).str(), said(gcd(a, b))) << a << " " << b;
            ASSERT_EQ(lcm(x, y).str(), said(lcm(a, b))) << a << " " << b;
            if (b == 0) continue;
            ASSERT_EQ((x / y).str(), said(a / b)) << a << " " << b;
            ASSERT_EQ((x % y).str(), said(a % b)) << a << " " << b;
        }
    }
}

TEST(Exact, WholeNumbersOfAllWidthsAreTaken) {
    const auto least = std::numeric_limits<std::int64_t>::min();
    const auto greatest = std::numeric_limits<std::uint64_t>::max();
    EXPECT_EQ(Integer(least).str(), "-9223372036854775808");
    EXPECT_EQ(Integer(greatest).str(), "18446744073709551615");
    EXPECT_EQ(Integer(greatest).convert_to<std::uint64_t>(), greatest);
    for (const auto& value : numbers()) {
        if (abs(value) >> 127 != 0) continue;
        const auto x = exact(value);
        EXPECT_EQ(Integer(to_int128(x)), x);
    }
    const auto lowest = static_cast<Int128>(UInt128{1} << 127);
    EXPECT_EQ(Integer(lowest).str(), said(-(Big(1) << 127)));
    std::ostringstream out;
    out << Integer(-5) << " " << Rational(3, -6);
    EXPECT_EQ(out.str(), "-5 -1/2");
}

TEST(Exact, FractionsAreThoseOfAnySize) {
    const auto all = numbers();
    std::mt19937_64 random(11);
    const auto any = [&] { return all[random() % all.size()]; };
    const auto some = [&] {
        const auto below = any();
        return std::pair{any(), below == 0 ? Big(1) : below};
    };
    const auto fraction = [](const Big& above, const Big& below) {
        return below < 0 ? Fraction(-above, -below) : Fraction(above, below);
    };
    for (int i = 0; i < 20'000; ++i) {
        const auto [a, b] = some();
        const auto [c, d] = some();
        const auto p = fraction(a, b);
        const auto q = fraction(c, d);
        const Rational x(exact(a), exact(b));
        const Rational y(exact(c), exact(d));
        const auto words = [&] { return p.str() + " and " + q.str(); };
        ASSERT_EQ(x.str(), p.str());
        ASSERT_EQ((x + y).str(), Fraction(p + q).str()) << words();
        ASSERT_EQ((x - y).str(), Fraction(p - q).str()) << words();
        ASSERT_EQ((x * y).str(), Fraction(p * q).str()) << words();
        ASSERT_EQ(x < y, p < q) << words();
        ASSERT_EQ(x == y, p == q) << words();
        ASSERT_EQ(x.compare(y), p.compare(q)) << words();
        ASSERT_EQ((-x).str(), Fraction(-p).str());
        ASSERT_EQ(abs(x).str(), Fraction(abs(p)).str());
        if (c != 0) ASSERT_EQ((x / y).str(), Fraction(p / q).str()) << words();
        ASSERT_EQ(hash_of(x + y), hash_of(y + x));
    }
}

TEST(Exact, NothingIsDividedByNothing) {
    EXPECT_THROW(Integer(1) / Integer(0), std::overflow_error);
    EXPECT_THROW(Integer(1) % Integer(0), std::overflow_error);
    EXPECT_THROW(Rational(1, 0), std::overflow_error);
    EXPECT_THROW(Rational(1) / Rational(0), std::overflow_error);
    EXPECT_THROW(Integer(std::string("12x")), std::runtime_error);
}

TEST(Exact, CopiesAreTheirOwn) {
    Integer big = Integer(1) << 100;
    Integer copy = big;
    copy += 1;
    EXPECT_NE(copy, big);
    copy = Integer(3);
    EXPECT_TRUE(copy.is_small());
    copy = big;
    EXPECT_EQ(copy, big);
    const Integer moved = std::move(copy);
    EXPECT_EQ(moved, big);
}

}  // namespace
}  // namespace meritum::number
