/* The people of this host, and how they become a table. Knows nothing of Meritum but Arrow's
 * structs. */
#ifndef PEOPLE_H
#define PEOPLE_H

#include <meritum.h>
#include <stddef.h>
#include <stdint.h>

/* Amounts in cents. */
struct person {
    const char* id;
    int64_t sales, target;
    int32_t complaints;
    const int64_t* contracts;
    size_t contract_count;
};

extern const struct person persons[];
extern const size_t person_count;

/* Everybody as one table: id, sales, target, complaints, and contracts as a column of lists.
   Nothing is copied that lives as long as the program; the rest is freed when both are released. */
void people_as_arrow(struct ArrowSchema* schema, struct ArrowArray* array);

/* Prints the columns id, score and grade of a stream of results. */
void print_results(struct ArrowArrayStream* results);

#endif
