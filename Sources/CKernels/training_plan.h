// What a training needs beside its data: how rows are cut into blocks, scratch memory, and what threads share.
#pragma once
#include <math.h>
#include <stdatomic.h>
#include <stdint.h>
#include "CKernels.h"

typedef ptrdiff_t extent;

static inline extent rounded_down(extent n, extent multiple) { return n - n % multiple; }

/// Rows that one thread takes at a time. Blocks follow each other in the order of additions.
typedef struct { extent first, end, first_leaf, end_leaf; } row_block;

/// A stretch that pairwise summation adds in one go, at most 128 numbers; its start is a multiple of 8.
typedef struct { extent first, end; } leaf;

typedef struct {
    const ck_training *of;
    /// Outputs rounded up to whole vectors of four.
    extent padded_outputs;
    row_block *blocks;
    extent block_count, longest_block;
    /// With one output: the leaves of the pairwise sums, and the sum of each.
    leaf *leaves;
    extent leaf_count;
    double *loss_leaves, *bias_leaves;
    /// With more outputs: all squared residuals.
    double *squares;
    /// The sums of the epoch that runs: the gradient of w, of b; and for one column the 16 chains of the dot product.
    double *gradient, *bias_gradient, *chains;
    /// w and b with their outputs padded.
    double *padded_w;
    /// Where the prediction of the epoch that runs goes; null if it isn't wanted.
    double *prediction;
    /// The weights that the epoch would leave.
    double *next_w, *next_b;
    /// Whether blocks are read once for the prediction and once, from the cache, for the gradient.
    bool in_two_reads;
    /// Whether blocks are so long that threads look inside them whether to stop; what they have done of them is then of no use.
    bool looks_inside;
    int threads;
} training_plan;

static inline bool training_is_stopped(const training_plan *plan) { return plan->of->is_stopped && plan->of->is_stopped(); }

/// Whether to leave a long block.
static inline bool training_leaves_block(const training_plan *plan) { return plan->looks_inside && training_is_stopped(plan); }

/// What a thread needs for a block of its own.
typedef struct { double *residuals, *squares, *shares, *sums; } block_scratch;
