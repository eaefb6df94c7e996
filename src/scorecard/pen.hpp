// Words and values on paper: what a Wording says, as texts that stay as long as the paper. In:
// words, values. Out: texts, those of the plan as they stand in its story. Must not know lines or
// conditions. Tests: tests/scorecard/explain_test.cpp.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "scorecard/paper.hpp"
#include "scorecard/wording.hpp"

namespace meritum::scorecard {

/// As its Wording, which must outlive it.
class Pen {
public:
    Pen(const Wording& wording, Paper& paper) : wording_(wording), paper_(paper) {}

    std::string_view say(Word word, std::initializer_list<std::string_view> parts = {}) {
        if (parts.size() == 0) return wording_.pattern(word);
        const auto bytes = wording_.size(word, parts);
        auto* const begin = static_cast<char*>(paper_.take(bytes, 1));
        wording_.write(word, parts, begin);
        return {begin, bytes};
    }
    std::string_view pick(const graph::Words& words) const { return wording_.pick(words); }
    std::string_view title(const graph::Words& label, const graph::Words& names) const {
        const auto text = pick(label);
        return text.empty() ? pick(names) : text;
    }
    std::string_view title(const graph::Grade& grade) {
        const auto text = pick(grade.label);
        return text.empty() ? say(Word::grade) : text;
    }
    /// In full; empty: its notation never ends.
    std::string_view digits(const value::Figure& number) {
        auto& space = *new (paper_.take(sizeof(value::Figure::Space), 1)) value::Figure::Space;
        const auto digits = number.short_digits(space);
        if (!digits.empty()) return digits;
        return written([&](std::string& text) { number.append_digits(text); });
    }
    /// Its digits may be there already.
    std::string_view show(const Value& value, const Form& form, std::string_view digits = {}) {
        if (is_plain(value, form)) {
            if (digits.empty()) digits = this->digits(value.number);
            if (!digits.empty()) return digits;
        }
        return written([&](std::string& text) { wording_.show(value, form, text); });
    }
    std::string_view show_difference(const value::Figure& number, const Form& form) {
        return written([&](std::string& text) { wording_.show_difference(number, form, text); });
    }
    /// `digits`: the number's.
    std::string_view with_sign(const value::Figure& number, const Form& form,
                               std::string_view digits) {
        if (digits.empty() || form.unit == value::Unit::money)
            return written([&](std::string& text) { append_with_sign(number, form, text); });
        return number.is_positive() ? joined({"+", digits}) : digits;
    }
    std::string_view copy(std::string_view text) { return paper_.copy(text); }
    std::string_view joined(std::initializer_list<std::string_view> texts) {
        return paper_.joined(texts);
    }

    const Wording& wording() const { return wording_; }
    Paper& paper() { return paper_; }

private:
    /// A number that is shown as its digits and nothing else.
    static bool is_plain(const Value& value, const Form& form) {
        return value.is_there() && form.type == value::Type::number && !value.endless &&
               !form.percent &&
               (form.unit == value::Unit::plain || form.unit == value::Unit::points);
    }

    template <class Write>
    std::string_view written(const Write& write) {
        scratch_.clear();
        write(scratch_);
        return paper_.copy(scratch_);
    }

    const Wording& wording_;
    Paper& paper_;
    std::string scratch_;
};

}  // namespace meritum::scorecard
