// Steps of training that are known beforehand: a list of instructions over memory that was planned once.
#pragma once
#include <stdbool.h>
#include <stddef.h>

/// What is done with each element. Truth values are the numbers 0 and 1.
typedef enum {
    CK_COPY, CK_NEGATE, CK_ABSOLUTE, CK_SIGN, CK_ROOT, CK_SQUARE, CK_RECIPROCAL, CK_EXP, CK_EXP2, CK_EXPM1, CK_LOG, CK_LOG2,
    CK_LOG10, CK_LOG1P, CK_SIN, CK_COS, CK_TAN, CK_ARCSIN, CK_ARCCOS, CK_ARCTAN, CK_SINH, CK_COSH, CK_TANH, CK_FLOOR, CK_CEIL,
    CK_TRUNC, CK_RINT, CK_NOT, CK_SIGMOID,
    CK_ADD, CK_SUBTRACT, CK_MULTIPLY, CK_DIVIDE, CK_POWER, CK_MAXIMUM, CK_MINIMUM, CK_FMAX, CK_FMIN, CK_EQUAL, CK_UNEQUAL, CK_LESS,
    CK_LESS_EQUAL, CK_GREATER, CK_GREATER_EQUAL, CK_AND, CK_OR, CK_ARCTAN2, CK_HYPOT, CK_LOGADDEXP,
    CK_WHERE, CK_CLIP,
} ck_function;

/// Where an operand's number for an element lies.
typedef enum {
    /// At the element's own place.
    CK_EACH,
    /// At one place for all.
    CK_SAME,
    /// At the element's place in its row of `columns`.
    CK_BY_COLUMN,
    /// At the place of its row of `columns`, times `step`.
    CK_BY_ROW,
    /// At its place in the block's scratch memory number `slot`.
    CK_SCRATCH,
} ck_reach;

typedef struct {
    ck_reach reach;
    const double *numbers;
    ptrdiff_t columns, step, slot;
} ck_operand;

/// One function of a chain: its result goes to all memory of its own, or to scratch memory where `result` is null.
typedef struct {
    ck_function function;
    /// Whether a result that is not finite is unusual.
    bool is_watched;
    int operand_count;
    ck_operand operands[3];
    double *result;
    ptrdiff_t slot;
} ck_link;

/// A stretch of numbers that a reduction takes in: into one number (`output_step` 0), or into one each.
typedef struct {
    ptrdiff_t output, output_step, input, input_step, count;
    bool is_first;
} ck_stretch;

typedef enum { CK_CHAIN, CK_SUM, CK_FOLD, CK_GATHER, CK_SCATTER, CK_PLACE, CK_PRODUCT, CK_ROWS, CK_VECTOR, CK_DOT, CK_PLAIN, CK_CALL } ck_step_kind;

typedef struct {
    ck_step_kind kind;
    /// Whether all threads take a part of it.
    bool is_shared;
    /// The number of elements of a chain, of the result of a reduction, or of what is moved.
    ptrdiff_t count;
    double *result;
    const double *input;
    // A chain.
    const ck_link *links;
    ptrdiff_t link_count, slot_count;
    // A reduction; sums are divided by `divisor`, unless it is 0.
    const ck_stretch *stretches;
    ptrdiff_t stretch_count;
    double divisor;
    void (*fold)(const ck_stretch *stretch, const double *input, double *output, bool takes_greater);
    bool takes_greater;
    // What is moved: a gathered element comes from its place, a scattered one goes there. `result_count` are there.
    const ptrdiff_t *places;
    ptrdiff_t result_count;
    // A product of m x k and k x n; the result's rows are `c_row` apart.
    ptrdiff_t m, k, n;
    const double *a, *b;
    ptrdiff_t a_row, a_column, b_row, b_column, c_row, c_column;
    /// Whether a stays as it is when the instructions are made ready.
    bool a_stays;
    /// For all else, on one thread.
    void (*call)(const void *step);
} ck_step;

typedef struct ck_steps ck_steps;

/// How a run of all instructions ended.
typedef enum { CK_STEP_DONE = 0, CK_STEP_UNUSUAL = 1, CK_STEP_STOPPED = 2 } ck_step_end;

/// Makes ready to run instructions, on so many threads at the most; null where there is no memory. They and all that they
/// name must stay until `ck_steps_close`.
ck_steps *ck_steps_open(const ck_step *steps, ptrdiff_t count, int threads, bool (*is_stopped)(void));

/// Runs all instructions in order. `CK_STEP_UNUSUAL` if a result that is watched was not finite, `CK_STEP_STOPPED` if
/// `is_stopped` said so: what they wrote is then of no use.
ck_step_end ck_steps_run(ck_steps *steps);

void ck_steps_close(ck_steps *steps);
