// The workload in doubles with the vectors written out (Highway, for the machine at hand): shows
// how far H is from what the processor can do. In, out and the way through the chunks are those of
// doubles.cpp; one copy of the rules only. Checked by measure/bare.cpp.
#include <hwy/highway.h>

#include <algorithm>

#include "loops/bare.hpp"

namespace {

namespace hn = hwy::HWY_NAMESPACE;

using F = hn::ScalableTag<double>;
using V = hn::Vec<F>;
using M = hn::Mask<F>;
constexpr F f;
using I = hn::Rebind<int32_t, F>;
constexpr I narrow;
using Long = hn::Rebind<int64_t, F>;

constexpr size_t chunk = 1024;
constexpr size_t most_items = 8;  // of one person

V set(double x) { return hn::Set(f, x); }
V at_most(V x, double y) { return hn::Min(x, set(y)); }
V at_least(V x, double y) { return hn::Max(x, set(y)); }
V add(V x, double y) { return hn::Add(x, set(y)); }
V times(V x, double y) { return hn::Mul(x, set(y)); }
V where(M holds, double y) { return hn::IfThenElseZero(holds, set(y)); }
M from(V x, double y) { return hn::Ge(x, set(y)); }

/// 2^x of whole numbers, as a host's integer would be shifted.
V power_of_two(V x) {
    return hn::PromoteTo(f, hn::Shl(hn::Set(narrow, 1), hn::DemoteTo(narrow, x)));
}

V tier(V amount) {
    return hn::Add(hn::Add(where(from(amount, 100'000), 2), where(from(amount, 500'000), 3)),
                   where(from(amount, 1'000'000), 5));
}

void contract_points(const double* contracts, const int32_t* offsets, size_t rows, double* points) {
    int32_t before[chunk * most_items + 32];
    const int32_t first = offsets[0];
    const auto items = static_cast<size_t>(offsets[rows] - first);
    size_t k = 0;
    for (; k + hn::Lanes(f) <= items; k += hn::Lanes(f))
        hn::StoreU(hn::DemoteTo(narrow, tier(hn::LoadU(f, contracts + k))), narrow, before + k);
    for (; k < items; ++k) {
        const double amount = contracts[k];
        before[k] = amount >= 1'000'000 ? 10 : amount >= 500'000 ? 5 : amount >= 100'000 ? 2 : 0;
    }
    int32_t sum = 0;
    for (k = 0; k < items; ++k) {
        const int32_t more = before[k];
        before[k] = sum;
        sum += more;
    }
    before[items] = sum;
    const hn::Rebind<int32_t, F> i32;
    size_t i = 0;
    for (; i + hn::Lanes(f) <= rows; i += hn::Lanes(f)) {
        const auto base = hn::Set(i32, first);
        const auto begin = hn::Sub(hn::LoadU(i32, offsets + i), base);
        const auto end = hn::Sub(hn::LoadU(i32, offsets + i + 1), base);
        const auto of =
            hn::Sub(hn::GatherIndex(i32, before, end), hn::GatherIndex(i32, before, begin));
        hn::StoreU(hn::PromoteTo(f, of), f, points + i);
    }
    for (; i < rows; ++i) points[i] = before[offsets[i + 1] - first] - before[offsets[i] - first];
}

/// Rows i to i + Lanes.
void score(const BareDoubles& of, size_t i, const double* contracts, const BareDoubleResults& out,
           size_t at) {
    const auto load = [i](const double* column) { return hn::LoadU(f, column + i); };
    const V attainment = hn::Div(load(of.sales), load(of.target));
    const V over = at_most(at_least(hn::Floor(add(times(attainment, 100), -100)), 0), 20);
    const V results = at_most(hn::Add(hn::Add(over, at_most(hn::LoadU(f, contracts + at), 15)),
                                      at_most(times(load(of.new_customers), 0.5), 10)),
                              35);
    const V satisfaction = load(of.satisfaction);
    const V satisfied = hn::Add(where(from(satisfaction, 90), 3), where(from(satisfaction, 95), 2));
    const V hours = load(of.training_hours);
    const V trained = at_most(hn::Add(times(at_most(hours, 10), 0.1),
                                      times(at_most(at_least(add(hours, -10), 0), 20), 0.2)),
                              5);
    const V quality =
        at_most(hn::Add(hn::Add(satisfied, where(from(load(of.teamwork), 8), 2)), trained), 10);
    const V missed = at_most(at_least(times(hn::Sub(set(1), attainment), 50), 0), 15);
    const V complained = at_most(add(power_of_two(load(of.complaints)), -1), 31);
    const V violations = load(of.violations);
    const V away = times(at_least(add(load(of.absence_days), -3), 0), 0.5);
    const V senior = where(hn::And(from(load(of.level), 8), hn::Lt(attainment, set(1.05))), 2);
    const V conduct = at_most(
        hn::Add(hn::Add(hn::Add(hn::Add(missed, complained), times(violations, 5)), away), senior),
        60);
    static const double places[8] = {1.5, -0.5, 0, 2, -1, 0.5, 3, -2};
    const Long whole;
    const V place =
        hn::GatherIndex(f, places, hn::PromoteTo(whole, hn::DemoteTo(narrow, load(of.region))));
    const V points = hn::Add(hn::Sub(hn::Add(results, quality), conduct), place);
    const V total = at_most(at_least(add(points, 100), 0), 150);
    const V tenths = hn::IfThenZeroElse(from(violations, 3), hn::Floor(add(times(total, 10), 0.5)));
    hn::StoreU(hn::Div(tenths, set(10)), f, out.score + i);
    const M best = from(tenths, 1200), good = from(tenths, 1050), fair = from(tenths, 900),
            poor = from(tenths, 750);
    hn::StoreU(
        hn::IfThenElse(
            best, set(1.5),
            hn::IfThenElse(good, set(1.2),
                           hn::IfThenElse(fair, set(1), hn::IfThenElse(poor, set(0.8), set(0.5))))),
        f, out.factor + i);
    const V grade =
        hn::Sub(hn::Sub(hn::Sub(hn::Sub(set(4), where(best, 1)), where(good, 1)), where(fair, 1)),
                where(poor, 1));
    const hn::Rebind<uint8_t, F> bytes;
    hn::StoreU(hn::DemoteTo(bytes, hn::DemoteTo(narrow, grade)), bytes, out.grade + i);
}

}  // namespace

