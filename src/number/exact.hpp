// Whole numbers and fractions of any size: what fits 64 bits is held and worked on as such, the
// rest by Boost, which only exact.cpp and wide.hpp see. In: numbers. Out: numbers. Must not know
// what they mean. Tests: tests/number/exact_test.cpp.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <type_traits>
#include <utility>

#include "number/integer.hpp"

namespace meritum::number {

/// A whole number.
class Integer {
public:
    struct Big;  ///< what does not fit 64 bits

    Integer() = default;
    template <std::integral T>
    Integer(T value)  // NOLINT(google-explicit-constructor): any integer is one
        : small_(static_cast<std::int64_t>(value)) {
        if constexpr (std::is_unsigned_v<T> && sizeof(T) == sizeof(small_)) {
            if (small_ < 0) *this = Integer(static_cast<Int128>(value));
        }
    }
    explicit Integer(Int128 value);
    explicit Integer(Big&& value);
    /// Digits, perhaps a sign. Throws std::runtime_error if it is none.
    explicit Integer(const std::string& digits);

    Integer(const Integer& other) : small_(other.small_) {
        if (other.big_ != nullptr) big_ = copied(*other.big_);
    }
    Integer(Integer&& other) noexcept : small_(other.small_), big_(other.big_) {
        other.big_ = nullptr;
    }
    Integer& operator=(Integer other) noexcept {
        std::swap(small_, other.small_);
        std::swap(big_, other.big_);
        return *this;
    }
    ~Integer() {
        if (big_ != nullptr) forget(big_);
    }

    bool is_small() const { return big_ == nullptr; }
    /// REQUIRES is_small().
    std::int64_t small() const { return small_; }
    Big big() const;

    /// REQUIRES that it fits T.
    template <class T>
    T convert_to() const {
        return static_cast<T>(*this);
    }
    template <class T>
        requires std::is_arithmetic_v<T>
    explicit operator T() const {
        if (big_ == nullptr) return static_cast<T>(small_);
        if constexpr (std::is_floating_point_v<T>) {
            return static_cast<T>(big_as_double());
        } else {
            return static_cast<T>(big_low_bits());
        }
    }
    explicit operator bool() const { return big_ != nullptr || small_ != 0; }
    std::string str() const;
    int sign() const { return big_ != nullptr ? big_sign() : (small_ > 0) - (small_ < 0); }
    int compare(const Integer& other) const {
        if (big_ == nullptr && other.big_ == nullptr) {
            return (small_ > other.small_) - (small_ < other.small_);
        }
        return compare_big(other);
    }

    Integer& operator+=(const Integer& b) { return *this = *this + b; }
    Integer& operator-=(const Integer& b) { return *this = *this - b; }
    Integer& operator*=(const Integer& b) { return *this = *this * b; }
    Integer& operator/=(const Integer& b) { return *this = *this / b; }
    Integer& operator%=(const Integer& b) { return *this = *this % b; }
    Integer& operator<<=(std::size_t bits) { return *this = *this << bits; }
    Integer& operator>>=(std::size_t bits) { return *this = *this >> bits; }
    Integer& operator++() { return *this += 1; }
    Integer& operator--() { return *this -= 1; }

    friend Integer operator+(const Integer& a, const Integer& b) {
        Integer sum;
        const bool small = a.is_small() && b.is_small();
        if (small && !__builtin_add_overflow(a.small_, b.small_, &sum.small_)) return sum;
        return of_big(a, '+', b);
    }
    friend Integer operator-(const Integer& a, const Integer& b) {
        Integer rest;
        const bool small = a.is_small() && b.is_small();
        if (small && !__builtin_sub_overflow(a.small_, b.small_, &rest.small_)) return rest;
        return of_big(a, '-', b);
    }
    friend Integer operator*(const Integer& a, const Integer& b) {
        Integer product;
        const bool small = a.is_small() && b.is_small();
        if (small && !__builtin_mul_overflow(a.small_, b.small_, &product.small_)) return product;
        return of_big(a, '*', b);
    }
    /// Towards zero; the remainder has the sign of `a`. Both throw std::overflow_error where b is
    /// 0.
    friend Integer operator/(const Integer& a, const Integer& b) {
        if (divides_small(a, b)) return a.small_ / b.small_;
        return of_big(a, '/', b);
    }
    friend Integer operator%(const Integer& a, const Integer& b) {
        if (divides_small(a, b)) return a.small_ % b.small_;
        return of_big(a, '%', b);
    }
    friend Integer operator-(const Integer& a) { return Integer(0) - a; }
    friend Integer operator<<(const Integer& a, std::size_t bits);
    /// Towards minus infinity.
    friend Integer operator>>(const Integer& a, std::size_t bits);
    friend bool operator==(const Integer& a, const Integer& b) {
        if (a.is_small() && b.is_small()) return a.small_ == b.small_;
        return a.compare_big(b) == 0;
    }
    friend std::strong_ordering operator<=>(const Integer& a, const Integer& b) {
        return a.compare(b) <=> 0;
    }

private:
    static bool divides_small(const Integer& a, const Integer& b) {
        return a.is_small() && b.is_small() && b.small_ != 0 && b.small_ != -1;
    }
    int compare_big(const Integer& other) const;

