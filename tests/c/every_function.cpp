// See every_function.hpp. What is made by a call is not kept: none is to succeed.
#include "c/every_function.hpp"

namespace meritum::c_tests {
namespace {

meritum_value a_value = {sizeof(meritum_value), {}, {}, {}, {}, {}};
meritum_line a_line = {sizeof(meritum_line), {}, {}, {}, {}, {}, {}, {}, {}, {}};
meritum_text* a_text = nullptr;
meritum_plan* a_plan = nullptr;
meritum_card* a_card = nullptr;
meritum_facts* some_facts = nullptr;
meritum_record* a_record = nullptr;
meritum_scores* some_scores = nullptr;
std::size_t a_count = 0;
std::uint32_t a_place = 0;
std::int32_t a_truth = 0;
ArrowArrayStream a_stream = {};

/// Calls whose first argument is an object.
std::vector<Call> of_objects() {
    using P = void*;
    using E = meritum_error**;
    const auto as = [](auto* kind, void* object) {
        return static_cast<std::remove_reference_t<decltype(kind)>>(object);
    };
#define MERITUM_OF(kind) as(kind, first)
    return {
        {"plan_with_rows", true,
         [=](P first, E error) {
             return meritum_plan_with_rows(MERITUM_OF(a_plan), "{}", 2, &a_plan, error);
         }},
        {"plan_describe", true,
         [=](P first, E error) {
             return meritum_plan_describe(MERITUM_OF(a_plan), MERITUM_JSON, "", 0, &a_text, error);
         }},
        {"plan_score", true,
         [=](P first, E error) {
             return meritum_plan_score(MERITUM_OF(a_plan), some_facts, nullptr, &a_card, error);
         }},
        {"plan_score_json", true,
         [=](P first, E error) {
             return meritum_plan_score_json(MERITUM_OF(a_plan), "[]", 2, nullptr, MERITUM_JSON,
                                            &a_text, error);
         }},
        {"plan_replay", true,
         [=](P first, E error) {
             return meritum_plan_replay(MERITUM_OF(a_plan), "", 0, MERITUM_JSON, &a_truth, &a_text,
                                        error);
         }},
        {"plan_score_table", true,
         [=](P first, E error) {
             return meritum_plan_score_table(MERITUM_OF(a_plan), &a_stream, nullptr, 0, nullptr,
                                             &some_scores, error);
         }},
        {"facts_from_json", true,
         [=](P first, E error) {
             return meritum_facts_from_json(MERITUM_OF(a_plan), "{}", 2, &some_facts, error);
         }},
        {"facts_add_item", true,
         [=](P first, E error) {
             return meritum_facts_add_item(MERITUM_OF(some_facts), "l", 1, "", 0, error);
         }},
        {"facts_set_number", true,
         [=](P first, E error) {
             return meritum_facts_set_number(MERITUM_OF(some_facts), "a", 1, 1, 0, error);
         }},
        {"facts_set_text", true,
         [=](P first, E error) {
             return meritum_facts_set_text(MERITUM_OF(some_facts), "a", 1, "", 0, error);
         }},
        {"facts_set_boolean", true,
         [=](P first, E error) {
             return meritum_facts_set_boolean(MERITUM_OF(some_facts), "a", 1, 1, error);
         }},
        {"facts_set_date", true,
         [=](P first, E error) {
             return meritum_facts_set_date(MERITUM_OF(some_facts), "a", 1, 1, error);
         }},
        {"card_value", true,
         [=](P first, E error) {
             return meritum_card_value(MERITUM_OF(a_card), "score", 5, &a_value, error);
         }},
        {"card_line_count", true,
         [=](P first, E error) {
             return meritum_card_line_count(MERITUM_OF(a_card), &a_count, error);
         }},
        {"card_line", true,
         [=](P first, E error) {
             return meritum_card_line(MERITUM_OF(a_card), 0, &a_line, error);
         }},
        {"card_explain", true,
         [=](P first, E error) {
             return meritum_card_explain(MERITUM_OF(a_card), MERITUM_TEXT, nullptr, &a_text, error);
         }},
        {"record_new", true,
         [=](P first, E error) {
             return meritum_record_new(MERITUM_OF(a_plan), nullptr, 0, &a_record, error);
         }},
        {"record_slot", true,
         [=](P first, E error) {
             return meritum_record_slot(MERITUM_OF(a_record), "a", 1, 0, &a_place, error);
         }},
        {"record_result", true,
         [=](P first, E error) {
             return meritum_record_result(MERITUM_OF(a_record), "a", 1, &a_place, error);
         }},
        {"record_resize", true,
         [=](P first, E error) {
             return meritum_record_resize(MERITUM_OF(a_record), 0, 1, error);
         }},
        {"record_set_number", true,
         [=](P first, E error) {
             return meritum_record_set_number(MERITUM_OF(a_record), 0, 0, 1, error);
         }},
        {"record_set_numbers", true,
         [=](P first, E error) {
             return meritum_record_set_numbers(MERITUM_OF(a_record), 0, nullptr, 0, error);
         }},
        {"record_set_boolean", true,
         [=](P first, E error) {
             return meritum_record_set_boolean(MERITUM_OF(a_record), 0, 0, 1, error);
         }},
        {"record_set_text", true,
         [=](P first, E error) {
             return meritum_record_set_text(MERITUM_OF(a_record), 0, 0, "", 0, error);
         }},
        {"record_score", true,
         [=](P first, E error) { return meritum_record_score(MERITUM_OF(a_record), error); }},
        {"record_value", true,
         [=](P first, E error) {
             return meritum_record_value(MERITUM_OF(a_record), 0, &a_value, error);
         }},
        {"scores_read", true,
         [=](P first, E error) {
             return meritum_scores_read(MERITUM_OF(some_scores), MERITUM_RESULTS, &a_stream, error);
         }},
        {"scores_describe", true,
         [=](P first, E error) {
             return meritum_scores_describe(MERITUM_OF(some_scores), &a_text, error);
         }},
    };
#undef MERITUM_OF
}

/// Calls that begin with something else; they are given a null pointer only.
std::vector<Call> of_places() {
    using P = void*;
    using E = meritum_error**;
    return {
        {"plan_load", false,
         [](P first, E error) {
             return meritum_plan_load("x", 1, static_cast<meritum_plan**>(first), nullptr, error);
         }},
        {"plan_compile", false,
         [](P first, E error) {
             return meritum_plan_compile("plan p\n", 7, nullptr, static_cast<meritum_plan**>(first),
                                         nullptr, error);
         }},
        {"format", false,
         [](P first, E error) {
             return meritum_format("plan p\n", 7, "", 0, nullptr,
                                   static_cast<meritum_text**>(first), error);
         }},
        {"facts_new", false,
         [](P first, E error) {
             return meritum_facts_new("", 0, "", 0, static_cast<meritum_facts**>(first), error);
         }},
        {"stream_of", false,
         [](P first, E error) {
             return meritum_stream_of(static_cast<ArrowSchema*>(first), nullptr, &a_stream, error);
         }},
        {"suite_run", false,
         [](P first, E error) {
             return meritum_suite_run("examples/first-plan", MERITUM_TO_NUL, nullptr, MERITUM_JSON,
                                      static_cast<std::int32_t*>(first), &a_text, error);
         }},
    };
}

}  // namespace

const std::vector<Call>& every_function() {
    static const auto all = [] {
        auto calls = of_objects();
        for (auto& call : of_places()) calls.push_back(std::move(call));
        return calls;
    }();
    return all;
}

}  // namespace meritum::c_tests
