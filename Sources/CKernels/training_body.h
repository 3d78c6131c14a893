// The loops of a training epoch; included once for each kind of processor, where NAME(x) makes the names and TARGET
// is the attribute. The compiler must not contract or reassociate anything here: FP_CONTRACT is off, and no fast-math
// flag is set.

#include "vectors.h"

// MARK: One output: dgemv_t for the prediction, dgemv_n for the gradient

/// Prediction, residual, squared residual and bias gradient term of rows; `offset` is the first row's position in the
/// scratch memory.
INLINE void NAME(predict_one)(const training_plan *plan, extent first, extent end, block_scratch scratch, extent offset) {
    const ck_training *of = plan->of;
    extent stride = of->x_stride, columns = of->columns, whole = rounded_down(of->rows, 4);
    double bias = of->b[0], count = (double)of->rows;
    double *residuals = scratch.residuals + offset - first, *squares = scratch.squares + offset - first;
    double *shares = scratch.shares + offset - first;
    extent row = first;
    for (; row < end && row < whole; row += 4) {
        V4 sum;
        if (columns == 1) sum = ALL(0) + ((V4){of->x[row * stride], of->x[(row + 1) * stride], of->x[(row + 2) * stride], of->x[(row + 3) * stride]}) * ALL(of->w[0]);
        else sum = NAME(four_rows)(of->x + row * stride, stride, columns, of->w);
        V4 prediction = sum + ALL(bias), target = LOAD(of->y + row);
        V4 difference = target - prediction, residual = prediction - target;
        if (plan->prediction) STORE(plan->prediction + row, prediction);
        STORE(residuals + row, residual);
        STORE(squares + row, difference * difference);
        STORE(shares + row, residual / ALL(count));
    }
    for (; row < end; row++) {
        const double *x = of->x + row * stride;
        bool is_pair = row < rounded_down(of->rows, 2);
        double sum = columns == 1 ? 0 + x[0] * of->w[0] : NAME(last_row)(x, columns, of->w, is_pair);
        double prediction = sum + bias, difference = of->y[row] - prediction;
        if (plan->prediction) plan->prediction[row] = prediction;
        residuals[row] = prediction - of->y[row];
        squares[row] = difference * difference;
        shares[row] = residuals[row] / count;
    }
}

/// Adds the rows' contributions to the gradient of w.
INLINE void NAME(descend_one)(const training_plan *plan, extent first, extent end, const double *scratch_residuals, extent offset) {
    const ck_training *of = plan->of;
    const double *residuals = scratch_residuals + offset - first;
    NAME(add_rows)(of->x, of->x_stride, of->rows, of->columns, residuals, plan->gradient, 0, of->columns, first, end);
}

/// The same for a single column: `ddot`'s sixteen chains, and the last rows one by one into the gradient.
INLINE void NAME(descend_single)(const training_plan *plan, extent first, extent end, const double *scratch_residuals, extent offset) {
    const ck_training *of = plan->of;
    extent stride = of->x_stride, whole = rounded_down(of->rows, 16);
    const double *r = scratch_residuals + offset - first;
    for (extent row = first; row < end && row < whole; row++)
        plan->chains[row % 16] = FMA1(of->x[row * stride], r[row], plan->chains[row % 16]);
    if (end < of->rows) return;
    double c[2];
    const double *a = plan->chains;
    for (int u = 0; u < 2; u++) c[u] = ((a[u] + a[u + 2]) + (a[u + 4] + a[u + 6])) + ((a[u + 8] + a[u + 10]) + (a[u + 12] + a[u + 14]));
    double sum = c[0] + c[1];
    for (extent row = whole; row < of->rows; row++) sum = sum + of->x[row * stride] * r[row];
    plan->gradient[0] = 0.0 + sum;
}

/// NumPy's sum of at most 128 numbers.
INLINE double NAME(leaf_sum)(const double *a, extent count) {
    double sum = 0;
    if (count < 8) {
        for (extent i = 0; i < count; i++) sum = sum + a[i];
        return sum;
    }
    V4 low = LOAD(a), high = LOAD(a + 4);
    extent i = 8;
    for (; i + 8 <= count; i += 8) {
        low = low + LOAD(a + i);
        high = high + LOAD(a + i + 4);
    }
    sum = ((low[0] + low[1]) + (low[2] + low[3])) + ((high[0] + high[1]) + (high[2] + high[3]));
    for (; i < count; i++) sum = sum + a[i];
    return sum;
}

// MARK: More outputs: dgemm for both