    int big_sign() const;
    double big_as_double() const;
    std::uint64_t big_low_bits() const;
    static Big* copied(const Big& of);
    static void forget(Big* big);
    static Integer of_big(const Integer& a, char op, const Integer& b);

    std::int64_t small_ = 0;  ///< 0 beside a big one
    Big* big_ = nullptr;      ///< owned; only what does not fit small_
};

Integer abs(const Integer& value);
Integer pow(const Integer& base, unsigned exponent);
Integer gcd(const Integer& a, const Integer& b);  ///< not negative
Integer lcm(const Integer& a, const Integer& b);
/// The place of the highest bit. REQUIRES value > 0.
std::size_t msb(const Integer& value);
std::ostream& operator<<(std::ostream& out, const Integer& value);
std::size_t hash_of(const Integer& value);
/// REQUIRES that it fits.
Int128 to_int128(const Integer& value);
inline Integer to_integer(Int128 value) { return Integer(value); }

/// A fraction in lowest terms, its denominator positive.
class Rational {
public:
    Rational() = default;
    template <std::integral T>
    Rational(T value) : above_(value) {}  // NOLINT(google-explicit-constructor)
    Rational(Integer value)               // NOLINT(google-explicit-constructor)
        : above_(std::move(value)) {}
    /// Throws std::overflow_error where below is 0.
    Rational(Integer above, Integer below);

    const Integer& above() const { return above_; }
    const Integer& below() const { return below_; }
    /// "-3/4"; a whole number without a bar.
    std::string str() const;
    int sign() const { return above_.sign(); }
    int compare(const Rational& other) const;
    template <class T>
    T convert_to() const {
        return static_cast<T>(*this);
    }
    explicit operator double() const;

    Rational& operator+=(const Rational& b) { return *this = *this + b; }
    Rational& operator-=(const Rational& b) { return *this = *this - b; }
    Rational& operator*=(const Rational& b) { return *this = *this * b; }
    Rational& operator/=(const Rational& b) { return *this = *this / b; }

    friend Rational operator+(const Rational& a, const Rational& b) { return sum(a, b, false); }
    friend Rational operator-(const Rational& a, const Rational& b) { return sum(a, b, true); }
    friend Rational operator-(const Rational& a) { return {Given(), -a.above_, a.below_}; }
    friend Rational operator*(const Rational& a, const Rational& b) {
        return product(a, b.above_, b.below_);
    }
    /// Throws std::overflow_error where b is 0.
    friend Rational operator/(const Rational& a, const Rational& b);
    friend bool operator==(const Rational& a, const Rational& b) {
        return a.above_ == b.above_ && a.below_ == b.below_;
    }
    friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
        return a.compare(b) <=> 0;
    }

private:
    struct Given {};  ///< already in lowest terms
    Rational(Given /*are*/, Integer above, Integer below)
        : above_(std::move(above)), below_(std::move(below)) {}
    bool is_small() const { return above_.is_small() && below_.is_small(); }
    static Rational sum(const Rational& a, const Rational& b, bool less);
    static Rational product(const Rational& a, const Integer& above, const Integer& below);

    Integer above_;
    Integer below_ = 1;
};

inline const Integer& numerator(const Rational& value) { return value.above(); }
inline const Integer& denominator(const Rational& value) { return value.below(); }
Rational abs(const Rational& value);
std::ostream& operator<<(std::ostream& out, const Rational& value);
std::size_t hash_of(const Rational& value);

}  // namespace meritum::number
