// Scoring by friendly facts: one participant to a card, a document of data to a document of
// results; archived cards again. Tests: tests/c/score_test.cpp.
#include <cstddef>

#include "card.hpp"
#include "facts.hpp"
#include "meritum/read_json.hpp"
#include "meritum/replay.hpp"
#include "plan.hpp"
#include "texts.hpp"

namespace meritum::c {
namespace {

constexpr std::size_t first_score_options =
    offsetof(meritum_score_options, keep) + sizeof(meritum_keep);

std::string written(const Plan& plan, const Results& results, meritum_output output,
                    std::string_view lang) {
    switch (output) {
        case MERITUM_TEXT: return to_table(plan, results, lang);
        case MERITUM_JSON: return to_json(results);
        case MERITUM_CSV: return to_csv(results);
        case MERITUM_ARCHIVE: return to_archive(results);
        case MERITUM_MARKDOWN:
        case MERITUM_SCHEMA:
        case MERITUM_JUNIT: break;
    }
    refuse_value("output", output);
}

}  // namespace

ScoreOptions score_options_of(const meritum_score_options* options) {
    const auto given = read_struct(options, first_score_options, "options");
    ScoreOptions own;
    own.params = params_of(given.params, given.param_count);
    own.period = text_of(given.period, "options->period");
    own.lang = text_or(given.lang, "options->lang", "en");
    own.keep = keep_of(given.keep, Keep::lines);
    return own;
}

}  // namespace meritum::c

using namespace meritum::c;

meritum_status meritum_plan_score(const meritum_plan* plan, const meritum_facts* facts,
                                  const meritum_score_options* options, meritum_card** card,
                                  meritum_error** error) {
    return guarded(error, [&] {
        auto& made = empty_place_of(card, "card");
        made = make<meritum_card>(
            plan_of(plan).score(body_of(facts, "facts"), score_options_of(options)));
    });
}

meritum_status meritum_plan_score_json(const meritum_plan* plan, const char* json, size_t json_size,
                                       const meritum_score_options* options, meritum_output output,
                                       meritum_text** made, meritum_error** error) {
    return guarded(error, [&] {
        auto& place = empty_place_of(made, "made");
        const auto& own = plan_of(plan);
        auto how = score_options_of(options);
        const auto data = meritum::read_json(own, bytes_of(json, json_size, "json"));
        how.unread = data.errors;
        const auto filled = data.tables.empty() ? own : own.with_tables(data.tables);
        const auto results = filled.score_all(data.facts, how);
        place = make<meritum_text>(written(filled, results, output, how.lang));
    });
}

meritum_status meritum_plan_replay(const meritum_plan* plan, const char* archive,
                                   size_t archive_size, meritum_output output, int32_t* identical,
                                   meritum_text** made, meritum_error** error) {
    return guarded(error, [&] {
        auto& place = empty_place_of(made, "made");
        if (output != MERITUM_TEXT && output != MERITUM_JSON) refuse_value("output", output);
        const auto replay = plan_of(plan).replay(bytes_of(archive, archive_size, "archive"));
        place = make<meritum_text>(output == MERITUM_JSON ? to_json(replay) : to_text(replay));
        if (identical != nullptr) *identical = replay.identical() ? 1 : 0;
    });
}
