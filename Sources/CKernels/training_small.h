// Epochs of small problems, with at most 32 rows of 2 to 16 columns and one output: the same order of additions as in
// training_body.h, with everything in registers and the first-level cache. Included once for each kind of processor.

#include "vectors.h"

typedef struct {
    /// x with rows of 16 numbers, zero-padded; y; and the columns after the last full group of four, one by one.
    double x[small_rows][16], y[small_rows], tail[3][small_rows];
    double w[16], previous_w[16], gradient[16], b, previous_b, bias_gradient;
} NAME(small_state);

/// Four predictions at a time.
INLINE V4 NAME(small_four)(const NAME(small_state) *s, extent row, const int columns) {
    const int whole = columns / 4 * 4;
    V4 sum = ALL(0);
    if (whole > 0) {
        V4 chains[4];
        for (int t = 0; t < 4; t++) {
            chains[t] = ALL(0);
            for (int j = 0; j < whole; j += 4) chains[t] = FMA(LOAD(s->x[row + t] + j), LOAD(s->w + j), chains[t]);
        }
        sum = sum + NAME(joined)(chains[0], chains[1], chains[2], chains[3]);
    }
    V4 first = LOAD(s->tail[0] + row), second = LOAD(s->tail[1] + row), third = LOAD(s->tail[2] + row);
    switch (columns - whole) {
    case 1: return FMA(first, ALL(s->w[whole]), sum);
    case 2: return FMA(first, ALL(s->w[whole]), second * ALL(s->w[whole + 1])) + sum;
    case 3: return FMA(third, ALL(s->w[whole + 2]), FMA(first, ALL(s->w[whole]), second * ALL(s->w[whole + 1]))) + sum;
    default: return sum;
    }
}

/// Adds four rows to the gradient. Columns after the last full group of four add the rows one by one, or in pairs.
INLINE void NAME(small_four_descend)(const NAME(small_state) *s, extent row, V4 r, const int columns, bool in_pairs, V4 *g) {
    const int whole = columns / 4;
    const double *x0 = s->x[row], *x1 = s->x[row + 1], *x2 = s->x[row + 2], *x3 = s->x[row + 3];
    V4 f0 = ALL(r[0]), f1 = ALL(r[1]), f2 = ALL(r[2]), f3 = ALL(r[3]);
    for (int j = 0; j < whole; j++) {
        const int at = j * 4;
        V4 sum = FMA(LOAD(x2 + at), f2, LOAD(x0 + at) * f0) + FMA(LOAD(x3 + at), f3, LOAD(x1 + at) * f1);
        g[j] = g[j] + sum;
    }
    if (columns % 4 == 0) return;
    const int at = whole * 4;
    V4 a = LOAD(x0 + at) * f0, b = LOAD(x1 + at) * f1, c = LOAD(x2 + at) * f2, d = LOAD(x3 + at) * f3;
    if (in_pairs) g[whole] = (g[whole] + (a + b)) + (c + d);
    else g[whole] = (((g[whole] + a) + b) + c) + d;
}

/// The last one to three rows: their residuals, and their contributions to the gradient.
INLINE void NAME(small_last_rows)(const NAME(small_state) *s, extent row, extent left, const int columns, double *prediction,
    double *r, V4 *g) {
    const int whole = columns / 4;
    for (extent t = 0; t < left; t++) {
        prediction[t] = NAME(last_row)(s->x[row + t], columns, s->w, t < rounded_down(left, 2)) + s->b;
        r[t] = prediction[t] - s->y[row + t];
    }
    extent next = 0;
    if (left & 2) {
        for (int j = 0; j < whole; j++)
            g[j] = g[j] + (LOAD(s->x[row] + j * 4) * ALL(r[0]) + LOAD(s->x[row + 1] + j * 4) * ALL(r[1]));
        next = 2;
    }
    for (; next < left; next++)
        for (int j = 0; j < whole; j++) g[j] = g[j] + LOAD(s->x[row + next] + j * 4) * ALL(r[next]);
    if (columns % 4 == 0) return;
    for (extent t = 0; t < left; t++) g[whole] = g[whole] + LOAD(s->x[row + t] + whole * 4) * ALL(r[t]);
}

/// NumPy's sum of at most 32 numbers, for two arrays at once.
INLINE void NAME(small_sums)(const double *a, const double *b, extent count, double *sums) {
    sums[0] = NAME(leaf_sum)(a, count);
    sums[1] = NAME(leaf_sum)(b, count);
}

