// See links.hpp.
#include "exec/links.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <type_traits>
#include <utility>

#include "exec/registers.hpp"
#include "number/wide.hpp"

namespace meritum::exec {

using value::Operator;

void FixedValues::set(std::size_t index, const number::Int256& value) {
    values_[index] = {convert<std::int8_t>(value), convert<std::int16_t>(value),
                      convert<std::int32_t>(value), convert<std::int64_t>(value), value};
}

void FixedValues::fix(const WholeColumns& whole) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const auto& fixed = schedule_.fixed[i];
        switch (fixed.kind) {
            case Fixed::Kind::constant: set(i, fixed.value); break;
            case Fixed::Kind::text: set(i, number::Int256(whole.text_code(fixed.text))); break;
            case Fixed::Kind::everyone: {
                const auto& column = whole.column(fixed.node);
                if (size_of(column) == 0) break;  // of a later stage
                set(i, std::visit([](const auto& v) { return convert<number::Int256>(v[0]); },
                                  column));
                break;
            }
        }
    }
}

const void* FixedValues::at(std::size_t index, Hold width) const {
    const auto& value = values_[index];
    switch (width) {
        case Hold::i8: return &value.i8;
        case Hold::i16: return &value.i16;
        case Hold::i32: return &value.i32;
        default: return &value.i64;
    }
}

const void* FixedValues::typed(Hold width, const std::vector<std::int64_t>& numbers) {
    auto& block = blocks_.emplace_back(std::max(numbers.size(), simd::most_values));
    with_hold(width, [&](auto tag) {
        using T = typename decltype(tag)::Value;
        if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
            auto* to = reinterpret_cast<std::byte*>(block.data());
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                const auto number = static_cast<T>(numbers[i]);
                std::memcpy(to + i * sizeof(T), &number, sizeof(T));
            }
        }
    });
    return block.data();
}

namespace {

/// Which operands from `first` on are fixed.
std::size_t shape(const Step& step, std::size_t first) {
    const bool a = step.in[first].kind == Operand::Kind::fixed;
    const bool b = step.in[first + 1].kind == Operand::Kind::fixed;
    return static_cast<std::size_t>(a && b ? simd::Shape::both_fixed
                                    : a    ? simd::Shape::first_fixed
                                    : b    ? simd::Shape::second_fixed
                                           : simd::Shape::columns);
}

/// `meaning(a, b, c)` of 64 rows.
template <class Meaning>
void words(const void* a, const void* b, const void* c, void* out, std::size_t rows) {
    const auto* x = static_cast<const std::uint64_t*>(a);
    const auto* y = static_cast<const std::uint64_t*>(b);
    const auto* z = static_cast<const std::uint64_t*>(c);
    auto* to = static_cast<std::uint64_t*>(out);
    for (std::size_t i = 0; i < rows / 64; ++i) to[i] = Meaning::of(x, y, z, i);
}

using Words = const std::uint64_t*;
struct Not {
    static std::uint64_t of(Words x, Words, Words, std::size_t i) { return ~x[i]; }
};
struct And {
    static std::uint64_t of(Words x, Words y, Words, std::size_t i) { return x[i] & y[i]; }
};
struct Or {
    static std::uint64_t of(Words x, Words y, Words, std::size_t i) { return x[i] | y[i]; }
};
struct Less {
    static std::uint64_t of(Words x, Words y, Words, std::size_t i) { return ~x[i] & y[i]; }
};
struct LessEqual {
    static std::uint64_t of(Words x, Words y, Words, std::size_t i) { return ~x[i] | y[i]; }
};
struct Equal {
    static std::uint64_t of(Words x, Words y, Words, std::size_t i) { return ~(x[i] ^ y[i]); }
};
struct Choose {
    static std::uint64_t of(Words x, Words y, Words z, std::size_t i) {
        return (x[i] & y[i]) | (~x[i] & z[i]);
    }
};

Logic logic_of(Operator op) {
    switch (op) {
        case Operator::logical_not: return words<Not>;
        case Operator::minimum:
        case Operator::logical_and: return words<And>;
        case Operator::maximum:
        case Operator::logical_or: return words<Or>;
        case Operator::less: return words<Less>;
        case Operator::less_equal: return words<LessEqual>;
        case Operator::equal: return words<Equal>;
        default: return words<Choose>;
    }
}

class Linker {
public:
    Linker(const Schedule& schedule, const graph::Graph& graph, const simd::Kernels& kernels,
           FixedValues& fixed)
        : schedule_(schedule), graph_(graph), kernels_(kernels), fixed_(fixed) {
        made_.constants.push_back(nullptr);  // of operands there are none of
    }

