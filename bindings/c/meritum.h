/// Meritum for C, and for every language that calls C: written schemes of bonuses and deductions,
/// turned into scores that explain themselves.
///
///     meritum_plan* plan = NULL;
///     meritum_error* error = NULL;
///     if (meritum_plan_load("plan.merit", MERITUM_TO_NUL, &plan, NULL, &error) != MERITUM_OK)
///         return complain(error);
///
/// Conventions
///
/// Results. A function that can fail returns a meritum_status and takes a `meritum_error** error`
///   last, which may be NULL. On MERITUM_OK `*error` is NULL; else it is an object that says what
///   went wrong (meritum_error_get), and whatever the function makes is NULL or as it was. Nothing
///   is thrown, and what a callback throws becomes an error.
/// Ownership. What a function makes (`meritum_x** made`) belongs to the caller, who gives it to
///   meritum_free, in any order: a card outlives its plan. Pointers that come out of an object
///   belong to it and end with it. What goes in is borrowed until the function returns.
/// Texts are UTF-8 with a length in bytes; zeros may be in them. The length MERITUM_TO_NUL says
///   that the text ends at its first zero. NULL is a text only if the length is 0. A text that
///   comes out has a zero behind it, which its length does not count.
/// Numbers are exact: coefficient / 10^scale, 118.5 being 1185 and 1, and beside it the decimal
///   text. Nothing is ever a binary float.
/// Structs that are passed begin with their own size, `meritum_explain_options options = {.size =
///   sizeof options}`: what follows may be 0, which is the default. A program may be older than the
///   library, and newer if it leaves 0 what the library does not know. Elements of arrays
///   (meritum_param, meritum_list) and meritum_view stay as they are.
/// Threads. Plans, cards, scores and texts never change and may be used by several threads at once;
///   facts and records by one at a time. Callbacks come on the thread that called, progress on any,
///   one at a time.
/// Mistakes. NULL, an object that was freed or is another one, a length, size or enumerator that
///   cannot be: each is MERITUM_WRONG_ARGUMENT. A pointer to no memory cannot be told.
/// Versions. What is here stays: functions, enumerators and fields are only added, and
///   MERITUM_ABI_VERSION, which is in the library's SONAME, changes if that cannot be kept.
#ifndef MERITUM_C_H
#define MERITUM_C_H

#include <stddef.h>
#include <stdint.h>

#ifndef MERITUM_C_API
#ifdef _WIN32
#define MERITUM_C_API __declspec(dllimport)
#else
#define MERITUM_C_API __attribute__((visibility("default")))
#endif
#endif