/// Runs epochs until `until` are finished or the training ends.
INLINE ck_ending NAME(small_epochs)(NAME(small_state) *s, small_training *run, extent until, const int columns) {
    const ck_training *of = run->of;
    const int vectors = (columns + 3) / 4;
    const extent rows = of->rows, fours = rounded_down(rows, 4);
    const bool in_pairs = of->x_stride == columns && columns < 4;
    const double count = (double)rows;
    double squares[small_rows], shares[small_rows], sums[2];
    while (run->finished < until) {
        double *prediction = of->predictions[run->finished % 2];
        V4 g[4] = {ALL(0), ALL(0), ALL(0), ALL(0)}, next[4], probe = ALL(0);
        for (extent row = 0; row < fours; row += 4) {
            V4 predicted = NAME(small_four)(s, row, columns) + ALL(s->b), target = LOAD(s->y + row);
            V4 difference = target - predicted, residual = predicted - target;
            STORE(prediction + row, predicted);
            STORE(squares + row, difference * difference);
            STORE(shares + row, residual / ALL(count));
            NAME(small_four_descend)(s, row, residual, columns, in_pairs, g);
        }
        double r[4] = {0, 0, 0, 0};
        if (fours < rows) NAME(small_last_rows)(s, fours, rows - fours, columns, prediction + fours, r, g);
        for (extent t = 0; fours + t < rows; t++) {
            double difference = s->y[fours + t] - prediction[fours + t];
            squares[fours + t] = difference * difference;
            shares[fours + t] = r[t] / count;
        }
        NAME(small_sums)(squares, shares, rows, sums);
        double loss = sums[0] / count, next_b = s->b - of->rate * sums[1];
        for (int j = 0; j < vectors; j++) {
            next[j] = LOAD(s->w + j * 4) - ALL(of->rate) * (g[j] / ALL(count));
            probe = probe + next[j] * ALL(0);
        }
        double check = ((probe[0] + probe[1]) + (probe[2] + probe[3])) + next_b * 0;
        if (check != 0 || has_diverged(&run->rule, loss)) return CK_UNUSUAL;
        for (int j = 0; j < vectors; j++) {
            STORE(s->gradient + j * 4, g[j]);
            STORE(s->previous_w + j * 4, LOAD(s->w + j * 4));
            STORE(s->w + j * 4, next[j]);
        }
        s->bias_gradient = sums[1];
        s->previous_b = s->b;
        s->b = next_b;
        of->losses[run->finished++] = loss;
        if (has_converged(&run->rule, loss)) return CK_CONVERGED;
    }
    return CK_FINISHED;
}

/// Continues the epochs of `run` up to `until`; results are written to the training's own memory.
TARGET static ck_ending NAME(train_small)(small_training *run, extent until) {
    const ck_training *of = run->of;
    extent columns = of->columns, whole = rounded_down(columns, 4);
    NAME(small_state) state;
    // Rows beyond the last are never read.
    memset(state.x, 0, (size_t)of->rows * sizeof *state.x);
    memset(state.tail, 0, sizeof state - offsetof(NAME(small_state), tail));
    for (extent row = 0; row < of->rows; row++) {
        for (extent j = 0; j < columns; j++) state.x[row][j] = of->x[row * of->x_stride + j];
        for (extent j = whole; j < columns; j++) state.tail[j - whole][row] = state.x[row][j];
        state.y[row] = of->y[row];
    }
    for (extent j = 0; j < columns; j++) state.w[j] = of->w[j];
    state.b = of->b[0];
    extent before = run->finished;
    ck_ending ending = CK_UNAVAILABLE;
    #define COLUMNS(n) case n: ending = NAME(small_epochs)(&state, run, until, n); break
    switch (columns) {
        COLUMNS(2); COLUMNS(3); COLUMNS(4); COLUMNS(5); COLUMNS(6); COLUMNS(7); COLUMNS(8); COLUMNS(9);
        COLUMNS(10); COLUMNS(11); COLUMNS(12); COLUMNS(13); COLUMNS(14); COLUMNS(15); COLUMNS(16);
    }
    #undef COLUMNS
    if (run->finished == before) return ending;
    for (extent j = 0; j < columns; j++) {
        of->w[j] = state.w[j];
        of->previous_w[j] = state.previous_w[j];
        if (of->gradient) of->gradient[j] = state.gradient[j];
    }
    of->b[0] = state.b;
    of->previous_b[0] = state.previous_b;
    if (of->bias_gradient) of->bias_gradient[0] = state.bias_gradient;
    return ending;
}

#include "vectors_end.h"
