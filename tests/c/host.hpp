// A host in C++ for the tests of meritum.h: objects that free themselves, texts as strings. In:
// calls. Out: what came of them. Uses nothing of Meritum but the header.
#pragma once

#include <gtest/gtest.h>
#include <meritum.h>

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace meritum::c_tests {

/// Where a function puts what it makes: `Made<meritum_plan> plan; f(plan.place())`.
template <class Handle>
class Made {
public:
    Made() = default;
    ~Made() { reset(); }
    Made(Made&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
    Made& operator=(Made&& other) noexcept {
        reset();
        object_ = other.take();
        return *this;
    }

    Handle** place() {
        reset();
        return &object_;
    }
    Handle* get() const { return object_; }
    Handle* take() { return std::exchange(object_, nullptr); }

private:
    void reset() { EXPECT_EQ(meritum_free(std::exchange(object_, nullptr)), MERITUM_OK); }

    Handle* object_ = nullptr;
};

using Text = Made<meritum_text>;

inline std::string words_of(const Text& text) {
    std::size_t size = 0;
    const char* data = meritum_text_get(text.get(), &size);
    return data == nullptr ? "(none)" : std::string(data, size);
}

inline std::string to_string(const meritum_view& view) { return {view.data, view.size}; }
inline meritum_view view_of(std::string_view text) { return {text.data(), text.size()}; }

/// An error's place, and what is in it.
class Wrong {
public:
    meritum_error** place() { return error_.place(); }
    bool is_there() const { return error_.get() != nullptr; }
    std::string words() const { return shown(MERITUM_TEXT); }
    std::string json() const { return shown(MERITUM_JSON); }

private:
    std::string shown(meritum_output output) const {
        std::size_t size = 0;
        const char* data = meritum_error_get(error_.get(), output, &size);
        return data == nullptr ? "(no error)" : std::string(data, size);
    }

    Made<meritum_error> error_;
};

/// Sees that an error came with the status, and in words if it came.
inline void expect(meritum_status got, meritum_status expected, const Wrong& wrong) {
    EXPECT_EQ(got, expected) << wrong.words();
    EXPECT_EQ(wrong.is_there(), expected != MERITUM_OK);
}

inline Made<meritum_plan> compiled(std::string_view text) {
    Made<meritum_plan> plan;
    Wrong wrong;
    expect(meritum_plan_compile(text.data(), text.size(), nullptr, plan.place(), nullptr,
                                wrong.place()),
           MERITUM_OK, wrong);
    return plan;
}

inline Made<meritum_plan> loaded(std::string_view file) {
    Made<meritum_plan> plan;
    Wrong wrong;
    expect(meritum_plan_load(file.data(), file.size(), plan.place(), nullptr, wrong.place()),
           MERITUM_OK, wrong);
    return plan;
}

inline Made<meritum_facts> facts_from(const Made<meritum_plan>& plan, std::string_view json) {
    Made<meritum_facts> facts;
    Wrong wrong;
    expect(
        meritum_facts_from_json(plan.get(), json.data(), json.size(), facts.place(), wrong.place()),
        MERITUM_OK, wrong);
    return facts;
}

inline Made<meritum_card> card_of(const Made<meritum_plan>& plan, std::string_view json) {
    Made<meritum_card> card;
    Wrong wrong;
    expect(meritum_plan_score(plan.get(), facts_from(plan, json).get(), nullptr, card.place(),
                              wrong.place()),
           MERITUM_OK, wrong);
    return card;
}

inline std::string explained(const Made<meritum_card>& card, meritum_output output,
                             std::string_view lang = "en") {
    meritum_explain_options options = {};
    options.size = sizeof options;
    options.lang = view_of(lang);
    Text text;
    Wrong wrong;
    expect(meritum_card_explain(card.get(), output, &options, text.place(), wrong.place()),
           MERITUM_OK, wrong);
    return words_of(text);
}

/// The value in words: "118.5 points", "A", "(missing)".
inline std::string value_of(const Made<meritum_card>& card, std::string_view name) {
    meritum_value value = {};
    value.size = sizeof value;
    Wrong wrong;
    expect(meritum_card_value(card.get(), name.data(), name.size(), &value, wrong.place()),
           MERITUM_OK, wrong);
    if (value.type == MERITUM_MISSING) return "(missing)";
    return to_string(value.text) + (value.unit.size == 0 ? "" : " " + to_string(value.unit));
}

/// Runs on a thread with a stack of its own size, as a Java host's has.
void on_stack(std::size_t bytes, const std::function<void()>& work);

/// examples/first-plan, and its facts of Ann as one participant.
inline constexpr std::string_view first_plan = "examples/first-plan/plan.merit";
inline constexpr std::string_view ann = R"([{"id": "ann", "period": "2026-Q3", "sales": 1320000,
    "target": 1000000, "complaints": 1, "contracts": [{"amount": 640000}, {"amount": 85000}]}])";

}  // namespace meritum::c_tests