#ifdef __cplusplus
#define MERITUM_INT32 : int32_t
extern "C" {
#else
#define MERITUM_INT32
#endif

#define MERITUM_ABI_VERSION 1
#define MERITUM_TO_NUL SIZE_MAX   ///< a length: up to the first zero
#define MERITUM_NO_ITEM SIZE_MAX  ///< of a record: a fact, not a field of an item

typedef enum meritum_status MERITUM_INT32 {
    MERITUM_OK = 0,
    MERITUM_WRONG_ARGUMENT = 1,  ///< the call is a mistake of the program
    MERITUM_WRONG_PLAN = 2,      ///< the plan has errors: diagnostics say which
    MERITUM_WRONG_FACTS = 3,     ///< facts or params are not what the plan says
    MERITUM_REFUSED = 4,  ///< a file that cannot be read, a name the plan does not have, a plan
                          ///< that cannot be asked so
    MERITUM_STOPPED = 5,  ///< by the progress callback
    MERITUM_OUT_OF_MEMORY = 6,
    MERITUM_INTERNAL = 7  ///< a defect, or something that a callback threw
} meritum_status;

/// What a function writes. Each says which it knows.
typedef enum meritum_output MERITUM_INT32 {
    MERITUM_TEXT = 0,  ///< for people
    MERITUM_JSON = 1,  ///< docs/json.md
    MERITUM_MARKDOWN = 2,
    MERITUM_CSV = 3,
    MERITUM_ARCHIVE = 4,  ///< JSON with all that meritum_plan_replay needs
    MERITUM_SCHEMA = 5,   ///< JSON Schema of a plan's data
    MERITUM_JUNIT = 6     ///< XML
} meritum_output;

typedef enum meritum_keep MERITUM_INT32 {
    MERITUM_KEEP_DEFAULT = 0,  ///< of a card lines, of a table results
    MERITUM_KEEP_RESULTS = 1,
    MERITUM_KEEP_LINES = 2,
    MERITUM_KEEP_EVERYTHING = 3  ///< of a card only: explained without being computed again
} meritum_keep;

typedef enum meritum_type MERITUM_INT32 {
    MERITUM_MISSING = 0,  ///< not rated, withheld, or hanging on a fact that is missing
    MERITUM_NUMBER = 1,
    MERITUM_BOOLEAN = 2,
    MERITUM_STRING = 3,  ///< a text, a choice or a grade
    MERITUM_DATE = 4
} meritum_type;

typedef enum meritum_stream MERITUM_INT32 {
    MERITUM_RESULTS = 0,
    MERITUM_LINES = 1,  ///< if lines were kept
    MERITUM_ERRORS = 2
} meritum_stream;

typedef struct meritum_error meritum_error;    ///< what went wrong
typedef struct meritum_text meritum_text;      ///< a text that was made
typedef struct meritum_plan meritum_plan;      ///< a checked plan
typedef struct meritum_facts meritum_facts;    ///< what happened to one participant
typedef struct meritum_card meritum_card;      ///< what the plan makes of it, with all reasons
typedef struct meritum_record meritum_record;  ///< one participant after the other, quickly
typedef struct meritum_scores meritum_scores;  ///< the results of a table

/// A text of somebody else.
typedef struct meritum_view {
    const char* data;
    size_t size;
} meritum_view;

// --- everything ---

/// "0.1.0".
MERITUM_C_API const char* meritum_version(void);
/// MERITUM_ABI_VERSION of the library that is loaded.
MERITUM_C_API uint32_t meritum_abi_version(void);

/// Frees any object that a function of this header made. NULL is fine. MERITUM_WRONG_ARGUMENT: it
/// was freed before, or is no object of ours; nothing is done then.
MERITUM_C_API meritum_status meritum_free(void* object);

/// NULL and a size of 0 if it is no text. `size` may be NULL.
MERITUM_C_API const char* meritum_text_get(const meritum_text* text, size_t* size);

/// What went wrong. MERITUM_TEXT: words fit to be shown to people, several lines where a plan or
/// facts are wrong. MERITUM_JSON: `{"status", "message", "plans", "errors"}`, a status as
/// "wrong_plan", the shape of docs/json.md for both lists. NULL and a size of 0 if it is no error.
MERITUM_C_API const char* meritum_error_get(const meritum_error* error, meritum_output output,
                                            size_t* size);

// --- plans ---

/// Gives a file that the plan names, `path` being relative to the plan ("shared/common.merit").
/// Returns 1 and the file's bytes, which stay until the next call or the end of the compilation, or
/// 0 and why there is none, in words, or nothing.
typedef int32_t (*meritum_resolve)(void* data, const char* path, size_t path_size,
                                   const char** bytes, size_t* size);

typedef struct meritum_plan_options {
    size_t size;
    meritum_view file;        ///< the plan's name in messages; "plan.merit"
    meritum_view folder;      ///< of the file system, for files the plan names
    meritum_resolve resolve;  ///< instead of a folder; without either there are no such files
    void* resolve_data;
} meritum_plan_options;

/// Reads, checks and compiles a file with the files it names beside it. `diagnostics` may be NULL;
/// else it gets what there is to say about the plan, warnings of a good one too, as JSON
/// (docs/json.md, `meritum check --format json`), also where the plan is wrong, and NULL if it
/// cannot be read at all.
MERITUM_C_API meritum_status meritum_plan_load(const char* file, size_t file_size,
                                               meritum_plan** plan, meritum_text** diagnostics,
                                               meritum_error** error);
/// Likewise from memory. `options` may be NULL.
MERITUM_C_API meritum_status meritum_plan_compile(const char* text, size_t text_size,
                                                  const meritum_plan_options* options,
                                                  meritum_plan** plan, meritum_text** diagnostics,
                                                  meritum_error** error);
/// The plan with rows for its tables `rows from data`, out of JSON data that has them under
/// `tables` (docs/data.md). Such a plan does not score without.
MERITUM_C_API meritum_status meritum_plan_with_rows(const meritum_plan* plan, const char* json,
                                                    size_t json_size, meritum_plan** filled,
                                                    meritum_error** error);
/// Its facts, lists, params, rules, grades and outcomes: MERITUM_JSON, MERITUM_SCHEMA, and
/// MERITUM_TEXT in the tongue `lang` ("en", "zh"; NULL and 0: "en").
MERITUM_C_API meritum_status meritum_plan_describe(const meritum_plan* plan, meritum_output output,
                                                   const char* lang, size_t lang_size,
                                                   meritum_text** made, meritum_error** error);
/// The canonical form of a plan's text, comments kept, in the tongue `lang` (empty: its own). Needs
/// only that it parses.
MERITUM_C_API meritum_status meritum_format(const char* text, size_t text_size, const char* lang,
                                            size_t lang_size, const meritum_plan_options* options,
                                            meritum_text** made, meritum_error** error);

/// A param that the host overrides. The value is written as in data: "0.05", "5%", "yes".
typedef struct meritum_param {
    meritum_view name;
    meritum_view value;
} meritum_param;

typedef struct meritum_score_options {
    size_t size;
    const meritum_param* params;
    size_t param_count;
    meritum_view period;  ///< empty: the last one among the facts
    meritum_view lang;    ///< tongue of the `because` texts; "en"
    meritum_keep keep;
} meritum_score_options;

/// Scores one participant, who is alone: a plan that ranks gives the first place. `options` may be
/// NULL.
MERITUM_C_API meritum_status meritum_plan_score(const meritum_plan* plan,
                                                const meritum_facts* facts,
                                                const meritum_score_options* options,
                                                meritum_card** card, meritum_error** error);
/// Scores everybody of a JSON document of data (docs/data.md, rows of tables too). Made is
/// MERITUM_JSON, MERITUM_ARCHIVE, MERITUM_CSV or MERITUM_TEXT (a table) as of `meritum score`; who
/// cannot be scored is among its `errors`.
MERITUM_C_API meritum_status meritum_plan_score_json(const meritum_plan* plan, const char* json,
                                                     size_t json_size,
                                                     const meritum_score_options* options,
                                                     meritum_output output, meritum_text** made,
                                                     meritum_error** error);
/// Computes archived cards again: MERITUM_JSON or MERITUM_TEXT. `identical` may be NULL; it gets 1
/// if all of them come out the same to the digit, else 0.
MERITUM_C_API meritum_status meritum_plan_replay(const meritum_plan* plan, const char* archive,
                                                 size_t archive_size, meritum_output output,
                                                 int32_t* identical, meritum_text** made,
                                                 meritum_error** error);

// --- facts ---

/// Nothing is checked here: names, types and ranges are checked when a plan scores them. `id` and
/// `period` ("2026-Q3") may be empty.
MERITUM_C_API meritum_status meritum_facts_new(const char* id, size_t id_size, const char* period,
                                               size_t period_size, meritum_facts** facts,
                                               meritum_error** error);
/// The one participant of a JSON document of data (docs/data.md).
MERITUM_C_API meritum_status meritum_facts_from_json(const meritum_plan* plan, const char* json,
                                                     size_t json_size, meritum_facts** facts,
                                                     meritum_error** error);
/// Adds an item to a list, with a key or without one (empty). `contracts.amount` names a field of
/// the item of `contracts` that was added last.
MERITUM_C_API meritum_status meritum_facts_add_item(meritum_facts* facts, const char* list,
                                                    size_t list_size, const char* key,
                                                    size_t key_size, meritum_error** error);
/// A fact by any of its names, or a field. Each replaces an earlier value.
MERITUM_C_API meritum_status meritum_facts_set_number(meritum_facts* facts, const char* name,
                                                      size_t name_size, int64_t coefficient,
                                                      int32_t scale, meritum_error** error);
/// Any type as it is written in data: "1250.50", "15%", "2026-07-01", "yes". Empty: missing.
MERITUM_C_API meritum_status meritum_facts_set_text(meritum_facts* facts, const char* name,
                                                    size_t name_size, const char* text,
                                                    size_t text_size, meritum_error** error);
MERITUM_C_API meritum_status meritum_facts_set_boolean(meritum_facts* facts, const char* name,
                                                       size_t name_size, int32_t value,
                                                       meritum_error** error);
/// Days since 1970-01-01.
MERITUM_C_API meritum_status meritum_facts_set_date(meritum_facts* facts, const char* name,
                                                    size_t name_size, int64_t days,
                                                    meritum_error** error);

// --- cards ---

typedef struct meritum_value {
    size_t size;
    meritum_type type;
    int32_t scale;        ///< of a number: it is coefficient / 10^scale; -1: see its text
    int64_t coefficient;  ///< days of a date since 1970-01-01; 1 or 0 of a boolean
    meritum_view text;    ///< "118.5", "2026-07-01", "yes", "A"; empty if missing
    meritum_view unit;    ///< "points", "CNY", "days" or empty
} meritum_value;

/// A signed step towards a total; those of a total add up to it. Names are first names.
typedef struct meritum_line {
    size_t size;
    meritum_view line;      ///< identity: total/category/rule/kind
    meritum_view rule;      ///< empty for start, limits of categories and totals, rounding
    meritum_view category;  ///< empty: none
    meritum_view total;
    meritum_view unit;
    meritum_view because;
    meritum_view points;  ///< "-1.5"
    int64_t coefficient;
    int32_t scale;  ///< points are coefficient / 10^scale; -1: see their text
} meritum_line;

/// "score", "grade", or a total or outcome by any of its names. `value->size` is set by the caller.
MERITUM_C_API meritum_status meritum_card_value(const meritum_card* card, const char* name,
                                                size_t name_size, meritum_value* value,
                                                meritum_error** error);
/// Of lines that were kept, in the order in which cards show them.
MERITUM_C_API meritum_status meritum_card_line_count(const meritum_card* card, size_t* count,
                                                     meritum_error** error);
MERITUM_C_API meritum_status meritum_card_line(const meritum_card* card, size_t index,
                                               meritum_line* line, meritum_error** error);

typedef struct meritum_explain_options {
    size_t size;
    meritum_view lang;  ///< "en"
    meritum_view part;  ///< of MERITUM_TEXT: only what this first name is about; empty: all
    uint32_t width;     ///< of MERITUM_TEXT: columns to fold at; 0: 100
    int32_t colour;     ///< of MERITUM_TEXT: 1 with ANSI codes
    int32_t waterfall;  ///< of MERITUM_TEXT: 1 draws bars of Unicode, 2 of ASCII
} meritum_explain_options;

/// The whole story: MERITUM_TEXT, MERITUM_MARKDOWN, MERITUM_JSON or MERITUM_ARCHIVE (one line).
/// `options` may be NULL.
MERITUM_C_API meritum_status meritum_card_explain(const meritum_card* card, meritum_output output,
                                                  const meritum_explain_options* options,
                                                  meritum_text** made, meritum_error** error);

// --- one participant after the other ---

/// For plans that look at one participant alone and no other period. Once as many items were there
/// before, nothing below allocates but where something is wrong or a number is beyond 64 bits.
MERITUM_C_API meritum_status meritum_record_new(const meritum_plan* plan,
                                                const meritum_param* params, size_t param_count,
                                                meritum_record** record, meritum_error** error);
/// A place for a fact, or for a field of a list's items ("contracts.amount"). Numbers are set as
/// value / 10^scale, 0 to 18. The first place asked for is 0, the next 1, ...; results are counted
/// apart. So are those of every record.
MERITUM_C_API meritum_status meritum_record_slot(meritum_record* record, const char* name,
                                                 size_t name_size, int32_t scale, uint32_t* slot,
                                                 meritum_error** error);
MERITUM_C_API meritum_status meritum_record_result(meritum_record* record, const char* name,
                                                   size_t name_size, uint32_t* result,
                                                   meritum_error** error);
/// How many items the list of this field has. New ones have no values.
MERITUM_C_API meritum_status meritum_record_resize(meritum_record* record, uint32_t field,
                                                   size_t items, meritum_error** error);
/// A number or the days of a date, of a fact (MERITUM_NO_ITEM) or of an item from 0 on. Facts stay
/// until they are set again; what does not fit is told by meritum_record_score.
MERITUM_C_API meritum_status meritum_record_set_number(meritum_record* record, uint32_t slot,
                                                       size_t item, int64_t value,
                                                       meritum_error** error);
/// All items of a field at once; their list then has `count` items.
MERITUM_C_API meritum_status meritum_record_set_numbers(meritum_record* record, uint32_t field,
                                                        const int64_t* values, size_t count,
                                                        meritum_error** error);
MERITUM_C_API meritum_status meritum_record_set_boolean(meritum_record* record, uint32_t slot,
                                                        size_t item, int32_t value,
                                                        meritum_error** error);
/// Any type as it is written in data. Empty: missing.
MERITUM_C_API meritum_status meritum_record_set_text(meritum_record* record, uint32_t slot,
                                                     size_t item, const char* text,
                                                     size_t text_size, meritum_error** error);
/// MERITUM_WRONG_FACTS: there are no results.
MERITUM_C_API meritum_status meritum_record_score(meritum_record* record, meritum_error** error);
/// Of the last score, which was MERITUM_OK. The texts stay until the next one.
MERITUM_C_API meritum_status meritum_record_value(meritum_record* record, uint32_t result,
                                                  meritum_value* value, meritum_error** error);

// --- tables ---

// As https://arrow.apache.org/docs/format/CDataInterface.html has them, for whoever has not.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary;
    void (*release)(struct ArrowSchema*);
    void* private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers;
    struct ArrowArray** children;
    struct ArrowArray* dictionary;
    void (*release)(struct ArrowArray*);
    void* private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    const char* (*get_last_error)(struct ArrowArrayStream*);
    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};

