/* See people.h. How Arrow lays out columns:
 * https://arrow.apache.org/docs/format/CDataInterface.html. */
#include "people.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t of_ann[] = {64000000, 8500000};
static const int64_t of_dan[] = {12000000, 50000000, 9999999};

const struct person persons[] = {
    {"ann", 132000000, 100000000, 1, of_ann, 2},
    {"bob", 87450000, 90000000, 0, NULL, 0},
    {"chen", 100000000, 100000000, 0, NULL, 0},
    {"dan", 150000050, 120000000, 3, of_dan, 3},
    {"eve", 1000000, 0, 0, NULL, 0},
};
const size_t person_count = sizeof persons / sizeof *persons;

/* --- columns on their way out: everything is copied, and freed by release --- */

/* Memory, or the end of this small program. */
static void* memory(size_t bytes) {
    void* block = calloc(1, bytes == 0 ? 1 : bytes);
    if (block == NULL) exit(3);
    return block;
}

static void release_schema(struct ArrowSchema* schema) {
    int64_t i;
    for (i = 0; i < schema->n_children; ++i) {
        if (schema->children[i]->release != NULL) schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    schema->release = NULL;
}

static void release_array(struct ArrowArray* array) {
    int64_t i;
    for (i = 0; i < array->n_children; ++i) {
        if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    for (i = 0; i < array->n_buffers; ++i) free((void*)array->buffers[i]);
    free(array->children);
    free(array->buffers);
    array->release = NULL;
}

/* A column with so many children, which are to be made. Words live as long as the program. */
static void begin(struct ArrowSchema* schema, struct ArrowArray* array, const char* format,
                  const char* name, size_t length, int64_t buffers, int64_t children) {
    int64_t i;
    memset(schema, 0, sizeof *schema);
    memset(array, 0, sizeof *array);
    schema->format = format;
    schema->name = name;
    schema->n_children = array->n_children = children;
    schema->children = memory((size_t)children * sizeof *schema->children);
    array->children = memory((size_t)children * sizeof *array->children);
    for (i = 0; i < children; ++i) {
        schema->children[i] = memory(sizeof **schema->children);
        array->children[i] = memory(sizeof **array->children);
    }
    array->length = (int64_t)length;
    array->n_buffers = buffers;
    array->buffers = memory((size_t)buffers * sizeof *array->buffers);
    schema->release = release_schema;
    array->release = release_array;
}

static void begin_child(struct ArrowSchema* schema, struct ArrowArray* array, int64_t child,
                        const char* format, const char* name, size_t length, int64_t buffers,
                        int64_t children) {
    begin(schema->children[child], array->children[child], format, name, length, buffers, children);
}

/* Cents as decimal128 with two places: 16 bytes each, the lower eight first. */
static void put_cents(int64_t* words, size_t row, int64_t cents) {
    words[2 * row] = cents;
    words[2 * row + 1] = cents < 0 ? -1 : 0;
}

static void put_ids(struct ArrowArray* array) {
    int32_t* ends = memory((person_count + 1) * sizeof *ends);
    char* bytes;
    size_t i;
    for (i = 0; i < person_count; ++i) ends[i + 1] = ends[i] + (int32_t)strlen(persons[i].id);
    bytes = memory((size_t)ends[person_count]);
    for (i = 0; i < person_count; ++i)
        memcpy(bytes + ends[i], persons[i].id, strlen(persons[i].id));
    array->buffers[1] = ends;
    array->buffers[2] = bytes;
}

/* A list of structs with one field: where each person's items end, and the items of all. */
static void put_contracts(struct ArrowSchema* schema, struct ArrowArray* array) {
    int32_t* ends = memory((person_count + 1) * sizeof *ends);
    int64_t* amounts;
    size_t i, item, items;
    for (i = 0; i < person_count; ++i) ends[i + 1] = ends[i] + (int32_t)persons[i].contract_count;
    items = (size_t)ends[person_count];
    amounts = memory(2 * items * sizeof *amounts);
    for (i = 0; i < person_count; ++i) {
        for (item = 0; item < persons[i].contract_count; ++item)
            put_cents(amounts, (size_t)ends[i] + item, persons[i].contracts[item]);
    }
    array->buffers[1] = ends;
    begin_child(schema, array, 0, "+s", "item", items, 1, 1);
    begin_child(schema->children[0], array->children[0], 0, "d:18,2", "amount", items, 2, 0);
    array->children[0]->children[0]->buffers[1] = amounts;
}

void people_as_arrow(struct ArrowSchema* schema, struct ArrowArray* array) {
    int64_t* sales = memory(2 * person_count * sizeof *sales);
    int64_t* targets = memory(2 * person_count * sizeof *targets);
    int32_t* complaints = memory(person_count * sizeof *complaints);
    size_t i;
    for (i = 0; i < person_count; ++i) {
        put_cents(sales, i, persons[i].sales);
        put_cents(targets, i, persons[i].target);
        complaints[i] = persons[i].complaints;
    }
    begin(schema, array, "+s", "", person_count, 1, 5);
    begin_child(schema, array, 0, "u", "id", person_count, 3, 0);
    begin_child(schema, array, 1, "d:18,2", "sales", person_count, 2, 0);
    begin_child(schema, array, 2, "d:18,2", "target", person_count, 2, 0);
    begin_child(schema, array, 3, "i", "complaints", person_count, 2, 0);
    begin_child(schema, array, 4, "+l", "contracts", person_count, 2, 1);
    put_ids(array->children[0]);
    array->children[1]->buffers[1] = sales;
    array->children[2]->buffers[1] = targets;
    array->children[3]->buffers[1] = complaints;
    put_contracts(schema->children[4], array->children[4]);
}

/* --- columns that came in --- */

static int is_there(const struct ArrowArray* column, int64_t row) {
    const uint8_t* bits = column->buffers[0];
    const int64_t at = row + column->offset;
    return bits == NULL || (bits[at / 8] >> (at % 8) & 1) != 0;
}

/* Texts with 64 bits for where each ends ("U"). */
static void print_text(const struct ArrowArray* column, int64_t row) {
    const int64_t* ends = column->buffers[1];
    const char* bytes = column->buffers[2];
    const int64_t at = row + column->offset;
    printf("%.*s", (int)(ends[at + 1] - ends[at]), bytes + ends[at]);
}

static void print_value(const struct ArrowSchema* type, const struct ArrowArray* column,
                        int64_t row) {
    const int64_t at = row + column->offset;
    if (!is_there(column, row)) {
        printf("-");
    } else if (column->dictionary != NULL && type->format[0] == 'c') {
        print_text(column->dictionary, ((const int8_t*)column->buffers[1])[at]);
    } else if (type->format[0] == 'u') { /* an id, as it was given */
        const int32_t* ends = column->buffers[1];
        printf("%.*s", (int)(ends[at + 1] - ends[at]), (const char*)column->buffers[2] + ends[at]);
    } else if (strncmp(type->format, "d:38,", 5) == 0) { /* these fit 64 bits */
        printf("%" PRId64 " / 10^%s", ((const int64_t*)column->buffers[1])[2 * at],
               type->format + 5);
    } else {
        printf("(%s)", type->format);
    }
}

void print_results(struct ArrowArrayStream* results) {
    struct ArrowSchema schema;
    struct ArrowArray batch;
    int64_t row, column;
    if (results->get_schema(results, &schema) != 0) return;
    while (results->get_next(results, &batch) == 0 && batch.release != NULL) {
        for (row = 0; row < batch.length; ++row) {
            for (column = 0; column < batch.n_children; ++column) {
                printf("  %s ", schema.children[column]->name);
                print_value(schema.children[column], batch.children[column], row);
            }
            puts("");
        }
        batch.release(&batch);
    }
    schema.release(&schema);
}
