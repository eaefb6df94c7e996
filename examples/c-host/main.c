/* A host in C99: a plan, five sales people in structs, three ways to score them. In: the path of a
   plan (that of examples/first-plan). Out: what README.md shows. It knows Meritum by meritum.h
   alone. */
#include <inttypes.h>
#include <meritum.h>
#include <stdio.h>
#include <string.h>

#include "people.h"

/* Tells what went wrong and lets go of the error. */
static int complain(const char* what, meritum_error* error) {
    printf("%s: %s\n", what, meritum_error_get(error, MERITUM_TEXT, NULL));
    meritum_free(error);
    return 1;
}

static int print(meritum_text* text) {
    size_t size = 0;
    const char* words = meritum_text_get(text, &size);
    fwrite(words, 1, size, stdout);
    meritum_free(text);
    return 0;
}

/* --- one person, with a card that says why --- */

static meritum_facts* facts_of(const struct person* person, meritum_error** error) {
    meritum_facts* facts = NULL;
    size_t i;
    if (meritum_facts_new(person->id, MERITUM_TO_NUL, "2026-Q3", MERITUM_TO_NUL, &facts, error) ||
        meritum_facts_set_number(facts, "sales", MERITUM_TO_NUL, person->sales, 2, error) ||
        meritum_facts_set_number(facts, "target", MERITUM_TO_NUL, person->target, 2, error) ||
        meritum_facts_set_number(facts, "complaints", MERITUM_TO_NUL, person->complaints, 0, error))
        goto failed;
    for (i = 0; i < person->contract_count; ++i) {
        if (meritum_facts_add_item(facts, "contracts", MERITUM_TO_NUL, NULL, 0, error) ||
            meritum_facts_set_number(facts, "contracts.amount", MERITUM_TO_NUL,
                                     person->contracts[i], 2, error))
            goto failed;
    }
    return facts;
failed:
    meritum_free(facts);
    return NULL;
}

static int print_lines(const meritum_card* card) {
    meritum_error* error = NULL;
    meritum_line line = {.size = sizeof line};
    size_t i, count = 0;
    if (meritum_card_line_count(card, &count, &error)) return complain("lines", error);
    for (i = 0; i < count; ++i) {
        if (meritum_card_line(card, i, &line, &error)) return complain("line", error);
        printf("  %6s  %s\n", line.points.data, line.line.data);
    }
    return 0;
}

static int explain_one(const meritum_plan* plan, const struct person* person) {
    meritum_error* error = NULL;
    meritum_card* card = NULL;
    meritum_text* made = NULL;
    meritum_value score = {.size = sizeof score}, grade = {.size = sizeof grade};
    meritum_explain_options options = {.size = sizeof options};
    meritum_status status;
    meritum_facts* facts = facts_of(person, &error);
    if (facts == NULL) return complain(person->id, error);
    status = meritum_plan_score(plan, facts, NULL, &card, &error);
    meritum_free(facts);
    if (status) return complain(person->id, error);
    options.part.data = "over_achievement";
    options.part.size = strlen(options.part.data);
    if (meritum_card_value(card, "score", MERITUM_TO_NUL, &score, &error) ||
        meritum_card_value(card, "grade", MERITUM_TO_NUL, &grade, &error) ||
        meritum_card_explain(card, MERITUM_TEXT, &options, &made, &error)) {
        meritum_free(card);
        return complain(person->id, error);
    }
    printf("%s: %s (%" PRId64 " / 10^%d), grade %s\n", person->id, score.text.data,
           score.coefficient, (int)score.scale, grade.text.data);
    status = print_lines(card) != 0;
    meritum_free(card); /* what was explained stays */
    print(made);
    return (int)status;
}

/* --- everybody in turn, by places that were asked for once --- */

