/* Every case of cases.tsv by the C ABI. In: the folder that cases.cpp filled. Out: for case 17,
   `17.c.json` (a JSON document scored as a whole) and `17.c.card.json` (facts of one participant,
   scored and explained). See run.py. */
#include <meritum.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 6, LINE = 65536, PATH = 4096, MOST_PARAMS = 16 };

struct texts {
    meritum_param params[MOST_PARAMS];
    size_t count;
};

static meritum_view view_of(const char* text) {
    meritum_view view;
    view.data = text;
    view.size = strlen(text);
    return view;
}

/* "folder/17.c.json". */
static void path_of(char path[PATH], const char* folder, const char* number, const char* name) {
    const int size = snprintf(path, PATH, "%s/%s%s", folder, number, name);
    if (size >= 0 && size < PATH) return;
    fprintf(stderr, "too long: %s\n", folder);
    exit(1);
}

/* A file's bytes with a zero behind them, or NULL. */
static char* read_all(const char* path, size_t* size) {
    FILE* file = fopen(path, "rb");
    char* bytes = NULL;
    *size = 0;
    if (file == NULL) return NULL;
    if (fseek(file, 0, SEEK_END) == 0) {
        const long length = ftell(file);
        rewind(file);
        bytes = length < 0 ? NULL : malloc((size_t)length + 1);
        if (bytes != NULL) *size = fread(bytes, 1, (size_t)length, file);
        if (bytes != NULL) bytes[*size] = 0;
    }
    fclose(file);
    return bytes;
}

/* Writes what was made, or what went wrong, and lets go of both. */
static void write_made(const char* folder, const char* number, const char* name, meritum_text* made,
                       meritum_error* error) {
    char path[PATH];
    FILE* file;
    size_t size = 0;
    const char* text = made != NULL ? meritum_text_get(made, &size)
                                    : meritum_error_get(error, MERITUM_TEXT, &size);
    path_of(path, folder, number, name);
    file = fopen(path, "wb");
    if (file == NULL || fwrite(text, 1, size, file) != size ||
        (made == NULL && fputc('\n', file) == EOF) || fclose(file) != 0) {
        fprintf(stderr, "cannot write %s\n", path);
        exit(1);
    }
    meritum_free(made);
    meritum_free(error);
}

/* "a=1;b=2" in place. */
static void read_params(char* text, struct texts* params) {
    char* one;
    params->count = 0;
    for (one = strtok(text, ";"); one != NULL && params->count < MOST_PARAMS;
         one = strtok(NULL, ";")) {
        char* equals = strchr(one, '=');
        if (equals == NULL) continue;
        *equals = 0;
        params->params[params->count].name = view_of(one);
        params->params[params->count].value = view_of(equals + 1);
        ++params->count;
    }
}

static void explain_one(const char* folder, const char* number, const meritum_plan* plan,
                        const char* json, size_t size, const meritum_score_options* options) {
    meritum_error* error = NULL;
    meritum_facts* facts = NULL;
    meritum_card* card = NULL;
    meritum_text* made = NULL;
    meritum_explain_options how = {.size = sizeof how};
    how.lang = options->lang;
    if (meritum_facts_from_json(plan, json, size, &facts, &error) == MERITUM_OK &&
        meritum_plan_score(plan, facts, options, &card, &error) == MERITUM_OK)
        meritum_card_explain(card, MERITUM_JSON, &how, &made, &error);
    write_made(folder, number, ".c.card.json", made, error);
    meritum_free(card);
    meritum_free(facts);
}

/* number, plan, period, tongue, params, how many rows of facts. */
static void score(const char* folder, char* fields[FIELDS]) {
    char path[PATH];
    size_t size = 0;
    struct texts params;
    meritum_error* error = NULL;
    meritum_plan* plan = NULL;
    meritum_text* made = NULL;
    meritum_score_options options = {.size = sizeof options};
    char* json;
    path_of(path, folder, fields[0], ".json");
    json = read_all(path, &size);
    if (json == NULL) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    read_params(fields[4], &params);
    options.params = params.params;
    options.param_count = params.count;
    options.period = view_of(fields[2]);
    options.lang = view_of(fields[3]);
    if (meritum_plan_load(fields[1], MERITUM_TO_NUL, &plan, NULL, &error) == MERITUM_OK)
        meritum_plan_score_json(plan, json, size, &options, MERITUM_JSON, &made, &error);
    write_made(folder, fields[0], ".c.json", made, error);
    if (plan != NULL && strcmp(fields[5], "1") == 0)
        explain_one(folder, fields[0], plan, json, size, &options);
    meritum_free(plan);
    free(json);
}

int main(int count, char** words) {
    static char line[LINE];
    char path[PATH];
    FILE* cases;
    if (count != 2) {
        fprintf(stderr, "host FOLDER\n");
        return 2;
    }
    path_of(path, words[1], "", "cases.tsv");
    cases = fopen(path, "rb");
    if (cases == NULL) {
        fprintf(stderr, "cannot read %s\n", path);
        return 1;
    }
    while (fgets(line, sizeof line, cases) != NULL) {
        char* fields[FIELDS];
        char* at = line;
        int i;
        for (i = 0; i < FIELDS; ++i) {
            char* end = strchr(at, '\t');
            if (end == NULL) {
                fprintf(stderr, "%s has a row of too few fields\n", path);
                return 1;
            }
            *end = 0;
            fields[i] = at;
            at = end + 1;
        }
        score(words[1], fields);
    }
    fclose(cases);
    return 0;
}
