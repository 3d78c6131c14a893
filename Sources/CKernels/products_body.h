// The loops of products; included once for each kind of processor, like training_body.h.

#include "vectors.h"

enum { NAME(tile_rows) = 6, NAME(tile_columns) = 8 };

/// Adds the product of a packed strip of six rows and one of eight columns to a tile of c: one chain per element.
INLINE void NAME(tile)(extent length, const double *a, const double *b, double *c, extent row, extent column, extent rows, extent columns) {
    V4 s0 = ALL(0), s1 = ALL(0), s2 = ALL(0), s3 = ALL(0), s4 = ALL(0), s5 = ALL(0);
    V4 t0 = ALL(0), t1 = ALL(0), t2 = ALL(0), t3 = ALL(0), t4 = ALL(0), t5 = ALL(0);
    for (extent l = 0; l < length; l++, a += 6, b += 8) {
        V4 low = LOAD(b), high = LOAD(b + 4), factor;
        factor = ALL(a[0]); s0 = FMA(factor, low, s0); t0 = FMA(factor, high, t0);
        factor = ALL(a[1]); s1 = FMA(factor, low, s1); t1 = FMA(factor, high, t1);
        factor = ALL(a[2]); s2 = FMA(factor, low, s2); t2 = FMA(factor, high, t2);
        factor = ALL(a[3]); s3 = FMA(factor, low, s3); t3 = FMA(factor, high, t3);
        factor = ALL(a[4]); s4 = FMA(factor, low, s4); t4 = FMA(factor, high, t4);
        factor = ALL(a[5]); s5 = FMA(factor, low, s5); t5 = FMA(factor, high, t5);
    }
    if (rows == 6 && columns == 8 && column == 1) {
        STORE(c, LOAD(c) + s0); STORE(c + 4, LOAD(c + 4) + t0); c += row;
        STORE(c, LOAD(c) + s1); STORE(c + 4, LOAD(c + 4) + t1); c += row;
        STORE(c, LOAD(c) + s2); STORE(c + 4, LOAD(c + 4) + t2); c += row;
        STORE(c, LOAD(c) + s3); STORE(c + 4, LOAD(c + 4) + t3); c += row;
        STORE(c, LOAD(c) + s4); STORE(c + 4, LOAD(c + 4) + t4); c += row;
        STORE(c, LOAD(c) + s5); STORE(c + 4, LOAD(c + 4) + t5);
        return;
    }
    double sums[6][8];
    STORE(sums[0], s0); STORE(sums[1], s1); STORE(sums[2], s2); STORE(sums[3], s3); STORE(sums[4], s4); STORE(sums[5], s5);
    STORE(sums[0] + 4, t0); STORE(sums[1] + 4, t1); STORE(sums[2] + 4, t2);
    STORE(sums[3] + 4, t3); STORE(sums[4] + 4, t4); STORE(sums[5] + 4, t5);
    for (extent i = 0; i < rows; i++)
        for (extent j = 0; j < columns; j++) c[i * row + j * column] = c[i * row + j * column] + sums[i][j];
}

/// Multiplies a block of rows of a (packed in strips of six) by a block of columns of b (packed in strips of eight).
static void NAME(multiply_packed)(extent length, const double *a, extent rows, const double *b, extent columns, double *c, extent row, extent column) {
    for (extent j = 0; j < columns; j += 8)
        for (extent i = 0; i < rows; i += 6)
            NAME(tile)(length, a + i * length, b + j * length, c + i * row + j * column, row, column,
                rows - i < 6 ? rows - i : 6, columns - j < 8 ? columns - j : 8);
}

/// The tiles of such a product on or below the diagonal.
static void NAME(multiply_lower)(extent length, const double *a, const double *b, extent size, double *c) {
    for (extent j = 0; j < size; j += 8)
        for (extent i = rounded_down(j, 6); i < size; i += 6)
            NAME(tile)(length, a + i * length, b + j * length, c + i * size + j, size, 1, size - i < 6 ? size - i : 6,
                size - j < 8 ? size - j : 8);
}

/// `dgemm`'s order for the last row of an odd number, for columns that fill vectors: four chains over every fourth
/// product.
static void NAME(odd_row)(extent length, const double *a, extent a_step, const double *b, extent b_row, extent b_column, extent columns, double *c, extent c_column) {
    extent whole = rounded_down(length, 8);
    for (extent j = 0; j + 4 <= columns; j += 4) {
        V4 chain[4] = {ALL(0), ALL(0), ALL(0), ALL(0)};
        for (extent l = 0; l < length; l++) {
            const double *from = b + l * b_row + j * b_column;
            V4 factor = {from[0], from[b_column], from[2 * b_column], from[3 * b_column]};
            extent lane = l < whole ? l % 4 : 0;
            chain[lane] = FMA(ALL(a[l * a_step]), factor, chain[lane]);
        }
        V4 sum = (chain[0] + chain[1]) + (chain[2] + chain[3]);
        for (int t = 0; t < 4; t++) c[(j + t) * c_column] = c[(j + t) * c_column] + sum[t];
    }
}

/// `ddot`: sixteen chains, and the last numbers one by one.
static double NAME(dot)(const double *a, const double *b, extent count) {
    V4 q0 = ALL(0), q1 = ALL(0), q2 = ALL(0), q3 = ALL(0);
    extent i = 0;
    for (; i + 16 <= count; i += 16) {
        q0 = FMA(LOAD(a + i), LOAD(b + i), q0);
        q1 = FMA(LOAD(a + i + 4), LOAD(b + i + 4), q1);
        q2 = FMA(LOAD(a + i + 8), LOAD(b + i + 8), q2);
        q3 = FMA(LOAD(a + i + 12), LOAD(b + i + 12), q3);
    }
    double c[2];
    for (int u = 0; u < 2; u++)
        c[u] = ((q0[u] + q0[u + 2]) + (q1[u] + q1[u + 2])) + ((q2[u] + q2[u + 2]) + (q3[u] + q3[u + 2]));
    double sum = c[0] + c[1];
    for (; i < count; i++) sum = sum + a[i] * b[i];
    return 0.0 + sum;
}

/// x @ w for a range of rows; `first` and `end` are multiples of four, or the end of all rows.
static void NAME(vector_rows)(const double *x, extent stride, extent rows, extent columns, const double *w, double *y, extent y_stride, extent first, extent end) {
    extent whole = rounded_down(rows, 4), row = first;
    for (; row < end && row < whole; row += 4) {
        V4 sums = NAME(four_rows)(x + row * stride, stride, columns, w);
        for (int t = 0; t < 4; t++) y[(row + t) * y_stride] = sums[t];
    }
    for (; row < end; row++)
        y[row * y_stride] = NAME(last_row)(x + row * stride, columns, w, row < rounded_down(rows, 2));
}

static void NAME(vector_columns)(const double *x, extent stride, extent rows, extent columns, const double *r, double *g,
    extent first, extent end, extent from, extent to) {
    NAME(add_rows)(x, stride, rows, columns, r, g, first, end, from, to);
}

#include "vectors_end.h"