static int score_in_turn(const meritum_plan* plan) {
    meritum_error* error = NULL;
    meritum_record* record = NULL;
    uint32_t sales, target, complaints, amounts, score;
    size_t i;
    if (meritum_record_new(plan, NULL, 0, &record, &error) ||
        meritum_record_slot(record, "sales", MERITUM_TO_NUL, 2, &sales, &error) ||
        meritum_record_slot(record, "target", MERITUM_TO_NUL, 2, &target, &error) ||
        meritum_record_slot(record, "complaints", MERITUM_TO_NUL, 0, &complaints, &error) ||
        meritum_record_slot(record, "contracts.amount", MERITUM_TO_NUL, 2, &amounts, &error) ||
        meritum_record_result(record, "score", MERITUM_TO_NUL, &score, &error)) {
        meritum_free(record);
        return complain("record", error);
    }
    for (i = 0; i < person_count; ++i) {
        const struct person* who = &persons[i];
        meritum_value value = {.size = sizeof value};
        meritum_record_set_number(record, sales, MERITUM_NO_ITEM, who->sales, NULL);
        meritum_record_set_number(record, target, MERITUM_NO_ITEM, who->target, NULL);
        meritum_record_set_number(record, complaints, MERITUM_NO_ITEM, who->complaints, NULL);
        meritum_record_set_numbers(record, amounts, who->contracts, who->contract_count, NULL);
        if (meritum_record_score(record, &error)) {
            complain(who->id, error);
            continue;
        }
        meritum_record_value(record, score, &value, NULL);
        printf("  %-4s %s\n", who->id, value.text.data);
    }
    return meritum_free(record) != MERITUM_OK;
}

/* --- everybody as a table: columns of Arrow in, columns of Arrow out --- */

static int32_t tell_progress(void* data, double done) {
    *(double*)data = done;
    return 1;
}

static int score_table(const meritum_plan* plan) {
    meritum_error* error = NULL;
    meritum_scores* scores = NULL;
    meritum_text* told = NULL;
    struct ArrowSchema schema;
    struct ArrowArray array;
    struct ArrowArrayStream people, results;
    double done = 0;
    meritum_table_options options = {.size = sizeof options};
    options.threads = 2;
    options.goes_on = tell_progress;
    options.goes_on_data = &done;
    people_as_arrow(&schema, &array);
    if (meritum_stream_of(&schema, &array, &people, &error) ||
        meritum_plan_score_table(plan, &people, NULL, 0, &options, &scores, &error))
        return complain("table", error);
    if (meritum_scores_describe(scores, &told, &error) ||
        meritum_scores_read(scores, MERITUM_RESULTS, &results, &error)) {
        meritum_free(told);
        meritum_free(scores);
        return complain("results", error);
    }
    meritum_free(scores); /* the stream stays */
    print(told);
    print_results(&results);
    results.release(&results);
    return 0;
}

/* --- kept for years, and computed again --- */

static int archive_and_replay(const meritum_plan* plan) {
    static const char data[] =
        "[{\"id\": \"ann\", \"period\": \"2026-Q3\", \"sales\": 1320000, \"target\": 1000000}]";
    meritum_error* error = NULL;
    meritum_text *archive = NULL, *report = NULL;
    int32_t identical = 0;
    size_t size = 0;
    const char* bytes;
    if (meritum_plan_score_json(plan, data, MERITUM_TO_NUL, NULL, MERITUM_ARCHIVE, &archive,
                                &error))
        return complain("archive", error);
    bytes = meritum_text_get(archive, &size);
    if (meritum_plan_replay(plan, bytes, size, MERITUM_TEXT, &identical, &report, &error)) {
        meritum_free(archive);
        return complain("replay", error);
    }
    meritum_free(archive);
    print(report);
    return identical == 1 ? 0 : 1;
}

int main(int count, char** arguments) {
    meritum_error* error = NULL;
    meritum_plan* plan = NULL;
    int wrong;
    if (count != 2) {
        puts("usage: c-host PLAN");
        return 2;
    }
    printf("Meritum %s, ABI %u\n\n", meritum_version(), (unsigned)meritum_abi_version());
    if (meritum_plan_load(arguments[1], MERITUM_TO_NUL, &plan, NULL, &error))
        return complain("plan", error);
    puts("One person, with reasons:");
    wrong = explain_one(plan, &persons[0]);
    puts("\nEverybody in turn; the last one's target is wrong:");
    wrong |= score_in_turn(plan);
    puts("\nEverybody as a table:");
    wrong |= score_table(plan);
    puts("\nFrom an archive:");
    wrong |= archive_and_replay(plan);
    meritum_free(plan);
    return wrong;
}