    Linked run(const Stage& stage) {
        made_.links.reserve(stage.steps.size());
        for (const auto& step : stage.steps) made_.links.push_back(bound(step));
        return std::move(made_);
    }

private:
    Hold hold_of(std::uint32_t reg) const { return schedule_.registers[reg].hold; }

    std::uint32_t constant(const void* at) {
        const auto next = schedule_.registers.size() + made_.constants.size();
        const auto [place, fresh] = places_.emplace(at, static_cast<std::uint32_t>(next));
        if (fresh) made_.constants.push_back(at);
        return place->second;
    }

    std::uint32_t place(const Operand& operand, Hold width) {
        switch (operand.kind) {
            case Operand::Kind::reg: return operand.index;
            case Operand::Kind::fixed: return constant(fixed_.at(operand.index, width));
            case Operand::Kind::none: break;
        }
        return static_cast<std::uint32_t>(schedule_.registers.size());
    }

    Link bound(const Step& step) {
        Link made;
        made.step = &step;
        made.table = graph_[step.node].table;
        made.out = step.out;
        const auto out = step.out == no_register ? step.width : hold_of(step.out);
        const auto width = step.kind == Step::Kind::multiples ? out : step.width;
        for (std::size_t i = 0; i < made.in.size(); ++i)
            made.in[i] = place(step.in[i], step.kind == Step::Kind::ratio ? Hold::i64 : width);
        bind(step, out, made);
        return made;
    }

    void bind(const Step& step, Hold out, Link& made) {
        const auto width = static_cast<std::size_t>(step.width);
        const auto to = static_cast<std::size_t>(out);
        const auto binary = [&](simd::Binary kernel) {
            made.call = Link::Call::binary;
            made.binary = kernel;
        };
        const auto ternary = [&](Logic kernel) {
            made.call = Link::Call::ternary;
            made.ternary = kernel;
        };
        const auto unary = [&](simd::Unary kernel) {
            made.call = Link::Call::unary;
            made.unary = kernel;
        };
        const auto numbers = [&](simd::Count kernel) {
            made.call = Link::Call::numbers;
            made.numbers = kernel;
            const auto& all = schedule_.numbers[step.numbers];
            made.in[1] = constant(fixed_.typed(step.width, all));
            made.how_many = all.size();
        };
        switch (step.kind) {
            case Step::Kind::arithmetic:
                return binary(kernels_.arithmetic[step.op][width][shape(step, 0)]);
            case Step::Kind::multiply_halves:
                return binary(kernels_.multiply_halves[shape(step, 0)]);
            case Step::Kind::comparison:
                return binary(kernels_.comparison[step.op][width][shape(step, 0)]);
            case Step::Kind::division:
                return binary(kernels_.division[step.op][width][shape(step, 0)]);
            case Step::Kind::select: return ternary(kernels_.select[width][shape(step, 1)]);
            case Step::Kind::clamp: return ternary(kernels_.clamp[width]);
            case Step::Kind::quick_division:
                return binary(kernels_.quick_division[step.op][shape(step, 0)]);
            case Step::Kind::ratio: return ternary(kernels_.ratio[step.op]);
            case Step::Kind::multiples: {
                const bool fixed = step.in[0].kind == Operand::Kind::fixed;
                const auto& factors = schedule_.numbers[step.numbers];
                made.call = Link::Call::multiples;
                made.multiples = kernels_.multiples[width][to][fixed ? 1 : 0];
                made.in[1] = constant(fixed_.typed(out, factors));
                made.how_many = factors.size();
                made.terms = &schedule_.terms[step.terms];
                return;
            }
            case Step::Kind::logic: return ternary(logic_of(static_cast<Operator>(step.op)));
            case Step::Kind::count: return numbers(kernels_.count[width]);
            case Step::Kind::look_up: return numbers(kernels_.look_up[width]);
            case Step::Kind::from_bits: return unary(kernels_.from_bits[to]);
            case Step::Kind::convert:
                if (is_narrow(step.width) && is_narrow(out)) unary(kernels_.convert[width][to]);
                return;
            default: return;
        }
    }

    const Schedule& schedule_;
    const graph::Graph& graph_;
    const simd::Kernels& kernels_;
    FixedValues& fixed_;
    std::map<const void*, std::uint32_t> places_;
    Linked made_;
};

}  // namespace

Linked link(const Schedule& schedule, const Stage& stage, const graph::Graph& graph,
            const simd::Kernels& kernels, FixedValues& fixed) {
    return Linker(schedule, graph, kernels, fixed).run(stage);
}

}  // namespace meritum::exec
