// What the cases share: exact memory, random numbers and shapes, and the ways in which the same bits must come out.
#pragma once
#include <stdatomic.h>
#include "reference.h"

/// Which loops run, and on how many threads.
typedef struct {
    bool is_portable;
    int threads;
} way;

enum { way_count = 6 };
extern const way ways[way_count];

/// Takes a way's loops and names the case in what is told of a difference.
void take_way(way it, const char *format, ...) __attribute__((format(printf, 2, 3)));

/// Tells of a difference in a single bit.
void expect_same(const char *what, const double *found, const double *expected, extent count);

void expect(bool holds, const char *what);

/// How many expectations failed, and how many there were.
extern int failures, expectations;

/// The last word of a random sequence, which each case goes on with.
extern uint64_t random_state;
extent some(extent least, extent most);

/// Whether the next case is not of the sample; all are, unless the program's second argument N wants one of N.
bool is_left_out(void);

/// Memory of exactly so many numbers, uninitialised, so that Valgrind sees who reads too far or too early.
double *memory(extent count);

/// So many numbers of different size and sign.
double *random_numbers(extent count);

/// Rows with gaps of NaN in between, which must neither be used nor written.
double *random_rows(extent rows, extent columns, extent stride);

/// A copy that is to be freed.
double *copy(const double *numbers, extent count);

/// Stops work after so many questions; never if negative.
extern _Atomic extent questions_left;
bool is_stopped(void);

/// How many threads can still be had; without end if negative.
extern _Atomic extent threads_left;

void check_elements(void);
void check_products(void);
void check_steps(void);
void check_trainings(void);
void check_random_numbers(void);