/// x @ w for rows whose chains run together, in `lanes` of four outputs from `output` on.
INLINE void NAME(product_rows)(const training_plan *plan, const double *x, extent rows, extent output, V4 *sums) {
    const ck_training *of = plan->of;
    extent stride = of->x_stride;
    for (extent t = 0; t < rows; t++) sums[t] = ALL(0);
    for (extent start = 0, length; start < of->columns; start += length) {
        length = product_block(of->columns - start);
        V4 chain[4] = {ALL(0), ALL(0), ALL(0), ALL(0)};
        const double *w = plan->padded_w + start * plan->padded_outputs + output;
        if (rows == 4) {
            for (extent l = 0; l < length; l++) {
                V4 factor = LOAD(w + l * plan->padded_outputs);
                chain[0] = FMA(ALL(x[start + l]), factor, chain[0]);
                chain[1] = FMA(ALL(x[stride + start + l]), factor, chain[1]);
                chain[2] = FMA(ALL(x[2 * stride + start + l]), factor, chain[2]);
                chain[3] = FMA(ALL(x[3 * stride + start + l]), factor, chain[3]);
            }
        } else {
            for (extent t = 0; t < rows; t++)
                for (extent l = 0; l < length; l++)
                    chain[t] = FMA(ALL(x[t * stride + start + l]), LOAD(w + l * plan->padded_outputs), chain[t]);
        }
        for (extent t = 0; t < rows; t++) sums[t] = sums[t] + chain[t];
    }
}

/// x @ w for the last row of an odd number of rows, in outputs that fill a vector: four chains over every fourth
/// product.
INLINE V4 NAME(product_odd_row)(const training_plan *plan, const double *x, extent output) {
    const ck_training *of = plan->of;
    V4 sum = ALL(0);
    for (extent start = 0, length; start < of->columns; start += length) {
        length = product_block(of->columns - start);
        V4 chain[4] = {ALL(0), ALL(0), ALL(0), ALL(0)};
        const double *w = plan->padded_w + start * plan->padded_outputs + output;
        extent whole = rounded_down(length, 8);
        for (extent l = 0; l < length; l++) {
            extent lane = l < whole ? l % 4 : 0;
            chain[lane] = FMA(ALL(x[start + l]), LOAD(w + l * plan->padded_outputs), chain[lane]);
        }
        sum = sum + ((chain[0] + chain[1]) + (chain[2] + chain[3]));
    }
    return sum;
}

/// Predictions, residuals, squares and bias gradient terms of rows; residuals and terms are stored with padded
/// outputs.
INLINE void NAME(predict_more)(const training_plan *plan, extent first, extent end, block_scratch scratch, extent offset) {
    const ck_training *of = plan->of;
    extent outputs = of->outputs, padded = plan->padded_outputs;
    double count = (double)of->rows;
    for (extent row = first, rows; row < end; row += rows) {
        if (training_leaves_block(plan)) return;
        rows = end - row < 4 ? 1 : 4;
        bool is_odd = of->rows % 2 == 1;
        // The last row of an odd number of rows has its own order, so it is computed alone.
        if (rows == 4 && is_odd && row + 4 == of->rows) rows = 1;
        for (extent output = 0; output < outputs; output += 4) {
            V4 sums[4];
            const double *x = of->x + row * of->x_stride;
            if (is_odd && row == of->rows - 1 && output + 4 <= outputs) sums[0] = NAME(product_odd_row)(plan, x, output);
            else NAME(product_rows)(plan, x, rows, output, sums);
            extent lanes = outputs - output < 4 ? outputs - output : 4;
            for (extent t = 0; t < rows; t++)
                for (extent lane = 0; lane < lanes; lane++) {
                    extent at = (row + t) * outputs + output + lane, here = (offset + row + t - first) * padded + output + lane;
                    double prediction = sums[t][lane] + of->b[output + lane], difference = of->y[at] - prediction;
                    if (plan->prediction) plan->prediction[at] = prediction;
                    plan->squares[at] = difference * difference;
                    scratch.residuals[here] = prediction - of->y[at];
                    scratch.shares[here] = scratch.residuals[here] / count;
                }
        }
    }
}

