// The loops of a training epoch; included once for each kind of processor, with NAME(x) giving the names and TARGET the
// attribute. Vectors hold four numbers whatever the registers hold; FMA rounds once. Nothing here may be contracted or
// reassociated by the compiler: FP_CONTRACT is off, and no fast-math flag is set.

typedef double NAME(v4) __attribute__((vector_size(32), aligned(8)));
#define V4 NAME(v4)
#define LOAD(pointer) (*(const V4 *)(pointer))
#define STORE(pointer, vector) (*(V4 *)(pointer) = (vector))
#define ALL(number) ((V4){number, number, number, number})

INLINE V4 NAME(fused)(V4 a, V4 b, V4 c) { return __builtin_elementwise_fma(a, b, c); }
INLINE double NAME(fused1)(double a, double b, double c) { return __builtin_fma(a, b, c); }
#define FMA NAME(fused)
#define FMA1 NAME(fused1)

/// For four rows the four partial sums each, (A0 + A2) + (A1 + A3).
INLINE V4 NAME(joined)(V4 a, V4 b, V4 c, V4 d) {
    V4 ab = __builtin_shufflevector(a, b, 0, 1, 4, 5) + __builtin_shufflevector(a, b, 2, 3, 6, 7);
    V4 cd = __builtin_shufflevector(c, d, 0, 1, 4, 5) + __builtin_shufflevector(c, d, 2, 3, 6, 7);
    return __builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7);
}

// MARK: One output: dgemv_t for the prediction, dgemv_n for the gradient

/// x @ w of four rows.
INLINE V4 NAME(four_rows)(const double *x, extent stride, extent columns, const double *w) {
    const double *r0 = x, *r1 = r0 + stride, *r2 = r1 + stride, *r3 = r2 + stride;
    extent whole = rounded_down(columns, 4);
    V4 sum = ALL(0);
    for (extent start = 0; start < whole; start += 2048) {
        extent end = start + 2048 < whole ? start + 2048 : whole;
        V4 a = ALL(0), b = ALL(0), c = ALL(0), d = ALL(0);
        if (columns < 32) {
            for (extent j = start; j < end; j += 4) {
                V4 factor = LOAD(w + j);
                a = FMA(LOAD(r0 + j), factor, a);
                b = FMA(LOAD(r1 + j), factor, b);
                c = FMA(LOAD(r2 + j), factor, c);
                d = FMA(LOAD(r3 + j), factor, d);
            }
        } else {
            // Row after row is what the processor's prefetching expects; the barriers keep the compiler from mixing them.
            for (extent j = start; j < end; j += 4) a = FMA(LOAD(r0 + j), LOAD(w + j), a);
            __asm__ volatile("" ::: "memory");
            for (extent j = start; j < end; j += 4) b = FMA(LOAD(r1 + j), LOAD(w + j), b);
            __asm__ volatile("" ::: "memory");
            for (extent j = start; j < end; j += 4) c = FMA(LOAD(r2 + j), LOAD(w + j), c);
            __asm__ volatile("" ::: "memory");
            for (extent j = start; j < end; j += 4) d = FMA(LOAD(r3 + j), LOAD(w + j), d);
        }
        sum = sum + NAME(joined)(a, b, c, d);
    }
    #define COLUMN(j) ((V4){r0[j], r1[j], r2[j], r3[j]})
    switch (columns - whole) {
    case 1: return FMA(COLUMN(whole), ALL(w[whole]), sum);
    case 2: return FMA(COLUMN(whole), ALL(w[whole]), COLUMN(whole + 1) * ALL(w[whole + 1])) + sum;
    case 3:
        return FMA(COLUMN(whole + 2), ALL(w[whole + 2]),
            FMA(COLUMN(whole), ALL(w[whole]), COLUMN(whole + 1) * ALL(w[whole + 1]))) + sum;
    default: return sum;
    }
    #undef COLUMN
}

/// x @ w of one of the last rows, fewer than four: of the two that `is_pair` says, or of the single one.
INLINE double NAME(last_row)(const double *x, extent columns, const double *w, bool is_pair) {
    extent whole = rounded_down(columns, 4);
    double sum = 0;
    for (extent start = 0; start < whole; start += 2048) {
        extent end = start + 2048 < whole ? start + 2048 : whole;
        double a[4] = {0, 0, 0, 0};
        extent lanes = is_pair ? 2 : 4;
        for (extent j = start; j < end; j += lanes)
            for (extent t = 0; t < lanes; t++) a[t] = a[t] + x[j + t] * w[j + t];
        sum = sum + ((a[0] + a[2]) + (a[1] + a[3]));
    }
    const double *r = x + whole, *v = w + whole;
    switch (columns - whole) {
    case 1: return FMA1(r[0], v[0], sum);
    case 2: return FMA1(r[0], v[0], r[1] * v[1]) + sum;
    case 3: return FMA1(r[2], v[2], FMA1(r[0], v[0], r[1] * v[1])) + sum;
    default: return sum;
    }
}

/// Prediction, residual, squared residual and share of the bias's gradient of rows; `offset` is the first row's place in the
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
        STORE(of->prediction + row, prediction);
        STORE(residuals + row, residual);
        STORE(squares + row, difference * difference);
        STORE(shares + row, residual / ALL(count));
    }
    for (; row < end; row++) {
        const double *x = of->x + row * stride;
        bool is_pair = row < rounded_down(of->rows, 2);
        double sum = columns == 1 ? 0 + x[0] * of->w[0] : NAME(last_row)(x, columns, of->w, is_pair);
        double prediction = sum + bias, difference = of->y[row] - prediction;
        of->prediction[row] = prediction;
        residuals[row] = prediction - of->y[row];
        squares[row] = difference * difference;
        shares[row] = residuals[row] / count;
    }
}

