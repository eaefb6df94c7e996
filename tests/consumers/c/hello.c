/* The smallest program in C99 with Meritum inside: the score of one participant. */
#include <meritum.h>
#include <stdio.h>

int main(void) {
    static const char facts[] = "{\"sales\": 1320000, \"target\": 1000000}";
    meritum_error* error = NULL;
    meritum_plan* plan = NULL;
    meritum_text* results = NULL;
    if (meritum_plan_load("plan.merit", MERITUM_TO_NUL, &plan, NULL, &error) ||
        meritum_plan_score_json(plan, facts, MERITUM_TO_NUL, NULL, MERITUM_CSV, &results, &error)) {
        puts(meritum_error_get(error, MERITUM_TEXT, NULL));
    } else {
        fputs(meritum_text_get(results, NULL), stdout);
    }
    meritum_free(error);
    meritum_free(results);
    meritum_free(plan);
    return 0;
}