#endif

/// The items of a list as a table of its own: a row per item, whose it is in the column
/// meritum_table_options::owner.
typedef struct meritum_list {
    meritum_view name;
    struct ArrowArrayStream* items;
} meritum_list;

typedef struct meritum_table_options {
    size_t size;
    const meritum_param* params;
    size_t param_count;
    meritum_view id;       ///< the column of participants' ids; "id"
    meritum_view owner;    ///< the column of an item's owner; "participant"
    meritum_keep keep;     ///< results or lines
    uint32_t threads;      ///< that work at once, the caller's among them, at most 1,024; 0: one
    int32_t allow_floats;  ///< 1: binary floats are taken, each as its shortest decimal
    /// Gets the share of work that is done, 0 to 1, now and then. Returns 1 to go on, 0 to stop:
    /// MERITUM_STOPPED. May be NULL.
    int32_t (*goes_on)(void* data, double done);
    void* goes_on_data;
} meritum_table_options;

/// Scores the participants of a stream, a row each; a column is a fact by any of its names, a list
/// a column of lists of structs or one of `lists`. Which types go with which facts is said in
/// include/meritum/arrow.hpp. All streams are read to their end and released, whatever happens.
MERITUM_C_API meritum_status meritum_plan_score_table(const meritum_plan* plan,
                                                      struct ArrowArrayStream* participants,
                                                      const meritum_list* lists, size_t list_count,
                                                      const meritum_table_options* options,
                                                      meritum_scores** scores,
                                                      meritum_error** error);