/// Adds what rows contribute to the gradient of w.
INLINE void NAME(descend_one)(const training_plan *plan, extent first, extent end, const double *scratch_residuals, extent offset) {
    const ck_training *of = plan->of;
    extent stride = of->x_stride, columns = of->columns, whole = rounded_down(columns, 4), all_fours = rounded_down(of->rows, 4);
    const double *r = scratch_residuals + offset - first;
    double *gradient = plan->gradient;
    bool in_pairs = stride == columns && (columns == 2 || columns == 3);
    extent row = first;
    for (; row < end && row < all_fours; row += 4) {
        const double *x0 = of->x + row * stride, *x1 = x0 + stride, *x2 = x1 + stride, *x3 = x2 + stride;
        V4 f0 = ALL(r[row]), f1 = ALL(r[row + 1]), f2 = ALL(r[row + 2]), f3 = ALL(r[row + 3]);
        for (extent j = 0; j < whole; j += 4) {
            V4 sum = FMA(LOAD(x2 + j), f2, LOAD(x0 + j) * f0) + FMA(LOAD(x3 + j), f3, LOAD(x1 + j) * f1);
            STORE(gradient + j, LOAD(gradient + j) + sum);
        }
        for (extent j = whole; j < columns; j++) {
            double sum = gradient[j];
            if (in_pairs) {
                sum = sum + (x0[j] * r[row] + x1[j] * r[row + 1]);
                sum = sum + (x2[j] * r[row + 2] + x3[j] * r[row + 3]);
            } else {
                sum = sum + x0[j] * r[row];
                sum = sum + x1[j] * r[row + 1];
                sum = sum + x2[j] * r[row + 2];
                sum = sum + x3[j] * r[row + 3];
            }
            gradient[j] = sum;
        }
    }
    if (row >= end) return;
    const double *x = of->x + row * stride;
    extent left = of->rows - row;
    for (extent j = 0; j < whole; j++) {
        double sum = gradient[j];
        extent next = 0;
        if (left & 2) {
            sum = sum + (x[j] * r[row] + x[stride + j] * r[row + 1]);
            next = 2;
        }
        if (left & 1) sum = sum + x[next * stride + j] * r[row + next];
        gradient[j] = sum;
    }
    for (extent j = whole; j < columns; j++)
        for (extent t = 0; t < left; t++) gradient[j] = gradient[j] + x[t * stride + j] * r[row + t];
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

/// x @ w of rows whose chains run together, `lanes` of four outputs from `output` on.
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

/// x @ w of the last row of an odd number, in outputs that fill a vector: four chains over every fourth product.
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

/// Prediction, residuals, squares and shares of rows; residuals and shares are stored with padded outputs.
INLINE void NAME(predict_more)(const training_plan *plan, extent first, extent end, block_scratch scratch, extent offset) {
    const ck_training *of = plan->of;
    extent outputs = of->outputs, padded = plan->padded_outputs;
    double count = (double)of->rows;
    for (extent row = first, rows; row < end; row += rows) {
        rows = end - row < 4 ? 1 : 4;
        bool is_odd = of->rows % 2 == 1;
        // The last row of an odd number goes by another order, and so alone.
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
                    of->prediction[at] = prediction;
                    plan->squares[at] = difference * difference;
                    scratch.residuals[here] = prediction - of->y[at];
                    scratch.shares[here] = scratch.residuals[here] / count;
                }
        }
    }
}

/// What a block of rows, one of `dgemm`'s, adds to the gradient, into `sums`: chains over its rows.
INLINE void NAME(descend_more)(const training_plan *plan, extent first, extent end, block_scratch scratch) {
    const ck_training *of = plan->of;
    extent stride = of->x_stride, columns = of->columns, outputs = of->outputs, padded = plan->padded_outputs;
    extent length = end - first;
    const double *x = of->x + first * stride;
    for (extent output = 0; output < outputs; output++) {
        const double *r = scratch.residuals + output;
        extent j = 0;
        for (; j + 16 <= columns; j += 16) {
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

/// The first half of a block's work: all that needs nothing of the blocks before it. With `descends`, the gradient too.
TARGET static void NAME(begin_block)(const training_plan *plan, row_block block, block_scratch scratch, bool descends) {
    const ck_training *of = plan->of;
    if (of->outputs > 1) {
        NAME(predict_more)(plan, block.first, block.end, scratch, 0);
        NAME(descend_more)(plan, block.first, block.end, scratch);
        return;
    }
    // So many rows that they stay in the first cache between their two uses.
    extent rows = 2048 / of->columns;
    rows = rows < 4 ? 4 : rounded_down(rows, 4);
    if (!descends) rows = block.end - block.first;
    for (extent row = block.first; row < block.end; row += rows) {
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

/// The second half, after that of the block before.
TARGET static void NAME(end_block)(const training_plan *plan, row_block block, block_scratch scratch, bool descends) {
    const ck_training *of = plan->of;
    if (of->outputs == 1) {
        if (!descends) return;
        if (of->columns == 1) NAME(descend_single)(plan, block.first, block.end, scratch.residuals, 0);
        else NAME(descend_one)(plan, block.first, block.end, scratch.residuals, 0);
        return;
    }
    for (extent at = 0; at < of->columns * of->outputs; at++) plan->gradient[at] = plan->gradient[at] + scratch.sums[at];
    for (extent row = 0; row < block.end - block.first; row++)
        for (extent output = 0; output < of->outputs; output++)
            plan->bias_gradient[output] = plan->bias_gradient[output] + scratch.shares[row * plan->padded_outputs + output];
}

#undef V4
#undef LOAD
#undef STORE
#undef ALL
#undef FMA
#undef FMA1
