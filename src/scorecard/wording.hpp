// How a scorecard speaks: a tongue for the plan's words and for our own, and values as people write
// them. In: words, values. Out: text. The only place that formats values. Must not know lines or
// conditions. Tests: tests/scorecard/wording_test.cpp.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "graph/story.hpp"
#include "scorecard/values.hpp"
#include "value/figure.hpp"

namespace meritum::scorecard {

enum class Word : std::uint8_t {
#define WORD(id, english, chinese) id,
#include "scorecard/words.def"
};

/// How a value of a quantity is shown; names and currency are the quantity's.
struct Form {
    Form() = default;
    Form(const graph::Quantity& quantity)
        : type(quantity.type),
          unit(quantity.unit),
          percent(quantity.percent),
          currency(quantity.currency),
          choices(&quantity.choices) {}
    /// What stands beside percents reads best as one, whatever its own declaration says.
    Form(const graph::Reading& reading) : Form(reading.quantity) {
        percent = percent || reading.percent;
    }

    value::Type type = value::Type::number;
    value::Unit unit = value::Unit::plain;
    bool percent = false;
    std::string_view currency;
    const std::vector<value::ChoiceNames>* choices = nullptr;
};

class Wording {
public:
    /// A tongue the plan or our table does not have falls back to the first.
    Wording(const graph::Story& story, std::string_view lang);

    /// Our own words.
    std::string say(Word word, std::initializer_list<std::string_view> parts = {}) const;
    /// The same behind a text.
    void say(Word word, std::initializer_list<std::string_view> parts, std::string& text) const;
    /// How long it is, and the same to where there is room for it.
    std::size_t size(Word word, std::initializer_list<std::string_view> parts) const;
    void write(Word word, std::initializer_list<std::string_view> parts, char* to) const;
    /// The same, slots as they are.
    std::string_view pattern(Word word) const;

    /// The plan's words in this tongue. Empty if there are none.
    const std::string& pick(const std::vector<std::string>& words) const {
        if (words.empty()) return no_words();
        return plan_tongue_ < words.size() ? words[plan_tongue_] : words.front();
    }

    /// Likewise a text with values inside; null if there is none.
    const graph::Text* pick_text(const std::vector<graph::Text>& texts) const;

    /// A label, or the name where there is no label.
    std::string title(const graph::Words& label, const graph::Words& names) const;

    /// Of the grade, which has no name: its label, or our own word.
    std::string title(const graph::Grade& grade) const;

    /// As people write it: "118.5", "132%", "1,320,000 CNY", "30 days", "yes", "North",
    /// "2026-07-01"; six places and an ellipsis where the notation never ends; the reason where
    /// there is no value.
    std::string show(const Value& value, const Form& form) const;
    void show(const Value& value, const Form& form, std::string& text) const;

    /// A difference of two such values: dates differ in days.
    void show_difference(const value::Figure& value, const Form& form, std::string& text) const;

private:
    void number_with_unit(const value::Figure& value, const Form& form, std::string& text) const;

    static const std::string& no_words();

    std::size_t plan_tongue_ = 0;  ///< index of Story::tongues
    std::size_t own_tongue_ = 0;   ///< column of words.def
};

/// "118.5", "-0.333333…": exact where the notation ends, else six places towards zero.
std::string shortest(const value::Figure& value);

/// A number in thousands: "1320000.5" is "1,320,000.5".
std::string in_thousands(std::string_view digits);

/// Money, the same wherever people read it: "1320000.5" is "1,320,000.50". Whole amounts and finer
/// ones have no more digits than they need.
std::string money(std::string_view digits);

/// With its sign: "+20", "-1.5", "0"; of money "+1,320,000.50".
std::string with_sign(const value::Figure& value, const Form& of);
void append_with_sign(const value::Figure& value, const Form& of, std::string& text);

}  // namespace meritum::scorecard
