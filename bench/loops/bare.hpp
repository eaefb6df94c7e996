// The workload as loops written by hand, with nothing of Meritum. In: raw pointers to columns. Out:
// raw pointers to columns. These files are compiled by Clang -O3 whichever compiler builds the rest
// (bench/CMakeLists.txt); what they answer is checked by whoever times them.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

// Every fact a double. Contracts of row i are [offsets[i], offsets[i + 1]).
struct BareDoubles {
    size_t rows;
    const double *sales, *target, *contracts, *satisfaction, *new_customers, *complaints;
    const double *violations, *training_hours, *teamwork, *absence_days, *region, *level;
    const int32_t* offsets;
};
struct BareDoubleResults {
    double *score, *factor;
    uint8_t* grade;
};

// H, for the machine at hand, for AVX2 and for any x86-64. On other processors the latter two do
// what the first does.
using BareDoublesLoop = void(const BareDoubles*, int64_t copies, const BareDoubleResults*);
BareDoublesLoop bare_doubles_native, bare_doubles_avx2, bare_doubles_baseline;

// One copy, by explicit SIMD: shows what the compiler's vectors leave on the table.
void bare_doubles_simd(const BareDoubles*, const BareDoubleResults*);

// Facts in the workload's own widths; exact. Points are counted in 32 bits, which ranges prove to
// be enough for up to 1,700 copies.
struct BareNarrow {
    size_t rows;
    const int64_t *sales, *target, *contracts;  ///< cents
    const int32_t* offsets;
    const int16_t* satisfaction;  ///< tenths
    const int8_t *new_customers, *complaints, *violations, *training_hours, *teamwork;
    const int8_t *absence_days, *region, *level;
};
struct BareNarrowResults {
    int32_t *score, *factor;  ///< tenths
    uint8_t* grade;
};
void bare_narrow(const BareNarrow*, int64_t copies, const BareNarrowResults*);

// The rank of the score within the region and whether it is among the best fifth there, by a
// histogram of tenths. `seen` is room for 8 x 1,501.
void bare_ranks(size_t rows, const int32_t* score, const int8_t* region, int32_t* seen,
                int32_t* rank, uint8_t* best);

// One person per call, in doubles: what a record form is compared with.
struct BareRecord {
    double sales, target, satisfaction, new_customers, complaints, violations, training_hours;
    double teamwork, absence_days, region, level;
    const double* contracts;
    size_t contract_count;
};
struct BareRecordResult {
    double score, factor;
    int grade;
};
void bare_record(const BareRecord*, int64_t copies, BareRecordResult*);

// Reads `in` and writes `out`, piece by piece in turn, as a loop over rows would.
uint64_t bare_memory(const void* in, size_t in_bytes, void* out, size_t out_bytes);

// The compiler of these files.
const char* bare_compiler();

}  // extern "C"
