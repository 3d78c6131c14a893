// What a training needs besides its data: the blocks of rows, scratch memory, and state shared by threads.
#pragma once
#include <math.h>
#include <stdatomic.h>
#include <stdint.h>
#include "CKernels.h"

typedef ptrdiff_t extent;

static inline extent rounded_down(extent n, extent multiple) { return n - n % multiple; }

/// Rows that one thread processes at a time. Blocks follow each other in the order of additions.
typedef struct { extent first, end, first_leaf, end_leaf; } row_block;

/// A range that pairwise summation adds in one loop, at most 128 numbers; it starts at a multiple of 8.
typedef struct { extent first, end; } leaf;

typedef struct {
    const ck_training *of;
    /// The number of outputs rounded up to whole vectors of four.
    extent padded_outputs;
    row_block *blocks;
    extent block_count, longest_block;
    /// For one output: the leaves of the pairwise sums, and the sum of each.
    leaf *leaves;
    extent leaf_count;
    double *loss_leaves, *bias_leaves;
    /// For several outputs: all squared residuals.
    double *squares;
    /// The sums of the running epoch: the gradients of w and b; for one column the 16 chains of the dot product.
    double *gradient, *bias_gradient, *chains;
    /// w with its outputs padded.
    double *padded_w;
    /// Where the running epoch's prediction goes; null if it isn't needed.
    double *prediction;
    /// The weights after the running epoch.
    double *next_w, *next_b;
    /// Whether blocks are read twice: once for the prediction and once, from the cache, for the gradient.
    bool in_two_reads;
    /// Whether blocks are so long that threads check for a stop request inside them; their results are then
    /// discarded.
    bool looks_inside;
    int threads;
} training_plan;

static inline bool training_is_stopped(const training_plan *plan) { return plan->of->is_stopped && plan->of->is_stopped(); }

/// Whether to abandon a long block.
static inline bool training_leaves_block(const training_plan *plan) { return plan->looks_inside && training_is_stopped(plan); }

/// A thread's scratch memory for one block.
typedef struct { double *residuals, *squares, *shares, *sums; } block_scratch;
