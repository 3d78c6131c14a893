// The loops of each kind of processor.
#pragma once
#include <float.h>
#include <math.h>
#include "training_plan.h"

/// When a training ends before its last epoch; the Training module's `StoppingRule` is the same.
typedef struct {
    double limit, growth_limit, tolerance, loss_before;
    bool has_first;
} stopping_rule;

/// The first loss sets the limit for later ones.
static inline void take_first_loss(stopping_rule *rule, double loss) {
    double limit = loss * rule->growth_limit;
    rule->limit = loss > 0 && limit < DBL_MAX ? limit : DBL_MAX;
    rule->has_first = true;
}

static inline stopping_rule stopping_rule_of(const ck_training *of) {
    stopping_rule rule = {.limit = DBL_MAX, .growth_limit = of->growth_limit, .tolerance = of->tolerance,
        .loss_before = of->loss_before};
    if (!isnan(of->first_loss)) take_first_loss(&rule, of->first_loss);
    return rule;
}

/// Whether a loss isn't finite, or has exceeded the limit.
static inline bool has_diverged(const stopping_rule *rule, double loss) { return !(loss <= rule->limit); }

/// Records the loss of a finished epoch; returns true if it changed by less than the tolerance.
static inline bool has_converged(stopping_rule *rule, double loss) {
    if (!rule->has_first) take_first_loss(rule, loss);
    double change = loss - rule->loss_before;
    rule->loss_before = loss;
    return (change < 0 ? -change : change) < rule->tolerance;
}

/// A training of at most `small_rows` rows and `small_columns` columns, which needs only stack memory.
enum { small_rows = 32, small_columns = 16 };
typedef struct {
    const ck_training *of;
    extent finished;
    stopping_rule rule;
} small_training;

typedef struct {
    // A block of a training.
    void (*begin_block)(const training_plan *, row_block, block_scratch, bool descends);
    void (*end_block)(const training_plan *, row_block, block_scratch, bool descends);
    /// Runs epochs of a small training until `until` are finished or it ends; NULL if blocks are as fast.
    ck_ending (*train_small)(small_training *, extent until);
    // Products.
    void (*multiply_packed)(extent length, const double *a, extent rows, const double *b, extent columns, double *c, extent row,
        extent column);
    void (*odd_row)(extent length, const double *a, extent a_step, const double *b, extent b_row, extent b_column,
        extent columns, double *c, extent c_column);
    void (*vector_rows)(const double *x, extent stride, extent rows, extent columns, const double *w, double *y,
        extent y_stride, extent first, extent end);
    void (*vector_columns)(const double *x, extent stride, extent rows, extent columns, const double *r, double *g,
        extent first, extent end, extent from, extent to);
    void (*multiply_lower)(extent length, const double *a, const double *b, extent size, double *c);
    double (*dot)(const double *a, const double *b, extent count);
    // Random numbers.
    void (*refill)(uint32_t *key);
    void (*doubles)(const uint32_t *words, double *numbers, extent count);
    extent (*disc)(const double *pairs, extent count, double *first, double *second, double *squares);
    void (*scale)(extent count, const double *logarithms, const double *squares, double *first, double *second);
} kernel_loops;

/// The loops of a build.
kernel_loops kernel_loops_of(ck_path path);

/// The length of `dgemm`'s next block when `left` products remain: 256 for 512 or more, half rounded up to a multiple
/// of 4 for 257 to 511, otherwise all.
static inline extent product_block(extent left) {
    if (left >= 512) return 256;
    return left > 256 ? rounded_down(left / 2 + 3, 4) : left;
}
