// Splits rows into blocks and allocates the memory for a training, once, before the first epoch.
#include <stdlib.h>
#include <string.h>
#include "loops.h"
#include "training_planning.h"

/// The most bytes of x in a block, so that it stays in a processor's own cache between its two reads.
static const extent block_bytes = 1 << 17;

static extent count_leaves(extent count) {
    if (count <= 128) return 1;
    extent half = rounded_down(count / 2, 8);
    return count_leaves(half) + count_leaves(count - half);
}

static leaf *fill_leaves(leaf *next, extent first, extent count) {
    if (count <= 128) {
        *next = (leaf){first, first + count};
        return next + 1;
    }
    extent half = rounded_down(count / 2, 8);
    return fill_leaves(fill_leaves(next, first, half), first + half, count - half);
}

static void *numbers(extent count) { return calloc((size_t)(count > 0 ? count : 1), sizeof(double)); }

/// Blocks of whole leaves.
static bool cut_leaves(training_plan *plan) {
    const ck_training *of = plan->of;
    plan->leaf_count = count_leaves(of->rows);
    plan->leaves = calloc((size_t)plan->leaf_count, sizeof(leaf));
    plan->blocks = calloc((size_t)plan->leaf_count, sizeof(row_block));
    plan->loss_leaves = numbers(plan->leaf_count);
    plan->bias_leaves = numbers(plan->leaf_count);
    if (!plan->leaves || !plan->blocks || !plan->loss_leaves || !plan->bias_leaves) return false;
    fill_leaves(plan->leaves, 0, of->rows);
    extent rows = block_bytes / 8 / of->columns, at = 0;
    while (at < plan->leaf_count) {
        row_block block = {plan->leaves[at].first, plan->leaves[at].end, at, at + 1};
        for (at++; at < plan->leaf_count && plan->leaves[at].end - block.first <= rows; at++) {
            block.end = plan->leaves[at].end;
            block.end_leaf = at + 1;
        }
        plan->blocks[plan->block_count++] = block;
        if (block.end - block.first > plan->longest_block) plan->longest_block = block.end - block.first;
    }
    return true;
}

/// The blocks in which `dgemm` adds the gradient.
static bool cut_products(training_plan *plan) {
    const ck_training *of = plan->of;
    plan->blocks = calloc((size_t)(of->rows / 128 + 2), sizeof(row_block));
    plan->squares = numbers(of->rows * of->outputs);
    if (!plan->blocks || !plan->squares) return false;
    for (extent first = 0, length; first < of->rows; first += length) {
        length = product_block(of->rows - first);
        plan->blocks[plan->block_count++] = (row_block){first, first + length, 0, 0};
        if (length > plan->longest_block) plan->longest_block = length;
    }
    return true;
}

bool training_plan_open(training_plan *plan, const ck_training *of) {
    memset(plan, 0, sizeof *plan);
    plan->of = of;
    plan->padded_outputs = of->outputs == 1 ? 1 : rounded_down(of->outputs + 3, 4);
    if (!(of->outputs == 1 ? cut_leaves(plan) : cut_products(plan))) return false;
    extent weights = of->columns * of->outputs;
    plan->gradient = numbers(weights + 4);
    plan->bias_gradient = numbers(of->outputs);
    plan->chains = numbers(16);
    plan->padded_w = numbers(of->columns * plan->padded_outputs);
    plan->next_w = numbers(weights);
    plan->next_b = numbers(of->outputs);
    // Threads pay off if an epoch is long compared with their synchronisation at its end.
    extent helpful = of->rows * of->columns / 50000;
    plan->threads = of->threads < 1 ? 1 : of->threads;
    if (plan->threads > helpful) plan->threads = helpful < 1 ? 1 : (int)helpful;
    if (plan->threads > plan->block_count) plan->threads = (int)plan->block_count;
    plan->in_two_reads = plan->threads > 1;
    plan->looks_inside = of->columns * of->outputs > 2048;
    return plan->gradient && plan->bias_gradient && plan->chains && plan->padded_w && plan->next_w && plan->next_b;
}

void training_plan_end(training_plan *plan) {
    void *parts[] = {plan->blocks, plan->leaves, plan->loss_leaves, plan->bias_leaves, plan->squares, plan->gradient,
        plan->bias_gradient, plan->chains, plan->padded_w, plan->next_w, plan->next_b};
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) free(parts[part]);
}

bool block_scratch_open(block_scratch *scratch, const training_plan *plan) {
    extent count = plan->longest_block * plan->padded_outputs + 8;
    scratch->residuals = numbers(count);
    scratch->squares = numbers(plan->of->outputs == 1 ? count : 0);
    scratch->shares = numbers(count);
    scratch->sums = numbers(plan->of->outputs == 1 ? 0 : plan->of->columns * plan->of->outputs);
    return scratch->residuals && scratch->squares && scratch->shares && scratch->sums;
}

void block_scratch_end(block_scratch *scratch) {
    free(scratch->residuals);
    free(scratch->squares);
    free(scratch->shares);
    free(scratch->sums);
}