// The last rows are done again from further in front, so that none needs a loop of its own.
extern "C" void bare_doubles_simd(const BareDoubles* all, const BareDoubleResults* out) {
    const size_t lanes = hn::Lanes(f);
    if (all->rows < lanes) return bare_doubles_native(all, 1, out);
    for (size_t from = 0; from < all->rows; from += chunk) {
        const size_t rows = std::min(chunk, all->rows - from);
        double contracts[chunk];
        contract_points(all->contracts + all->offsets[from], all->offsets + from, rows, contracts);
        if (rows < lanes) {
            BareDoubles rest = *all;
            const auto move = [from](const double*& column) { column += from; };
            for (auto* column : {&rest.sales, &rest.target, &rest.satisfaction, &rest.new_customers,
                                 &rest.complaints, &rest.violations, &rest.training_hours,
                                 &rest.teamwork, &rest.absence_days, &rest.region, &rest.level})
                move(*column);
            rest.offsets += from;
            rest.rows = rows;
            const BareDoubleResults behind{out->score + from, out->factor + from,
                                           out->grade + from};
            bare_doubles_native(&rest, 1, &behind);
            return;
        }
        for (size_t at = 0; at < rows; at += lanes) {
            const size_t here = std::min(at, rows - lanes);
            score(*all, from + here, contracts, *out, here);
        }
    }
}