/// Adds the contribution of a block of rows, one of `dgemm`'s blocks, to `sums`: chains over its rows.
INLINE void NAME(descend_more)(const training_plan *plan, extent first, extent end, block_scratch scratch) {
    const ck_training *of = plan->of;
    extent stride = of->x_stride, columns = of->columns, outputs = of->outputs, padded = plan->padded_outputs;
    extent length = end - first;
    const double *x = of->x + first * stride;
    for (extent output = 0; output < outputs; output++) {
        const double *r = scratch.residuals + output;
        extent j = 0;
        for (; j + 16 <= columns; j += 16) {
            if (training_leaves_block(plan)) return;
            V4 a = ALL(0), b = ALL(0), c = ALL(0), d = ALL(0);
            for (extent i = 0; i < length; i++) {
                const double *row = x + i * stride + j;
                V4 factor = ALL(r[i * padded]);
                a = FMA(LOAD(row), factor, a);
                b = FMA(LOAD(row + 4), factor, b);
                c = FMA(LOAD(row + 8), factor, c);
                d = FMA(LOAD(row + 12), factor, d);
            }
            double sums[16];
            STORE(sums, a), STORE(sums + 4, b), STORE(sums + 8, c), STORE(sums + 12, d);
            for (extent t = 0; t < 16; t++) scratch.sums[(j + t) * outputs + output] = sums[t];
        }
        for (; j + 4 <= columns; j += 4) {
            V4 a = ALL(0);
            for (extent i = 0; i < length; i++) a = FMA(LOAD(x + i * stride + j), ALL(r[i * padded]), a);
            for (extent t = 0; t < 4; t++) scratch.sums[(j + t) * outputs + output] = a[t];
        }
        for (; j < columns; j++) {
            double chain = 0;
            for (extent i = 0; i < length; i++) chain = FMA1(x[i * stride + j], r[i * padded], chain);
            scratch.sums[j * outputs + output] = chain;
        }
        if (columns % 2 == 1 && output < rounded_down(outputs, 4)) {
            double chain[4] = {0, 0, 0, 0};
            extent whole = rounded_down(length, 8);
            for (extent i = 0; i < length; i++) {
                extent lane = i < whole ? i % 4 : 0;
                chain[lane] = FMA1(x[i * stride + columns - 1], r[i * padded], chain[lane]);
            }
            scratch.sums[(columns - 1) * outputs + output] = (chain[0] + chain[1]) + (chain[2] + chain[3]);
        }
    }
}

// MARK: A block

/// The first half of a block's work: everything independent of earlier blocks. With `descends`, the gradient too.
TARGET static void NAME(begin_block)(const training_plan *plan, row_block block, block_scratch scratch, bool descends) {
    const ck_training *of = plan->of;
    if (of->outputs > 1) {
        NAME(predict_more)(plan, block.first, block.end, scratch, 0);
        NAME(descend_more)(plan, block.first, block.end, scratch);
        return;
    }
    // Few enough rows to stay in the first-level cache between their two uses.
    extent rows = 512 / of->columns;
    rows = rows < 4 ? 4 : rounded_down(rows, 4);
    if (!descends && !plan->looks_inside) rows = block.end - block.first;
    for (extent row = block.first; row < block.end; row += rows) {
        if (training_leaves_block(plan)) return;
        extent end = row + rows < block.end ? row + rows : block.end, offset = row - block.first;
        NAME(predict_one)(plan, row, end, scratch, offset);
        if (!descends) continue;
        if (of->columns == 1) NAME(descend_single)(plan, row, end, scratch.residuals, offset);
        else NAME(descend_one)(plan, row, end, scratch.residuals, offset);
    }
    for (extent at = block.first_leaf; at < block.end_leaf; at++) {
        extent offset = plan->leaves[at].first - block.first, count = plan->leaves[at].end - plan->leaves[at].first;
        plan->loss_leaves[at] = NAME(leaf_sum)(scratch.squares + offset, count);
        plan->bias_leaves[at] = NAME(leaf_sum)(scratch.shares + offset, count);
    }
}

/// The second half, after that of the previous block.
TARGET static void NAME(end_block)(const training_plan *plan, row_block block, block_scratch scratch, bool descends) {
    const ck_training *of = plan->of;
    if (of->outputs == 1) {
        if (!descends) return;
        if (of->columns == 1) NAME(descend_single)(plan, block.first, block.end, scratch.residuals, 0);
        else {
            // Long blocks are processed four rows at a time, with a check for a stop request in between.
            extent rows = plan->looks_inside ? 4 : block.end - block.first;
            for (extent row = block.first; row < block.end && !training_leaves_block(plan); row += rows)
                NAME(descend_one)(plan, row, row + rows < block.end ? row + rows : block.end, scratch.residuals,
                    row - block.first);
        }
        return;
    }
    for (extent at = 0; at < of->columns * of->outputs; at++) plan->gradient[at] = plan->gradient[at] + scratch.sums[at];
    for (extent row = 0; row < block.end - block.first; row++)
        for (extent output = 0; output < of->outputs; output++)
            plan->bias_gradient[output] = plan->bias_gradient[output] + scratch.shares[row * plan->padded_outputs + output];
}

#include "vectors_end.h"
