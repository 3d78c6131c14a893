// Matrix times vector, shared by products and training; included once for each kind of processor.

typedef double NAME(v4) __attribute__((vector_size(32), aligned(8)));

#include "vectors.h"

INLINE V4 NAME(fused)(V4 a, V4 b, V4 c) { return __builtin_elementwise_fma(a, b, c); }
INLINE double NAME(fused1)(double a, double b, double c) { return __builtin_fma(a, b, c); }
/// Combines the four partial sums of each of four rows, (A0 + A2) + (A1 + A3).
INLINE V4 NAME(joined)(V4 a, V4 b, V4 c, V4 d) {
    V4 ab = __builtin_shufflevector(a, b, 0, 1, 4, 5) + __builtin_shufflevector(a, b, 2, 3, 6, 7);
    V4 cd = __builtin_shufflevector(c, d, 0, 1, 4, 5) + __builtin_shufflevector(c, d, 2, 3, 6, 7);
    return __builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7);
}

/// x @ w for four rows.
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
            // Row by row suits the processor's prefetching; the barriers keep the compiler from interleaving rows.
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

/// x @ w for one of the last rows, fewer than four: one of a pair if `is_pair`, otherwise the single one.
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

/// `dgemv_n`: adds rows `from` to `to` of r @ x to g, in columns `first` to `end` (a multiple of four, or the last).
/// The rows must follow those already in g, and `from` and `to` must be multiples of four, or the last.
INLINE void NAME(add_rows)(const double *x, extent stride, extent rows, extent columns, const double *r, double *g,
    extent first, extent end, extent from, extent to) {
    bool in_pairs = stride == columns && (columns == 2 || columns == 3);
    extent whole = end < columns ? end : rounded_down(columns, 4), all_fours = rounded_down(rows, 4);
    extent row = from;
    for (; row < to && row < all_fours; row += 4) {
        const double *x0 = x + row * stride, *x1 = x0 + stride, *x2 = x1 + stride, *x3 = x2 + stride;
        V4 f0 = ALL(r[row]), f1 = ALL(r[row + 1]), f2 = ALL(r[row + 2]), f3 = ALL(r[row + 3]);
        for (extent j = first; j < whole; j += 4) {
            V4 sum = FMA(LOAD(x2 + j), f2, LOAD(x0 + j) * f0) + FMA(LOAD(x3 + j), f3, LOAD(x1 + j) * f1);
            STORE(g + j, LOAD(g + j) + sum);
        }
        for (extent j = whole; j < end; j++) {
            double sum = g[j];
            if (in_pairs) {
                sum = sum + (x0[j] * r[row] + x1[j] * r[row + 1]);
                sum = sum + (x2[j] * r[row + 2] + x3[j] * r[row + 3]);
            } else {
                sum = sum + x0[j] * r[row];
                sum = sum + x1[j] * r[row + 1];
                sum = sum + x2[j] * r[row + 2];
                sum = sum + x3[j] * r[row + 3];
            }
            g[j] = sum;
        }
    }
    if (row >= to) return;
    const double *last = x + row * stride;
    extent left = rows - row;
    for (extent j = first; j < end; j++) {
        extent next = 0;
        if (j < whole && (left & 2)) {
            g[j] = g[j] + (last[j] * r[row] + last[stride + j] * r[row + 1]);
            next = 2;
        }
        for (; next < left; next++) g[j] = g[j] + last[next * stride + j] * r[row + next];
    }
}

#include "vectors_end.h"
