// See exact.hpp.
#include "number/exact.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <ostream>
#include <stdexcept>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

#include "number/wide.hpp"

namespace meritum::number {
namespace {

using AnySize = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

std::uint64_t magnitude(std::int64_t value) {
    return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                     : static_cast<std::uint64_t>(value);
}

std::uint64_t greatest_divisor(std::int64_t a, std::int64_t b) {
    if (a == 1 || b == 1) return 1;
    return std::gcd(magnitude(a), magnitude(b));
}

bool fits(Int128 value) { return least < value && value <= most; }

/// of / by, both whole and by a divisor. REQUIRES by > 0.
std::int64_t part(std::int64_t of, std::uint64_t by) {
    return by == 1 ? of : of / static_cast<std::int64_t>(by);
}

}  // namespace

struct Integer::Big {
    AnySize number;
};

namespace {

AnySize any_size(const Integer& value) { return value.big().number; }

Integer exact(AnySize value) { return Integer(Integer::Big{std::move(value)}); }

}  // namespace

Integer::Integer(Big&& value) {
    if (value.number >= least && value.number <= most) {
        small_ = static_cast<std::int64_t>(value.number);
    } else {
        big_ = new Big(std::move(value));
    }
}

Integer::Integer(Int128 value) : small_(static_cast<std::int64_t>(value)) {
    if (small_ == value) return;
    small_ = 0;
    const auto size = static_cast<UInt128>(value < 0 ? -(value + 1) : value);  // or one less
    AnySize made = static_cast<std::uint64_t>(size >> 64);
    made <<= 64;
    made += static_cast<std::uint64_t>(size);
    if (value < 0) made = -made - 1;
    big_ = new Big{std::move(made)};
}

Integer::Integer(const std::string& digits) : Integer(Big{AnySize(digits)}) {}

Integer::Big Integer::big() const { return big_ != nullptr ? *big_ : Big{AnySize(small_)}; }

Integer::Big* Integer::copied(const Big& of) { return new Big(of); }

void Integer::forget(Big* big) { delete big; }

std::string Integer::str() const {
    return big_ != nullptr ? big_->number.str() : std::to_string(small_);
}

int Integer::big_sign() const { return big_->number.sign(); }

double Integer::big_as_double() const { return static_cast<double>(big_->number); }

std::uint64_t Integer::big_low_bits() const { return static_cast<std::uint64_t>(big_->number); }

/// What is big is beyond all that is small.
int Integer::compare_big(const Integer& other) const {
    if (other.big_ == nullptr) return big_sign();
    if (big_ == nullptr) return -other.big_sign();
    return big_->number.compare(other.big_->number);
}

Integer Integer::of_big(const Integer& a, char op, const Integer& b) {
    const auto left = any_size(a);
    const auto right = any_size(b);
    switch (op) {
        case '+': return exact(left + right);
        case '-': return exact(left - right);
        case '*': return exact(left * right);
        case '/': return exact(left / right);
        default: return exact(left % right);
    }
}

Integer operator<<(const Integer& a, std::size_t bits) {
    constexpr std::size_t quick = 62;
    if (a.is_small() && bits <= quick && magnitude(a.small_) < std::uint64_t{1} << (quick - bits)) {
        return a.small_ * (std::int64_t{1} << bits);
    }
    return exact(any_size(a) << bits);
}

Integer operator>>(const Integer& a, std::size_t bits) {
    if (a.is_small()) return a.small_ >> std::min<std::size_t>(bits, 63);
    return exact(any_size(a) >> bits);
}

Integer abs(const Integer& value) { return value < 0 ? -value : value; }

Integer pow(const Integer& base, unsigned exponent) {
    if (base.is_small() && exponent < 64) {
        std::int64_t power = 1;
        bool small = true;
        for (unsigned i = 0; i < exponent && small; ++i)
            small = !__builtin_mul_overflow(power, base.small(), &power);
        if (small) return power;
    }
    return exact(boost::multiprecision::pow(any_size(base), exponent));
}

Integer gcd(const Integer& a, const Integer& b) {
    if (a.is_small() && b.is_small()) return greatest_divisor(a.small(), b.small());
    return exact(boost::multiprecision::gcd(any_size(a), any_size(b)));
}

Integer lcm(const Integer& a, const Integer& b) {
    if (a == 0 || b == 0) return 0;
    return abs(a / gcd(a, b) * b);
}

std::size_t msb(const Integer& value) {
    if (value.is_small()) {
        return 63U - static_cast<unsigned>(__builtin_clzll(magnitude(value.small())));
    }
    return boost::multiprecision::msb(any_size(value));
}

std::ostream& operator<<(std::ostream& out, const Integer& value) { return out << value.str(); }

std::size_t hash_of(const Integer& value) {
    if (value.is_small()) {
        const auto mixed = static_cast<std::uint64_t>(value.small()) * 0x9E37'79B9'7F4A'7C15U;
        return mixed ^ (mixed >> 32);
    }
    return std::hash<std::string>()(value.str());
}

// Word by word: Boost's own conversions leave out 128 bits where the compiler is strict about the
// standard.
Int128 to_int128(const Integer& value) {
    if (value.is_small()) return value.small();
    const Integer magnitude = abs(value);
    const auto low = static_cast<std::uint64_t>(magnitude % (Integer(1) << 64));
    const auto high = static_cast<std::uint64_t>(magnitude >> 64);
    const auto bits = static_cast<UInt128>(high) << 64 | low;
    return static_cast<Int128>(value < 0 ? UInt128{0} - bits : bits);
}

// --- the widest of a run ---

Int256 to_int256(const Integer& value) {
    return value.is_small() ? Int256(value.small()) : static_cast<Int256>(any_size(value));
}

Integer to_integer(const Int256& value) { return exact(AnySize(value)); }

// --- fractions ---

Rational::Rational(Integer above, Integer below)
    : above_(std::move(above)), below_(std::move(below)) {
    if (below_ == 0) throw std::overflow_error("Division by zero.");
    if (below_ == 1) return;
    if (below_ < 0) {
        above_ = -above_;
        below_ = -below_;
    }
    const auto common = gcd(above_, below_);
    if (common == 1) return;
    above_ /= common;
    below_ /= common;
}

std::string Rational::str() const {
    return below_ == 1 ? above_.str() : above_.str() + "/" + below_.str();
}

int Rational::compare(const Rational& other) const {
    if (is_small() && other.is_small()) {
        const auto left = Int128{above_.small()} * other.below_.small();
        const auto right = Int128{other.above_.small()} * below_.small();
        return (left > right) - (left < right);
    }
    return (above_ * other.below_).compare(other.above_ * below_);
}

Rational::operator double() const {
    using Fraction = boost::multiprecision::number<
        boost::multiprecision::rational_adaptor<boost::multiprecision::cpp_int_backend<>>,
        boost::multiprecision::et_off>;
    return static_cast<double>(Fraction(any_size(above_), any_size(below_)));
}

/// a / b + c / d with g = gcd(b, d): what the sum of a (d / g) and c (b / g) has in common with the
/// denominator divides g. Source: Knuth, The Art of Computer Programming, 4.5.1.
Rational Rational::sum(const Rational& a, const Rational& b, bool less) {
    if (a.is_small() && b.is_small()) {
        const auto common = greatest_divisor(a.below_.small(), b.below_.small());
        const auto own = part(a.below_.small(), common);
        const auto other = part(b.below_.small(), common);
        const auto left = Int128{a.above_.small()} * other;
        const auto right = Int128{b.above_.small()} * own;
        const auto total = less ? left - right : left + right;
        const auto rest = static_cast<std::int64_t>(total % static_cast<Int128>(common));
        const auto shared = common == 1 ? 1 : std::gcd(magnitude(rest), common);
        const auto above = total / static_cast<Int128>(shared);
        const auto below = Int128{own} * part(b.below_.small(), shared);
        if (fits(above) && fits(below)) {
            return {Given(), static_cast<std::int64_t>(above), static_cast<std::int64_t>(below)};
        }
    }
    const auto right = b.above_ * a.below_;
    const auto left = a.above_ * b.below_;
    return {less ? left - right : left + right, a.below_ * b.below_};
}

/// REQUIRES lowest terms, perhaps with a negative denominator, which is not 0.
Rational Rational::product(const Rational& a, const Integer& above, const Integer& below) {
    if (a.is_small() && above.is_small() && below.is_small() && above.small() != least &&
        below.small() != least) {
        const auto one = greatest_divisor(a.above_.small(), below.small());
        const auto two = greatest_divisor(above.small(), a.below_.small());
        if (one <= static_cast<std::uint64_t>(most)) {
            auto top = Int128{part(a.above_.small(), one)} * part(above.small(), two);
            auto bottom = Int128{part(a.below_.small(), two)} * part(below.small(), one);
            if (bottom < 0) {
                top = -top;
                bottom = -bottom;
            }
            if (fits(top) && fits(bottom)) {
                return {Given(), static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom)};
            }
        }
    }
    return {a.above_ * above, a.below_ * below};
}

Rational operator/(const Rational& a, const Rational& b) {
    if (b.above_ == 0) throw std::overflow_error("Division by zero.");
    return Rational::product(a, b.below_, b.above_);
}

Rational abs(const Rational& value) { return value.sign() < 0 ? -value : value; }

std::ostream& operator<<(std::ostream& out, const Rational& value) { return out << value.str(); }

std::size_t hash_of(const Rational& value) {
    return hash_of(value.above()) * 31 + hash_of(value.below());
}

}  // namespace meritum::number