/// Makes a stream, which the caller releases; it outlives the scores. Rows stand as participants
/// did. MERITUM_RESULTS: the id, totals, grade and outcomes. MERITUM_LINES: the id and the points
/// of every line. MERITUM_ERRORS: row, id, fact, code and message of what is wrong with facts.
MERITUM_C_API meritum_status meritum_scores_read(const meritum_scores* scores, meritum_stream what,
                                                 struct ArrowArrayStream* out,
                                                 meritum_error** error);
/// `{"participants", "scored", "notices"}` as JSON; notices say what the plan does not know.
MERITUM_C_API meritum_status meritum_scores_describe(const meritum_scores* scores,
                                                     meritum_text** made, meritum_error** error);
/// A stream of one table. Schema and array move into it, whatever happens: they are released.
MERITUM_C_API meritum_status meritum_stream_of(struct ArrowSchema* schema, struct ArrowArray* array,
                                               struct ArrowArrayStream* out, meritum_error** error);

// --- suites ---

typedef struct meritum_suite_options {
    size_t size;
    meritum_view filter;  ///< only cases with this in "file: name"; empty: all
    uint32_t jobs;        ///< suites that run at the same time; 0: as many as processors
    int32_t colour;       ///< of MERITUM_TEXT: 1 with ANSI codes
} meritum_suite_options;

/// Runs tests of plans (docs/suites.md): a file, or all *.test.yaml of a folder. Made is a report
/// as MERITUM_TEXT, MERITUM_JSON or MERITUM_JUNIT; `passed` gets 1 if all is well, else 0.
/// `options` may be NULL.
MERITUM_C_API meritum_status meritum_suite_run(const char* path, size_t path_size,
                                               const meritum_suite_options* options,
                                               meritum_output output, int32_t* passed,
                                               meritum_text** made, meritum_error** error);

#ifdef __cplusplus
}
#endif

#undef MERITUM_INT32

#endif  // MERITUM_C_H
